//! The format against its schema and its documents, and what is refused, with its line.

use serde_json::json;

use super::*;

const SCHEMA: &str = include_str!("../../../../../docs/formats/ml-health-1.schema.json");
const README: &str = include_str!("../../../../../docs/formats/README.md");

pub(super) fn schema() -> jsonschema::Validator {
    let schema = serde_json::from_str(SCHEMA).expect("JSON");
    assert!(jsonschema::meta::is_valid(&schema), "the schema is one");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

/// The archive that the document shows.
fn example() -> &'static str {
    let (_, rest) = README.split_once("```json\n").expect("an example");
    rest.split_once("```").expect("its end").0
}

#[test]
fn what_is_written_is_what_the_schema_says() -> Result<()> {
    let schema = schema();
    for study in [study(&["a"]), full()?, Study::in_memory()?] {
        let json = json_of(&study)?;
        let errors: Vec<_> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{json:#}");
    }
    Ok(())
}

#[test]
fn every_property_that_is_written_is_described() -> Result<()> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let described = |part: &Value, object: &Value| {
        for name in object.as_object().expect("an object").keys() {
            assert!(
                part["properties"][name]["description"].is_string() || part["properties"][name].is_object(),
                "{name}"
            );
        }
    };
    let json = json_of(&full()?)?;
    let parts = &schema["$defs"];
    described(&schema, &json);
    described(&parts["lesson"], &json["lessons"][0]);
    described(&parts["note"], &json["notes"][0]);
    described(&parts["revision"], &json["notes"][0]["revisions"][0]);
    described(&parts["progress"], &json["progress"][0]);
    described(&parts["progress"]["properties"]["watched"]["items"], &json["progress"][0]["watched"][0]);
    described(&parts["settings"], &json["settings"]);
    described(&parts["settings"]["properties"]["playback"], &json["settings"]["playback"]);
    Ok(())
}

#[test]
fn the_schema_refuses_what_is_broken_and_so_does_the_program() -> Result<()> {
    let schema = schema();
    let whole = json_of(&full()?)?;
    for (place, value) in [
        ("/format", json!("ml-wealth")),
        ("/version", json!(2)),
        ("/exported", json!("yesterday")),
        ("/lessons", json!({})),
        ("/lessons/0/id", json!("../a")),
        ("/lessons/0/number", json!(0)),
        ("/lessons/0/video", json!("short")),
        ("/notes/0/id", json!("1; DROP TABLE note")),
        ("/notes/0/second", json!(-1)),
        ("/notes/0/second", json!(1.5)),
        ("/notes/0/mark", json!("urgent")),
        ("/notes/0/body", json!(["body"])),
        ("/notes/0/body", json!("x".repeat(1_000_001))),
        ("/notes/0/created", json!(true)),
        ("/notes/0/deleted", json!("never")),
        ("/notes/0/revisions/0/written", json!(null)),
        ("/notes/0", json!([])),
        ("/progress/0/position", json!(-0.5)),
        ("/progress/0/duration", json!(0)),
        ("/progress/0/completedBy", json!("sleeping")),
        ("/progress/0/pass", json!(0)),
        ("/progress/0/watched/0/end", json!(1e9)),
        ("/settings/appearance", json!("pink")),
        ("/settings/playback", json!(7)),
        ("/settings/playback", json!([])),
    ] {
        let mut broken = whole.clone();
        *broken.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there")) = value;
        assert!(!schema.is_valid(&broken), "the schema takes {place}");
        assert!(Archive::from_json(broken.to_string().as_bytes()).is_err(), "the program takes {place}");
    }
    for (parent, name) in [
        ("", "format"),
        ("", "version"),
        ("", "exported"),
        ("", "lessons"),
        ("", "notes"),
        ("", "progress"),
        ("", "settings"),
        ("/lessons/0", "title"),
        ("/notes/0", "body"),
        ("/notes/0", "updated"),
        ("/notes/0/revisions/0", "taken"),
        ("/progress/0", "pass"),
        ("/progress/0/watched/0", "start"),
    ] {
        let mut broken = whole.clone();
        let object = broken.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
        assert!(object.remove(name).is_some(), "{parent}/{name} is there");
        assert!(!schema.is_valid(&broken), "the schema misses no {parent}/{name}");
        assert!(
            Archive::from_json(broken.to_string().as_bytes()).is_err(),
            "the program misses no {parent}/{name}"
        );
    }
    Ok(())
}

