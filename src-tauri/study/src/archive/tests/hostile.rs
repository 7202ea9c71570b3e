//! Files that mean harm, or that were damaged: refused, and never more than that.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::Error;

static WHOLE: LazyLock<Value> = LazyLock::new(|| json_of(&full().expect("a study")).expect("an archive"));

#[test]
fn deep_nesting_is_refused_wherever_it_stands() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    for place in [
        "",
        "/format",
        "/version",
        "/exported",
        "/course",
        "/lessons",
        "/lessons/0",
        "/notes",
        "/notes/0/id",
        "/notes/0/revisions",
        "/notes/0/revisions/0/body",
        "/progress/0/watched",
        "/settings",
        "/settings/appearance",
        "/settings/playback",
    ] {
        let mut broken = WHOLE.clone();
        *broken.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there")) = json!("<deep>");
        let json = broken.to_string().replace("\"<deep>\"", &deep);
        assert!(Archive::from_json(json.as_bytes()).is_err(), "{place}");
    }
    let unended = "[".repeat(1_000_000);
    assert!(matches!(Archive::from_json(unended.as_bytes()), Err(Error::NotJson { .. })));
    let unknown = WHOLE.to_string().replacen('{', &format!("{{\"unknown\": {deep},"), 1);
    assert!(Archive::from_json(unknown.as_bytes()).is_ok(), "what is not known is passed over, however deep");
}

#[test]
fn numbers_that_are_none_are_refused() {
    for place in [
        "/version",
        "/exported",
        "/lessons/0/number",
        "/notes/0/second",
        "/notes/0/created",
        "/notes/0/revisions/0/taken",
        "/progress/0/position",
        "/progress/0/duration",
        "/progress/0/pass",
        "/progress/0/watched/0/start",
        "/progress/0/watched/0/end",
        "/settings/playback/rate",
        "/settings/minutes",
    ] {
        for number in ["1e999", "-1e999", "99999999999999999999999", "NaN", "Infinity", "0x10", "1e-400x"] {
            let mut broken = WHOLE.clone();
            *broken.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there")) = json!("<number>");
            let json = broken.to_string().replace("\"<number>\"", number);
            let read = Archive::from_json(json.as_bytes());
            let is_rate = place.ends_with("rate") && number.starts_with("999");
            assert_eq!(read.is_err(), !is_rate, "{place} {number}");
        }
    }
}

#[test]
fn a_file_that_ends_too_early_is_no_json() {
    let json = WHOLE.to_string();
    for end in 0..json.len() {
        let read = Archive::from_json(&json.as_bytes()[..end]);
        assert!(matches!(read, Err(Error::NotJson { .. })), "{end}: {read:?}");
    }
}

#[test]
fn other_files_are_told_from_archives() {
    for (bytes, told) in [
        (&b""[..], "not JSON, line 1, column 1: EOF while parsing a value"),
        (b"%PDF-1.7\n", "not JSON, line 1, column 1: expected value"),
        (b"{}\n\xff", "not JSON, line 2, column 1: text that is not UTF-8"),
        (b"[1, 2]", "the JSON has the format None, which is not this application's"),
        (b"{\"format\": 7}", "the JSON has the format None, which is not this application's"),
        (b"{\"format\": \"ml-health\"}", "line 1: \"version\" is missing"),
        (b"\xef\xbb\xbf{\"format\": \"ml-health\", \"version\": 1}", "line 1: \"exported\" is missing"),
    ] {
        assert_eq!(Archive::from_json(bytes).expect_err(told).to_string(), told);
    }
}

#[test]
fn stretches_in_any_number_take_no_time() -> Result<()> {
    let mut json = WHOLE.clone();
    let stretches =
        (0..80_000).rev().map(|start| json!({ "pass": 1, "start": start, "end": f64::from(start) + 0.25 }));
    json["progress"][0]["watched"] = stretches.collect();
    let archive = Archive::from_json(json.to_string().as_bytes())?;
    assert_eq!(study(&["a"]).import(&Import::Archive(archive), NOW)?.counts.lessons, 1);
    Ok(())
}

/// What may stand somewhere instead of what should.
fn stray() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(1.5),
        json!(86400),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("a"),
        json!("done"),
        json!("watching"),
        json!("2026-11-22T12:00:00Z"),
        json!("\u{0}\r\n#tag"),
        json!(note_id(2)),
        json!([]),
        json!([1]),
        json!({}),
        json!({ "a": 1 }),
    ])
}

/// Every place in a value, as a JSON pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                places(field, &format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

mod properties {
    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Archive::from_json(&bytes).is_err());
        }

        #[test]
        fn damaged_bytes_are_read_or_refused(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
            let mut json = WHOLE.to_string().into_bytes();
            for (place, byte) in damage {
                let place = place.index(json.len());
                json[place] = byte;
            }
            if let Ok(archive) = Archive::from_json(&json) {
                prop_assert!(study(&["a"]).import(&Import::Archive(archive), NOW).is_ok());
            }
        }

        /// What is read can be imported, comes out again as it went in, and is what the schema says.
        #[test]
        fn what_is_read_is_sound(changes in prop::collection::vec((any::<prop::sample::Index>(), stray()), 1..4)) {
            let mut json = WHOLE.clone();
            for (place, value) in changes {
                let mut all = Vec::new();
                places(&json, "", &mut all);
                if let Some(part) = json.pointer_mut(&all[place.index(all.len())]) {
                    *part = value;
                }
            }
            if let Ok(archive) = Archive::from_json(json.to_string().as_bytes()) {
                // What is passed over may be anything.
                json["notes"].as_array_mut().into_iter().flatten().for_each(|note| note["tags"] = json!([]));
                prop_assert!(super::format::schema().is_valid(&json), "{:#}", json);
                let again = Archive::from_json(archive.to_json()?.as_bytes())?;
                prop_assert_eq!(&again, &archive);
                let mut study = full()?;
                study.import(&Import::Archive(archive.clone()), NOW)?;
                study.import(&Import::Archive(archive), NOW)?;
            }
        }
    }
}
