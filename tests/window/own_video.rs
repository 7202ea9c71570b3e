//! A learner's own video file, offline.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, video};

const PANEL: &str = "playback-problem section";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn skipping_does_not_count_as_watching_and_done_by_hand_does() {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "9", &video().display().to_string()]);
    let window = desk.open().await;
    window.open_lesson(9).await;
    window.play_file().await;
    window.js::<Value>("document.querySelector('h1').focus(); return null").await;
    for _ in 0..4 {
        window.press("Forward 10 seconds").await;
    }
    window.until("the end is near", async || (window.second().await > 40.0).then_some(())).await;
    window.press("Pause").await;
    let lesson = async || -> Value {
        let lessons: Value = serde_json::from_slice(&desk.run(&["lessons", "--json"]).stdout).expect("JSON");
        lessons[8]["progress"].clone()
    };
    window
        .until("the place is saved", async || (lesson().await["position"].as_f64()? > 40.0).then_some(()))
        .await;
    let progress = lesson().await;
    assert_eq!(progress["completed"], false, "{progress}");
    assert!(progress["watchedSeconds"].as_f64().is_some_and(|watched| watched < 20.0), "{progress}");
    assert_eq!(progress["duration"].as_f64().map(f64::round), Some(60.0), "learnt from the player");

    window.press("Mark as done").await;
    window.sees(".rail-lessons li:nth-child(9) .done").await;
    window.press("Mark as not done").await;
    window.until("not done", async || (lesson().await["completed"] == false).then_some(())).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_seeks_the_video() {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "1", &video().display().to_string()]);
    desk.run(&["notes", "add", "--lesson", "1", "--at", "0:30", "half-way"]);
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.play_file().await;
    let told =
        "const { metadata, playbackState } = navigator.mediaSession; return [metadata?.title, playbackState]";
    let told: (String, String) = window.js(told).await;
    assert_eq!(
        (told.0.starts_with("Course Overview"), told.1.as_str()),
        (true, "playing"),
        "the system's own keys"
    );
    window.click("note-row .note-stamp").await;
    window.until("half-way", async || (window.second().await >= 30.0).then_some(())).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_cannot_play_is_told_and_nothing_is_lost() {
    let desk = Desk::new();
    let (lost, text) = (desk.path("lost.mp4"), desk.path("not a video.mp4"));
    for file in [&lost, &text] {
        fs::write(file, "these are words").expect("a file");
    }
    desk.run(&["attach", "--lesson", "1", &lost.display().to_string()]);
    desk.run(&["attach", "--lesson", "2", &text.display().to_string()]);
    desk.run(&["notes", "add", "--lesson", "1", "kept"]);
    fs::remove_file(&lost).expect("the file is lost");
    desk.answers(&json!({ "video": video() }));

    let window = desk.open().await;
    window.open_lesson(1).await;
    window.click(".poster").await;
    window.reads(PANEL, "lost.mp4").await;
    window.reads(PANEL, "no longer where it was").await;
    window.reads("note-row .note-text", "kept").await;
    window.press("Choose the file again…").await;
    window.misses(PANEL).await;
    window.reads("video-source", "minute.mp4").await;

    window.open_lesson(2).await;
    window.click(".poster").await;
    window.reads(PANEL, "gstreamer1.0-libav").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_removed_while_it_plays_is_told_and_the_place_is_kept() {
    let desk = Desk::new();
    let own = desk.path("own.mp4");
    fs::copy(video(), &own).expect("a copy");
    desk.run(&["attach", "--lesson", "6", &own.display().to_string()]);
    let window = desk.open().await;
    window.open_lesson(6).await;
    window.play_file().await;
    fs::remove_file(&own).expect("the file is removed");
    // What the webview has read already may go on; when it is loaded anew, it is not there.
    window.keys_on_page("5").await;
    window.until("half-way", async || (window.second().await >= 30.0).then_some(())).await;
    window.open_lesson(7).await;
    window.open_lesson(6).await;
    window.reads(PANEL, "no longer where it was").await;
    window.press("Try again").await;
    window.reads(PANEL, "no longer where it was").await;
    window.close().await;
    let lessons: Value = serde_json::from_slice(&desk.run(&["lessons", "--json"]).stdout).expect("JSON");
    let kept = lessons[5]["progress"]["position"].as_f64().expect("a position");
    assert!(kept >= 29.9, "the place was overwritten by {kept}");
}
