//! What becomes of each character before it is set.
//!
//! PDF/UA refuses a document with a character that no face has, or that means nothing. So control characters and the
//! controls of writing direction are taken out (each paragraph's direction comes from its own letters), and a
//! character that no usable face has becomes a visible [`MARK`], which is counted.

use std::{
    collections::{BTreeSet, HashSet},
    mem,
};

use typst::text::is_default_ignorable;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Print,
    faces::{self, Faces},
};

/// Stands for a character that cannot be set. A bundled face has it.
pub(crate) const MARK: char = '□';

/// Lets a line end within a word.
const BREAK_HERE: char = '\u{200b}';

/// Where a piece of text is set.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Place {
    Prose,
    Cell,
    Code,
}

impl Place {
    /// How many characters may follow each other without a place to break the line: about what fits.
    fn longest_word(self, print: Print) -> usize {
        match (self, print) {
            (Self::Prose | Self::Code, Print::Ordinary) => 64,
            (Self::Prose, Print::Large) => 44,
            (Self::Code, Print::Large) => 48,
            (Self::Cell, Print::Ordinary) => 24,
            (Self::Cell, Print::Large) => 14,
        }
    }
}

/// Makes text fit for the faces, and counts what had to be replaced.
pub(crate) struct Fitting<'a> {
    pub(crate) faces: &'a Faces,
    /// What no face could set all the same, such as a letter of one with an accent of another.
    pub(crate) impossible: &'a HashSet<String>,
    pub(crate) print: Print,
    pub(crate) replaced: usize,
}

impl Fitting<'_> {
    pub(crate) fn fit(&mut self, text: &mut String, place: Place) {
        let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if plain && text.split(' ').all(|word| word.len() <= place.longest_word(self.print)) {
            return;
        }
        let kept: String = text.chars().filter_map(|c| kept(c, place)).collect();
        text.clear();
        let mut unbroken = 0;
        for cluster in kept.graphemes(true) {
            unbroken = if breaks_after(cluster) { 0 } else { unbroken + 1 };
            if unbroken > place.longest_word(self.print) {
                text.push(BREAK_HERE);
                unbroken = 1;
            }
            self.cluster(cluster, text);
        }
        if !self.impossible.is_empty() {
            self.mark_impossible(text);
        }
    }

    /// What a reader sees as one character: an emoji built of several, or a letter with its accents. Of one that
    /// cannot be set, as much as can be, and a mark.
    fn cluster(&mut self, cluster: &str, fitted: &mut String) {
        let visible = visible(cluster);
        if visible.is_empty() || self.faces.can_set(&visible) {
            return fitted.push_str(cluster);
        }
        let mut ends = visible.char_indices().map(|(end, _)| end).rev();
        if let Some(end) = ends.find(|&end| self.faces.can_set(&visible[..end])) {
            fitted.push_str(&visible[..end]);
        }
        fitted.push(MARK);
        self.replaced += 1;
    }

    fn mark_impossible(&mut self, text: &mut String) {
        let fitted = mem::take(text);
        for cluster in fitted.graphemes(true) {
            let visible = visible(cluster);
            if !self.impossible.iter().any(|impossible| visible.contains(impossible)) {
                text.push_str(cluster);
                continue;
            }
            text.push(MARK);
            self.replaced += usize::from(!visible.contains(MARK));
        }
    }
}

/// What a text needs of other faces than the bundled ones: every cluster that those cannot set, and for a cluster of
/// several characters each of them too, in case no face has all of it.
pub(crate) fn add_wanted(text: &str, wanted: &mut BTreeSet<String>) {
    if text.is_ascii() {
        return;
    }
    let kept: String = text.chars().filter_map(|c| kept(c, Place::Code)).collect();
    for cluster in kept.graphemes(true) {
        let visible = visible(cluster);
        if visible.chars().all(faces::is_bundled) || wanted.contains(&visible) {
            continue;
        }
        let alone = visible.chars().filter(|&c| !faces::is_bundled(c) && !is_meaningless(c));
        wanted.extend(alone.map(String::from));
        if !visible.contains(is_meaningless) {
            wanted.insert(visible);
        }
    }
}

/// Whether nothing of a text would be seen.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().filter_map(|c| kept(c, Place::Code)).all(|c| c.is_whitespace() || !is_visible(c))
}

/// The part of a cluster for which a face is needed.
pub(crate) fn visible(cluster: &str) -> String {
    cluster.chars().filter(|&c| is_visible(c)).collect()
}

fn is_visible(c: char) -> bool {
    !matches!(c, '\n' | '\t') && !is_default_ignorable(c)
}

/// Means something only between those who agreed on it, or nothing at all: no face can be right for it.
pub(crate) fn is_meaningless(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffc}')
        || u32::from(c) & 0xfffe == 0xfffe
}

fn kept(c: char, place: Place) -> Option<char> {
    match c {
        '\n' | '\t' if place == Place::Code => Some(c),
        // Lines of prose are breaks in the tree; what is left of them is a space, as every tab is.
        '\n' | '\t' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        // Embeddings, overrides and isolates of writing direction; the byte order mark; annotations; tags.
        '\u{202a}'..='\u{202e}'
        | '\u{2065}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e00ff}'
        | '\u{e01f0}'..='\u{e0fff}' => None,
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Some('\u{a0}'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// A line can end here anyway: at a space, and anywhere in Chinese and its neighbours.
fn breaks_after(cluster: &str) -> bool {
    cluster.starts_with(|c: char| {
        c.is_whitespace() || matches!(c, '\u{2e80}'..='\u{d7ff}' | '\u{20000}'..='\u{3ffff}')
    })
}
