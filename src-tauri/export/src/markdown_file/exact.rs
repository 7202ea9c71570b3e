//! Reads the files that we wrote: from marker to marker, and each note byte for byte. What somebody wrote under a lesson's
//! heading or after the end, in another tool, is read as that tool's.

use super::{
    LessonHint, MarkdownError, MarkdownLesson, MarkdownNote, foreign,
    marker::{self, Marker},
    place,
    read::{heading, numbered},
};
use crate::{Mark, address::VideoPlace, commonmark};

/// A marker and what follows it, up to the next.
struct Piece<'a> {
    marker: Marker<'a>,
    /// Of the marker, counted from 1.
    line: usize,
    text: &'a str,
}

pub(super) fn lessons(text: &str) -> Result<Vec<MarkdownLesson>, MarkdownError> {
    let pieces = pieces(text)?;
    // Single notes that somebody copied have neither; a whole file has both.
    let place = |marker: Marker| pieces.iter().rposition(|piece| piece.marker == marker);
    if place(Marker::Notes).is_some() && place(Marker::End) < place(Marker::Notes) {
        return Err(MarkdownError::CutShort { line: text.lines().count() });
    }
    let mut lessons: Vec<MarkdownLesson> = Vec::new();
    for piece in pieces {
        match piece.marker {
            Marker::Lesson { id } => {
                let (skipped, text) = below_heading(piece.text);
                let lesson = hint(id, piece.text);
                let (notes, elsewhere) = added(text, piece.line + skipped, &lesson)?;
                lessons.extend(elsewhere);
                lessons.push(MarkdownLesson { lesson, notes });
            }
            Marker::Note { id, mark, closed } => {
                let mut note = note(id, mark, &piece)?;
                if closed {
                    note.body.truncate(note.body.rfind('\n').unwrap_or(0));
                }
                match lessons.last_mut() {
                    Some(lesson) => lesson.notes.push(note),
                    None => lessons.push(MarkdownLesson { notes: vec![note], ..MarkdownLesson::default() }),
                }
            }
            Marker::End => {
                let mut last = lessons.pop().unwrap_or_default();
                let (notes, elsewhere) = added(piece.text, piece.line, &last.lesson)?;
                last.notes.extend(notes);
                lessons.push(last);
                lessons.extend(elsewhere);
            }
            Marker::Notes | Marker::Ideas => {}
        }
    }
    Ok(lessons)
}

/// What was written between ours: the notes that belong to the lesson, and those that say that they do not.
fn added(
    text: &str,
    before: usize,
    to: &LessonHint,
) -> Result<(Vec<MarkdownNote>, Vec<MarkdownLesson>), MarkdownError> {
    let found = foreign::lessons(text, before, &|_| false)?.into_iter();
    let (here, elsewhere): (Vec<_>, Vec<_>) = found.partition(|MarkdownLesson { lesson, .. }| {
        let video = lesson.video.is_none() || lesson.video == to.video;
        video && LessonHint { video: None, ..lesson.clone() } == LessonHint::default()
    });
    Ok((here.into_iter().flat_map(|lesson| lesson.notes).collect(), elsewhere))
}

/// What stands below a lesson's heading and the link to its video, and how many lines those are.
fn below_heading(text: &str) -> (usize, &str) {
    let (mut headed, mut linked, mut skipped, mut rest) = (false, false, 0, text);
    while let Some((line, below)) = rest.split_once('\n') {
        let is_heading = !headed && line.starts_with('#');
        let is_link = !linked && place::lone_link(line).is_some();
        if !line.trim().is_empty() && !is_heading && !is_link {
            break;
        }
        (headed, linked) = (headed || is_heading, linked || is_link);
        (skipped, rest) = (skipped + 1, below);
    }
    (skipped, rest)
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, MarkdownError> {
    let mut pieces: Vec<Piece> = Vec::new();
    // Where the text of the piece that is open begins.
    let mut start = 0;
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let end = at + line.len();
        if marker::is_like(line) {
            if let Some(open) = pieces.last_mut() {
                open.text = &text[start..at];
            }
            let damaged =
                || MarkdownError::DamagedMarker { line: index + 1, text: shortened(line.trim_end()) };
            let marker = Marker::read(line).ok_or_else(damaged)?;
            pieces.push(Piece { marker, line: index + 1, text: "" });
            start = end;
        }
        at = end;
    }
    if let Some(open) = pieces.last_mut() {
        open.text = &text[start..];
    }
    Ok(pieces)
}

fn note(id: Option<&str>, mark: Option<Mark>, piece: &Piece) -> Result<MarkdownNote, MarkdownError> {
    let line = piece.line + 1;
    let (first, rest) = piece.text.split_once('\n').unwrap_or((piece.text, ""));
    let (ticked, place) = place::ticked(first);
    let second = if place.starts_with("*Whole lesson*") {
        None
    } else {
        let not_a_time = |error: place::NotATime| MarkdownError::NotATime { line, text: shortened(error.0) };
        let place = place::read(first).map_err(not_a_time)?.ok_or(MarkdownError::NoPlace { line })?;
        Some(place.second)
    };
    let mark = match (mark, ticked) {
        (Some(Mark::Todo | Mark::Done), Some(ticked)) => Some(ticked),
        _ => mark,
    };
    let body = rest.strip_prefix('\n').unwrap_or(rest);
    let body = body.strip_suffix('\n').map_or(body, |body| body.strip_suffix('\n').unwrap_or(body));
    Ok(MarkdownNote { id: id.map(str::to_owned), second, mark, body: marker::shown(body), line })
}

/// What stands between a lesson's marker and the next.
fn hint(id: Option<&str>, text: &str) -> LessonHint {
    let mut hint = LessonHint { id: id.map(str::to_owned), ..LessonHint::default() };
    for line in text.lines() {
        if let Some(words) = heading(line).filter(|_| hint.title.is_none()) {
            let (number, title) = match numbered(words) {
                Some(numbered) => (Some(numbered.number), numbered.title),
                None => (None, words),
            };
            hint.number = number;
            hint.title = Some(commonmark::plain_line(title)).filter(|title| !title.is_empty());
        }
        let video = place::lone_link(line).and_then(|address| VideoPlace::of(address).video);
        hint.video = hint.video.or(video.map(str::to_owned));
    }
    hint
}

/// Enough of a text to find it again.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
