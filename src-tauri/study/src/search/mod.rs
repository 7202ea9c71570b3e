//! Finding notes, key ideas, what is said in transcripts, and what the library has.
//!
//! | file | what lives there |
//! |---|---|
//! | [`words`] | how a text is read as words, whatever its script |
//! | `query` | what can be typed: words, phrases, filters |
//! | `rank` | which notes come first |
//! | `snippet` | the line that shows what was found |
//!
//! A search is quick however many notes there are, because it neither ranks nor shows everything: of the notes in which
//! the words stand, the newest [`RANKED`] are ranked, and of those the first [`NOTES`] get their line. Words that stand
//! in more notes than that are too common to tell a note by; what is newest then stands for the rest, and `more` says
//! that there is more. Key ideas and resources are few and are simply read.

pub(crate) mod query;
mod rank;
mod snippet;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

use self::{query::Query, rank::Ranking, snippet::snippet, words::Words};
use crate::{
    Result, Study,
    id::{LessonId, NoteId, ResourceId},
    markdown,
    note::Mark,
    store,
    store::search::LessonText,
};

/// How many notes are given.
pub const NOTES: usize = 50;
/// How many cues are given.
pub const CUES: usize = 50;
/// How many notes are ranked.
pub const RANKED: usize = 1000;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Search {
    /// Notes, the best first; then key ideas, cues and resources in the order of course, video and library.
    pub hits: Vec<SearchHit>,
    /// Whether there are more notes or cues than are given.
    pub more: bool,
}

/// A place where everything stands that was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    pub kind: HitKind,
    /// `None` for a resource.
    pub lesson: Option<LessonId>,
    /// The second of the video, of a cue and of a note that has one.
    pub second: Option<u32>,
    /// Of a note.
    pub note: Option<NoteId>,
    /// Of a resource.
    pub resource: Option<ResourceId>,
    /// Of a note that has one.
    pub mark: Option<Mark>,
    /// The title of the lesson or of the resource, in plain words.
    pub title: String,
    /// The words around, on one line, sanitised, with what was found in `<mark>`.
    pub html: String,
}

/// Where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    Note,
    Ideas,
    Cue,
    Resource,
}

impl Study {
    /// Looks for what was typed; `query` has what can be. Whatever it is, it is never an error. Filters alone list the
    /// newest notes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn search(&self, text: &str) -> Result<Search> {
        // One state of the database for everything that is read, whoever writes meanwhile.
        let tx = self.reader().unchecked_transaction()?;
        let lessons = store::search::lessons(&tx)?;
        let query = Query::parse(text, |name| meant(&lessons, name));
        let mut search = Search::default();
        if query.is_empty() {
            return Ok(search);
        }
        search.find_notes(&tx, &query, &lessons)?;
        if query.is_for_notes() {
            return Ok(search);
        }
        search.find_ideas(&query, &lessons);
        if query.terms.is_empty() {
            return Ok(search);
        }
        search.find_cues(&tx, &query, &lessons)?;
        if !query.is_filtered() {
            search.find_resources(&tx, &query)?;
        }
        Ok(search)
    }
}

/// The lessons that are meant by a number, or by the beginning of a name or of a title.
fn meant(lessons: &[LessonText], name: &str) -> Vec<LessonId> {
    let (number, name) = (name.parse().ok(), Words::of(name));
    let begins = |text: &str| name.len() > 0 && Words::of(text).joined().starts_with(name.joined());
    let is_meant = |lesson: &&LessonText| match number {
        Some(number) => lesson.number == Some(number),
        None => begins(lesson.id.as_str()) || begins(&lesson.title),
    };
    lessons.iter().filter(is_meant).map(|lesson| lesson.id.clone()).collect()
}

impl Search {
    fn find_notes(&mut self, connection: &Connection, query: &Query, lessons: &[LessonText]) -> Result<()> {
        let mut ranking = Ranking::of(&query.terms);
        let limit = if query.terms.is_empty() { NOTES + 1 } else { RANKED };
        store::search::newest_notes(connection, &query.for_notes(), limit, |key, body| {
            ranking.read(key, body);
        })?;
        for (place, key) in ranking.best().enumerate() {
            if place == NOTES {
                self.more = true;
                break;
            }
            let Some(note) = store::search::note(connection, key)? else { continue };
            let title = lessons.iter().find(|lesson| lesson.id == note.lesson);
            self.hits.push(SearchHit {
                second: note.second,
                note: Some(note.id),
                mark: note.mark,
                title: title.map_or_else(String::new, |lesson| lesson.title.clone()),
                html: snippet(&markdown::to_plain(&note.body), &query.terms),
                ..SearchHit::of_lesson(HitKind::Note, note.lesson)
            });
        }
        Ok(())
    }

    fn find_ideas(&mut self, query: &Query, lessons: &[LessonText]) {
        for lesson in lessons.iter().filter(|lesson| lesson.number.is_some() && query.may_be_in(&lesson.id)) {
            let ideas = markdown::to_plain(&lesson.key_ideas);
            if query.stands_in(&[&lesson.title, &ideas]) {
                self.hits.push(SearchHit {
                    title: lesson.title.clone(),
                    html: snippet(&ideas, &query.terms),
                    ..SearchHit::of_lesson(HitKind::Ideas, lesson.id.clone())
                });
            }
        }
    }

    fn find_cues(&mut self, connection: &Connection, query: &Query, lessons: &[LessonText]) -> Result<()> {
        let mut left = CUES;
        for lesson in lessons.iter().filter(|lesson| lesson.number.is_some() && query.may_be_in(&lesson.id)) {
            let cues = store::search::cues(connection, &query.for_cues(&lesson.id), left + 1)?;
            self.more |= cues.len() > left;
            for cue in cues.into_iter().take(left) {
                left -= 1;
                self.hits.push(SearchHit {
                    second: Some(whole(cue.start)),
                    title: lesson.title.clone(),
                    html: snippet(&cue.text, &query.terms),
                    ..SearchHit::of_lesson(HitKind::Cue, lesson.id.clone())
                });
            }
            if self.more && left == 0 {
                break;
            }
        }
        Ok(())
    }

    fn find_resources(&mut self, connection: &Connection, query: &Query) -> Result<()> {
        let shelves = store::resource::shelves(connection)?;
        for resource in shelves.into_iter().flat_map(|shelf| shelf.resources) {
            if query.stands_in(&[&resource.title, &resource.about]) {
                self.hits.push(SearchHit {
                    kind: HitKind::Resource,
                    lesson: None,
                    second: None,
                    note: None,
                    mark: None,
                    html: snippet(&resource.about, &query.terms),
                    title: resource.title,
                    resource: Some(resource.id),
                });
            }
        }
        Ok(())
    }
}

impl SearchHit {
    fn of_lesson(kind: HitKind, lesson: LessonId) -> Self {
        Self {
            kind,
            lesson: Some(lesson),
            second: None,
            note: None,
            resource: None,
            mark: None,
            title: String::new(),
            html: String::new(),
        }
    }
}

/// A place in a video in whole seconds. A float turns into the nearest number that there is, whatever it holds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(seconds: f64) -> u32 {
    seconds as u32
}
