//! The window: how it is made, where it may go, how it closes.

use std::{
    path::{Path, PathBuf},
    sync::{
        PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tauri::{
    AppHandle, Context, DragDropEvent, Emitter as _, Manager as _, RunEvent, Runtime, Url, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder, WindowEvent,
    utils::config::{AppDirectoriesOverride, Csp, CspDirectiveSources},
    webview::{NewWindowFeatures, NewWindowResponse},
};

use crate::{
    Error, IDENTIFIER, Result, commands,
    dialogs::dialogs,
    links,
    media::{self, Address, WINDOW_ORIGIN},
    platform, rounds,
    session::Session,
    watch_window, window_mode,
};

/// The label of the one window.
pub(crate) const LABEL: &str = "main";
/// How long the window has to save what is left when it is asked to close.
const FLUSH: Duration = Duration::from_secs(2);

/// Opens the window and runs until it is closed. A second start with the same data folder brings the first one's
/// window forward and ends.
pub(crate) fn run(folder: &Path) -> Result<()> {
    if !platform::has_display() {
        return Err(Error::NoDisplay);
    }
    // Before Tauri makes it for the webview: only its owner may enter it.
    ml_health_study::create_data_folder(folder)?;
    let (listener, address) = Address::bind()?;
    let context = context(folder, &address);
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| bring_forward(app)))
        .plugin(tauri_plugin_shell::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .invoke_handler(commands::all())
        .setup(|app| {
            let session = app.state::<Session>();
            platform::check_spelling(&open(app.handle(), &session)?);
            rounds::begin(app.handle(), session.inner());
            Ok(())
        })
        .build(context)?;
    // Now that no first window took this start over: what fails from here on is told, where `setup` would panic.
    let session = Session::start(folder, address.clone())?;
    tauri::async_runtime::spawn(media::serve(listener, address, session.clone()));
    app.manage(session);
    app.run(|app, event| {
        if let RunEvent::WindowEvent { label, event, .. } = event {
            match label.as_str() {
                LABEL => happened(app, event),
                watch_window::LABEL if matches!(event, WindowEvent::Destroyed) => watch_window::closed(app),
                _ => {}
            }
        }
    });
    Ok(())
}

/// What happened to the window.
fn happened(app: &AppHandle, event: WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            tauri::async_runtime::spawn(close(app.clone()));
        }
        WindowEvent::Resized(_) => window_mode::resized(app),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => dropped(app, paths),
        WindowEvent::Destroyed => {
            if let Err(error) = watch_window::close(app) {
                tracing::warn!("the other window stays open: {error}");
            }
        }
        _ => {}
    }
}

/// The paths stay here: the window is told that there is something, and asks what.
fn dropped(app: &AppHandle, paths: Vec<PathBuf>) {
    let Some(session) = app.try_state::<Session>() else { return };
    *session.files.dropped.lock().unwrap_or_else(PoisonError::into_inner) = paths;
    if let Err(error) = app.emit("files-dropped", ()) {
        tracing::warn!("the window was not told of dropped files: {error}");
    }
}

/// The configuration with what only this run knows: the folder, the port, and a name for this data folder's instance.
pub(crate) fn context<R: Runtime>(folder: &Path, address: &Address) -> Context<R> {
    let mut context: Context<R> = tauri::generate_context!();
    let config = context.config_mut();
    debug_assert_eq!(config.identifier, IDENTIFIER);
    if dirs::data_dir().is_none_or(|data| data.join(IDENTIFIER) != folder) {
        config.identifier = format!("{IDENTIFIER}.{}", name_of(folder));
    }
    config.app.app_directories_override = Some(AppDirectoriesOverride::Root(folder.into()));
    if let Some(Csp::DirectiveMap(policy)) = &mut config.app.security.csp {
        for directive in ["frame-src", "media-src"] {
            policy.insert(directive.into(), CspDirectiveSources::Inline(address.origin()));
        }
    }
    context
}

/// A name for a folder that a bus and a socket accept.
fn name_of(folder: &Path) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    folder.canonicalize().as_deref().unwrap_or(folder).hash(&mut hasher);
    format!("d{:016x}", hasher.finish())
}

fn open(app: &AppHandle, session: &Session) -> tauri::Result<WebviewWindow> {
    let address = session.address.clone();
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Machine Learning for Healthcare")
        .inner_size(1280.0, 860.0)
        .min_inner_size(360.0, 480.0)
        .data_directory(session.folder.join("webview"))
        .on_navigation(move |url| may_go_to(url, &address))
        .on_new_window(youtube_in_the_browser(app))
        // WebKitGTK keeps no file that a page sends of itself; another webview would.
        .on_download(|_, _| false)
        .build()
}

/// No page opens a window of its own: what leads to YouTube opens in the browser, the rest nowhere.
pub(crate) fn youtube_in_the_browser(
    app: &AppHandle,
) -> impl Fn(Url, NewWindowFeatures) -> NewWindowResponse<tauri::Wry> + Send + Sync + 'static {
    let app = app.clone();
    move |url, _| {
        if is_youtube(&url)
            && let Err(error) = links::open(&app, url.as_str())
        {
            tracing::warn!("{error}");
        }
        NewWindowResponse::Deny
    }
}

