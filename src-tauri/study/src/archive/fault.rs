//! What can be wrong in a file that is to be imported. Where it is wrong stands beside it, in
//! [`crate::Error::NotImported`].

use crate::id::{LessonId, NoteId};

/// Something that was looked at, or what is wrong with it.
pub(super) type Checked<T> = std::result::Result<T, Fault>;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// JSON of another shape, in the words of its reader.
    #[error("{reason}")]
    Shape { reason: String },
    #[error("{field:?} is missing")]
    Missing { field: &'static str },
    #[error("{text:?} is not the identifier of a note")]
    InvalidNoteId { text: String },
    #[error("{text:?} is not the id of a lesson")]
    InvalidLessonId { text: String },
    #[error("{text:?} is not the id of a video")]
    InvalidVideoId { text: String },
    #[error("the note {note} stands here a second time")]
    RepeatedNote { note: NoteId },
    #[error("the lesson {lesson} stands here a second time")]
    RepeatedLesson { lesson: LessonId },
    /// In an archive.
    #[error("the lesson {lesson} is not among the lessons of the file")]
    UnlistedLesson { lesson: String },
    /// In Markdown: it names no lesson, or one that is not known, and none was given for such notes.
    #[error("no lesson is known for this note: {named:?}")]
    NoLesson { named: Option<String> },
    #[error("{field:?} cannot be {word:?}")]
    UnknownWord { field: &'static str, word: String },
    /// Negative, larger than can be, or a fraction where none can be.
    #[error("{field:?} cannot be {value}")]
    InvalidNumber { field: &'static str, value: f64 },
    #[error("what was watched ends at {end}, not after its start at {start}")]
    EmptyStretch { start: f64, end: f64 },
    #[error("the note has {bytes} bytes; {limit} is the most that one note can hold")]
    NoteTooLong { bytes: usize, limit: usize },
    #[error("{name:?} cannot be chosen so")]
    InvalidSetting { name: String },
}
