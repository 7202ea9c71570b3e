//! `ml-health import`, and what comes back of what was exported.

use std::fs;

use serde_json::{Value, json};

use crate::program::Program;

const LIST: &[&str] = &["notes", "list"];

/// Marks, tags, code that is not closed, lines like times and headings: what a file might take for its own.
const HARD: [&str; 5] = [
    "#tag and **bold**\n\n- [ ] a list",
    "[12:34] looks like a time\n# and this like a heading",
    "```\nnever closed",
    "<!-- ml-health:note 1 -->\n心臓 🧠 العربية",
    "trailing space \n\n\nand lines\t",
];

fn with_notes() -> Program {
    let mut program = Program::new();
    for (second, note) in HARD.iter().enumerate() {
        let at = format!("0:0{second}");
        program = program.with(&["notes", "add", "--lesson", "4", "--at", &at, note]).succeeds();
    }
    program.with(&["notes", "add", "--lesson", "7", "on all of it"]).succeeds()
}

fn notes(program: Program) -> (Program, Value) {
    let program = program.with(&["notes", "list", "--json"]);
    let mut notes = program.json();
    for lesson in notes.as_array_mut().expect("lessons") {
        for note in lesson["notes"].as_array_mut().expect("notes") {
            // A Markdown file has no dates.
            note["created"] = Value::Null;
            note["updated"] = Value::Null;
        }
    }
    (program, notes)
}

/// The file that one program wrote, where another finds it.
fn handed_over(from: &Program, name: &str) -> Program {
    Program::new().file(name, &fs::read(from.path(name)).expect("a file"))
}

#[test]
fn json_comes_back_as_it_was() {
    let (program, before) = notes(with_notes());
    let program = program.with(&["export", "--format", "json", "--output", "all.json"]).succeeds();
    let other = handed_over(&program, "all.json").with(&["import", "all.json", "--preview"]).prints(
        "Would import: 6 new, 0 newer than yours (yours are kept as earlier versions), 0 older than yours (kept as \
         earlier versions), 0 the same.\nNothing was changed.\n",
    );
    let other = other.with(LIST).prints("").with(&["import", "all.json"]);
    assert!(other.printed().contains("What was there before is in "));
    let (other, after) = notes(other);
    assert_eq!(after, before);
    let again = other.with(&["import", "all.json"]).printed();
    assert!(again.starts_with("Imported: 0 new, 0 newer") && again.contains("6 the same"), "{again}");
}

#[test]
fn markdown_comes_back_as_it_was() {
    let (program, before) = notes(with_notes());
    let program = program.with(&["export", "--format", "markdown", "--output", "all.md"]).succeeds();
    let other = handed_over(&program, "all.md").with(&["import", "all.md"]).succeeds();
    assert_eq!(notes(other).1, before);

    let program = program
        .with(&["export", "--format", "markdown-folder", "--output", "folder"])
        .prints("Wrote 6 notes to folder.\n");
    let mut other = Program::new();
    let files = program.files("folder");
    assert_eq!(files.len(), 2, "a file for each lesson");
    for (place, (path, bytes)) in files.iter().enumerate() {
        assert!(path.extension().is_some_and(|ending| ending == "md"), "{path:?}");
        let name = format!("{place}.md");
        other = other.file(&name, bytes.as_deref().expect("a file")).with(&["import", &name]).succeeds();
    }
    assert_eq!(notes(other).1, before);
}

#[test]
fn notes_with_times_of_other_tools() {
    let file = "# Lesson 3\n\nBefore any time\n\n[0:10] with *emphasis*\nand a second line\n\n12:34 - dashed\n\n\
                - [1:02:14](https://www.youtube.com/watch?v=nrHH8y7cKAc&t=3734s) linked\n";
    Program::new()
        .file("theirs.md", file.as_bytes())
        .with(&["import", "theirs.md"])
        .succeeds()
        .with(&["import", "theirs.md"])
        .succeeds()
        .with(LIST)
        .prints(
            "3. How does a machine learning model learn?\n\
             \x20         Before any time\n\
             \x20   0:10  with *emphasis*\n\
             \x20         and a second line\n\
             \x20  12:34  dashed\n\
             \x201:02:14  linked\n",
        );
}

