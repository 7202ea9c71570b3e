//! Notes as Markdown: one file, or a file a lesson. The format is told in `mod.rs`.

use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write,
};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::marker::{Marker, hidden};
use crate::{Document, Entry, Mark, Section, address, characters::is_blank, commonmark, file_name, stamp};

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// "3 How does a machine learning model learn.md": safe everywhere, and no two alike in one folder.
    pub name: String,
    pub text: String,
}

/// All notes in one file.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut text = String::new();
    let (title, _) = document.titles();
    line(&mut text, &Marker::Notes.to_string());
    line(&mut text, &format!("# {}\n", one_line(title)));
    let by = document.learner().map_or(String::new(), |learner| format!(" by {}", one_line(learner)));
    let on = if document.date.is_empty() { String::new() } else { format!(", {}", one_line(&document.date)) };
    line(&mut text, &format!("Notes{by}{on}\n"));
    for lesson in &document.lessons {
        add_lesson(&mut text, lesson, "##");
    }
    line(&mut text, &Marker::End.to_string());
    text
}

/// A file a lesson, each with front matter that Obsidian reads.
#[must_use]
pub fn markdown_folder(document: &Document) -> Vec<File> {
    let mut taken = HashSet::new();
    let files = document.lessons.iter().map(|lesson| {
        let title = commonmark::plain_line(&lesson.title);
        let name = free_name(&file_name::of_lesson(lesson.number, &title), &mut taken);
        let mut text = front_matter(lesson, &title);
        line(&mut text, &Marker::Notes.to_string());
        add_lesson(&mut text, lesson, "#");
        line(&mut text, &Marker::End.to_string());
        File { name, text }
    });
    files.collect()
}

fn add_lesson(text: &mut String, lesson: &Section, heading: &str) {
    line(text, &Marker::Lesson { id: lesson.id.as_deref() }.to_string());
    let title = one_line(&lesson.title);
    let title = match lesson.number {
        Some(number) if title.is_empty() => format!("Lesson {number}"),
        Some(number) => format!("{number}. {title}"),
        None if title.is_empty() => "Untitled lesson".to_owned(),
        None => title,
    };
    line(text, &format!("{heading} {title}\n"));
    if let Some(video) = &lesson.video {
        line(text, &format!("[Watch on YouTube]({})\n", address::of_video(video)));
    }
    if let Some(ideas) = lesson.key_ideas.as_deref().filter(|ideas| !is_blank(ideas)) {
        line(text, &Marker::Ideas.to_string());
        line(text, &format!("{heading}# Key ideas\n\n{}\n", hidden(ideas.trim_end())));
    }
    for note in &lesson.notes {
        add_note(text, note, lesson.video.as_deref());
    }
}

fn add_note(text: &mut String, note: &Entry, video: Option<&str>) {
    let end = open_code(&note.body);
    line(text, &Marker::Note { id: note.id.as_deref(), mark: note.mark, closed: end.is_some() }.to_string());
    let place = match (note.second, video) {
        (Some(second), Some(video)) => {
            format!("[{}]({})", stamp::shown(second), address::of_second(video, second))
        }
        (Some(second), None) => stamp::shown(second),
        (None, _) => "*Whole lesson*".to_owned(),
    };
    line(
        text,
        &match note.mark {
            None => place,
            Some(Mark::Todo) => format!("- [ ] {place} {}", Mark::Todo.label()),
            Some(Mark::Done) => format!("- [x] {place} {}", Mark::Done.label()),
            Some(mark) => format!("{place} **{}**", mark.label()),
        },
    );
    let end = end.map(|end| format!("\n{end}")).unwrap_or_default();
    line(text, &format!("\n{}{end}\n", hidden(&note.body)));
}

/// The line that would end the code with which the note ends, if the note does not: what follows would be code too.
fn open_code(body: &str) -> Option<&str> {
    let mut depth = 0_usize;
    let mut last = None;
    for (event, range) in Parser::new(body).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) if depth == 0 => last = Some(range),
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let last = last.filter(|range| body[range.end..].trim().is_empty())?;
    let mut lines = body[last].trim().lines();
    let first = lines.next()?;
    let sign = &first[..first.len() - first.trim_start_matches(first.chars().next()?).len()];
    let ends = |line: &str| line.starts_with(sign) && line.trim_start_matches(&sign[..1]).is_empty();
    (!lines.last().is_some_and(|line| ends(line.trim()))).then_some(sign)
}

fn front_matter(lesson: &Section, title: &str) -> String {
    let mut text = format!("---\ntitle: {}\n", quoted(title));
    if let Some(number) = lesson.number {
        line(&mut text, &format!("lesson: {number}"));
    }
    if let Some(video) = &lesson.video {
        line(&mut text, &format!("video: {}", quoted(&address::of_video(video))));
    }
    // Each once, whatever its capitals, as it was first typed.
    let mut tags = BTreeMap::new();
    for tag in lesson.notes.iter().flat_map(|note| &note.tags) {
        tags.entry(tag.to_lowercase()).or_insert(tag);
    }
    line(&mut text, if tags.is_empty() { "tags: []" } else { "tags:" });
    for tag in tags.values() {
        line(&mut text, &format!("  - {}", quoted(tag)));
    }
    text.push_str("---\n");
    text
}

/// A scalar in YAML's double quotes, which hold any text. What cannot be seen, or steers, is escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control()
                || file_name::steers(c)
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}') =>
            {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A name that no other file of the folder has, on systems too that do not tell capitals apart.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let mut free = format!("{name}.md");
    let mut count = 1;
    while !taken.insert(free.to_lowercase()) {
        count += 1;
        free = format!("{name} ({count}).md");
    }
    free
}

fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
