//! Python, for the test that holds the exported cards against Anki itself. Its packages have a folder of their own in the
//! target folder; the system's Python stays as it is.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::{shell, workspace};

/// The Python that has the packages of `tests/anki/requirements.txt`, which are installed if they are not there yet.
pub(crate) fn install_when_changed() -> Result<PathBuf, Failure> {
    let requirements = workspace::root().join("tests/anki/requirements.txt");
    let folder = workspace::target()?.join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // A copy of the list that was installed, written last.
    let installed = folder.join("installed.txt");
    let wanted = fs::read_to_string(&requirements).map_err(Failure::file(&requirements))?;
    if fs::read_to_string(&installed).is_ok_and(|found| found == wanted) {
        return Ok(python);
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
    Ok(python)
}
