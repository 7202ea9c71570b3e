//! `ml-health backup` and `ml-health check`, and the backups that are made unasked.

use std::fs;

use serde_json::json;

use crate::program::Program;

fn with_a_note() -> Program {
    Program::new().with(&["notes", "add", "--lesson", "1", "kept"]).succeeds()
}

#[test]
fn one_is_made_counted_and_listed() {
    let program = with_a_note().with(&["backup"]);
    let made = program.printed();
    assert!(made.starts_with("Backed up, opened and verified: 1 note, in "), "{made}");
    let path = made.trim_end().trim_end_matches('.').rsplit(", in ").next().expect("a path").to_owned();
    assert!(fs::metadata(&path).is_ok_and(|metadata| metadata.is_file()), "{path}");
    let program = program.with(&["backup", "--list", "--json"]);
    let listed = program.json();
    assert_eq!((&listed[0]["notes"], &listed[0]["occasion"]), (&json!(1), &json!("asked")), "{listed}");
    let program = program.with(&["backup", "--list"]);
    let name = listed[0]["id"].as_str().expect("a name");
    assert!(program.printed().starts_with(&format!("{name}  1 note, ")));
    program.with(&["backup", "--json"]).misused("--list");
}

#[test]
fn whoever_has_no_window_gets_them_too() {
    let program = with_a_note().with(&["notes", "list"]).succeeds().with(&["backup", "--list", "--json"]);
    let listed = program.json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1), "one an hour: {listed}");
    assert_eq!((&listed[0]["notes"], &listed[0]["occasion"]), (&json!(1), &json!("hourly")), "{listed}");
}

#[test]
fn one_that_fails_is_told_and_what_was_asked_for_is_done() {
    let program = Program::new().file("data/backups", b"a file where the folder should be");
    let output =
        program.command(&["notes", "add", "--lesson", "1", "kept"]).output().expect("the program runs");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && errors.contains("A backup could not be made"), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
    fs::remove_file(program.path("data/backups")).expect("a file");
    assert!(program.with(&["notes", "list"]).printed().contains("kept"));
}

#[test]
fn all_is_sound() {
    let program = with_a_note().with(&["backup"]).succeeds().with(&["check"]);
    let said = program.printed();
    assert!(said.starts_with("The database is sound: 1 note.\n"), "{said}");
    assert!(said.contains("opened and verified") && said.contains("put back on trial"), "{said}");
    let report = program.with(&["check", "--json"]).json();
    assert_eq!(
        (&report["notes"], &report["unsound"], &report["restoreTested"]),
        (&json!(1), &json!([]), &json!(true))
    );
}

#[test]
fn a_damaged_backup_is_named() {
    let program = with_a_note();
    let listed = program.files("data/backups");
    let path =
        listed.keys().find(|path| path.extension().is_some_and(|ending| ending == "db")).expect("a backup");
    let bytes = fs::read(program.path(path)).expect("a backup");
    fs::write(program.path(path), &bytes[..bytes.len() / 2]).expect("a file");
    let output = program.command(&["check"]).output().expect("the program runs");
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(said.contains("The database is sound") && said.contains("Not sound: ml-health-"), "{said}");
    assert!(errors.contains("One backup cannot be read"), "{errors}");
}
