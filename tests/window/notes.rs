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

/// Chooses from the menu of a note beside the video.
async fn choose(window: &Window, row: usize, choice: &str) {
    window
        .point_and_click(
            &format!("note-row:nth-child({row})"),
            &format!("note-row:nth-child({row}) .note-more"),
        )
        .await;
    window.click(&format!("[role=menu]:not([hidden]) [data-choice={choice}]")).await;
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

    choose(&window, 1, "delete").await;
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
async fn keys_format_what_is_written_and_can_be_undone() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.click("note-composer textarea").await;
    window.chord(Key::Control, 'b').await;
    window.keys("bold").await;
    window.chord(Key::Control, 'b').await;
    window.keys(" and ").await;
    window.chord(Key::Control, 'e').await;
    window.keys("code").await;
    window.reads_field("note-composer textarea", "**bold** and `code`").await;
    window.keys(Key::End + "").await;
    window.keys(" x").await;
    window.chord(Key::Control, 'z').await;
    let field = "return document.querySelector('note-composer textarea').value";
    window
        .until("the last letters are taken back", async || {
            let text = window.js::<String>(field).await;
            (!text.ends_with('x') && text.starts_with("**bold**")).then_some(())
        })
        .await;
    window.keys(Key::Escape + "").await;
    window.sees("note-row strong").await;
    window.sees("note-row code").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_marks_a_note_and_a_to_do_is_ticked() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:10", "first"]);
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:20", "another"]);
    let window = desk.open().await;
    window.open_lesson(2).await;
    window
        .js::<Value>("document.querySelector('note-row:nth-child(1) .note-text').focus(); return null")
        .await;
    window.keys("q").await;
    window.sees("note-row:nth-child(1) .mark.question").await;
    window
        .js::<Value>("document.querySelector('note-row:nth-child(2) .note-text').focus(); return null")
        .await;
    window.keys("d").await;
    window.click("note-row:nth-child(2) input[type=checkbox]").await;
    window.saved().await;
    let marks = async || -> Vec<Value> {
        let kept: Value =
            serde_json::from_slice(&desk.run(&["notes", "list", "--json"]).stdout).expect("JSON");
        kept[0]["notes"].as_array().expect("notes").iter().map(|note| note["mark"].clone()).collect()
    };
    window
        .until("both are marked", async || {
            (marks().await == [Value::from("question"), Value::from("done")]).then_some(())
        })
        .await;
    window.go("#/notes?mark=question").await;
    window.reads("main", "first").await;
    window
        .until("only that", async || {
            let text: String = window.js("return document.querySelector('notes-page').innerText").await;
            (!text.contains("another")).then_some(())
        })
        .await;
    window.click("note-entry a[aria-label^=Edit]").await;
    window
        .until("the note has the focus in its lesson", async || {
            let focused = "return document.activeElement.closest('note-row')?.innerText ?? ''";
            window.js::<String>(focused).await.contains("first").then_some(())
        })
        .await;
    window.keys(Key::Enter + "").await;
    window.sees("note-row .note-field").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_gets_another_time_and_another_lesson_and_goes_back() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:10", "first"]);
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:20", "second"]);
    let window = desk.open().await;
    window.open_lesson(2).await;
    shows(&window, &["first", "second"]).await;
    choose(&window, 1, "time").await;
    window.sees("note-time input").await;
    window.js::<Value>("document.querySelector('note-time input').select(); return null").await;
    window.keys("1:05").await;
    window.press("Keep").await;
    shows(&window, &["second", "first"]).await;
    window.press("Undo").await;
    shows(&window, &["first", "second"]).await;

    choose(&window, 1, "move").await;
    window.sees("#note-move-lesson").await;
    window.js::<Value>("const lesson = document.querySelector('#note-move-lesson'); lesson.value = 'how-models-learn'; lesson.dispatchEvent(new Event('change', { bubbles: true })); return null").await;
    window.press("Move").await;
    shows(&window, &["second"]).await;
    window.open_lesson(3).await;
    shows(&window, &["first"]).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_earlier_version_is_shown_restored_and_left_again() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:10", "the first thought"]);
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.click("note-row .note-text").await;
    window.chord(Key::Control, 'a').await;
    window.keys("a second thought").await;
    window.keys(Key::Escape + "").await;
    window.saved().await;
    choose(&window, 1, "history").await;
    window.click(".history-version").await;
    window.sees(".history-text ins").await;
    window.reads(".history-text", "first").await;
    window.press("Restore this version").await;
    shows(&window, &["the first thought"]).await;
    window.press("Undo").await;
    shows(&window, &["a second thought"]).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_trash_gives_back_until_it_is_emptied() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "2", "one"]);
    desk.run(&["notes", "add", "--lesson", "2", "two"]);
    let window = desk.open().await;
    window.go("#/notes").await;
    window.reads("main", "two").await;
    for trashed in ["Trash (1)", "Trash (2)"] {
        window.click("note-entry .kept-actions button[aria-label^=Delete]").await;
        window.reads("main", trashed).await;
    }
    window.press("Trash (2)").await;
    window.reads("main", "one").await;
    window.press("Restore").await;
    window
        .until("one is left", async || {
            (window.driver.find_all(By::Css(".trashed-note")).await.ok()?.len() == 1).then_some(())
        })
        .await;
    window.press("Empty the trash").await;
    window.click("dialog[open] button.danger").await;
    window.misses(".trashed-note").await;
    window.close().await;
    let kept: Value = serde_json::from_slice(&desk.run(&["notes", "list", "--json"]).stdout).expect("JSON");
    assert_eq!(kept[0]["notes"].as_array().map(Vec::len), Some(1), "{kept}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_is_copied_as_a_link_and_with_its_text() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:10", "a *thought*"]);
    let window = desk.open().await;
    window.open_lesson(2).await;
    // What was pasted first is a note on the whole lesson then, and stands before the other.
    for (row, choice, copied) in [
        (1, "link", "https://youtu.be/Uib6wHr5PSQ?t=10"),
        (2, "text", "a *thought*\n\nhttps://youtu.be/Uib6wHr5PSQ?t=10\n"),
    ] {
        choose(&window, row, choice).await;
        window.reads("toast-region", "copied").await;
        window.click("note-composer textarea").await;
        window.chord(Key::Control, 'a').await;
        window.chord(Key::Control, 'v').await;
        window.reads_field("note-composer textarea", copied).await;
        window.click("h1").await;
    }
    window.close().await;
}
