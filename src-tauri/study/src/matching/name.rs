//! Which lesson a file's name tells of.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::MatchedBy;
use crate::{course::Lesson, id::LessonId};

/// Words before a lesson's number, those first that are meant when several have one: “Week 1 Lesson 3”.
const MARKERS: &[&str] =
    &["lesson", "lecture", "video", "episode", "ep", "part", "chapter", "unit", "session", "module", "week"];
/// Words that tell nothing, in a title or in a name.
const EMPTY: &[&str] = &[
    "a", "about", "and", "captions", "copy", "doe", "english", "final", "for", "hd", "in", "it", "lesson",
    "of", "subtitle", "the", "to", "video", "will", "with", "youtube",
];
/// As much of a title has to stand in a name …
const OF_THE_TITLE: f64 = 0.6;
/// … or as much of a name in a title, if that is not only what many titles say.
const OF_THE_NAME: f64 = 0.6;
const TELLING: f64 = 1.0;

/// The lesson that a file's name, without its ending, tells of, and by what: by the video's identifier, as yt-dlp writes
/// it, else by a lesson's number, else by words of a title.
#[must_use]
pub fn lesson_of(name: &str, lessons: &[Lesson]) -> Option<(LessonId, MatchedBy)> {
    let numbered = |number: u32| lessons.iter().find(|lesson| lesson.number == number);
    let tokens = tokens(name);
    let found = |by| move |lesson: &Lesson| (lesson.id.clone(), by);
    lessons
        .iter()
        .find(|lesson| name.contains(&lesson.video.0))
        .map(found(MatchedBy::Id))
        .or_else(|| numbers(&tokens).find_map(numbered).map(found(MatchedBy::Number)))
        .or_else(|| titled(name, lessons).map(found(MatchedBy::Title)))
        .or_else(|| last_number(&tokens).and_then(numbered).map(found(MatchedBy::Number)))
}

/// A run of letters or of digits, and what stands between it and the one before.
struct Token {
    between: String,
    text: String,
}

fn tokens(name: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut between = String::new();
    for c in folded(name).chars() {
        if !c.is_alphanumeric() {
            between.push(c);
            continue;
        }
        match tokens.last_mut() {
            Some(last) if between.is_empty() && last.is_number() == c.is_ascii_digit() => last.text.push(c),
            _ => tokens.push(Token { between: std::mem::take(&mut between), text: c.into() }),
        }
    }
    // What stands after the last one.
    tokens.push(Token { between, text: String::new() });
    tokens
}

impl Token {
    fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// A lesson's number has at most two digits, and no letters right after it: a year and `1080p` are none.
    fn number(&self, next: &Token) -> Option<u32> {
        let free = next.text.is_empty() || next.is_number() || !next.between.is_empty();
        if self.is_number() && self.text.len() <= 2 && free { self.text.parse().ok() } else { None }
    }
}

/// The numbers that may be a lesson's, the surest first: `Lesson 3`, `L3`, `S01E03`, `3 of 9`, and at the beginning `03 -`,
/// `3.`, `(3)` and the like.
fn numbers(tokens: &[Token]) -> impl Iterator<Item = u32> {
    let after = |wanted: &str| {
        let found = tokens.windows(3).filter(move |three| three[0].text == wanted);
        found.filter_map(|three| three[1].number(&three[2])).collect::<Vec<_>>()
    };
    let marked = MARKERS.iter().flat_map(|marker| after(marker));
    let short = tokens.windows(3).filter(|three| matches!(&*three[0].text, "l" | "e"));
    let short =
        short.filter(|three| three[1].between.is_empty()).filter_map(|three| three[1].number(&three[2]));
    let of = tokens.windows(3).filter(|three| three[1].text == "of" && three[2].is_number());
    let of = of.filter_map(|three| three[0].number(&three[1]));
    marked.chain(short).chain(of).chain(first_number(tokens)).collect::<Vec<_>>().into_iter()
}

/// `3 reasons` is no lesson's number, `3 - reasons`, `03 reasons` and `3` alone are.
fn first_number(tokens: &[Token]) -> Option<u32> {
    let [first, next, ..] = tokens else { return None };
    let number = first.number(next)?;
    let alone = next.text.is_empty();
    let set_off = !next.is_number() && (next.between.trim() != "" || first.text.starts_with('0'));
    (alone || set_off).then_some(number)
}

/// The number at the very end, `healthcare-3`, but not that of a second download, `healthcare (3)`.
fn last_number(tokens: &[Token]) -> Option<u32> {
    let [.., last, end] = tokens else { return None };
    last.number(end).filter(|_| end.between.is_empty() && !last.between.is_empty())
}

