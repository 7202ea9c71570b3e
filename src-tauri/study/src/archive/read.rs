//! From JSON to an archive: what may stand in one, and what it may say.
//!
//! What is not known is passed over: a later program may add to version 1 what an earlier one can do without.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::{
    Archive, ArchivedLesson, ArchivedNote, ArchivedProgress, ArchivedRevision, FORMAT, Stretch, VERSION,
    fault::{Checked, Fault},
    moment::Moment,
    source::Source,
};
use crate::{
    Error, Result,
    id::{LessonId, NoteId, VideoId},
    note::{self, Mark},
    progress::{CompletedBy, LONGEST},
    settings, tag,
};

/// More often than this nobody begins a lesson anew.
const PASSES: f64 = 1_000_000.0;

#[derive(Deserialize)]
struct ArchiveFields<'a> {
    #[serde(borrow)]
    format: Option<&'a RawValue>,
    version: Option<&'a RawValue>,
    exported: Option<&'a RawValue>,
    course: Option<&'a RawValue>,
    lessons: Option<&'a RawValue>,
    notes: Option<&'a RawValue>,
    progress: Option<&'a RawValue>,
    settings: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct LessonFields {
    id: String,
    number: Option<f64>,
    title: String,
    video: String,
}

#[derive(Deserialize)]
struct NoteFields<'a> {
    id: String,
    lesson: String,
    second: Option<f64>,
    mark: Option<String>,
    body: String,
    created: Moment,
    updated: Moment,
    deleted: Option<Moment>,
    #[serde(borrow, default)]
    revisions: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct RevisionFields {
    lesson: String,
    second: Option<f64>,
    mark: Option<String>,
    body: String,
    written: Moment,
    taken: Moment,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProgressFields<'a> {
    lesson: String,
    position: f64,
    duration: Option<f64>,
    completed_by: Option<String>,
    pass: f64,
    updated: Moment,
    #[serde(borrow, default)]
    watched: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct StretchFields {
    pass: f64,
    start: f64,
    end: f64,
}

/// The lessons that a file lists.
type Listed = BTreeSet<LessonId>;

pub(super) fn archive(json: &[u8]) -> Result<Archive> {
    let (source, whole) = Source::open(json)?;
    if !whole.get().starts_with('{') {
        return Err(Error::ForeignArchive { format: None });
    }
    let fields: ArchiveFields<'_> = source.read(whole)?;
    let format = fields.format.and_then(|part| serde_json::from_str::<String>(part.get()).ok());
    if format.as_deref() != Some(FORMAT) {
        return Err(Error::ForeignArchive { format });
    }
    archive_of(source, whole, &fields)
}

fn archive_of<'a>(source: Source<'a>, whole: &RawValue, fields: &ArchiveFields<'a>) -> Result<Archive> {
    let needed = |part: Option<&'a RawValue>, field| {
        part.ok_or_else(|| source.refuse(whole, Fault::Missing { field }))
    };
    check_version(source, needed(fields.version, "version")?)?;
    let exported: Moment = source.read(needed(fields.exported, "exported")?)?;
    let mut listed = Listed::new();
    let lessons =
        source.each(needed(fields.lessons, "lessons")?, |part| lesson(source, part, &mut listed))?;
    let mut seen = BTreeSet::new();
    let notes = source.each(needed(fields.notes, "notes")?, |part| {
        let note = note(source, part, &listed)?;
        if !seen.insert(note.id) {
            return Err(source.refuse(part, Fault::RepeatedNote { note: note.id }));
        }
        Ok(note)
    })?;
    let mut seen = Listed::new();
    let progress = source.each(needed(fields.progress, "progress")?, |part| {
        let progress = progress(source, part, &listed)?;
        if !seen.insert(progress.lesson.clone()) {
            return Err(source.refuse(part, Fault::RepeatedLesson { lesson: progress.lesson }));
        }
        Ok(progress)
    })?;
    Ok(Archive {
        exported: exported.0,
        course: fields.course.map(|part| source.read(part)).transpose()?,
        lessons,
        notes,
        progress,
        settings: chosen(source, needed(fields.settings, "settings")?)?,
    })
}

fn check_version(source: Source<'_>, part: &RawValue) -> Result<()> {
    match source.read(part)? {
        VERSION => Ok(()),
        found if found > VERSION => Err(Error::NewerArchive { found, known: VERSION }),
        _ => Err(source.refuse(part, Fault::InvalidNumber { field: "version", value: 0.0 })),
    }
}

fn lesson(source: Source<'_>, part: &RawValue, listed: &mut Listed) -> Result<ArchivedLesson> {
    let fields: LessonFields = source.read(part)?;
    let refuse = |fault| source.refuse(part, fault);
    let id = LessonId::parse(fields.id).map_err(|text| refuse(Fault::InvalidLessonId { text }))?;
    let video = VideoId::parse(fields.video).map_err(|text| refuse(Fault::InvalidVideoId { text }))?;
    let number = fields.number.map(|number| whole("number", number, 1.0, f64::from(u32::MAX))).transpose();
    let number = number.map_err(refuse)?;
    if !listed.insert(id.clone()) {
        return Err(refuse(Fault::RepeatedLesson { lesson: id }));
    }
    let title = fields.title.chars().filter(|c| !c.is_control()).collect();
    Ok(ArchivedLesson { id, number, title, video })
}