/// The window's own pages, the player page, and within it YouTube's player. On WebKitGTK frames ask here too.
fn may_go_to(url: &Url, address: &Address) -> bool {
    let origin = url.origin().ascii_serialization();
    let below = |prefix: &str| url.as_str().starts_with(prefix);
    // Tauri opens its first page as `tauri://localhost`, without a slash, and places follow as `#/notes`.
    let window = |rest: &str| rest.is_empty() || rest.starts_with(['/', '#', '?']);
    url.as_str().strip_prefix(WINDOW_ORIGIN).is_some_and(window)
        || below(&address.url("youtube/"))
        || url.as_str() == address.url("check")
        || (origin == address.youtube.embed && url.path().starts_with("/embed/"))
        || url.as_str() == "about:blank"
}

/// What a click on YouTube's logo or on its title asks to open.
pub(crate) fn is_youtube(url: &Url) -> bool {
    url.scheme() == "https"
        && url
            .host_str()
            .is_some_and(|host| host == "youtu.be" || host == "youtube.com" || host.ends_with(".youtube.com"))
}

fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        for outcome in [window.unminimize(), window.show(), window.set_focus()] {
            if let Err(error) = outcome {
                tracing::warn!("the window could not be brought forward: {error}");
            }
        }
    }
}

/// Asks the page to save what is left, which ends in the command `close_window`. A page that does not get there in
/// time is not closed over the learner's head: they decide.
async fn close(app: AppHandle) {
    static ASKING: AtomicBool = AtomicBool::new(false);
    if ASKING.swap(true, Ordering::SeqCst) {
        return;
    }
    if let Err(error) = app.emit("close-requested", ()) {
        tracing::warn!("{error}");
    }
    tokio::time::sleep(FLUSH).await;
    let asker = dialogs(&app);
    let question = "Something you wrote has not been saved yet. Keep the window open to see what is the matter, or \
                    close it and lose what was not saved.";
    let answer = tauri::async_runtime::spawn_blocking(move || {
        asker.confirm("Not everything is saved", question, "Close anyway", "Keep open")
    });
    if answer.await.unwrap_or(false)
        && let Some(window) = app.get_webview_window(LABEL)
    {
        drop(window.destroy());
    }
    ASKING.store(false, Ordering::SeqCst);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        let (_, address) = Address::bind().expect("a port");
        let player = address.url("youtube/one");
        for (url, allowed) in [
            ("tauri://localhost", true),
            ("tauri://localhost#/notes", true),
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/index.html", cfg!(windows)),
            (player.as_str(), true),
            (address.url("check").as_str(), true),
            (address.url("check.js").as_str(), false),
            (address.url("check/more").as_str(), false),
            (address.url("video/one").as_str(), false),
            (address.url("youtube/../video/one").as_str(), false),
            (address.url("youtube/%2e%2e/video/one").as_str(), false),
            (&player.replace("127.0.0.1", "localhost"), false),
            (&player.replace("127.0.0.1:", "127.0.0.1@evil.example:"), false),
            (&format!("blob:{player}"), false),
            ("https://www.youtube-nocookie.com/embed/dj_mF4OlcUY?enablejsapi=1", true),
            ("about:blank", true),
            ("https://www.youtube-nocookie.com/watch", false),
            ("https://www.youtube-nocookie.com/embed/../watch", false),
            ("http://www.youtube-nocookie.com/embed/dj_mF4OlcUY", false),
            ("https://www.youtube-nocookie.com:8443/embed/dj_mF4OlcUY", false),
            ("https://evil.example/https://www.youtube-nocookie.com/embed/x", false),
            ("https://www.youtube.com/watch?v=dj_mF4OlcUY", false),
            ("https://www.youtube-nocookie.com.evil.example/embed/x", false),
            ("http://127.0.0.1:1/token/youtube/one", false),
            ("tauri://localhost.evil.example/", false),
            ("tauri://localhost@evil.example/", false),
            ("tauri://localhost:80/", false),
            ("tauri://evil.example/", false),
            ("ipc://localhost/notes", false),
            ("https://example.org/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("javascript:alert(1)", false),
            ("about:srcdoc", false),
        ] {
            assert_eq!(may_go_to(&Url::parse(url).expect("an address"), &address), allowed, "{url}");
        }
    }

    #[test]
    fn only_youtube_opens_from_the_player() {
        for (url, opens) in [
            ("https://www.youtube.com/watch?v=x", true),
            ("https://youtu.be/x", true),
            ("http://www.youtube.com/", false),
            ("https://notyoutube.com/", false),
            ("https://youtube.com.evil.example/", false),
            ("https://www.youtube.com@evil.example/", false),
            ("https://evil.example/youtube.com", false),
            ("https://evilyoutu.be/", false),
            ("file:///youtube.com", false),
            ("mailto:somebody@youtube.com", false),
        ] {
            assert_eq!(is_youtube(&Url::parse(url).expect("an address")), opens, "{url}");
        }
    }
}
