//! YouTube's road, against the stand-in.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{
    desk::{Desk, Window},
    youtube::{Mode, StandIn},
};

const PANEL: &str = "playback-problem section";

async fn desk(mode: Mode) -> (Desk, StandIn) {
    let youtube = StandIn::start(mode).await;
    (Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin), youtube)
}

/// The seconds that the slider tells.
async fn position(window: &Window) -> f64 {
    window.js("return Number(document.querySelector('seek-slider input').value)").await
}

async fn plays(window: &Window, beyond: f64) {
    window.until("the video moves", async || (position(window).await > beyond).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_asked_of_youtube_before_play_and_then_it_plays() {
    let (desk, youtube) = desk(Mode::Plays).await;
    let window = desk.open().await;
    for place in ["#/", "#/notes", "#/library", "#/settings"] {
        window.go(place).await;
        window.sees("h1").await;
    }
    window.open_lesson(1).await;
    window.reads("main", "Key ideas").await;
    assert_eq!(youtube.requests(), [], "before play");

    window.click(".poster").await;
    plays(&window, 2.0).await;
    let requests = youtube.requests();
    let embed = requests
        .iter()
        .find(|request| request.path == "/embed/dj_mF4OlcUY")
        .expect("the player was asked for");
    let referer = embed.referer.as_deref().unwrap_or_default();
    assert!(referer.starts_with("http://127.0.0.1:") && referer.ends_with('/'), "{referer:?}");
    assert_eq!(referer.matches('/').count(), 3, "the token is not told: {referer:?}");

    let at = position(&window).await;
    window.press("Pause").await;
    window.close().await;
    let window = desk.open().await;
    window.press("Continue lesson 1").await;
    window.click(".poster").await;
    plays(&window, at - 2.0).await;
    let resumed = position(&window).await;
    assert!((resumed - at).abs() < 3.0, "left at {at} s, resumed at {resumed} s");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_refusal_is_told_and_the_rest_goes_on_working() {
    let (desk, youtube) = desk(Mode::Refuses(2)).await;
    let window = desk.open().await;
    window.open_lesson(2).await;
    window.click(".poster").await;
    for (code, words) in [
        (2, "fault in this application"),
        (5, "could not play the video"),
        (100, "no longer on YouTube"),
        (101, "does not allow it outside YouTube"),
        (150, "does not allow it outside YouTube"),
        (153, "refused this player"),
    ] {
        youtube.mode(Mode::Refuses(code));
        if code != 2 {
            window.press("Try again").await;
        }
        window.reads(PANEL, words).await;
        window.reads(PANEL, &format!("error {code}")).await;
    }
    window.click("note-composer textarea").await;
    window.keys("written beside an error").await;
    window.saved().await;
    window.press("Open on YouTube").await;
    let address = "https://www.youtube.com/watch?v=Uib6wHr5PSQ&t=0s";
    window.until("the browser", async || desk.opened().contains(address).then_some(())).await;

    youtube.mode(Mode::Plays);
    window.press("Try again").await;
    plays(&window, 0.5).await;
    window.misses(PANEL).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_network_is_told_and_the_place_is_kept() {
    let (desk, youtube) = desk(Mode::Plays).await;
    let window = desk.open().await;
    window.open_lesson(4).await;
    window.click(".poster").await;
    plays(&window, 3.0).await;
    window.press("Pause").await;
    window.close().await;

    youtube.mode(Mode::Unreachable);
    let window = desk.open().await;
    window.press("Continue lesson 4").await;
    window.click(".poster").await;
    window.reads(PANEL, "YouTube cannot be reached").await;
    window.close().await;
    let lessons: Value = serde_json::from_slice(&desk.run(&["lessons", "--json"]).stdout).expect("JSON");
    let kept = lessons[3]["progress"]["position"].as_f64().expect("a position");
    assert!(kept >= 3.0, "the place was overwritten by {kept}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_is_told_after_eight_seconds_and_a_late_answer_plays() {
    let (desk, youtube) = desk(Mode::Silent).await;
    let window = desk.open().await;
    window.open_lesson(5).await;
    window.click(".poster").await;
    let pressed = Instant::now();
    window.reads(PANEL, "YouTube has not answered").await;
    let after = pressed.elapsed();
    assert!(after > Duration::from_secs(7), "told too early, after {after:?}");
    youtube.mode(Mode::Plays);
    plays(&window, 0.5).await;
    window.misses(PANEL).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_advert_that_stays_is_told_and_forgotten_when_the_video_starts() {
    let (desk, youtube) = desk(Mode::Waits).await;
    let window = desk.open().await;
    window.open_lesson(6).await;
    window.click(".poster").await;
    let pressed = Instant::now();
    window.reads(PANEL, "The video has not started").await;
    let after = pressed.elapsed();
    assert!(after > Duration::from_secs(14), "told too early, after {after:?}");
    youtube.mode(Mode::Plays);
    plays(&window, 0.5).await;
    window.misses(PANEL).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_proxy_does_not_stand_between_window_and_loopback() {
    let (desk, _youtube) = desk(Mode::Plays).await;
    let mut desk = desk;
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        desk = desk.with_inside(name, "http://127.0.0.1:9");
    }
    // The machine may exempt loopback already; the application must do so itself.
    let desk = desk.with_inside("no_proxy", "").with_inside("NO_PROXY", "");
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.click(".poster").await;
    plays(&window, 0.5).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn youtubes_own_links_open_in_the_browser() {
    let (desk, _youtube) = desk(Mode::Plays).await;
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.click(".poster").await;
    plays(&window, 0.5).await;
    for frame in [".picture iframe", "iframe#player"] {
        window.sees(frame).await.enter_frame().await.expect("a frame");
    }
    window.click("a[target=_blank]").await;
    window.driver.enter_default_frame().await.expect("the window");
    let address = "https://www.youtube.com/watch?v=logo";
    window.until("the browser", async || desk.opened().contains(address).then_some(())).await;
    plays(&window, position(&window).await).await;
    window.close().await;
}
