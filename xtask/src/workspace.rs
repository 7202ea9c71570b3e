//! Where things are in this checkout, and its cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;

pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The cargo that started this program, in the workspace's root.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Cargo's target folder, wherever a person's own settings put it: this program was built into it.
pub(crate) fn target() -> Result<PathBuf, Failure> {
    let xtask = std::env::current_exe().map_err(Failure::file("xtask"))?;
    let target = xtask.ancestors().nth(2).unwrap_or(&xtask);
    Ok(target.to_owned())
}
