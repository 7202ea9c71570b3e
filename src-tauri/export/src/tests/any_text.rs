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
fn look_scratch() {
    fn db() -> fontdb::Database { let mut d = crate::faces::system(); for f in ["/tmp/fonts/noto-sans-sc/package/400Regular/NotoSansSC_400Regular.ttf", "/tmp/fonts/nce/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"] { d.load_font_file(f).unwrap(); } d }
    let mut d = notes(&[
        "العربية: قلب المريض سليم، ومعدل النبض 72 في الدقيقة. هذا نص طويل بما يكفي ليمتد على أكثر من سطر واحد في الصفحة حتى نرى الاتجاه.\n\n- عنصر أول\n- عنصر ثان\n\n1. واحد\n2. اثنان",
        "Mixed: the word قلب (qalb) means heart, שלום means peace. हृदय is heart, หัวใจ too. 心脏 and 心不全。 Brain 🧠, team 👩🏽‍⚕️.",
        "|العربية|English|\n|---|---|\n|قلب|heart|\n|دماغ|brain, with a longer explanation that needs more than one line in its cell to be read, and then some more|",
        "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g\n              - h\n\n> a\n>> b\n>>> c\n>>>> d\n>>>>> e",
        "> - a quote with a list\n> - and `code`\n>\n> ```\n> code in a quote\n> ```\n>\n> | a | b |\n> |---|---|\n> | c | d |",
        "# Heading one\n\nwords below\n\n## Heading two\nmore words\n\n<div class=\"x\">\nraw html\n</div>\n\n* * *\n\nafter a rule\n\n![a chest x-ray](x.png) and [a link](javascript:alert(1)) and **[bold link](https://a.org)** and ~~struck [link](https://a.org)~~",
        "A very long word: Pneumonoultramicroscopicsilicovolcanoconiosisandsomemoreletterstobesure and https://example.org/a/very/long/address/that/goes/on/and/on/and/on/until/the/end/of/the/line/and/beyond.html and\n\n    a line of code that is longer than the page is wide, so that it has to be broken somewhere or run out of the page, which it should not\n\n`inline code that is longer than the page is wide, so that it has to be broken somewhere or run out`",
        "| a | b | c | d | e | f | g | h | i | j |\n|---|---|---|---|---|---|---|---|---|---|\n| sensitivity | specificity | prevalence | precision | recall | accuracy | balanced accuracy | area under the curve | calibration | Pneumonoultramicroscopicsilicovolcanoconiosis |",
        "1. one\n\n   second paragraph\n2. two\n\n   ```\n   code in a list\n   ```\n10. ten\n\n- [x] done *with emphasis* and a text that is long enough to need a second line on the page, so that its indent can be seen\n- [ ] open\n  - [ ] nested",
        "",
        "unset: \u{13000} \u{e000} and H\u{2082}O, SpO\u{2082}, 10\u{207b}\u{00b3}, ⅔, ∀x ∈ ℝ, ⇌, ♀ ♂, ⚕, ℞, 🩺",
    ]);
    d.lessons[0].notes[9].second = None;
    d.lessons.push(Section { number: None, title: "A lesson that was retired, with a rather long title that must run over *two* lines".into(), video: None, notes: vec![] });
    d.lessons.push(Section { number: Some(12), title: "مقدمة".into(), video: None, notes: d.lessons[0].notes.clone() });
    let p = with_faces(&d, db).unwrap();
    println!("{} {}", p.pages, p.replaced);
    std::fs::write("/tmp/hard.pdf", p.bytes).unwrap();
}
use crate::{Section, pdf::with_faces};
