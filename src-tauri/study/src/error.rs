//! Everything that can go wrong here, as data. Words for a person are made where the person is: the window's
//! and the command line's single match over these variants.

use std::path::PathBuf;

use crate::{
    archive::Fault, course::SourceError, damage::Finding, id::NoteId, restore::BackupFault,
    revision::RevisionId,
};

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no lesson {lesson:?}")]
    NoSuchLesson { lesson: String },
    #[error("there is no resource {resource:?}")]
    NoSuchResource { resource: String },
    #[error("there is no note {note}")]
    NoSuchNote { note: NoteId },
    #[error("there is no revision {}", revision.0)]
    NoSuchRevision { revision: RevisionId },
    #[error("{text:?} is not the identifier of a note")]
    InvalidNoteId { text: String },
    #[error("the note has {bytes} bytes; {limit} is the most that one note can hold")]
    NoteTooLong { bytes: usize, limit: usize },
    #[error("{text:?} is not a time like 2:14 or 1:02:14")]
    InvalidTime { text: String },
    #[error("the link {url:?} stands neither in the course nor in a note")]
    UnknownLink { url: String },
    #[error("the path {path:?} cannot be kept, because it is not valid Unicode")]
    PathNotUnicode { path: PathBuf },
    #[error("{path:?} cannot be read as it should be: {finding:?}")]
    Damaged { path: PathBuf, finding: Finding },
    #[error("{path:?} is a database of another application")]
    ForeignDatabase { path: PathBuf },
    #[error("{path:?} has schema {found}; this program knows schemas up to {known}")]
    NewerDatabase { path: PathBuf, found: usize, known: usize },
    #[error("the backup {path:?} is not sound: {finding}")]
    UnsoundBackup { path: PathBuf, finding: String },
    #[error("the backup {name:?}, put back on trial, did not hold what it should")]
    FailedTrial { name: String },
    #[error("{name:?} cannot be put back: {fault:?}")]
    UnusableBackup { name: String, fault: BackupFault },
    #[error("the database is sound")]
    NotDamaged,
    #[error("there is no backup to put back")]
    NoBackup,
    #[error("no copies of backups can be made in {path:?}: {source}")]
    SecondFolder { path: PathBuf, source: std::io::Error },
    #[error("{name:?} holds no captions")]
    NotCaptions { name: String },
    #[error("none of the {broken} cues in {name:?} can be read")]
    NoCues { name: String, broken: usize },
    #[error("{name:?} is larger than captions are")]
    CaptionsTooLarge { name: String },
    #[error("the resource {resource:?} is no PDF that could be copied")]
    NothingToCopy { resource: String },
    #[error("there is no copy of {resource:?}")]
    NoSuchCopy { resource: String },
    #[error("{name:?} is not a PDF")]
    NotAPdf { name: String },
    #[error("{name:?} is too large to be copied")]
    PdfTooLarge { name: String },
    #[error("not JSON, line {line}, column {column}: {reason}")]
    NotJson { line: usize, column: usize, reason: String },
    #[error("the JSON has the format {format:?}, which is not this application's")]
    ForeignArchive { format: Option<String> },
    #[error("the archive has version {found}; this program knows versions up to {known}")]
    NewerArchive { found: u64, known: u64 },
    /// Line and column count from 1, a column in bytes.
    #[error("line {line}: {fault}")]
    NotImported { line: usize, column: Option<usize>, fault: Fault },
    #[error("the archive cannot be written: {0}")]
    ArchiveNotWritten(serde_json::Error),
    #[error("{path:?}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Course(#[from] SourceError),
    #[error(transparent)]
    Migration(#[from] rusqlite_migration::Error),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

/// What a person can do something about when the database fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreFault {
    DiskFull,
    /// Another program holds the database.
    Busy,
    /// The folder or the file may not be written.
    NotWritable,
    /// What is in the file is not what was written.
    Damaged,
    Other,
}

impl From<&rusqlite::Error> for StoreFault {
    fn from(error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        // What a log is shared by cannot grow: so it is told when a database is opened on a full disk.
        if error
            .sqlite_error()
            .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
        {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => Self::NotWritable,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged,
            _ => Self::Other,
        }
    }
}
