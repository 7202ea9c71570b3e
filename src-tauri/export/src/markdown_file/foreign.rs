//! Reads Markdown of other tools: lines that begin with a time, under whatever tells the lesson.

use std::mem;

use super::{
    LessonHint, MarkdownError, MarkdownLesson, MarkdownNote,
    exact::shortened,
    place::{self, Place},
    read::{heading, numbered},
};
use crate::{address::VideoPlace, commonmark};

/// `before`: how many lines of the file stand before the text.
pub(super) fn lessons(
    text: &str,
    before: usize,
    is_title: &dyn Fn(&str) -> bool,
) -> Result<Vec<MarkdownLesson>, MarkdownError> {
    let (front, skipped) = front_matter(text);
    let mut reading = Reading {
        is_title,
        lessons: Vec::new(),
        lesson: MarkdownLesson { lesson: front, notes: Vec::new() },
        headed: false,
        open: None,
        fence: None,
    };
    for (index, line) in text.split('\n').enumerate().skip(skipped) {
        reading.take(line, before + index + 1)?;
    }
    reading.end_lesson();
    Ok(reading.lessons)
}

struct Reading<'a> {
    is_title: &'a dyn Fn(&str) -> bool,
    /// Those that have ended.
    lessons: Vec<MarkdownLesson>,
    lesson: MarkdownLesson,
    /// Whether a heading said which lesson it is.
    headed: bool,
    open: Option<Open>,
    /// The sign that ends the code in which we are.
    fence: Option<&'a str>,
}

/// A note that may go on.
struct Open {
    note: MarkdownNote,
    /// Spaces that the lines of a list's item have before them.
    indent: usize,
}

impl<'a> Reading<'a> {
    fn take(&mut self, line: &'a str, number: usize) -> Result<(), MarkdownError> {
        if self.is_code(line) {
            self.add(line, number);
            return Ok(());
        }
        let not_a_time =
            |error: place::NotATime| MarkdownError::NotATime { line: number, text: shortened(error.0) };
        if let Some(place) = place::read(line).map_err(not_a_time)? {
            self.begin(&place, number);
        } else if !self.is_of_lesson(line) {
            self.add(line, number);
        }
        Ok(())
    }

    /// Whether the line belongs to code between fences, of which the fences are a part.
    fn is_code(&mut self, line: &'a str) -> bool {
        let text = line.trim_start();
        let signs = text.len() - text.trim_start_matches('`').len();
        let waves = text.len() - text.trim_start_matches('~').len();
        // More backticks on the line make it code within a line.
        let fenced = signs.max(waves) >= 3 && !(signs > 0 && text[signs..].contains('`'));
        let here = fenced.then(|| &text[..signs.max(waves)]);
        match (self.fence, here) {
            (None, None) => false,
            (None, Some(sign)) => {
                self.fence = Some(sign);
                true
            }
            (Some(open), here) => {
                if here.is_some_and(|sign| sign.starts_with(open) && text.trim_end() == sign) {
                    self.fence = None;
                }
                true
            }
        }
    }

    fn begin(&mut self, place: &Place, line: usize) {
        self.end_note();
        if let Some(video) = place.video {
            match &self.lesson.lesson.video {
                Some(known) if known != video => {
                    self.end_lesson();
                    self.lesson.lesson.video = Some(video.to_owned());
                }
                Some(_) => {}
                None => self.lesson.lesson.video = Some(video.to_owned()),
            }
        }
        let body = match place.called {
            Some(called) if place.text.is_empty() => called.to_owned(),
            Some(called) => format!("{called}: {}", place.text),
            None => place.text.to_owned(),
        };
        let note = MarkdownNote { second: Some(place.second), mark: place.mark, body, line, id: None };
        self.open = Some(Open { note, indent: place.indent });
    }

