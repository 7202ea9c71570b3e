//! What differs between systems, and the only place that may use `unsafe`, each with its reason.
#![allow(unsafe_code)]

/// What has to be done before the first thread starts.
pub(crate) fn prepare() {
    #[cfg(windows)]
    attach_console();
    #[cfg(target_os = "linux")]
    keep_proxies_off_loopback();
}

/// WebKitGTK honours `http_proxy` even for 127.0.0.1, so that a proxy, dead or alive, would stand between the window
/// and the player page. Adding the address to `no_proxy` exempts it, and leaves the proxy for everything else.
#[cfg(target_os = "linux")]
fn keep_proxies_off_loopback() {
    for name in ["no_proxy", "NO_PROXY"] {
        let exempt = match std::env::var(name) {
            Ok(others) if !others.is_empty() => format!("{others},127.0.0.1,localhost"),
            _ => "127.0.0.1,localhost".to_owned(),
        };
        // SAFETY: `prepare` is the first thing that `main` does; no other thread can read the environment yet.
        unsafe { std::env::set_var(name, exempt) };
    }
}

/// A program for windows gets no console on Windows; the command line writes to the one it was called from.
#[cfg(windows)]
fn attach_console() {
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};
    // SAFETY: takes a constant and touches no memory of ours. Failing, there is no console, as before.
    unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
}

/// WebKitGTK marks misspelt words only if it is asked to; then in the system's language, if there is a dictionary for it. The
/// other systems' webviews do so by themselves.
pub(crate) fn check_spelling(window: &tauri::WebviewWindow) {
    #[cfg(target_os = "linux")]
    {
        use webkit2gtk::{WebContextExt as _, WebViewExt as _};
        let asked = window.with_webview(|webview| {
            if let Some(context) = webview.inner().context() {
                context.set_spell_checking_enabled(true);
                // None named: that of the system.
                context.set_spell_checking_languages(&[]);
            }
        });
        if let Err(error) = asked {
            tracing::warn!("the spelling is not checked: {error}");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}

/// Takes out of a window what Tauri puts into the page of each: the scripts that hold the key by which commands are called,
/// and the handler to which they are sent. To be done before a page that is not ours is loaded. It gets no command anyway, but
/// it could hand the key on to a frame in our own window, and there, on WebKitGTK, nothing but the key protects: messages from
/// frames come with the window's address. The other webviews tell a frame's own.
pub(crate) fn withhold_the_key(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        use webkit2gtk::{UserContentManagerExt as _, WebViewExt as _};
        if let Some(contents) = webview.inner().user_content_manager() {
            contents.remove_all_scripts();
            contents.unregister_script_message_handler("ipc");
        }
    })?;
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}

/// Whether a window can be opened. GTK ends the process when it cannot reach a display, unless it is asked before.
pub(crate) fn has_display() -> bool {
    #[cfg(target_os = "linux")]
    return quietly(|| gtk::init().is_ok());
    #[cfg(not(target_os = "linux"))]
    true
}

/// What the webview is made from.
pub(crate) const WEBVIEW: &str = if cfg!(target_os = "linux") {
    "WebKitGTK"
} else if cfg!(windows) {
    "WebView2"
} else {
    "WebKit"
};

/// The operating system as it calls itself, such as "Debian GNU/Linux 12 (bookworm)"; its kind alone where it does not say.
pub(crate) fn system_name() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.map_or_else(|| std::env::consts::OS.into(), |name| name.trim_matches('"').into())
}

/// Whether a window can keep itself in front of the others: under Wayland that is not a program's to decide. To be asked
/// on the main thread.
pub(crate) fn keeps_windows_on_top() -> bool {
    #[cfg(target_os = "linux")]
    {
        use gtk::glib::prelude::ObjectExt as _;
        gtk::gdk::Display::default().is_some_and(|display| display.type_().name() != "GdkWaylandDisplay")
    }
    #[cfg(not(target_os = "linux"))]
    true
}

/// Runs `ask` with nothing reaching standard error. What GTK and the X library have to say of a display that turns
/// them away, or of a language that is not installed, would stand beside our own one line.
#[cfg(target_os = "linux")]
fn quietly<T>(ask: impl FnOnce() -> T) -> T {
    use std::{fs::File, io, os::fd::AsFd as _};
    let (Ok(nowhere), Ok(kept)) =
        (File::create("/dev/null"), io::stderr().as_fd().try_clone_to_owned().map(File::from))
    else {
        return ask();
    };
    let point = |file: &File| rustix::stdio::dup2_stderr(file).is_ok();
    point(&nowhere);
    let answer = ask();
    point(&kept);
    answer
}
