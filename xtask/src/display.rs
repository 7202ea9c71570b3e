//! Displays: whether there is one, and a virtual one for tests.
//!
//! A window on the virtual display is cut off from the person's own session: it has a message bus, a runtime folder and
//! settings of its own, so that nothing there changes a test and no test changes anything there.

use std::ffi::OsStr;
use std::process::Command;

use tempfile::TempDir;

use crate::failure::Failure;
use crate::workspace;

/// Whether a window can be shown. Windows and macOS always have a place for one.
pub(crate) fn is_here() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

pub(crate) struct VirtualDisplay {
    session: TempDir,
}

impl VirtualDisplay {
    /// The folders of a new session, readable by their owner alone. They are removed when the value is dropped.
    pub(crate) fn new() -> Result<Self, Failure> {
        let session =
            TempDir::with_prefix("ml-health-session-").map_err(Failure::file(std::env::temp_dir()))?;
        Ok(Self { session })
    }

    /// A command that will run on a virtual display, which starts and ends with it.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("dbus-run-session");
        command
            .args(["--", "xvfb-run", "-a", "-s", "-screen 0 1400x1000x24"])
            .arg(program)
            .current_dir(workspace::root())
            // GTK would take the person's own Wayland session before the virtual display.
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("XDG_RUNTIME_DIR", self.session.path())
            // No settings of the desktop's, no accessibility bus, no portals and no mounted folders: none is in the session.
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_USE_PORTAL", "0")
            .env("GIO_USE_VFS", "local")
            // Without a GPU these draw faster and do not depend on the machine's drivers.
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            // The words of the system's own parts, such as dialogs, in one language.
            .env("LC_ALL", "C.UTF-8");
        for name in ["CONFIG", "DATA", "STATE", "CACHE"] {
            let folder = self.session.path().join(name.to_lowercase());
            command.env(format!("XDG_{name}_HOME"), folder);
        }
        command
    }
}
