//! Copies of the database, made through SQLite's backup API and believed only after they were opened and checked.
//!
//! A copy is written under a temporary name, checked, made durable, and only then named. The ten newest are kept, and the
//! first of each of the ten newest days: since each import makes a copy too, a day of many would leave none of earlier days.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, backup::Backup};

use crate::{Error, Result, Study, store, time::Timestamp};

/// The folder of the copies, in the data folder.
pub(crate) const FOLDER: &str = "backups";
/// How many copies are kept, and of how many days the first.
const KEPT: usize = 10;
const UNFINISHED: &str = "unfinished.tmp";

impl Study {
    /// Makes a copy when none was made on this day (UTC). Returns the copy that was made.
    ///
    /// # Errors
    /// [`Error::UnsoundBackup`] when the copy did not pass its check; [`Error::File`]; or when the database cannot be
    /// read. Older copies are then all still there.
    pub fn backup_if_due(&self, now: Timestamp) -> Result<Option<PathBuf>> {
        let Some(folder) = self.folder() else {
            return Ok(None);
        };
        // Any copy of today counts, and one that a wrong clock dated into the future does not.
        if self.backups()?.iter().filter_map(|path| made_at(path)).any(|made| made.day() == now.day()) {
            return Ok(None);
        }
        make(self.reader(), folder, now).map(Some)
    }

    /// The copies, oldest first.
    ///
    /// # Errors
    /// [`Error::File`] when the folder cannot be read.
    pub fn backups(&self) -> Result<Vec<PathBuf>> {
        self.folder().map_or(Ok(Vec::new()), |folder| list(&folder.join(FOLDER)))
    }

    /// When the newest copy was made.
    ///
    /// # Errors
    /// [`Error::File`] when the folder cannot be read.
    pub fn last_backup(&self) -> Result<Option<Timestamp>> {
        Ok(self.backups()?.last().and_then(|path| made_at(path)))
    }
}

/// Makes a copy and lets those go that are not to be kept.
pub(crate) fn make(source: &Connection, data: &Path, now: Timestamp) -> Result<PathBuf> {
    let folder = data.join(FOLDER);
    let file = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| Error::File { path, source }
    };
    store::create_private(&folder).map_err(file(&folder))?;
    let _turn = store::turn(&folder);
    let unfinished = folder.join(UNFINISHED);
    remove(&unfinished).map_err(file(&unfinished))?;
    copy(source, &unfinished)?;
    let opened = fs::OpenOptions::new().write(true).open(&unfinished).map_err(file(&unfinished))?;
    opened.sync_all().map_err(file(&unfinished))?;
    drop(opened);
    let path = folder.join(name(now));
    fs::rename(&unfinished, &path).map_err(file(&path))?;
    // Windows has no way to make a folder's entry durable; the rename there is as durable as it gets.
    #[cfg(unix)]
    fs::File::open(&folder).and_then(|folder| folder.sync_all()).map_err(file(&folder))?;
    for old in outlived(&list(&folder)?).filter(|copy| **copy != path) {
        remove(old).map_err(file(old))?;
    }
    Ok(path)
}

/// Of all copies, the oldest first, those that are not to be kept.
fn outlived(copies: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    let mut days = BTreeMap::new();
    for copy in copies {
        days.entry(made_at(copy).map(Timestamp::day)).or_insert(copy);
    }
    let firsts: Vec<_> = days.into_values().rev().take(KEPT).collect();
    let older = &copies[..copies.len().saturating_sub(KEPT)];
    older.iter().filter(move |copy| !firsts.contains(copy))
}

fn copy(source: &Connection, path: &Path) -> Result<()> {
    let mut target = Connection::open(path)?;
    Backup::new(source, &mut target)?.run_to_completion(1000, Duration::from_millis(20), None)?;
    // A copy is one file: out of WAL mode it has no companions.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    drop(target);
    let copy = Connection::open(path)?;
    let finding: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if finding != "ok" {
        return Err(Error::UnsoundBackup { path: path.into(), finding });
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let file = |source| Error::File { path: folder.into(), source };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(file)?,
    };
    let mut copies = Vec::new();
    for entry in entries {
        let path = entry.map_err(file)?.path();
        if made_at(&path).is_some() {
            copies.push(path);
        }
    }
    copies.sort();
    Ok(copies)
}

