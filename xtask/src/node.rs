//! Node.js, which tests `ui/` and brings the tool that makes the Debian package. The application itself needs none of it.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::failure::Failure;
use crate::{shell, workspace};

/// The first Node.js with the test runner that the tests are written for.
const OLDEST: u32 = 18;

/// The packages of package-lock.json, unless they are here since it last changed.
pub(crate) fn install_when_changed() -> Result<(), Failure> {
    let root = workspace::root();
    let wanted = changed(&root.join("package-lock.json"));
    // npm writes this file when it has put everything in place.
    let present = changed(&root.join("node_modules/.package-lock.json"));
    if present.is_some() && present >= wanted {
        return require_current();
    }
    install()
}

/// A script of package.json.
pub(crate) fn script(name: &str, arguments: &[OsString]) -> Command {
    let mut npm = npm();
    npm.args(["run", name]);
    if !arguments.is_empty() {
        npm.arg("--").args(arguments);
    }
    npm
}

pub(crate) fn npm() -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(workspace::root());
    npm
}

/// The packages of package-lock.json, exactly, running none of their install scripts.
fn install() -> Result<(), Failure> {
    require_current()?;
    shell::run(npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

fn require_current() -> Result<(), Failure> {
    let found = shell::read(Command::new("node").arg("--version"))?;
    let found = found.trim();
    if major(found).is_some_and(|major| major >= OLDEST) {
        return Ok(());
    }
    Err(Failure::OldNode { needed: OLDEST, found: found.to_owned() })
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|metadata| metadata.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0-pre"), Some(8));
        assert_eq!(major("20.20.2"), None);
        assert_eq!(major(""), None);
    }
}
