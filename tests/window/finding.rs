//! Finding, from anywhere, by keyboard.

use thirtyfour::Key;

use crate::desk::{Desk, Window};

async fn open_search(window: &Window) {
    window.chord(Key::Control, 'k').await;
    window.sees("dialog.palette[open] input[role=combobox]").await;
}

/// What the field says is found, once it holds these words.
async fn finds(window: &Window, words: &str) {
    let options = "return [...document.querySelectorAll('#palette-options [role=option]')].map((option) => option.innerText).join('\\n')";
    window
        .until(&format!("{words:?} is found"), async || {
            window.js::<String>(options).await.contains(words).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_leads_to_its_second_from_anywhere() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "6", "--at", "4:05", "Sensibilité and **recall** #metrics"]);
    desk.run(&["notes", "add", "--lesson", "3", "--at", "0:20", "心臓病の診断"]);
    let window = desk.open().await;
    open_search(&window).await;
    window.keys("sensibilite rec").await;
    finds(&window, "recall").await;
    window.keys(Key::Enter + "").await;
    window.reads("main", "Lesson 6 of 9").await;
    assert!(window.js::<String>("return location.hash").await.ends_with("?t=245"));

    for (typed, found) in [
        ("診断", "心臓病"),
        ("tag:metrics", "recall"),
        ("lesson:6 recall", "recall"),
        ("\"deep medicine\"", "Deep Medicine"),
    ] {
        open_search(&window).await;
        window.keys(typed).await;
        finds(&window, found).await;
        window.keys(Key::Escape + "").await;
        window.misses("dialog.palette[open]").await;
    }

    open_search(&window).await;
    window.keys("go to notes").await;
    finds(&window, "Notes").await;
    window.keys(Key::Enter + "").await;
    window.reads("h1", "Notes").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn searching_in_the_middle_of_a_note_loses_nothing_of_it() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.click("note-composer textarea").await;
    window.keys("half a tho").await;
    open_search(&window).await;
    window.keys("gradient").await;
    finds(&window, "radient").await;
    window.keys(Key::Escape + "").await;
    window.keys("ught").await;
    window.reads_field("note-composer textarea", "half a thought").await;
    window.saved().await;
    window.close().await;
}
