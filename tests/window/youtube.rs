//! A stand-in for YouTube on loopback: the script of the IFrame API with its documented surface, and an embedded
//! player that plays a minute of nothing.
//!
//! Beside it are the page that the lesson plays on in a window of its own, and YouTube's hosts for the check in Settings.
//!
//! It refuses with error 153 whoever sends no `Referer`, as YouTube does since July 2025. What it cannot prove: that
//! YouTube's real script and player behave as documented, that the real player loads under our policies, that adverts
//! and consent pages look as played here, and anything about networks between here and there.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};

/// What the player does when it is asked to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Plays,
    /// Refuses with this code.
    Refuses(u16),
    /// The script comes, the player never says that it is ready.
    Silent,
    /// Ready, but an advert or a consent page stands before the video.
    Waits,
    /// The script itself cannot be had.
    Unreachable,
}

#[derive(Clone)]
pub struct StandIn {
    pub origin: String,
    state: Arc<Mutex<(Mode, Vec<Request>)>>,
}

/// A request that arrived: its path and its `Referer`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub path: String,
    pub referer: Option<String>,
}

impl StandIn {
    pub async fn start(mode: Mode) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let stand_in = Self { origin, state: Arc::new(Mutex::new((mode, Vec::new()))) };
        let router = Router::new()
            .route("/iframe_api", get(script))
            .route("/embed/{video}", get(embed))
            .route("/mode", get(mode_now))
            .route("/watch", get(watch))
            .route("/told/{what}", get(told))
            .route("/key/{what}", get(key))
            .route("/check/{host}", get(check))
            .with_state(stand_in.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        stand_in
    }

    pub fn mode(&self, mode: Mode) {
        self.state.lock().expect("the state").0 = mode;
    }

    pub fn requests(&self) -> Vec<Request> {
        self.state.lock().expect("the state").1.clone()
    }

    fn note(&self, path: &str, headers: &HeaderMap) -> (Mode, Option<String>) {
        let referer =
            headers.get(header::REFERER).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let mut state = self.state.lock().expect("the state");
        state.1.push(Request { path: path.into(), referer: referer.clone() });
        (state.0, referer)
    }
}

async fn script(State(stand_in): State<StandIn>, headers: HeaderMap) -> Response {
    match stand_in.note("/iframe_api", &headers).0 {
        Mode::Unreachable => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        _ => ([(header::CONTENT_TYPE, "text/javascript")], API).into_response(),
    }
}

async fn embed(
    State(stand_in): State<StandIn>,
    Path(video): Path<String>,
    headers: HeaderMap,
) -> Html<String> {
    let (_, referer) = stand_in.note(&format!("/embed/{video}"), &headers);
    let refused = if referer.is_some() { "null" } else { "153" };
    Html(EMBED.replace("REFUSED", refused))
}

/// YouTube's own page. It tries what a page from the network must not be able to: to call Rust, and to know
/// what that takes.
async fn watch(
    State(stand_in): State<StandIn>,
    headers: HeaderMap,
    uri: axum::http::Uri,
) -> Html<&'static str> {
    stand_in.note(&uri.to_string(), &headers);
    Html(WATCH)
}

/// What a page has to tell the test.
async fn told(State(stand_in): State<StandIn>, Path(what): Path<String>, headers: HeaderMap) {
    stand_in.note(&format!("/told/{what}"), &headers);
}

/// Whether a page got hold of Tauri's key.
async fn key(State(stand_in): State<StandIn>, Path(what): Path<String>, headers: HeaderMap) {
    stand_in.note(&format!("/key/{what}"), &headers);
}

/// One of YouTube's hosts, as far as reaching it goes.
async fn check(State(stand_in): State<StandIn>, Path(host): Path<String>, headers: HeaderMap) {
    stand_in.note(&format!("/check/{host}"), &headers);
}

/// The embedded player asks what it is to do; this is the test speaking, not YouTube.
async fn mode_now(State(stand_in): State<StandIn>) -> String {
    let mode = stand_in.state.lock().expect("the state").0;
    match mode {
        Mode::Plays => "\"plays\"".into(),
        Mode::Refuses(code) => code.to_string(),
        Mode::Silent => "\"silent\"".into(),
        Mode::Waits | Mode::Unreachable => "\"waits\"".into(),
    }
}

