//! `ml-health restore`: what was there before comes back, and a damaged database gives way.

use std::fs;

use crate::program::Program;

const LIST: &[&str] = &["notes", "list"];

fn add(text: &str) -> [&str; 5] {
    ["notes", "add", "--lesson", "1", text]
}

/// A backup with one note; then a second was written.
fn with_a_backup() -> Program {
    Program::new().with(&add("first")).succeeds().with(&["backup"]).succeeds().with(&add("second")).succeeds()
}

fn damage(program: &Program, damage: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let path = program.path("data/ml-health.db");
    let mut bytes = fs::read(&path).expect("the database");
    damage(&mut bytes);
    fs::write(&path, &bytes).expect("the database");
    bytes
}

#[test]
fn it_is_looked_at_first_put_back_and_taken_back() {
    let program = with_a_backup().with(&["restore", "--preview"]);
    let preview = program.printed();
    assert!(preview.starts_with("Would restore 1 note as of "), "{preview}");
    assert!(preview.ends_with(": 1 go.\nNothing was changed.\n"), "{preview}");
    let program = program.with(LIST);
    assert!(program.printed().contains("second"));

    let program = program.with(&["restore"]);
    let said = program.printed();
    let back = said.trim_end().rsplit("ml-health restore ").next().expect("a way back").to_owned();
    let program = program.with(LIST);
    let listed = program.printed();
    assert!(listed.contains("first") && !listed.contains("second"), "{listed}");
    let program = program.with(&["restore", &back]).succeeds().with(LIST);
    assert!(program.printed().contains("second"));
}

#[test]
fn a_file_from_elsewhere() {
    let program = with_a_backup();
    let (path, _) = program
        .files("data/backups")
        .into_iter()
        .find(|(path, _)| path.to_string_lossy().contains("asked"))
        .expect("a backup");
    let bytes = fs::read(program.path(path)).expect("a backup");
    let other =
        Program::new().file("theirs.db", &bytes).with(&["restore", "theirs.db"]).succeeds().with(LIST);
    assert!(other.printed().contains("first"));
}

#[test]
fn what_cannot_be_put_back() {
    let program = with_a_backup()
        .with(&["restore", "talk.mp4"])
        .fails_with(1, "talk.mp4 is not a backup of this application’s, so nothing was changed.")
        .with(&["restore", "none.db"])
        .fails_with(1, "There is no backup none.db.")
        .with(LIST);
    assert!(program.printed().contains("second"));
    Program::new().with(&["restore"]).fails_with(1, "There is no backup yet.");
}

#[test]
fn a_damaged_database_gives_way_to_the_backup_and_what_is_newer() {
    let program = with_a_backup();
    let damaged = damage(&program, |bytes| bytes[68] ^= 1);
    let program = program.with(&["restore", "--preview"]);
    let preview = program.printed();
    assert!(
        preview.starts_with("The database is damaged. 2 notes can be read, 1 of them newer"),
        "{preview}"
    );
    let program = program.with(&["restore"]);
    let said = program.printed();
    assert!(said.contains("Restored: 2 notes. The damaged file is in "), "{said}");
    let kept = said.trim_end().trim_end_matches('.').rsplit(" is in ").next().expect("a path").to_owned();
    assert!(fs::read(std::path::Path::new(&kept).join("ml-health.db")).is_ok_and(|kept| kept == damaged));
    let listed = program.with(LIST).printed();
    assert!(listed.contains("first") && listed.contains("second"), "{listed}");
}

#[test]
fn a_damaged_file_that_a_window_may_have_open_stays_in_its_place() {
    let program = with_a_backup();
    let damaged = damage(&program, |bytes| bytes[68] ^= 1);
    let window = fs::File::create(program.path("data/window.lock")).expect("a file");
    window.lock().expect("a lock");
    let program =
        program.with(&["restore"]).fails_with(1, "The application is already open with this data folder.");
    assert!(fs::read(program.path("data/ml-health.db")).is_ok_and(|there| there == damaged));
    drop(window);
    program.with(&["restore"]).succeeds();
}

#[test]
fn without_a_backup_what_can_be_read_comes_back() {
    let program = with_a_backup();
    fs::remove_dir_all(program.path("data/backups")).expect("a folder");
    damage(&program, |bytes| bytes[68] ^= 1);
    let program = program.with(&["restore"]);
    assert!(program.printed().contains("There is no backup.\nRestored: 2 notes."));
    let program = program.with(LIST);
    assert!(program.printed().contains("second"));
}

#[test]
fn an_empty_file_where_there_was_more() {
    let program = with_a_backup();
    damage(&program, Vec::clear);
    let program =
        program.with(LIST).fails_with(1, "is not there, or empty").with(&["restore"]).succeeds().with(LIST);
    assert!(program.printed().contains("first"));
}
