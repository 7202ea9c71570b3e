//! The whole document as the template reads it, in `notes.json`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    Arrangement, Document, Entry, Mark, Paper, Print, Section, address,
    characters::{self, Fitting, Place},
    commonmark,
    faces::Taken,
    question, stamp,
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
    /// As Typst calls it.
    paper: &'static str,
    large: bool,
    /// Of a study sheet: what is asked, and what is to be done.
    sheet: Option<Sheet>,
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

/// Each with those lessons alone that have something in it.
#[derive(Serialize)]
struct Sheet {
    questions: Vec<Part>,
    tasks: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    number: Option<u32>,
    title: Vec<Inline>,
    /// The course's words, not the learner's.
    ideas: Vec<Block>,
    notes: Vec<Note>,
}

#[derive(Serialize)]
struct Note {
    stamp: Option<String>,
    link: Option<String>,
    /// In words, since colour alone is not seen by everyone.
    mark: Option<&'static str>,
    /// For a to-do: whether it is done.
    done: Option<bool>,
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
        let (title, subtitle) = document.titles();
        Self {
            title: title.to_owned(),
            subtitle: subtitle.map(str::to_owned),
            author: document.author.clone(),
            learner: document.learner().map(str::to_owned),
            date: document.date.clone(),
            dated: Date::strptime("%d %B %Y", &document.date).ok().map(|date| Day {
                year: date.year(),
                month: date.month(),
                of_month: date.day(),
            }),
            paper: match document.layout.paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            large: document.layout.print == Print::Large,
            sheet: match document.layout.arrangement {
                Arrangement::Book => None,
                Arrangement::StudySheet => Some(Sheet::new(document, form)),
            },
            sections: document.lessons.iter().map(|section| Part::of_lesson(section, form)).collect(),
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
        let sheet =
            self.sheet.iter_mut().flat_map(|sheet| sheet.questions.iter_mut().chain(&mut sheet.tasks));
        for part in sheet.chain(&mut self.sections) {
            tree::each_text(&mut part.title, Place::Prose, change);
            let notes = part.notes.iter_mut().flat_map(|note| &mut note.blocks);
            part.ideas.iter_mut().chain(notes).for_each(|block| block.each_text(change));
        }
    }
}

impl Sheet {
    fn new(document: &Document, form: Form) -> Self {
        let parts = |chosen: &dyn Fn(&Entry, &Section) -> Vec<Note>| {
            let parts = document.lessons.iter().map(|section| {
                let notes = section.notes.iter().flat_map(|entry| chosen(entry, section)).collect();
                Part { notes, ..Part::without_notes(section, form) }
            });
            parts.filter(|part| !part.notes.is_empty()).collect()
        };
        Self {
            questions: parts(&|entry, section| {
                let asked = question::asked(entry).into_iter();
                asked.map(|body| Note { mark: None, ..Note::new(entry, body, section, form) }).collect()
            }),
            tasks: parts(&|entry, section| {
                let open = (entry.mark == Some(Mark::Todo)).then_some(entry);
                open.into_iter().map(|entry| Note::new(entry, &entry.body, section, form)).collect()
            }),
        }
    }
}

impl Part {
    fn of_lesson(section: &Section, form: Form) -> Self {
        Self {
            ideas: section.key_ideas.as_deref().map(|ideas| blocks(ideas, form)).unwrap_or_default(),
            notes: section.notes.iter().map(|entry| Note::new(entry, &entry.body, section, form)).collect(),
            ..Self::without_notes(section, form)
        }
    }

    fn without_notes(section: &Section, form: Form) -> Self {
        let mut title = match form {
            Form::Full => commonmark::line(&section.title),
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
        Self { number: section.number, title, ideas: Vec::new(), notes: Vec::new() }
    }
}

impl Note {
    fn new(entry: &Entry, body: &str, section: &Section, form: Form) -> Self {
        let place = section.video.as_deref().zip(entry.second);
        Self {
            stamp: entry.second.map(stamp::shown),
            link: place.map(|(video, second)| address::of_second(video, second)),
            mark: entry.mark.map(Mark::label),
            done: match entry.mark {
                Some(Mark::Todo) => Some(false),
                Some(Mark::Done) => Some(true),
                Some(Mark::Important | Mark::Question) | None => None,
            },
            blocks: blocks(body, form),
        }
    }
}

fn blocks(markdown: &str, form: Form) -> Vec<Block> {
    match form {
        _ if characters::is_blank(markdown) => Vec::new(),
        Form::Full => commonmark::blocks(markdown),
        Form::Plain => markdown.lines().filter(|line| !characters::is_blank(line)).map(plain).collect(),
    }
}

fn plain(line: &str) -> Block {
    Block::Paragraph { text: vec![Inline::Text { text: line.to_owned() }], rtl: false }
}
