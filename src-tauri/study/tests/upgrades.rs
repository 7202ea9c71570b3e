//! A database of every schema that there ever was is brought up to date with everything in it.
//!
//! The old databases are files that the programs of that time made (`fixtures/`, whose README says how). What each holds
//! is written down beside it, as the JSON that this program exports.

#[allow(dead_code, reason = "each test takes of it what it needs")]
mod support;

use std::{collections::BTreeSet, path::Path};

use ml_health_study::{
    Error, Study,
    course::Source,
    id::{LessonId, NoteId},
    note::{NoteDraft, NoteFilter},
    search::HitKind,
};
use rusqlite::Connection;
use support::{
    DATABASE, NOW, backups_are_sound,
    old::{self, fixture},
    sound,
};

/// The old databases.
fn all() -> Vec<String> {
    let names = support::files(&old::fixtures()).into_iter().filter_map(|file| {
        let name = file.file_name()?.to_str()?.strip_suffix(".db")?;
        Some(name.to_owned())
    });
    names.collect()
}

fn schema(database: &Path) -> i64 {
    let connection = Connection::open(database).expect("a database");
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a schema")
}

/// What a database is made of.
fn parts(database: &Path) -> BTreeSet<(String, Option<String>)> {
    let connection = Connection::open(database).expect("a database");
    let mut parts = connection.prepare("SELECT name, sql FROM sqlite_schema").expect("a schema");
    let parts = parts.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("a schema");
    parts.collect::<Result<_, _>>().expect("a schema")
}

#[test]
fn every_schema_has_a_database() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Study::open(folder.path(), NOW)?);
    let newest = schema(&folder.path().join(DATABASE));
    let file = |schema| old::fixtures().join(format!("schema-{schema}.db"));
    if std::env::var_os("ML_HEALTH_WRITE_FIXTURE").is_some() && !file(newest).exists() {
        let folder = tempfile::tempdir().expect("a folder");
        old::make(folder.path()).expect("a database");
        std::fs::copy(folder.path().join(DATABASE), file(newest)).expect("a file");
    }
    for number in 1..=newest {
        let help = "run this again with ML_HEALTH_WRITE_FIXTURE=1, see tests/fixtures/README.md";
        assert!(file(number).exists(), "schema {number} has no database: {help}");
        assert_eq!(schema(&file(number)), number);
    }
    Ok(())
}

#[test]
fn everything_in_a_database_of_every_schema_is_kept_counted_found_and_goes_on() -> Result<(), Error> {
    for name in all() {
        let folder = tempfile::tempdir().expect("a folder");
        fixture(&name, folder.path()).expect("an old database");
        let before = schema(&folder.path().join(DATABASE));
        let mut study = Study::open(folder.path(), NOW)?;
        old::holds(&name, &study).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        study.load_course(&Source::embedded())?;
        let shown = study.notes(&NoteFilter::default(), 99)?;
        assert_eq!((shown.total, shown.trashed), (10, 1), "{name}");
        assert_eq!(shown.tags, ["bias", "kept", "Test"], "{name}");
        let with_captions = if before == 1 { 1 } else { 2 };
        for (word, count) in [("gradient", with_captions), ("心臓", with_captions), ("thrown", 0)] {
            let hits = study.search(word)?.hits.into_iter();
            let hits = hits.filter(|hit| matches!(hit.kind, HitKind::Note | HitKind::Cue));
            assert_eq!(hits.count(), count, "{name}: {word}");
        }

        let draft = NoteDraft {
            id: NoteId::new(NOW, [99; 10]),
            lesson: LessonId("how-models-learn".into()),
            second: Some(1),
            mark: None,
            body: "Nachtrag".into(),
        };
        study.save_note(draft, NOW).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(study.search("Nachtrag")?.hits.len(), 1, "{name}");
        drop(study);
        let database = folder.path().join(DATABASE);
        sound(&database).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        let mut backups = Vec::new();
        backups_are_sound(folder.path(), &mut backups).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        let backups: Vec<_> = backups.iter().map(|backup| schema(backup)).collect();
        assert_eq!(
            backups,
            if before < schema(&database) { vec![before] } else { vec![] },
            "{name}: copied before"
        );
    }
    Ok(())
}

#[test]
fn a_database_brought_up_to_date_is_made_as_a_new_one() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Study::open(folder.path(), NOW)?);
    let new = parts(&folder.path().join(DATABASE));
    for name in all() {
        let folder = tempfile::tempdir().expect("a folder");
        fixture(&name, folder.path()).expect("an old database");
        drop(Study::open(folder.path(), NOW)?);
        let old = parts(&folder.path().join(DATABASE));
        let differences: Vec<_> = old.symmetric_difference(&new).collect();
        assert!(differences.is_empty(), "{name}: {differences:#?}");
    }
    Ok(())
}
