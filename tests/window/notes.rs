//! Writing notes, by keyboard.

use serde_json::Value;
use thirtyfour::{By, Key};

use crate::desk::{Desk, Window};

async fn rows(window: &Window) -> Vec<String> {
    window
        .js("return [...document.querySelectorAll('note-row .note-text')].map((row) => row.innerText.trim())")
        .await
}

async fn shows(window: &Window, expected: &[&str]) {
    window
        .until(&format!("the notes {expected:?}"), async || (rows(window).await == expected).then_some(()))
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_is_written_changed_deleted_and_brought_back() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(2).await;

    window.js::<Value>("document.querySelector('h1').focus(); return null").await;
    window.keys("n").await;
    window.keys("first").await;
    window.chord(Key::Shift, Key::Enter).await;
    window.keys("line two" + Key::Enter).await;
    window.keys("**second**" + Key::Enter).await;
    window.saved().await;
    shows(&window, &["first\nline two", "second"]).await;

    window.click("note-row:nth-child(2) .note-text").await;
    window.keys(Key::End + " thoughts").await;
    window.keys(Key::Escape + "").await;
    window.saved().await;
    shows(&window, &["first\nline two", "second thoughts"]).await;
    let bold = window.sees("note-row:nth-child(2) strong").await.text().await;
    assert_eq!(bold.ok().as_deref(), Some("second"), "Markdown is rendered when the field is left");

    window.point_and_click("note-row:nth-child(1)", "note-row:nth-child(1) .note-delete").await;
    shows(&window, &["second thoughts"]).await;
    window.press("Undo").await;
    shows(&window, &["first\nline two", "second thoughts"]).await;

    window.go("#/notes").await;
    window.reads("main", "second thoughts").await;
    window.reads("main", "What is Machine Learning and why Healthcare?").await;
    window.close().await;
    let kept = String::from_utf8(desk.run(&["notes", "list"]).stdout).expect("text");
    assert!(kept.contains("first\n          line two") && kept.contains("**second** thoughts"), "{kept}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_emptied_note_goes() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.click("note-composer textarea").await;
    window.keys("x").await;
    window.saved().await;
    window.keys(Key::Backspace + "").await;
    window.keys(Key::Escape + "").await;
    window
        .until("the note is gone", async || {
            let kept: Value = serde_json::from_slice(&desk.run(&["notes", "list", "--json"]).stdout).ok()?;
            (kept == Value::Array(vec![])).then_some(())
        })
        .await;
    shows(&window, &[]).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_change_and_a_reload_lose_nothing() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(7).await;
    window.click("note-composer textarea").await;
    window.keys("left at once").await;
    window.go("#/lesson/reading-papers").await;
    window.reads("main", "Lesson 8 of 9").await;
    window.click("note-composer textarea").await;
    window.keys("reloaded at once").await;
    window.driver.refresh().await.expect("a reload");
    window.reads("note-row .note-text", "reloaded at once").await;
    window.go("#/notes").await;
    window.reads("main", "left at once").await;
    window.reads("main", "reloaded at once").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_in_a_note_runs() {
    let desk = Desk::new();
    let attack = "<img src=x onerror=\"document.title='run'\"> <script>document.title='run'</script> [x](javascript:document.title='run')";
    desk.run(&["notes", "add", "--lesson", "1", attack]);
    let window = desk.open().await;
    for place in ["#/notes", "#/lesson/course-overview"] {
        window.go(place).await;
        window.reads("main", "<script>").await;
    }
    let harmful =
        window.driver.find_all(By::Css("main script, main img, main [onerror], main a[href^=javascript]"));
    assert_eq!(harmful.await.map(|found| found.len()).ok(), Some(0));
    assert_ne!(window.driver.title().await.ok().as_deref(), Some("run"));
    window.close().await;
}
