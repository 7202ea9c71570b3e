//! What a note was before: kept while it is changed, shown as a difference, restored as a change of its own.
//!
//! Before a change, what the note is becomes a revision, but at most one in two minutes, so that a text that is being
//! typed leaves a few of them and not hundreds. So the text with which somebody stopped is always kept when they go on
//! later. After ninety days a revision goes.

use rusqlite::{
    Transaction,
    types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef},
};
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};
use ts_rs::TS;

use crate::{
    Result, Study,
    id::NoteId,
    markdown,
    note::{Mark, Note, NoteDraft},
    store,
    store::note::{Dates, Stored},
    time::Timestamp,
};

/// The least time between two revisions of a note, in milliseconds.
const BETWEEN: u64 = 120_000;
/// How long a revision is kept, in milliseconds.
pub(crate) const KEPT: i64 = 90 * 86_400_000;
/// Longer texts are compared line by line, in bytes: by the word, that would take seconds.
const BY_WORD: usize = 50_000;
/// How many characters of a revision stand in the list.
const BEGINNING: u32 = 80;

/// A revision's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct RevisionId(pub i64);

/// A note as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub id: RevisionId,
    pub state: NoteDraft,
    /// When the note became this.
    pub written: Timestamp,
    /// When it ceased to be this.
    pub taken: Timestamp,
}

/// A revision in the list of a note's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevisionLabel {
    pub revision: RevisionId,
    pub written: Timestamp,
    pub lesson_title: String,
    pub second: Option<u32>,
    pub mark: Option<Mark>,
    /// Its first words.
    pub beginning: String,
}

/// A revision to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RevisionPage {
    pub revision: RevisionId,
    /// The body as sanitised HTML.
    pub html: String,
    /// From the revision to the note as it is now.
    pub difference: Vec<Piece>,
}

/// A piece of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Piece {
    pub kind: PieceKind,
    pub text: String,
}

/// Where a piece stands: in both texts, in the later one, or in the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PieceKind {
    Same,
    Added,
    Removed,
}

impl ToSql for RevisionId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for RevisionId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

impl Study {
    /// What a note was, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::NoSuchNote`], or when the database cannot be read.
    pub fn note_history(&self, id: NoteId) -> Result<Vec<RevisionLabel>> {
        let note = store::note::stored(self.reader(), id)?;
        store::revision::labels(self.reader(), note.key)
    }

    /// One revision, and how the note differs from it now.
    ///
    /// # Errors
    /// [`crate::Error::NoSuchRevision`], or when the database cannot be read.
    pub fn revision(&self, id: RevisionId) -> Result<RevisionPage> {
        let revision = store::revision::get(self.reader(), id)?;
        let note = store::note::stored(self.reader(), revision.state.id)?;
        Ok(RevisionPage {
            revision: id,
            html: markdown::note_to_html(&revision.state.body),
            difference: difference(&revision.state.body, &note.draft.body),
        })
    }

    /// Makes a note what it was. What it is now becomes a revision.
    ///
    /// # Errors
    /// [`crate::Error::NoSuchRevision`], or when the database cannot be written.
    pub fn restore_revision(&mut self, id: RevisionId, now: Timestamp) -> Result<Note> {
        self.write(|tx| {
            let Revision { state, .. } = store::revision::get(tx, id)?;
            let note = store::note::stored(tx, state.id)?;
            if note.draft != state {
                store::revision::keep(tx, &note, now)?;
                store::note::put(tx, &state, Dates { created: note.created, updated: now, deleted: None })?;
            }
            store::note::get(tx, state.id)
        })
    }
}

impl RevisionLabel {
    /// How much of a body its beginning is made of, in characters: what lies far behind cannot show in so few.
    pub(crate) const HEAD: u32 = 8 * BEGINNING;

    pub(crate) fn beginning(head: &str) -> String {
        markdown::to_plain(head).chars().take(BEGINNING as usize).collect()
    }
}

/// Keeps what a note is, before it changes, if the last time was long enough ago, or if the note was not changed by typing
/// since. Whoever's clock was wrong meanwhile gets a revision too many rather than one too few.
pub(crate) fn keep_if_due(tx: &Transaction<'_>, note: &Stored, now: Timestamp) -> Result<()> {
    match store::revision::last_taken(tx, note.key)? {
        // What an import brought has the date of its writing elsewhere, and was never kept.
        Some(last) if last.0.abs_diff(now.0) < BETWEEN && note.updated >= last => Ok(()),
        _ => store::revision::keep(tx, note, now),
    }
}

