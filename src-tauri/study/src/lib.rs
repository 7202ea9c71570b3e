//! What a learner studies and what comes of it: the course, progress, notes, settings, backups.
//!
//! | room | what lives there |
//! |---|---|
//! | [`course`] | the course as its authors wrote it: parsed, validated, put into the store |
//! | [`progress`] | position, watched intervals, completion, what comes next |
//! | [`note`] | the learner's notes |
//! | [`revision`] | what a note was before, and how it differs now |
//! | [`trash`] | deleted notes, for thirty days |
//! | [`tag`] | the tags in a note |
//! | [`markdown`] | Markdown to sanitised HTML |
//! | [`attachment`] | the learner's own video files |
//! | [`search`] | finding notes and what is said in transcripts |
//! | [`copy`] | copies of the library's PDFs |
//! | [`matching`] | which of many files belongs to which lesson |
//! | [`transcript`] | captions from the learner's files: read, kept, shown as a transcript |
//! | [`settings`] | choices that are remembered |
//! | [`archive`] | everything that the learner made, as JSON; importing it, and notes found in Markdown |
//! | [`backup`] | verified copies of the database, and how long they are kept |
//! | [`restore`] | putting one back |
//! | [`damage`] | a database that cannot be read as it should be |
//! | `store` | all SQL, one file a table |
//!
//! This crate knows no window, no HTTP, no async runtime and no clock: the time comes in as an argument.
//! [`Study`] is the way in. Its public operations open the transaction; the functions in `store` assume one.

pub mod archive;
pub mod attachment;
pub mod backup;
pub mod copy;
pub mod course;
pub mod damage;
pub mod error;
pub mod id;
pub mod markdown;
pub mod matching;
pub mod note;
pub mod progress;
pub mod restore;
pub mod revision;
pub mod search;
pub mod settings;
mod store;
pub mod tag;
pub mod time;
pub mod transcript;
pub mod trash;

pub use error::{Error, StoreFault};
pub use store::{Study, create_data_folder};

/// What every fallible operation of this crate returns.
pub type Result<T> = std::result::Result<T, Error>;
