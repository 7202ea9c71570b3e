//! Putting a backup back: looked at before, with what was there kept as a backup, and so to be taken back.
//!
//! A backup is never opened itself: a copy is made aside, brought to this program's schema and course, and then put in
//! the place of what is there in one step, for every program that has the database open. A loss of power leaves the one
//! or the other.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::Serialize;
use ts_rs::TS;

use crate::{
    Error, Result, Study,
    backup::{self, Backup, BackupEntry, Occasion, Record},
    course::Source,
    damage::Finding,
    id::NoteId,
    note::NoteDraft,
    revision::RevisionLabel,
    store::{self, Scratch},
    time::{Timestamp, clock},
};

/// How many notes are named in a preview.
const EXAMPLES: usize = 5;

/// Why a file cannot be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupFault {
    /// It is not this application's.
    NotOurs,
    /// A newer version of this application made it.
    Newer,
    /// It cannot be read as it should be.
    Damaged,
}

/// What putting a backup back would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestorePreview {
    pub backup: BackupEntry,
    pub notes_now: usize,
    pub lessons_done_now: usize,
    /// Notes that are only in the backup.
    pub returning: NoteGroup,
    /// Notes that are only here now.
    pub leaving: NoteGroup,
    /// Notes that are in both, and not the same.
    pub different: NoteGroup,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct NoteGroup {
    pub count: usize,
    /// The first of them: the lesson, the time, the first words.
    pub examples: Vec<String>,
}

/// A backup that was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    pub notes: usize,
    /// What was there before.
    pub before: PathBuf,
}

impl Study {
    /// What putting a backup back would change. Nothing is changed.
    ///
    /// # Errors
    /// [`Error::UnusableBackup`], or when a file cannot be read or written.
    pub fn preview_restore(&self, file: &Path, course: &Source, now: Timestamp) -> Result<RestorePreview> {
        let folder = self.folder().ok_or(Error::NoBackup)?;
        let aside = Aside::new(folder, file, course, now)?;
        let (theirs, ours) = (live(&aside.study)?, live(self)?);
        let only =
            |these: &BTreeMap<NoteId, NoteDraft>, those: &BTreeMap<NoteId, NoteDraft>, study: &Self| {
                group(study, these.iter().filter(|(id, _)| !those.contains_key(id)).map(|(_, note)| note))
            };
        let differs = |(id, note): &(&NoteId, &NoteDraft)| ours.get(id).is_some_and(|here| here != *note);
        let here = store::backup::contents(self.reader())?;
        Ok(RestorePreview {
            backup: aside.entry,
            notes_now: here.notes,
            lessons_done_now: here.lessons_done,
            returning: only(&theirs, &ours, &aside.study)?,
            leaving: only(&ours, &theirs, self)?,
            different: group(&aside.study, theirs.iter().filter(differs).map(|(_, note)| note))?,
        })
    }

    /// Puts a backup back, after a backup of what is there was made. To take it back is to put that one back.
    ///
    /// # Errors
    /// As [`Study::preview_restore`], and as [`Study::backup_if_due`]. Nothing is changed then.
    pub fn restore(&mut self, file: &Path, course: &Source, now: Timestamp) -> Result<Restored> {
        let folder = self.folder().ok_or(Error::NoBackup)?.to_owned();
        let mut aside = Aside::new(&folder, file, course, now)?;
        aside.study.write(|tx| store::setting::put_restored(tx, now))?;
        // Counted before: once all is replaced, nothing may fail.
        let notes = store::backup::contents(aside.study.reader())?.notes;
        // What another program writes just now is either in this backup or waits for what comes.
        let before = self.replace_with(&aside.study, || {
            let here = store::open_read_only(&folder.join(store::DATABASE))?;
            backup::make(&here, &folder, Occasion::Restore, now)
        })?;
        Ok(Restored { notes, before: before.path })
    }
}

