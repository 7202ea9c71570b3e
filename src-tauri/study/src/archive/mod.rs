//! Everything that the learner made, as JSON that outlives this program; and taking it in again.
//!
//! | room | what lives there |
//! |---|---|
//! | this file | what an archive holds, making one, writing it |
//! | `read` | from JSON to an archive, or to what is wrong in it |
//! | `source` | the text of a file, and where in it something stands |
//! | [`fault`] | what can be wrong in a file |
//! | `moment` | dates in JSON |
//! | `import` | an archive, or notes found in Markdown, into the database: all or nothing |
//! | `merge` | which of two states stays, and what becomes of the other |
//! | `found` | notes that were found in Markdown |
//!
//! The format is documented for others in `docs/formats/`, with a JSON Schema that a test holds against real exports.
//! Files of the learner's (videos, captions, copies of PDFs) are not in an archive: they are the learner's already, and
//! their paths mean nothing on another computer.

pub mod fault;
mod found;
mod import;
mod merge;
mod moment;
mod read;
mod source;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

pub use fault::Fault;
pub use found::{FoundNote, LessonHint};
pub use import::{Import, ImportCounts, Imported};

use crate::{
    Error, Result, Study,
    id::{LessonId, NoteId, VideoId},
    note::{Mark, NoteDraft},
    progress::CompletedBy,
    revision::Revision,
    settings, store,
    store::note::{Dates, Stored},
    tag,
    time::Timestamp,
};

/// What tells an archive from every other JSON.
const FORMAT: &str = "ml-health";
/// The version that is written, and the newest that is read.
const VERSION: u64 = 1;

/// Everything that the learner made.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Archive {
    #[serde(serialize_with = "moment::write")]
    pub exported: Timestamp,
    /// The course's title, for whoever reads the file.
    pub course: Option<String>,
    /// Those on which something below hangs.
    pub lessons: Vec<ArchivedLesson>,
    /// In the order of their writing.
    pub notes: Vec<ArchivedNote>,
    pub progress: Vec<ArchivedProgress>,
    /// What was chosen, by the names of [`crate::settings::Settings`].
    pub settings: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchivedLesson {
    pub id: LessonId,
    /// `None` once the lesson is retired.
    pub number: Option<u32>,
    /// In Markdown.
    pub title: String,
    pub video: VideoId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchivedNote {
    pub id: NoteId,
    pub lesson: LessonId,
    pub second: Option<u32>,
    pub mark: Option<Mark>,
    pub body: String,
    /// Those in the body. Written for whoever reads the file, and made anew when it is read.
    pub tags: Vec<String>,
    #[serde(serialize_with = "moment::write")]
    pub created: Timestamp,
    #[serde(serialize_with = "moment::write")]
    pub updated: Timestamp,
    /// `None` unless the note is in the trash.
    #[serde(serialize_with = "moment::write_if_any")]
    pub deleted: Option<Timestamp>,
    /// What it was before, the oldest first.
    pub revisions: Vec<ArchivedRevision>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchivedRevision {
    pub lesson: LessonId,
    pub second: Option<u32>,
    pub mark: Option<Mark>,
    pub body: String,
    #[serde(serialize_with = "moment::write")]
    pub written: Timestamp,
    #[serde(serialize_with = "moment::write")]
    pub taken: Timestamp,
}

/// How far a lesson is. Positions and lengths are seconds of video.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArchivedProgress {
    pub lesson: LessonId,
    pub position: f64,
    pub duration: Option<f64>,
    pub completed_by: Option<CompletedBy>,
    pub pass: u32,
    #[serde(serialize_with = "moment::write")]
    pub updated: Timestamp,
    /// In all passes.
    pub watched: Vec<Stretch>,
}

/// Seconds of video that were watched in a pass.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stretch {
    pub pass: u32,
    pub start: f64,
    pub end: f64,
}

