//! Paper, print and arrangement; marks, key ideas, and the first part of a study sheet.

use super::{holds, notes, read, set, structure, words};
use crate::{Arrangement, Document, Entry, Layout, Mark, Paper, Pdf, Print, Section};

fn laid_out(layout: Layout, document: Document) -> Pdf {
    set(&Document { layout, ..document })
}

fn sheet() -> Layout {
    Layout { arrangement: Arrangement::StudySheet, ..Layout::default() }
}

fn note(mark: Option<Mark>, body: &str) -> Entry {
    Entry { second: Some(1), mark, body: body.to_owned(), ..Entry::default() }
}

fn all_words(pdf: &Pdf) -> String {
    read(pdf, "pdftotext", &["-raw"], &["-"]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Of each piece of text: left, right and height, in points.
fn boxes(pdf: &Pdf) -> Vec<(f64, f64, f64)> {
    let number = |line: &str, name: &str| -> f64 {
        let value = line.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        value.and_then(|(value, _)| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {line}"))
    };
    read(pdf, "pdftotext", &["-bbox"], &["-"])
        .lines()
        .filter(|line| line.trim_start().starts_with("<word"))
        .map(|line| (number(line, "xMin"), number(line, "xMax"), number(line, "yMax") - number(line, "yMin")))
        .collect()
}

#[test]
fn each_paper_and_print_holds_all_of_it() {
    for (paper, size, width) in
        [(Paper::A4, "595.276 x 841.89 pts (A4)", 595.276), (Paper::Letter, "612 x 792 pts (letter)", 612.0)]
    {
        for print in [Print::Ordinary, Print::Large] {
            let layout = Layout { paper, print, ..Layout::default() };
            let mut document = notes(&["words", &"word ".repeat(200), &"x".repeat(300)]);
            document.lessons[0].notes.extend([
                Entry { second: Some(359_999), ..note(Some(Mark::Important), "late") },
                Entry { second: None, ..note(Some(Mark::Question), "whole") },
                note(Some(Mark::Todo), "open"),
                note(Some(Mark::Done), "`code` and\n```\ncode\n```"),
                note(None, &format!("| a | b |\n|---|---|\n| {0} | {0} |", "x".repeat(99))),
                note(None, &format!("`{0}`\n```\n{0}\n```", "x".repeat(300))),
            ]);
            document.lessons[0].key_ideas = Some("Ideas.".to_owned());
            let pdf = laid_out(layout, document);
            let facts = read(&pdf, "pdfinfo", &[], &[]);
            assert!(facts.contains(size), "{paper:?}: {facts}");
            assert!(holds(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
            let shown = all_words(&pdf);
            for words in ["99:59:59", "Important", "Whole lesson", "Question", "☐ To do", "☑ Done", "Ideas."]
            {
                assert!(shown.contains(words), "{words:?} in {shown:?}");
            }
            for (left, right, _) in boxes(&pdf) {
                assert!(left > 50.0 && right < width - 50.0, "{left} to {right} on {paper:?} in {print:?}");
            }
        }
    }
}

#[test]
fn large_print_is_large() {
    let heights = |print| {
        let layout = Layout { print, ..Layout::default() };
        boxes(&laid_out(layout, notes(&["words"]))).into_iter().map(|(_, _, height)| height)
    };
    let least = heights(Print::Large).fold(f64::MAX, f64::min);
    let ordinary = heights(Print::Ordinary).fold(f64::MAX, f64::min);
    assert!(least / ordinary > 1.6, "the smallest words are {least} high, and {ordinary} in ordinary print");
}

#[test]
fn a_mark_is_said_in_words_beside_its_note() {
    for (mark, shown) in [
        (None, "0:01 words"),
        (Some(Mark::Important), "0:01 Important words"),
        (Some(Mark::Question), "0:01 Question words"),
        (Some(Mark::Todo), "0:01 ☐ To do words"),
        (Some(Mark::Done), "0:01 ☑ Done words"),
    ] {
        for print in [Print::Ordinary, Print::Large] {
            let mut document = notes(&[]);
            document.lessons[0].notes.push(note(mark, "words"));
            let pdf = laid_out(Layout { print, ..Layout::default() }, document);
            assert_eq!(words(&pdf), format!("3 How does a model learn? {shown}"), "{print:?}");
        }
    }
}

#[test]
fn key_ideas_stand_before_the_notes_and_apart_from_them() {
    let mut document = notes(&["My words."]);
    document.lessons[0].key_ideas =
        Some("The *course's* words ([doi](https://doi.org/10.1/x)) 心.".to_owned());
    let pdf = set(&document);
    let tags = structure(&pdf);
    let place = |part: &str| tags.find(part).unwrap_or_else(|| panic!("{part} in {tags}"));
    let order = ["H1 \"How does", "H2 \"Key ideas\"", "course's", "H2 \"Notes\"", "My words."].map(place);
    assert!(order.is_sorted(), "{tags}");
    assert!(holds(&pdf, "/URI(https://doi.org/10.1/x)"));
    assert_eq!(pdf.replaced, 1);
    assert!(all_words(&pdf).contains("The key ideas are neither’s: they came with the application."));

    document.lessons[0].notes.clear();
    let tags = structure(&set(&document));
    assert!(tags.contains("Key ideas") && !tags.contains("H2 \"Notes\""), "no heading over nothing: {tags}");
    for empty in [None, Some(" \n".to_owned()), Some("\u{200b}".to_owned())] {
        document.lessons[0].key_ideas = empty;
        assert!(!structure(&set(&document)).contains("Key ideas"));
    }
}

#[test]
fn a_study_sheet_asks_first_and_answers_later() {
    let mut document = notes(&["before"]);
    document.lessons[0].notes.extend([
        note(Some(Mark::Question), "Why is loss squared?"),
        note(None, "Since errors count."),
        note(None, "Q: What is a weight?\nA: A number that is learnt."),
        note(Some(Mark::Todo), "Ask the registrar."),
        note(Some(Mark::Done), "Read the paper."),
    ]);
    let plain = Section { number: None, title: "Retired".to_owned(), ..notes(&["c"]).lessons.remove(0) };
    document.lessons.push(plain);
    let pdf = laid_out(sheet(), document);
    let first = words(&pdf);
    assert_eq!(
        first,
        "Questions 3 How does a model learn? 0:01 Why is loss squared? 0:01 What is a weight? \
         To do 3 How does a model learn? 0:01 ☐ To do Ask the registrar."
    );
    let all = all_words(&pdf);
    for words in ["A: A number that is learnt.", "Since errors count.", "☑ Done Read the paper.", "Retired"]
    {
        assert!(all.contains(words), "{words:?} in {all:?}");
    }
    let tags = structure(&pdf);
    let headings: Vec<_> = tags.lines().filter_map(|line| line.trim().strip_prefix('H')).collect();
    assert_eq!(
        headings,
        [
            "1 \"Contents\" (block)",
            "1 \"Questions\" (block)",
            "2 \"How does a model learn?\" (block)",
            "1 \"To do\" (block)",
            "2 \"How does a model learn?\" (block)",
            "1 \"How does a model learn?\" (block)",
            "1 \"Retired\" (block)"
        ],
        "{tags}"
    );
}

#[test]
fn a_study_sheet_without_questions_says_so() {
    let pdf = laid_out(sheet(), notes(&["a"]));
    assert_eq!(words(&pdf), "Questions There are no questions in these notes yet.");
    let mut blank = notes(&[]);
    blank.lessons[0].notes.push(note(Some(Mark::Question), " "));
    assert!(laid_out(sheet(), blank).pages > 0);
    assert!(laid_out(sheet(), Document::default()).pages > 0);
}
