//! What would be markup elsewhere stays text, in every form that notes are taken away in.

use super::{
    attacks::{as_kept, attacks},
    holds, note_words, notes, read, set,
};
use crate::{
    Document, Entry, Format, Section, anki, file_name::of_lesson, file_name::steers, markdown,
    markdown_folder, read_markdown,
};

/// In all places that a person's words can take.
fn attacked(attack: &str) -> Document {
    let kept = as_kept(attack);
    let mut document = notes(&[&kept, &format!("Q: {kept}\nA: {kept}")]);
    document.course = attack.to_owned();
    document.learner = Some(attack.to_owned());
    document.lessons[0].title = attack.to_owned();
    document.lessons[0].key_ideas = Some(kept);
    document.lessons[0].video = Some(attack.chars().take(100).collect());
    document
}

/// All of them at once: a lesson of each title, and in it a note with words after the attack.
fn attacked_by_all() -> Document {
    let section = |attack: String| Section {
        notes: vec![Entry { body: format!("{}\n\nafterwards", as_kept(&attack)), ..Entry::default() }],
        title: attack,
        ..Section::default()
    };
    let lessons: Vec<_> = attacks().into_iter().map(section).collect();
    Document { lessons, ..notes(&[]) }
}

#[test]
fn the_pdf_shows_all_of_it_and_leads_only_to_the_web() {
    let document = attacked_by_all();
    let pdf = set(&document);
    let words = read(&pdf, "pdftotext", &["-raw"], &["-"]);
    assert_eq!(words.matches("afterwards").count(), document.lessons.len(), "what stands after an attack");
    for shown in
        ["<script>alert(1)</script>", "#read(\"/etc/passwd\")", "<svg onload=alert(1)>", "safe gnp.exe x"]
    {
        assert!(words.contains(shown), "{shown}");
    }
    assert_eq!(read(&pdf, "pdfinfo", &["-js"], &[]).trim(), "", "JavaScript");
    let links = read(&pdf, "pdfinfo", &["-url"], &[]);
    let links: Vec<_> = links.lines().skip(1).filter_map(|line| line.split_whitespace().last()).collect();
    assert!(
        links.contains(&"https://attack.example/?%3Cscript%3Ealert(1)%3C/script%3E") || !links.is_empty()
    );
    for link in links {
        assert!(["http://", "https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)), "{link}");
    }
    for action in
        ["/S/Launch", "/S/GoToR", "/S/SubmitForm", "/S/ImportData", "/EmbeddedFile", "/Subtype/Image"]
    {
        assert!(!holds(&pdf, action), "{action}");
    }
}

#[test]
fn the_pdf_is_set_whatever_stands_in_its_title() {
    for attack in attacks() {
        set(&attacked(&attack));
    }
    for (attack, shown) in [
        ("#include \"x\"", "#include \"x\""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("![a](data:image/png;base64,AAAA)", "a"),
        ("safe \u{202e}gnp.exe\u{202c}", "safe gnp.exe"),
    ] {
        assert_eq!(note_words(&set(&notes(&[attack]))), shown);
    }
}

#[test]
fn markdown_keeps_it_to_the_letter_and_takes_none_of_it_for_its_own() {
    for attack in attacks() {
        let document = attacked(&attack);
        let kept: Vec<_> = document.lessons[0].notes.iter().map(|note| note.body.as_str()).collect();
        let files = markdown_folder(&document).into_iter().map(|file| file.text);
        for text in files.chain([markdown(&document)]) {
            let read = read_markdown(&text, |_| false).expect("our own file");
            assert_eq!(read.lessons.len(), 1, "{attack:?}");
            let bodies: Vec<_> = read.lessons[0].notes.iter().map(|note| note.body.as_str()).collect();
            assert_eq!(bodies, kept);
            if let Some((front, _)) = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) {
                assert!(front.lines().all(|line| line.starts_with(['t', 'l', 'v', ' '])), "{front}");
                assert!(!front.contains(|c| steers(c) || c == '\u{1b}'), "{front}");
            }
        }
    }
}

#[test]
fn a_card_shows_only_what_was_sanitised() {
    for attack in attacks() {
        let cards = anki(&attacked(&attack), |_| true, |_| "sanitised".to_owned());
        if as_kept(&attack).trim().is_empty() {
            assert_eq!(cards.cards, 0, "{attack:?}");
            continue;
        }
        assert_eq!((cards.cards, cards.text.lines().count()), (1, 7), "{attack:?}");
        let row = cards.text.lines().last().expect("a row");
        let [_, deck, front, back, tags] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        assert_eq!((front, tags), ("\"sanitised\"", "\"ml-health\""));
        assert!(back.starts_with("\"sanitised<p><a href=\"\"https://youtu.be/"), "{back}");
        assert_eq!(back.matches('<').count(), 4, "{back}");
        assert!(!deck.contains(|c: char| steers(c) || c.is_control()), "{deck}");
    }
}

#[test]
fn a_proposed_name_is_a_plain_name_on_every_system() {
    for attack in attacks() {
        check_names(&attack);
    }
}

/// As Windows has them, whose rules are the narrowest: "Naming Files, Paths, and Namespaces".
fn check_names(title: &str) {
    let whole = crate::file_name(title, None, "2026-11-22", Format::Pdf);
    assert!(whole.ends_with("notes 2026-11-22.pdf"), "{whole:?}");
    let of_one = crate::file_name(title, Some((3, title)), "2026-11-22", Format::MarkdownFolder);
    for name in [whole, of_one, of_lesson(None, title), of_lesson(Some(3), title)] {
        assert!((1..=255).contains(&name.len()), "{name:?}");
        assert!(!name.contains(|c: char| "/\\:|<>\"?*".contains(c) || c.is_control()), "{name:?}");
        assert!(!name.contains(is_unseen), "{name:?}");
        assert!(!name.starts_with(['.', ' ', '-', '~']) && !name.ends_with(['.', ' ']), "{name:?}");
        let stem = name.split('.').next().unwrap_or_default().trim().to_uppercase();
        let is_port = (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.chars().count() == 4
            && stem.ends_with(|c: char| c.is_ascii_digit() || "¹²³".contains(c));
        assert!(
            !is_port && !["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str()),
            "{name:?}"
        );
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_title_makes_a_plain_name(title in "(con|nul|com1|lpt¹|\\.|/|\\\\|:| |\u{202e}|\u{0}|~|-|é|\\PC){0,12}|\\PC{0,120}", raw: String) {
            check_names(&title);
            check_names(&raw);
        }
    }
}

/// Characters that show nothing, or turn the writing direction (Unicode's `Default_Ignorable_Code_Point` for the most).
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}
