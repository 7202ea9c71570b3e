//! The cards for Anki, held against Anki itself: its own package reads the file that the program writes.
//!
//! `cargo xtask test` installs the package where `ML_HEALTH_PYTHON` then points. Without it these tests fail.

#[path = "../cli/program.rs"]
#[allow(dead_code, reason = "the tests of the command line use more of it")]
mod program;

#[path = "../../src-tauri/export/src/tests/attacks.rs"]
mod attacks;

use std::{path::Path, process::Command};

use attacks::{as_kept, attacks};
use program::Program;
use serde_json::{Value, json};

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

/// As a note of a lesson of the course, and of one that left it and has the attack for its title, which names a deck.
#[test]
fn whatever_a_note_contains_it_is_one_card_and_nothing_runs() {
    let attacks: Vec<_> = attacks().iter().map(|attack| as_kept(attack)).collect();
    let attacks: Vec<_> = attacks.iter().filter(|attack| !attack.trim().is_empty()).collect();
    let mut lessons = vec![json!({ "id": "deep-learning", "title": "", "video": "aaaaaaaaaaa" })];
    let mut notes = Vec::new();
    for (number, attack) in attacks.iter().enumerate() {
        let retired = format!("retired-{number}");
        lessons.push(json!({ "id": retired, "title": attack, "video": "aaaaaaaaaaa" }));
        for (at, lesson) in ["deep-learning", &retired].into_iter().enumerate() {
            let id = format!("0192f000-0000-7000-8000-{:012}", 2 * number + at);
            let body = format!("Q: {attack} #tag\nA: {attack}");
            notes.push(json!({ "id": id, "lesson": lesson, "second": number, "body": body, "created": 0, "updated": 0 }));
        }
    }
    let archive = json!({
        "format": "ml-health", "version": 1, "exported": 0, "lessons": lessons, "notes": notes, "progress": [], "settings": {}
    });
    let program = Program::new()
        .file("attacks.json", archive.to_string().as_bytes())
        .with(&["import", "attacks.json"])
        .succeeds()
        .with(EXPORT)
        .prints(&format!("Wrote {} cards to cards.txt.\n", 2 * attacks.len()));
    let notes = imported(&[&program.path("cards.txt")]);
    assert_eq!(notes.len(), 2 * attacks.len());
    for note in notes {
        for field in note["fields"].as_array().expect("fields") {
            shows_only_text(field.as_str().expect("text"));
        }
        assert!(
            note["tags"].as_array().is_some_and(|tags| tags.iter().any(|tag| tag == "ml-health")),
            "{note:#}"
        );
        let deck = note["decks"][0].as_str().expect("a deck");
        assert!(
            deck.starts_with("Machine Learning for Healthcare") && !deck.contains(char::is_control),
            "{deck:?}"
        );
    }
}

/// HTML in which nothing but the plainest elements stands, and links that lead to the web; no sound, no formula.
fn shows_only_text(field: &str) {
    const ELEMENTS: [&str; 22] = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "sub",
        "sup",
    ];
    for tag in field.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap_or_default();
        let mut parts = inside.trim_start_matches('/').splitn(2, ' ');
        let (name, attributes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        assert!(ELEMENTS.contains(&name), "<{inside}> in {field}");
        let is_plain = ["", "class=\"tag\""].contains(&attributes)
            || ["href=\"http://", "href=\"https://", "href=\"mailto:", "start=\""]
                .iter()
                .any(|start| attributes.starts_with(start));
        assert!(is_plain, "<{inside}> in {field}");
    }
    for acts in ["[sound:", "[latex]", "[$]"] {
        assert!(!field.contains(acts), "{acts} in {field}");
    }
}
