//! The learner's notes as documents, and back from Markdown.
//!
//! A caller fills a [`Document`] (`document`) and gets from it the bytes of a PDF ([`pdf`]), Markdown in one file or in a
//! file a lesson ([`markdown`], [`markdown_folder`]), or cards for Anki ([`anki`]); a name for the file from [`file_name`];
//! and [`write_replacing`] puts it where the learner wants it. [`read_markdown`] reads notes from Markdown, our own and
//! that of other tools. Nothing here knows the store, the window or a clock.
//!
//! The way of a note to the PDF: `commonmark` reads it into the small tree of `tree`; `manuscript` holds the whole
//! document in that form; `characters` takes out or marks what cannot be set with the faces that `faces` found; `world`
//! hands template and manuscript to Typst; `pdf` drives all of it and never gives up because of what a note contains.
//!
//! `stamp` has a second as it is read and written, `address` what links lead to, `question` which notes ask something.

mod address;
mod anki;
#[doc(hidden)]
pub mod bare;
mod characters;
mod commonmark;
mod document;
mod error;
mod faces;
mod file_name;
mod manuscript;
mod markdown_file;
mod pdf;
mod question;
mod replace;
mod stamp;
#[cfg(test)]
mod tests;
mod tree;
mod world;

pub use anki::{Anki, anki};
pub use document::{Arrangement, Document, Entry, Layout, Mark, Paper, Print, Section};
pub use error::Error;
pub use file_name::{Format, file_name};
pub use markdown_file::{
    File, LessonHint, MarkdownError, MarkdownLesson, MarkdownNote, MarkdownNotes, markdown, markdown_folder,
    markdown_text, read_markdown,
};
pub use pdf::{Pdf, pdf};
pub use replace::write_replacing;
