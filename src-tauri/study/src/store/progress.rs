//! Tables `progress` and `watched`.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Transaction, named_params};

use crate::{
    Result,
    id::LessonId,
    progress::{CompletedBy, Intervals, Record},
};

/// The lesson's record; that of a lesson never opened when there is none.
pub(crate) fn get(connection: &Connection, lesson: &LessonId) -> Result<Record> {
    let mut query = connection.prepare_cached("SELECT * FROM progress WHERE lesson = ?1")?;
    let record = query.query_row([lesson], |row| {
        Ok(Record {
            position: row.get("position")?,
            duration: row.get("duration")?,
            completed_by: match row.get::<_, Option<String>>("completed_by")?.as_deref() {
                Some("watching") => Some(CompletedBy::Watching),
                Some(_) => Some(CompletedBy::Hand),
                None => None,
            },
            pass: row.get("pass")?,
            watched: Intervals::default(),
            updated: row.get("updated")?,
        })
    });
    let Some(mut record) = record.optional()? else {
        return Ok(Record::default());
    };
    let mut query =
        connection.prepare_cached("SELECT start, end FROM watched WHERE lesson = ?1 AND pass = ?2")?;
    let stretches = query.query_map((lesson, record.pass), |row| Ok((row.get(0)?, row.get(1)?)))?;
    record.watched = stretches.collect::<rusqlite::Result<_>>()?;
    Ok(record)
}

pub(crate) fn put(tx: &Transaction<'_>, lesson: &LessonId, record: &Record) -> Result<()> {
    tx.execute(
        "INSERT INTO progress
         VALUES (:lesson, :position, :duration, :completed_by, :pass, :updated)
         ON CONFLICT (lesson) DO UPDATE SET
            position = excluded.position, duration = excluded.duration,
            completed_by = excluded.completed_by, pass = excluded.pass, updated = excluded.updated",
        named_params! {
            ":lesson": lesson,
            ":position": record.position,
            ":duration": record.duration,
            ":completed_by": record.completed_by.map(|by| match by {
                CompletedBy::Watching => "watching",
                CompletedBy::Hand => "hand",
            }),
            ":pass": record.pass,
            ":updated": record.updated,
        },
    )?;
    put_pass(tx, lesson, record.pass, &record.watched)
}

/// Makes these the stretches of a pass.
pub(crate) fn put_pass(
    tx: &Transaction<'_>,
    lesson: &LessonId,
    pass: u32,
    watched: &Intervals,
) -> Result<()> {
    tx.execute("DELETE FROM watched WHERE lesson = ?1 AND pass = ?2", (lesson, pass))?;
    let mut insert = tx.prepare_cached("INSERT INTO watched VALUES (?1, ?2, ?3, ?4)")?;
    for (start, end) in watched.iter() {
        insert.execute((lesson, pass, start, end))?;
    }
    Ok(())
}

/// The lessons that were ever opened.
pub(crate) fn lessons(connection: &Connection) -> Result<Vec<LessonId>> {
    let mut query = connection.prepare_cached("SELECT lesson FROM progress ORDER BY lesson")?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// What was watched of a lesson in every pass.
pub(crate) fn passes(connection: &Connection, lesson: &LessonId) -> Result<BTreeMap<u32, Intervals>> {
    let mut query = connection
        .prepare_cached("SELECT pass, start, end FROM watched WHERE lesson = ?1 ORDER BY pass, start")?;
    let mut passes: BTreeMap<u32, Intervals> = BTreeMap::new();
    for row in query.query_map([lesson], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
        let (pass, start, end) = row?;
        passes.entry(pass).or_default().add(start, end);
    }
    Ok(passes)
}
