//! What a caller fills in: the notes, what stands around them, and how it is to be laid out. Each type has a
//! `Default`, so that a caller names only what it has.

/// Notes on a course, in the order in which they are to be read. The language of the document itself is British
/// English; the notes may be in any.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The course's title. What stands after the first " – " is set as its subtitle.
    pub course: String,
    /// Who made the course. Not the author of the notes, and never named as such.
    pub author: String,
    /// Whose notes these are.
    pub learner: Option<String>,
    /// The day as shown, "22 November 2026". In this form it also dates the file itself; any other is only shown.
    pub date: String,
    /// Lessons without notes are left out by the caller.
    pub lessons: Vec<Section>,
    /// For the PDF alone.
    pub layout: Layout,
}

/// The notes on one lesson.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The lesson's slug, by which it is known when the notes come back.
    pub id: Option<String>,
    /// `None`: no longer in the course.
    pub number: Option<u32>,
    /// Markdown, of which only what stands within a line counts.
    pub title: String,
    /// The lesson's id on YouTube. Without it, stamps are shown and link nowhere.
    pub video: Option<String>,
    /// Markdown of the course, shown before the notes.
    pub key_ideas: Option<String>,
    pub notes: Vec<Entry>,
}

/// One note.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// A UUID, by which the note is known when it comes back.
    pub id: Option<String>,
    /// Second of the lesson. `None`: the note is on the whole lesson.
    pub second: Option<u32>,
    pub mark: Option<Mark>,
    /// Markdown. Of control characters it holds only newlines and tabs.
    pub body: String,
    /// The tags in the body, without their sign. They hold no white space.
    pub tags: Vec<String>,
}

/// What a note is to the learner, if it is more than a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Important,
    Question,
    Todo,
    /// A to-do that was ticked.
    Done,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub paper: Paper,
    pub print: Print,
    pub arrangement: Arrangement,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    A4,
    /// US Letter.
    Letter,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Print {
    #[default]
    Ordinary,
    /// The text at 18 points.
    Large,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// Lesson by lesson.
    #[default]
    Book,
    /// First the questions without their answers, then what is still to be done, then lesson by lesson.
    StudySheet,
}

impl Mark {
    pub const ALL: [Self; 4] = [Self::Important, Self::Question, Self::Todo, Self::Done];

    /// The word by which it is kept in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Important => "important",
            Self::Question => "question",
            Self::Todo => "todo",
            Self::Done => "done",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.name() == name)
    }

    /// For who reads it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Important => "Important",
            Self::Question => "Question",
            Self::Todo => "To do",
            Self::Done => "Done",
        }
    }
}

impl Document {
    /// The course's title, and its subtitle.
    pub(crate) fn titles(&self) -> (&str, Option<&str>) {
        match self.course.split_once(" – ") {
            Some((title, subtitle)) => (title, Some(subtitle)),
            None => (&self.course, None),
        }
    }

    pub(crate) fn learner(&self) -> Option<&str> {
        self.learner.as_deref().filter(|name| !name.trim().is_empty())
    }
}
