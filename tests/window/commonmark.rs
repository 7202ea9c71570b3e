//! Every example of CommonMark's own specification as a note: in the window, and in the PDF.

use std::fs;

use serde_json::{Value, json};

use crate::{commonmark_spec::examples, desk::Desk};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_example_is_shown_and_set() {
    let examples = examples();
    let desk = Desk::new();
    let archive = archive(&desk, &examples);
    fs::write(desk.path("notes.json"), archive.to_string()).expect("a file");
    desk.run(&["import", &desk.path("notes.json").display().to_string()]);

    let window = desk.open().await;
    window.js::<Value>("window.wrong = []; addEventListener('error', (e) => wrong.push(e.message)); addEventListener('securitypolicyviolation', (e) => wrong.push(e.violatedDirective)); return null").await;
    window.open_lesson(2).await;
    let shown = "return document.querySelectorAll('note-row').length";
    window
        .until("every example", async || {
            (window.js::<usize>(shown).await == examples.len() + 1).then_some(())
        })
        .await;
    assert_eq!(window.js::<Vec<String>>("return window.wrong").await, Vec::<String>::new());
    let active = "return document.querySelectorAll('note-row :is(img, script, iframe, style)').length";
    assert_eq!(window.js::<usize>(active).await, 0);
    window.close().await;

    let pdf = desk.path("notes.pdf").display().to_string();
    let said = desk.run(&["export", "--format", "pdf", "--output", &pdf]).stdout;
    assert!(String::from_utf8_lossy(&said).starts_with("Wrote "), "{}", String::from_utf8_lossy(&said));
}

/// The desk's own export, with a note for each example.
fn archive(desk: &Desk, examples: &[String]) -> Value {
    let path = desk.path("empty.json").display().to_string();
    desk.run(&["notes", "add", "--lesson", "2", "one that shows how a note is written"]);
    desk.run(&["export", "--format", "json", "--output", &path]);
    let mut archive: Value = serde_json::from_slice(&fs::read(path).expect("an export")).expect("JSON");
    let pattern = archive["notes"][0].clone();
    let notes = examples.iter().enumerate().map(|(second, example)| {
        let mut note = pattern.clone();
        note["id"] = json!(format!("0192f000-0000-7000-8000-{second:012}"));
        note["second"] = json!(second);
        note["body"] = json!(example);
        note
    });
    archive["notes"] = notes.collect();
    archive
}
