//! From the learner's notes to a document, for the window and for the command line.

use std::path::Path;

use jiff::{Zoned, civil::Date};
use ml_health_export::{Document, Entry, Pdf, Section};
use ml_health_study::{Study, course::LessonLabel, id::LessonId, note::Note};

use crate::Result;

/// The document of one lesson's notes, or of all, with the name that its file should have.
pub(crate) struct Draft {
    pub document: Document,
    pub file_name: String,
}

/// Today where the learner is.
pub(crate) fn today() -> Date {
    Zoned::now().date()
}

/// Collects the notes. A lesson that has none makes a document that says so.
pub(crate) fn draft(study: &Study, lesson: Option<&LessonId>, today: Date) -> Result<Draft> {
    let course = study.course()?;
    let label = lesson.map(|id| study.lesson_label(id)).transpose()?;
    let lessons = match &label {
        Some(label) => vec![(label.clone(), study.lesson_notes(&label.id)?)],
        None => study.notes_by_lesson()?,
    };
    let name = study.settings()?.learner_name;
    let plain_title = label.as_ref().map(|label| ml_health_study::markdown::to_plain(&label.title_markdown));
    let named = label.as_ref().and_then(|label| label.number).zip(plain_title.as_deref());
    Ok(Draft {
        file_name: ml_health_export::file_name(&course.short_title, named, &today.to_string()),
        document: Document {
            course: course.title,
            author: course.author.name,
            learner: (!name.is_empty()).then_some(name),
            date: today.strftime("%-d %B %Y").to_string(),
            lessons: lessons.into_iter().map(section).collect(),
        },
    })
}

/// Sets the document. Takes as long as the notes are many: never on the window's thread.
pub(crate) fn set(document: &Document) -> Result<Pdf> {
    Ok(ml_health_export::pdf(document)?)
}

/// Writes it to its place, where an older file is replaced only by a complete new one.
pub(crate) fn write(pdf: &Pdf, path: &Path) -> Result<()> {
    Ok(ml_health_export::write_replacing(path, &pdf.bytes)?)
}

fn section((label, notes): (LessonLabel, Vec<Note>)) -> Section {
    Section {
        number: label.number,
        title: label.title_markdown,
        video: Some(label.video.0),
        notes: notes.into_iter().map(|note| Entry { second: note.second, body: note.body }).collect(),
    }
}
