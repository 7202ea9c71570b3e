//! The page that holds YouTube's player: its text, and what it may load.

use ml_health_study::id::VideoId;

use super::{Address, WINDOW_ORIGIN};

const ORIGIN: &str = "https://www.youtube.com";
const PAGE: &str = include_str!("youtube.html");

/// Where YouTube is.
#[derive(Debug, Clone)]
pub(crate) struct YouTube {
    /// Serves the script of the IFrame API.
    pub script: String,
    /// Serves the embedded player.
    pub embed: String,
}

impl YouTube {
    /// YouTube itself. A debug build takes both origins from `ML_HEALTH_YOUTUBE_ORIGIN`, for the tests' stand-in.
    pub(super) fn from_environment() -> Self {
        #[cfg(debug_assertions)]
        if let Ok(origin) = std::env::var("ML_HEALTH_YOUTUBE_ORIGIN") {
            return Self { script: origin.clone(), embed: origin };
        }
        Self { script: ORIGIN.into(), embed: "https://www.youtube-nocookie.com".into() }
    }
}

impl YouTube {
    /// YouTube's own page for a video, from `second` on.
    pub(crate) fn watch_url(&self, video: &VideoId, second: u32) -> String {
        video.watch_url(second).replacen(ORIGIN, &self.script, 1)
    }

    /// The origin that stands in for all of YouTube's hosts in a test.
    pub(super) fn stand_in(&self) -> Option<&str> {
        (self.script != ORIGIN).then_some(self.script.as_str())
    }
}

/// The page for a video, for a window of this origin.
pub(super) fn page(address: &Address, video: &VideoId) -> String {
    [
        ("{{video}}", video.0.as_str()),
        ("{{window_origin}}", WINDOW_ORIGIN),
        ("{{script}}", &format!("{}/iframe_api", address.youtube.script)),
        ("{{embed}}", &address.youtube.embed),
        ("{{origin}}", &address.origin()),
    ]
    .iter()
    .fold(PAGE.to_owned(), |page, (placeholder, value)| page.replace(placeholder, &escape(value)))
}

/// What this page may do, and with it YouTube's frame, which inherits it: everything that a player needs, but no download,
/// and the window stays where it is. Without this, a click in YouTube's frame would let its script send the window to any
/// address that a frame may have. Duck Player, of a browser, gives YouTube's frame as little or less; that YouTube's real
/// player is content with it can only be seen at YouTube.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms \
                       allow-presentation";

/// The page runs its own script and YouTube's, frames YouTube's player, and is framed by the window alone.
pub(super) fn policy(address: &Address) -> String {
    let YouTube { script, embed } = &address.youtube;
    format!(
        "default-src 'none'; script-src 'self' {script}; frame-src {embed}; style-src 'self'; connect-src 'none'; \
         base-uri 'none'; form-action 'none'; frame-ancestors {WINDOW_ORIGIN}; sandbox {SANDBOX}"
    )
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
