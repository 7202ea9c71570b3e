//! `ml-health attach`

use std::fs;

use rusqlite::Connection;

use crate::program::Program;

/// The attached files with their lessons.
fn attached(program: &Program) -> Vec<(String, String)> {
    let store = Connection::open(program.path("data/ml-health.db")).expect("the database");
    let mut query = store.prepare("SELECT lesson, path FROM attachment").expect("a table");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

#[test]
fn a_file_and_another_in_its_place() {
    let program = Program::new().file("two ü.mp4", b"another video");
    let [one, two] = ["talk.mp4", "two ü.mp4"].map(|name| program.path(name).display().to_string());
    let program = program
        .with(&["attach", "--lesson", "4", "talk.mp4"])
        .prints(&format!("Lesson 4 now plays {one}.\n"))
        .with(&["attach", "--lesson", "4", &two])
        .prints(&format!("Lesson 4 now plays {two}.\n"));
    assert_eq!(attached(&program), [("neural-networks".to_owned(), two)], "kept as an absolute path");
    assert_eq!(fs::read(program.path("talk.mp4")).expect("the file"), b"a video", "it stays where it is");
}

/// The transcripts' lessons, files and words.
fn captions(program: &Program) -> Vec<(String, String, String)> {
    let store = Connection::open(program.path("data/ml-health.db")).expect("the database");
    let sql =
        "SELECT lesson, name, group_concat(text) FROM transcript JOIN cue USING (lesson) GROUP BY lesson";
    let mut query = store.prepare(sql).expect("tables");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

#[test]
fn captions_beside_a_file_come_with_it_and_cannot_keep_it_away() {
    let program = Program::new()
        .file("four.mp4", b"a video")
        .file("four.en.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nM\xe9decine\n")
        .file("five.mp4", b"a video")
        .file("five.srt", b"no captions")
        .with(&["attach", "--lesson", "4", "four.mp4"])
        .succeeds()
        .with(&["attach", "--lesson", "5", "five.mp4"])
        .succeeds();
    let kept = ["neural-networks", "four.en.vtt", "Médecine"].map(str::to_owned);
    assert_eq!(captions(&program), [kept.into()]);
    assert_eq!(attached(&program).len(), 2);
}

#[test]
fn what_is_refused_changes_nothing() {
    let program = Program::new().with(&["attach", "--lesson", "1", "talk.mp4"]).succeeds();
    let before = attached(&program);
    let program = program
        .with(&["attach", "--lesson", "1", "missing.mp4"])
        .fails_with(1, "There is no file missing.mp4. Nothing was changed.")
        .with(&["attach", "--lesson", "1", "missing/talk.mp4"])
        .fails_with(1, "There is no file")
        .with(&["attach", "--lesson", "1", "home"])
        .fails_with(1, "home is a folder, not a file. Nothing was changed.")
        .with(&["attach", "--lesson", "1", "talk.mp4/talk.mp4"])
        .fails_with(1, "cannot be used. Nothing was changed.")
        .with(&["attach", "--lesson", "99", "talk.mp4"])
        .fails_with(2, "no lesson 99");
    assert_eq!(attached(&program), before);
}

#[test]
fn arguments_that_make_no_sense() {
    Program::new()
        .with(&["attach", "talk.mp4"])
        .misused("--lesson <N>")
        .with(&["attach", "--lesson", "1"])
        .misused("<FILE>")
        .with(&["attach", "--lesson", "1", ""])
        .misused("<FILE>")
        .with(&["attach", "--lesson", "1.5", "talk.mp4"])
        .misused("invalid value '1.5'");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};
    let name = OsStr::from_bytes(b"\xff.mp4");
    let program = Program::new();
    fs::write(program.path(name), b"a video").expect("a file");
    program
        .with(&[OsStr::new("attach"), OsStr::new("--lesson=1"), name])
        .fails_with(1, "Rename the file with ordinary letters");
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_neither_file_nor_folder() {
    let program = Program::new();
    let pipe = program.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    // With both its ends held here, opening it does not wait.
    let held = fs::File::options().read(true).write(true).open(&pipe).expect("a pipe");
    let program = program
        .with(&["attach", "--lesson", "1", "pipe"])
        .fails_with(1, "Nothing was changed.")
        .with(&["attach", "--lesson", "1", "/dev/null"])
        .fails_with(1, "Nothing was changed.");
    drop(held);
    assert_eq!(attached(&program), []);
}
