//! What is remembered of watching: over a restart, a crash, and a long absence.

use serde_json::{Value, json};

use crate::desk::{Desk, Window, video};

fn desk_with_file() -> Desk {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "2", &video().display().to_string()]);
    desk
}

fn position(desk: &Desk) -> f64 {
    let lessons: Value = serde_json::from_slice(&desk.run(&["lessons", "--json"]).stdout).expect("JSON");
    lessons[1]["progress"]["position"].as_f64().expect("a position")
}

async fn choices(window: &Window) -> Value {
    window
        .js("const video = document.querySelector('video');
             const theatre = document.querySelector('button[aria-label=Theatre]').getAttribute('aria-pressed');
             return video && { rate: video.playbackRate, volume: Math.round(video.volume * 100) / 100, muted: video.muted, theatre }")
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn speed_sound_and_theatre_are_kept_for_every_lesson_and_the_next_start() {
    let desk = desk_with_file();
    desk.run(&["attach", "--lesson", "3", &video().display().to_string()]);
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.play_file().await;
    window
        .js::<Value>(
            "const set = (css, value, event) => { const field = document.querySelector(css); field.value = value; \
             field.dispatchEvent(new Event(event, { bubbles: true })); };
             set('.speed', '1.35', 'change'); set('.volume', '40', 'input'); return null",
        )
        .await;
    window.press("Theatre").await;
    let expected = json!({ "rate": 1.35, "volume": 0.4, "muted": false, "theatre": "true" });
    window.until("chosen", async || (choices(&window).await == expected).then_some(())).await;
    window.close().await;

    let window = desk.open().await;
    window.open_lesson(3).await;
    window.play_file().await;
    window.until("remembered", async || (choices(&window).await == expected).then_some(())).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_loses_no_more_than_five_seconds() {
    let desk = desk_with_file();
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.play_file().await;
    window.until("eight seconds", async || (window.second().await > 8.0).then_some(())).await;
    let second = window.second().await;
    window.crash().await;
    let kept = position(&desk);
    assert!(second - kept < 5.5 && kept <= second + 1.0, "at {second} s when it crashed, {kept} s kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_hour_it_starts_ten_seconds_earlier_and_shows_the_last_note() {
    let desk = desk_with_file();
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:20", "the last thing"]);
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.play_file().await;
    window.press("Pause").await;
    window.keys_on_page("5").await;
    window.until("half-way is kept", async || (position(&desk) > 29.0).then_some(())).await;
    window.close().await;
    let hour_ago = "UPDATE progress SET updated = updated - 3700000";
    let database = rusqlite::Connection::open(desk.data().join("ml-health.db")).expect("the database");
    database.execute(hour_ago, []).expect("an hour passes");
    drop(database);

    let window = desk.open().await;
    window.open_lesson(2).await;
    window.reads(".welcome", "the last thing").await;
    window.reads(".poster", "Play from 0:20").await;
    window.click(".poster").await;
    window
        .until("ten seconds earlier", async || (20.0..25.0).contains(&window.second().await).then_some(()))
        .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn home_says_what_fits_into_the_minutes_there_are() {
    let desk = desk_with_file();
    let window = desk.open().await;
    window.sees("#home-minutes").await;
    let choose = "const field = document.querySelector('#home-minutes'); field.value = '10';
                  field.dispatchEvent(new Event('change', { bubbles: true })); return null";
    window.js::<Value>(choose).await;
    window.reads(".fits", "not known before").await;
    window.open_lesson(2).await;
    window.play_file().await;
    window.press("Pause").await;
    window.close().await;

    let window = desk.open().await;
    window.reads(".fits", "rest of lesson 2").await;
    assert_eq!(window.js::<String>("return document.querySelector('#home-minutes').value").await, "10");
    window.close().await;
}
