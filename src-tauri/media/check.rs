//! The page that tries to reach YouTube, for the check of playback in Settings.

use super::{Address, WINDOW_ORIGIN, youtube::escape};

const PAGE: &str = include_str!("check.html");

/// What has to be allowed in a network for YouTube to play, as it is told to whoever can allow it.
pub(crate) const HOSTS_TO_ALLOW: [&str; 4] =
    ["www.youtube.com", "www.youtube-nocookie.com", "*.googlevideo.com", "i.ytimg.com"];

/// The hosts that are tried. Those with the pictures have names of their own; `redirector` hands them out.
const TRIED: [&str; 4] =
    ["www.youtube.com", "www.youtube-nocookie.com", "redirector.googlevideo.com", "i.ytimg.com"];

/// What is asked of a host: at YouTube, an address that answers without content.
fn address_at(host: &str, address: &Address) -> String {
    match address.youtube.stand_in() {
        Some(origin) => format!("{origin}/check/{host}"),
        None => format!("https://{host}/generate_204"),
    }
}

/// The page for a window of this origin.
pub(super) fn page(address: &Address) -> String {
    let hosts = TRIED.map(|host| format!("{host} {}", address_at(host, address))).join("\n");
    PAGE.replace("{{window_origin}}", WINDOW_ORIGIN).replace("{{hosts}}", &escape(&hosts))
}

/// The page runs its own script, asks our server and the hosts, and is framed by the window alone.
pub(super) fn policy(address: &Address) -> String {
    let hosts = TRIED.map(|host| address_at(host, address)).join(" ");
    format!(
        "default-src 'none'; script-src 'self'; connect-src 'self' {hosts}; base-uri 'none'; form-action 'none'; \
         frame-ancestors {WINDOW_ORIGIN}; sandbox allow-scripts allow-same-origin"
    )
}
