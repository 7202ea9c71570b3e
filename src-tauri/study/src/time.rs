//! Moments and places in a video.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Error, Result};

/// A moment: milliseconds since 1 January 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Whole days since 1 January 1970, UTC: what "once a day" counts.
    #[must_use]
    pub fn day(self) -> i64 {
        self.0.div_euclid(86_400_000)
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

/// The second of a video as a person reads it: `2:14`, or `1:02:14` from an hour on.
#[must_use]
pub fn clock(second: u32) -> String {
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Reads `M:SS` or `H:MM:SS`. Minutes may pass 59 when they come first (`90:00`); nothing else may.
///
/// # Errors
/// [`Error::InvalidTime`] for anything else.
pub fn parse_clock(text: &str) -> Result<u32> {
    parse(text).ok_or_else(|| Error::InvalidTime { text: text.into() })
}

fn parse(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':');
    let mut total = number(parts.next()?, 1..=5)?;
    let mut count = 1;
    for part in parts {
        let value = number(part, 2..=2).filter(|value| *value < 60)?;
        total = total.checked_mul(60)?.checked_add(value)?;
        count += 1;
    }
    (2..=3).contains(&count).then_some(total)
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    (digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clock_and_back() {
        for (second, text) in [(0, "0:00"), (134, "2:14"), (3599, "59:59"), (3734, "1:02:14")] {
            assert_eq!(clock(second), text);
            assert_eq!(parse_clock(text).ok(), Some(second), "{text}");
        }
        assert_eq!(parse_clock("90:00").ok(), Some(5400), "minutes may come first");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in
            ["", "14", "2:5", "2:60", "-1:00", "2:14:", "1:2:3", "1:00:00:00", "２:14", "9999999:00", "2:1a"]
        {
            assert!(parse_clock(text).is_err(), "{text:?} was taken for a time");
        }
    }

    mod properties {
        use super::*;

        proptest! {
            #[test]
            fn a_time_that_is_shown_is_read(second in 0..360_000_000_u32) {
                // Hours take five digits at the most.
                prop_assert_eq!(parse_clock(&clock(second)).ok(), (second / 3600 < 100_000).then_some(second));
            }

            #[test]
            fn any_text_is_a_time_or_refused(text in "[0-9:٣ +-]{0,12}|\\PC{0,20}") {
                if let Ok(second) = parse_clock(&text) {
                    prop_assert!(text.trim().chars().all(|c| c == ':' || c.is_ascii_digit()), "{text:?}");
                    prop_assert_eq!(parse_clock(&clock(second)).ok(), Some(second));
                }
            }
        }
    }
}