fn note(source: Source<'_>, part: &RawValue, listed: &Listed) -> Result<ArchivedNote> {
    let fields: NoteFields<'_> = source.read(part)?;
    let refuse = |fault| source.refuse(part, fault);
    let id = NoteId::try_from(fields.id).map_err(|error| refuse(fault_of(error)))?;
    let body = note::clean_body(fields.body).map_err(|error| refuse(fault_of(error)))?;
    let revisions = fields.revisions.into_iter().map(|part| revision(source, part, listed));
    Ok(ArchivedNote {
        id,
        lesson: known(fields.lesson, listed).map_err(refuse)?,
        second: second(fields.second).map_err(refuse)?,
        mark: mark(fields.mark).map_err(refuse)?,
        tags: tag::tags(&body),
        body,
        created: fields.created.0,
        updated: fields.updated.0,
        deleted: fields.deleted.map(|moment| moment.0),
        revisions: revisions.collect::<Result<_>>()?,
    })
}

fn revision(source: Source<'_>, part: &RawValue, listed: &Listed) -> Result<ArchivedRevision> {
    let fields: RevisionFields = source.read(part)?;
    let refuse = |fault| source.refuse(part, fault);
    Ok(ArchivedRevision {
        lesson: known(fields.lesson, listed).map_err(refuse)?,
        second: second(fields.second).map_err(refuse)?,
        mark: mark(fields.mark).map_err(refuse)?,
        body: note::clean_body(fields.body).map_err(|error| refuse(fault_of(error)))?,
        written: fields.written.0,
        taken: fields.taken.0,
    })
}

fn progress(source: Source<'_>, part: &RawValue, listed: &Listed) -> Result<ArchivedProgress> {
    let fields: ProgressFields<'_> = source.read(part)?;
    let refuse = |fault| source.refuse(part, fault);
    let completed_by = match fields.completed_by.as_deref() {
        None => None,
        Some("watching") => Some(CompletedBy::Watching),
        Some("hand") => Some(CompletedBy::Hand),
        Some(word) => return Err(refuse(Fault::UnknownWord { field: "completedBy", word: word.into() })),
    };
    let duration = fields.duration.map(|value| match value {
        0.0 => Err(Fault::InvalidNumber { field: "duration", value }),
        _ => within("duration", value, LONGEST),
    });
    let watched = fields.watched.into_iter().map(|part| stretch(source, part));
    Ok(ArchivedProgress {
        lesson: known(fields.lesson, listed).map_err(refuse)?,
        position: within("position", fields.position, LONGEST).map_err(refuse)?,
        duration: duration.transpose().map_err(refuse)?,
        completed_by,
        pass: whole("pass", fields.pass, 1.0, PASSES).map_err(refuse)?,
        updated: fields.updated.0,
        watched: watched.collect::<Result<_>>()?,
    })
}

fn stretch(source: Source<'_>, part: &RawValue) -> Result<Stretch> {
    let StretchFields { pass, start, end } = source.read(part)?;
    let stretch = || {
        let pass = whole("pass", pass, 1.0, PASSES)?;
        let (start, end) = (within("start", start, LONGEST)?, within("end", end, LONGEST)?);
        if end > start { Ok(Stretch { pass, start, end }) } else { Err(Fault::EmptyStretch { start, end }) }
    };
    stretch().map_err(|fault| source.refuse(part, fault))
}

fn chosen(source: Source<'_>, part: &RawValue) -> Result<Map<String, Value>> {
    let mut chosen = Map::new();
    for (name, part) in source.read::<BTreeMap<String, &RawValue>>(part)? {
        // A value may be a list or a text, so that it is read as it is.
        let value = serde_json::from_str(part.get()).map_err(|error| source.misread(part, &error))?;
        match settings::as_kept(&name, &value) {
            Some(Ok(kept)) => drop(chosen.insert(name, kept)),
            Some(Err(_)) => return Err(source.refuse(part, Fault::InvalidSetting { name })),
            None => {}
        }
    }
    Ok(chosen)
}

fn known(lesson: String, listed: &Listed) -> Checked<LessonId> {
    let lesson = LessonId(lesson);
    if listed.contains(&lesson) { Ok(lesson) } else { Err(Fault::UnlistedLesson { lesson: lesson.0 }) }
}

fn second(value: Option<f64>) -> Checked<Option<u32>> {
    value.map(|value| whole("second", value, 0.0, f64::from(u32::MAX))).transpose()
}

fn mark(word: Option<String>) -> Checked<Option<Mark>> {
    let Some(word) = word else { return Ok(None) };
    match Mark::ALL.into_iter().find(|mark| mark.name() == word) {
        Some(mark) => Ok(Some(mark)),
        None => Err(Fault::UnknownWord { field: "mark", word }),
    }
}

/// A number from 0 to `most`.
fn within(field: &'static str, value: f64, most: f64) -> Checked<f64> {
    if (0.0..=most).contains(&value) { Ok(value) } else { Err(Fault::InvalidNumber { field, value }) }
}

/// A number without a fraction. JSON does not tell 1 from 1.0.
fn whole(field: &'static str, value: f64, least: f64, most: f64) -> Checked<u32> {
    if !(least..=most).contains(&value) || value.fract() != 0.0 {
        return Err(Fault::InvalidNumber { field, value });
    }
    // It fits, as was seen above.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok(value as u32)
}

fn fault_of(error: Error) -> Fault {
    match error {
        Error::InvalidNoteId { text } => Fault::InvalidNoteId { text },
        Error::NoteTooLong { bytes, limit } => Fault::NoteTooLong { bytes, limit },
        other => Fault::Shape { reason: other.to_string() },
    }
}
