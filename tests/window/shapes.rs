//! The shapes of the window: compact, full screen, theatre.

use thirtyfour::Key;

use crate::{
    desk::{Desk, Window},
    screen,
};

async fn shown(window: &Window, css: &str) -> bool {
    window.js(&format!("return document.querySelector({css:?})?.checkVisibility() ?? false")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn compact_is_player_and_note_field_and_goes_back_to_what_it_was() {
    let desk = Desk::new();
    let window = desk.open().await;
    screen::resize(1200, 800);
    window.open_lesson(1).await;
    window.until("wide", async || (window.js::<u32>("return innerWidth").await == 1200).then_some(())).await;
    window.press("Compact window").await;
    window.until("small", async || (window.js::<u32>("return innerWidth").await < 500).then_some(())).await;
    for (css, there) in [
        (".picture", true),
        ("playback-controls", true),
        ("note-composer textarea", true),
        ("course-rail", false),
        ("#key-ideas", false),
    ] {
        assert_eq!(shown(&window, css).await, there, "{css}");
    }
    let fits = "return document.documentElement.scrollWidth <= innerWidth && document.querySelector('.picture').offsetHeight >= 200";
    assert!(
        window.js::<bool>(fits).await,
        "nothing is cut off, and the picture is as large as YouTube asks for"
    );
    window.click("note-composer textarea").await;
    window.keys("in the small window").await;
    window.saved().await;

    window.keys(Key::Escape).await;
    window.keys(Key::Escape).await;
    window
        .until("as before", async || (window.js::<u32>("return innerWidth").await == 1200).then_some(()))
        .await;
    assert!(shown(&window, "course-rail").await);

    // No other page has a use for it.
    window.press("Compact window").await;
    window.until("small", async || (window.js::<u32>("return innerWidth").await < 500).then_some(())).await;
    window.go("#/notes").await;
    window
        .until("as before", async || (window.js::<u32>("return innerWidth").await == 1200).then_some(()))
        .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_is_whole_however_the_window_is_resized() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "--at", "0:10", &"a note of one long line ".repeat(8)]);
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.sees("note-row").await;
    screen::resize(700, 800);
    window.until("narrow", async || (window.js::<u32>("return innerWidth").await == 700).then_some(())).await;
    screen::resize(1280, 900);
    window.until("wide", async || (window.js::<u32>("return innerWidth").await == 1280).then_some(())).await;
    let cut = "const row = document.querySelector('note-row'); return row.scrollHeight - row.clientHeight";
    window.until("nothing is cut off", async || (window.js::<i64>(cut).await <= 0).then_some(())).await;
    window.close().await;
}
