//! What the tests of crashes and of failing disks have in common: what a learner does (`acts`), what must be there once it
//! was acknowledged (`made`), the look whether it is, and databases of earlier versions (`old`).

mod acts;
mod made;
pub mod old;

use std::{
    fs,
    path::{Path, PathBuf},
};

use ml_health_study::{Error, Study, course::Source, time::Timestamp};
use rusqlite::{Connection, OpenFlags};

pub use acts::{Act, Random};
pub use made::Made;

/// The database's name in the data folder.
pub const DATABASE: &str = "ml-health.db";
/// 22 November 2026, 12:00 UTC.
pub const NOW: Timestamp = Timestamp(1_795_348_800_000);

/// Whether a data folder is opened as if nothing had happened, is sound, and holds one of these, to the letter. Says which.
/// Looks at a copy, so that whatever a crash left is still there for the next program.
///
/// # Errors
/// What is wrong, in words.
pub fn look(folder: &Path, may_hold: &[Made], random: &mut Random) -> Result<Made, String> {
    let copy = tempfile::tempdir().map_err(|error| error.to_string())?;
    copy_files(folder, copy.path()).map_err(|error| error.to_string())?;
    let mut study = told(Study::open(copy.path(), NOW))?;
    told(study.load_course(&Source::embedded()))?;
    same("lessons of the course", &9, &told(study.course())?.lessons.len())?;
    let made = told(Made::of(&study))?;
    if !may_hold.contains(&made) {
        let differences = may_hold.iter().map(|may| may.differs_from(&made)).collect::<Vec<_>>();
        return Err(format!("what was acknowledged is not what is there: {}", differences.join("\n  or ")));
    }
    made.is_told_by(&study, random)?;
    drop(study);
    sound(&copy.path().join(DATABASE))?;
    Ok(made)
}

/// Whether every file that has a backup's name is a sound database. Those that were `seen` before are not opened again.
///
/// # Errors
/// What is wrong, in words.
pub fn backups_are_sound(folder: &Path, seen: &mut Vec<PathBuf>) -> Result<(), String> {
    for path in files(&folder.join("backups")) {
        let is_backup = path.extension().is_some_and(|extension| extension == "db");
        if is_backup && !seen.contains(&path) {
            sound(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            seen.push(path);
        }
    }
    Ok(())
}

/// SQLite's own check of a database.
///
/// # Errors
/// What it found.
pub fn sound(database: &Path) -> Result<(), String> {
    let check = || -> rusqlite::Result<String> {
        let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))
    };
    match check() {
        Ok(finding) if finding == "ok" => Ok(()),
        Ok(finding) => Err(format!("the integrity check says: {finding}")),
        Err(error) => Err(format!("the integrity check failed: {error}")),
    }
}

/// The files that stand in a folder itself; none when there is no folder.
#[must_use]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Copies the database of a data folder with whatever lies beside it, and its backups, which nobody writes to again, by name.
///
/// # Errors
/// When something cannot be copied.
pub fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    let name = |file: &Path| file.file_name().unwrap_or_default().to_owned();
    for file in files(from) {
        fs::copy(&file, to.join(name(&file)))?;
    }
    let backups = to.join("backups");
    for file in files(&from.join("backups")) {
        fs::create_dir_all(&backups)?;
        let copy = backups.join(name(&file));
        fs::hard_link(&file, &copy).or_else(|_| fs::copy(&file, &copy).map(drop))?;
    }
    Ok(())
}

fn told<T>(outcome: Result<T, Error>) -> Result<T, String> {
    outcome.map_err(|error| format!("{error} ({error:?})"))
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, expected: &T, found: &T) -> Result<(), String> {
    if expected == found {
        Ok(())
    } else {
        Err(format!("{what}: {} instead of {}", short(found), short(expected)))
    }
}

fn short(thing: &impl std::fmt::Debug) -> String {
    format!("{thing:?}").chars().take(400).collect()
}
