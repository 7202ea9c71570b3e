//! A lesson that plays at YouTube in a window of its own, with a clock beside it.

use crate::{
    desk::{Desk, Window},
    screen,
    youtube::{Mode, StandIn},
};

const PANEL: &str = "playback-problem section";

async fn position(window: &Window) -> f64 {
    window
        .js("const [minutes, seconds] = document.querySelector('time-field input').value.split(':'); return minutes * 60 + Number(seconds)")
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_stamps_the_notes_and_the_other_window_can_call_nothing() {
    let youtube = StandIn::start(Mode::Refuses(150)).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    let window = desk.open().await;
    window.open_lesson(3).await;
    window.click(".poster").await;
    window.reads(PANEL, "does not allow it outside YouTube").await;
    window.press("Play in a window of its own").await;
    window.misses(PANEL).await;
    window.reads(".own-window", "window of its own").await;
    window.until("YouTube's page", async || screen::shows("Lesson 3 on YouTube").then_some(())).await;
    let asked = window
        .until("an answer to the call", async || {
            youtube.requests().into_iter().map(|request| request.path).find(|path| path.starts_with("/told/"))
        })
        .await;
    assert!(["/told/refused", "/told/no-way-to-call"].contains(&asked.as_str()), "{asked}");
    assert!(youtube.requests().iter().any(|request| request.path.starts_with("/watch?v=")));

    window.until("the clock runs", async || (position(&window).await > 1.0).then_some(())).await;
    window.press("Pause").await;
    window.click("time-field input").await;
    window.keys("2:14").await;
    window.keys(thirtyfour::Key::Enter).await;
    window
        .until("set by hand", async || (position(&window).await - 134.0).abs().lt(&0.5).then_some(()))
        .await;
    window.press("Play").await;
    window.until("and it runs from there", async || (position(&window).await > 135.0).then_some(())).await;
    window.click("note-composer textarea").await;
    window.keys("beside the other window").await;
    window.saved().await;
    let stamp: String =
        window.js("return document.querySelector('note-composer .figures').textContent").await;
    assert!(stamp.starts_with("2:1"), "{stamp}");

    screen::ask_to_close_named("Lesson 3 on YouTube");
    window.sees("button[aria-label=Play]").await;
    let watched = String::from_utf8_lossy(&desk.run(&["lessons", "--json"]).stdout).into_owned();
    let lessons: serde_json::Value = serde_json::from_str(&watched).expect("JSON");
    assert_eq!(lessons[2]["progress"]["watchedSeconds"], 0.0, "what nobody saw does not count as watched");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_the_window_closes_the_other_one_too() {
    let youtube = StandIn::start(Mode::Refuses(150)).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    let window = desk.open().await;
    window.open_lesson(3).await;
    window.click(".poster").await;
    window.press("Play in a window of its own").await;
    window.until("YouTube's page", async || screen::shows("Lesson 3 on YouTube").then_some(())).await;
    window.close().await;
    assert!(!screen::shows("Lesson 3 on YouTube"), "it would be left alone on the screen");
}
