//! From what the learner made to files that they take away, for the window and for the command line.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use jiff::{Zoned, civil::Date};
use ml_health_export::{Arrangement, Document, Entry, File, Format, Layout, Mark as Shown, Print, Section};
use ml_health_study::{
    Study,
    archive::Archive,
    course::LessonLabel,
    id::LessonId,
    markdown,
    note::{Mark, Note, NoteFilter},
    tag,
};
use serde::Deserialize;
use ts_rs::TS;

use crate::{Error, Result, now};

/// What is to be exported, and how. Only the format counts for JSON, which always holds everything that the learner made.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExportChoice {
    pub format: ExportFormat,
    /// `None`: all.
    pub lessons: Option<Vec<LessonId>>,
    /// None of them: all notes, whatever their mark.
    pub marks: Vec<Mark>,
    /// None of them: all notes, whatever their tags.
    pub tags: Vec<String>,
    /// For PDF and Markdown: the course's key ideas before the notes of each lesson.
    pub key_ideas: bool,
    pub paper: Paper,
    pub large_print: bool,
    /// Questions first, without their answers.
    pub study_sheet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExportFormat {
    /// A document to read and to hand on
    Pdf,
    /// Text with its marks, for other programs for notes
    Markdown,
    /// The same as a file for each lesson, in a folder
    MarkdownFolder,
    /// Everything that you made, to be imported again; always all of it
    Json,
    /// Cards to learn with, from questions and their answers
    Anki,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Paper {
    A4,
    /// US Letter.
    Letter,
}

/// What was collected, before it is set, with the name that its file or folder should have.
pub(crate) struct Draft {
    content: Content,
    pub file_name: String,
}

enum Content {
    Pdf(Chosen),
    Markdown(Chosen),
    MarkdownFolder(Chosen),
    Anki(Chosen),
    Json(Box<Archive>),
}

/// A document, and the ids of the notes that were chosen for it. For Anki it has the others of their lessons too, since the
/// answer to a question may be any.
struct Chosen {
    document: Document,
    notes: HashSet<String>,
}

/// What is about to be written.
pub(crate) struct Ready {
    files: Files,
    pub notes: usize,
    /// Of a PDF.
    pub pages: Option<usize>,
    /// Characters that no typeface of this computer has; each is shown as a mark.
    pub replaced: usize,
    /// Of Anki.
    pub cards: Option<usize>,
}

enum Files {
    One(Vec<u8>),
    Folder(Vec<File>),
}

/// Today where the learner is.
pub(crate) fn today() -> Date {
    Zoned::now().date()
}

/// Collects what was chosen. Where there are no notes, a document says so.
pub(crate) fn draft(study: &Study, choice: &ExportChoice, today: Date) -> Result<Draft> {
    let only = match choice.lessons.as_deref() {
        Some([lesson]) if choice.format != ExportFormat::Json => Some(study.lesson_label(lesson)?),
        _ => None,
    };
    let title = only.as_ref().map(|label| markdown::to_plain(&label.title_markdown));
    let named = only.as_ref().and_then(|label| label.number).zip(title.as_deref());
    let course = study.course()?.short_title;
    let file_name = ml_health_export::file_name(&course, named, &today.to_string(), choice.format.of_file());
    let content = match choice.format {
        ExportFormat::Pdf => Content::Pdf(chosen(study, choice, today)?),
        ExportFormat::Markdown => Content::Markdown(chosen(study, choice, today)?),
        ExportFormat::MarkdownFolder => Content::MarkdownFolder(chosen(study, choice, today)?),
        ExportFormat::Anki => Content::Anki(chosen(study, choice, today)?),
        ExportFormat::Json => Content::Json(study.archive(now())?.into()),
    };
    Ok(Draft { content, file_name })
}

fn chosen(study: &Study, choice: &ExportChoice, today: Date) -> Result<Chosen> {
    let course = study.course()?;
    let (lessons, notes) = sections(study, choice)?;
    let name = study.settings()?.learner_name;
    let document = Document {
        course: course.title,
        author: course.author.name,
        learner: (!name.is_empty()).then_some(name),
        date: today.strftime("%-d %B %Y").to_string(),
        layout: choice.layout(),
        lessons,
    };
    Ok(Chosen { document, notes })
}

/// Sets it. A PDF takes as long as the notes are many: never on the window's thread.
pub(crate) fn set(Draft { content, .. }: Draft) -> Result<Ready> {
    let ready = |files, notes| Ready { files, notes, pages: None, replaced: 0, cards: None };
    Ok(match content {
        Content::Pdf(Chosen { document, notes }) => {
            let pdf = ml_health_export::pdf(&document)?;
            let (pages, replaced) = (Some(pdf.pages), pdf.replaced);
            Ready { pages, replaced, ..ready(Files::One(pdf.bytes), notes.len()) }
        }
        Content::Markdown(Chosen { document, notes }) => {
            ready(Files::One(ml_health_export::markdown(&document).into_bytes()), notes.len())
        }
        Content::MarkdownFolder(Chosen { document, notes }) => {
            ready(Files::Folder(ml_health_export::markdown_folder(&document)), notes.len())
        }
        Content::Anki(Chosen { document, notes }) => {
            let is_chosen = |note: &Entry| note.id.as_ref().is_some_and(|id| notes.contains(id));
            let anki = ml_health_export::anki(&document, is_chosen, markdown::note_to_html);
            Ready { cards: Some(anki.cards), ..ready(Files::One(anki.text.into_bytes()), notes.len()) }
        }
        Content::Json(archive) => ready(Files::One(archive.to_json()?.into_bytes()), archive.notes.len()),
    })
}

/// Writes it to its place. An older file is replaced only by a complete new one; a folder is made, or found empty.
pub(crate) fn write(ready: &Ready, path: &Path) -> Result<()> {
    let files = match &ready.files {
        Files::One(bytes) => return Ok(ml_health_export::write_replacing(path, bytes)?),
        Files::Folder(files) => files,
    };
    let failed = |source| ml_health_study::Error::File { path: path.into(), source };
    fs::create_dir_all(path).map_err(failed)?;
    if fs::read_dir(path).map_err(failed)?.next().is_some() {
        return Err(Error::FolderNotEmpty { path: path.into() });
    }
    for file in files {
        ml_health_export::write_replacing(&path.join(&file.name), file.text.as_bytes())?;
    }
    Ok(())
}

/// A folder that is not there yet, within one that the learner chose.
pub(crate) fn new_folder(within: &Path, name: &str) -> PathBuf {
    let names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name} ({number})")));
    names.map(|name| within.join(name)).find(|path| !path.exists()).unwrap_or_else(|| within.join(name))
}

