//! The tables that are searched, `note_word` and `cue_word`. Triggers keep them in step with `note` and `cue`.

use rusqlite::{Connection, Row};

use crate::{
    Result,
    id::{LessonId, NoteId},
};

/// Around what was found, in a snippet. No text that is kept holds these.
pub(crate) const FOUND: (char, char) = ('\u{2}', '\u{3}');

/// A note in which the words stand, with the place where they do.
pub(crate) struct NoteFound {
    pub lesson: LessonId,
    pub second: Option<u32>,
    pub note: NoteId,
    pub snippet: String,
}

/// A cue in which the words stand.
pub(crate) struct CueFound {
    pub lesson: LessonId,
    pub start: f64,
    pub snippet: String,
}

/// The newest first: ranking all notes that hold a common word would take too long to search as one types.
pub(crate) fn notes(connection: &Connection, query: &str, limit: usize) -> Result<Vec<NoteFound>> {
    let sql = "SELECT note.lesson, note.second, note.id, snippet(note_word, 0, char(2), char(3), '…', 24) AS snippet
               FROM note_word JOIN note ON note.key = note_word.rowid
               WHERE note_word MATCH ?1 ORDER BY note_word.rowid DESC LIMIT ?2";
    let found = |row: &Row<'_>| {
        Ok(NoteFound {
            lesson: row.get("lesson")?,
            second: row.get("second")?,
            note: row.get("id")?,
            snippet: row.get("snippet")?,
        })
    };
    all(connection, sql, query, limit, found)
}

/// In the order in which they were kept, which within a lesson is that of the video; of lessons that are in the course.
pub(crate) fn cues(connection: &Connection, query: &str, limit: usize) -> Result<Vec<CueFound>> {
    let sql = "SELECT cue.lesson, cue.start, snippet(cue_word, 0, char(2), char(3), '…', 24) AS snippet
               FROM cue_word JOIN cue ON cue.key = cue_word.rowid JOIN lesson ON lesson.id = cue.lesson
               WHERE cue_word MATCH ?1 AND lesson.number IS NOT NULL ORDER BY cue_word.rowid LIMIT ?2";
    let found = |row: &Row<'_>| {
        Ok(CueFound { lesson: row.get("lesson")?, start: row.get("start")?, snippet: row.get("snippet")? })
    };
    all(connection, sql, query, limit, found)
}

fn all<T>(
    connection: &Connection,
    sql: &str,
    query: &str,
    limit: usize,
    found: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map((query, limit), found)?.collect::<rusqlite::Result<_>>()?)
}

// Until migration 0004, triggers do this.
pub(crate) fn forget_note(_: &rusqlite::Transaction<'_>, _: i64) -> Result<()> {
    Ok(())
}
pub(crate) fn index_note(
    _: &rusqlite::Transaction<'_>,
    _: i64,
    _: &crate::note::NoteDraft,
    _: &[String],
) -> Result<()> {
    Ok(())
}
