//! `ml-health export`

use std::fs;

use crate::program::Program;

const WHOLE: &[&str] = &["export", "--format", "pdf", "--output", "notes.pdf"];

fn with_notes() -> Program {
    Program::new()
        .with(&["notes", "add", "--lesson", "3", "--at", "2:14", "The slope says *downhill*"])
        .succeeds()
        .with(&["notes", "add", "--lesson", "8", "Ask who was left out"])
        .succeeds()
}

#[test]
fn the_whole_course() {
    let program = with_notes().with(WHOLE).prints("Wrote 3 pages to notes.pdf.\n");
    let words = program.words_of("notes.pdf");
    for expected in [
        "How does a machine learning model learn?",
        "2:14 The slope says downhill",
        "How to read a machine learning paper",
        "Whole lesson Ask who was left out",
        "Page 3 of 3",
    ] {
        assert!(words.contains(expected), "no {expected:?} in {words}");
    }
}

#[test]
fn one_lesson() {
    let one = ["export", "--format", "pdf", "--lesson", "3", "--output", "home/one.pdf"];
    let words = with_notes().with(&one).succeeds().words_of("home/one.pdf");
    assert!(words.contains("2:14 The slope says downhill"), "{words}");
    assert!(!words.contains("Ask who was left out"), "a note of another lesson: {words}");
}

#[test]
fn no_notes_make_a_document_that_says_so() {
    let words = Program::new().with(WHOLE).succeeds().words_of("notes.pdf");
    assert!(words.to_lowercase().contains("no notes"), "{words}");
}

#[test]
fn an_existing_file_is_replaced() {
    let program = with_notes().file("notes.pdf", b"an older file").with(WHOLE).succeeds();
    assert!(program.words_of("notes.pdf").contains("downhill"));
    let names: Vec<_> =
        program.files(".").into_keys().filter(|path| path.starts_with(".ml-health")).collect();
    assert!(names.is_empty(), "{names:?} was left behind");
}

#[test]
fn characters_without_a_face_are_counted_and_said() {
    let program = Program::new()
        .with(&["notes", "add", "--lesson", "1", "one \u{e000} mark"])
        .succeeds()
        .with(WHOLE)
        .prints("Wrote 3 pages to notes.pdf. 1 character has no typeface here and is shown as a mark.\n")
        .with(&["notes", "add", "--lesson", "1", "\u{e001}\u{10fffd}"])
        .succeeds()
        .with(WHOLE)
        .prints("Wrote 3 pages to notes.pdf. 3 characters have no typeface here and are shown as a mark.\n");
    assert!(program.words_of("notes.pdf").contains("one □ mark"));
}

#[test]
fn whatever_a_note_contains() {
    let mut program = Program::new();
    for note in
        ["🧠 心 العربية", "### x", "#", "```", "| a |\n|---|", "[a](javascript:b)", "\u{202e}x\u{feff}"]
    {
        program = program.with(&["notes", "add", "--lesson", "5", "--at", "0:01", note]).succeeds();
    }
    program.with(WHOLE).succeeds().words_of("notes.pdf");
}

