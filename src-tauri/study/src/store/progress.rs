//! Tables `progress` and `watched`.

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
    tx.execute("DELETE FROM watched WHERE lesson = ?1 AND pass = ?2", (lesson, record.pass))?;
    let mut insert = tx.prepare_cached("INSERT INTO watched VALUES (?1, ?2, ?3, ?4)")?;
    for (start, end) in record.watched.iter() {
        insert.execute((lesson, record.pass, start, end))?;
    }
    Ok(())
}