/// The lesson whose title the name tells. A word counts for the less the more titles it stands in.
fn titled<'a>(name: &str, lessons: &'a [Lesson]) -> Option<&'a Lesson> {
    let titles: Vec<_> = lessons.iter().map(|lesson| words(&lesson.title)).collect();
    let weight = |word: &String| {
        let count = titles.iter().filter(|title| title.contains(word)).count();
        1.0 / f64::from(u32::try_from(count).unwrap_or(u32::MAX))
    };
    let name = words(name);
    let count = |words: usize| f64::from(u32::try_from(words).unwrap_or(u32::MAX));
    let mut best: Vec<_> = lessons
        .iter()
        .zip(&titles)
        .filter_map(|(lesson, title)| {
            let common: Vec<_> = title.intersection(&name).collect();
            let told: f64 = common.iter().copied().map(weight).sum();
            let of_the_title = told / title.iter().map(weight).sum::<f64>();
            let of_the_name = count(common.len()) / count(name.len());
            let tells = of_the_title >= OF_THE_TITLE || (told >= TELLING && of_the_name >= OF_THE_NAME);
            tells.then_some((told, lesson))
        })
        .collect();
    best.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    match &best[..] {
        [(first, lesson), rest @ ..] if rest.first().is_none_or(|(second, _)| second < first) => Some(lesson),
        _ => None,
    }
}

/// The words that tell something, without their endings, so that “reading papers” is “read paper”.
fn words(text: &str) -> BTreeSet<String> {
    let folded = folded(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.contains(char::is_numeric));
    let words = words.map(|word| {
        let word = word.strip_suffix('s').filter(|rest| rest.len() > 2).unwrap_or(word);
        word.strip_suffix("ing").filter(|rest| rest.len() > 2).unwrap_or(word)
    });
    words.filter(|word| !word.is_empty() && !EMPTY.contains(word)).map(str::to_owned).collect()
}

/// In small letters without accents.
fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Source;

    #[test]
    fn a_name_tells_its_lesson() {
        use MatchedBy::{Id, Number, Title};
        let lessons = Source::embedded().parse().expect("the course").lessons;
        for (name, expected) in [
            // As yt-dlp and youtube-dl name files.
            ("What happens in a neural network (with medical examples)？ [ykUiNMonJzc]", Some((4, Id))),
            ("How to read a machine learning paper-WVMiBvKEgYE", Some((8, Id))),
            ("1HxjNZ304Sw", Some((7, Id))),
            ("02 - Course Overview [dj_mF4OlcUY].en", Some((1, Id))),
            ("dj_mf4olcuy", None),
            // A lesson's number.
            ("03 - How does it learn", Some((3, Number))),
            ("3. Models", Some((3, Number))),
            ("3) Models", Some((3, Number))),
            ("[03] Models", Some((3, Number))),
            ("03_models_1080p", Some((3, Number))),
            ("03", Some((3, Number))),
            ("9", Some((9, Number))),
            ("Lesson 3 deep learning", Some((3, Number))),
            ("ML healthcare lesson-03 (2021)", Some((3, Number))),
            ("ml-l3", Some((3, Number))),
            ("L3", Some((3, Number))),
            ("Week 1 - Lesson 3", Some((3, Number))),
            ("Week_2", Some((2, Number))),
            ("Part 10, Lesson 4", Some((4, Number))),
            ("MLH.S01E06.720p.x264", Some((6, Number))),
            ("Machine learning course 7 of 9", Some((7, Number))),
            ("ml-healthcare-3", Some((3, Number))),
            // Numbers of something else.
            ("1080p", None),
            ("2021-10-30 recording", None),
            ("recording 2021", None),
            ("4K recording", None),
            ("recording (1)", None),
            ("Lesson 12", None),
            ("0", None),
            ("30-10 recording", None),
            ("3 reasons to sleep", None),
            ("2.5 hours of rain", None),
            ("html5 tutorial", None),
            // Words of a title.
            ("What is Machine Learning and why Healthcare", Some((2, Title))),
            ("how does a machine learning model learn", Some((3, Title))),
            ("How_to_assess_the_performance_of_machine_learning_models_1080p", Some((6, Title))),
            ("How to ensure a positive clinical impact", Some((7, Title))),
            ("Course Overview", Some((1, Title))),
            ("neural networks", Some((4, Title))),
            ("DEEP LEARNING final", Some((5, Title))),
            ("reading papers", Some((8, Title))),
            ("Next steps", Some((9, Title))),
            ("Réading a pàper", Some((8, Title))),
            ("Machine Learning for Healthcare", None),
            ("machine learning", None),
            ("holiday in France", None),
            ("", None),
            ("心電図", None),
        ] {
            let told = lesson_of(name, &lessons).map(|(id, by)| {
                (lessons.iter().position(|lesson| lesson.id == id).map_or(0, |place| place + 1), by)
            });
            assert_eq!(told, expected, "{name:?}");
        }
    }
}