/// The IFrame API: <https://developers.google.com/youtube/iframe_api_reference>, as far as a player of an iframe that is
/// already there needs it.
const API: &str = r#"
window.YT = { Player: class {
  #frame; #events; #seen = { position: 0, state: -1, rate: 1, volume: 100, muted: false };
  constructor(id, { events }) {
    this.#frame = document.getElementById(id);
    this.#events = events;
    addEventListener("message", ({ source, data }) => {
      if (source !== this.#frame.contentWindow) return;
      Object.assign(this.#seen, data.seen);
      const fire = (name, value) => this.#events[name]?.({ target: this, data: value });
      if (data.is === "ready") fire("onReady");
      if (data.is === "state") fire("onStateChange", data.value);
      if (data.is === "rate") fire("onPlaybackRateChange", data.value);
      if (data.is === "error") fire("onError", data.value);
    });
  }
  #tell(call, value) { this.#frame.contentWindow.postMessage({ call, value }, "*"); }
  playVideo() { this.#tell("play"); }
  pauseVideo() { this.#tell("pause"); }
  seekTo(seconds) { this.#seen.position = seconds; this.#tell("seek", seconds); }
  setPlaybackRate(rate) { this.#tell("rate", rate); }
  setVolume(volume) { this.#tell("volume", volume); }
  getVolume() { return this.#seen.volume; }
  mute() { this.#tell("muted", true); }
  unMute() { this.#tell("muted", false); }
  isMuted() { return this.#seen.muted; }
  getPlaybackRate() { return this.#seen.rate; }
  getAvailablePlaybackRates() { return [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]; }
  getCurrentTime() { return this.#seen.position; }
  getDuration() { return 60; }
  getPlayerState() { return this.#seen.state; }
} };
window.onYouTubeIframeAPIReady?.();
"#;

const EMBED: &str = r#"<!doctype html><meta charset="utf-8"><title>Stand-in</title>
<style>body { background: #123; color: #fff; font: 2rem sans-serif }</style><p>Stand-in</p>
<a target="_blank" href="https://www.youtube.com/watch?v=logo">YouTube</a>
<script>
const refused = REFUSED;
const seen = { position: Number(new URLSearchParams(location.search).get("start") ?? 0), state: -1, rate: 1, volume: 100, muted: false };
let asked = false, ready = false, over = false;
const tell = (is, value) => parent.postMessage({ is, value, seen }, "*");
const enter = (state) => { if (seen.state !== state) { seen.state = state; tell("state", state); } };
addEventListener("message", ({ source, data }) => {
  if (source !== parent) return;
  if (data.call === "play") asked = true;
  if (data.call === "pause") { asked = false; if (seen.state === 1) enter(2); }
  if (data.call === "seek") seen.position = data.value;
  if (data.call === "volume" || data.call === "muted") { seen[data.call] = data.value; tell("sound"); }
  if (data.call === "rate") { seen.rate = data.value; tell("rate", data.value); }
});
let last = Date.now();
setInterval(async () => {
  const mode = refused ?? await (await fetch("/mode")).json();
  if (over) return;
  if (typeof mode === "number") { over = true; return tell("error", mode); }
  if (mode === "silent") return;
  if (!ready) { ready = true; tell("ready"); }
  if (asked && mode === "plays") enter(1);
  const now = Date.now();
  if (seen.state === 1) { seen.position = Math.min(60, seen.position + (now - last) / 1000 * seen.rate); tell("time"); }
  if (seen.position >= 60) { asked = false; enter(0); }
  last = now;
}, 100);
</script>"#;

const WATCH: &str = r#"<!doctype html><meta charset="utf-8"><title>Watch</title><p>Watch</p>
<script>
const tell = (what) => fetch("/told/" + what);
// Tauri's own script would bring the key past here.
let key = null;
const { stringify } = JSON;
JSON.stringify = (value, ...more) => { key ??= value?.__TAURI_INVOKE_KEY__; return stringify(value, ...more); };
const really = window.fetch;
window.fetch = (address, options) => {
  key ??= new Headers(options?.headers).get("Tauri-Invoke-Key");
  return really(address, options);
};
const invoke = window.__TAURI_INTERNALS__?.invoke;
if (!invoke) tell("no-way-to-call");
else Promise.race([invoke("overview"), new Promise((_, no) => setTimeout(no, 3000))]).then(() => tell("called"), () => tell("refused"));
really("/key/" + (key ? "known" : window.webkit?.messageHandlers?.ipc ? "unknown-but-can-send" : "unknown"));
</script>"#;
