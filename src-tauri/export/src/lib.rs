//! The learner's notes as documents.
//!
//! A caller fills a [`Document`] and gets the bytes of a PDF from [`pdf`], a name for the file from [`file_name`], and
//! [`write_replacing`] puts it where the learner wants it. Nothing here knows the store, the window or a clock.
//!
//! The way of a note: `markdown` reads it into the small tree of `tree`; `manuscript` holds the whole document in that
//! form; `characters` takes out or marks what cannot be set with the faces that `faces` found; `world` hands template
//! and manuscript to Typst; `pdf` drives all of it and never gives up because of what a note contains.

mod address;
mod characters;
mod error;
mod faces;
mod file_name;
mod manuscript;
mod markdown;
mod pdf;
mod replace;
#[cfg(test)]
mod tests;
mod tree;
mod world;

pub use error::Error;
pub use file_name::file_name;
pub use pdf::{Pdf, pdf};
pub use replace::write_replacing;

/// Notes on a course, in the order in which they are to be read. The language of the document itself is British
/// English; the notes may be in any.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The course's title. What stands after the first " – " is set as its subtitle.
    pub course: String,
    /// Who made the course. Not the author of the notes, and never named as such.
    pub author: String,
    /// Whose notes these are.
    pub learner: Option<String>,
    /// The day as shown, "22 November 2026". In this form it also dates the file itself; any other is only shown.
    pub date: String,
    /// Lessons without notes are left out by the caller.
    pub lessons: Vec<Section>,
}

/// The notes on one lesson.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// `None`: no longer in the course.
    pub number: Option<u32>,
    /// Markdown, of which only what stands within a line counts.
    pub title: String,
    /// The lesson's id on YouTube. Without it, stamps are shown and link nowhere.
    pub video: Option<String>,
    pub notes: Vec<Entry>,
}

/// One note.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Second of the lesson. `None`: the note is on the whole lesson.
    pub second: Option<u32>,
    /// Markdown.
    pub body: String,
}
