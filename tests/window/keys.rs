//! The keys of the lesson page, and where the focus is when they are pressed.

use serde_json::Value;
use thirtyfour::Key;

use crate::{
    desk::{Desk, Window, video},
    screen,
    youtube::{Mode, StandIn},
};

async fn lesson_with_file() -> (Desk, Window) {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "1", &video().display().to_string()]);
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.play_file().await;
    window.keys(Key::Escape).await;
    (desk, window)
}

impl Window {
    async fn video<T: serde::de::DeserializeOwned + std::fmt::Debug>(&self, property: &str) -> T {
        self.js(&format!("return document.querySelector('video').{property}")).await
    }

    /// Waits until the second of the video is in the range.
    async fn at(&self, what: &str, range: std::ops::Range<f64>) {
        self.until(what, async || range.contains(&self.second().await).then_some(())).await;
    }

    async fn is_pressed(&self, button: &str, pressed: bool) {
        self.sees(&format!("button[aria-label='{button}'][aria-pressed='{pressed}']")).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_key_does_what_the_sheet_says() {
    let (_desk, window) = lesson_with_file().await;
    for key in ["k", " "] {
        window.js::<Value>("document.activeElement.blur(); return null").await;
        window.keys(key).await;
        window.until("paused", async || window.video::<bool>("paused").await.then_some(())).await;
        window.keys(key).await;
        window.until("playing", async || (!window.video::<bool>("paused").await).then_some(())).await;
    }
    window.keys("k").await;
    window.until("paused", async || window.video::<bool>("paused").await.then_some(())).await;

    // The video rests, so that its second is the keys' doing alone.
    window.keys("5").await;
    window.at("5 is the middle", 29.9..30.2).await;
    window.keys("l").await;
    window.at("L goes on by 10", 39.9..40.2).await;
    window.keys("j").await;
    window.at("J goes back by 10", 29.9..30.2).await;
    window.keys(Key::Right).await;
    window.at("→ goes on by 5", 34.9..35.2).await;
    window.keys(Key::Left).await;
    window.at("← goes back by 5", 29.9..30.2).await;
    window.keys("0").await;
    window.at("0 is the beginning", 0.0..0.2).await;
    window.keys("9").await;
    window.at("9 is near the end", 53.9..54.2).await;

    window.keys(">").await;
    window.until("faster", async || (window.video::<f64>("playbackRate").await > 1.04).then_some(())).await;
    window.keys("<").await;
    window.until("slower", async || (window.video::<f64>("playbackRate").await < 1.01).then_some(())).await;
    for (key, button) in [("t", "Theatre"), ("f", "Full screen")] {
        window.keys(key).await;
        window.is_pressed(button, true).await;
        window.keys(key).await;
        window.is_pressed(button, false).await;
    }
    window.keys("m").await;
    window.until("silent", async || window.video::<bool>("muted").await.then_some(())).await;
    window.keys("f").await;
    window.is_pressed("Full screen", true).await;
    window.keys(Key::Escape).await;
    window.is_pressed("Full screen", false).await;

    window.keys("?").await;
    window.reads("shortcut-sheet dialog", "Slower or faster").await;
    window.keys("m").await;
    window.keys(Key::Escape).await;
    window.misses("shortcut-sheet dialog").await;
    assert!(window.video::<bool>("muted").await, "a dialog has the keys to itself");

    window.keys("n").await;
    window.keys("jklmtfc <>0?").await;
    window.reads_field("note-composer textarea", "jklmtfc <>0?").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chord_moves_the_video_without_leaving_the_note() {
    let (_desk, window) = lesson_with_file().await;
    window.keys("5").await;
    window.keys("n").await;
    window.keys("half a sent").await;
    window.chord(Key::Alt, 'k').await;
    window.until("paused", async || window.video::<bool>("paused").await.then_some(())).await;
    let before = window.second().await;
    window.chord(Key::Alt, 'j').await;
    window.at("10 seconds back", before - 10.3..before - 9.7).await;
    window.chord(Key::Alt, 'l').await;
    window.at("and on again", before - 0.3..before + 0.3).await;
    window.keys("ence").await;
    window.reads_field("note-composer textarea", "half a sentence").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn single_letters_can_be_turned_off_and_stay_off() {
    let (_desk, window) = lesson_with_file().await;
    window.go("#/settings").await;
    window.click("#single-keys").await;
    window.reads("main", "Saved").await;
    window.open_lesson(1).await;
    window.play_file().await;
    window.keys(Key::Escape).await;
    window.keys("k").await;
    window.keys("9").await;
    window.js::<Value>("document.activeElement.blur(); return null").await;
    window.keys(" ").await;
    window.until("paused by Space", async || window.video::<bool>("paused").await.then_some(())).await;
    assert!(window.second().await < 30.0, "9 did nothing");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_click_into_the_frame_the_keys_go_on_working() {
    let youtube = StandIn::start(Mode::Plays).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    let window = desk.open().await;
    screen::focus();
    window.open_lesson(1).await;
    window.click(".poster").await;
    window.sees("button[aria-label=Pause]").await;
    window.click("note-composer textarea").await;
    window.keys("before").await;
    window.sees(".picture iframe").await;
    window.click_at_center(".picture iframe").await;
    let focused = "return document.hasFocus() && document.activeElement.matches('note-composer textarea')";
    window
        .until("the note has the focus again", async || window.js::<bool>(focused).await.then_some(()))
        .await;
    window.keys(" and after").await;
    window.reads_field("note-composer textarea", "before and after").await;

    // By keyboard one goes in, and is left there; and comes out again.
    window.js::<Value>("document.querySelector('button.play').focus(); return null").await;
    window.chord(Key::Shift, Key::Tab).await;
    window
        .until("in the frame", async || {
            window.js::<bool>("return document.activeElement?.localName === 'iframe'").await.then_some(())
        })
        .await;
    window.keys(Key::Tab).await;
    window
        .until("out of the frame", async || {
            window.js::<bool>("return document.activeElement?.localName !== 'iframe'").await.then_some(())
        })
        .await;
    window.close().await;
}
