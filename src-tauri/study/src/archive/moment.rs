//! Dates in JSON: RFC 3339 in UTC with milliseconds, which a person can read. What that cannot say, because a clock was
//! wrong by thousands of years, is written as a number of milliseconds since 1970, so that every moment comes back.

use std::fmt;

use serde::{Deserialize, Deserializer, Serializer, de};

use crate::time::Timestamp;

/// A moment in a file.
pub(super) struct Moment(pub Timestamp);

// Serde hands a field over by reference, here and below.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(super) fn write<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    match text(*moment) {
        Some(text) => serializer.serialize_str(&text),
        None => serializer.serialize_i64(moment.0),
    }
}

#[allow(clippy::ref_option)]
pub(super) fn write_if_any<S: Serializer>(
    moment: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match moment {
        Some(moment) => write(moment, serializer),
        None => serializer.serialize_none(),
    }
}

fn text(moment: Timestamp) -> Option<String> {
    let time = jiff::Timestamp::from_millisecond(moment.0).ok()?;
    let text = format!("{time:.3}");
    text.starts_with(|c: char| c.is_ascii_digit()).then_some(text)
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl de::Visitor<'_> for Reader {
    type Value = Moment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a moment like 2026-11-22T12:00:00.000Z")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Moment, E> {
        let time: Result<jiff::Timestamp, _> = text.parse();
        let time = time.map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))?;
        Ok(Moment(Timestamp(time.as_millisecond())))
    }

    fn visit_i64<E: de::Error>(self, millis: i64) -> Result<Moment, E> {
        Ok(Moment(Timestamp(millis)))
    }

    fn visit_u64<E: de::Error>(self, millis: u64) -> Result<Moment, E> {
        let millis = i64::try_from(millis);
        millis
            .map(|millis| Moment(Timestamp(millis)))
            .map_err(|_| E::invalid_value(de::Unexpected::Other("a moment too far away"), &self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn there_and_back(millis: i64) -> (String, Option<i64>) {
        let mut json = Vec::new();
        write(&Timestamp(millis), &mut serde_json::Serializer::new(&mut json)).expect("JSON");
        let read: Option<Moment> = serde_json::from_slice(&json).ok();
        (String::from_utf8(json).expect("text"), read.map(|moment| moment.0.0))
    }

    #[test]
    fn a_moment_reads_as_a_date_wherever_it_can() {
        for (millis, json) in [
            (0, "\"1970-01-01T00:00:00.000Z\""),
            (1_795_348_800_007, "\"2026-11-22T12:00:00.007Z\""),
            (-1, "\"1969-12-31T23:59:59.999Z\""),
            (-62_167_219_200_000, "\"0000-01-01T00:00:00.000Z\""),
            (-62_167_219_200_001, "-62167219200001"),
            (253_402_207_199_999, "\"9999-12-30T21:59:59.999Z\""),
            (i64::MAX, "9223372036854775807"),
            (i64::MIN, "-9223372036854775808"),
        ] {
            assert_eq!(there_and_back(millis), (json.to_owned(), Some(millis)));
        }
    }

    #[test]
    fn dates_of_other_programs_are_read_and_what_is_none_is_refused() {
        let read = |json: &str| serde_json::from_str::<Moment>(json).ok().map(|moment| moment.0.0);
        assert_eq!(read("\"1970-01-01T02:00:01+02:00\""), Some(1000));
        assert_eq!(read("\"1970-01-01T00:00:00.1239Z\""), Some(123));
        for json in
            ["\"\"", "\"yesterday\"", "\"2026-13-01T00:00:00Z\"", "1.5", "9223372036854775808", "null"]
        {
            assert_eq!(read(json), None, "{json}");
        }
    }

    mod properties {
        use super::*;

        proptest! {
            #[test]
            fn every_moment_comes_back(millis in prop_oneof![any::<i64>(), -70_000_000_000_000..260_000_000_000_000_i64]) {
                prop_assert_eq!(there_and_back(millis).1, Some(millis));
            }

            #[test]
            fn any_text_is_a_moment_or_refused(text in "[0-9TZ:.+-]{0,30}|-?[0-9]{1,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z|\\PC{0,20}") {
                let json = serde_json::to_string(&text).expect("JSON");
                if let Ok(moment) = serde_json::from_str::<Moment>(&json) {
                    prop_assert_eq!(there_and_back(moment.0.0).1, Some(moment.0.0));
                }
            }
        }
    }
}