impl Archive {
    /// The archive as JSON, indented so that a person can read it.
    ///
    /// # Errors
    /// [`Error::ArchiveNotWritten`], which no archive is known to lead to.
    pub fn to_json(&self) -> Result<String> {
        #[derive(Serialize)]
        struct Named<'a> {
            format: &'static str,
            version: u64,
            #[serde(flatten)]
            archive: &'a Archive,
        }
        let named = Named { format: FORMAT, version: VERSION, archive: self };
        serde_json::to_string_pretty(&named).map_err(Error::ArchiveNotWritten)
    }

    /// Reads what [`Archive::to_json`] wrote, or what others wrote by the same schema. Of what is read, everything is
    /// checked: an archive that comes out can be imported.
    ///
    /// # Errors
    /// [`Error::NotJson`], [`Error::ForeignArchive`], [`Error::NewerArchive`]; [`Error::NotImported`] with the line of
    /// whatever is wrong in it.
    pub fn from_json(json: &[u8]) -> Result<Self> {
        read::archive(json)
    }
}

impl ArchivedNote {
    fn draft(&self) -> NoteDraft {
        let Self { id, second, mark, .. } = *self;
        NoteDraft { id, lesson: self.lesson.clone(), second, mark, body: self.body.clone() }
    }

    fn dates(&self) -> Dates {
        Dates { created: self.created, updated: self.updated, deleted: self.deleted }
    }
}

impl Study {
    /// Everything that the learner made, as it is at one moment.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn archive(&self, now: Timestamp) -> Result<Archive> {
        let tx = self.reader().unchecked_transaction()?;
        let mut history: BTreeMap<i64, Vec<ArchivedRevision>> = BTreeMap::new();
        for (key, revision) in store::revision::all(&tx)? {
            history.entry(key).or_default().push(archived_revision(revision));
        }
        let notes = store::note::all(&tx)?;
        let notes: Vec<_> = notes
            .into_iter()
            .map(|note| {
                let revisions = history.remove(&note.key).unwrap_or_default();
                archived_note(note, revisions)
            })
            .collect();
        let progress = archived_progress(&tx)?;
        let mut settings = store::setting::rows(&tx)?;
        settings.retain(|name, value| match settings::as_kept(name, value) {
            Some(Ok(kept)) => {
                *value = kept;
                true
            }
            _ => false,
        });
        Ok(Archive {
            exported: now,
            course: store::course::title(&tx)?,
            lessons: archived_lessons(&tx, &notes, &progress)?,
            notes,
            progress,
            settings,
        })
    }
}

fn archived_note(note: Stored, revisions: Vec<ArchivedRevision>) -> ArchivedNote {
    let Stored { draft: NoteDraft { id, lesson, second, mark, body }, created, updated, deleted, .. } = note;
    let tags = tag::tags(&body);
    ArchivedNote { id, lesson, second, mark, body, tags, created, updated, deleted, revisions }
}

fn archived_revision(revision: Revision) -> ArchivedRevision {
    let Revision { state: NoteDraft { lesson, second, mark, body, .. }, written, taken, .. } = revision;
    ArchivedRevision { lesson, second, mark, body, written, taken }
}

fn archived_progress(connection: &rusqlite::Connection) -> Result<Vec<ArchivedProgress>> {
    let mut all = Vec::new();
    for lesson in store::progress::lessons(connection)? {
        let record = store::progress::get(connection, &lesson)?;
        let Some(updated) = record.updated else { continue };
        let passes = store::progress::passes(connection, &lesson)?;
        let watched = passes.iter().flat_map(|(pass, watched)| {
            watched.iter().map(|(start, end)| Stretch { pass: *pass, start, end })
        });
        all.push(ArchivedProgress {
            position: record.position,
            duration: record.duration,
            completed_by: record.completed_by,
            pass: record.pass,
            updated,
            watched: watched.collect(),
            lesson,
        });
    }
    Ok(all)
}

fn archived_lessons(
    connection: &rusqlite::Connection,
    notes: &[ArchivedNote],
    progress: &[ArchivedProgress],
) -> Result<Vec<ArchivedLesson>> {
    let mut named: BTreeSet<&LessonId> = progress.iter().map(|progress| &progress.lesson).collect();
    for note in notes {
        named.insert(&note.lesson);
        named.extend(note.revisions.iter().map(|revision| &revision.lesson));
    }
    let labels = store::lesson::labels(connection)?.into_iter().filter(|label| named.contains(&label.id));
    let lesson = labels.map(|label| ArchivedLesson {
        id: label.id,
        number: label.number,
        title: label.title_markdown,
        video: label.video,
    });
    Ok(lesson.collect())
}
