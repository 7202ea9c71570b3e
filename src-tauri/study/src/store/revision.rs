//! Table `revision`: what notes were before they were changed.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use super::note::{Stored, to_draft};
use crate::{
    Error, Result, markdown,
    note::NoteDraft,
    revision::{Revision, RevisionId, RevisionLabel},
    time::Timestamp,
};

/// Keeps what the note is now.
pub(crate) fn keep(tx: &Transaction<'_>, note: &Stored, taken: Timestamp) -> Result<()> {
    put(tx, note.key, &note.draft, note.updated, taken)
}

pub(crate) fn put(
    tx: &Transaction<'_>,
    key: i64,
    state: &NoteDraft,
    written: Timestamp,
    taken: Timestamp,
) -> Result<()> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO revision (note, lesson, second, mark, body, written, taken)
         VALUES (:note, :lesson, :second, :mark, :body, :written, :taken)",
    )?;
    insert.execute(named_params! {
        ":note": key,
        ":lesson": state.lesson,
        ":second": state.second,
        ":mark": state.mark,
        ":body": state.body,
        ":written": written,
        ":taken": taken,
    })?;
    Ok(())
}

/// When the newest revision of a note was kept.
pub(crate) fn last_taken(connection: &Connection, key: i64) -> Result<Option<Timestamp>> {
    let mut query = connection.prepare_cached("SELECT max(taken) FROM revision WHERE note = ?1")?;
    Ok(query.query_row([key], |row| row.get(0))?)
}

/// The newest first.
pub(crate) fn of_note(connection: &Connection, key: i64) -> Result<Vec<Revision>> {
    let mut query = connection.prepare_cached(
        "SELECT revision.*, note.id AS id FROM revision JOIN note ON note.key = revision.note
         WHERE revision.note = ?1 ORDER BY taken DESC, revision.key DESC",
    )?;
    Ok(query.query_map([key], to_revision)?.collect::<rusqlite::Result<_>>()?)
}

/// The newest first, of each text only what its label shows: all of it may be hundreds of megabytes.
pub(crate) fn labels(connection: &Connection, key: i64) -> Result<Vec<RevisionLabel>> {
    let mut query = connection.prepare_cached(
        "SELECT revision.key, written, second, mark, substr(body, 1, ?2) AS head, lesson.title
         FROM revision JOIN lesson ON lesson.id = revision.lesson
         WHERE revision.note = ?1 ORDER BY taken DESC, revision.key DESC",
    )?;
    let labels = query.query_map((key, RevisionLabel::HEAD), |row| {
        let (title, head): (String, String) = (row.get("title")?, row.get("head")?);
        Ok(RevisionLabel {
            revision: row.get("key")?,
            written: row.get("written")?,
            lesson_title: markdown::to_plain(&title),
            second: row.get("second")?,
            mark: row.get("mark")?,
            beginning: RevisionLabel::beginning(&head),
        })
    })?;
    Ok(labels.collect::<rusqlite::Result<_>>()?)
}

/// Every revision, each with its note's number in the table, the oldest of a note first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(i64, Revision)>> {
    let mut query = connection.prepare(
        "SELECT revision.*, note.id AS id FROM revision JOIN note ON note.key = revision.note
         ORDER BY revision.note, taken, revision.key",
    )?;
    let revisions = query.query_map([], |row| Ok((row.get("note")?, to_revision(row)?)))?;
    Ok(revisions.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn get(connection: &Connection, revision: RevisionId) -> Result<Revision> {
    let mut query = connection.prepare_cached(
        "SELECT revision.*, note.id AS id FROM revision JOIN note ON note.key = revision.note
         WHERE revision.key = ?1",
    )?;
    query.query_row([revision], to_revision).optional()?.ok_or(Error::NoSuchRevision { revision })
}

/// Lets go of what was kept before a moment.
pub(crate) fn forget_before(tx: &Transaction<'_>, moment: Timestamp) -> Result<()> {
    tx.execute("DELETE FROM revision WHERE taken < ?1", [moment])?;
    Ok(())
}

fn to_revision(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        id: row.get("key")?,
        state: to_draft(row)?,
        written: row.get("written")?,
        taken: row.get("taken")?,
    })
}
