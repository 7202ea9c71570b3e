//! Table `attachment`: at most one file a lesson.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::{Result, id::LessonId, time::Timestamp};

pub(crate) fn put(tx: &Transaction<'_>, lesson: &LessonId, path: &str, now: Timestamp) -> Result<()> {
    tx.execute("INSERT OR REPLACE INTO attachment VALUES (?1, ?2, ?3)", (lesson, path, now))?;
    Ok(())
}

pub(crate) fn remove(tx: &Transaction<'_>, lesson: &LessonId) -> Result<()> {
    tx.execute("DELETE FROM attachment WHERE lesson = ?1", [lesson])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, lesson: &LessonId) -> Result<Option<PathBuf>> {
    let path = connection
        .query_row("SELECT path FROM attachment WHERE lesson = ?1", [lesson], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(path.map(PathBuf::from))
}