#[test]
fn where_it_cannot_be_written_everything_stays() {
    let program = with_notes().file("old.pdf", b"an older file").file("full/inside", b"kept");
    let mut rights = fs::metadata(program.path("old.pdf")).expect("the file").permissions();
    rights.set_readonly(true);
    fs::set_permissions(program.path("old.pdf"), rights).expect("rights");
    let before = program.files(".");
    let mut program = program;
    for (output, words) in [
        ("talk.mp4/notes.pdf", "there is no folder"),
        ("missing/notes.pdf", "missing. Your notes are as they were. Choose another place."),
        ("full", "full is a folder. Your notes are as they were. Choose another name."),
        (".", "is a folder"),
        ("old.pdf", "cannot be written here"),
        ("notes.pdf/", "The file was not written"),
        ("missing/", "The file was not written"),
    ] {
        let arguments = ["export", "--format", "pdf", "--output", output];
        program = program.with(&arguments).fails_with(1, words);
        assert!(program.files(".") == before, "{output}: something changed");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_replaced() {
    use std::os::unix::{fs::FileTypeExt as _, net::UnixListener};
    let program = with_notes();
    let _listener = UnixListener::bind(program.path("socket")).expect("a socket");
    let program = program
        .with(&["export", "--format", "pdf", "--output", "socket"])
        .fails_with(1, "The file was not written");
    let kind = fs::metadata(program.path("socket")).expect("the socket").file_type();
    assert!(kind.is_socket(), "{kind:?}");
}

#[test]
fn an_unknown_lesson_keeps_the_old_file() {
    let program = with_notes()
        .file("notes.pdf", b"an older file")
        .with(&["export", "--format", "pdf", "--lesson", "99", "--output", "notes.pdf"])
        .fails_with(2, "no lesson 99");
    assert_eq!(fs::read(program.path("notes.pdf")).expect("the file"), b"an older file");
}

#[test]
fn arguments_that_make_no_sense() {
    let program = Program::new()
        .with(&["export", "--format", "pdf"])
        .misused("--output <FILE>")
        .with(&["export", "--output", "notes.pdf"])
        .misused("--format <FORMAT>")
        .with(&["export", "--format", "docx", "--output", "notes.pdf"])
        .misused("invalid value 'docx' for '--format <FORMAT>'")
        .with(&["export", "--format", "pdf", "--output", ""])
        .misused("--output <FILE>")
        .with(&["export", "--format", "pdf", "--output", "notes.pdf", "--lesson", "x"])
        .misused("invalid value 'x' for '--lesson <N>'");
    assert!(!program.path("notes.pdf").exists());
}

#[test]
fn a_card_is_answered_by_a_note_that_was_not_chosen() {
    let program = Program::new()
        .file("notes.md", b"# Lesson 3\n\n- [0:10] What is loss? #exam\n- [0:20] A number for how wrong\n- [0:30] Other #exam\n")
        .with(&["import", "notes.md"])
        .succeeds()
        .with(&["notes", "add", "--lesson", "4", "--at", "0:10", "Q: What else?\nA: Nothing #exam"])
        .succeeds()
        .with(&["export", "--format", "anki", "--tag", "exam", "--output", "cards.txt"])
        .prints("Wrote 1 card to cards.txt.\n")
        .with(&["export", "--format", "anki", "--mark", "question", "--output", "cards.txt"])
        .prints(
            "Wrote 0 cards to cards.txt. A note that reads “Q: … A: …”, or a question with the note after it, becomes a card.\n",
        );
    let questions = "<!-- ml-health:lesson how-models-learn -->\n## 3. Lesson\n\n\
        <!-- ml-health:note 0192f000-0000-7000-8000-000000000001 question -->\n[0:40] **Question**\n\nWhat is a step? #exam\n\n\
        <!-- ml-health:note 0192f000-0000-7000-8000-000000000002 -->\n[0:50]\n\nThe learning rate\n\n";
    let program = program
        .file("more.md", questions.as_bytes())
        .with(&["import", "more.md"])
        .succeeds()
        .with(&["export", "--format", "anki", "--mark", "question", "--output", "cards.txt"])
        .prints("Wrote 1 card to cards.txt.\n");
    let cards = fs::read_to_string(program.path("cards.txt")).expect("cards");
    assert!(cards.contains("What is a step?") && cards.contains("The learning rate"), "{cards}");
}

#[test]
fn a_lesson_that_is_named_twice_is_there_once() {
    let twice = ["export", "--format", "markdown", "--lesson", "3", "--lesson", "3", "--output", "notes.md"];
    let program = with_notes().with(&twice).prints("Wrote 1 note to notes.md.\n");
    program.with(&["import", "notes.md"]).succeeds();
}
