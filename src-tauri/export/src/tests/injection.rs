//! What would be markup elsewhere stays text, in every form that notes are taken away in.

use super::{holds, note_words, notes, set};
use crate::{Document, anki, markdown, markdown_folder, read_markdown};

/// Markup of Typst, of HTML, of YAML and of our own files, links that run, pictures, and steering characters.
const ATTACKS: [&str; 17] = [
    "#raw(\"x\")",
    "#include \"x\"",
    "#import \"@preview/x:1.0.0\": *",
    "#read(\"/etc/passwd\")",
    "#panic()",
    "$ x $ @ref <label>",
    "<script>alert(1)</script>",
    "a <img src=x onerror=alert(1)> b",
    "<iframe src=\"https://a.org\"></iframe>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "<javascript:alert(1)>",
    "![a](data:image/png;base64,AAAA)",
    "[a](data:text/html,x)",
    "[a](file:///etc/passwd)",
    "safe \u{202e}gnp.exe\u{202c} \u{2066}x\u{2069}",
    "<!-- ml-health:end -->",
];

/// In all places that a person's words can take.
fn attacked(attack: &str) -> Document {
    let mut document = notes(&[attack, &format!("Q: {attack}\nA: {attack}")]);
    document.course = attack.to_owned();
    document.learner = Some(attack.to_owned());
    document.lessons[0].title = attack.to_owned();
    document.lessons[0].key_ideas = Some(attack.to_owned());
    document.lessons[0].video = Some(attack.to_owned());
    document
}

#[test]
fn the_pdf_shows_it_and_runs_nothing() {
    for attack in ATTACKS {
        let pdf = set(&attacked(attack));
        for link in
            ["/URI(javascript", "/URI(JaVa", "/URI(data", "/URI(file", "/JavaScript", "/Subtype/Image"]
        {
            assert!(!holds(&pdf, link), "{attack:?} became {link}");
        }
        assert_eq!(pdf.replaced, 0, "{attack:?}");
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
    for attack in ATTACKS {
        let document = attacked(attack);
        let files = markdown_folder(&document).into_iter().map(|file| file.text);
        for text in files.chain([markdown(&document)]) {
            let read = read_markdown(&text, |_| false).expect("our own file");
            let bodies: Vec<_> = read.lessons[0].notes.iter().map(|note| note.body.as_str()).collect();
            assert_eq!(bodies, [attack, &format!("Q: {attack}\nA: {attack}")]);
            if let Some((front, _)) = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) {
                assert!(front.lines().all(|line| line.starts_with(['t', 'l', 'v', ' '])), "{front}");
                assert!(!front.contains('\u{202e}'), "{front}");
            }
        }
    }
}

#[test]
fn a_card_shows_only_what_was_sanitised() {
    for attack in ATTACKS {
        let cards = anki(&attacked(attack), |_| true, |_| "sanitised".to_owned());
        assert_eq!(cards.cards, 1);
        let row = cards.text.lines().last().expect("a row");
        let [_, deck, front, back, tags] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        assert_eq!((front, tags), ("\"sanitised\"", "\"ml-health\""));
        assert!(back.starts_with("\"sanitised<p><a href=\"\"https://youtu.be/"), "{back}");
        assert_eq!(back.matches('<').count(), 4, "{back}");
        assert!(!deck.contains('\u{202e}'), "{deck}");
    }
}
