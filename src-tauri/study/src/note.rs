//! The learner's notes.
//!
//! A note is written under an identifier that its writer chose, so that saving twice, or again after a crash, is the
//! same as saving once. Deleting only marks it: it can come back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Error, Result, Study,
    course::LessonLabel,
    id::{LessonId, NoteId},
    markdown, store,
    time::Timestamp,
};

/// The most that one note can hold, in bytes of UTF-8.
pub const BODY_LIMIT: usize = 1_000_000;

/// A note as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    pub id: NoteId,
    pub lesson: LessonId,
    /// The second of the video that it belongs to; `None` for the whole lesson.
    pub second: Option<u32>,
    /// Markdown, as written.
    pub body: String,
    /// The body as sanitised HTML.
    pub html: String,
    pub created: Timestamp,
    pub updated: Timestamp,
}

/// A note to be written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteDraft {
    pub id: NoteId,
    pub lesson: LessonId,
    pub second: Option<u32>,
    pub body: String,
}

/// The notes of a lesson, for the page that lists them all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LessonNotes {
    pub lesson: LessonId,
    /// In plain words.
    pub title: String,
    /// `None` when the lesson is no longer in the course.
    pub number: Option<u32>,
    pub notes: Vec<Note>,
}

impl NoteDraft {
    /// The body as it is kept: line ends are `\n`, and of the control characters only newline and tab stay.
    fn clean(mut self) -> Result<Self> {
        self.body = self.body.replace("\r\n", "\n").replace('\r', "\n");
        self.body.retain(|c| !c.is_control() || c == '\n' || c == '\t');
        if self.body.len() > BODY_LIMIT {
            return Err(Error::NoteTooLong { bytes: self.body.len(), limit: BODY_LIMIT });
        }
        Ok(self)
    }
}

impl Study {
    /// Writes a note, new or known; a deleted one comes back with it.
    ///
    /// # Errors
    /// [`Error::NoteTooLong`], [`Error::NoSuchLesson`], or when the database cannot be written. What was kept before
    /// is then still there.
    pub fn save_note(&mut self, draft: NoteDraft, now: Timestamp) -> Result<Note> {
        let draft = draft.clean()?;
        self.write(|tx| {
            store::lesson::label(tx, &draft.lesson)?;
            store::note::put(tx, &draft, now)?;
            store::note::get(tx, draft.id)
        })
    }

    /// Takes a note out of sight. [`Study::restore_note`] brings it back.
    ///
    /// # Errors
    /// [`Error::NoSuchNote`], or when the database cannot be written.
    pub fn delete_note(&mut self, id: NoteId, now: Timestamp) -> Result<()> {
        self.write(|tx| store::note::set_deleted(tx, id, Some(now)))
    }

    /// Brings a deleted note back as it was.
    ///
    /// # Errors
    /// [`Error::NoSuchNote`], or when the database cannot be written.
    pub fn restore_note(&mut self, id: NoteId) -> Result<Note> {
        self.write(|tx| {
            store::note::set_deleted(tx, id, None)?;
            store::note::get(tx, id)
        })
    }

