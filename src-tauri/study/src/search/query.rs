//! What is typed to be found. Nothing that is typed is an error: what is no filter is searched for as it stands.
//!
//! | typed | finds |
//! |---|---|
//! | `rec curve` | all the words, each as a word's beginning |
//! | `"test set"` | the words as they stand, one after the other; an open quotation is still being typed, and its last word a beginning |
//! | `tag:ecg` | notes with a tag that begins so; `tag:"ecg"`, with just that tag |
//! | `lesson:3`, `lesson:deep` | what belongs to that lesson: by number, or by the beginning of its name or title |
//! | `is:todo` | notes that are marked so: `important`, `question`, `todo`, `done` |
//!
//! Of several marks or lessons any will do; words and tags are all asked for.

use super::words::Words;
use crate::{id::LessonId, note::Mark, store::search::facet};

/// How many words and filters are looked at; more narrow nothing down any further.
const ITEMS: usize = 16;
/// How many words a phrase has at most, such as a sentence in a script without spaces.
const PHRASE: usize = 32;

/// What is looked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub terms: Vec<Term>,
    marks: Vec<Mark>,
    /// Each with whether it is only a beginning.
    tags: Vec<(String, bool)>,
    lessons: Vec<LessonId>,
}

/// Words that have to stand one after the other; mostly it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    words: Vec<String>,
    /// Whether the last word may go on.
    is_open: bool,
}

/// How a term stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Exactly,
    /// The last word goes on.
    AsBeginning,
}

/// A piece of what is typed: what stands between spaces, or in quotation marks.
struct Item<'a> {
    /// What stands before a colon.
    name: Option<&'a str>,
    value: &'a str,
    /// What was typed, with name and colon.
    whole: &'a str,
    /// Whether quotation marks closed it.
    is_closed: bool,
}

impl Query {
    /// `lessons` tells which lessons a name or number means.
    pub(super) fn parse(text: &str, lessons: impl Fn(&str) -> Vec<LessonId>) -> Self {
        let mut query = Self::default();
        let mut rest = text;
        for _ in 0..ITEMS {
            let Some(item) = next(&mut rest) else { break };
            if !query.filter(&item, &lessons) {
                query.terms.extend(Term::of(item.whole, !item.is_closed));
            }
        }
        query
    }

    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && !self.is_filtered()
    }

    pub(super) fn is_filtered(&self) -> bool {
        self.is_for_notes() || !self.lessons.is_empty()
    }

    /// Whether it asks for what only a note can have.
    pub(super) fn is_for_notes(&self) -> bool {
        !self.marks.is_empty() || !self.tags.is_empty()
    }

    pub(super) fn may_be_in(&self, lesson: &LessonId) -> bool {
        self.lessons.is_empty() || self.lessons.contains(lesson)
    }

    /// Whether each term stands in one of the texts.
    pub(super) fn stands_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<_> = texts.iter().map(|text| Words::of(text)).collect();
        self.terms.iter().all(|term| texts.iter().any(|text| term.stands_in(text)))
    }

    /// The notes that are looked for, as FTS5 wants it.
    pub(super) fn for_notes(&self) -> String {
        let any = |facets: Vec<String>| (!facets.is_empty()).then(|| format!("({})", facets.join(" OR ")));
        let terms = self.terms.iter().map(Term::for_index);
        let tags = self.tags.iter().map(|(tag, is_open)| quoted(&facet('t', tag), *is_open));
        let marks = any(self.marks.iter().map(|mark| quoted(&facet('m', mark.name()), false)).collect());
        let lessons = any(self.lessons.iter().map(|id| quoted(&facet('l', id.as_str()), false)).collect());
        terms.chain(tags).chain(marks).chain(lessons).collect::<Vec<_>>().join(" AND ")
    }

    /// The cues of a lesson that are looked for, as FTS5 wants it.
    pub(super) fn for_cues(&self, lesson: &LessonId) -> String {
        let lesson = quoted(&facet('l', lesson.as_str()), false);
        self.terms.iter().map(Term::for_index).chain([lesson]).collect::<Vec<_>>().join(" AND ")
    }

    /// Whether it was a filter. A name that no filter has, or a value that it cannot have, makes none.
    fn filter(&mut self, item: &Item<'_>, lessons: impl Fn(&str) -> Vec<LessonId>) -> bool {
        let Some(name) = item.name else { return false };
        let is = |filter: &str| name.eq_ignore_ascii_case(filter);
        if is("is") {
            let mark = Mark::ALL.into_iter().find(|mark| mark.name().eq_ignore_ascii_case(item.value));
            self.marks.extend(mark);
            return mark.is_some();
        }
        if is("tag") {
            let tag = tag(item.value);
            let is_tag = !tag.is_empty();
            self.tags.extend(is_tag.then_some((tag, !item.is_closed)));
            return is_tag;
        }
        let meant = if is("lesson") { lessons(item.value) } else { Vec::new() };
        let is_lesson = !meant.is_empty();
        self.lessons.extend(meant);
        is_lesson
    }
}

