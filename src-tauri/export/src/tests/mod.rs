//! What comes out of a document, read back from the PDF by poppler's tools (Debian: poppler-utils) and from its bytes.

mod anki;
mod any_text;
mod attacks;
mod characters;
mod commonmark_examples;
mod commonmark_spec;
mod document;
mod injection;
mod layout;
mod markdown;

use std::process::Command;

use fontdb::Database;
use tempfile::NamedTempFile;

use crate::{Document, Entry, Pdf, Section, pdf::with_faces, write_replacing};

/// One lesson with the given notes, all on its first second.
fn notes(bodies: &[&str]) -> Document {
    let notes = bodies
        .iter()
        .map(|body| Entry { second: Some(1), body: (*body).to_owned(), ..Entry::default() })
        .collect();
    Document {
        course: "Machine Learning for Healthcare".to_owned(),
        author: "Dr Chris Lovejoy".to_owned(),
        learner: Some("Dr Amara Okafor".to_owned()),
        date: "22 November 2026".to_owned(),
        lessons: vec![Section {
            number: Some(3),
            title: "How does a model *learn*?".to_owned(),
            video: Some("nrHH8y7cKAc".to_owned()),
            notes,
            ..Section::default()
        }],
        ..Document::default()
    }
}

/// Set with the bundled faces alone, so that the outcome is the same on every machine.
fn set(document: &Document) -> Pdf {
    with_faces(document, Database::new).expect("a document is set whatever it contains")
}

/// The words of the first page of notes, parted by one space, without header and footer.
fn words(pdf: &Pdf) -> String {
    let shown = read(
        pdf,
        "pdftotext",
        &["-f", "3", "-l", "3", "-raw", "-x", "0", "-y", "85", "-W", "595", "-H", "680"],
        &["-"],
    );
    let words: Vec<_> = shown.split_whitespace().collect();
    words.join(" ")
}

/// The same for a document of one note: the note's words alone.
fn note_words(pdf: &Pdf) -> String {
    let words = words(pdf);
    let note = words
        .strip_prefix("3 How does a model learn? 0:01")
        .unwrap_or_else(|| panic!("no note in {words:?}"));
    note.trim_start().to_owned()
}

/// The outline of the tags, one a line, with their text.
fn structure(pdf: &Pdf) -> String {
    read(pdf, "pdfinfo", &["-struct-text"], &[])
}

fn holds(pdf: &Pdf, bytes: &str) -> bool {
    pdf.bytes.windows(bytes.len()).any(|window| window == bytes.as_bytes())
}

fn read(pdf: &Pdf, tool: &str, before: &[&str], after: &[&str]) -> String {
    let file = NamedTempFile::new().expect("a temporary file");
    write_replacing(file.path(), &pdf.bytes).expect("the PDF in it");
    let output = Command::new(tool).args(before).arg(file.path()).args(after).output();
    let output = output.unwrap_or_else(|error| panic!("{tool} of poppler-utils is needed: {error}"));
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
