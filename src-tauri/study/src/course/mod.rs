//! The course as data: what its files say, and what of it the window shows.
//!
//! `source` reads and validates `course/`; this file holds the types and puts a changed course into the store.
//! The learner's own rows are never touched by that: a lesson that left the course is kept, without a number, for
//! the notes and progress that hang on it.

mod source;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use source::{Source, SourceError};

use crate::{
    Error, Result, Study,
    id::{LessonId, ResourceId, VideoId},
    markdown, store,
};

/// The course with its lessons and its library.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Course {
    pub title: String,
    pub short_title: String,
    /// `YYYY-MM-DD`.
    pub published: String,
    pub about: String,
    /// What the course answers, in its order.
    pub answers: Vec<String>,
    pub author: Author,
    pub key_ideas_notice: String,
    pub affiliation_notice: String,
    pub lessons: Vec<Lesson>,
    pub shelves: Vec<Shelf>,
}

/// Who made the course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Author {
    pub name: String,
    pub about: String,
    pub site: String,
}

/// A lesson of the course.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Lesson {
    pub id: LessonId,
    /// Its place in the course, from 1.
    pub number: u32,
    /// The title in plain words.
    pub title: String,
    /// The title with its emphasis, sanitised.
    pub title_html: String,
    pub covers: String,
    /// The text of an SVG drawing in the colours of the design tokens.
    pub illustration: String,
    #[serde(skip)]
    pub video: VideoId,
    /// The title as written, in Markdown.
    #[serde(skip)]
    pub title_markdown: String,
    /// The key ideas, in Markdown.
    #[serde(skip)]
    pub key_ideas: String,
}

/// A shelf of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Shelf {
    pub id: String,
    pub title: String,
    pub resources: Vec<Resource>,
}

/// Something to read, watch or support, outside this application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Resource {
    pub id: ResourceId,
    pub title: String,
    pub about: String,
    pub kind: ResourceKind,
    /// Where the link leads, as a person reads it.
    pub host: String,
    #[serde(skip)]
    pub url: String,
}

/// What a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ResourceKind {
    Pdf,
    Website,
    Book,
    Video,
    Code,
    Support,
}

/// A lesson as notes and exports name it: still there when the course no longer has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonLabel {
    pub id: LessonId,
    /// `None` once the lesson is retired.
    pub number: Option<u32>,
    pub title_markdown: String,
    pub video: VideoId,
}

impl Study {
    /// Puts the course into the store when it differs from what is there. Returns whether it did.
    ///
    /// # Errors
    /// A [`SourceError`] that names file and line when the course is not valid; the store is then as it was.
    pub fn load_course(&mut self, source: &Source) -> Result<bool> {
        let digest = source.digest();
        if store::course::digest(self.reader())?.as_deref() == Some(&*digest) {
            return Ok(false);
        }
        let course = source.parse()?;
        self.write(|tx| {
            store::course::put(tx, &course, &digest)?;
            store::lesson::replace_all(tx, &course.lessons)?;
            store::resource::replace_all(tx, &course.shelves)
        })?;
        Ok(true)
    }

