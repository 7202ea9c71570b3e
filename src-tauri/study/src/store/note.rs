//! Table `note`. A deleted note stays in it with the moment of its deletion.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use crate::{
    Error, Result,
    id::{LessonId, NoteId},
    markdown,
    note::{Note, NoteDraft},
    time::Timestamp,
};

pub(crate) fn put(tx: &Transaction<'_>, draft: &NoteDraft, now: Timestamp) -> Result<()> {
    let mut upsert = tx.prepare_cached(
        "INSERT INTO note (id, lesson, second, body, created, updated)
         VALUES (:id, :lesson, :second, :body, :now, :now)
         ON CONFLICT (id) DO UPDATE SET
            lesson = excluded.lesson, second = excluded.second, body = excluded.body,
            updated = excluded.updated, deleted = NULL",
    )?;
    upsert.execute(named_params! {
        ":id": draft.id,
        ":lesson": draft.lesson,
        ":second": draft.second,
        ":body": draft.body,
        ":now": now,
    })?;
    Ok(())
}

pub(crate) fn set_deleted(tx: &Transaction<'_>, id: NoteId, deleted: Option<Timestamp>) -> Result<()> {
    match tx.execute("UPDATE note SET deleted = ?2 WHERE id = ?1", (id, deleted))? {
        0 => Err(Error::NoSuchNote { note: id }),
        _ => Ok(()),
    }
}

pub(crate) fn get(connection: &Connection, id: NoteId) -> Result<Note> {
    let mut query = connection.prepare_cached("SELECT * FROM note WHERE id = ?1")?;
    query.query_row([id], to_note).optional()?.ok_or(Error::NoSuchNote { note: id })
}

pub(crate) fn of_lesson(connection: &Connection, lesson: &LessonId) -> Result<Vec<Note>> {
    let mut query = connection.prepare_cached(
        "SELECT * FROM note WHERE lesson = ?1 AND deleted IS NULL ORDER BY second, created, id",
    )?;
    Ok(query.query_map([lesson], to_note)?.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn newest(connection: &Connection, lesson: &LessonId) -> Result<Option<Note>> {
    let mut query = connection.prepare_cached(
        "SELECT * FROM note WHERE lesson = ?1 AND deleted IS NULL AND trim(body) <> ''
         ORDER BY updated DESC, id DESC LIMIT 1",
    )?;
    Ok(query.query_row([lesson], to_note).optional()?)
}

/// How many notes each lesson has.
pub(crate) fn counts(connection: &Connection) -> Result<BTreeMap<LessonId, usize>> {
    let mut query = connection
        .prepare_cached("SELECT lesson, count(*) FROM note WHERE deleted IS NULL GROUP BY lesson")?;
    let counts = query.query_map([], |row| {
        let count: u32 = row.get(1)?;
        Ok((row.get(0)?, count as usize))
    })?;
    Ok(counts.collect::<rusqlite::Result<_>>()?)
}

/// The bodies in which a text stands, to the letter.
pub(crate) fn bodies_holding(connection: &Connection, text: &str) -> Result<Vec<String>> {
    let mut query =
        connection.prepare_cached("SELECT body FROM note WHERE deleted IS NULL AND instr(body, ?1) > 0")?;
    Ok(query.query_map([text], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn to_note(row: &Row<'_>) -> rusqlite::Result<Note> {
    let body: String = row.get("body")?;
    Ok(Note {
        id: row.get("id")?,
        lesson: row.get("lesson")?,
        second: row.get("second")?,
        html: markdown::note_to_html(&body),
        body,
        created: row.get("created")?,
        updated: row.get("updated")?,
    })
}