impl ExportFormat {
    fn of_file(self) -> Format {
        match self {
            Self::Pdf => Format::Pdf,
            Self::Markdown => Format::Markdown,
            Self::MarkdownFolder => Format::MarkdownFolder,
            Self::Json => Format::Json,
            Self::Anki => Format::Anki,
        }
    }
}

impl ExportChoice {
    fn layout(&self) -> Layout {
        Layout {
            paper: match self.paper {
                Paper::A4 => ml_health_export::Paper::A4,
                Paper::Letter => ml_health_export::Paper::Letter,
            },
            print: if self.large_print { Print::Large } else { Print::Ordinary },
            arrangement: if self.study_sheet { Arrangement::StudySheet } else { Arrangement::Book },
        }
    }

    fn takes(&self, note: &Note) -> bool {
        let marked = self.marks.is_empty() || note.mark.is_some_and(|mark| self.marks.contains(&mark));
        let same = |tag: &String| self.tags.iter().any(|chosen| tag::fold(chosen) == tag::fold(tag));
        marked && (self.tags.is_empty() || note.tags.iter().any(same))
    }
}

/// The lessons with their notes, and the ids of the notes that were chosen.
fn sections(study: &Study, choice: &ExportChoice) -> Result<(Vec<Section>, HashSet<String>)> {
    let lessons = match &choice.lessons {
        None => study.notes_by_lesson(&NoteFilter::default(), usize::MAX)?,
        Some(chosen) => {
            let lessons = chosen.iter().map(|id| Ok((study.lesson_label(id)?, study.lesson_notes(id)?)));
            let mut lessons = lessons.collect::<Result<Vec<_>>>()?;
            lessons.sort_by_key(|(label, _)| (label.number.unwrap_or(u32::MAX), label.id.clone()));
            lessons.dedup_by(|(one, _), (other, _)| one.id == other.id);
            lessons
        }
    };
    let (mut sections, mut chosen) = (Vec::new(), HashSet::new());
    for (label, mut notes) in lessons {
        let taken = notes.iter().filter(|note| choice.takes(note)).map(|note| note.id.to_string());
        let taken: HashSet<String> = taken.collect();
        if choice.format != ExportFormat::Anki {
            notes.retain(|note| choice.takes(note));
        }
        // A lesson that was asked for by name is there, though it may say no more than that there are no notes.
        if taken.is_empty() && choice.lessons.is_none() {
            continue;
        }
        let in_course = label.number.is_some();
        let key_ideas =
            if choice.key_ideas && in_course { Some(study.lesson(&label.id)?.key_ideas) } else { None };
        sections.push(section(label, notes, key_ideas));
        chosen.extend(taken);
    }
    Ok((sections, chosen))
}

fn section(label: LessonLabel, notes: Vec<Note>, key_ideas: Option<String>) -> Section {
    Section {
        id: Some(label.id.0),
        number: label.number,
        title: label.title_markdown,
        video: Some(label.video.0),
        key_ideas,
        notes: notes.into_iter().map(entry).collect(),
    }
}

fn entry(note: Note) -> Entry {
    Entry {
        id: Some(note.id.to_string()),
        second: note.second,
        mark: note.mark.map(|mark| match mark {
            Mark::Important => Shown::Important,
            Mark::Question => Shown::Question,
            Mark::Todo => Shown::Todo,
            Mark::Done => Shown::Done,
        }),
        body: note.body,
        tags: note.tags,
    }
}
