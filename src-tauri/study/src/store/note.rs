//! Tables `note`, `note_tag` and `note_count`. A deleted note stays in its table with the moment of its deletion.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Params, Row, Transaction, named_params};

use super::search;
use crate::{
    Error, Result,
    id::{LessonId, NoteId},
    markdown,
    note::{Mark, Note, NoteDraft},
    tag,
    time::Timestamp,
    trash::TrashedNote,
};

/// A note with what only the tables know.
pub(crate) struct Stored {
    pub key: i64,
    pub draft: NoteDraft,
    pub created: Timestamp,
    pub updated: Timestamp,
    pub deleted: Option<Timestamp>,
}

/// The moments of a note that comes from elsewhere, or that is written now.
#[derive(Clone, Copy)]
pub(crate) struct Dates {
    pub created: Timestamp,
    pub updated: Timestamp,
    pub deleted: Option<Timestamp>,
}

/// Writes a note, new or known, and returns its number in the table. What it was before is not kept here.
pub(crate) fn put(tx: &Transaction<'_>, draft: &NoteDraft, dates: Dates) -> Result<i64> {
    if let Some(key) = put_text(tx, draft, dates)? {
        return Ok(key);
    }
    let mut upsert = tx.prepare_cached(
        "INSERT INTO note (id, lesson, second, mark, body, created, updated, deleted)
         VALUES (:id, :lesson, :second, :mark, :body, :created, :updated, :deleted)
         ON CONFLICT (id) DO UPDATE SET
            lesson = excluded.lesson, second = excluded.second, mark = excluded.mark, body = excluded.body,
            updated = excluded.updated, deleted = excluded.deleted
         RETURNING key",
    )?;
    let key = upsert.query_row(
        named_params! {
            ":id": draft.id,
            ":lesson": draft.lesson,
            ":second": draft.second,
            ":mark": draft.mark,
            ":body": draft.body,
            ":created": dates.created,
            ":updated": dates.updated,
            ":deleted": dates.deleted,
        },
        |row| row.get(0),
    )?;
    index(tx, key, draft, dates.deleted.is_none())?;
    Ok(key)
}

/// The same for a note of which only the text is another, as at nearly every save: naming its place as well would write
/// the indexes on that anew.
fn put_text(tx: &Transaction<'_>, draft: &NoteDraft, dates: Dates) -> Result<Option<i64>> {
    let mut update = tx.prepare_cached(
        "UPDATE note SET body = :body, updated = :updated
         WHERE id = :id AND lesson = :lesson AND second IS :second AND mark IS :mark AND deleted IS NULL
            AND :deleted IS NULL
         RETURNING key",
    )?;
    let key = update.query_row(
        named_params! {
            ":id": draft.id,
            ":lesson": draft.lesson,
            ":second": draft.second,
            ":mark": draft.mark,
            ":body": draft.body,
            ":updated": dates.updated,
            ":deleted": dates.deleted,
        },
        |row| row.get(0),
    );
    let key = key.optional()?;
    key.map(|key| index(tx, key, draft, true)).transpose()?;
    Ok(key)
}

/// Puts a note into the trash. One that is there already keeps the moment at which it came there.
pub(crate) fn delete(tx: &Transaction<'_>, id: NoteId, now: Timestamp) -> Result<()> {
    let note = stored(tx, id)?;
    let deleted = Some(note.deleted.unwrap_or(now));
    put(tx, &note.draft, Dates { created: note.created, updated: note.updated, deleted }).map(drop)
}

/// Tags and words of a note; of one in the trash, none.
fn index(tx: &Transaction<'_>, key: i64, draft: &NoteDraft, is_live: bool) -> Result<()> {
    tx.prepare_cached("DELETE FROM note_tag WHERE note = ?1")?.execute([key])?;
    if !is_live {
        return Ok(search::forget_note(tx, key)?);
    }
    let tags = put_tags(tx, key, &draft.body)?;
    Ok(search::index_note(tx, key, draft, &tags)?)
}

fn put_tags(tx: &Transaction<'_>, key: i64, body: &str) -> rusqlite::Result<Vec<String>> {
    let tags = tag::tags(body);
    let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO note_tag VALUES (?1, ?2, ?3)")?;
    for shown in &tags {
        insert.execute((tag::fold(shown), key, shown))?;
    }
    Ok(tags)
}

/// The tags of notes that were written before there were any.
pub(crate) fn index_tags(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut notes =
        tx.prepare("SELECT key, body FROM note WHERE deleted IS NULL AND instr(body, '#') > 0")?;
    let mut rows = notes.query([])?;
    while let Some(row) = rows.next()? {
        let body: String = row.get("body")?;
        put_tags(tx, row.get("key")?, &body)?;
    }
    Ok(())
}

/// In the trash as well.
pub(crate) fn find(connection: &Connection, id: NoteId) -> Result<Option<Stored>> {
    let mut query = connection.prepare_cached("SELECT * FROM note WHERE id = ?1")?;
    Ok(query.query_row([id], to_stored).optional()?)
}

/// In the trash as well.
pub(crate) fn stored(connection: &Connection, id: NoteId) -> Result<Stored> {
    find(connection, id)?.ok_or(Error::NoSuchNote { note: id })
}

pub(crate) fn get(connection: &Connection, id: NoteId) -> Result<Note> {
    Ok(to_note(stored(connection, id)?))
}