#[test]
fn what_may_be_left_out_may_be_left_out() {
    let least = json!({
        "format": "ml-health", "version": 1, "exported": 0, "settings": {}, "more": [{}],
        "lessons": [{ "id": "a", "title": "A", "video": "aaaaaaaaaa1", "more": 1 }],
        "notes": [{ "id": note_id(1), "lesson": "a", "body": "x", "created": 1, "updated": 2, "tags": ["none"] }],
        "progress": [{ "lesson": "a", "position": 1, "pass": 1, "updated": 3 }],
    });
    assert!(schema().is_valid(&least));
    let archive = Archive::from_json(least.to_string().as_bytes()).expect("an archive");
    assert_eq!(
        (archive.notes[0].second, archive.notes[0].deleted, archive.progress[0].duration),
        (None, None, None)
    );
    assert!(archive.notes[0].tags.is_empty(), "tags are those in the body");
}

#[test]
fn the_example_in_the_document_is_one() {
    let json: Value = serde_json::from_str(example()).expect("JSON");
    assert!(schema().is_valid(&json));
    let archive = Archive::from_json(example().as_bytes()).expect("an archive");
    let written: Value = serde_json::from_str(&archive.to_json().expect("JSON")).expect("JSON");
    assert_eq!(written, json);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (right, wrong, told) in [
        (
            "\"ml-health\"",
            "\"other\"",
            "the JSON has the format Some(\"other\"), which is not this application's",
        ),
        (
            "\"version\": 1",
            "\"version\": 2",
            "the archive has version 2; this program knows versions up to 1",
        ),
        ("\"version\": 1", "\"version\": 0", "line 3: \"version\" cannot be 0"),
        ("\"version\": 1", "\"version\": \"1\"", "line 3: invalid type: string \"1\", expected u64"),
        ("\"version\": 1,", "\"version\": 1", "not JSON, line 4, column 3: expected `,` or `}`"),
        (
            "2026-11-22T12:00:00.000Z",
            "",
            "line 4: invalid value: string \"\", expected a moment like 2026-11-22T12:00:00.000Z",
        ),
        ("\"sVz8UKTBY1E\"", "\"<script>\"", "line 7: \"<script>\" is not the id of a video"),
        ("\"notes\":", "\"nodes\":", "line 1: \"notes\" is missing"),
        ("019aab2b-4a00-7000-8000-000000000001", "7", "line 10: \"7\" is not the identifier of a note"),
        (
            "\"lesson\": \"deep-learning\"",
            "\"lesson\": \"z\"",
            "line 10: the lesson z is not among the lessons of the file",
        ),
        ("134", "-1", "line 10: \"second\" cannot be -1"),
        ("\"second\": 134", "\"second\": 1e999", "line 13: number out of range"),
        ("\"question\"", "\"urgent\"", "line 10: \"mark\" cannot be \"urgent\""),
        ("\"Why do layers help? #networks\"", "7", "line 15: invalid type: integer `7`, expected a string"),
        ("\"mark\": null", "\"mark\": \"\"", "line 21: \"mark\" cannot be \"\""),
        ("\"pass\": 1,", "\"pass\": 0,", "line 33: \"pass\" cannot be 0"),
        ("212.5,", "-212.5,", "line 33: \"position\" cannot be -212.5"),
        ("\"end\": 212.5", "\"end\": 0", "line 40: what was watched ends at 0, not after its start at 0"),
        ("\"dark\"", "\"pink\"", "line 43: \"appearance\" cannot be chosen so"),
    ] {
        let broken = example().replacen(right, wrong, 1);
        assert_ne!(broken, example(), "{right} is there");
        let error = Archive::from_json(broken.as_bytes()).expect_err(wrong);
        assert_eq!(error.to_string(), told);
    }
}

#[test]
fn what_stands_twice_is_refused() {
    let json: Value = serde_json::from_str(example()).expect("JSON");
    for part in ["lessons", "notes", "progress"] {
        let mut twice = json.clone();
        let again = twice[part][0].clone();
        twice[part].as_array_mut().expect("a list").push(again);
        let error = Archive::from_json(twice.to_string().as_bytes()).expect_err(part);
        assert!(error.to_string().ends_with("stands here a second time"), "{error}");
    }
    let error = Archive::from_json(example().replace("\"course\"", "\"format\"").as_bytes());
    assert_eq!(error.expect_err("a name twice").to_string(), "line 5: duplicate field `format`");
}

#[test]
fn bodies_and_titles_are_cleaned_on_entry() {
    let json = example()
        .replace("help? #networks", "\\u0000help?\\r\\n\\u001b#new")
        .replace("What is", "\\u0007What is");
    let archive = Archive::from_json(json.as_bytes()).expect("an archive");
    assert_eq!(
        (&*archive.notes[0].body, &archive.notes[0].tags[..]),
        ("Why do layers help?\n#new", &["new".to_owned()][..])
    );
    assert!(archive.lessons[0].title.starts_with("What is"));
}