    /// A lesson's notes: those on the whole lesson first, then in the order of their seconds.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lesson_notes(&self, lesson: &LessonId) -> Result<Vec<Note>> {
        store::note::of_lesson(self.reader(), lesson)
    }

    /// Every lesson that has notes, in the order of the course, retired lessons last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes_by_lesson(&self) -> Result<Vec<(LessonLabel, Vec<Note>)>> {
        let mut lessons = Vec::new();
        for label in store::lesson::labels(self.reader())? {
            let notes = self.lesson_notes(&label.id)?;
            if !notes.is_empty() {
                lessons.push((label, notes));
            }
        }
        Ok(lessons)
    }

    /// The same as the window shows it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes(&self) -> Result<Vec<LessonNotes>> {
        let lessons = self.notes_by_lesson()?.into_iter();
        Ok(lessons
            .map(|(label, notes)| LessonNotes {
                title: markdown::to_plain(&label.title_markdown),
                lesson: label.id,
                number: label.number,
                notes,
            })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{NOW, note_id, study};

    fn draft(number: u8, second: Option<u32>, body: &str) -> NoteDraft {
        NoteDraft { id: note_id(number), lesson: LessonId("a".into()), second, body: body.into() }
    }

    #[test]
    fn saving_twice_is_one_note_with_its_first_date() -> Result<()> {
        let mut study = study(&["a"]);
        study.save_note(draft(1, Some(134), "a"), NOW)?;
        let note = study.save_note(draft(1, Some(134), "a *b*"), Timestamp(NOW.0 + 5))?;
        assert_eq!((note.created, note.updated), (NOW, Timestamp(NOW.0 + 5)));
        assert_eq!(note.html.trim(), "<p>a <em>b</em></p>");
        assert_eq!(study.lesson_notes(&note.lesson)?, [note]);
        Ok(())
    }

    #[test]
    fn notes_stand_in_the_order_of_the_video() -> Result<()> {
        let mut study = study(&["a"]);
        for (number, second) in [(1, Some(9)), (2, None), (3, Some(2)), (4, Some(9))] {
            study.save_note(
                draft(number, second, &number.to_string()),
                Timestamp(NOW.0 + i64::from(number)),
            )?;
        }
        let order: Vec<_> =
            study.lesson_notes(&LessonId("a".into()))?.into_iter().map(|note| note.body).collect();
        assert_eq!(order, ["2", "3", "1", "4"]);
        Ok(())
    }

    #[test]
    fn a_deleted_note_is_out_of_sight_and_comes_back_whole() -> Result<()> {
        let mut study = study(&["a"]);
        let note = study.save_note(draft(1, Some(1), "a"), NOW)?;
        study.delete_note(note.id, Timestamp(NOW.0 + 1))?;
        assert!(study.notes()?.is_empty());
        assert_eq!(study.restore_note(note.id)?, note);
        study.delete_note(note.id, Timestamp(NOW.0 + 1))?;
        assert_eq!(study.save_note(draft(1, Some(1), "typed again"), NOW)?.body, "typed again");
        assert_eq!(study.notes()?[0].notes.len(), 1);
        Ok(())
    }

    #[test]
    fn control_characters_are_taken_out_on_entry() -> Result<()> {
        let note = study(&["a"]).save_note(draft(1, None, "a\0b\u{1b}\r\nc\td\u{85}🧠"), NOW)?;
        assert_eq!(note.body, "ab\nc\td🧠");
        Ok(())
    }

    #[test]
    fn what_cannot_be_saved_changes_nothing() -> Result<()> {
        let mut study = study(&["a"]);
        study.save_note(draft(1, None, "kept"), NOW)?;
        let long = "x".repeat(BODY_LIMIT + 1);
        assert!(matches!(study.save_note(draft(1, None, &long), NOW), Err(Error::NoteTooLong { .. })));
        assert!(study.save_note(draft(2, None, &long[..BODY_LIMIT]), NOW).is_ok(), "the limit itself fits");
        let astray = NoteDraft { lesson: LessonId("z".into()), ..draft(1, None, "x") };
        assert!(matches!(study.save_note(astray, NOW), Err(Error::NoSuchLesson { .. })));
        assert!(matches!(study.delete_note(note_id(9), NOW), Err(Error::NoSuchNote { .. })));
        assert_eq!(study.notes()?[0].notes[0].body, "kept");
        Ok(())
    }

    #[test]
    fn an_identifier_is_a_version_7_uuid_of_its_time() {
        let id = NoteId::new(Timestamp(0x0192_3456_789a), [0xff; 10]).to_string();
        assert!(id.starts_with("01923456-789a-7fff-bfff-"), "{id}");
        assert!(NoteId::try_from("1; DROP TABLE note".to_owned()).is_err());
    }
}
