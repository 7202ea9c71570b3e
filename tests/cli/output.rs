//! What is printed where, for whoever reads it; and who does not.

use std::{io, process::Stdio};

use crate::program::{EVERY_COMMAND, Program};

#[test]
fn help_names_every_command() {
    for help in ["--help", "-h", "help"] {
        let printed = Program::new().with(&[help]).printed();
        for name in
            ["Usage: ml-health", "lessons", "notes", "attach", "export", "--data-dir <DIR>", "--version"]
        {
            assert!(printed.contains(name), "{help}: no {name:?} in {printed}");
        }
    }
}

#[test]
fn help_for_each_command() {
    for (command, names) in [
        (&["lessons"][..], &["--json"][..]),
        (&["notes"], &["add", "list"]),
        (&["notes", "add"], &["--lesson <N>", "--at <M:SS>", "<TEXT>"]),
        (&["notes", "list"], &["--json", "--lesson <N>"]),
        (&["attach"], &["--lesson <N>", "<FILE>"]),
        (&["export"], &["--format <FORMAT>", "pdf", "--lesson <N>", "--output <FILE>"]),
    ] {
        let program = Program::new().with(&[command, &["--help"]].concat());
        let printed = program.printed();
        assert!(names.iter().all(|name| printed.contains(name)), "{command:?}: {printed}");
        assert!(!program.path("data").exists(), "{command:?}: help needs no data");
    }
}

#[test]
fn the_version() {
    let expected = format!("ml-health {}\n", env!("CARGO_PKG_VERSION"));
    Program::new().with(&["--version"]).prints(&expected).with(&["-V"]).prints(&expected);
}

#[test]
fn arguments_that_make_no_sense() {
    let program = Program::new()
        .with(&["bogus"])
        .misused("unrecognized subcommand 'bogus'")
        .with(&["--bogus"])
        .misused("unexpected argument '--bogus'")
        .with(&["--data-dir"])
        .misused("a value is required for '--data-dir <DIR>'");
    assert!(!program.path("data").exists(), "nothing was made for it");
}

/// As `head` does after its last line.
#[test]
fn nobody_reads_to_the_end() {
    let program = Program::new();
    let others: [&[&str]; 4] =
        [&["lessons", "--json"], &["notes", "list", "--json"], &["--help"], &["--version"]];
    for command in EVERY_COMMAND.into_iter().chain(others) {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let child = program.command(command).stdout(writer).stderr(Stdio::piped()).spawn();
        let output = child.and_then(std::process::Child::wait_with_output).expect("the program runs");
        assert!(output.status.success() && output.stderr.is_empty(), "{command:?}: {output:?}");
    }
}

#[test]
fn nobody_reads_what_went_wrong() {
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let program = Program::new();
    let status = program.command(&["notes", "add", "--lesson", "99", "x"]).stderr(writer).status();
    assert_eq!(status.expect("the program runs").code(), Some(2), "it still says how it ended");
}

#[cfg(target_os = "linux")]
#[test]
fn there_is_no_room_for_the_result() {
    let program = Program::new();
    for command in [&["lessons"][..], &["lessons", "--json"], &["notes", "add", "--lesson", "1", "x"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a full device");
        let child = program.command(command).stdout(full).stderr(Stdio::piped()).spawn();
        let output = child.and_then(std::process::Child::wait_with_output).expect("the program runs");
        let errors = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(1), "{command:?}: {errors}");
        assert!(errors.starts_with("ml-health: The result could not be printed"), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn what_went_wrong_is_one_line_whatever_a_file_is_called() {
    let name = "a\nml-health: all is well\u{1b}[2K.mp4";
    let below_a_file = format!("talk.mp4/{name}");
    Program::at_home()
        .with(&["attach", "--lesson", "1", name])
        .fails_with(1, "There is no file")
        .with(&["export", "--format", "pdf", "--output", &format!("{name}/notes.pdf")])
        .fails_with(1, "there is no folder")
        .with(&["lessons", "--data-dir", &below_a_file])
        .fails_with(1, "cannot be used");
}
