//! The comments by which our own files are read back, and what keeps a note's own lines from being taken for one.

use std::fmt;

use uuid::Uuid;

use crate::Mark;

const START: &str = "<!-- ml-health:";
/// [`START`] without its colon, before which a note's own line gets a backslash.
const NAME: &str = "<!-- ml-health";
const VERSION: &str = "1";
const CLOSED: &str = "closed";

#[derive(Debug, PartialEq)]
pub(super) enum Marker<'a> {
    Notes,
    Lesson {
        id: Option<&'a str>,
    },
    Ideas,
    Note {
        id: Option<&'a str>,
        mark: Option<Mark>,
        /// After the note stands a line that ends its code, which it leaves open.
        closed: bool,
    },
    End,
}

pub(super) fn is_like(line: &str) -> bool {
    line.starts_with(START)
}

impl<'a> Marker<'a> {
    /// `None`: the line begins as one and says nothing that we know.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        let inside = line.trim_end().strip_prefix(START)?.strip_suffix("-->")?;
        let words: Vec<&str> = inside.split_ascii_whitespace().collect();
        Some(match words.as_slice() {
            ["notes", VERSION] => Self::Notes,
            ["lesson", "-"] => Self::Lesson { id: None },
            ["lesson", id] if is_slug(id) => Self::Lesson { id: Some(id) },
            ["ideas"] => Self::Ideas,
            ["note", id, rest @ ..] if *id == "-" || is_uuid(id) => {
                let (rest, closed) = match rest {
                    [rest @ .., last] if *last == CLOSED => (rest, true),
                    _ => (rest, false),
                };
                let mark = match rest {
                    [] => None,
                    [mark] => Some(Mark::named(mark)?),
                    _ => return None,
                };
                Self::Note { id: Some(*id).filter(|id| *id != "-"), mark, closed }
            }
            ["end"] => Self::End,
            _ => return None,
        })
    }
}

/// One line, without its end. An id that could not be read back is left out.
impl fmt::Display for Marker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Notes => write!(f, "{START}notes {VERSION} -->"),
            Self::Lesson { id } => {
                write!(f, "{START}lesson {} -->", id.filter(|id| is_slug(id)).unwrap_or("-"))
            }
            Self::Ideas => write!(f, "{START}ideas -->"),
            Self::Note { id, mark, closed } => {
                let id = id.filter(|id| is_uuid(id)).unwrap_or("-");
                let words = mark.map(Mark::name).into_iter().chain(closed.then_some(CLOSED));
                write!(f, "{START}note {id}")?;
                words.into_iter().try_for_each(|word| write!(f, " {word}"))?;
                write!(f, " -->")
            }
            Self::End => write!(f, "{START}end -->"),
        }
    }
}

/// The text with a backslash more in each line that looks like a marker, with as many backslashes as there are.
pub(super) fn hidden(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match after_backslashes(line) {
            Some(rest) => {
                hidden.push_str(&line[..line.len() - rest.len()]);
                hidden.push('\\');
                hidden.push_str(rest);
            }
            None => hidden.push_str(line),
        }
    }
    hidden
}

/// Takes back what [`hidden`] did.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match after_backslashes(line).map(|rest| (line[..line.len() - rest.len()].strip_suffix('\\'), rest)) {
            Some((Some(start), rest)) => {
                shown.push_str(start);
                shown.push_str(rest);
            }
            _ => shown.push_str(line),
        }
    }
    shown
}

/// What follows the name and any backslashes, if it is the colon.
fn after_backslashes(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(NAME)?.trim_start_matches('\\');
    rest.starts_with(':').then_some(rest)
}

/// In the usual form with its hyphens, which is the only one that we write.
fn is_uuid(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}

fn is_slug(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    #[test]
    fn what_is_written_is_read_back() {
        for marker in [
            Marker::Notes,
            Marker::Lesson { id: Some("deep-learning") },
            Marker::Lesson { id: None },
            Marker::Ideas,
            Marker::Note { id: Some(ID), mark: None, closed: false },
            Marker::Note { id: Some(ID), mark: Some(Mark::Todo), closed: true },
            Marker::Note { id: None, mark: Some(Mark::Question), closed: false },
            Marker::Note { id: None, mark: None, closed: true },
            Marker::End,
        ] {
            assert_eq!(Marker::read(&marker.to_string()), Some(marker));
        }
    }

    #[test]
    fn what_is_damaged_is_not_guessed_at() {
        for line in [
            "<!-- ml-health:note -->",
            "<!-- ml-health:note 5 -->",
            "<!-- ml-health:note 01890a5dac96774bbcceb302099a8057 -->",
            "<!-- ml-health:note - wichtig -->",
            "<!-- ml-health:note - todo done -->",
            "<!-- ml-health:note - closed todo -->",
            "<!-- ml-health:notes 2 -->",
            "<!-- ml-health:lesson a b -->",
            "<!-- ml-health:lesson ../x -->",
            "<!-- ml-health:end",
            "<!-- ml-health: -->",
        ] {
            assert!(is_like(line) && Marker::read(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_notes_own_line_is_never_a_marker() {
        for (line, expected) in [
            ("<!-- ml-health:end -->", "<!-- ml-health\\:end -->"),
            ("<!-- ml-health\\:end -->\nx", "<!-- ml-health\\\\:end -->\nx"),
            ("a\n<!-- ml-health:", "a\n<!-- ml-health\\:"),
            (" <!-- ml-health:end -->", " <!-- ml-health:end -->"),
            ("<!-- ml-health -->", "<!-- ml-health -->"),
            ("", ""),
        ] {
            assert_eq!(hidden(line), expected);
            assert_eq!(shown(expected), line);
            assert!(!expected.lines().any(is_like));
        }
        assert_eq!(
            Marker::Note { id: Some("x --> y"), mark: None, closed: false }.to_string(),
            "<!-- ml-health:note - -->"
        );
        assert_eq!(Marker::Lesson { id: Some("a\nb") }.to_string(), "<!-- ml-health:lesson - -->");
    }
}
