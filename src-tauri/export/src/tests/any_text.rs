//! Whatever a note contains, it is set.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{notes, set};
use crate::pdf;

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_any_characters(body in "\\PC{0,200}", raw in any::<String>(), title in any::<String>()) {
        let mut document = notes(&[&body, &raw]);
        document.lessons[0].title.clone_from(&title);
        document.learner = Some(raw);
        prop_assert!(pdf(&document).is_ok());
    }

    #[test]
    fn of_any_markdown(body in "([-*+>#|`~_\\[\\]()!<&;:\\\\ \t\n0-9a-c]|\n- |\n> |\n1\\. |\n    |\\|---\\||~~|\\*\\*|\u{5d0}|\u{301}){0,120}") {
        prop_assert!(pdf(&notes(&[&body])).is_ok());
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
#[test]
fn all_unicode_scratch() {
    let all: String = (0x20u32..0x30000).filter_map(char::from_u32).collect();
    let start = Instant::now();
    let pdf = pdf(&notes(&[&all])).expect("set");
    println!("{:?} {} pages {} replaced", start.elapsed(), pdf.pages, pdf.replaced);
}
proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("CASES").map_or(1, |n| n.parse().unwrap()), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn fuzz_scratch_a(body in "\\PC{0,200}", raw in any::<String>(), marks in "(\\p{M}|\\p{L}|\\p{Cf}|\\p{So}|\u{200d}|\\p{Sk}|\\p{Arabic}|\\p{Devanagari}|\\p{Khmer}|\\p{Myanmar}|\\p{Tibetan}|\\p{Thai}|\\p{Hebrew}|a| ){0,150}") {
        let document = notes(&[&body, &raw, &marks]);
        let r = crate::pdf::set(&document, crate::manuscript::Form::Full, Some(crate::faces::system));
        prop_assert!(r.is_ok(), "{:?}", r.err());
    }
    #[test]
    fn fuzz_scratch_b(body in "([-*+>#|`~_\\[\\]()!<&;:\\\\ \t\n0-9a-c]|\n- |\n> |\n1\\. |\n    |\n\\|a\\|b\\|\n\\|-\\|-\\|\n|~~|\\*\\*|\u{5d0}|\u{301}|\\[a\\]\\(https://a.org\\)|```\n|<b>|\n- \\[x\\] ){0,300}") {
        let r = crate::pdf::set(&notes(&[&body]), crate::manuscript::Form::Full, None);
        prop_assert!(r.is_ok(), "{:?}", r.err());
    }
}
