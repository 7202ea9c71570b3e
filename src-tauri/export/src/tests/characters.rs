//! Characters that cannot be set, and those that only look as if.

use super::{holds, note_words, notes, set};
use crate::pdf;

#[test]
fn what_no_face_has_becomes_a_mark() {
    for (note, shown, replaced) in [
        ("a 🧠 b", "a □ b", 1),
        ("a 心 b", "a □ b", 1),
        ("العربية", "□□□□□□□", 7),
        // What a reader sees as one character counts as one.
        ("👨‍👩‍👧 end", "□ end", 1),
        ("🇬🇧 end", "□ end", 1),
        ("👍🏽 end", "□ end", 1),
        ("🧠\u{fe0f} end", "□ end", 1),
        ("x\u{1ab0}y", "x□y", 1),
        ("private \u{e000} \u{f8ff} \u{10fffd}", "private □ □ □", 3),
        ("no character \u{fffe} \u{fdd0} \u{1ffff}", "no character □ □ □", 3),
        ("object \u{fffc} end", "object □ end", 1),
        ("`code 心`", "code □", 1),
        ("```\ncode 心\n```", "code □", 1),
        ("| 心 |\n|---|\n| 心 |", "□ □", 2),
        ("not &#0; allowed", "not □ allowed", 1),
        ("□ by hand", "□ by hand", 0),
    ] {
        let pdf = set(&notes(&[note]));
        assert_eq!(note_words(&pdf), shown, "{note:?}");
        assert_eq!(pdf.replaced, replaced, "{note:?}");
    }
}

#[test]
fn what_only_steers_is_taken_out() {
    for (note, shown) in [
        ("a\0b", "ab"),
        ("a\u{1}\u{7f}\u{9f}b", "ab"),
        ("a&#1;b", "ab"),
        ("a\u{feff}b", "ab"),
        ("a\u{202e}dcb\u{202c} e\u{2066}f\u{2069}", "adcb ef"),
        ("a&#x202e;b", "ab"),
        ("a\u{e0041}b\u{fff9}", "ab"),
        ("a\tb", "a b"),
        ("a\u{2028}b\u{85}c", "a b c"),
        ("a\u{200b}\u{200d}\u{2060}\u{ad}", "a"),
        ("\u{200b}", "An empty note."),
        ("\u{301}", "\u{301}"),
    ] {
        let pdf = set(&notes(&[note]));
        let ignorable = |c| matches!(c, '\u{200b}' | '\u{200d}' | '\u{2060}' | '\u{ad}');
        assert_eq!(note_words(&pdf).replace(ignorable, ""), shown, "{note:?}");
    }
}

#[test]
fn what_clinicians_type_needs_no_other_face() {
    let note = "days² ≥ ≤ ≠ ≈ ± × ÷ → ← ↑ ↓ µg μ α β γ Δ °C ½ ‰ “quoted” – — … ✓ ☐ ☑ SpO₂ naïve Müller Łódź e\u{301}";
    let pdf = set(&notes(&[note]));
    assert_eq!(pdf.replaced, 0);
}

#[test]
fn everything_around_the_notes_is_judged_too() {
    let mut document = notes(&["a"]);
    document.course = "Course 心\u{202e}".to_owned();
    document.author = "Author 心".to_owned();
    document.learner = Some("Learner 心\0".to_owned());
    document.date = "Day 心".to_owned();
    document.lessons[0].title = "Title 心".to_owned();
    assert_eq!(set(&document).replaced, 5);
}

#[test]
fn only_what_is_longer_than_a_line_is_broken_within_a_word() {
    for note in
        ["Pneumonoultramicroscopicsilicovolcanoconiosis", "https://www.gov.uk/government/publications"]
    {
        assert_eq!(note_words(&set(&notes(&[note]))), note);
    }
    let longer = "x".repeat(200);
    let shown = note_words(&set(&notes(&[&longer])));
    assert!(shown.split(' ').count() > 1, "{shown}");
    assert_eq!(shown.replace(['\u{200b}', ' '], ""), longer);
}

#[test]
fn the_systems_faces_are_used_where_they_are_allowed() {
    // What is installed differs, so only this holds everywhere: no failure, and each character set or counted.
    let document = notes(&[
        "心 العربية שלום हिन्दी ไทย 🧠 👩🏽‍⚕️ ⇌ ∀ 𝔸",
        "*السلام* **心** `心`\n\n- العربية\n- [心](https://a.org)",
    ]);
    let pdf = pdf(&document).expect("set");
    assert!(holds(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
}
