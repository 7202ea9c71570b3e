//! Markdown as HTML: what it becomes, and that nothing else does.

use proptest::prelude::*;

use super::*;
use crate::store::testing::attacks;

#[test]
fn markdown_becomes_html() {
    for (markdown, html) in [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- [x] a", "<ul>\n<li>☑ a</li>\n</ul>"),
        ("### x", "<p><strong>x</strong></p>"),
        ("[a](notes.md)", "<p><a>a</a></p>"),
        ("[a](https://b.org/)", "<p><a href=\"https://b.org/\">a</a></p>"),
        ("![alt](https://b.org/c.png)", "<p>alt</p>"),
        ("", ""),
    ] {
        assert_eq!(to_html(markdown).trim(), html, "{markdown:?}");
    }
}

#[test]
fn a_new_line_in_a_note_is_one() {
    assert_eq!(note_to_html("a\nb").trim(), "<p>a<br>\nb</p>");
    assert_eq!(to_html("a\nb").trim(), "<p>a\nb</p>");
}

#[test]
fn a_tag_in_a_note_is_marked() {
    for (markdown, html) in [
        (
            "see #a_b, *#c*",
            "<p>see <span class=\"tag\">#a_b</span>, <em><span class=\"tag\">#c</span></em></p>",
        ),
        ("`#a` [#b](https://b.org/)", "<p><code>#a</code> <a href=\"https://b.org/\">#b</a></p>"),
        ("<span class=\"tag\">x</span>", "<p>&lt;span class=\"tag\"&gt;x&lt;/span&gt;</p>"),
    ] {
        assert_eq!(note_to_html(markdown).trim(), html, "{markdown:?}");
    }
}

/// Elements with their attributes, each of which may be left out.
const ALLOWED: [(&str, &[&str]); 22] = [
    ("a", &["href", "title"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &[]),
    ("del", &[]),
    ("em", &[]),
    ("hr", &[]),
    ("li", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("span", &["class"]),
    ("strong", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &[]),
    ("th", &[]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
    ("sub", &[]),
    ("sup", &[]),
];

/// Reads HTML as strictly as can be: each element and attribute is an allowed one, each is closed, and between them is
/// nothing but text. Says what is not so.
fn misread(html: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut pieces = html.split('<');
    if pieces.next()?.contains('>') {
        return Some("text with a bracket".into());
    }
    for piece in pieces {
        let (tag, text) = piece.split_once('>')?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("{name} is closed and was not open"));
            }
        } else {
            let (name, attributes) = tag.split_once(' ').map_or((tag, ""), |(name, rest)| (name, rest));
            let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
                return Some(format!("the element {name}"));
            };
            let mut rest = attributes;
            while let Some((attribute, after)) = rest.split_once("=\"") {
                let (value, after) = after.split_once('"')?;
                let is_fine = match attribute {
                    "href" => ["http:", "https:", "mailto:"]
                        .iter()
                        .any(|scheme| value.to_lowercase().starts_with(scheme)),
                    "class" => value == "tag",
                    "start" => value.bytes().all(|byte| byte.is_ascii_digit()),
                    _ => true,
                };
                if !allowed.contains(&attribute) || !is_fine {
                    return Some(format!("{attribute}={value:?} of {name}"));
                }
                rest = after.trim_start_matches(' ');
            }
            if !rest.is_empty() {
                return Some(format!("{rest:?} in {name}"));
            }
            if !["br", "hr"].contains(&name) {
                open.push(name);
            }
        }
        if text.contains('>') {
            return Some(format!("{text:?}, which has a bracket"));
        }
    }
    open.pop().map(|name| format!("{name} stays open"))
}

#[test]
fn nothing_that_runs_comes_through() {
    for attack in attacks() {
        for html in [to_html(&attack), note_to_html(&attack), line_to_html(&attack)] {
            assert_eq!(misread(&html), None, "{attack:?} became {html:?}");
        }
    }
    assert!(to_html("<script>x</script>").contains("&lt;script&gt;"), "raw HTML stays readable");
}

#[test]
fn what_would_run_is_seen_for_what_it_is() {
    for html in [
        "<script>x</script>",
        "<p onclick=\"x\">a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<a href=x>a</a>",
        "<p>a",
        "a</p>",
        "<svg></svg>",
        "<note-row></note-row>",
        "<p class=\"dialog\">a</p>",
    ] {
        assert!(misread(html).is_some(), "{html}");
    }
}

mod properties {
    use super::*;

    /// Attacks cut up and put together anew, among the signs of Markdown.
    fn hostile() -> impl Strategy<Value = String> {
        let attack = prop::sample::select(attacks()).prop_filter("short", |attack| attack.len() < 300);
        let cut = (attack, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
            |(attack, from, to)| {
                let characters: Vec<char> = attack.chars().collect();
                let ends = [from.index(characters.len()), to.index(characters.len())];
                characters[ends[0].min(ends[1])..=ends[0].max(ends[1])].iter().collect::<String>()
            },
        );
        let sign = prop::sample::select(vec![
            "*",
            "**",
            "_",
            "~~",
            "`",
            "```\n",
            "    ",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "- [x] ",
            "|",
            "|a|\n|-|\n",
            "---\n",
            "# ",
            "[",
            "](",
            ")",
            "<",
            ">",
            "!",
            "\\",
            "&",
            "&lt;",
            "&#x6A;",
            "\"",
            "'",
            "#a",
            "#",
            ":",
            "//",
            "\t",
            "\u{0}",
            "\r",
            "é",
        ]);
        prop::collection::vec(prop_oneof![cut, sign.prop_map(str::to_owned)], 0..12)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        /// And what is sanitised stays as it is when it is read once more, so that no browser can read another thing in it.
        #[test]
        fn of_any_text_only_what_is_allowed_is_left(text in prop_oneof![4 => hostile(), 1 => any::<String>()]) {
            for html in [to_html(&text), note_to_html(&text), line_to_html(&text)] {
                prop_assert_eq!(misread(&html), None, "{}", html);
                // A byte order mark at the very beginning is no part of a text to who reads it as a file.
                let unmarked = html.strip_prefix('\u{feff}').unwrap_or(&html);
                prop_assert_eq!(SANITISER.clean(&html).to_string(), unmarked);
            }
        }
    }
}

#[test]
fn a_title_has_no_paragraph_around_it() {
    assert_eq!(line_to_html("How does it *learn*?"), "How does it <em>learn</em>?");
    assert_eq!(to_plain("How does it *learn*?\n\nNext"), "How does it learn? Next");
}
