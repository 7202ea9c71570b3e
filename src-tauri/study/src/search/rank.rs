//! Which of the notes in which everything stands come first.
//!
//! 1. Those in which more of the words stand whole, and not only as a beginning.
//! 2. Those in which all words stand side by side as they were typed.
//! 3. Those with the greater weight: the sum over the words of BM25's `tf·(k₁+1) / (tf + k₁·(1−b+b·length/average))`,
//!    where `tf` is how often a word stands in the note. BM25 also weighs words by how rare they are; that is left out:
//!    all of them stand in every one of these notes, and counting the others takes longer than all the rest.
//! 4. The newest.
//!
//! Of a long note, the beginning is read.

use std::cmp::Ordering;

use super::{
    query::{Stand, Term},
    words::Words,
};
use crate::markdown;

/// How soon more of the same word counts no further, and how much a long text has to have more of it: both of the
/// range that Robertson and Zaragoza give as good (2009, doi:10.1561/1500000019), and FTS5's own.
const K1: f64 = 1.2;
const B: f64 = 0.75;
/// How much of a note is read, in bytes.
const READ: usize = 4_000;

/// Notes that are read one after another and put in their order.
pub(super) struct Ranking<'a> {
    terms: &'a [Term],
    words: Words,
    notes: Vec<Ranked>,
    /// How often each term stands in each note, note by note.
    frequencies: Vec<f64>,
}

struct Ranked {
    key: i64,
    length: f64,
    is_as_typed: bool,
    whole: usize,
    weight: f64,
}

impl<'a> Ranking<'a> {
    pub(super) fn of(terms: &'a [Term]) -> Self {
        Self { terms, words: Words::default(), notes: Vec::new(), frequencies: Vec::new() }
    }

    /// Takes in a note. They are given in the order that stands where nothing else tells them apart.
    pub(super) fn read(&mut self, key: i64, body: &str) {
        let beginning = &body[..body.floor_char_boundary(READ)];
        self.words.read(&markdown::to_plain(beginning));
        let words = &self.words;
        let mut whole = 0;
        for term in self.terms {
            let mut frequency = 0.0;
            let mut is_whole = false;
            for stand in (0..words.len()).filter_map(|at| term.stands(words, at)) {
                frequency += 1.0;
                is_whole |= stand == Stand::Exactly;
            }
            self.frequencies.push(frequency);
            whole += usize::from(is_whole);
        }
        let is_as_typed = (0..words.len()).any(|at| stand_together(self.terms, words, at));
        let length = f64::from(u32::try_from(words.len()).unwrap_or(u32::MAX));
        self.notes.push(Ranked { key, length, is_as_typed, whole, weight: 0.0 });
    }

    /// The keys of the notes, in their order.
    pub(super) fn best(mut self) -> impl Iterator<Item = i64> {
        let notes = f64::from(u32::try_from(self.notes.len()).unwrap_or(u32::MAX));
        let average = (self.notes.iter().map(|note| note.length).sum::<f64>() / notes).max(1.0);
        let frequencies = self.frequencies.chunks_exact(self.terms.len().max(1));
        for (note, frequencies) in self.notes.iter_mut().zip(frequencies) {
            let damping = K1 * (1.0 - B + B * note.length / average);
            note.weight = frequencies.iter().map(|tf| tf * (K1 + 1.0) / (tf + damping)).sum();
        }
        self.notes.sort_by(better);
        self.notes.into_iter().map(|note| note.key)
    }
}

/// Whether all terms stand from a word on, one after the other.
fn stand_together(terms: &[Term], words: &Words, from: usize) -> bool {
    let mut at = from;
    terms.iter().all(|term| {
        let stands = term.stands(words, at).is_some();
        at += term.len();
        stands
    })
}

fn better(a: &Ranked, b: &Ranked) -> Ordering {
    let first = |note: &Ranked| (note.whole, note.is_as_typed);
    first(b).cmp(&first(a)).then(b.weight.total_cmp(&a.weight))
}
