//! What any file goes through before it is read as one of ours or of another tool's.

use std::borrow::Cow;

use super::{LessonHint, MarkdownError, MarkdownNotes, NOTE_LIMIT, exact, foreign, marker};

/// The text of a file, without a byte order mark.
///
/// # Errors
///
/// [`MarkdownError::NotText`], with the line in which it ceases to be UTF-8.
pub fn markdown_text(bytes: &[u8]) -> Result<&str, MarkdownError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let read = bytes.iter().take(error.valid_up_to());
        MarkdownError::NotText { line: read.filter(|&&byte| byte == b'\n').count() + 1 }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads notes: exactly what [`crate::markdown`] and [`crate::markdown_folder`] wrote, and else every line that begins
/// with a time as the beginning of a note that goes on to the next. What stands before the first time under a lesson is
/// a note on the whole lesson. A heading begins a lesson if it has a lesson's title, which `is_title` knows by its plain
/// words, or says "Lesson 3", or has a number, as long as nothing else said which lesson it is; other headings are text.
///
/// # Errors
///
/// The first line that cannot be read, and why.
pub fn read_markdown(text: &str, is_title: impl Fn(&str) -> bool) -> Result<MarkdownNotes, MarkdownError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(nul) = text.find('\0') {
        return Err(MarkdownError::NotText { line: text[..nul].matches('\n').count() + 1 });
    }
    let text = cleaned(text);
    let mut lessons = if text.split('\n').any(marker::is_like) {
        exact::lessons(&text)?
    } else {
        foreign::lessons(&text, 0, &is_title)?
    };
    lessons.retain(|lesson| !lesson.notes.is_empty());
    for note in lessons.iter().flat_map(|lesson| &lesson.notes) {
        let bytes = note.body.len();
        if bytes > NOTE_LIMIT {
            return Err(MarkdownError::NoteTooLong { line: note.line, bytes });
        }
    }
    Ok(MarkdownNotes { lessons })
}

/// With `\n` at the ends of lines, and without the control characters that a note cannot hold.
fn cleaned(text: &str) -> Cow<'_, str> {
    let is_foreign = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !text.contains(is_foreign) {
        return Cow::Borrowed(text);
    }
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.retain(|c| !is_foreign(c));
    Cow::Owned(text)
}

/// The words of a heading's line.
pub(super) fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    if !(1..=6).contains(&level) || !words.starts_with([' ', '\t']) {
        return None;
    }
    Some(words.trim().trim_end_matches('#').trim_end()).filter(|words| !words.is_empty())
}

/// The number before a title, and whether the word "Lesson" makes it certain.
pub(super) struct Numbered<'a> {
    pub(super) number: u32,
    pub(super) title: &'a str,
    pub(super) certain: bool,
}

/// "3. How does it learn?", "Lesson 3: How …", "Lesson 3".
pub(super) fn numbered(words: &str) -> Option<Numbered<'_>> {
    let named = words.get(..7).filter(|start| start.eq_ignore_ascii_case("lesson ")).map(|_| &words[7..]);
    let certain = named.is_some();
    let words = named.unwrap_or(words).trim_start();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = words[..words.len() - rest.len()].parse().ok().filter(|number| *number < 1000)?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let title = rest.strip_prefix(['.', ':', ')', '-', '–', '—']).unwrap_or(rest);
    let parted = title.len() < rest.len();
    if !title.is_empty() && !title.starts_with([' ', '\t']) && (parted || !certain) {
        return None;
    }
    (parted || certain).then(|| Numbered { number, title: title.trim(), certain })
}

impl LessonHint {
    /// Whether what says which lesson it is leaves no doubt.
    pub(super) fn is_known(&self) -> bool {
        self.id.is_some() || self.video.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_has_a_number_or_not() {
        for (words, expected) in [
            ("3. How does it learn?", Some((3, "How does it learn?", false))),
            ("3: How", Some((3, "How", false))),
            ("3 – How", Some((3, "How", false))),
            ("3)", Some((3, "", false))),
            ("Lesson 3", Some((3, "", true))),
            ("LESSON 3: How", Some((3, "How", true))),
            ("Lesson 3 How", Some((3, "How", true))),
            ("3 things to know", None),
            ("3.1 A part", None),
            ("3", None),
            ("2024-05-01", None),
            ("Lesson three", None),
            ("9999. Far", None),
            ("99999999999999. Far", None),
            ("", None),
        ] {
            let found = numbered(words).map(|found| (found.number, found.title, found.certain));
            assert_eq!(found, expected, "{words:?}");
        }
        for (line, expected) in [
            ("# a", Some("a")),
            ("###### a ##", Some("a")),
            ("####### a", None),
            ("#tag", None),
            ("# ", None),
            ("a", None),
        ] {
            assert_eq!(heading(line), expected, "{line:?}");
        }
    }
}
