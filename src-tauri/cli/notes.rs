//! `ml-health notes add` and `ml-health notes list`

use clap::Subcommand;
use ml_health_study::{
    Study,
    id::NoteId,
    note::{LessonNotes, NoteDraft, NoteFilter},
    time::{clock, parse_clock},
};

use super::{print, print_json};
use crate::{Error, Result, media, now};

#[derive(Subcommand)]
pub(crate) enum Notes {
    /// Add a note to a lesson
    Add {
        /// The lesson's number
        #[arg(long, value_name = "N")]
        lesson: u32,
        /// The place in the video, as M:SS; without it the note is on the whole lesson
        #[arg(long, value_name = "M:SS")]
        at: Option<String>,
        /// The note, in Markdown
        text: String,
    },
    /// List the notes
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// Only those of the lesson with this number
        #[arg(long, value_name = "N")]
        lesson: Option<u32>,
    },
}

pub(super) fn run(study: &mut Study, arguments: Notes) -> Result<()> {
    match arguments {
        Notes::Add { lesson, at, text } => add(study, lesson, at.as_deref(), text),
        Notes::List { json, lesson } => list(study, json, lesson),
    }
}

fn add(study: &mut Study, lesson: u32, at: Option<&str>, body: String) -> Result<()> {
    if body.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(Error::EmptyNote);
    }
    let second = at.map(parse_clock).transpose()?;
    let lesson = study.lesson_by_number(lesson)?;
    let id = NoteId::new(now(), media::random()?);
    study.save_note(NoteDraft { id, lesson: lesson.id, second, mark: None, body }, now())?;
    let place = second.map_or_else(String::new, |second| format!(" at {}", clock(second)));
    print(&format!("Added to lesson {}{place}.\n", lesson.number))
}

fn list(study: &Study, json: bool, lesson: Option<u32>) -> Result<()> {
    let wanted = lesson.map(|number| study.lesson_by_number(number)).transpose()?;
    let filter = NoteFilter { lesson: wanted.map(|lesson| lesson.id), ..NoteFilter::default() };
    let lessons = study.notes(&filter, usize::MAX)?.lessons;
    if json {
        return print_json(&lessons);
    }
    print(&lessons.iter().map(text).collect::<Vec<_>>().join("\n"))
}

fn text(lesson: &LessonNotes) -> String {
    let mut text = match lesson.number {
        Some(number) => format!("{number}. {}\n", lesson.title),
        None => format!("{} (no longer in the course)\n", lesson.title),
    };
    for note in &lesson.notes {
        let stamp = note.second.map(clock).unwrap_or_default();
        for (line, margin) in note.body.lines().zip([stamp.as_str()].into_iter().chain(std::iter::repeat("")))
        {
            text.push_str(format!("{margin:>8}  {line}").trim_end());
            text.push('\n');
        }
    }
    text
}
