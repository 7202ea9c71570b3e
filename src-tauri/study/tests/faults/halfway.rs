//! An upgrade that fails half-way leaves the old database as it was, and a backup of it; and succeeds once it can.

use std::{fs, path::Path};

use ml_health_study::{Error, Study};
use rusqlite::Connection;

use crate::{
    calls::every_fault,
    disk::Disk,
    support::{DATABASE, NOW, backups_are_sound, old, sound},
};

const OLD: &str = "schema-1";

/// A statement that makes a step of the upgrade fail, and one that undoes it.
const OBSTACLES: [(&str, &str); 4] = [
    ("CREATE TABLE transcript (x)", "DROP TABLE transcript"),
    ("CREATE VIEW revision AS SELECT 1", "DROP VIEW revision"),
    ("CREATE TABLE note_text (x)", "DROP TABLE note_text"),
    // Only when everything is made does the program fill the index, from what it cannot read.
    (
        "UPDATE note SET body = CAST(x'ff' AS TEXT) WHERE rowid = 1",
        "UPDATE note SET body = '' WHERE rowid = 1",
    ),
];

fn execute(folder: &Path, sql: &str) {
    Connection::open(folder.join(DATABASE)).expect("a database").execute_batch(sql).expect("a change");
}

fn bytes(folder: &Path) -> Vec<u8> {
    fs::read(folder.join(DATABASE)).expect("a database")
}

fn schema(database: &Path) -> i64 {
    let connection = Connection::open(database).expect("a database");
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a schema")
}

#[test]
fn a_step_that_fails_leaves_the_old_database_to_the_byte_and_a_backup() -> Result<(), Error> {
    for (number, (obstacle, undone)) in OBSTACLES.iter().enumerate() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        old::fixture(OLD, folder).expect("an old database");
        execute(folder, obstacle);
        let before = bytes(folder);
        assert!(Study::open(folder, NOW).is_err(), "{obstacle}");
        assert!(bytes(folder) == before, "{obstacle}: the file is another");
        let log = fs::metadata(folder.join("ml-health.db-wal")).map_or(0, |log| log.len());
        assert_eq!(log, 0, "{obstacle}: something stands in the log");
        let backups = backups(folder);
        assert_eq!(backups.iter().map(|backup| schema(backup)).collect::<Vec<_>>(), [1], "{obstacle}");

        execute(folder, undone);
        let study = Study::open(folder, NOW)?;
        if number < 3 {
            old::holds(OLD, &study).unwrap_or_else(|wrong| panic!("{obstacle}: {wrong}"));
        }
    }
    Ok(())
}

fn backups(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut seen = Vec::new();
    backups_are_sound(folder, &mut seen).expect("sound backups");
    seen
}

#[test]
fn an_upgrade_on_a_disk_that_fails_leaves_the_old_database_or_the_new_one() {
    let meets = |fault| {
        let folder = tempfile::tempdir().expect("a folder");
        old::fixture(OLD, folder.path())?;
        let before = bytes(folder.path());
        let disk = Disk::of(folder.path());
        if let Some(fault) = fault {
            disk.fails(fault);
        }
        let outcome = Study::open(folder.path(), NOW).map(drop);
        let calls = disk.heals();
        let database = folder.path().join(DATABASE);
        if outcome.is_err() && bytes(folder.path()) != before {
            return Err(format!("after {outcome:?} the file is another"));
        }
        let study =
            Study::open(folder.path(), NOW).map_err(|error| format!("again after {outcome:?}: {error}"))?;
        old::holds(OLD, &study)?;
        drop(study);
        sound(&database)?;
        let backups = backups(folder.path());
        if backups.iter().any(|backup| schema(backup) == 1) { Ok(calls) } else { Err(format!("{backups:?}")) }
    };
    println!("{} faults", every_fault(meets).expect("an upgrade"));
}
