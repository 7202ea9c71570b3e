//! Several programs at once with one data folder.

use std::{collections::BTreeSet, process::Stdio, thread};

use crate::program::Program;

/// The text of every note of lesson 1.
fn bodies(program: Program) -> BTreeSet<String> {
    let list = program.with(&["notes", "list", "--json"]).json();
    let notes = list[0]["notes"].as_array().expect("a list").clone();
    let bodies: BTreeSet<_> =
        notes.iter().map(|note| note["body"].as_str().expect("text").to_owned()).collect();
    assert_eq!(bodies.len(), notes.len(), "a note is there twice");
    bodies
}

fn add(text: &str) -> [&str; 5] {
    ["notes", "add", "--lesson", "1", text]
}

#[test]
fn writing_loses_nothing() {
    let program = Program::new().with(&["lessons"]).succeeds();
    let texts: Vec<Vec<_>> =
        (0..4).map(|writer| (0..10).map(|note| format!("{writer}, {note}")).collect()).collect();
    thread::scope(|scope| {
        for texts in &texts {
            let program = &program;
            scope.spawn(move || {
                for text in texts {
                    let output = program.command(&add(text)).output().expect("the program runs");
                    assert!(output.status.success(), "{text}: {output:?}");
                }
            });
        }
    });
    assert_eq!(bodies(program), texts.into_iter().flatten().collect());
}

#[test]
fn the_first_start_loses_nothing() {
    let texts: BTreeSet<_> = (0..6).map(|writer| writer.to_string()).collect();
    for _ in 0..5 {
        let program = Program::new();
        let start = |text: &String| {
            let mut command = program.command(&add(text));
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
        };
        let started: Vec<_> = texts.iter().map(start).collect();
        for child in started {
            let output = child.wait_with_output().expect("the program ends");
            assert!(output.status.success(), "{output:?}");
        }
        assert_eq!(bodies(program), texts);
    }
}
