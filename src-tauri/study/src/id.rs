//! Identifiers, each a type of its own, so that a swapped pair of arguments does not compile.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use ts_rs::TS;
use uuid::Uuid;

use crate::Error;

/// A lesson's slug. It names the lesson for ever; its number is only its place in the course.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct LessonId(pub String);

/// A video's identifier at YouTube: eleven characters of `A–Z a–z 0–9 - _`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct VideoId(pub String);

/// A resource's slug, unique over all shelves of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct ResourceId(pub String);

/// A note's identifier: a UUID (version 7 when made by this program), chosen by whoever writes the note, so that
/// saving the same note twice is one note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct NoteId(Uuid);

impl LessonId {
    /// A slug: small letters, digits and hyphens. Gives back whatever is none.
    pub(crate) fn parse(text: String) -> Result<Self, String> {
        let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !text.is_empty() && text.bytes().all(sound) { Ok(Self(text)) } else { Err(text) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl VideoId {
    /// Gives back whatever is no identifier.
    pub(crate) fn parse(text: String) -> Result<Self, String> {
        let sound = |b: u8| b.is_ascii_alphanumeric() || b"-_".contains(&b);
        if text.len() == 11 && text.bytes().all(sound) { Ok(Self(text)) } else { Err(text) }
    }

    /// The page on which YouTube shows the video, from `second` on.
    #[must_use]
    pub fn watch_url(&self, second: u32) -> String {
        format!("https://www.youtube.com/watch?v={}&t={second}s", self.0)
    }

    /// YouTube's short address of the video, from `second` on if there is one: the one to hand on.
    #[must_use]
    pub fn share_url(&self, second: Option<u32>) -> String {
        let place = second.map_or_else(String::new, |second| format!("?t={second}"));
        format!("https://youtu.be/{}{place}", self.0)
    }
}

impl NoteId {
    /// A version 7 UUID from the time (milliseconds since 1970) and ten random bytes (RFC 9562, section 5.7).
    #[must_use]
    pub fn new(now: crate::time::Timestamp, random: [u8; 10]) -> Self {
        let millis = u64::try_from(now.0).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A version 8 UUID from what a note says and where (RFC 9562, section 5.8), for a note that comes without one: the
    /// same note gets the same each time. The bytes are the first of a SHA-256.
    pub(crate) fn of_text(lesson: &LessonId, second: Option<u32>, body: &str) -> Self {
        let mut hasher = Sha256::new();
        // A slug holds no zero, and the place has always nine bytes.
        hasher.update(lesson.as_str());
        hasher.update([0, u8::from(second.is_some())]);
        hasher.update(u64::from(second.unwrap_or(0)).to_le_bytes());
        hasher.update(body);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize()[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl TryFrom<String> for NoteId {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Uuid::try_parse(&text).map(Self).map_err(|_| Error::InvalidNoteId { text })
    }
}

impl From<NoteId> for String {
    fn from(id: NoteId) -> Self {
        id.to_string()
    }
}

impl fmt::Display for LessonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

macro_rules! text_column {
    ($($name:ident),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                String::column_result(value).map(Self)
            }
        }
    )*};
}
text_column!(LessonId, VideoId, ResourceId);

impl ToSql for NoteId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for NoteId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::try_from(String::column_result(value)?)
            .map_err(|error| rusqlite::types::FromSqlError::Other(Box::new(error)))
    }
}
