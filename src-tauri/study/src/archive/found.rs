//! Notes that were found in a Markdown file, ours or another program's. The file has no dates: what it says counts as
//! written now.

use std::collections::BTreeSet;

use rusqlite::Transaction;

use super::{
    ImportCounts,
    fault::{Checked, Fault},
    merge,
};
use crate::{
    Error, Result,
    course::LessonLabel,
    id::{LessonId, NoteId},
    markdown,
    note::{self, Mark, NoteDraft},
    store,
    store::note::{Dates, Stored},
    time::Timestamp,
};

/// A note as a Markdown file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundNote {
    /// `None` in files of other programs.
    pub id: Option<NoteId>,
    pub lesson: LessonHint,
    pub second: Option<u32>,
    /// `None` leaves a known note's mark as it is.
    pub mark: Option<Mark>,
    pub body: String,
    /// Where it begins in the file, from 1.
    pub line: u32,
}

/// What a file says about the lesson of a note. The first of these that is known here decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LessonHint {
    /// A lesson's slug.
    pub id: Option<String>,
    /// A video's identifier at `YouTube`.
    pub video: Option<String>,
    /// A lesson's place in the course.
    pub number: Option<u32>,
    /// In plain words or in Markdown.
    pub title: Option<String>,
}

/// The lessons that there are, to find those that are meant.
struct Lessons {
    /// Each with its title as titles are compared.
    labels: Vec<(LessonLabel, String)>,
    /// For notes that name none of them.
    other: Option<LessonId>,
}

pub(super) fn take_in(
    tx: &Transaction<'_>,
    notes: &[FoundNote],
    other: Option<&LessonId>,
    now: Timestamp,
    counts: &mut ImportCounts,
) -> Result<()> {
    if let Some(lesson) = other {
        store::lesson::label(tx, lesson)?;
    }
    let labels = store::lesson::labels(tx)?.into_iter().map(|label| {
        let title = comparable(&label.title_markdown);
        (label, title)
    });
    let lessons = Lessons { labels: labels.collect(), other: other.cloned() };
    let mut seen = BTreeSet::new();
    for found in notes {
        if let Some(note) = found.id
            && !seen.insert(note)
        {
            return Err(refuse(found, Fault::RepeatedNote { note }));
        }
        take_in_note(tx, found, &lessons, now, counts)?;
    }
    Ok(())
}

fn take_in_note(
    tx: &Transaction<'_>,
    found: &FoundNote,
    lessons: &Lessons,
    now: Timestamp,
    counts: &mut ImportCounts,
) -> Result<()> {
    let body = note::clean_body(found.body.clone()).map_err(|error| match error {
        Error::NoteTooLong { bytes, limit } => refuse(found, Fault::NoteTooLong { bytes, limit }),
        other => other,
    })?;
    let known = found.id.map(|id| store::note::find(tx, id)).transpose()?.flatten();
    // A note that is known stays in its lesson, unless the file names another.
    let lesson = match &known {
        Some(ours) if found.lesson == LessonHint::default() => ours.draft.lesson.clone(),
        _ => lessons.meant(&found.lesson).map_err(|fault| refuse(found, fault))?,
    };
    let FoundNote { second, mark, .. } = *found;
    let id = found.id.unwrap_or_else(|| NoteId::of_text(&lesson, second, body.trim()));
    let state = NoteDraft { id, lesson, second, mark, body };
    let known = if found.id.is_some() { known } else { store::note::find(tx, id)? };
    let Some(ours) = known else {
        store::note::put(tx, &state, Dates { created: now, updated: now, deleted: None })?;
        counts.added += 1;
        return Ok(());
    };
    if found.id.is_some() {
        take_newer(tx, &ours, state, now, counts)
    } else {
        take_again(tx, &ours, &state, now, counts)
    }
}

/// A note that the file names: the file is newer.
fn take_newer(
    tx: &Transaction<'_>,
    ours: &Stored,
    mut state: NoteDraft,
    now: Timestamp,
    counts: &mut ImportCounts,
) -> Result<()> {
    state.mark = state.mark.or(ours.draft.mark);
    // White space around a note is the file's and not the note's.
    if state.body.trim() == ours.draft.body.trim() {
        state.body.clone_from(&ours.draft.body);
    }
    if state == ours.draft && ours.deleted.is_none() {
        counts.same += 1;
        return Ok(());
    }
    // A moment after the note becomes what the file says: that was not typed, so it is kept when it is changed at once.
    let taken = Timestamp(now.0.saturating_add(1));
    if state != ours.draft && merge::keep_once(tx, ours.key, &ours.draft, ours.updated, taken)? {
        counts.revisions += 1;
    }
    store::note::put(tx, &state, Dates { created: ours.created, updated: now, deleted: None })?;
    counts.changed += 1;
    Ok(())
}

/// A note that was taken in before, known by what it said then: what has become of it since is newer than the file.
fn take_again(
    tx: &Transaction<'_>,
    ours: &Stored,
    state: &NoteDraft,
    now: Timestamp,
    counts: &mut ImportCounts,
) -> Result<()> {
    let is_edited = state.body.trim() != ours.draft.body.trim();
    if is_edited {
        let history = store::revision::of_note(tx, ours.key)?;
        if !history.iter().any(|revision| revision.state.body.trim() == state.body.trim()) {
            store::revision::put(tx, ours.key, state, ours.created, now)?;
            counts.revisions += 1;
        }
    }
    let outcome = match (ours.deleted, is_edited) {
        (Some(_), _) => {
            let dates = Dates { created: ours.created, updated: now, deleted: None };
            store::note::put(tx, &ours.draft, dates)?;
            &mut counts.changed
        }
        (None, true) => &mut counts.kept,
        (None, false) => &mut counts.same,
    };
    *outcome += 1;
    Ok(())
}

fn refuse(found: &FoundNote, fault: Fault) -> Error {
    Error::NotImported { line: found.line as usize, column: None, fault }
}

impl Lessons {
    fn meant(&self, hint: &LessonHint) -> Checked<LessonId> {
        let title = hint.title.as_deref().map(comparable);
        let known = self
            .find(|label, _| hint.id.as_deref() == Some(label.id.as_str()))
            .or_else(|| self.find(|label, _| hint.video.as_deref() == Some(&label.video.0)))
            .or_else(|| self.find(|label, _| hint.number.is_some() && hint.number == label.number))
            .or_else(|| self.find(|_, known| title.as_deref() == Some(known)));
        known.or(self.other.as_ref()).cloned().ok_or_else(|| {
            let number = hint.number.map(|number| number.to_string());
            let named = [&hint.id, &hint.title, &hint.video, &number].into_iter().flatten().next();
            Fault::NoLesson { named: named.cloned() }
        })
    }

    fn find(&self, is_meant: impl Fn(&LessonLabel, &str) -> bool) -> Option<&LessonId> {
        self.labels.iter().find(|(label, title)| is_meant(label, title)).map(|(label, _)| &label.id)
    }
}

/// A title in plain words, without its capitals.
fn comparable(title: &str) -> String {
    markdown::to_plain(title).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
