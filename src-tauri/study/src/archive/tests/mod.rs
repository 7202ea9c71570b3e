//! The tests of this room: the format against its schema, the way there and back, merging, all or nothing, and files
//! that mean harm.

mod format;
mod found;
mod hostile;
mod import;
mod merge;
mod round_trip;

use std::collections::BTreeMap;

use rusqlite::types::Value as Cell;
use serde_json::Value;

use super::{Archive, Import, ImportCounts};
use crate::{
    Result, Study,
    id::LessonId,
    note::{Mark, NoteDraft},
    progress::ProgressReport,
    settings::{Appearance, SettingsChange},
    store::testing::{NOW, note_id, study},
    time::Timestamp,
};

const MINUTE: i64 = 60_000;

fn after(minutes: i64) -> Timestamp {
    Timestamp(NOW.0 + minutes * MINUTE)
}

fn lesson(id: &str) -> LessonId {
    LessonId(id.into())
}

fn draft(number: u8, lesson: &str, second: Option<u32>, body: &str) -> NoteDraft {
    NoteDraft { id: note_id(number), lesson: self::lesson(lesson), second, mark: None, body: body.into() }
}

/// A study with something of everything.
fn full() -> Result<Study> {
    let mut study = study(&["a", "b", "c"]);
    study.save_note(draft(1, "a", Some(134), "first"), NOW)?;
    study.save_note(
        NoteDraft { mark: Some(Mark::Question), ..draft(1, "b", None, "changed #tag 心🧠") },
        after(9),
    )?;
    study.save_note(draft(2, "a", None, "\u{202e}deleted"), after(10))?;
    study.delete_note(note_id(2), after(11))?;
    let watched = ProgressReport {
        position: Some(0.1 + 0.2),
        duration: Some(100.0),
        watched: vec![(0.0, 95.0), (97.0, 98.5)],
    };
    study.save_progress(&lesson("a"), &watched, after(12))?;
    study.mark_lesson(&lesson("a"), false, after(13))?;
    study.save_progress(&lesson("a"), &ProgressReport { watched: vec![(3.0, 7.5)], ..watched }, after(14))?;
    study.change_settings(SettingsChange {
        appearance: Some(Appearance::Dark),
        learner_name: Some("Dr Ada".into()),
        ..SettingsChange::default()
    })?;
    Ok(study)
}

/// The archive as the JSON that it becomes.
fn json_of(study: &Study) -> Result<Value> {
    Ok(serde_json::from_str(&study.archive(after(20))?.to_json()?).expect("JSON"))
}

/// Imports what another study has, by way of its JSON.
fn take(study: &mut Study, other: &Study, now: Timestamp) -> Result<ImportCounts> {
    let archive = Archive::from_json(other.archive(now)?.to_json()?.as_bytes())?;
    Ok(study.import(&Import::Archive(archive), now)?.counts)
}

/// Every row of every table.
fn dump(study: &Study) -> Result<BTreeMap<String, Vec<String>>> {
    let mut tables = study
        .reader()
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage <> 0 ORDER BY name")?;
    let tables = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let mut dump = BTreeMap::new();
    for table in tables {
        let mut query = study.reader().prepare(&format!("SELECT * FROM {table}"))?;
        let columns = query.column_count();
        let rows = query.query_map([], |row| {
            let cells = (0..columns).map(|column| row.get(column));
            Ok(format!("{:?}", cells.collect::<rusqlite::Result<Vec<Cell>>>()?))
        })?;
        dump.insert(table, rows.collect::<rusqlite::Result<_>>()?);
    }
    Ok(dump)
}

/// What an import did, without what it did not do.
fn told(counts: ImportCounts) -> String {
    let ImportCounts { added, changed, kept, same, trashed, revisions, lessons, settings } = counts;
    let counted = [
        ("added", added),
        ("changed", changed),
        ("kept", kept),
        ("same", same),
        ("trashed", trashed),
        ("revisions", revisions),
        ("lessons", lessons),
        ("settings", usize::from(settings)),
    ];
    let done = counted.iter().filter(|(_, count)| *count > 0);
    done.map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}