fn difference(before: &str, after: &str) -> Vec<Piece> {
    let by_word = before.len() + after.len() <= BY_WORD;
    let diff = if by_word {
        TextDiff::from_unicode_words(before, after)
    } else {
        TextDiff::from_lines(before, after)
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Insert => PieceKind::Added,
            ChangeTag::Delete => PieceKind::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => pieces.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Error,
        archive::{FoundNote, Import},
        id::LessonId,
        store::testing::{NOW, note_id, study},
    };

    const MINUTE: i64 = 60_000;

    fn save(study: &mut Study, body: &str, minutes: i64) -> Result<Note> {
        let lesson = LessonId("a".into());
        let draft = NoteDraft { id: note_id(1), lesson, second: Some(7), mark: None, body: body.into() };
        study.save_note(draft, Timestamp(NOW.0 + minutes * MINUTE))
    }

    fn beginnings(study: &Study) -> Result<Vec<String>> {
        Ok(study.note_history(note_id(1))?.into_iter().map(|label| label.beginning).collect())
    }

    #[test]
    fn a_revision_at_most_each_two_minutes_and_the_last_of_a_sitting() -> Result<()> {
        let mut study = study(&["a"]);
        for (body, minutes) in [("one", 0), ("one two", 1), ("one two three", 2), ("end", 4), ("later", 500)]
        {
            save(&mut study, body, minutes)?;
        }
        assert_eq!(beginnings(&study)?, ["end", "one two three", "one"]);
        assert_eq!(study.note_history(note_id(1))?[0].written, Timestamp(NOW.0 + 4 * MINUTE));
        save(&mut study, "earlier", -500)?;
        assert_eq!(beginnings(&study)?.len(), 4, "a clock that was set back hinders nothing");
        Ok(())
    }

    #[test]
    fn what_an_import_brought_is_kept_when_it_is_changed_at_once() -> Result<()> {
        let mut study = study(&["a"]);
        save(&mut study, "here", 0)?;
        let mut archive = study.archive(NOW)?;
        archive.notes[0].body = "from elsewhere".into();
        archive.notes[0].updated = Timestamp(NOW.0 + MINUTE);
        study.import(&Import::Archive(archive), Timestamp(NOW.0 + 9 * MINUTE))?;
        save(&mut study, "changed", 10)?;
        save(&mut study, "changed again", 11)?;
        assert_eq!(beginnings(&study)?, ["from elsewhere", "here"]);
        let body = "from Markdown".into();
        let found = FoundNote { id: Some(note_id(1)), second: Some(7), body, ..FoundNote::default() };
        study.import(&Import::Notes { notes: vec![found], lesson: None }, Timestamp(NOW.0 + 19 * MINUTE))?;
        save(&mut study, "changed once more", 20)?;
        save(&mut study, "and again", 21)?;
        assert_eq!(beginnings(&study)?[..2], ["from Markdown", "changed again"]);
        Ok(())
    }

    #[test]
    fn place_and_mark_have_a_history_too() -> Result<()> {
        let mut study = study(&["a", "b"]);
        let note = save(&mut study, "x", 0)?;
        let moved = NoteDraft {
            lesson: LessonId("b".into()),
            second: None,
            mark: Some(Mark::Question),
            ..note.into()
        };
        study.save_note(moved, Timestamp(NOW.0 + 5 * MINUTE))?;
        let history = study.note_history(note_id(1))?;
        assert_eq!(
            (&*history[0].lesson_title, history[0].second, history[0].mark),
            ("Lesson a", Some(7), None)
        );
        let restored = study.restore_revision(history[0].revision, Timestamp(NOW.0 + 6 * MINUTE))?;
        assert_eq!((&*restored.lesson.0, restored.second, restored.mark), ("a", Some(7), None));
        Ok(())
    }

    #[test]
    fn what_is_restored_is_a_change_of_its_own() -> Result<()> {
        let mut study = study(&["a"]);
        save(&mut study, "first", 0)?;
        save(&mut study, "second", 10)?;
        let first = study.note_history(note_id(1))?[0].revision;
        let note = study.restore_revision(first, Timestamp(NOW.0 + 11 * MINUTE))?;
        assert_eq!((&*note.body, note.updated), ("first", Timestamp(NOW.0 + 11 * MINUTE)));
        assert_eq!(beginnings(&study)?, ["second", "first"]);
        study.delete_note(note.id, NOW)?;
        let second = study.note_history(note_id(1))?[0].revision;
        assert_eq!(study.restore_revision(second, NOW)?.body, "second");
        assert_eq!(study.lesson_notes(&note.lesson)?.len(), 1, "out of the trash as well");
        assert!(matches!(study.revision(RevisionId(99)), Err(Error::NoSuchRevision { .. })));
        Ok(())
    }

    #[test]
    fn a_difference_is_told_in_words() {
        let told = |before, after| {
            let pieces = difference(before, after).into_iter().map(|piece| match piece.kind {
                PieceKind::Same => piece.text,
                PieceKind::Added => format!("+{}+", piece.text),
                PieceKind::Removed => format!("-{}-", piece.text),
            });
            pieces.collect::<String>()
        };
        assert_eq!(told("a good test", "a better test"), "a -good-+better+ test");
        assert_eq!(told("same", "same"), "same");
        assert_eq!(told("", "new"), "+new+");
        let long = "line\n".repeat(BY_WORD / 5);
        assert_eq!(told(&long, &format!("{long}more")), format!("{long}+more+"));
    }

    mod properties {
        use super::*;

        proptest! {
            #[test]
            fn a_difference_holds_both_texts(before in "[a c\\n心🧠é]{0,30}", after in "[a c\\n心🧠é]{0,30}") {
                let side = |left_out| -> String {
                    let pieces = difference(&before, &after).into_iter();
                    pieces.filter(|piece| piece.kind != left_out).map(|piece| piece.text).collect()
                };
                prop_assert_eq!(side(PieceKind::Added), before.clone());
                prop_assert_eq!(side(PieceKind::Removed), after.clone());
            }
        }
    }
}
