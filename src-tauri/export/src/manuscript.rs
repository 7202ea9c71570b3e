//! The whole document as the template reads it, in `notes.json`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    Document, Entry, Section, address,
    characters::{self, Fitting, Place},
    faces::Taken,
    markdown,
    tree::{self, Block, Inline},
};

#[derive(Serialize)]
pub(crate) struct Manuscript {
    title: String,
    subtitle: Option<String>,
    author: String,
    learner: Option<String>,
    /// As shown.
    date: String,
    /// For the file itself.
    dated: Option<Day>,
    sections: Vec<Part>,
    /// To be tried after the bundled ones, in this order.
    pub(crate) faces: Vec<Taken>,
}

#[derive(Serialize)]
struct Day {
    year: i16,
    month: i8,
    #[serde(rename = "day")]
    of_month: i8,
}

#[derive(Serialize)]
struct Part {
    number: Option<u32>,
    title: Vec<Inline>,
    notes: Vec<Note>,
}

#[derive(Serialize)]
struct Note {
    /// "1:16" or "1:02:03".
    stamp: Option<String>,
    link: Option<String>,
    blocks: Vec<Block>,
}

/// How much of the notes' Markdown is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    Full,
    /// Every line as it was typed.
    Plain,
}

impl Manuscript {
    pub(crate) fn new(document: &Document, form: Form) -> Self {
        let (title, subtitle) = match document.course.split_once(" – ") {
            Some((title, subtitle)) => (title, Some(subtitle.to_owned())),
            None => (document.course.as_str(), None),
        };
        Self {
            title: title.to_owned(),
            subtitle,
            author: document.author.clone(),
            learner: document.learner.clone().filter(|name| !name.trim().is_empty()),
            date: document.date.clone(),
            dated: Date::strptime("%d %B %Y", &document.date).ok().map(|date| Day {
                year: date.year(),
                month: date.month(),
                of_month: date.day(),
            }),
            sections: document.lessons.iter().map(|section| Part::new(section, form)).collect(),
            faces: Vec::new(),
        }
    }

    /// What it needs of other faces than the bundled ones.
    pub(crate) fn wanted(&mut self) -> BTreeSet<String> {
        let mut wanted = BTreeSet::new();
        self.each_text(&mut |text, _| characters::add_wanted(text, &mut wanted));
        wanted
    }

    pub(crate) fn fit(&mut self, fitting: &mut Fitting) {
        self.each_text(&mut |text, place| fitting.fit(text, place));
    }

    fn each_text(&mut self, change: &mut dyn FnMut(&mut String, Place)) {
        let lines = [&mut self.title, &mut self.author, &mut self.date];
        for line in lines.into_iter().chain(&mut self.subtitle).chain(&mut self.learner) {
            change(line, Place::Prose);
        }
        for section in &mut self.sections {
            tree::each_text(&mut section.title, Place::Prose, change);
            section
                .notes
                .iter_mut()
                .flat_map(|note| &mut note.blocks)
                .for_each(|block| block.each_text(change));
        }
    }
}

impl Part {
    fn new(section: &Section, form: Form) -> Self {
        let mut title = match form {
            Form::Full => markdown::line(&section.title),
            Form::Plain => vec![Inline::Text { text: section.title.clone() }],
        };
        let mut named = false;
        tree::each_text(&mut title, Place::Prose, &mut |text, _| named |= !characters::is_blank(text));
        if !named {
            // PDF/UA wants words in every heading.
            let text =
                section.number.map_or("Untitled lesson".to_owned(), |number| format!("Lesson {number}"));
            title = vec![Inline::Text { text }];
        }
        Self {
            number: section.number,
            title,
            notes: section
                .notes
                .iter()
                .map(|entry| Note::new(entry, section.video.as_deref(), form))
                .collect(),
        }
    }
}

impl Note {
    fn new(entry: &Entry, video: Option<&str>, form: Form) -> Self {
        Self {
            stamp: entry.second.map(stamp),
            link: video.zip(entry.second).map(|(video, second)| address::of_second(video, second)),
            blocks: match form {
                _ if characters::is_blank(&entry.body) => Vec::new(),
                Form::Full => markdown::blocks(&entry.body),
                Form::Plain => {
                    entry.body.lines().filter(|line| !characters::is_blank(line)).map(plain).collect()
                }
            },
        }
    }
}

fn plain(line: &str) -> Block {
    Block::Paragraph { text: vec![Inline::Text { text: line.to_owned() }], rtl: false }
}

fn stamp(second: u32) -> String {
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_short() {
        for (second, expected) in
            [(0, "0:00"), (76, "1:16"), (3599, "59:59"), (3723, "1:02:03"), (36000, "10:00:00")]
        {
            assert_eq!(stamp(second), expected);
        }
    }
}
