//! `ml-health search`

use crate::program::Program;

fn with_notes() -> Program {
    Program::new()
        .with(&["notes", "add", "--lesson", "6", "--at", "4:05", "*Recall* is <sensitivity> #metrics"])
        .succeeds()
        .with(&["notes", "add", "--lesson", "2", "Nothing of the kind"])
        .succeeds()
}

#[test]
fn a_note_is_found_with_its_place() {
    with_notes().with(&["search", "tag:metrics rec"]).prints(
        "How to assess the performance of machine learning models (note at 4:05)\n    Recall is <sensitivity> #metrics\n",
    );
}

#[test]
fn key_ideas_and_the_library_are_found_too() {
    let found = with_notes().with(&["search", "deep medicine"]).printed();
    assert!(found.contains("(library)"), "{found}");
    let found = with_notes().with(&["search", "lesson:6 calibration"]).printed();
    assert!(found.contains("(key ideas)"), "{found}");
}

#[test]
fn as_json() {
    let found = with_notes().with(&["search", "recall lesson:6", "--json"]).json();
    let note = &found["hits"][0];
    assert_eq!((&note["kind"], &note["second"]), (&"note".into(), &245.into()), "{found}");
    assert_eq!(found["more"], false);
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let mut program = with_notes();
    for query in ["", "\"", "is:nonsense", "tag:", "AND OR NOT", "lesson:99", "(", "*"] {
        program = program.with(&["search", query]).succeeds();
    }
    program.with(&["search", "nowhereatall"]).prints("").with(&["search"]).misused("<QUERY>");
}