#[test]
fn notes_that_name_no_lesson_go_where_they_are_sent() {
    Program::new()
        .file("theirs.md", b"[0:10] a thought\n")
        .with(&["import", "theirs.md"])
        .fails_with(1, "line 1")
        .with(&["import", "theirs.md", "--lesson", "5"])
        .succeeds()
        .with(&["notes", "list", "--lesson", "5"])
        .prints("5. What is deep learning and how will it change healthcare?\n    0:10  a thought\n");
}

#[test]
fn the_newer_one_stays_and_the_other_is_kept() {
    let program = Program::new().with(&["notes", "add", "--lesson", "1", "here"]).succeeds();
    let program = program.with(&["export", "--format", "json", "--output", "all.json"]).succeeds();
    let mut archive: Value =
        serde_json::from_slice(&fs::read(program.path("all.json")).expect("a file")).expect("JSON");
    archive["notes"][0]["body"] = json!("there, later");
    archive["notes"][0]["updated"] = json!("2199-01-01T00:00:00.000Z");
    let program = program.file("all.json", archive.to_string().as_bytes()).with(&["import", "all.json"]);
    assert!(program.printed().contains("1 newer than yours"));
    let program = program
        .with(LIST)
        .prints("1. Course Overview. Why learn about AI and Machine Learning?\n          there, later\n")
        .with(&["export", "--format", "json", "--output", "after.json"])
        .succeeds();
    let after: Value =
        serde_json::from_slice(&fs::read(program.path("after.json")).expect("a file")).expect("JSON");
    assert_eq!(after["notes"][0]["revisions"][0]["body"], "here", "{after:#}");
}

#[test]
fn a_file_that_is_not_right_is_told_with_its_line_and_changes_nothing() {
    let good = with_notes().with(&["export", "--format", "json", "--output", "all.json"]).succeeds();
    let json = fs::read_to_string(good.path("all.json")).expect("text");
    let half = &json[..json.len() / 2];
    let newer = json.replacen("\"version\": 1", "\"version\": 2", 1);
    let wrong = json.replacen("\"second\": 0", "\"second\": -1", 1);
    assert!(newer != json && wrong != json);
    let mut program = with_notes();
    let before = program.files("data");
    let markdown = good.with(&["export", "--format", "markdown", "--output", "all.md"]).succeeds();
    let markdown = fs::read_to_string(markdown.path("all.md")).expect("text");
    let cases: [(&str, &[u8], &str); 10] = [
        ("cut.md", &markdown.as_bytes()[..markdown.len() - 40], "cut short"),
        ("marked.txt", &[b"\xef\xbb\xbf", half.as_bytes()].concat(), "is not JSON"),
        ("half.json", half.as_bytes(), "is not JSON"),
        ("other.json", b"{\"a\": 1}", "not of this application"),
        ("newer.json", newer.as_bytes(), "newer version"),
        ("wrong.json", wrong.as_bytes(), "“second” cannot be -1"),
        ("time.md", b"# Lesson 3\n\n[12:75] what\n", "in line 3 of the file, 12:75 is not a time"),
        ("bytes.md", b"fine\n\xff\xfe", "line 2"),
        ("empty.md", b"", "no notes"),
        ("lesson.md", b"## 99. Nothing\n\n[0:10] a\n", "line 3"),
    ];
    for (name, bytes, words) in cases {
        program = program.file(name, bytes).with(&["import", name]).fails_with(1, words);
        let after = program.files("data");
        let backups = |path: &std::path::Path| path.starts_with("data/backups");
        let notes = |(path, _): &(&std::path::PathBuf, &Option<Vec<u8>>)| !backups(path);
        assert!(after.iter().filter(notes).eq(before.iter().filter(notes)), "{name}: something changed");
    }
    program
        .with(&["import", "missing.md"])
        .fails_with(1, "no file")
        .with(&["import", "home"])
        .fails_with(1, "is a folder")
        .with(&["import", "half.json", "--lesson", "99"])
        .fails_with(2, "no lesson 99")
        .with(&["import"])
        .misused("<FILE>");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let program = with_notes().file("folder/mine.md", b"mine");
    let program = program
        .with(&["export", "--format", "markdown-folder", "--output", "folder"])
        .fails_with(1, "is not empty");
    assert_eq!(program.files("folder").len(), 1);
}
