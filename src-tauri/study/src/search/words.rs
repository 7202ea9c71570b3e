//! Words as they are compared: the one reading of a text on which index, query and highlighting agree.
//!
//! A word is a run of letters and digits, whatever its capitals and accents: `Größe` is `grosse`, `İstanbul` is
//! `istanbul`, `كِتَاب` is `كتاب`. Vowel signs that are no accents, as in Devanagari, stay. In a script that is
//! written without spaces each character is a word of its own, and so is an emoji: what is looked for is then a phrase
//! of those, which is found wherever it stands. Korean has spaces and is taken apart into its letters, so that a
//! syllable that is still being typed finds the finished ones.
//!
//! FTS5 has tokenisers too, but none for scripts without spaces, and theirs end a word at every vowel sign. So the index
//! is given words that are ready, parted by spaces, and its tokeniser `ascii` has nothing to do but to part them. What
//! changes here changes what is in the index: it needs a migration that calls `store::search::index_all`.

use std::ops::Range;

use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_compatible, is_combining_mark,
};

/// Longer words are compared by their beginning, in bytes: what is so long is no word but, say, an image in Base64.
const LONGEST: usize = 256;

/// The words of a text, and where they stand in it.
#[derive(Debug, Default)]
pub(crate) struct Words {
    folded: String,
    places: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    folded: Range<usize>,
    text: Range<usize>,
}

/// What a character does to the word that stands before it.
enum Kind {
    /// Goes on with it, or begins one.
    Letter,
    /// Is one.
    Alone,
    /// Belongs to its last letter, as an accent does.
    Mark,
    /// Is passed over, as a soft hyphen is.
    Unseen,
    /// Ends it.
    Between,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Reads another text into the same memory.
    pub(crate) fn read(&mut self, text: &str) {
        self.folded.clear();
        self.places.clear();
        // What the next character may go on with: the last word's letters, and its marks.
        let (mut letters, mut marks) = (false, false);
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            match kind(c) {
                Kind::Letter if letters => self.go_on(c, end),
                Kind::Mark if marks => self.go_on(c, end),
                Kind::Letter => {
                    self.begin(c, start..end);
                    (letters, marks) = (true, true);
                }
                Kind::Alone => {
                    self.begin(c, start..end);
                    (letters, marks) = (false, true);
                }
                Kind::Unseen => {}
                Kind::Mark | Kind::Between => (letters, marks) = (false, false),
            }
        }
        self.drop_empty();
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The word as it is compared.
    pub(crate) fn get(&self, word: usize) -> Option<&str> {
        self.folded.get(self.places.get(word)?.folded.clone())
    }

    /// Where words stand in the text that was read.
    pub(crate) fn place(&self, words: Range<usize>) -> Range<usize> {
        let start = self.places.get(words.start).map_or(0, |place| place.text.start);
        let last = words.end.checked_sub(1).and_then(|last| self.places.get(last));
        start..last.map_or(start, |place| place.text.end).max(start)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|word| self.get(word))
    }

    /// All words, parted by spaces.
    pub(crate) fn joined(&self) -> &str {
        &self.folded
    }

    fn begin(&mut self, c: char, text: Range<usize>) {
        self.drop_empty();
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        let start = self.folded.len();
        self.places.push(Place { folded: start..start, text: text.clone() });
        self.go_on(c, text.end);
    }

    fn go_on(&mut self, c: char, end: usize) {
        let Some(place) = self.places.last_mut() else { return };
        place.text.end = end;
        if place.folded.len() < LONGEST {
            fold(c, &mut self.folded);
            place.folded.end = self.folded.len();
        }
    }

    /// There are letters of which nothing is left when accents are.
    fn drop_empty(&mut self) {
        if self.places.pop_if(|place| place.folded.is_empty()).is_some() && self.folded.ends_with(' ') {
            self.folded.pop();
        }
    }
}

fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Kind::Letter } else { Kind::Between };
    }
    match c {
        // The half-width Japanese marks that a syllable begins with a voiced sound.
        '\u{ff9e}' | '\u{ff9f}' => Kind::Mark,
        c if is_unseen(c) => Kind::Unseen,
        c if is_combining_mark(c) => Kind::Mark,
        c if is_picture(c) || (is_without_spaces(c) && c.is_alphanumeric()) => Kind::Alone,
        c if c.is_alphanumeric() => Kind::Letter,
        _ => Kind::Between,
    }
}

/// Soft hyphen, Arabic's lengthening stroke, what joins letters or parts them without a space, and directions.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{640}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// Thai, Lao, Burmese, Khmer, Tai, Chinese, Japanese, Bopomofo and Yi, block by block as Unicode 17 has them.
fn is_without_spaces(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19df}'
        | '\u{1a20}'..='\u{1aaf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{312f}'
        | '\u{3190}'..='\u{31bf}' | '\u{31f0}'..='\u{a4cf}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{1aff0}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}