    /// The course as kept.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn course(&self) -> Result<Course> {
        let mut course = store::course::get(self.reader())?;
        course.lessons = store::lesson::in_course(self.reader())?;
        course.shelves = store::resource::shelves(self.reader())?;
        Ok(course)
    }

    /// A lesson that is in the course now.
    ///
    /// # Errors
    /// [`Error::NoSuchLesson`] for an unknown or retired one.
    pub fn lesson(&self, id: &LessonId) -> Result<Lesson> {
        self.find_lesson(id.as_str(), |lesson| lesson.id == *id)
    }

    /// The lesson with a number, as a person at the command line names it.
    ///
    /// # Errors
    /// [`Error::NoSuchLesson`] when the course has no such number.
    pub fn lesson_by_number(&self, number: u32) -> Result<Lesson> {
        self.find_lesson(&number.to_string(), |lesson| lesson.number == number)
    }

    fn find_lesson(&self, name: &str, wanted: impl Fn(&Lesson) -> bool) -> Result<Lesson> {
        store::lesson::in_course(self.reader())?
            .into_iter()
            .find(wanted)
            .ok_or_else(|| Error::NoSuchLesson { lesson: name.into() })
    }

    /// A lesson of the course or one that left it.
    ///
    /// # Errors
    /// [`Error::NoSuchLesson`] when it never was there.
    pub fn lesson_label(&self, id: &LessonId) -> Result<LessonLabel> {
        store::lesson::label(self.reader(), id)
    }

    /// The titles of all lessons in plain words, those that left the course as well.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn lesson_titles(&self) -> Result<Vec<String>> {
        let labels = store::lesson::labels(self.reader())?.into_iter();
        Ok(labels.map(|label| markdown::to_plain(&label.title_markdown)).collect())
    }

    /// Where a resource leads.
    ///
    /// # Errors
    /// [`Error::NoSuchResource`] when the library has no such resource.
    pub fn resource_url(&self, id: &ResourceId) -> Result<String> {
        store::resource::url(self.reader(), id)
    }

    /// Gives the link back when the course's texts or a note of the learner's hold it and it leads to the web or to a
    /// mail address. This is what stands between a page's link and the system's browser.
    ///
    /// # Errors
    /// [`Error::UnknownLink`] for every other link.
    pub fn known_link(&self, url: String) -> Result<String> {
        let web = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
        if url == store::course::get(self.reader())?.author.site {
            return Ok(url);
        }
        let mut texts = store::lesson::key_ideas(self.reader())?;
        texts.extend(store::note::bodies_holding(self.reader(), &url)?);
        if web && texts.iter().any(|text| markdown::links(text).any(|link| link == url)) {
            Ok(url)
        } else {
            Err(Error::UnknownLink { url })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        note::NoteDraft,
        store::testing::{NOW, note_id, study, tiny},
    };

    #[test]
    fn the_course_that_is_shipped_is_valid() {
        let course = Source::embedded().parse().unwrap_or_else(|error| panic!("{error}"));
        let videos: Vec<_> = course.lessons.iter().map(|lesson| lesson.video.0.as_str()).collect();
        assert_eq!(
            videos,
            [
                "dj_mF4OlcUY",
                "Uib6wHr5PSQ",
                "nrHH8y7cKAc",
                "ykUiNMonJzc",
                "sVz8UKTBY1E",
                "xlrj1iFCYUk",
                "1HxjNZ304Sw",
                "WVMiBvKEgYE",
                "warzSW199Sw",
            ],
            "the nine lessons in order"
        );
        assert_eq!(course.lessons[2].title_html, "How does a machine learning model <em>learn</em>?");
        assert_eq!(course.answers.len(), 5);
        let links: Vec<_> =
            course.shelves.iter().flat_map(|shelf| &shelf.resources).map(|r| r.url.as_str()).collect();
        assert_eq!(
            links,
            [
                "https://drive.google.com/file/d/1Ly0BM_joF9Xeu8ihoAxTA0tUm69ArqZL/view?usp=sharing",
                "https://drive.google.com/file/d/1CxRHRLqONNyYnzlQXJxNYGdXQeUHuBsL/view",
                "https://lukeoakdenrayner.wordpress.com/",
                "http://towardsdatascience.com/",
                "https://amzn.to/2NZM2AA",
                "http://youtube.com/watch?v=ve9Mz58p4VA&list=PLZz4IsmMUFBw-1i7MujDwNoWE2mK4Yt53&index=1&ab_channel=ChrisLovejoy",
                "https://github.com/zotroneneis/machine_learning_basics",
                "https://www.buymeacoffee.com/chrislovejoy",
                "https://www.buymeacoff.ee/chrislovejoy",
            ],
            "every link, exact"
        );
    }

    #[test]
    fn a_course_is_put_into_the_store_once_and_again_when_it_changed() -> Result<()> {
        let mut study = Study::in_memory()?;
        assert!(study.load_course(&tiny(&["a", "b"]))?);
        assert!(!study.load_course(&tiny(&["a", "b"]))?, "nothing changed");
        assert!(study.load_course(&tiny(&["b", "a"]))?, "the order changed");
        let order: Vec<_> =
            study.course()?.lessons.into_iter().map(|lesson| (lesson.number, lesson.id.0)).collect();
        assert_eq!(order, [(1, "b".into()), (2, "a".into())]);
        Ok(())
    }

    #[test]
    fn a_retired_lesson_keeps_its_notes_and_comes_back_with_them() -> Result<()> {
        let mut study = study(&["a", "b"]);
        let lesson = LessonId("b".into());
        let draft = NoteDraft {
            id: note_id(1),
            lesson: lesson.clone(),
            second: Some(3),
            mark: None,
            body: "kept".into(),
        };
        study.save_note(draft, NOW)?;

        study.load_course(&tiny(&["a"]))?;
        assert!(matches!(study.lesson(&lesson), Err(Error::NoSuchLesson { .. })));
        assert_eq!(study.lesson_label(&lesson)?.number, None);
        assert_eq!(study.lesson_notes(&lesson)?[0].body, "kept");

        study.load_course(&tiny(&["b", "a"]))?;
        assert_eq!(study.lesson(&lesson)?.number, 1);
        assert_eq!(study.lesson_notes(&lesson)?.len(), 1);
        Ok(())
    }

    #[test]
    fn an_invalid_course_leaves_the_store_as_it_was() -> Result<()> {
        let mut study = study(&["a"]);
        let before = study.course()?;
        let mut broken = tiny(&["a", "b"]);
        broken.remove("lessons/b.md");
        assert!(matches!(study.load_course(&broken), Err(Error::Course(_))));
        assert_eq!(study.course()?, before);
        Ok(())
    }

    #[test]
    fn only_links_that_stand_in_the_course_or_in_a_note_are_opened() -> Result<()> {
        let mut study = study(&["a"]);
        let body = "see [this](https://note.org/x) and [that](javascript:alert(1)) and https://bare.org/";
        study.save_note(
            NoteDraft {
                id: note_id(1),
                lesson: LessonId("a".into()),
                second: None,
                mark: None,
                body: body.into(),
            },
            NOW,
        )?;
        for (url, opens) in [
            ("https://doi.org/10.1000/182", true),
            ("https://x.org", true),
            ("https://note.org/x", true),
            ("https://note.org/", false),
            ("https://bare.org/", false),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(study.known_link(url.into()).is_ok(), opens, "{url}");
        }
        Ok(())
    }
}
