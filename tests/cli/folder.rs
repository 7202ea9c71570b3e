//! Where the data is kept.

use std::fs;

use crate::program::{EVERY_COMMAND, Program};

const ADD: &[&str] = &["notes", "add", "--lesson", "1", "kept"];
const DATABASE: &str = "io.github.mlhealth.desktop/ml-health.db";

#[test]
fn everything_is_in_the_chosen_one() {
    let program = Program::new().file("notes.pdf", b"an older file");
    let before = program.files(".");
    let program = EVERY_COMMAND.iter().fold(program, |program, command| program.with(command).succeeds());
    let mut after = program.files(".");
    after.retain(|path, _| !path.starts_with("data"));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert!(program.path("data/ml-health.db").is_file());
}

#[test]
fn it_may_be_named_before_and_after_the_command() {
    let program = Program::at_home();
    let elsewhere = program.path("elsewhere").display().to_string();
    program
        .with(&["notes", "add", "--lesson", "1", "kept", "--data-dir", "elsewhere"])
        .succeeds()
        .with(&["--data-dir", &elsewhere, "notes", "list"])
        .prints("1. Course Overview. Why learn about AI and Machine Learning?\n          kept\n")
        .with(&["notes", "--data-dir=another", "list"])
        .prints("")
        .with(&["lessons", "--data-dir"])
        .misused("a value is required for '--data-dir <DIR>'")
        .with(&["lessons", "--data-dir", ""])
        .misused("a value is required for '--data-dir <DIR>'");
}

#[test]
fn its_name_may_be_any() {
    for name in ["a folder", "ü 心", "50%3f", "a?b#c", "a&mode=ro"] {
        if cfg!(windows) && name.contains('?') {
            continue;
        }
        let program = Program::at_home()
            .with(&["--data-dir", name, "notes", "add", "--lesson", "1", "kept"])
            .succeeds()
            .with(&["--data-dir", name, "notes", "list"])
            .prints("1. Course Overview. Why learn about AI and Machine Learning?\n          kept\n");
        assert!(program.path(name).join("ml-health.db").is_file(), "{name}");
    }
}

#[test]
fn a_file_cannot_be_one() {
    let program = Program::at_home();
    let before = program.files(".");
    let mut program = program;
    for folder in ["talk.mp4", "talk.mp4/data"] {
        for command in EVERY_COMMAND {
            let arguments = [&["--data-dir", folder], command].concat();
            program = program.with(&arguments).fails_with(1, "cannot be used. Nothing was changed.");
        }
    }
    assert!(program.files(".") == before, "something changed");
}

#[cfg(target_os = "linux")]
#[test]
fn the_usual_one_is_where_the_system_has_it() {
    let program = Program::at_home().with(ADD).succeeds();
    assert!(program.path("home/.local/share").join(DATABASE).is_file());

    let program = Program::at_home();
    let chosen = program.path("chosen");
    let program = program.environment("XDG_DATA_HOME", chosen).with(ADD).succeeds();
    assert!(program.path("chosen").join(DATABASE).is_file());
    assert!(!program.path("home/.local").exists());

    let program = Program::at_home().environment("XDG_DATA_HOME", "relative").with(ADD).succeeds();
    assert!(program.path("home/.local/share").join(DATABASE).is_file(), "a relative one does not count");
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_enter_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let program = Program::at_home()
        .with(&["--data-dir", "new/data", "lessons"])
        .succeeds()
        .environment("XDG_DATA_HOME", "")
        .with(&["lessons"])
        .succeeds();
    let usual =
        if cfg!(target_os = "linux") { "home/.local/share" } else { "home/Library/Application Support" };
    for folder in ["new/data", &format!("{usual}/io.github.mlhealth.desktop")] {
        let mode = fs::metadata(program.path(folder)).expect("the folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{folder}");
    }
}
