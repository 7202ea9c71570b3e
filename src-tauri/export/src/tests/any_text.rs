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
    let steps: String = (0..200).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    for (name, body) in [
        ("quotes", format!("{} a", ">".repeat(10_000))),
        ("spaced quotes", format!("{} a", "> ".repeat(10_000))),
        ("brackets", "[".repeat(10_000)),
        ("links", format!("{}a{}", "[".repeat(5_000), "](b)".repeat(5_000))),
        ("pictures", format!("{}a{}", "![".repeat(2_000), "](b)".repeat(2_000))),
        ("emphasis", format!("{}a{}", "*".repeat(5_000), "*".repeat(5_000))),
        ("mixed emphasis", format!("{}a{}", "*a **b ~~c ".repeat(500), "~~ ** *".repeat(500))),
        ("lists on a line", "- ".repeat(5_000)),
        ("lists in steps", steps),
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
    let prose = "Loss is one number for how wrong the model is. ".repeat(22_000);
    let lines = "- a line of notes\n".repeat(60_000);
    for body in [&prose, &lines] {
        assert!(set(&notes(&[body])).pages > 100);
    }
}
#[test]
fn timing_scratch() {
    let prose = "Loss is one number for how wrong the model is. ".repeat(22_000);
    let lines = "- a line of notes\n".repeat(60_000);
    let paras = "Loss is one number for how wrong the model is, they say. \n\n".repeat(18_000);
    let code = format!("```\n{}```", "Loss is one number for how wrong the model is. \n".repeat(22_000));
    let breaks = "Loss is one number for how wrong the model is. \n".repeat(22_000);
    let which = std::env::var("WHICH").unwrap();
    let body = match which.as_str() { "prose" => prose, "lines" => lines, "paras" => paras, "code" => code, _ => breaks };
    let t = Instant::now(); let p = set(&notes(&[&body])); println!("{which} {:?} {}", t.elapsed(), p.pages);
}