/// Puts the newest backup back on trial, in a database of its own, and sees that it holds what it should. Says when that
/// was, for as long as there is the record. `false`: there is no backup yet.
///
/// # Errors
/// As [`Study::restore`], or [`Error::FailedTrial`].
pub fn rehearse(data: &Path, course: &Source, now: Timestamp) -> Result<bool> {
    let Some(newest) = backup::newest(data, now)? else { return Ok(false) };
    let scratch = Scratch::new(data)?;
    let mut study = Study::open(&scratch.folder.join("trial"), now)?;
    let holds = match study.restore(&newest.path, course, now) {
        Ok(_) => {
            newest.entry().notes == Some(store::backup::contents(study.reader())?.notes)
                && store::finding(study.reader())?.is_none()
        }
        Err(Error::UnusableBackup { .. }) => false,
        Err(error) => return Err(error),
    };
    if !holds {
        return Err(Error::FailedTrial { name: newest.file_name() });
    }
    Record::change(data, |record| record.restore_tested = Some(now))?;
    Ok(true)
}

/// A copy of a backup, brought to this program's schema and course.
struct Aside {
    study: Study,
    entry: BackupEntry,
    // After the study, whose files it holds.
    _scratch: Scratch,
}

impl Aside {
    fn new(data: &Path, file: &Path, course: &Source, now: Timestamp) -> Result<Self> {
        let entry = usable(file)?;
        let scratch = Scratch::new(data)?;
        let study = copy_aside(file, &scratch.folder, course, now)?;
        Ok(Self { study, entry, _scratch: scratch })
    }
}

/// Opens a copy of a backup in a folder.
pub(crate) fn copy_aside(file: &Path, folder: &Path, course: &Source, now: Timestamp) -> Result<Study> {
    // By SQLite, since a file that was chosen may have a log beside it.
    store::backup::copy(&store::open_read_only(file)?, &folder.join(store::DATABASE))?;
    let mut study = Study::open(folder, now)?;
    study.load_course(course)?;
    Ok(study)
}

/// A file that can be put back, whatever its name.
fn usable(file: &Path) -> Result<BackupEntry> {
    let failed = |source| Error::File { path: file.into(), source };
    let metadata = fs::metadata(file).map_err(failed)?;
    if metadata.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let fault = match store::look_into(file) {
        Ok(Some(_)) => {
            let made = metadata.modified().ok().and_then(|modified| jiff::Timestamp::try_from(modified).ok());
            let made = Timestamp(made.unwrap_or_default().as_millisecond());
            let unnamed = || Backup { path: file.into(), made, occasion: Occasion::Asked };
            return Ok(Backup::at(file.into()).unwrap_or_else(unnamed).entry());
        }
        Ok(None)
        | Err(Error::ForeignDatabase { .. } | Error::Damaged { finding: Finding::NotADatabase, .. }) => {
            BackupFault::NotOurs
        }
        Err(Error::NewerDatabase { .. }) => BackupFault::Newer,
        Err(Error::Damaged { .. }) => BackupFault::Damaged,
        Err(error) => return Err(error),
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Err(Error::UnusableBackup { name, fault })
}

/// The notes that are not in the trash.
fn live(study: &Study) -> Result<BTreeMap<NoteId, NoteDraft>> {
    let notes = store::note::all(study.reader())?.into_iter().filter(|note| note.deleted.is_none());
    Ok(notes.map(|note| (note.draft.id, note.draft)).collect())
}

fn group<'a>(study: &Study, notes: impl Iterator<Item = &'a NoteDraft>) -> Result<NoteGroup> {
    let mut group = NoteGroup::default();
    for note in notes {
        group.count += 1;
        if group.count <= EXAMPLES {
            group.examples.push(line(study, note)?);
        }
    }
    Ok(group)
}

