//! Deleted notes: thirty days in the trash, to be brought back from there, then gone.

use serde::Serialize;
use ts_rs::TS;

use crate::{Result, Study, note::Note, revision, store, time::Timestamp};

/// How long a deleted note can be brought back, in milliseconds.
pub(crate) const KEPT: i64 = 30 * 86_400_000;
/// How many are shown.
const SHOWN: u32 = 500;

/// A note in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrashedNote {
    pub note: Note,
    /// In plain words.
    pub lesson_title: String,
    /// `None` when the lesson is no longer in the course.
    pub lesson_number: Option<u32>,
    pub deleted: Timestamp,
}

impl Study {
    /// What is in the trash, the last that was deleted first; at most 500 notes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn trash(&self) -> Result<Vec<TrashedNote>> {
        store::note::trashed(self.reader(), SHOWN)
    }

    /// Ends every note in the trash, and says how many those were.
    ///
    /// # Errors
    /// When the database cannot be written, or another program hinders it; everything is then still in the trash.
    pub fn empty_trash(&mut self) -> Result<usize> {
        // What is in the log alone and was deleted there is in the file as a note that nobody deleted: the next start
        // could only think that the log hides it.
        self.settle()?;
        self.write(|tx| store::note::end_deleted_before(tx, Timestamp(i64::MAX)))
    }

    /// Lets go of what has been in the trash for thirty days, and of revisions that are ninety days old.
    ///
    /// # Errors
    /// As [`Study::empty_trash`].
    pub fn let_go_of_old(&mut self, now: Timestamp) -> Result<()> {
        self.settle()?;
        self.write(|tx| {
            store::note::end_deleted_before(tx, Timestamp(now.0.saturating_sub(KEPT)))?;
            store::revision::forget_before(tx, Timestamp(now.0.saturating_sub(revision::KEPT)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::LessonId,
        note::{NoteDraft, NoteFilter},
        store::testing::{NOW, note_id, study},
    };

    const DAY: i64 = 86_400_000;

    fn write(study: &mut Study, number: u8, body: &str, days: i64) -> Result<()> {
        let lesson = LessonId("a".into());
        let draft = NoteDraft { id: note_id(number), lesson, second: None, mark: None, body: body.into() };
        study.save_note(draft, Timestamp(NOW.0 + days * DAY)).map(drop)
    }

    fn trashed(study: &Study) -> Result<Vec<String>> {
        Ok(study.trash()?.into_iter().map(|trashed| trashed.note.body).collect())
    }

    #[test]
    fn a_deleted_note_can_be_brought_back_for_thirty_days() -> Result<()> {
        let mut study = study(&["a"]);
        for (number, days) in [(1, 0), (2, 1), (3, 2)] {
            write(&mut study, number, &number.to_string(), 0)?;
            study.delete_note(note_id(number), Timestamp(NOW.0 + days * DAY))?;
        }
        assert_eq!(trashed(&study)?, ["3", "2", "1"]);
        study.let_go_of_old(Timestamp(NOW.0 + 31 * DAY))?;
        assert_eq!(trashed(&study)?, ["3", "2"], "a moment after thirty days, not before");
        assert_eq!(study.restore_note(note_id(2), NOW)?.body, "2");
        assert_eq!(trashed(&study)?, ["3"]);
        Ok(())
    }

    #[test]
    fn an_emptied_trash_takes_the_history_with_it_and_nothing_else() -> Result<()> {
        let mut study = study(&["a"]);
        write(&mut study, 1, "kept", 0)?;
        write(&mut study, 2, "gone #tag", 0)?;
        write(&mut study, 2, "gone, changed #tag", 1)?;
        study.delete_note(note_id(2), NOW)?;
        assert!(study.notes(&NoteFilter::default(), 9)?.tags.is_empty(), "a tag in the trash is none");
        assert_eq!(study.empty_trash()?, 1);
        let left = study.notes(&NoteFilter::default(), 9)?;
        assert_eq!((left.total, left.trashed, &*left.lessons[0].notes[0].body), (1, 0, "kept"));
        let revisions: u32 =
            study.reader().query_row("SELECT count(*) FROM revision", [], |row| row.get(0))?;
        assert_eq!(revisions, 0);
        Ok(())
    }

    #[test]
    fn revisions_are_kept_for_ninety_days() -> Result<()> {
        let mut study = study(&["a"]);
        write(&mut study, 1, "first", 0)?;
        write(&mut study, 1, "second", 10)?;
        write(&mut study, 1, "third", 20)?;
        study.let_go_of_old(Timestamp(NOW.0 + 101 * DAY))?;
        let history = study.note_history(note_id(1))?;
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].beginning, "second");
        Ok(())
    }

    /// A store in a folder, with a note that is in the trash in the log alone.
    fn thrown_away(folder: &std::path::Path) -> Result<Study> {
        let mut study = Study::open(folder, NOW)?;
        study.load_course(&store::testing::tiny(&["a"]))?;
        write(&mut study, 1, "kept", 0)?;
        write(&mut study, 2, "gone", 0)?;
        study.settle()?;
        study.delete_note(note_id(2), NOW)?;
        Ok(study)
    }

    #[test]
    fn a_trash_that_cannot_be_emptied_safely_is_not() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut study = thrown_away(folder.path())?;
        let other = Study::open(folder.path(), NOW)?;
        let reading = other.reader().unchecked_transaction()?;
        store::backup::all_notes(&reading)?;
        write(&mut study, 1, "kept, changed", 0)?;
        study.reader().busy_timeout(std::time::Duration::ZERO)?;
        assert!(study.empty_trash().is_err(), "the file could not be brought up to the log");
        assert_eq!(trashed(&study)?, ["gone"]);
        drop(reading);
        assert_eq!(study.empty_trash()?, 1);
        Ok(())
    }

    #[test]
    fn what_was_let_go_just_before_a_crash_is_no_damage() -> Result<()> {
        let [folder, crashed] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let mut study = thrown_away(folder.path())?;
        study.let_go_of_old(Timestamp(NOW.0 + 31 * DAY))?;
        for name in store::FILES {
            drop(std::fs::copy(folder.path().join(name), crashed.path().join(name)));
        }
        assert_eq!(trashed(&Study::open(crashed.path(), NOW)?)?, [""; 0]);
        Ok(())
    }
}
