//! A line of a text that shows what was found in it.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::{query::Term, words::Words};

/// How long a snippet is, in half words: a character of a script without spaces counts as one, another word as two.
const LENGTH: usize = 48;
/// How much stands before the first that was found, when there is as much.
const BEFORE: usize = 12;
/// How many places are looked at to find the best.
const PLACES: usize = 1_000;
/// What is longer is cut, in characters: a word, and what stands between two words.
const LONGEST_WORD: usize = 60;
const LONGEST_GAP: usize = 12;

/// The words where a term stands.
struct Found {
    term: usize,
    words: Range<usize>,
}

/// The piece of a plain text in which most of the terms stand, as HTML on one line: escaped, and with what was found in
/// `<mark>`. Where nothing was found, it is the beginning.
pub(super) fn snippet(text: &str, terms: &[Term]) -> String {
    let words = Words::of(text);
    let found = find(&words, terms);
    let shown = window(text, &words, &found);
    let found: Vec<_> = found
        .into_iter()
        .filter(|found| found.words.end > shown.start && found.words.start < shown.end)
        .collect();
    let is_marked = |word| found.iter().any(|found| found.words.contains(&word));
    let goes_on =
        |word| found.iter().any(|found| found.words.contains(&word) && found.words.contains(&(word + 1)));
    let mut line = Line::default();
    let mut end = 0;
    if shown.start > 0 {
        line.html.push('…');
        end = words.place(shown.start..shown.end).start;
    }
    for word in shown.clone() {
        let place = words.place(word..word + 1);
        line.push(&text[end..place.start], LONGEST_GAP);
        if is_marked(word) && (word == shown.start || !goes_on(word - 1)) {
            line.html.push_str("<mark>");
        }
        line.push(&text[place.clone()], LONGEST_WORD);
        if is_marked(word) && (word + 1 == shown.end || !goes_on(word)) {
            line.html.push_str("</mark>");
        }
        end = place.end;
    }
    if shown.end < words.len() {
        line.html.push('…');
    } else {
        line.push(&text[end..], LONGEST_GAP);
    }
    line.html.trim().to_owned()
}

/// Everything that was found, in its order.
fn find(words: &Words, terms: &[Term]) -> Vec<Found> {
    let at = |at| {
        let stands = terms.iter().enumerate().filter(move |(_, term)| term.stands(words, at).is_some());
        stands.map(move |(index, term)| Found { term: index, words: at..at + term.len() })
    };
    (0..words.len()).flat_map(at).collect()
}

/// The words that are shown.
fn window(text: &str, words: &Words, found: &[Found]) -> Range<usize> {
    let width = |word: usize| {
        let characters = text[words.place(word..word + 1)].chars().filter(|c| !is_combining_mark(*c));
        characters.take(2).count()
    };
    let fitting = |words: &mut dyn Iterator<Item = usize>, length: usize| {
        let mut left = length;
        let fits = words.take_while(|word| {
            let fits = width(*word) <= left;
            left = left.saturating_sub(width(*word));
            fits
        });
        fits.count()
    };
    let forward = |from: usize, length| from + fitting(&mut (from..words.len()), length);
    let back = |to: usize, length| to - fitting(&mut (0..to).rev(), length);
    let start = best(found, |from| forward(from, LENGTH - BEFORE)).map_or(0, |from| back(from, BEFORE));
    let end = forward(start, LENGTH);
    // At the end of the text there is room before.
    if end == words.len() { back(end, LENGTH).min(start)..end } else { start..end }
}

/// The word from which most of the terms stand before `end` of it, then the most places, then the first.
fn best(found: &[Found], end: impl Fn(usize) -> usize) -> Option<usize> {
    let worth = |index: usize| {
        let end = end(found[index].words.start);
        let here = found[index..].iter().take_while(|found| found.words.end <= end);
        let terms =
            here.fold((0_u32, 0), |(terms, places), found| (terms | 1 << found.term.min(31), places + 1));
        (terms.0.count_ones(), terms.1)
    };
    let indices = 0..found.len().min(PLACES);
    let best = indices.rev().max_by_key(|index| worth(*index))?;
    Some(found[best].words.start)
}

#[derive(Default)]
struct Line {
    html: String,
}

impl Line {
    /// Adds a piece of the text: escaped, on one line, and without signs of direction, since a cut could part a pair of
    /// them. What is longer than `longest` is cut, if it can be between a letter and its accents.
    fn push(&mut self, piece: &str, longest: usize) {
        for (index, c) in piece.chars().enumerate() {
            if index >= longest && (!is_combining_mark(c) || index >= 2 * longest) {
                return self.html.push('…');
            }
            match c {
                c if c.is_whitespace() || c.is_control() => {
                    if !self.html.ends_with(' ') {
                        self.html.push(' ');
                    }
                }
                '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                c => self.html.push(c),
            }
        }
    }
}
