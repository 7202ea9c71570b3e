//! What was typed or watched last is there after closing, however soon that comes.

use serde_json::{Value, json};

use crate::{
    desk::{Desk, video},
    screen,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_right_after_the_last_letter_keeps_it() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.click("note-composer textarea").await;
    window.keys("the last word").await;
    window.close().await;
    let notes = String::from_utf8(desk.run(&["notes", "list"]).stdout).expect("text");
    assert!(notes.contains("the last word"), "{notes:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_keeps_the_place_of_a_playing_video() {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "1", &video().display().to_string()]);
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.play_file().await;
    window.until("two seconds", async || (window.second().await > 2.0).then_some(())).await;
    window.close().await;
    let lessons: Value = serde_json::from_slice(&desk.run(&["lessons", "--json"]).stdout).expect("JSON");
    let position = lessons[0]["progress"]["position"].as_f64().expect("a position");
    assert!(position >= 2.0, "closed after two seconds, kept {position}");
}

/// The page cannot answer: the learner is asked after two seconds, and nothing is closed over their head.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_window_that_cannot_save_asks_before_it_closes() {
    let desk = Desk::new();
    desk.answers(&json!({ "confirm": false }));
    let window = desk.open().await;
    window.open_lesson(1).await;
    // Another program holds the database for longer than the window has.
    let database = rusqlite::Connection::open(desk.data().join("ml-health.db")).expect("the database");
    database.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    window.click("note-composer textarea").await;
    window.keys("not saved yet").await;
    screen::ask_to_close();
    window.until("the question", async || (desk.asked() == "Not everything is saved").then_some(())).await;
    database.execute_batch("ROLLBACK").expect("the lock is let go");
    window.saved().await;
    assert!(screen::shows_window(), "the learner wanted it open");
    window.close().await;
    let notes = String::from_utf8(desk.run(&["notes", "list"]).stdout).expect("text");
    assert!(notes.contains("not saved yet"), "{notes:?}");
}
