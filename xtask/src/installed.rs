//! `cargo xtask bundle --check`: the package is installed as a person would, started from its installed place, and removed.
//! A learner's data must outlive it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::debian;
use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::{packages, shell, workspace};

/// What the window and its videos need when the package alone is installed.
const DEPENDS: [&str; 5] = [
    "libwebkit2gtk-4.1-0",
    "libgtk-3-0",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-libav",
];
const PROGRAM: &str = "/usr/bin/ml-health";
const DATABASE: &str = "ml-health.db";

/// Before the long build: what the check itself needs.
pub(crate) fn prepare() -> Result<(), Failure> {
    if !debian::is_here() {
        return Err(Failure::WrongSystem {
            task: "cargo xtask bundle --check",
            system: "Debian or Ubuntu, since it installs the package",
        });
    }
    packages::install(&[packages::WINDOW, packages::INSTALLED])
}

pub(crate) fn check(deb: &Path) -> Result<(), Failure> {
    let package = field(deb, "Package")?;
    if debian::installed()?.contains(&package) {
        return Err(Failure::AlreadyInstalled { package });
    }
    check_depends(&field(deb, "Depends")?)?;

    // Recommended packages stay out, to prove that the declared ones are enough.
    shell::run(debian::apt_get().args(["-q", "install", "--yes", "--no-install-recommends"]).arg(deb))?;
    let learner = TempDir::with_prefix("ml-health-learner-").map_err(Failure::file(std::env::temp_dir()))?;
    let outcome = check_files(&package)
        .and_then(|()| check_version(&field(deb, "Version")?))
        .and_then(|()| check_window(learner.path()));
    // Removed whatever was found, so that a failed check leaves nothing behind.
    shell::run(debian::apt_get().args(["-q", "remove", "--yes", &package]))?;
    let database = outcome?;
    check_removed(&database)?;
    println!("The package installs, starts and is removed as it should; the learner's data stays.");
    Ok(())
}

fn field(deb: &Path, name: &str) -> Result<String, Failure> {
    let value = shell::read(Command::new("dpkg-deb").arg("--field").arg(deb).arg(name))?;
    Ok(value.trim().to_owned())
}

fn check_depends(declared: &str) -> Result<(), Failure> {
    let missing = undeclared(declared);
    expect(missing.is_empty(), || format!("it does not depend on {}", missing.join(", ")))?;
    passed(&format!("depends on {declared}"));
    Ok(())
}

fn check_files(package: &str) -> Result<(), Failure> {
    let list = shell::read(Command::new("dpkg").args(["--listfiles", package]))?;
    let file = |folder: &str, extension: &str| {
        list.lines()
            .find(|line| line.starts_with(folder) && line.ends_with(extension))
            .ok_or_else(|| Failure::Package(format!("there is no {extension} file in {folder}")))
    };
    expect(list.lines().any(|line| line == PROGRAM), || format!("{PROGRAM} is not in it"))?;
    passed(PROGRAM);
    passed(file("/usr/share/icons/hicolor/", ".png")?);

    let entry = file("/usr/share/applications/", ".desktop")?;
    if shell::on_path("desktop-file-validate") {
        shell::run(Command::new("desktop-file-validate").arg(entry))?;
    }
    passed(entry);
    Ok(())
}

fn check_version(declared: &str) -> Result<(), Failure> {
    let said = shell::read(Command::new(PROGRAM).arg("--version"))?;
    let said = said.trim();
    expect(said.split_whitespace().any(|word| word == declared), || {
        format!("it is version {declared}, and the program says {said:?}")
    })?;
    passed(said);
    Ok(())
}

/// Answers with the database that the first start made in the learner's home.
fn check_window(home: &Path) -> Result<PathBuf, Failure> {
    let display = VirtualDisplay::new()?;
    let mut start = display.command("sh");
    start
        .arg(workspace::root().join("xtask/src/first-window.sh"))
        .current_dir(home)
        .env("HOME", home)
        // The installed program must find its libraries by itself; cargo sets this for what it starts.
        .env_remove("LD_LIBRARY_PATH");
    for name in ["CONFIG", "DATA", "STATE", "CACHE"] {
        // As on a person's desktop, where these are seldom set.
        start.env_remove(format!("XDG_{name}_HOME"));
    }
    shell::run(&mut start)
        .map_err(|failure| Failure::Package(format!("its window did not appear within 60 s: {failure}")))?;
    passed("the window appears");

    let data = home.join(".local/share");
    let database = find(&data, DATABASE).ok_or_else(|| {
        Failure::Package(format!("the first start left no {DATABASE} in {}", data.display()))
    })?;
    passed("the first start makes the database");
    Ok(database)
}

fn check_removed(database: &Path) -> Result<(), Failure> {
    expect(!Path::new(PROGRAM).exists(), || format!("{PROGRAM} is still there after removal"))?;
    let size = fs::metadata(database).map_err(Failure::file(database))?.len();
    expect(size > 0, || "removal emptied the learner's database".to_owned())?;
    passed("removed; the learner's database is still there");
    Ok(())
}

/// The needed packages that `Depends` does not name. An entry is `name`, `name (>= version)` or `name | other name`.
fn undeclared(depends: &str) -> Vec<&'static str> {
    let declared: Vec<&str> =
        depends.split([',', '|']).filter_map(|entry| entry.split_whitespace().next()).collect();
    DEPENDS.into_iter().filter(|name| !declared.contains(name)).collect()
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    folder.read_dir().ok()?.filter_map(Result::ok).find_map(|entry| {
        let path = entry.path();
        if path.is_dir() { find(&path, name) } else { path.ends_with(name).then_some(path) }
    })
}

fn expect(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Failure> {
    if holds {
        return Ok(());
    }
    Err(Failure::Package(otherwise()))
}

fn passed(what: &str) {
    println!("  ok  {what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_package_does_not_declare_is_named() {
        let depends = "libwebkit2gtk-4.1-0 (>= 2.36), libgtk-3-0 | libgtk-3-0t64,gstreamer1.0-plugins-good";
        assert_eq!(undeclared(depends), ["gstreamer1.0-plugins-bad", "gstreamer1.0-libav"]);
        assert_eq!(undeclared(""), DEPENDS);
    }

    #[test]
    fn a_file_is_found_in_the_folders_below() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("share/io.example");
        fs::create_dir_all(&folder).unwrap();
        assert_eq!(find(home.path(), DATABASE), None);
        fs::write(folder.join(DATABASE), "x").unwrap();
        assert_eq!(find(home.path(), DATABASE), Some(folder.join(DATABASE)));
    }
}
