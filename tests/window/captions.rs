//! Captions and the transcript that follows the video.

use std::fs;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    desk::{Desk, Window, video},
    youtube::{Mode, StandIn},
};

/// A caption every two seconds, two that are damaged, and letters that only an old encoding has as one byte.
fn captions(desk: &Desk) -> std::path::PathBuf {
    let mut text = String::from("WEBVTT\n\n");
    for cue in 0..30 {
        let (from, to) = (cue * 2, cue * 2 + 2);
        text +=
            &format!("00:{from:02}.000 --> 00:{to:02}.000\nThis is caption number {cue}, the café’s own\n\n");
    }
    text += "00:xx.000 --> 00:70.000\ndamaged\n\n00:59.000 -> 01:00.000\ndamaged too\n";
    let path = desk.path("lesson.vtt");
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| if c == '’' { 0x92 } else { u8::try_from(u32::from(c)).expect("Latin") })
        .collect();
    fs::write(&path, bytes).expect("a file");
    path
}

async fn position(window: &Window) -> f64 {
    window.js("return Number(document.querySelector('seek-slider input').value)").await
}

const CURRENT: &str =
    "return document.querySelector('transcript-panel [aria-current=true]')?.textContent ?? ''";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_transcript_follows_seeks_is_quoted_and_found_beside_youtube_too() {
    let youtube = StandIn::start(Mode::Plays).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    desk.answers(&json!({ "captions": captions(&desk) }));
    let window = desk.open().await;
    window.open_lesson(4).await;
    window.press("Add captions…").await;
    window.reads("transcript-panel", "2 damaged captions").await;
    window.reads("transcript-panel", "the café’s own").await;

    window.click(".poster").await;
    window
        .until("it follows", async || window.js::<String>(CURRENT).await.contains("number 1,").then_some(()))
        .await;
    window
        .js::<Value>(
            "[...document.querySelectorAll('transcript-panel button')].find((line) => line.textContent.includes('number 20,')).click(); return null",
        )
        .await;
    window.until("it seeks", async || (40.0..44.0).contains(&position(&window).await).then_some(())).await;
    window
        .until("and follows from there", async || {
            window.js::<String>(CURRENT).await.contains("number 2").then_some(())
        })
        .await;

    let quoted = "const field = document.querySelector('note-composer textarea'); return field.value";
    window
        .js::<Value>("document.querySelector('transcript-panel [aria-label^=\"Quote in a note\"]').click(); return null")
        .await;
    window
        .until("quoted", async || {
            window.js::<String>(quoted).await.starts_with("> This is caption").then_some(())
        })
        .await;
    window.saved().await;

    window.chord(Key::Control, 'k').await;
    window.sees("dialog.palette[open] input").await;
    window.keys("cafe number 17").await;
    window.reads("#palette-options", "caption number 17").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn captions_beside_a_video_are_shown_in_it() {
    let desk = Desk::new();
    let own = desk.path("own.mp4");
    fs::copy(video(), &own).expect("a copy");
    fs::rename(captions(&desk), desk.path("own.en.vtt")).expect("captions beside it");
    desk.run(&["attach", "--lesson", "5", &own.display().to_string()]);
    let window = desk.open().await;
    window.open_lesson(5).await;
    window.reads("transcript-panel", "own.en.vtt").await;
    window.play_file().await;
    let showing = "return [...document.querySelector('video').textTracks].filter((track) => track.mode === 'showing').length";
    assert_eq!(window.js::<u32>(showing).await, 0);
    window.keys_on_page("c").await;
    window.until("captions", async || (window.js::<u32>(showing).await == 1).then_some(())).await;
    let active = "return document.querySelector('video').textTracks[0].activeCues?.[0]?.text ?? ''";
    window
        .until("the caption of now", async || {
            window.js::<String>(active).await.contains("caption number").then_some(())
        })
        .await;
    window.close().await;
}
