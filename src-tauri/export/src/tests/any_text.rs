//! Whatever a note contains, it is set.

use std::time::{Duration, Instant};

use proptest::{collection::vec, prelude::*};

use super::{note_words, notes, set};
use crate::{Arrangement, Layout, Mark, Paper, Print, pdf};

/// Setting a document takes long; `cargo xtask fuzz` asks for more cases.
fn few_cases() -> ProptestConfig {
    let asked = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    ProptestConfig {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 32 },
        ..asked
    }
}

/// Letters, accents and controls of scripts that are shaped, in any order.
const SHAPED: &str =
    "(\\p{M}|\\p{L}|\\p{Cf}|\\p{So}|\\p{Arabic}|\\p{Devanagari}|\\p{Khmer}|\\p{Tibetan}|\\p{Thai}|a| ){0,80}";

/// The signs of Markdown, in any order.
const SIGNS: &str = "([-*+>#|`~_\\[\\]()!<&;:\\\\ \t\n0-9a-c]|\n- |\n- \\[x\\] |\n> |\n1\\. |\n    |\n```\n|\n\\|a\\|b\\|\n\\|-\\|-\\|\n|~~|\\*\\*|<b>|\\[a\\]\\(https://a.org\\)|\u{5d0}|\u{301}){0,150}";

mod properties {
    use super::*;

    proptest! {
        #![proptest_config(few_cases())]

        #[test]
        fn of_any_characters(printable in "\\PC{0,200}", raw in any::<String>(), shaped in SHAPED) {
            let mut document = notes(&[&printable, &raw, &shaped]);
            document.lessons[0].title = raw.clone();
            document.learner = Some(raw.clone());
            prop_assert!(pdf(&document).is_ok());
            document.lessons[0].key_ideas = Some(printable);
            for (note, mark) in document.lessons[0].notes.iter_mut().zip([Mark::Question, Mark::Todo, Mark::Done]) {
                note.mark = Some(mark);
                note.body = format!("{}\nQ: {raw}\nA: {raw}", note.body);
            }
            document.layout =
                Layout { paper: Paper::Letter, print: Print::Large, arrangement: Arrangement::StudySheet };
            prop_assert!(pdf(&document).is_ok());
        }

        /// Of scripts that the bundled faces have, every word is in the PDF; of others, a mark a letter.
        #[test]
        fn and_every_word_can_be_read_in_it(words in vec("[a-zà-öø-ÿα-ωа-я0-9]{1,14}|[心学]{1,3}|שלום|🧠", 1..60)) {
            let body = words.join(" ");
            let shown = body.replace(|c| matches!(c, '心' | '学' | '🧠' | 'א'..='ת'), "□");
            prop_assert_eq!(note_words(&set(&notes(&[&body]))), shown);
        }

        #[test]
        fn of_any_markdown(body in SIGNS) {
            prop_assert!(pdf(&notes(&[&body])).is_ok());
        }
    }
}

#[test]
fn of_any_depth_and_size() {
    let table = format!("{}\n{}\n{}", "a|".repeat(2000), "-|".repeat(2000), "b|".repeat(2000));
    let long_table = format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(3000));
    let steps: Vec<_> = (0..200).map(|depth| format!("{}- a", "  ".repeat(depth))).collect();
    for (name, body) in [
        ("quotes", format!("{} a", ">".repeat(10_000))),
        ("spaced quotes", format!("{} a", "> ".repeat(10_000))),
        ("brackets", "[".repeat(10_000)),
        ("links", format!("{}a{}", "[".repeat(5_000), "](b)".repeat(5_000))),
        ("pictures", format!("{}a{}", "![".repeat(2_000), "](b)".repeat(2_000))),
        ("emphasis", format!("{}a{}", "*".repeat(5_000), "*".repeat(5_000))),
        ("mixed emphasis", format!("{}a{}", "*a **b ~~c ".repeat(500), "~~ ** *".repeat(500))),
        ("lists on a line", "- ".repeat(5_000)),
        ("lists in steps", steps.join("\n")),
        ("backticks", "`".repeat(10_000)),
        ("wide table", table),
        ("long table", long_table),
        ("long table head", format!("|{}|\n|-|\n|a|", "word ".repeat(5_000))),
        ("long table cell", format!("|a|b|\n|-|-|\n|{}|b|", "word ".repeat(5_000))),
        ("one word", "x".repeat(20_000)),
        ("one line of code", format!("    {}", "x".repeat(20_000))),
        ("one address", format!("<https://a.org/{}>", "x".repeat(20_000))),
        ("many lines", "a\n".repeat(5_000)),
        ("marks on a letter", format!("a{}", "\u{301}".repeat(2_000))),
    ] {
        let start = Instant::now();
        let pdf = set(&notes(&[&body]));
        assert!(pdf.pages >= 3, "{name}");
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn of_a_megabyte() {
    let prose = "Loss is one number for how wrong the model is. ".repeat(11_000);
    let lines = "Sensitivity 40/50, specificity 790/950\n".repeat(7_000);
    let code = format!("```\n{}```\n", "loss = mean((y - p) ** 2)\n".repeat(5_000));
    let list = "- a line of a list\n".repeat(5_000);
    let note = format!("{prose}\n\n{lines}\n{code}\n{list}");
    assert!(note.len() > 1_000_000, "{}", note.len());
    assert!(set(&notes(&[&note])).pages > 300);
}
