//! What can go wrong with a document. None of it is caused by what a note contains.

use std::{io, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no folder {}", folder.display())]
    NoSuchFolder { folder: PathBuf },
    #[error("{} is a folder, not a file", path.display())]
    IsFolder { path: PathBuf },
    /// Forbidden by the system, on a read-only disk, or (on Windows) open in another program.
    #[error("not allowed to write {}", path.display())]
    NotAllowed { path: PathBuf },
    #[error("no room left on the disk for {}", path.display())]
    DiskFull { path: PathBuf },
    #[error("could not write {}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// Even the plainest form of the document was refused: a defect of the template, not of the notes.
    #[error("the document could not be set: {}", reasons.join("; "))]
    NotSet { reasons: Vec<String> },
}
