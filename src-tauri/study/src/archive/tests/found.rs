//! Notes that were found in Markdown.

use super::*;
use crate::{
    Error,
    archive::{FoundNote, LessonHint},
    id::NoteId,
    store::testing::tiny,
};

fn found(second: Option<u32>, body: &str) -> FoundNote {
    FoundNote { second, body: body.into(), line: 1, ..FoundNote::default() }
}

fn take_in(study: &mut Study, notes: &[FoundNote], minutes: i64) -> Result<String> {
    let import = Import::Notes { notes: notes.to_vec(), lesson: Some(lesson("a")) };
    Ok(told(study.import(&import, after(minutes))?.counts))
}

fn bodies(study: &Study) -> Result<Vec<String>> {
    Ok(study.lesson_notes(&lesson("a"))?.into_iter().map(|note| note.body).collect())
}

#[test]
fn the_same_file_twice_changes_nothing() -> Result<()> {
    let mut study = study(&["a"]);
    let notes =
        [found(Some(7), "x #tag"), found(None, "x #tag"), found(Some(8), "x #tag"), found(None, "x #tag\n")];
    assert_eq!(take_in(&mut study, &notes, 0)?, "3 added, 1 same", "a note that stands there twice is one");
    let before = dump(&study)?;
    assert_eq!(take_in(&mut study, &notes, 9)?, "4 same");
    assert_eq!(dump(&study)?, before);
    Ok(())
}

#[test]
fn an_identifier_made_of_a_text_stays_the_same_for_ever() {
    let id = |second, body| NoteId::of_text(&lesson("a"), second, body).to_string();
    // Another version of this program, or another way to make these, would take every file in twice.
    assert_eq!(
        [id(None, "x"), id(Some(0), "x"), id(Some(7), "x")],
        [
            "2da302fc-68fe-83ff-be25-53a8409d7443",
            "8b6ff459-87d3-8e1c-922e-696be466410f",
            "be63f280-7210-8d76-bd65-d347774eed5e"
        ]
    );
}

#[test]
fn what_became_of_a_note_since_it_was_taken_in_stays() -> Result<()> {
    let mut study = study(&["a", "b"]);
    let notes = [found(Some(7), "as found")];
    take_in(&mut study, &notes, 0)?;
    let note = study.lesson_notes(&lesson("a"))?.remove(0);
    study.save_note(
        NoteDraft { body: "edited".into(), mark: Some(Mark::Todo), ..note.clone().into() },
        after(5),
    )?;
    let before = dump(&study)?;
    assert_eq!(take_in(&mut study, &notes, 9)?, "1 kept", "it is a revision already");
    assert_eq!(dump(&study)?, before);
    study.delete_note(note.id, after(10))?;
    assert_eq!(take_in(&mut study, &notes, 11)?, "1 changed", "out of the trash");
    assert_eq!(bodies(&study)?, ["edited"]);
    Ok(())
}

#[test]
fn a_note_that_the_file_names_is_newer_there() -> Result<()> {
    let mut study = study(&["a", "b"]);
    study.save_note(NoteDraft { mark: Some(Mark::Question), ..draft(1, "b", Some(7), "ours") }, NOW)?;
    let named = |second, body| FoundNote { id: Some(note_id(1)), ..found(second, body) };
    assert_eq!(
        take_in(&mut study, &[named(Some(7), "\nours \n")], 1)?,
        "1 same",
        "white space is the file's"
    );
    assert_eq!(take_in(&mut study, &[named(Some(8), "theirs")], 2)?, "1 changed, 1 revisions");
    let note = study.note(note_id(1))?;
    assert_eq!(
        (&*note.lesson.0, note.second, note.mark, &*note.body),
        ("b", Some(8), Some(Mark::Question), "theirs")
    );
    assert_eq!((note.created, note.updated), (NOW, after(2)));
    assert_eq!(study.note_history(note.id)?[0].beginning, "ours");
    assert_eq!(take_in(&mut study, &[named(Some(8), "theirs")], 3)?, "1 same");
    study.delete_note(note.id, after(4))?;
    assert_eq!(take_in(&mut study, &[named(Some(8), "theirs")], 5)?, "1 changed", "out of the trash");
    let other = FoundNote { id: Some(note_id(2)), ..found(None, "new") };
    assert_eq!(take_in(&mut study, &[other], 6)?, "1 added");
    Ok(())
}

#[test]
fn a_lesson_is_known_by_its_slug_its_video_its_number_or_its_title() -> Result<()> {
    let mut study = study(&["a", "b", "c"]);
    study.load_course(&tiny(&["a", "b"]))?;
    let hint = |id: &str, video: &str, number: u32, title: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        LessonHint {
            id: some(id),
            video: some(video),
            number: (number > 0).then_some(number),
            title: some(title),
        }
    };
    for (lesson, expected) in [
        (hint("b", "aaaaaaaaaa1", 1, "Lesson a"), "b"),
        (hint("unknown", "aaaaaaaaaa2", 1, ""), "b"),
        (hint("", "unknown", 2, "Lesson a"), "b"),
        (hint("", "", 9, " LESSON\n*b* "), "b"),
        (hint("c", "", 0, ""), "c"),
        (hint("", "", 3, ""), "none"),
        (hint("", "", 0, "Lesson z"), "none"),
        (hint("", "", 0, ""), "none"),
    ] {
        let mut note = FoundNote { lesson, line: 5, ..found(None, &format!("to {expected}")) };
        note.second =
            Some(study.notes(&crate::note::NoteFilter::default(), 9)?.total.try_into().expect("few"));
        let second = note.second;
        let import = Import::Notes { notes: vec![note.clone()], lesson: None };
        match study.import(&import, NOW) {
            Ok(_) => assert!(
                study.lesson_notes(&super::lesson(expected))?.iter().any(|n| n.second == second),
                "{note:?}"
            ),
            Err(Error::NotImported { line: 5, .. }) => assert_eq!(expected, "none", "{note:?}"),
            Err(error) => return Err(error),
        }
    }
    let import = Import::Notes { notes: vec![found(None, "x")], lesson: Some(lesson("z")) };
    assert!(matches!(study.import(&import, NOW), Err(Error::NoSuchLesson { .. })));
    Ok(())
}

#[test]
fn what_cannot_be_taken_in_is_told_with_its_line() {
    let mut study = study(&["a"]);
    let named = |line, body: &str| FoundNote { id: Some(note_id(1)), line, ..found(None, body) };
    let titled = LessonHint { title: Some("My lecture".into()), ..LessonHint::default() };
    for (notes, lesson, expected) in [
        (
            vec![found(None, "x"), FoundNote { line: 4, ..found(None, &"x".repeat(1_000_001)) }],
            Some("a"),
            "line 4: the note has 1000001 bytes; 1000000 is the most that one note can hold".to_owned(),
        ),
        (
            vec![named(1, "x"), named(9, "y")],
            Some("a"),
            format!("line 9: the note {} stands here a second time", note_id(1)),
        ),
        (
            vec![FoundNote { lesson: titled, ..found(None, "x") }],
            None,
            "line 1: no lesson is known for this note: Some(\"My lecture\")".to_owned(),
        ),
        (vec![found(None, "x")], None, "line 1: no lesson is known for this note: None".to_owned()),
    ] {
        let import = Import::Notes { notes, lesson: lesson.map(super::lesson) };
        assert_eq!(study.import(&import, NOW).expect_err(&expected).to_string(), expected);
        assert!(bodies(&study).is_ok_and(|bodies| bodies.is_empty()));
    }
}
