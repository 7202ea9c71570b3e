//! From a file that the learner chose to what can be imported: our own JSON, or Markdown.

use std::{
    fs,
    io::{self, Read as _},
    path::Path,
};

use ml_health_export::{Mark as Shown, MarkdownLesson, markdown_text, read_markdown};
use ml_health_study::{
    archive::{Archive, FoundNote, Import, LessonHint},
    id::{LessonId, NoteId},
    note::Mark,
};
use serde::Serialize;
use ts_rs::TS;

use crate::{Error, Result};

/// The largest file that is read, in bytes: far more than anybody writes.
const LARGEST: u64 = 512 << 20;

/// What was found in a file.
pub(crate) struct Found {
    pub import: Import,
    pub kind: ImportKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ImportKind {
    Json,
    Markdown,
}

/// Reads a file. `titles` are those of the lessons, in plain words; `lesson` gets the notes that name none.
pub(crate) fn read(path: &Path, titles: &[String], lesson: Option<LessonId>) -> Result<Found> {
    let bytes = bytes(path)?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let is_json = text.trim_ascii_start().starts_with(b"{");
    if is_json || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        let archive = Archive::from_json(&bytes)?;
        return Ok(Found { import: Import::Archive(archive), kind: ImportKind::Json });
    }
    let is_title = |words: &str| titles.iter().any(|title| title.to_lowercase() == words.to_lowercase());
    let found = read_markdown(markdown_text(&bytes)?, is_title)?;
    let notes = found.lessons.into_iter().flat_map(notes).collect::<Result<Vec<_>>>()?;
    if notes.is_empty() {
        return Err(Error::NoNotesFound {
            name: path.file_name().unwrap_or_default().to_string_lossy().into(),
        });
    }
    Ok(Found { import: Import::Notes { notes, lesson }, kind: ImportKind::Markdown })
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| ml_health_study::Error::File { path: path.into(), source };
    let file = fs::File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()).into());
    }
    let mut bytes = Vec::new();
    // One byte more tells that there is more. A pipe or a device says no size beforehand.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(failed(io::ErrorKind::FileTooLarge.into()).into());
    }
    Ok(bytes)
}

fn notes(MarkdownLesson { lesson, notes }: MarkdownLesson) -> impl Iterator<Item = Result<FoundNote>> {
    let hint = LessonHint { id: lesson.id, video: lesson.video, number: lesson.number, title: lesson.title };
    notes.into_iter().map(move |note| {
        Ok(FoundNote {
            id: note.id.map(NoteId::try_from).transpose()?,
            lesson: hint.clone(),
            second: note.second,
            mark: note.mark.map(|mark| match mark {
                Shown::Important => Mark::Important,
                Shown::Question => Mark::Question,
                Shown::Todo => Mark::Todo,
                Shown::Done => Mark::Done,
            }),
            body: note.body,
            line: u32::try_from(note.line).unwrap_or(u32::MAX),
        })
    })
}
