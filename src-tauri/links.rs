//! The one way out to the system's browser. Only Rust takes it, for addresses that Rust knows.

use tauri::AppHandle;
use tauri_plugin_shell::ShellExt as _;

use crate::{Error, Result};

/// Opens an address in the system's browser.
pub(crate) fn open(app: &AppHandle, url: &str) -> Result<()> {
    // Marked as deprecated for the sake of the opener plugin; the shell plugin is the one that this project chose for
    // links, and JavaScript has no permission for it.
    #[allow(deprecated)]
    app.shell()
        .open(url, None)
        .map_err(|error| Error::NotOpened { what: url.into(), reason: error.to_string() })
}