    /// Adds a line to the note that is open, or begins one on the whole lesson.
    fn add(&mut self, line: &str, number: usize) {
        match &mut self.open {
            Some(Open { note, indent }) => {
                let spaces = line.len() - line.trim_start_matches(' ').len();
                note.body.push('\n');
                note.body.push_str(&line[spaces.min(*indent)..]);
            }
            None if line.trim().is_empty() => {}
            None => {
                let note = MarkdownNote { body: line.to_owned(), line: number, ..MarkdownNote::default() };
                self.open = Some(Open { note, indent: 0 });
            }
        }
    }

    fn end_note(&mut self) {
        if let Some(Open { note, .. }) = self.open.take() {
            // Lines alone are trimmed: four spaces before the first words mean code.
            let start = note.body.len() - note.body.trim_start().len();
            let start = note.body[..start].rfind('\n').map_or(0, |end| end + 1);
            let body = note.body[start..].trim_end().to_owned();
            self.lesson.notes.push(MarkdownNote { body, ..note });
        }
    }

    fn end_lesson(&mut self) {
        self.end_note();
        self.headed = false;
        let lesson = mem::take(&mut self.lesson);
        if !lesson.notes.is_empty() {
            self.lessons.push(lesson);
        }
    }

    /// Whether the line says of which lesson the next notes are, and nothing else.
    fn is_of_lesson(&mut self, line: &str) -> bool {
        let video = place::lone_link(line).and_then(|address| VideoPlace::of(address).video);
        if let Some(video) = video {
            self.is_of_video(video);
            return true;
        }
        let Some(words) = heading(line) else { return false };
        let known = self.lesson.lesson.is_known();
        let plain = commonmark::plain_line(words);
        let (number, title) = match numbered(words) {
            _ if (self.is_title)(&plain) => (None, plain),
            Some(found) => {
                let title = commonmark::plain_line(found.title);
                if !found.certain && known && !(self.is_title)(&title) {
                    return false;
                }
                (Some(found.number), title)
            }
            None => return false,
        };
        let title = Some(title).filter(|title| !title.is_empty());
        self.is_of(LessonHint { number, title, ..LessonHint::default() });
        true
    }

    fn is_of_video(&mut self, video: &str) {
        let known = self.lesson.lesson.video.as_deref();
        if known == Some(video) {
            return;
        }
        if known.is_some() || self.has_notes() {
            self.end_lesson();
        }
        self.lesson.lesson.video = Some(video.to_owned());
    }

    /// A heading belongs to what front matter or a link has said before; after another heading it begins anew.
    fn is_of(&mut self, hint: LessonHint) {
        if self.has_notes() || self.headed {
            self.end_lesson();
        }
        let before = mem::take(&mut self.lesson.lesson);
        self.lesson.lesson = LessonHint {
            number: hint.number.or(before.number),
            title: hint.title.or(before.title),
            ..before
        };
        self.headed = true;
    }

    fn has_notes(&self) -> bool {
        self.open.is_some() || !self.lesson.notes.is_empty()
    }
}

/// What the front matter says of the lesson, and how many lines it has.
fn front_matter(text: &str) -> (LessonHint, usize) {
    let mut hint = LessonHint::default();
    let mut lines = text.split('\n');
    if lines.next().map(str::trim_end) != Some("---") {
        return (hint, 0);
    }
    for (index, line) in lines.enumerate() {
        if matches!(line.trim_end(), "---" | "...") {
            return (hint, index + 2);
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = scalar(value.trim());
        if let Some(video) = VideoPlace::of(&value).video {
            hint.video = Some(video.to_owned());
        }
        match (key.trim(), value.parse()) {
            ("lesson", Ok(number)) => hint.number = Some(number),
            ("lesson", Err(_)) if !value.is_empty() => hint.id = Some(value),
            ("title", _) if !value.is_empty() => hint.title = Some(value),
            _ => {}
        }
    }
    // Without its end it was a rule, and what follows is text.
    (LessonHint::default(), 0)
}

/// A scalar of YAML that stands on one line. JSON's strings are YAML's, in double quotes.
fn scalar(value: &str) -> String {
    if let Some(inside) = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        return inside.replace("''", "'");
    }
    serde_json::from_str(value).unwrap_or_else(|_| value.to_owned())
}
