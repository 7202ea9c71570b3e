//! The cards for Anki, held against Anki itself: its own package reads the file that the program writes.
//!
//! `cargo xtask test` installs the package where `ML_HEALTH_PYTHON` then points. Without it these tests fail.

#[path = "../cli/program.rs"]
#[allow(dead_code, reason = "the tests of the command line use more of it")]
mod program;

use std::{path::Path, process::Command};

use program::Program;
use serde_json::Value;

const EXPORT: &[&str] = &["export", "--format", "anki", "--output", "cards.txt"];

/// The notes of a new collection into which these files were imported, in this order.
fn imported(files: &[&Path]) -> Vec<Value> {
    let python = std::env::var_os("ML_HEALTH_PYTHON").expect("cargo xtask test --only anki sets it");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/anki/import.py");
    let output = Command::new(python).arg(script).args(files).output().expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn add(program: Program, lesson: &str, at: &str, text: &str) -> Program {
    program.with(&["notes", "add", "--lesson", lesson, "--at", at, text]).succeeds()
}

#[test]
fn imported_twice_a_card_is_one_card() {
    let program =
        add(Program::new(), "6", "4:05", "Q: What is recall? #metrics\nA: TP / (TP + FN), *sensitivity*");
    let program = add(program, "3", "0:10", "Not a card").with(EXPORT).prints("Wrote 1 card to cards.txt.\n");
    let file = program.path("cards.txt");
    let notes = imported(&[&file, &file]);
    let [note] = &notes[..] else { panic!("{notes:#?}") };
    let (front, back) =
        (note["fields"][0].as_str().expect("text"), note["fields"][1].as_str().expect("text"));
    assert!(front.contains("What is recall?") && !front.contains("TP"), "{front}");
    assert!(back.contains("<em>sensitivity</em>"), "{back}");
    assert!(back.contains("https://youtu.be/xlrj1iFCYUk?t=245"), "the way back to the second: {back}");
    let tags = note["tags"].as_array().expect("tags");
    assert!(tags.iter().any(|tag| tag == "metrics"), "{tags:?}");
    let deck = note["decks"][0].as_str().expect("a deck");
    assert!(deck.contains("::") && deck.contains("How to assess"), "{deck}");
}

#[test]
fn a_card_that_was_changed_is_updated() {
    let program = add(Program::new(), "6", "4:05", "Q: What is recall?\nA: A guess").with(EXPORT).succeeds();
    let before = program.path("cards.txt");
    let program = program.with(&["export", "--format", "markdown", "--output", "notes.md"]).succeeds();
    let notes = std::fs::read_to_string(program.path("notes.md")).expect("Markdown");
    let program = program
        .file("notes.md", notes.replace("A guess", "Sensitivity").as_bytes())
        .with(&["import", "notes.md"])
        .succeeds()
        .with(&["export", "--format", "anki", "--output", "again.txt"])
        .succeeds();
    let notes = imported(&[&before, &program.path("again.txt")]);
    let [note] = &notes[..] else { panic!("{notes:#?}") };
    assert!(note["fields"][1].as_str().expect("text").contains("Sensitivity"), "{note:#}");
}

#[test]
fn whatever_a_note_contains_it_is_one_card_and_nothing_runs() {
    let hostile = [
        "a tab\there, \"quotes\", #hash; semicolon, comma",
        "<script>alert(1)</script> [x](javascript:alert(1)) ![](data:image/png;base64,AAAA)",
        "{{c1::cloze}} [sound:x.mp3] \\(latex\\) [$]x[/$]",
        "心臓 🧠 العربية \u{202e}reversed",
        "#separator:comma\n#deck column:1",
    ];
    let mut program = Program::new();
    for (number, text) in hostile.iter().enumerate() {
        program = add(program, "5", &format!("0:0{number}"), &format!("Q: {text}\nA: {text}"));
    }
    let program = program.with(EXPORT).succeeds();
    let notes = imported(&[&program.path("cards.txt")]);
    assert_eq!(notes.len(), hostile.len(), "{notes:#?}");
    for note in notes {
        for field in note["fields"].as_array().expect("fields") {
            let field = field.as_str().expect("text");
            for forbidden in ["<script", "href=\"javascript", "<img", "src=", "[sound:"] {
                assert!(!field.contains(forbidden), "{forbidden} in {field}");
            }
        }
    }
}
