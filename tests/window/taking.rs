//! Taking notes away in every form, and bringing them back.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, Window};

/// Exports in a format, and gives back what was written, by its name.
async fn exported(desk: &Desk, window: &Window, format: &str) -> String {
    window.press("Export…").await;
    window.click(&format!("input[name=export-format][value={format}]")).await;
    window.click("dialog[open] button[type=submit]").await;
    window.reads("dialog[open]", "exported").await;
    window.press("Close").await;
    window.misses("dialog[open]").await;
    let written =
        fs::read_dir(desk.path("out")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let newest = written.max_by_key(|path| path.metadata().and_then(|found| found.modified()).ok());
    newest.expect("something was written").display().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_is_written_and_json_comes_back_whole() {
    let desk = Desk::new();
    desk.answers(&json!({ "save": desk.path("out"), "folder": desk.path("out") }));
    desk.run(&["notes", "add", "--lesson", "3", "--at", "2:14", "Q: What is a gradient? #maths\nA: A slope"]);
    desk.run(&["notes", "add", "--lesson", "8", "Ask who was left out"]);
    let window = desk.open().await;
    window.go("#/notes").await;
    window.reads("main", "Ask who was left out").await;

    let markdown = fs::read_to_string(exported(&desk, &window, "markdown").await).expect("Markdown");
    assert!(markdown.contains("[2:14](https://youtu.be/nrHH8y7cKAc?t=134)"), "{markdown}");
    let cards = fs::read_to_string(exported(&desk, &window, "anki").await).expect("cards");
    assert!(cards.starts_with("#separator:tab\n") && cards.contains("What is a gradient?"), "{cards}");
    let folder = exported(&desk, &window, "markdown-folder").await;
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 2, "a file for each lesson with notes");
    let archive = exported(&desk, &window, "json").await;
    assert!(archive.ends_with(".json"), "{archive}");
    let whole = |desk: &Desk| {
        let path = desk.path("whole.json").display().to_string();
        desk.run(&["export", "--format", "json", "--output", &path]);
        let mut whole: Value = serde_json::from_slice(&fs::read(path).expect("an export")).expect("JSON");
        whole["exported"] = Value::Null;
        whole
    };
    let before = whole(&desk);
    window.close().await;

    let other = Desk::new();
    other.answers(&json!({ "notes": archive }));
    let window = other.open().await;
    window.go("#/settings").await;
    window.press("Import…").await;
    window.press("Choose a file…").await;
    window.reads(".import-words", "2 notes are new").await;
    assert_eq!(
        String::from_utf8_lossy(&other.run(&["notes", "list"]).stdout),
        "",
        "a preview changes nothing"
    );
    window.press("Import").await;
    window.reads("dialog[open]", "backup").await;
    window.press("Close").await;
    window.go("#/notes").await;
    window.reads("main", "Ask who was left out").await;
    assert_eq!(whole(&other), before);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_cannot_be_read_is_told_with_its_line_and_changes_nothing() {
    let desk = Desk::new();
    fs::write(desk.path("bad.md"), "# Lesson 3\n\n[0:10] fine\n\n[12:75] not a time\n").expect("a file");
    desk.answers(&json!({ "notes": desk.path("bad.md") }));
    let window = desk.open().await;
    window.go("#/settings").await;
    window.press("Import…").await;
    window.press("Choose a file…").await;
    window.reads("dialog[open]", "line 5").await;
    fs::write(desk.path("bad.md"), "# Lesson 3\n\n[0:10] fine\n\n12:34 - a time\n").expect("a file");
    window.press("Choose a file…").await;
    window.reads(".import-words", "2 notes are new").await;
    window.press("Import").await;
    window.reads("dialog[open]", "backup").await;
    window.close().await;
    let kept = String::from_utf8(desk.run(&["notes", "list"]).stdout).expect("text");
    assert!(kept.contains("0:10  fine") && kept.contains("12:34  a time"), "{kept}");
}
