//! `ml-health notes add` and `ml-health notes list`

use serde_json::{Value, json};

use crate::program::Program;

const LIST: &[&str] = &["notes", "list"];
const LIST_AS_JSON: &[&str] = &["notes", "list", "--json"];

/// The text of every note, in the order of the list.
fn bodies(list: &Value) -> Vec<&str> {
    let lessons = list.as_array().expect("a list").iter();
    let notes = lessons.flat_map(|lesson| lesson["notes"].as_array().expect("a list"));
    notes.map(|note| note["body"].as_str().expect("text")).collect()
}

#[test]
fn added_and_listed_in_the_order_of_the_video() {
    Program::new()
        .with(&["notes", "add", "--lesson", "3", "--at", "1:02:14", "late"])
        .prints("Added to lesson 3 at 1:02:14.\n")
        .with(&["notes", "add", "--lesson", "3", "--at", "2:14", "early\nand more"])
        .prints("Added to lesson 3 at 2:14.\n")
        .with(&["notes", "add", "--lesson", "3", "on all of it"])
        .prints("Added to lesson 3.\n")
        .with(&["notes", "add", "--at", "90:00", "first lesson", "--lesson", "1"])
        .prints("Added to lesson 1 at 1:30:00.\n")
        .with(LIST)
        .prints(
            "1. Course Overview. Why learn about AI and Machine Learning?\n\
             \x201:30:00  first lesson\n\
             \n\
             3. How does a machine learning model learn?\n\
             \x20         on all of it\n\
             \x20   2:14  early\n\
             \x20         and more\n\
             \x201:02:14  late\n",
        );
}

#[test]
fn of_one_lesson() {
    let program = Program::new()
        .with(&["notes", "add", "--lesson", "1", "one"])
        .succeeds()
        .with(&["notes", "add", "--lesson", "2", "two"])
        .succeeds()
        .with(&["notes", "list", "--lesson", "2"])
        .prints("2. What is Machine Learning and why Healthcare?\n          two\n")
        .with(&["notes", "list", "--lesson", "3"])
        .prints("")
        .with(&["notes", "list", "--lesson", "3", "--json"])
        .prints("[]\n");
    assert_eq!(bodies(&program.with(&["notes", "list", "--json", "--lesson", "1"]).json()), ["one"]);
}

#[test]
fn none_yet() {
    Program::new().with(LIST).prints("").with(LIST_AS_JSON).prints("[]\n");
}

#[test]
fn as_json() {
    let add = &["notes", "add", "--lesson", "3", "--at", "2:14", "loss *falls*"];
    let list = Program::new().with(add).succeeds().with(LIST_AS_JSON).json();
    let lesson = &list[0];
    assert_eq!(
        [&lesson["lesson"], &lesson["title"], &lesson["number"]],
        [&json!("how-models-learn"), &json!("How does a machine learning model learn?"), &json!(3)]
    );
    let note = &lesson["notes"][0];
    assert_eq!(
        [&note["lesson"], &note["second"], &note["body"], &note["html"]],
        [
            &json!("how-models-learn"),
            &json!(134),
            &json!("loss *falls*"),
            &json!("<p>loss <em>falls</em></p>\n")
        ]
    );
    assert_eq!(note["created"], note["updated"]);
    assert!(note["created"].as_i64() > Some(1_700_000_000_000), "{note}");
    assert_eq!(note["id"].as_str().expect("text").as_bytes()[14], b'7', "a UUID of version 7");
}

#[test]
fn what_is_refused_is_not_saved() {
    let program = Program::new()
        .with(&["notes", "add", "--lesson", "99", "x"])
        .fails_with(2, "no lesson 99")
        .with(&["notes", "add", "--lesson", "0", "x"])
        .fails_with(2, "no lesson 0")
        .with(&["notes", "list", "--lesson", "99"])
        .fails_with(2, "no lesson 99")
        .with(&["notes", "list", "--json", "--lesson", "10"])
        .fails_with(2, "no lesson 10")
        .with(&["notes", "add", "--lesson", "1", ""])
        .fails_with(2, "note is empty")
        .with(&["notes", "add", "--lesson", "1", " \n\t\u{a0}"])
        .fails_with(2, "note is empty");
    program.with(LIST_AS_JSON).prints("[]\n");
}

#[test]
fn what_is_no_time_is_refused() {
    let mut program = Program::new();
    for time in ["2:60", "14", "2:5", "1:60:00", "1:2:3", "2:14:", "", "two", "２:14", "\n", "99999999:00"] {
        let at = ["notes", "add", "--lesson", "1", "--at", time, "x"];
        program = program.with(&at).fails_with(2, "is not a time in a video. Write it like 2:14 or 1:02:14.");
    }
    program
        .with(&["notes", "add", "--lesson", "1", "--at=-1:00", "x"])
        .fails_with(2, "is not a time")
        .with(LIST_AS_JSON)
        .prints("[]\n");
}

#[test]
fn arguments_that_make_no_sense() {
    Program::new()
        .with(&["notes"])
        .misused("Usage:")
        .with(&["notes", "delete"])
        .misused("unrecognized subcommand 'delete'")
        .with(&["notes", "add", "x"])
        .misused("--lesson <N>")
        .with(&["notes", "add", "--lesson", "1"])
        .misused("<TEXT>")
        .with(&["notes", "add", "--lesson", "one", "x"])
        .misused("invalid value 'one' for '--lesson <N>'")
        .with(&["notes", "add", "--lesson", "-1", "x"])
        .misused("'-1'")
        .with(&["notes", "add", "--lesson", "1", "two", "texts"])
        .misused("unexpected argument 'texts'")
        .with(&["notes", "list", "--lesson"])
        .misused("a value is required for '--lesson <N>'")
        .with(LIST_AS_JSON)
        .prints("[]\n");
}

#[test]
fn control_characters_are_taken_out() {
    let text = "a\u{1b}[31mb\u{7}\r\nc\td\u{85}🧠";
    let program = Program::new().with(&["notes", "add", "--lesson", "1", text]).succeeds();
    assert_eq!(bodies(&program.with(LIST_AS_JSON).json()), ["a[31mb\nc\td🧠"]);
}

#[test]
fn control_characters_alone_are_an_empty_note() {
    Program::new()
        .with(&["notes", "add", "--lesson", "1", "\u{1b}\u{1} \u{7f}"])
        .fails_with(2, "note is empty")
        .with(LIST_AS_JSON)
        .prints("[]\n");
}

#[test]
fn markup_stays_text() {
    let text = "<script>alert(1)</script> #set page(width: 1pt) $x$ \\emph{y} '; DROP TABLE note; --";
    let program = Program::new()
        .with(&["notes", "add", "--lesson", "1", "--at", "0:07", text])
        .succeeds()
        .with(LIST)
        .prints(&format!("1. Course Overview. Why learn about AI and Machine Learning?\n    0:07  {text}\n"))
        .with(&["export", "--format", "pdf", "--output", "notes.pdf"])
        .succeeds();
    let words = program.words_of("notes.pdf");
    assert!(words.contains("<script>alert(1)</script> #set page(width: 1pt) $x$"), "{words}");
    let list = program.with(LIST_AS_JSON).json();
    assert_eq!(bodies(&list), [text]);
    let html = list[0]["notes"][0]["html"].as_str().expect("text");
    assert!(!html.contains("<script"), "{html}");
}

#[test]
fn a_note_that_begins_like_an_option() {
    let program = Program::new().with(&["notes", "add", "--lesson", "1", "--", "- a list"]).succeeds();
    assert_eq!(bodies(&program.with(LIST_AS_JSON).json()), ["- a list"]);
}