/// Every note with its number, those in the trash as well, in the order of their writing.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Stored>> {
    let mut query = connection.prepare("SELECT * FROM note ORDER BY key")?;
    Ok(query.query_map([], to_stored)?.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn of_lesson(connection: &Connection, lesson: &LessonId) -> Result<Vec<Note>> {
    let sql = "SELECT * FROM note WHERE lesson = ?1 AND deleted IS NULL ORDER BY second, created, key";
    notes(connection, sql, [lesson])
}

/// The first notes of a lesson, all of them or those with a mark or a tag.
pub(crate) fn first_of_lesson(
    connection: &Connection,
    lesson: &LessonId,
    mark: Option<Mark>,
    tag: Option<&str>,
    limit: usize,
) -> Result<Vec<Note>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let order = "deleted IS NULL ORDER BY second, created, key LIMIT";
    match (mark, tag.map(tag::fold)) {
        (None, None) => {
            let sql = format!("SELECT * FROM note WHERE lesson = ?1 AND {order} ?2");
            notes(connection, &sql, (lesson, limit))
        }
        (Some(mark), None) => {
            let sql = format!("SELECT * FROM note WHERE lesson = ?1 AND mark = ?2 AND {order} ?3");
            notes(connection, &sql, (lesson, mark, limit))
        }
        (mark, Some(tag)) => {
            let sql = format!(
                "SELECT note.* FROM note_tag JOIN note ON note.key = note_tag.note
                 WHERE tag = ?2 AND lesson = ?1 AND (?3 IS NULL OR mark = ?3) AND {order} ?4"
            );
            notes(connection, &sql, (lesson, tag, mark, limit))
        }
    }
}

pub(crate) fn newest(connection: &Connection, lesson: &LessonId) -> Result<Option<Note>> {
    let mut query = connection.prepare_cached(
        "SELECT * FROM note WHERE lesson = ?1 AND deleted IS NULL AND trim(body) <> ''
         ORDER BY updated DESC, id DESC LIMIT 1",
    )?;
    Ok(query.query_row([lesson], to_stored).optional()?.map(to_note))
}

/// How many notes each lesson has.
pub(crate) fn counts(connection: &Connection) -> Result<BTreeMap<LessonId, usize>> {
    let mut query = connection.prepare_cached("SELECT lesson, notes FROM note_count WHERE notes > 0")?;
    let counts = query.query_map([], |row| {
        let count: u32 = row.get(1)?;
        Ok((row.get(0)?, count as usize))
    })?;
    Ok(counts.collect::<rusqlite::Result<_>>()?)
}

/// The tags that there are, in their order, at most `limit`. Steps from tag to tag instead of reading each note's.
pub(crate) fn tags(connection: &Connection, limit: u32) -> Result<Vec<String>> {
    let mut query = connection.prepare_cached(
        "WITH RECURSIVE step (tag) AS (
            SELECT min(tag) FROM note_tag
            UNION ALL
            SELECT (SELECT min(tag) FROM note_tag WHERE note_tag.tag > step.tag) FROM step WHERE step.tag IS NOT NULL
         )
         SELECT (SELECT shown FROM note_tag WHERE note_tag.tag = step.tag LIMIT 1) FROM step
         WHERE step.tag IS NOT NULL LIMIT ?1",
    )?;
    Ok(query.query_map([limit], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The bodies in which a text stands, to the letter.
pub(crate) fn bodies_holding(connection: &Connection, text: &str) -> Result<Vec<String>> {
    let mut query =
        connection.prepare_cached("SELECT body FROM note WHERE deleted IS NULL AND instr(body, ?1) > 0")?;
    Ok(query.query_map([text], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn count_trashed(connection: &Connection) -> Result<usize> {
    let mut query = connection.prepare_cached("SELECT count(*) FROM note WHERE deleted IS NOT NULL")?;
    let count: u32 = query.query_row([], |row| row.get(0))?;
    Ok(count as usize)
}

/// The last that were deleted come first.
pub(crate) fn trashed(connection: &Connection, limit: u32) -> Result<Vec<TrashedNote>> {
    let mut query = connection.prepare_cached(
        "SELECT note.*, lesson.title, lesson.number FROM note JOIN lesson ON lesson.id = note.lesson
         WHERE deleted IS NOT NULL ORDER BY deleted DESC, key DESC LIMIT ?1",
    )?;
    let trashed = query.query_map([limit], |row| {
        let title: String = row.get("title")?;
        Ok(TrashedNote {
            note: to_note(to_stored(row)?),
            lesson_title: markdown::to_plain(&title),
            lesson_number: row.get("number")?,
            deleted: row.get("deleted")?,
        })
    })?;
    Ok(trashed.collect::<rusqlite::Result<_>>()?)
}

/// Ends what was deleted before a moment, with its revisions, and says how many notes that were.
pub(crate) fn end_deleted_before(tx: &Transaction<'_>, moment: Timestamp) -> Result<usize> {
    Ok(tx.execute("DELETE FROM note WHERE deleted < ?1", [moment])?)
}

fn notes(connection: &Connection, sql: &str, parameters: impl Params) -> Result<Vec<Note>> {
    let mut query = connection.prepare_cached(sql)?;
    let notes = query.query_map(parameters, |row| to_stored(row).map(to_note))?;
    Ok(notes.collect::<rusqlite::Result<_>>()?)
}

fn to_stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        key: row.get("key")?,
        draft: to_draft(row)?,
        created: row.get("created")?,
        updated: row.get("updated")?,
        deleted: row.get("deleted")?,
    })
}

/// What a note and a revision have in common.
pub(super) fn to_draft(row: &Row<'_>) -> rusqlite::Result<NoteDraft> {
    Ok(NoteDraft {
        id: row.get("id")?,
        lesson: row.get("lesson")?,
        second: row.get("second")?,
        mark: row.get("mark")?,
        body: row.get("body")?,
    })
}

fn to_note(stored: Stored) -> Note {
    Note::new(stored.draft, stored.created, stored.updated)
}