impl Term {
    /// `None` when the text has no word.
    fn of(text: &str, is_open: bool) -> Option<Self> {
        let words: Vec<_> = Words::of(text).iter().take(PHRASE).map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self { words, is_open })
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether and how it stands in a text from a word on.
    pub(super) fn stands(&self, words: &Words, at: usize) -> Option<Stand> {
        let (last, before) = self.words.split_last()?;
        let begins = before.iter().zip(at..).all(|(word, at)| words.get(at) == Some(word));
        let found = words.get(at + before.len()).filter(|_| begins)?;
        if found == last {
            return Some(Stand::Exactly);
        }
        (self.is_open && found.starts_with(last.as_str())).then_some(Stand::AsBeginning)
    }

    fn stands_in(&self, words: &Words) -> bool {
        (0..words.len()).any(|at| self.stands(words, at).is_some())
    }

    fn for_index(&self) -> String {
        quoted(&self.words.join(" "), self.is_open)
    }
}

/// A tag as it is compared in a search: as other words, so without its accents.
pub(crate) fn tag(text: &str) -> String {
    Words::of(text).joined().replace(' ', "-")
}

/// In quotation marks nothing is syntax. Words hold none themselves: all of ASCII in them are letters and digits.
fn quoted(words: &str, is_open: bool) -> String {
    format!("\"{words}\"{}", if is_open { "*" } else { "" })
}

fn next<'a>(rest: &mut &'a str) -> Option<Item<'a>> {
    let is_space = |c: char| c.is_whitespace() || c.is_control();
    let text = rest.trim_start_matches(is_space);
    if text.is_empty() {
        return None;
    }
    let end = text.find(|c| is_space(c) || is_quote(c)).unwrap_or(text.len());
    let (plain, after) = text.split_at(end);
    let name = plain.split_once(':').map(|(name, _)| name);
    let value = name.map_or(plain, |name| &plain[name.len() + 1..]);
    // A quotation is an item of its own, unless it is what a filter asks for.
    let quotation =
        after.strip_prefix(is_quote).filter(|_| plain.is_empty() || (name.is_some() && value.is_empty()));
    let Some(quotation) = quotation else {
        *rest = after;
        return Some(Item { name, value, whole: plain, is_closed: false });
    };
    let close = quotation.find(is_quote);
    let value = &quotation[..close.unwrap_or(quotation.len())];
    let used = text.len() - quotation.len() + value.len();
    *rest = text[used..].strip_prefix(is_quote).unwrap_or("");
    Some(Item { name, value, whole: &text[..used], is_closed: close.is_some() })
}

/// As keyboards have it, and as programs that write it for them do.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::search::FACET;

    fn parse(text: &str) -> Query {
        Query::parse(text, |name| if name == "3" { vec![LessonId("c-d".into())] } else { Vec::new() })
    }

    /// With the sign of a facet as `@`.
    fn told(text: &str) -> String {
        parse(text).for_notes().replace(FACET, "@")
    }

    #[test]
    fn words_phrases_and_filters() {
        for (typed, expected) in [
            ("Recall curve", r#""recall"* AND "curve"*"#),
            ("F1-score", r#""f1 score"*"#),
            (r#""Test set" x"#, r#""test set" AND "x"*"#),
            ("“Test set”", r#""test set""#),
            (r#"a"b c"d"#, r#""a"* AND "b c" AND "d"*"#),
            (r#""test se"#, r#""test se"*"#),
            ("心臓", r#""心 臓"*"#),
            ("is:Todo x", r#""x"* AND ("@mtodo")"#),
            ("IS:todo is:question", r#"("@mtodo" OR "@mquestion")"#),
            ("tag:#ÉCG tag:b", r#""@tecg"* AND "@tb"*"#),
            (r#"tag:"first-look""#, "\"@tfirst\u{e02d}look\""),
            ("LESSON:3 a", "\"a\"* AND (\"@lc\u{e02d}d\")"),
            ("lesson:\"3\"", "(\"@lc\u{e02d}d\")"),
            ("lesson:4", r#""lesson 4"*"#),
            ("is:nonsense", r#""is nonsense"*"#),
            ("foo:bar 10:30", r#""foo bar"* AND "10 30"*"#),
            (r#"foo:"bar baz""#, r#""foo bar baz""#),
            ("tag: lesson: is:", r#""tag"* AND "lesson"* AND "is"*"#),
            (r#"tag:"" x"#, r#""tag" AND "x"*"#),
            ("a AND NOT (b)", r#""a"* AND "and"* AND "not"* AND "b"*"#),
        ] {
            assert_eq!(told(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn without_a_word_there_is_nothing_to_look_for() {
        for typed in ["", "  ", "*", "\"", "\"\"", "- + ^ :", "\0", ":", "\u{301}"] {
            assert!(parse(typed).is_empty(), "{typed:?}");
        }
    }

    #[test]
    fn what_is_long_is_cut() {
        assert_eq!(parse(&"a ".repeat(1000)).terms.len(), ITEMS);
        assert_eq!(parse(&"心".repeat(1000)).terms[0].len(), PHRASE);
    }

    mod properties {
        use super::*;

        proptest! {
            #[test]
            fn anything_can_be_typed(text in "([a心\"“:# é]|tag:|is:todo|lesson:3|\\PC){0,20}") {
                prop_assert_eq!(parse(&text).for_notes().matches('"').count() % 2, 0);
            }
        }
    }
}
