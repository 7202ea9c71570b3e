//! Reads `course/`: `course.toml`, a Markdown file of key ideas a lesson, an SVG drawing a lesson.
//! Whatever is wrong is told with its file and line, so that an author can mend it without knowing this code.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::{Author, Course, Lesson, Resource, ResourceKind, Shelf};
use crate::{
    id::{LessonId, ResourceId, VideoId},
    markdown,
};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../course");
const COURSE_FILE: &str = "course.toml";
/// How many words the key ideas of a lesson have.
const KEY_IDEAS_WORDS: std::ops::RangeInclusive<usize> = 150..=300;

/// The files of a course by their path below `course/`, with `/` between folders.
#[derive(Debug, Clone)]
pub struct Source(BTreeMap<String, String>);

/// What is wrong with a course, and where.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("course/{file}:{line}: {problem}")]
pub struct SourceError {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseFile {
    title: String,
    short_title: String,
    #[serde(rename = "permalink")]
    _permalink: String,
    published: String,
    about: String,
    answers: Vec<String>,
    key_ideas_notice: String,
    affiliation_notice: String,
    author: Author,
    lesson: Vec<LessonEntry>,
    shelf: Vec<ShelfEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonEntry {
    id: Spanned<String>,
    title: String,
    video: Spanned<String>,
    covers: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShelfEntry {
    id: String,
    title: String,
    resource: Vec<ResourceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResourceEntry {
    id: Spanned<String>,
    title: String,
    kind: ResourceKind,
    url: Spanned<String>,
    about: String,
}

impl Source {
    /// The course that this program was built with.
    #[must_use]
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect(&EMBEDDED, &mut files);
        Self(files)
    }

    #[cfg(test)]
    pub(crate) fn from_files<const N: usize>(files: [(&str, &str); N]) -> Self {
        Self(files.map(|(path, text)| (path.to_owned(), text.to_owned())).into())
    }

    #[cfg(test)]
    pub(crate) fn insert(&mut self, path: &str, text: &str) {
        self.0.insert(path.into(), text.into());
    }

    #[cfg(test)]
    pub(crate) fn remove(&mut self, path: &str) {
        self.0.remove(path);
    }

    /// Changes whenever a file of the course does (SHA-256, hexadecimal).
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for (path, text) in &self.0 {
            for part in [path, text] {
                hasher.update((part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
        hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The course, when every file is there and right.
    ///
    /// # Errors
    /// The first thing that is wrong, with its file and line.
    pub fn parse(&self) -> Result<Course, SourceError> {
        let text = self.file(COURSE_FILE, COURSE_FILE, 1)?;
        let file: CourseFile = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            at(text, start, error.message().to_owned())
        })?;
        let lessons = self.lessons(text, file.lesson)?;
        self.refuse_strays(&lessons)?;
        Ok(Course {
            title: file.title,
            short_title: file.short_title,
            published: file.published,
            about: file.about,
            answers: file.answers,
            author: file.author,
            key_ideas_notice: file.key_ideas_notice,
            affiliation_notice: file.affiliation_notice,
            lessons,
            shelves: shelves(text, file.shelf)?,
        })
    }

    fn lessons(&self, text: &str, entries: Vec<LessonEntry>) -> Result<Vec<Lesson>, SourceError> {
        let mut seen = BTreeSet::new();
        let mut lessons = Vec::with_capacity(entries.len());
        for (number, entry) in (1..).zip(entries) {
            let id = unique_slug(text, &entry.id, &mut seen)?;
            let video = VideoId::parse(entry.video.get_ref().clone()).map_err(|video| {
                at(text, entry.video.span().start, format!("{video:?} is not the id of a YouTube video"))
            })?;
            let line = line_of(text, entry.id.span().start);
            let key_ideas = self.file(&format!("lessons/{id}.md"), COURSE_FILE, line)?;
            check_key_ideas(&format!("lessons/{id}.md"), key_ideas)?;
            lessons.push(Lesson {
                number,
                title: markdown::to_plain(&entry.title),
                title_html: markdown::line_to_html(&entry.title),
                title_markdown: entry.title,
                covers: entry.covers,
                illustration: self.file(&format!("illustrations/{id}.svg"), COURSE_FILE, line)?.to_owned(),
                video,
                key_ideas: key_ideas.to_owned(),
                id: LessonId(id),
            });
        }
        Ok(lessons)
    }

    fn file(&self, path: &str, named_in: &str, line: usize) -> Result<&str, SourceError> {
        self.0.get(path).map(String::as_str).ok_or_else(|| SourceError {
            file: named_in.into(),
            line,
            problem: format!("the file course/{path} is missing"),
        })
    }

    /// A file that no lesson names is a slip of the pen in an id or in a file's name.
    fn refuse_strays(&self, lessons: &[Lesson]) -> Result<(), SourceError> {
        let stray = self.0.keys().find(|path| {
            *path != COURSE_FILE
                && !lessons.iter().any(|lesson| {
                    **path == format!("lessons/{}.md", lesson.id)
                        || **path == format!("illustrations/{}.svg", lesson.id)
                })
        });
        stray.map_or(Ok(()), |path| {
            Err(SourceError {
                file: path.clone(),
                line: 1,
                problem: "no lesson of course.toml names this file".into(),
            })
        })
    }
}

fn collect(dir: &'static Dir<'static>, files: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(file.path().to_string_lossy().replace('\\', "/"), text.into());
        }
    }
    for folder in dir.dirs() {
        collect(folder, files);
    }
}

fn shelves(text: &str, entries: Vec<ShelfEntry>) -> Result<Vec<Shelf>, SourceError> {
    let mut seen = BTreeSet::new();
    entries
        .into_iter()
        .map(|shelf| {
            let resources = shelf.resource.into_iter().map(|entry| resource(text, entry, &mut seen));
            Ok(Shelf { resources: resources.collect::<Result<_, _>>()?, id: shelf.id, title: shelf.title })
        })
        .collect()
}

fn resource(text: &str, entry: ResourceEntry, seen: &mut BTreeSet<String>) -> Result<Resource, SourceError> {
    let url = entry.url.get_ref();
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .and_then(|rest| rest.split(['/', '?', '#']).next())
        .filter(|host| host.contains('.'))
        .ok_or_else(|| at(text, entry.url.span().start, format!("{url:?} is not a link to the web")))?;
    Ok(Resource {
        id: ResourceId(unique_slug(text, &entry.id, seen)?),
        host: host.trim_start_matches("www.").to_owned(),
        title: entry.title,
        about: entry.about,
        kind: entry.kind,
        url: url.clone(),
    })
}

fn unique_slug(text: &str, id: &Spanned<String>, seen: &mut BTreeSet<String>) -> Result<String, SourceError> {
    let slug = id.get_ref();
    if LessonId::parse(slug.clone()).is_err() {
        let problem = format!("the id {slug:?} may hold only small letters, digits and hyphens");
        return Err(at(text, id.span().start, problem));
    }
    if !seen.insert(slug.clone()) {
        return Err(at(text, id.span().start, format!("the id {slug:?} stands here a second time")));
    }
    Ok(slug.clone())
}

fn check_key_ideas(path: &str, text: &str) -> Result<(), SourceError> {
    let error = |line, problem| SourceError { file: path.into(), line, problem };
    let words = markdown::to_plain(text).split_whitespace().count();
    if !KEY_IDEAS_WORDS.contains(&words) {
        let (least, most) = KEY_IDEAS_WORDS.into_inner();
        return Err(error(1, format!("{words} words; key ideas have {least} to {most}")));
    }
    for (line, content) in (1..).zip(text.lines()) {
        for link in markdown::links(content) {
            let Some(doi) = link.strip_prefix("https://doi.org/") else {
                return Err(error(line, format!("{link:?}: a source is given as https://doi.org/…")));
            };
            if !content.contains(&format!("[doi:{doi}](")) {
                return Err(error(line, format!("the text of the link must show its DOI: [doi:{doi}]")));
            }
        }
    }
    Ok(())
}

fn at(text: &str, offset: usize, problem: String) -> SourceError {
    SourceError { file: COURSE_FILE.into(), line: line_of(text, offset), problem }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::testing::tiny;

    /// Replaces `old` by `new` in a valid course file and gives the complaint.
    fn complaint(path: &str, old: &str, new: &str) -> String {
        let mut source = tiny(&["a", "b"]);
        let text = source.0[path].replacen(old, new, 1);
        assert_ne!(text, source.0[path], "{old:?} does not stand in {path}");
        source.insert(path, &text);
        source.parse().expect_err("the course was taken for valid").to_string()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_file_and_line() {
        for (path, old, new, told) in [
            ("course.toml", "title = ", "titel = ", "course/course.toml:1: unknown field `titel`"),
            ("course.toml", "title = \"", "title = ", "course/course.toml:1: "),
            (
                "course.toml",
                "id = \"b\"",
                "id = \"a\"",
                "course/course.toml:19: the id \"a\" stands here a second time",
            ),
            (
                "course.toml",
                "id = \"b\"",
                "id = \"B!\"",
                "course/course.toml:19: the id \"B!\" may hold only",
            ),
            (
                "course.toml",
                "id = \"b\"",
                "id = \"c\"",
                "course/course.toml:19: the file course/lessons/c.md is missing",
            ),
            (
                "course.toml",
                "aaaaaaaaaa1",
                "short",
                "course/course.toml:16: \"short\" is not the id of a YouTube video",
            ),
            (
                "course.toml",
                "https://example.org/",
                "ftp://x",
                "course/course.toml:30: \"ftp://x\" is not a link",
            ),
            (
                "course.toml",
                "kind = \"pdf\"",
                "kind = \"tape\"",
                "course/course.toml:29: unknown variant `tape`",
            ),
            ("lessons/a.md", "word ", "", "course/lessons/a.md:1: 149 words; key ideas have 150 to 300"),
            (
                "lessons/a.md",
                "[doi:10.1000/182]",
                "[here]",
                "course/lessons/a.md:3: the text of the link must show",
            ),
            (
                "lessons/a.md",
                "https://doi.org/10.1000/182",
                "https://x.org/",
                "course/lessons/a.md:3: \"https://x.org/\"",
            ),
        ] {
            let complaint = complaint(path, old, new);
            assert!(complaint.starts_with(told), "{complaint:?} instead of {told:?}");
        }
    }

    #[test]
    fn a_file_that_no_lesson_names_is_told() {
        let mut source = tiny(&["a"]);
        source.insert("lessons/old.md", "");
        assert_eq!(
            source.parse().expect_err("a stray file").to_string(),
            "course/lessons/old.md:1: no lesson of course.toml names this file"
        );
    }

    mod properties {
        use super::*;

        /// Changes to a file: at a place, so many bytes give way to a piece.
        fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> {
            let piece = prop_oneof![
                Just(String::new()),
                any::<String>(),
                prop::sample::select(vec![
                    "\n",
                    "\"",
                    "\"\"\"",
                    "'",
                    "=",
                    "[",
                    "]",
                    "[[lesson]]\n",
                    "[[shelf]]\n",
                    "[author]\n",
                    "id = \"a\"\n",
                    "9999999999999999999999",
                    "1e999",
                    "-inf",
                    "0000-00-00",
                    "{ a = 1 }",
                    "\\u0000",
                    "\\UFFFFFFFF",
                    "#",
                    "](https://x.org/)",
                    "[doi:",
                    "https://",
                    "<script>",
                    "../",
                    "\u{feff}",
                    "\r\n",
                    "é",
                ])
                .prop_map(str::to_owned),
            ];
            prop::collection::vec((any::<prop::sample::Index>(), 0..30_usize, piece), 1..4)
        }

        fn edited(text: &str, edits: &[(prop::sample::Index, usize, String)]) -> String {
            let mut text = text.to_owned();
            for (place, length, piece) in edits {
                let near = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
                let start = near(place.index(text.len() + 1)).unwrap_or_default();
                let end = near(start + length).unwrap_or_default().max(start);
                text.replace_range(start..end, piece);
            }
            text
        }

        proptest! {
            /// Every complaint leads to a line that is there, and a course that is taken can be kept.
            #[test]
            fn any_change_makes_a_valid_course_or_is_told_with_its_line(
                file in any::<prop::sample::Index>(), edits in edits()
            ) {
                let mut source = tiny(&["a", "b"]);
                let path = source.0.keys().nth(file.index(source.0.len())).expect("a file").clone();
                let text = edited(&source.0[&path], &edits);
                source.insert(&path, &text);
                match source.parse() {
                    Ok(_) => prop_assert!(crate::Study::in_memory()?.load_course(&source).is_ok()),
                    Err(SourceError { file, line, problem }) => {
                        let lines = source.0.get(&file).map_or(0, |text| text.split('\n').count());
                        prop_assert!((1..=lines).contains(&line), "{file}:{line}: {problem}");
                        prop_assert!(!problem.is_empty());
                    }
                }
            }

            #[test]
            fn any_text_is_a_course_or_is_refused(text in "(title|id|lesson|[=\\[\\]{}\"'\n#.,0-9a]|\\PC){0,60}") {
                let mut source = tiny(&["a"]);
                source.insert(COURSE_FILE, &text);
                prop_assert!(source.parse().is_err());
            }
        }
    }
}
