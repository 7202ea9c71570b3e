//! "Check playback" in Settings.

use crate::{
    desk::{Desk, Window},
    youtube::{Mode, StandIn},
};

async fn text_for_it(window: &Window) -> String {
    window
        .until("the text for hospital IT", async || {
            let text: String =
                window.js("return document.querySelector('playback-check textarea')?.value ?? ''").await;
            (!text.is_empty()).then_some(text)
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_network_is_told_and_nothing_was_asked_before() {
    let youtube = StandIn::start(Mode::Plays).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    desk.run(&["notes", "add", "--lesson", "1", "a very private note"]);
    let window = desk.open().await;
    window.go("#/settings").await;
    window.sees("playback-check button").await;
    assert_eq!(youtube.requests(), [], "before it is asked for");
    window.press("Check playback").await;
    window.reads(".check-said", "can be reached").await;
    let text = text_for_it(&window).await;
    for part in ["www.youtube.com", "www.youtube-nocookie.com", "*.googlevideo.com", "i.ytimg.com", "443"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let folder = desk.data().display().to_string();
    assert!(!text.contains("private") && !text.contains(&folder), "{text}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_blocked_network_is_told() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.go("#/settings").await;
    window.press("Check playback").await;
    window
        .until("what is the matter", async || {
            let said: String =
                window.js("return document.querySelector('.check-said')?.textContent ?? ''").await;
            // As a machine without any network would be told as well.
            (said.contains("blocks YouTube") || said.contains("There is no network")).then_some(())
        })
        .await;
    window.close().await;
}
