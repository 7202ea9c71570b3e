//! Every construct that a note can hold, as words on the page and as tags.

use super::{holds, note_words, notes, set, structure};

#[test]
fn markdown_is_set() {
    for (note, shown, tag) in [
        ("plain words", "plain words", "P (block)"),
        ("*slanted* _words_", "slanted words", "Span (inline)"),
        ("**strong** words", "strong words", "Span (inline)"),
        ("***both***", "both", "Span (inline)"),
        ("~~struck~~", "struck", "/TextDecorationType /LineThrough"),
        ("`code`", "code", "Code (inline)"),
        ("```python\nx = 1\ny = 2\n```", "x = 1 y = 2", "Code (inline)"),
        ("    indented", "indented", "Code (inline)"),
        ("> quoted\n> words\n>\n> more", "quoted words more", "BlockQuote"),
        ("- one\n- two", "• one • two", "/ListNumbering /Circle"),
        ("- one\n  - two\n    - three", "• one • two • three", "/ListNumbering /Circle"),
        ("- one\n\n  words below\n- two", "• one words below • two", "LBody (block)"),
        ("3. three\n4. four", "3. three 4. four", "/ListNumbering /Decimal"),
        ("0. zero", "0. zero", "/ListNumbering /Decimal"),
        ("- [x] done\n- [ ] open\n- neither", "☑ done ☐ open • neither", "LBody (block)"),
        ("| a | b |\n|:--|--:|\n| c | d |\n| e | |", "a b c d e", "TH <U1x0y0>"),
        ("above\n\n---\n\nbelow", "above below", "P (block)"),
        ("one\ntwo  \nthree\\\nfour", "one two three four", "P (block)"),
        ("### x", "x", "P (block)"),
        ("# a\n\n###### b\n\nSetext\n---", "a b Setext", "P (block)"),
        ("[words](https://a.org)", "words", "Link (inline)"),
        ("<https://a.org>", "https://a.org", "Link (inline)"),
        ("<a@b.org>", "a@b.org", "Link (inline)"),
        ("[~~struck~~ *words*](https://a.org)", "struck words", "Link (inline)"),
        ("~~struck [words](https://a.org)~~", "struck words", "Link (inline)"),
        ("[ref]\n\n[ref]: https://a.org", "ref", "Link (inline)"),
        ("![a scan](scan.png)", "a scan", "P (block)"),
        ("![](scan.png)", "scan.png", "P (block)"),
        ("[![a scan](s.png)](https://a.org)", "a scan", "Link (inline)"),
        ("a <b>bold</b> word", "a <b>bold</b> word", "P (block)"),
        ("<div>\n<p>x\n</div>", "<div> <p>x </div>", "P (block)"),
        ("<!-- hidden? -->", "<!-- hidden? -->", "P (block)"),
        ("&amp; &copy; \\*", "& © *", "P (block)"),
        ("> - 1. `deep` **[a](https://a.org)**", "• 1. deep a", "BlockQuote"),
    ] {
        let pdf = set(&notes(&[note]));
        assert_eq!(note_words(&pdf), shown, "{note:?}");
        let tags = structure(&pdf);
        let tags = tags.split_once("H1 \"How").map_or("", |(_, lesson)| lesson);
        assert!(tags.contains(tag), "{note:?} should be tagged {tag}: {tags}");
        assert_eq!(pdf.replaced, 0, "{note:?}");
    }
}

#[test]
fn a_note_is_never_markup_of_the_document() {
    for note in [
        "#raw",
        "#include \"x\"",
        "#import \"@preview/x:1.0.0\"",
        "#read(\"/etc/passwd\")",
        "$x$",
        "$ sum_(i=1)^n $",
        "@ref",
        "<label> = heading",
        "// comment /* and */",
        "#panic()",
        "--- ~ -- ...",
    ] {
        let pdf = set(&notes(&[note]));
        assert_eq!(note_words(&pdf), note);
    }
}

#[test]
fn only_web_and_mail_are_links() {
    for (note, shown) in [
        ("[a](javascript:alert(1))", "a (javascript:alert(1))"),
        ("[a](data:text/html,b)", "a (data:text/html,b)"),
        ("[a](file:///etc/passwd)", "a (file:///etc/passwd)"),
        ("[a](other.md)", "a (other.md)"),
        ("<javascript:alert(1)>", "javascript:alert(1)"),
        ("[a]()", "a"),
    ] {
        let pdf = set(&notes(&[note]));
        assert_eq!(note_words(&pdf), shown, "{note:?}");
        assert!(
            !holds(&pdf, "/URI(javascript") && !holds(&pdf, "/URI(data") && !holds(&pdf, "/URI(file"),
            "{note:?}"
        );
    }
    for (note, link) in [
        ("[a](https://a.org/b?c=d&e)", "https://a.org/b?c=d&e"),
        ("<a@b.org>", "mailto:a@b.org"),
        ("[a](<https://a.org/é b>)", "https://a.org/%C3%A9%20b"),
    ] {
        assert!(holds(&set(&notes(&[note])), &format!("/URI({link})")), "{note:?}");
    }
}

#[test]
fn text_runs_in_its_own_direction() {
    // Bundled faces have no Arabic, so direction is proved on the tree.
    for (note, rtl) in
        [("العربية first", true), ("first العربية", false), ("**שלום**", true), ("123 עברית", true)]
    {
        let mut blocks = crate::commonmark::blocks(note);
        for block in &mut blocks {
            block.each_text(&mut |_, _| {});
        }
        assert!(
            matches!(blocks.as_slice(), [crate::tree::Block::Paragraph { rtl: shown, .. }] if *shown == rtl),
            "{note:?}: {blocks:?}"
        );
    }
}
