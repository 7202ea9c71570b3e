//! Notes as Markdown, out and back in.
//!
//! What we write is for people first: a heading a lesson, each note under its stamp. Before each piece stands a comment
//! that no reader of the page sees, alone on its line, and by which the file is read back exactly:
//!
//! ```text
//! <!-- ml-health:notes 1 -->                       the first: the version of this format
//! <!-- ml-health:lesson deep-learning -->          a lesson's slug, or "-"
//! ## 5. What is deep learning?
//! <!-- ml-health:ideas -->                         the course's words: nothing to be read back
//! <!-- ml-health:note 0192…-… question -->         a note's UUID, or "-"; its mark, if it has one
//! [2:14](https://youtu.be/…?t=134) **Question**    its place: a time, or "*Whole lesson*"
//!                                                  one empty line
//! Why?                                             the note, byte for byte
//!                                                  one empty line
//! <!-- ml-health:end -->                           the last
//! ```
//!
//! Of a note that leaves code open, the comment ends with `closed`: the line after the note closes it, and is not a part
//! of it. A to-do's line has a box that other tools can tick: what the box says counts more than the comment. A line of a note
//! that would itself look like such a comment is written with a backslash before its colon (`marker`).
//!
//! `write` writes, `read` reads: our own files (`exact`), and Markdown with stamps of other tools (`foreign`).

mod error;
mod exact;
mod foreign;
mod marker;
mod place;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use error::MarkdownError;
pub use read::{markdown_text, read_markdown};
pub use write::{File, markdown, markdown_folder};

use crate::Mark;

/// The most that one note can hold, in bytes of UTF-8.
pub(crate) const NOTE_LIMIT: usize = 1_000_000;

/// What was read, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkdownNotes {
    pub lessons: Vec<MarkdownLesson>,
}

/// Notes that stand together. Never without a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkdownLesson {
    pub lesson: LessonHint,
    pub notes: Vec<MarkdownNote>,
}

/// What the file says of the lesson, the surest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonHint {
    /// Its slug.
    pub id: Option<String>,
    /// Its id on YouTube.
    pub video: Option<String>,
    pub number: Option<u32>,
    /// In plain words.
    pub title: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkdownNote {
    /// A UUID, only in files of our own.
    pub id: Option<String>,
    /// `None`: on the whole lesson.
    pub second: Option<u32>,
    pub mark: Option<Mark>,
    pub body: String,
    /// Where it begins in the file, counted from 1.
    pub line: usize,
}
