//! From an error to what a person reads: one exhaustive match, for the window and for the command line.

mod words;

use std::{io, path::PathBuf, process::ExitCode};

use ml_health_study::Error as Study;
use serde::Serialize;
use ts_rs::TS;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Study(#[from] ml_health_study::Error),
    #[error(transparent)]
    Export(#[from] ml_health_export::Error),
    #[error("there is no data folder on this system")]
    NoDataFolder,
    #[error("no display")]
    NoDisplay,
    #[error("another window has the data folder")]
    AlreadyOpen,
    #[error("the loopback server did not start: {0}")]
    Loopback(io::Error),
    #[error("the confirmation was {typed:?}")]
    WrongConfirmation { typed: String },
    #[error("{path:?} is not empty")]
    FolderNotEmpty { path: PathBuf },
    #[error(transparent)]
    Markdown(#[from] ml_health_export::MarkdownError),
    #[error("there are no notes in {name:?}")]
    NoNotesFound { name: String },
    #[error("nothing was chosen to be imported")]
    NothingToImport,
    #[error("nothing was chosen to be restored")]
    NothingToRestore,
    #[error("there is no backup called {name:?}")]
    NoSuchBackup { name: String },
    #[error("{count} backups are not sound")]
    UnsoundBackups { count: usize },
    #[error("nothing has been exported")]
    NothingExported,
    #[error("the system did not open {what:?}: {reason}")]
    NotOpened { what: String, reason: String },
    #[error("the output could not be written: {0}")]
    Output(io::Error),
    #[error("nothing was typed")]
    EmptyNote,
    #[error("the program could not be started: {0}")]
    Start(String),
    #[error(transparent)]
    Window(#[from] tauri::Error),
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

/// An error as the window gets it. It branches on the code, if at all, and shows the message.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct CommandError {
    pub code: &'static str,
    pub message: String,
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        tracing::warn!("{error}");
        Self { code: error.code(), message: error.message() }
    }
}

impl From<ml_health_study::Error> for CommandError {
    fn from(error: ml_health_study::Error) -> Self {
        Error::from(error).into()
    }
}

impl Error {
    fn code(&self) -> &'static str {
        match self {
            Self::Study(Study::NoSuchLesson { .. }) => "no-such-lesson",
            Self::Study(Study::NoSuchNote { .. }) => "no-such-note",
            Self::Study(
                Study::NotJson { .. }
                | Study::ForeignArchive { .. }
                | Study::NewerArchive { .. }
                | Study::NotImported { .. },
            )
            | Self::Markdown(_)
            | Self::NoNotesFound { .. } => "not-imported",
            Self::Study(Study::NoteTooLong { .. }) => "note-too-long",
            Self::Study(
                Study::NotCaptions { .. } | Study::NoCues { .. } | Study::CaptionsTooLarge { .. },
            ) => "not-captions",
            Self::Study(Study::Damaged { .. }) => "damaged",
            Self::Study(Study::Sqlite(_) | Study::Migration(_)) => "store-failed",
            Self::Study(_) => "study",
            Self::Export(ml_health_export::Error::NotSet { .. }) => "failed",
            Self::Export(_) => "not-writable",
            Self::WrongConfirmation { .. } => "wrong-confirmation",
            _ => "failed",
        }
    }

    /// 2 for what was asked wrongly, 1 for what failed.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::EmptyNote | Self::Study(Study::NoSuchLesson { .. } | Study::InvalidTime { .. }) => {
                ExitCode::from(2)
            }
            _ => ExitCode::FAILURE,
        }
    }
}
