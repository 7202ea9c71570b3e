//! A second window, with a lesson's page at YouTube itself: for when the video may not be played in ours. It has no
//! capability and no key, so that nothing in it can call Rust, and it goes nowhere but to YouTube and to where one signs in.

use ml_health_study::course::Lesson;
use tauri::{AppHandle, Emitter as _, Manager as _, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::{Error, Result, media::YouTube, platform, session::Session, window};

/// Named in no capability.
pub(crate) const LABEL: &str = "watch";
/// Where it begins, until it has nothing of Tauri's left in it.
const BLANK: &str = "about:blank";
/// Where YouTube sends a visitor for consent and for signing in.
const GOOGLE: &[&str] = &["consent.google.com", "accounts.google.com"];

/// Opens the window, or takes the one that is open there.
pub(crate) fn open(app: &AppHandle, session: &Session, lesson: &Lesson, second: u32) -> Result<()> {
    let youtube = session.address.youtube.clone();
    let parse = |url: &str| {
        Url::parse(url).map_err(|error| Error::NotOpened { what: url.into(), reason: error.to_string() })
    };
    let (url, blank) = (parse(&youtube.watch_url(&lesson.video, second))?, parse(BLANK)?);
    let title = format!("Lesson {} on YouTube", lesson.number);
    let window = match app.get_webview_window(LABEL) {
        Some(open) => open,
        None => WebviewWindowBuilder::new(app, LABEL, WebviewUrl::External(blank))
            .title(&title)
            .inner_size(960.0, 680.0)
            .data_directory(session.folder.join("webview"))
            .on_navigation(move |url| may_go_to(url, &youtube))
            .on_new_window(window::youtube_in_the_browser(app))
            .on_download(|_, _| false)
            .build()?,
    };
    platform::withhold_the_key(&window)?;
    Ok(go_there(&window, &title, url)?)
}

fn go_there(window: &WebviewWindow, title: &str, url: Url) -> tauri::Result<()> {
    window.set_title(title)?;
    window.navigate(url)?;
    window.unminimize()?;
    window.set_focus()
}

/// Closes the window, if it is open.
pub(crate) fn close(app: &AppHandle) -> tauri::Result<()> {
    app.get_webview_window(LABEL).map_or(Ok(()), |window| window.destroy())
}

/// It is gone: the clock beside the notes need not run on.
pub(crate) fn closed(app: &AppHandle) {
    if let Err(error) = app.emit_to(window::LABEL, "watch-window-closed", ()) {
        tracing::warn!("the window was not told that the other one closed: {error}");
    }
}

fn may_go_to(url: &Url, youtube: &YouTube) -> bool {
    window::is_youtube(url)
        || url.origin().ascii_serialization() == youtube.script
        || (url.scheme() == "https" && url.host_str().is_some_and(|host| GOOGLE.contains(&host)))
        || url.as_str() == BLANK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_to_youtube_and_to_where_one_signs_in() {
        let youtube = YouTube {
            script: "https://www.youtube.com".into(),
            embed: "https://www.youtube-nocookie.com".into(),
        };
        for (url, allowed) in [
            ("https://www.youtube.com/watch?v=dj_mF4OlcUY&t=0s", true),
            ("https://m.youtube.com/watch?v=dj_mF4OlcUY", true),
            ("https://consent.youtube.com/m?continue=x", true),
            ("https://accounts.google.com/ServiceLogin", true),
            ("about:blank", true),
            ("http://www.youtube.com/", false),
            ("https://www.google.com/", false),
            ("https://youtube.com.evil.example/", false),
            ("https://evil.example/?https://www.youtube.com", false),
            ("https://accounts.google.com.evil.example/", false),
            ("http://accounts.google.com/", false),
            ("tauri://localhost/", false),
            ("ipc://localhost/notes", false),
            ("http://127.0.0.1:1/token/youtube/one", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(may_go_to(&Url::parse(url).expect("an address"), &youtube), allowed, "{url}");
        }
    }
}
