//! A database that is not to be touched: every command says why, and not one byte changes.

use std::fs;

use rusqlite::Connection;

use crate::program::{EVERY_COMMAND, Program};

/// Every command fails with these words and leaves every file as it was.
#[track_caller]
fn refuses(program: Program, words: &str) {
    let before = program.files(".");
    EVERY_COMMAND.iter().fold(program, |program, command| {
        let program = program.with(command).fails_with(1, words);
        assert!(program.files(".") == before, "{command:?}: something changed");
        program
    });
}

fn database(program: &Program) -> Connection {
    fs::create_dir_all(program.path("data")).expect("a folder");
    Connection::open(program.path("data/ml-health.db")).expect("a database")
}

#[test]
fn from_the_future() {
    let program = Program::new().with(&["notes", "add", "--lesson", "1", "kept"]).succeeds();
    database(&program).pragma_update(None, "user_version", 99).expect("a version");
    refuses(program, "was written by a newer version of this application. Nothing was changed.");
}

#[test]
fn not_a_database() {
    let letter = "A letter to my aunt. ".repeat(100);
    let program = Program::new().file("data/ml-health.db", letter.as_bytes());
    refuses(program, "is not this application’s database. Nothing was changed. Open the window, or run");
}

#[test]
fn of_another_application() {
    const THEIRS: &str = "belongs to another application. Nothing was changed. Choose another folder.";
    let plain = Program::new();
    database(&plain).execute_batch("CREATE TABLE theirs (x)").expect("a table");
    refuses(plain, THEIRS);

    let marked = Program::new();
    let statements = "PRAGMA journal_mode = WAL; PRAGMA application_id = 7; CREATE TABLE theirs (x)";
    database(&marked).execute_batch(statements).expect("a table");
    refuses(marked, THEIRS);
}

#[test]
fn damaged() {
    let program = Program::new().with(&["lessons"]).succeeds();
    let file = fs::File::options().write(true).open(program.path("data/ml-health.db")).expect("the database");
    file.set_len(5000).expect("a cut file");
    refuses(program, "is damaged. Nothing was changed. Open the window, or run ml-health restore");
}

#[test]
fn a_folder_in_its_place() {
    refuses(
        Program::new().file("data/ml-health.db/inside", b"kept"),
        "Your data could not be read or written.",
    );
}
