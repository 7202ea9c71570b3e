//! A name for the file that every system accepts: Windows' rules, which are the narrowest, hold everywhere.

use typst::text::is_default_ignorable;

/// Names that Windows gives to devices, whatever ending follows ("Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 30] = [
    "CON", "CONIN$", "CONOUT$", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7",
    "COM8", "COM9", "COM¹", "COM²", "COM³", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8",
    "LPT9", "LPT¹", "LPT²", "LPT³",
];

/// Bytes of UTF-8 for course or lesson, so that the whole stays far below the 255 that file systems allow.
const PART: usize = 80;

/// What the notes are taken away as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Pdf,
    Markdown,
    /// A folder, whose name has no ending.
    MarkdownFolder,
    Json,
    /// Anki reads only this ending as text with headers.
    Anki,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Markdown => ".md",
            Self::MarkdownFolder => "",
            Self::Json => ".json",
            Self::Anki => ".txt",
        }
    }
}

/// "Machine Learning for Healthcare, lesson 3, How does a model learn, notes 2026-11-22.pdf".
#[must_use]
pub fn file_name(course_short: &str, lesson: Option<(u32, &str)>, date: &str, format: Format) -> String {
    let mut parts = vec![part(course_short)];
    if let Some((number, title)) = lesson {
        parts.push(format!("lesson {number}"));
        parts.push(part(title));
    }
    parts.push(format!("notes {}", part(date)).trim_end().to_owned());
    parts.retain(|part| !part.is_empty());
    format!("{}{}", no_device(parts.join(", ")), format.ending())
}

/// "3 How does a machine learning model learn", without an ending, for the file of one lesson among those of others.
pub(crate) fn of_lesson(number: Option<u32>, title: &str) -> String {
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    let name = format!("{number} {}", part(title)).trim().to_owned();
    if name.is_empty() { "Lesson".to_owned() } else { no_device(name) }
}

fn no_device(name: String) -> String {
    let before_dot = name.split('.').next().unwrap_or_default().trim();
    if DEVICES.iter().any(|device| device.eq_ignore_ascii_case(before_dot)) {
        return format!("Notes {name}");
    }
    name
}

/// The text without what a file name must not hold, words parted by one space, and not too long.
fn part(text: &str) -> String {
    let allowed: String = text
        .chars()
        .filter_map(|c| match c {
            '/' | '\\' | '|' | ':' => Some(' '),
            '<' | '>' | '"' | '?' | '*' => None,
            c if steers(c) => None,
            c if c.is_control() => Some(' '),
            c => Some(c),
        })
        .collect();
    let words = allowed.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut end = words.len().min(PART);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    if end < words.len() {
        end = words[..end].rfind(' ').unwrap_or(end);
    }
    // At the beginning, a hyphen would be an option of a command, and a tilde a home.
    words[..end].trim_matches(['.', ' ', ',']).trim_start_matches(['-', '~', '.', ' ']).to_owned()
}

/// Cannot be seen in a name, and can mislead in it: what turns the writing direction is among it.
pub(crate) fn steers(c: char) -> bool {
    is_default_ignorable(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        let long = "word ".repeat(60);
        let unbroken = "é".repeat(200);
        for (course, lesson, date, name) in [
            ("ML for Healthcare", None, "2026-11-22", "ML for Healthcare, notes 2026-11-22.pdf"),
            (
                "ML for Healthcare",
                Some((3, "How does a machine learning model *learn*?")),
                "2026-11-22",
                "ML for Healthcare, lesson 3, How does a machine learning model learn, notes 2026-11-22.pdf",
            ),
            ("a/b\\c:d|e", None, "2026-11-22", "a b c d e, notes 2026-11-22.pdf"),
            ("<a> \"b\"?", None, "2026-11-22", "a b, notes 2026-11-22.pdf"),
            ("../../etc/passwd", None, "2026-11-22", "etc passwd, notes 2026-11-22.pdf"),
            ("a\0b\nc\u{202e}d\u{200b}", None, "2026-11-22", "a b cd, notes 2026-11-22.pdf"),
            ("CON.x", None, "2026-11-22", "Notes CON.x, notes 2026-11-22.pdf"),
            ("-rf ~", None, "2026-11-22", "rf ~, notes 2026-11-22.pdf"),
            ("com¹.x", None, "2026-11-22", "Notes com¹.x, notes 2026-11-22.pdf"),
            ("lpt1 .x", None, "2026-11-22", "Notes lpt1 .x, notes 2026-11-22.pdf"),
            (".hidden. ", None, "2026-11-22", "hidden, notes 2026-11-22.pdf"),
            ("", None, "2026-11-22", "notes 2026-11-22.pdf"),
            ("", Some((1, "???")), "", "lesson 1, notes.pdf"),
            ("Médecine 心", None, "2026-11-22", "Médecine 心, notes 2026-11-22.pdf"),
            (&long, None, "2026-11-22", &format!("{}, notes 2026-11-22.pdf", "word ".repeat(16).trim_end())),
            (&unbroken, None, "2026-11-22", &format!("{}, notes 2026-11-22.pdf", "é".repeat(40))),
        ] {
            assert_eq!(file_name(course, lesson, date, Format::Pdf), name, "{course:?}, {lesson:?}");
        }
    }

    #[test]
    fn each_format_has_its_ending() {
        for (format, name) in [
            (Format::Markdown, "a, notes 1.md"),
            (Format::MarkdownFolder, "a, notes 1"),
            (Format::Json, "a, notes 1.json"),
            (Format::Anki, "a, notes 1.txt"),
        ] {
            assert_eq!(file_name("a", None, "1", format), name);
        }
    }

    #[test]
    fn a_lessons_file_has_its_number_and_title() {
        for (number, title, name) in [
            (Some(3), "How does it learn?", "3 How does it learn"),
            (None, "Retired: a/b", "Retired a b"),
            (Some(3), "../..", "3"),
            (None, "CON", "Notes CON"),
            (None, "\u{202e}", "Lesson"),
        ] {
            assert_eq!(of_lesson(number, title), name, "{title:?}");
        }
    }
}
