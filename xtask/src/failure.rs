//! Everything that can end a command early, worded for the person at the terminal.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

use crate::packages::{self, Need};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("could not start `{line}`: {source}")]
    NotStarted { line: String, source: io::Error },

    #[error("`{line}` failed ({status})")]
    Ended { line: String, status: ExitStatus },

    #[error("this computer lacks:\n{}\n{advice}", packages::listed(needs))]
    Lacking { needs: Vec<&'static Need>, advice: String },

    #[error(
        "apt-get could not install what is missing: {0}\nThe packages are in Debian 12, in Ubuntu 22.04 with its `universe`, and in what followed them"
    )]
    NotInstalled(Box<Failure>),

    #[error("installing needs root, and sudo does not give it here\nAs root:  {line}")]
    NotRoot { line: String },

    #[error(
        "Node.js {needed} or newer is needed, and `node --version` says {found}\nA current one is at https://nodejs.org"
    )]
    OldNode { needed: u32, found: String },

    #[error(
        "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open\n\
         On a virtual display:  xvfb-run -a cargo xtask run   (Debian's packages xvfb and xauth)\n\
         Without a window:      cargo xtask run -- --help"
    )]
    NoDisplay,

    #[error("{task} needs {system}")]
    WrongSystem { task: &'static str, system: &'static str },

    #[error("no property test has a name like {}", names.join(" or "))]
    NoProperty { names: Vec<String> },

    #[error("step {name} failed: {source}")]
    Step { name: &'static str, source: Box<Failure> },

    #[error("the package is not as it should be: {0}")]
    Package(String),

    #[error(
        "{package} is installed on this computer already\nRemove it first: the check installs and removes a copy of its own"
    )]
    AlreadyInstalled { package: String },

    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
}

impl Failure {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
