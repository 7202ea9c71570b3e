//! Tags: words that begin with `#`, in the text of a note.
//!
//! The sign stands at the beginning, after white space or after an opening bracket; a letter follows, and then letters,
//! digits, `_`, `-` and `/`. In code and in links there are no tags, and a heading's `#` is none, since a space follows it.

use std::{collections::HashSet, ops::Range};

use pulldown_cmark::Event;
use unicode_normalization::UnicodeNormalization as _;

use crate::markdown::{self, Prose};

/// The tags of a note without their sign, as they were typed, each once.
#[must_use]
pub fn tags(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if !body.contains('#') {
        return found;
    }
    let mut prose = Prose::default();
    let mut known = HashSet::new();
    for event in markdown::note_events(body) {
        prose.pass(&event);
        if let Event::Text(text) = &event
            && prose.is_here()
        {
            for place in places(text) {
                let tag = &text[place.start + 1..place.end];
                if known.insert(fold(tag)) {
                    found.push(tag.to_owned());
                }
            }
        }
    }
    found
}

/// The form in which tags are compared: whatever their capitals, and however an accent was typed.
#[must_use]
pub fn fold(tag: &str) -> String {
    tag.to_lowercase().nfc().collect()
}

/// Where tags stand in a piece of plain text, each with its sign.
pub(crate) fn places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut before = None;
    for (start, sign) in text.char_indices() {
        let may_begin = before.is_none_or(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '{'));
        before = Some(sign);
        if sign != '#' || !may_begin {
            continue;
        }
        let word = &text[start + 1..];
        let length =
            word.find(|c: char| !c.is_alphanumeric() && !is_mark(c) && !matches!(c, '_' | '-' | '/'));
        let word = word[..length.unwrap_or(word.len())].trim_end_matches(['-', '/', '_']);
        if word.starts_with(char::is_alphabetic) {
            places.push(start..start + 1 + word.len());
        }
    }
    places
}

/// Accents and vowel signs that belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_tag_is_a_word_with_its_sign() {
        for (body, expected) in [
            ("#triage", &["triage"][..]),
            ("ask about #Triage, (#ECG) and #triage", &["Triage", "ECG"]),
            ("#first-look #a/b #x_1", &["first-look", "a/b", "x_1"]),
            ("#心臓 #Größe #हिन्दी #Café", &["心臓", "Größe", "हिन्दी", "Café"]),
            ("#end. #dash- **#bold**", &["end", "dash", "bold"]),
            ("#1 ## # a#b ##c # heading", &[]),
            ("`#code`\n\n    #indented\n\n```\n#fenced\n```", &[]),
            ("[#label](https://a.org/#b) https://a.org/#c <https://a.org/#d>", &[]),
            ("# heading #tag", &["tag"]),
            ("", &[]),
        ] {
            assert_eq!(tags(body), expected, "{body:?}");
        }
    }

    #[test]
    fn capitals_and_the_way_an_accent_was_typed_make_no_difference() {
        assert_eq!(tags("#Cafe\u{301} #CAFÉ"), ["Cafe\u{301}"]);
        assert_eq!(fold("Cafe\u{301}"), "café");
    }

    #[test]
    fn a_note_full_of_tags_is_read_at_once() {
        let numbers: Vec<_> = (0..100_000).map(|number| number.to_string()).collect();
        // Compared each with each, they would take half an hour.
        assert_eq!(tags(&format!("#a{}", numbers.join(" #a"))).len(), numbers.len());
    }

    mod properties {
        use super::*;

        proptest! {
            #[test]
            fn any_text_has_its_tags(text in "[ #a-c1(\\n`\\[\\]*心é_-]{0,40}") {
                for tag in tags(&text) {
                    prop_assert!(text.contains(&format!("#{tag}")), "{tag}");
                }
            }
        }
    }
}
