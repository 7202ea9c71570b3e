//! The learner's notes.
//!
//! A note is written under an identifier that its writer chose, so that saving twice, or again after a crash, is the
//! same as saving once. What is saved is always the whole note: its text, its place and its mark. What it was before is
//! kept by [`crate::revision`]; a deleted one is in the [`crate::trash`].

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Error, Result, Study,
    course::LessonLabel,
    id::{LessonId, NoteId},
    markdown, revision, store,
    store::note::Dates,
    tag,
    time::Timestamp,
};

/// The most that one note can hold, in bytes of UTF-8.
pub const BODY_LIMIT: usize = 1_000_000;
/// How many tags are offered to choose from.
const TAGS: u32 = 500;

/// What a note is to the learner, if it is more than a note. A to-do that is ticked is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    Important,
    Question,
    Todo,
    Done,
}

/// A note as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    pub id: NoteId,
    pub lesson: LessonId,
    /// The second of the video that it belongs to; `None` for the whole lesson.
    pub second: Option<u32>,
    pub mark: Option<Mark>,
    /// Markdown, as written.
    pub body: String,
    /// The body as sanitised HTML.
    pub html: String,
    /// The tags in the body, without their sign.
    pub tags: Vec<String>,
    pub created: Timestamp,
    /// When text, place or mark was changed last.
    pub updated: Timestamp,
}

/// A note to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteDraft {
    pub id: NoteId,
    pub lesson: LessonId,
    pub second: Option<u32>,
    #[serde(default)]
    pub mark: Option<Mark>,
    pub body: String,
}

/// Which notes are looked for; what is `None` leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct NoteFilter {
    pub lesson: Option<LessonId>,
    pub mark: Option<Mark>,
    /// Without its sign, whatever its capitals.
    pub tag: Option<String>,
}

/// The first of the notes that were looked for, and what the page of notes says beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotesShown {
    pub lessons: Vec<LessonNotes>,
    /// How many notes there are in all, whatever was looked for.
    pub total: usize,
    /// Whether more were found than are shown.
    pub more: bool,
    /// The tags that there are.
    pub tags: Vec<String>,
    /// How many notes are in the trash.
    pub trashed: usize,
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

impl Mark {
    pub const ALL: [Self; 4] = [Self::Important, Self::Question, Self::Todo, Self::Done];

    /// The word by which it is kept and searched for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Important => "important",
            Self::Question => "question",
            Self::Todo => "todo",
            Self::Done => "done",
        }
    }
}

impl ToSql for Mark {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for Mark {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|mark| mark.name() == name).ok_or(FromSqlError::InvalidType)
    }
}

impl NoteDraft {
    /// The draft as it is kept.
    pub(crate) fn clean(self) -> Result<Self> {
        Ok(Self { body: clean_body(self.body)?, ..self })
    }
}

/// The body as it is kept: line ends are `\n`, and of the control characters only newline and tab stay.
pub(crate) fn clean_body(mut body: String) -> Result<String> {
    if body.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        body = body.replace("\r\n", "\n").replace('\r', "\n");
        body.retain(|c| !c.is_control() || c == '\n' || c == '\t');
    }
    if body.len() > BODY_LIMIT {
        return Err(Error::NoteTooLong { bytes: body.len(), limit: BODY_LIMIT });
    }
    Ok(body)
}

impl Note {
    pub(crate) fn new(draft: NoteDraft, created: Timestamp, updated: Timestamp) -> Self {
        let NoteDraft { id, lesson, second, mark, body } = draft;
        let (html, tags) = (markdown::note_to_html(&body), tag::tags(&body));
        Self { id, lesson, second, mark, body, html, tags, created, updated }
    }
}

impl From<Note> for NoteDraft {
    fn from(Note { id, lesson, second, mark, body, .. }: Note) -> Self {
        Self { id, lesson, second, mark, body }
    }
}

impl Study {
    /// Writes a note, new or known; a deleted one comes back with it. What it was before may become a revision. A note
    /// that is already so is left as it is.
    ///
    /// # Errors
    /// [`Error::NoteTooLong`], [`Error::NoSuchLesson`], or when the database cannot be written. What was kept before
    /// is then still there.
    pub fn save_note(&mut self, draft: NoteDraft, now: Timestamp) -> Result<Note> {
        let draft = draft.clean()?;
        self.write(|tx| {
            let before = store::note::find(tx, draft.id)?;
            if before.as_ref().is_none_or(|note| note.draft.lesson != draft.lesson) {
                store::lesson::label(tx, &draft.lesson)?;
            }
            let created = before.as_ref().map_or(now, |note| note.created);
            if let Some(before) = before {
                if before.draft == draft && before.deleted.is_none() {
                    return store::note::get(tx, draft.id);
                }
                revision::keep_if_due(tx, &before, now)?;
            }
            store::note::put(tx, &draft, Dates { created, updated: now, deleted: None })?;
            Ok(Note::new(draft, created, now))
        })
    }