/// `Lesson 3 · 2:14 · what was written`.
fn line(study: &Study, note: &NoteDraft) -> Result<String> {
    let label = store::lesson::label(study.reader(), &note.lesson)?;
    let lesson = label.number.map_or_else(
        || crate::markdown::to_plain(&label.title_markdown),
        |number| format!("Lesson {number}"),
    );
    let place = note.second.map_or_else(|| "whole lesson".into(), clock);
    let head: String = note.body.chars().take(RevisionLabel::HEAD as usize).collect();
    Ok(format!("{lesson} · {place} · {}", RevisionLabel::beginning(&head)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::LessonId,
        progress::ProgressReport,
        store::testing::{NOW, note_id, tiny},
    };

    #[test]
    fn a_file_with_its_log_is_put_back_with_what_stands_in_the_log() -> Result<()> {
        let [folder, other] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let (mut study, _) = changed(folder.path())?;
        let (theirs, _) = changed(other.path())?;
        assert!(fs::metadata(other.path().join(store::FILES[0])).is_ok_and(|log| log.len() > 0));
        study.save_note(NoteDraft { id: note_id(9), ..live(&study)?.pop_last().expect("a note").1 }, NOW)?;
        study.restore(&other.path().join(store::DATABASE), &tiny(&["a"]), later(1))?;
        assert_eq!(bodies(&study)?, bodies(&theirs)?);
        Ok(())
    }

    fn later(hours: i64) -> Timestamp {
        Timestamp(NOW.0 + hours * 3_600_000)
    }

    fn save(study: &mut Study, number: u8, body: &str) -> Result<()> {
        let lesson = LessonId("a".into());
        study.save_note(
            NoteDraft { id: note_id(number), lesson, second: Some(134), mark: None, body: body.into() },
            NOW,
        )?;
        Ok(())
    }

    /// A study with a backup of notes 1, 2 and 3; then 1 was deleted, 2 changed, and 4 written.
    fn changed(folder: &Path) -> Result<(Study, PathBuf)> {
        let mut study = Study::open(folder, NOW)?;
        study.load_course(&tiny(&["a"]))?;
        for number in 1..=3 {
            save(&mut study, number, &format!("*note* {number} #tag"))?;
        }
        let backup = study.back_up(NOW)?.expect("a backup");
        study.delete_note(note_id(1), NOW)?;
        save(&mut study, 2, "changed")?;
        save(&mut study, 4, "note 4")?;
        Ok((study, backup.path))
    }

    fn bodies(study: &Study) -> Result<Vec<String>> {
        Ok(live(study)?.into_values().map(|note| note.body).collect())
    }

    #[test]
    fn a_preview_says_what_would_come_go_and_differ() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let (study, backup) = changed(folder.path())?;
        let preview = study.preview_restore(&backup, &tiny(&["a"]), later(1))?;
        let one = |line: &str| NoteGroup { count: 1, examples: vec![line.into()] };
        assert_eq!(preview.returning, one("Lesson 1 · 2:14 · note 1 #tag"));
        assert_eq!(preview.leaving, one("Lesson 1 · 2:14 · note 4"));
        assert_eq!(preview.different, one("Lesson 1 · 2:14 · note 2 #tag"));
        assert_eq!((preview.backup.made, preview.backup.notes, preview.notes_now), (NOW, Some(3), 3));
        assert_eq!(bodies(&study)?, ["changed", "*note* 3 #tag", "note 4"], "nothing was changed");
        Ok(())
    }

    #[test]
    fn restoring_keeps_what_was_there_and_is_taken_back_by_it() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut study, backup) = changed(folder.path())?;
        let other = Study::open(folder.path(), NOW)?;
        let seen = other.version_of_others()?;
        let restored = study.restore(&backup, &tiny(&["a"]), later(1))?;
        assert_eq!(restored.notes, 3);
        assert_eq!(bodies(&study)?, ["*note* 1 #tag", "*note* 2 #tag", "*note* 3 #tag"]);
        assert_eq!(bodies(&other)?.len(), 3, "every program sees it");
        assert_ne!(other.version_of_others()?, seen);
        assert_eq!(study.search("tag")?.hits.len(), 3, "and finds it");
        save(&mut study, 5, "written since")?;

        let back = study.restore(&restored.before, &tiny(&["a"]), later(2))?;
        assert_eq!(bodies(&study)?, ["changed", "*note* 3 #tag", "note 4"]);
        study.restore(&back.before, &tiny(&["a"]), later(3))?;
        assert_eq!(bodies(&study)?.last().map(String::as_str), Some("written since"));
        assert!(study.backups()?.iter().all(|backup| backup.verified().is_some()));
        Ok(())
    }

    #[test]
    fn progress_comes_back_as_well_and_the_course_is_todays() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut study, backup) = changed(folder.path())?;
        let report =
            ProgressReport { position: Some(30.0), duration: Some(100.0), watched: vec![(0.0, 30.0)] };
        study.save_progress(&LessonId("a".into()), &report, NOW)?;
        study.load_course(&tiny(&["b", "a"]))?;
        study.restore(&backup, &tiny(&["b", "a"]), later(1))?;
        let lessons = study.overview(NOW)?.lessons;
        assert_eq!((lessons.len(), lessons[1].progress.watched_seconds), (2, 0.0));
        Ok(())
    }

    #[test]
    fn what_cannot_be_put_back_changes_nothing() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut study, backup) = changed(folder.path())?;
        let path = folder.path().join("theirs.db");
        let bytes = fs::read(&backup).expect("a backup");
        let mut newer = bytes.clone();
        newer[60..64].copy_from_slice(&[0, 0, 0, 99]);
        let mut flipped = bytes.clone();
        flipped[4096 * 2 + 100..4096 * 9].fill(0xFF);
        let cases = [
            (b"a letter to my aunt".repeat(50), BackupFault::NotOurs),
            (vec![], BackupFault::NotOurs),
            (newer, BackupFault::Newer),
            (flipped, BackupFault::Damaged),
            (bytes[..8192].to_vec(), BackupFault::Damaged),
        ];
        for (bytes, expected) in cases {
            fs::write(&path, bytes).expect("a file");
            let error = study.restore(&path, &tiny(&["a"]), later(1)).expect_err("it was put back");
            assert!(
                matches!(&error, Error::UnusableBackup { fault, .. } if *fault == expected),
                "{expected:?}: {error}"
            );
        }
        assert!(matches!(
            study.restore(&folder.path().join("none"), &tiny(&["a"]), NOW),
            Err(Error::File { .. })
        ));
        assert_eq!((bodies(&study)?.len(), study.backups()?.len()), (3, 1));
        Ok(())
    }

    #[test]
    fn a_rehearsal_needs_a_backup_and_finds_one_that_is_not_sound() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!rehearse(folder.path(), &tiny(&["a"]), NOW)?);
        let (study, backup) = changed(folder.path())?;
        assert!(rehearse(folder.path(), &tiny(&["a"]), later(1))?);
        fs::write(&backup, &fs::read(&backup).expect("a backup")[..8192]).expect("a file");
        assert!(matches!(rehearse(folder.path(), &tiny(&["a"]), later(2)), Err(Error::FailedTrial { .. })));
        assert_eq!(study.safety()?.restore_tested, Some(later(1)), "the last that held");
        Ok(())
    }

    #[test]
    fn nobody_writes_between_the_backup_and_what_takes_its_place() -> Result<()> {
        let [folder, other] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let (mut study, _) = changed(folder.path())?;
        let (theirs, _) = changed(other.path())?;
        let program = rusqlite::Connection::open(folder.path().join(store::DATABASE))?;
        program.busy_timeout(std::time::Duration::ZERO)?;
        let seen = study.replace_with(&theirs, || {
            let written = program.execute("UPDATE note SET body = 'acknowledged'", []);
            assert!(written.is_err(), "it would be gone");
            let reader = store::open_read_only(&folder.path().join(store::DATABASE))?;
            Ok(store::backup::all_notes(&reader)?.len())
        })?;
        assert_eq!(seen, 4, "what is there can be read");
        program.execute("UPDATE note SET body = 'after'", [])?;
        assert_eq!(bodies(&study)?, ["after"; 3]);
        Ok(())
    }

    #[test]
    fn a_backup_is_not_put_back_while_another_program_writes() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut study, backup) = changed(folder.path())?;
        let program = rusqlite::Connection::open(folder.path().join(store::DATABASE))?;
        program.execute_batch("BEGIN IMMEDIATE")?;
        study.reader().busy_timeout(std::time::Duration::ZERO)?;
        let refused = study.restore(&backup, &tiny(&["a"]), later(1));
        assert!(
            matches!(&refused, Err(Error::Sqlite(error)) if crate::StoreFault::from(error) == crate::StoreFault::Busy),
            "{refused:?}"
        );
        program.execute_batch("ROLLBACK")?;
        assert_eq!((bodies(&study)?.len(), study.backups()?.len()), (3, 1));
        study.back_up(later(1))?;
        study.restore(&backup, &tiny(&["a"]), later(2))?;
        assert!(study.safety()?.changed_since, "what was put back need not be one of the backups");
        Ok(())
    }

    #[test]
    fn a_folder_is_no_backup() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let (study, _) = changed(folder.path())?;
        let refused = study.preview_restore(folder.path(), &tiny(&["a"]), NOW);
        assert!(
            matches!(refused, Err(Error::File { source, .. }) if source.kind() == io::ErrorKind::IsADirectory)
        );
        Ok(())
    }
}
