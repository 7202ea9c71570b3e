//! The text of a file of JSON. Each part is kept as the text that it is until it is read, so that whatever is wrong in it
//! has a line.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Fault;
use crate::{Error, Result};

/// The whole text, to tell places in it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a>(&'a str);

impl<'a> Source<'a> {
    /// The text of a file, and the one value that it is.
    pub(super) fn open(json: &'a [u8]) -> Result<(Self, &'a RawValue)> {
        // Some editors begin a text with the mark of its byte order.
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        let text = str::from_utf8(json).map_err(|error| {
            let (line, column) = place(&json[..error.valid_up_to()]);
            Error::NotJson { line, column, reason: "text that is not UTF-8".into() }
        })?;
        let whole = serde_json::from_str(text).map_err(|error| Error::NotJson {
            line: error.line(),
            // Nothing has been read of an empty file.
            column: error.column().max(1),
            reason: reason(&error),
        })?;
        Ok((Self(text), whole))
    }

    /// Reads an object with names, or what is neither object nor list.
    pub(super) fn read<T: Deserialize<'a>>(self, part: &'a RawValue) -> Result<T> {
        if part.get().starts_with('[') {
            return Err(self.refuse(part, Fault::Shape { reason: "a list where none can stand".into() }));
        }
        serde_json::from_str(part.get()).map_err(|error| self.misread(part, &error))
    }

    /// Reads a list, item by item.
    pub(super) fn each<T>(
        self,
        part: &'a RawValue,
        mut item: impl FnMut(&'a RawValue) -> Result<T>,
    ) -> Result<Vec<T>> {
        let items: Vec<&RawValue> =
            serde_json::from_str(part.get()).map_err(|error| self.misread(part, &error))?;
        items.into_iter().map(&mut item).collect()
    }

    /// Says what is wrong with a part, and where the part begins.
    pub(super) fn refuse(self, part: &RawValue, fault: Fault) -> Error {
        let (line, column) = self.beginning(part);
        Error::NotImported { line, column: Some(column), fault }
    }

    pub(super) fn misread(self, part: &RawValue, error: &serde_json::Error) -> Error {
        let (line, column) = self.beginning(part);
        let before = if error.line() == 1 { column - 1 } else { 0 };
        Error::NotImported {
            line: line + error.line().saturating_sub(1),
            column: Some(before + error.column()),
            fault: Fault::Shape { reason: reason(error) },
        }
    }

    fn beginning(self, part: &RawValue) -> (usize, usize) {
        let start = part.get().as_ptr().addr().saturating_sub(self.0.as_ptr().addr());
        place(self.0.as_bytes().get(..start).unwrap_or_default())
    }
}

/// Line and column of what follows, both from 1; a column is a byte.
fn place(before: &[u8]) -> (usize, usize) {
    let lines = before.split(|byte| *byte == b'\n');
    lines.fold((0, 1), |(line, _), bytes| (line + 1, bytes.len() + 1))
}

/// What a reader of JSON says, without the place, which it tells by itself.
fn reason(error: &serde_json::Error) -> String {
    let reason = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    reason.strip_suffix(&place).unwrap_or(&reason).to_owned()
}
