//! What the tests of this crate start from.

#[path = "../../../export/src/tests/attacks.rs"]
mod attacks;

use std::fmt::Write as _;

pub(crate) use attacks::attacks;

use crate::{Study, course::Source, id::NoteId, time::Timestamp};

/// 22 November 2026, 12:00 UTC.
pub(crate) const NOW: Timestamp = Timestamp(1_795_348_800_000);

pub(crate) fn note_id(number: u8) -> NoteId {
    NoteId::new(NOW, [number; 10])
}

/// A store in memory that holds a small course with these lessons.
pub(crate) fn study(lessons: &[&str]) -> Study {
    let mut study = Study::in_memory().expect("a database in memory");
    study.load_course(&tiny(lessons)).expect("a valid course");
    study
}

/// A small valid course with these lessons.
pub(crate) fn tiny(lessons: &[&str]) -> Source {
    let mut toml =
        "title = \"T\"\nshort_title = \"S\"\npermalink = \"p\"\npublished = \"2021-10-30\"\nabout = \"A\"\n\
        answers = [\"one\"]\nkey_ideas_notice = \"K\"\naffiliation_notice = \"N\"\n\
        [author]\nname = \"Dr X\"\nabout = \"B\"\nsite = \"https://x.org\"\n"
            .to_owned();
    let mut source = Source::from_files([]);
    let words = "word ".repeat(149);
    for (number, id) in (1..).zip(lessons) {
        let _ = write!(
            toml,
            "[[lesson]]\nid = \"{id}\"\ntitle = \"Lesson *{id}*\"\nvideo = \"aaaaaaaaaa{number}\"\ncovers = \"C\"\n"
        );
        source.insert(
            &format!("lessons/{id}.md"),
            &format!("{words}\n\n[doi:10.1000/182](https://doi.org/10.1000/182)\n"),
        );
        source.insert(&format!("illustrations/{id}.svg"), "<svg/>");
    }
    toml.push_str(
        "[[shelf]]\nid = \"s\"\ntitle = \"Shelf\"\n[[shelf.resource]]\nid = \"r\"\ntitle = \"R\"\nkind = \"pdf\"\n\
         url = \"https://example.org/\"\nabout = \"D\"\n",
    );
    source.insert("course.toml", &toml);
    source
}