    /// Puts a note into the trash. [`Study::restore_note`] brings it back.
    ///
    /// # Errors
    /// [`Error::NoSuchNote`], or when the database cannot be written.
    pub fn delete_note(&mut self, id: NoteId, now: Timestamp) -> Result<()> {
        self.write(|tx| store::note::delete(tx, id, now))
    }

    /// Brings a deleted note back as it was. That is a change: where notes are merged, it outdoes the deletion.
    ///
    /// # Errors
    /// [`Error::NoSuchNote`], or when the database cannot be written.
    pub fn restore_note(&mut self, id: NoteId, now: Timestamp) -> Result<Note> {
        self.write(|tx| {
            let note = store::note::stored(tx, id)?;
            if note.deleted.is_some() {
                let dates = Dates { created: note.created, updated: now, deleted: None };
                store::note::put(tx, &note.draft, dates)?;
            }
            store::note::get(tx, id)
        })
    }

    /// One note, which may be in the trash.
    ///
    /// # Errors
    /// [`Error::NoSuchNote`], or when the database cannot be read.
    pub fn note(&self, id: NoteId) -> Result<Note> {
        store::note::get(self.reader(), id)
    }

    /// The address at which YouTube plays what the note is about.
    ///
    /// # Errors
    /// [`Error::NoSuchNote`], or when the database cannot be read.
    pub fn note_link(&self, id: NoteId) -> Result<String> {
        let note = self.note(id)?;
        Ok(store::lesson::label(self.reader(), &note.lesson)?.video.share_url(note.second))
    }