/// `ml-health-20261122T120000.000Z.db`: UTC, so that the names sort by age.
fn name(now: Timestamp) -> String {
    let time = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
    format!("ml-health-{}.db", time.strftime("%Y%m%dT%H%M%S.%3fZ"))
}

fn made_at(path: &Path) -> Option<Timestamp> {
    let name = path.file_name()?.to_str()?;
    let time = name.strip_prefix("ml-health-")?.strip_suffix(".db")?;
    let time = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S.%3fZ", time).ok()?;
    Some(Timestamp(jiff::tz::Offset::UTC.to_timestamp(time).ok()?.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::LessonId,
        note::NoteDraft,
        store::testing::{NOW, note_id, tiny},
    };

    fn after_days(days: i64) -> Timestamp {
        Timestamp(NOW.0 + days * 86_400_000)
    }

    #[test]
    fn a_copy_a_day_the_last_ten_kept() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let study = Study::open(folder.path(), NOW)?;
        assert!(study.backup_if_due(NOW)?.is_some());
        assert!(study.backup_if_due(Timestamp(NOW.0 + 1000))?.is_none(), "one a day");
        for days in 1..=12 {
            assert!(study.backup_if_due(after_days(days))?.is_some());
        }
        let copies = study.backups()?;
        assert_eq!((copies.len(), study.last_backup()?), (KEPT, Some(after_days(12))));
        assert_eq!(made_at(&copies[0]), Some(after_days(3)));
        Ok(())
    }

    #[test]
    fn many_copies_of_a_day_leave_those_of_other_days() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let study = Study::open(folder.path(), NOW)?;
        for days in 0..12 {
            for hours in 0..2 {
                make(study.reader(), folder.path(), Timestamp(after_days(days).0 + hours * 3_600_000))?;
            }
        }
        let last = (0..12).map(|seconds| Timestamp(after_days(12).0 + seconds * 1000));
        for now in last.clone() {
            make(study.reader(), folder.path(), now)?;
        }
        let made: Vec<_> = study.backups()?.iter().filter_map(|path| made_at(path)).collect();
        let firsts = (3..12).map(after_days).chain([after_days(12)]);
        assert_eq!(made, firsts.chain(last.skip(2)).collect::<Vec<_>>());
        Ok(())
    }

    #[test]
    fn a_copy_holds_the_notes_and_nothing_unfinished_stays() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut study = Study::open(folder.path(), NOW)?;
        study.load_course(&tiny(&["a"]))?;
        let lesson = LessonId("a".into());
        study.save_note(
            NoteDraft { id: note_id(1), lesson: lesson.clone(), second: None, mark: None, body: "x".into() },
            NOW,
        )?;
        fs::create_dir_all(folder.path().join(FOLDER)).expect("a folder");
        fs::write(folder.path().join(FOLDER).join(UNFINISHED), "left by a crash").expect("a file");
        let copy = study.backup_if_due(NOW)?.expect("a copy");
        let names: Vec<_> = fs::read_dir(folder.path().join(FOLDER))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(names, ["ml-health-20261122T120000.000Z.db"]);

        let other = tempfile::tempdir().expect("a folder");
        fs::copy(copy, other.path().join("ml-health.db")).expect("a restored copy");
        assert_eq!(Study::open(other.path(), NOW)?.lesson_notes(&lesson)?.len(), 1);
        Ok(())
    }

    #[test]
    fn programs_that_make_copies_at_once_do_not_hinder_each_other() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        drop(Study::open(folder.path(), NOW)?);
        std::thread::scope(|scope| {
            let programs = [0, 1, 2].map(|program| {
                let folder = folder.path();
                scope.spawn(move || -> Result<()> {
                    let study = Study::open(folder, NOW)?;
                    for copy in 0..8 {
                        make(study.reader(), folder, Timestamp(NOW.0 + 3 * copy + program))?;
                    }
                    Ok(())
                })
            });
            programs.into_iter().try_for_each(|program| program.join().expect("no panic"))
        })
    }

    #[test]
    fn an_unsound_copy_does_not_count() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let study = Study::open(folder.path(), NOW)?;
        fs::write(folder.path().join(FOLDER), "a file where the folder should be").expect("a file");
        assert!(matches!(study.backup_if_due(NOW), Err(Error::File { .. })));
        Ok(())
    }
}
