//! Why a file could not be read, each with its line, counted from 1.

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkdownError {
    /// Not UTF-8, or with a NUL in it: no text.
    #[error("line {line}: this is not text")]
    NotText { line: usize },
    #[error("line {line}: {text} is not a time")]
    NotATime { line: usize, text: String },
    #[error("line {line}: this note has {bytes} bytes; a note holds at most 1,000,000")]
    NoteTooLong { line: usize, bytes: usize },
    /// A comment of ours that says nothing we know.
    #[error("line {line}: {text} was changed and cannot be read")]
    DamagedMarker { line: usize, text: String },
    /// Our own file, without its last comment.
    #[error("line {line}: the file ends before its end")]
    CutShort { line: usize },
    /// The line after a note's comment says neither a time nor "Whole lesson".
    #[error("line {line}: here should be the note's time, or *Whole lesson*")]
    NoPlace { line: usize },
}
