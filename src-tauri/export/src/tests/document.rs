//! The document around the notes: who, when, links, pages, tags.

use super::{holds, note_words, notes, read, set, structure, words};
use crate::{Document, Section, manuscript::Form, pdf};

#[test]
fn it_says_what_it_is() {
    let pdf = set(&notes(&["a"]));
    let facts = read(&pdf, "pdfinfo", &[], &[]);
    for fact in [
        "Title:           Notes on Machine Learning for Healthcare",
        "Author:          Dr Amara Okafor",
        "22 00:00:00 2026",
        "Tagged:          yes",
        "A4",
    ] {
        assert!(facts.contains(fact), "{fact:?} in {facts}");
    }
    assert!(facts.contains(&format!("Pages:           {}", pdf.pages)), "{} pages in {facts}", pdf.pages);
    for mark in ["<pdfuaid:part>1</pdfuaid:part>", "/Lang(en-GB)", "/DisplayDocTitle true"] {
        assert!(holds(&pdf, mark), "{mark}");
    }
}

#[test]
fn its_first_page_says_whose_notes_these_are() {
    for (learner, shown) in [(Some("Dr Amara Okafor"), true), (None, false), (Some("  "), false)] {
        let mut document = notes(&["a"]);
        document.learner = learner.map(str::to_owned);
        let pdf = set(&document);
        let first = read(&pdf, "pdftotext", &["-l", "1"], &["-"]);
        for line in
            ["Machine Learning for\nHealthcare", "22 November 2026", "on the course by Dr Chris Lovejoy"]
        {
            assert!(first.contains(line), "{line:?} in {first:?}");
        }
        assert_eq!(first.contains("Dr Amara Okafor"), shown, "{learner:?}");
        let facts = read(&pdf, "pdfinfo", &[], &[]);
        assert!(!facts.contains("Author:          Dr Chris"), "the notes are not the author's words");
    }
}

#[test]
fn a_stamp_leads_to_its_second() {
    for (second, stamp, link) in [
        (Some(0), "0:00", "https://youtu.be/nrHH8y7cKAc?t=0"),
        (Some(76), "1:16", "https://youtu.be/nrHH8y7cKAc?t=76"),
        (Some(3723), "1:02:03", "https://youtu.be/nrHH8y7cKAc?t=3723"),
        (None, "Whole lesson", ""),
    ] {
        let mut document = notes(&["words"]);
        document.lessons[0].notes[0].second = second;
        let pdf = set(&document);
        assert_eq!(words(&pdf), format!("3 How does a model learn? {stamp} words"));
        assert!(holds(&pdf, &format!("/URI({link})")) || link.is_empty(), "{link}");
        assert_eq!(holds(&pdf, "youtu.be"), second.is_some());
    }
}

#[test]
fn without_a_video_a_stamp_is_shown_alone() {
    let mut document = notes(&["words"]);
    document.lessons[0].video = None;
    let pdf = set(&document);
    assert!(words(&pdf).contains("0:01 words"));
    assert!(!holds(&pdf, "/URI"));
}

#[test]
fn lessons_are_its_headings_and_its_contents() {
    let lesson =
        |number, title: &str| Section { number, title: title.to_owned(), ..notes(&["a"]).lessons.remove(0) };
    let document = Document {
        lessons: vec![
            lesson(Some(1), "First *one*"),
            lesson(Some(9), "# Ninth"),
            lesson(None, "Retired"),
            lesson(Some(4), " "),
            lesson(None, ""),
        ],
        ..notes(&[])
    };
    let pdf = set(&document);
    let tags = structure(&pdf);
    for heading in [
        "H1 \"Contents\"",
        "H1 \"First one\"",
        "H1 \"Ninth\"",
        "H1 \"Retired\"",
        "H1 \"Lesson 4\"",
        "H1 \"Untitled lesson\"",
    ] {
        assert!(tags.contains(heading), "{heading} in {tags}");
    }
    let contents = read(&pdf, "pdftotext", &["-f", "2", "-l", "2", "-layout"], &["-"]);
    let lines: Vec<_> =
        contents.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in ["Contents", "1 First one 3", "9 Ninth 3", "Retired 3"] {
        assert!(lines.iter().any(|shown| shown == line), "{line:?} in {lines:?}");
    }
    assert!(words(&pdf).contains("Retired No longer in the course"));
}

#[test]
fn a_title_is_one_line_of_words() {
    for (title, shown) in [
        ("How does it *learn*?", "How does it learn?"),
        ("**a** `b` ~~c~~", "a b c"),
        ("[a](https://a.org) <https://b.org>", "a https://b.org"),
        ("a\nb  \nc", "a b c"),
        ("# a", "a"),
        ("1. a", "1. a"),
        ("#panic() $x$ @y <z>", "#panic() $x$ @y <z>"),
        ("\u{200b}", "Lesson 3"),
        ("---", "---"),
    ] {
        let mut document = notes(&["x"]);
        document.lessons[0].title = title.to_owned();
        let pdf = set(&document);
        assert_eq!(words(&pdf), format!("3 {shown} 0:01 x"), "{title:?}");
        assert!(structure(&pdf).contains(&format!("H1 \"{shown}\"")), "{title:?}: {}", structure(&pdf));
    }
}

#[test]
fn every_page_but_the_first_says_which_it_is() {
    let bodies = vec!["A note of some length, so that the pages fill. ".repeat(12); 30];
    let bodies: Vec<_> = bodies.iter().map(String::as_str).collect();
    let pdf = set(&notes(&bodies));
    assert!(pdf.pages > 4, "{} pages", pdf.pages);
    for page in 1..=pdf.pages {
        let number = page.to_string();
        let shown = read(&pdf, "pdftotext", &["-f", &number, "-l", &number], &["-"]);
        assert_eq!(
            shown.contains(&format!("Page {page} of {}", pdf.pages)),
            page > 1,
            "page {page}: {shown}"
        );
    }
}

#[test]
fn with_nothing_in_it_it_says_so() {
    let mut document = notes(&[]);
    let without_notes = set(&document);
    assert!(words(&without_notes).contains("There are no notes on this lesson yet."));
    document.lessons.clear();
    let without_lessons = set(&document);
    assert!(read(&without_lessons, "pdftotext", &[], &["-"]).contains("There are no notes yet."));
    let nothing = set(&Document::default());
    assert!(nothing.pages > 0);
}

#[test]
fn an_empty_note_keeps_its_stamp() {
    for body in ["", "  \n\t\n", "#", "\0", "[a]: https://a.org"] {
        let pdf = set(&notes(&[body]));
        assert_eq!(note_words(&pdf), "An empty note.", "{body:?}");
    }
}

#[test]
fn in_its_plainest_form_no_word_is_missing() {
    let mut document = notes(&["# A\n\n- *b*\n- [c](https://a.org) 心\n\n| d |\n|---|"]);
    document.lessons[0].title = "*How* 心".to_owned();
    let pdf = pdf::set(&document, Form::Plain, None).expect("set");
    assert_eq!(words(&pdf), "3 *How* □ 0:01 # A - *b* - [c](https://a.org) □ | d | |---|");
    assert_eq!(pdf.replaced, 2);
}