    /// A lesson's notes: those on the whole lesson first, then in the order of their seconds.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lesson_notes(&self, lesson: &LessonId) -> Result<Vec<Note>> {
        store::note::of_lesson(self.reader(), lesson)
    }

    /// Every lesson that has such notes, in the order of the course, retired lessons last; at most `limit` notes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes_by_lesson(
        &self,
        filter: &NoteFilter,
        limit: usize,
    ) -> Result<Vec<(LessonLabel, Vec<Note>)>> {
        let mut lessons = Vec::new();
        let mut left = limit;
        for label in store::lesson::labels(self.reader())? {
            if left == 0 {
                break;
            }
            if filter.lesson.as_ref().is_some_and(|lesson| *lesson != label.id) {
                continue;
            }
            let tag = filter.tag.as_deref();
            let notes = store::note::first_of_lesson(self.reader(), &label.id, filter.mark, tag, left)?;
            left -= notes.len();
            if !notes.is_empty() {
                lessons.push((label, notes));
            }
        }
        Ok(lessons)
    }

    /// The first notes as the window shows them. What this takes depends on `limit`, not on how many notes there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes(&self, filter: &NoteFilter, limit: usize) -> Result<NotesShown> {
        let mut lessons = self.notes_by_lesson(filter, limit.saturating_add(1))?;
        let found: usize = lessons.iter().map(|(_, notes)| notes.len()).sum();
        let more = found > limit;
        if more && let Some((_, last)) = lessons.last_mut() {
            last.pop();
        }
        let shown =
            lessons.into_iter().filter(|(_, notes)| !notes.is_empty()).map(|(label, notes)| LessonNotes {
                title: markdown::to_plain(&label.title_markdown),
                lesson: label.id,
                number: label.number,
                notes,
            });
        Ok(NotesShown {
            lessons: shown.collect(),
            total: store::note::counts(self.reader())?.values().sum(),
            more,
            tags: store::note::tags(self.reader(), TAGS)?,
            trashed: store::note::count_trashed(self.reader())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{NOW, note_id, study};

    fn draft(number: u8, second: Option<u32>, body: &str) -> NoteDraft {
        NoteDraft { id: note_id(number), lesson: LessonId("a".into()), second, mark: None, body: body.into() }
    }

    fn all(study: &Study) -> Result<Vec<Note>> {
        let shown = study.notes(&NoteFilter::default(), usize::MAX)?;
        Ok(shown.lessons.into_iter().flat_map(|lesson| lesson.notes).collect())
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
        assert!(all(&study)?.is_empty());
        let restored = study.restore_note(note.id, Timestamp(NOW.0 + 2))?;
        assert_eq!(restored, Note { updated: Timestamp(NOW.0 + 2), ..note.clone() });
        assert_eq!(study.restore_note(note.id, Timestamp(NOW.0 + 3))?, restored, "it is there already");
        study.delete_note(note.id, Timestamp(NOW.0 + 3))?;
        assert_eq!(study.save_note(draft(1, Some(1), "typed again"), NOW)?.body, "typed again");
        assert_eq!(all(&study)?.len(), 1);
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
        assert_eq!(all(&study)?[0].body, "kept");
        Ok(())
    }

    #[test]
    fn a_note_that_is_already_so_keeps_its_date() -> Result<()> {
        let mut study = study(&["a"]);
        let note = study.save_note(draft(1, Some(7), "same"), NOW)?;
        assert_eq!(study.save_note(note.clone().into(), Timestamp(NOW.0 + 9))?, note);
        Ok(())
    }

    #[test]
    fn place_and_mark_are_saved_with_the_text() -> Result<()> {
        let mut study = study(&["a", "b"]);
        let note = study.save_note(draft(1, Some(7), "x #Tag"), NOW)?;
        let moved =
            NoteDraft { lesson: LessonId("b".into()), second: None, mark: Some(Mark::Todo), ..note.into() };
        let kept = study.save_note(moved, Timestamp(NOW.0 + 5))?;
        assert_eq!((&*kept.lesson.0, kept.second, kept.mark), ("b", None, Some(Mark::Todo)));
        assert_eq!(kept.tags, ["Tag"]);
        assert!(study.lesson_notes(&LessonId("a".into()))?.is_empty());
        assert_eq!(study.note_link(kept.id)?, "https://youtu.be/aaaaaaaaaa2");
        Ok(())
    }

    #[test]
    fn notes_are_found_by_lesson_mark_and_tag_and_the_rest_is_said() -> Result<()> {
        let mut study = study(&["a", "b"]);
        for number in 0..6 {
            let lesson = LessonId(if number < 4 { "a" } else { "b" }.into());
            let mark = [None, Some(Mark::Question)][usize::from(number % 2)];
            let body = if number % 3 == 0 { "about #Bias" } else { "about" };
            study.save_note(NoteDraft { lesson, mark, ..draft(number, Some(number.into()), body) }, NOW)?;
        }
        study.delete_note(note_id(2), NOW)?;
        let seconds = |filter: NoteFilter, limit| -> Result<_> {
            let shown = study.notes(&filter, limit)?;
            assert_eq!((shown.total, shown.trashed, &shown.tags[..]), (5, 1, &["Bias".to_owned()][..]));
            let notes = shown.lessons.iter().flat_map(|lesson| &lesson.notes);
            Ok((notes.filter_map(|note| note.second).collect::<Vec<_>>(), shown.more))
        };
        let lesson = |id: &str| Some(LessonId(id.into()));
        let (mark, tag) = (Some(Mark::Question), Some("BIAS".to_owned()));
        let all = NoteFilter::default();
        assert_eq!(seconds(all.clone(), 9)?, (vec![0, 1, 3, 4, 5], false));
        assert_eq!(seconds(all.clone(), 5)?, (vec![0, 1, 3, 4, 5], false));
        assert_eq!(seconds(all.clone(), 3)?, (vec![0, 1, 3], true));
        assert_eq!(seconds(all.clone(), 4)?, (vec![0, 1, 3, 4], true));
        assert_eq!(seconds(NoteFilter { lesson: lesson("b"), ..all.clone() }, 9)?, (vec![4, 5], false));
        assert_eq!(seconds(NoteFilter { mark, ..all.clone() }, 9)?, (vec![1, 3, 5], false));
        assert_eq!(seconds(NoteFilter { tag: tag.clone(), ..all.clone() }, 9)?, (vec![0, 3], false));
        assert_eq!(seconds(NoteFilter { mark, tag, lesson: lesson("a") }, 9)?, (vec![3], false));
        Ok(())
    }

    #[test]
    fn an_identifier_is_a_version_7_uuid_of_its_time() {
        let id = NoteId::new(Timestamp(0x0192_3456_789a), [0xff; 10]).to_string();
        assert!(id.starts_with("01923456-789a-7fff-bfff-"), "{id}");
        assert!(NoteId::try_from("1; DROP TABLE note".to_owned()).is_err());
    }
}
