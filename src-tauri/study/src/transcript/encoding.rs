//! From the bytes of a file to its text, whatever wrote it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text, without a byte order mark, and the name of its encoding. What is no character in it is `U+FFFD`.
///
/// A byte order mark is believed; else, what is valid UTF-8 is UTF-8; the rest is guessed as a web browser would.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => marked_by_zeros(bytes).unwrap_or_else(|| guess(bytes)),
    };
    // Removes the mark of this encoding, and of no other.
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    (text, encoding.name())
}

/// Text in Latin letters as UTF-16 without a mark: every other byte is zero, and as UTF-8 it would be valid.
fn marked_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(UTF_16LE),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let french = "Le modèle a été entraîné sur des données déjà étiquetées.";
        let japanese = "機械学習は、医療のデータから学びます。";
        let russian = "Модель обучается на размеченных данных, как и врач.";
        let legacy = |text: &str, encoding: &'static Encoding| encoding.encode(text).0.into_owned();
        let marked = |text: &str, order| utf_16(&format!("\u{feff}{text}"), order);
        for (bytes, text, name) in [
            (french.as_bytes().to_vec(), french, "UTF-8"),
            (format!("\u{feff}{french}").into_bytes(), french, "UTF-8"),
            (marked(japanese, u16::to_le_bytes), japanese, "UTF-16LE"),
            (marked(japanese, u16::to_be_bytes), japanese, "UTF-16BE"),
            (utf_16(french, u16::to_le_bytes), french, "UTF-16LE"),
            (utf_16(french, u16::to_be_bytes), french, "UTF-16BE"),
            (legacy(french, encoding_rs::WINDOWS_1252), french, "windows-1252"),
            (legacy(russian, encoding_rs::WINDOWS_1251), russian, "windows-1251"),
            (legacy(japanese, encoding_rs::SHIFT_JIS), japanese, "Shift_JIS"),
            (Vec::new(), "", "UTF-8"),
        ] {
            assert_eq!(decode(&bytes), (Cow::from(text), name), "{bytes:?}");
        }
    }
}