/// Symbols, emoji, and the radicals that copying from a PDF leaves in the place of Chinese characters, block by block.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2e80}'..='\u{2fdf}' | '\u{1f000}'..='\u{1faff}')
}

/// A character as it is compared: in its compatible form (NFKD), its capitals and accents gone.
fn fold(c: char, into: &mut String) {
    if c.is_ascii() {
        return into.push(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |part| {
        if is_accent(part) || is_unseen(part) {
            return;
        }
        match part {
            'ø' | 'Ø' => into.push('o'),
            'ł' | 'Ł' => into.push('l'),
            'đ' | 'Đ' => into.push('d'),
            'æ' | 'Æ' => into.push_str("ae"),
            'œ' | 'Œ' => into.push_str("oe"),
            // か is no beginning of が.
            '\u{3099}' | '\u{309a}' => {
                let before = into.pop();
                into.extend(before.and_then(|before| compose(before, part)).or(before));
            }
            // By way of the capitals, one letter for all its small forms: ß is ss, ς is σ, ı is i.
            part => {
                let cases = part.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
                into.extend(cases.filter(|c| c.is_alphanumeric() || is_combining_mark(*c) || is_picture(*c)));
            }
        }
    });
}

/// Accents by their combining class: strokes (1), the points of Hebrew, Arabic and Syriac (10 to 36), and whatever stands
/// above or below a letter (from 200). The other classes are vowels, tones and joiners that tell words apart.
fn is_accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 1 | 10..=36 | 200..)
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;
    use crate::store::search::FACET;

    #[test]
    fn words_of_all_scripts() {
        for (text, words) in [
            ("F1-score, ROC_AUC 0.95", "f1 score roc auc 0 95"),
            ("ÉLAN élan e\u{301}lan", "elan elan elan"),
            ("Größe GRÖSSE GRÖẞE", "grosse grosse grosse"),
            ("İstanbul ISTANBUL ılık", "istanbul istanbul ilik"),
            ("Sørensen Łódź Æther", "sorensen lodz aether"),
            ("ΚΑΡΔΙΆΣ καρδιάς", "καρδιασ καρδιασ"),
            ("ёлка Йод", "елка иод"),
            ("كِتَاب كتـاب أسد", "كتاب كتاب اسد"),
            ("שָׁלוֹם", "שלום"),
            ("می\u{200c}شود", "میشود"),
            ("हृदय की", "हृदय की"),
            ("หัวใจ", "หั ว ใ จ"),
            ("心臓病のCOVID感染", "心 臓 病 の covid 感 染"),
            ("がん か\u{3099}ん ｶﾞ", "が ん が ん ガ"),
            ("심장", "\u{1109}\u{1175}\u{11b7}\u{110c}\u{1161}\u{11bc}"),
            ("ﬁbre m² Ⅳ", "fibre m2 iv"),
            ("🧠ok👍🏽", "🧠 ok 👍 🏽"),
            ("co\u{ad}operate", "cooperate"),
            ("\u{301} \u{37a} - … \u{0}", ""),
            ("a \u{37a} b", "a b"),
        ] {
            assert_eq!(Words::of(text).joined(), words, "{text:?}");
        }
    }

    #[test]
    fn a_place_holds_the_marks_of_its_letters() {
        let text = "— e\u{301}te\u{301}, หั";
        let words = Words::of(text);
        assert_eq!(&text[words.place(0..1)], "e\u{301}te\u{301}");
        assert_eq!(&text[words.place(1..2)], "หั");
        assert_eq!(words.place(1..1).len(), 0);
    }

    mod properties {
        use super::*;

        proptest! {
            #[test]
            fn words_are_ready_for_the_index(text in any::<String>()) {
                let words = Words::of(&text);
                prop_assert!(words.joined().split(' ').filter(|word| !word.is_empty()).eq(words.iter()));
                for (number, word) in words.iter().enumerate() {
                    let fits = |c: char| if c.is_ascii() { c.is_ascii_digit() || c.is_ascii_lowercase() } else { c != FACET };
                    prop_assert!(word.chars().all(fits), "{word:?}");
                    prop_assert!(!text[words.place(number..number + 1)].contains(char::is_whitespace));
                }
            }

            #[test]
            fn however_an_accent_is_typed_it_is_the_same_word(text in any::<String>()) {
                let (composed, parted) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
                prop_assert_eq!(Words::of(&composed).joined().to_owned(), Words::of(&parted).joined().to_owned());
            }
        }
    }
}
