//! The tables that are searched: `note_word` for the notes that are not in the trash, `cue_word` for the cues.
//!
//! Whoever writes a note or a cue calls `index_note` or `index_cue` in the same transaction; what is deleted, triggers take
//! out. What is indexed are the words as `search::words` reads them in the plain text, and behind them facets, which are no
//! words: mark, lesson, tags. Those of the notes stand in `note_text` as well, so that a changed note is taken out of the
//! index by exactly what was put into it.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction};

use crate::{
    Result,
    id::{LessonId, NoteId},
    markdown,
    note::{Mark, NoteDraft},
    search::{query, words::Words},
    tag,
};

/// Begins a facet. It is for private use in Unicode and so in no word.
pub(crate) const FACET: char = '\u{e000}';

/// What is no word and yet looked for, as one: `m` with a mark, `l` with a lesson, `t` with a tag. The tokeniser ends a
/// word at each ASCII character but letters and digits, so those become others for private use.
pub(crate) fn facet(kind: char, value: &str) -> String {
    let kept = |c: char| match u32::from(c) {
        code if c.is_ascii() && !c.is_ascii_alphanumeric() => {
            char::from_u32(u32::from(FACET) + code).unwrap_or(FACET)
        }
        _ => c,
    };
    [FACET, kind].into_iter().chain(value.chars().map(kept)).collect()
}

/// Puts a note into the index, as it is now.
pub(crate) fn index_note(
    tx: &Transaction<'_>,
    key: i64,
    note: &NoteDraft,
    tags: &[String],
) -> rusqlite::Result<()> {
    let words = words(&markdown::to_plain(&note.body), note_facets(&note.lesson, note.mark, tags));
    let mut upsert = tx.prepare_cached(
        "INSERT INTO note_text (key, words) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET words = excluded.words WHERE words <> excluded.words",
    )?;
    upsert.execute((key, words))?;
    Ok(())
}

/// Takes a note out of the index, if it is there.
pub(crate) fn forget_note(tx: &Transaction<'_>, key: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM note_text WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Puts a new cue into the index.
pub(crate) fn index_cue(
    tx: &Transaction<'_>,
    key: i64,
    lesson: &LessonId,
    text: &str,
) -> rusqlite::Result<()> {
    let words = words(text, [facet('l', lesson.as_str())]);
    tx.prepare_cached("INSERT INTO cue_word (rowid, words) VALUES (?1, ?2)")?.execute((key, words))?;
    Ok(())
}

/// Fills the index with everything that there is, in the place of what it held.
pub(crate) fn index_all(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    tx.execute_batch("DELETE FROM note_text; INSERT INTO cue_word (cue_word) VALUES ('delete-all');")?;
    let mut notes = tx.prepare("SELECT * FROM note WHERE deleted IS NULL ORDER BY key")?;
    let mut rows = notes.query([])?;
    while let Some(row) = rows.next()? {
        let draft = super::note::to_draft(row)?;
        index_note(tx, row.get("key")?, &draft, &tag::tags(&draft.body))?;
    }
    let mut cues = tx.prepare("SELECT key, lesson, text FROM cue ORDER BY key")?;
    let mut rows = cues.query([])?;
    while let Some(row) = rows.next()? {
        let text: String = row.get("text")?;
        index_cue(tx, row.get("key")?, &row.get("lesson")?, &text)?;
    }
    Ok(())
}

fn note_facets(lesson: &LessonId, mark: Option<Mark>, tags: &[String]) -> impl Iterator<Item = String> {
    let tags = tags.iter().map(|tag| facet('t', &query::tag(tag)));
    tags.chain(mark.map(|mark| facet('m', mark.name()))).chain([facet('l', lesson.as_str())])
}

/// What the index gets of a text.
fn words(text: &str, facets: impl IntoIterator<Item = String>) -> String {
    facets.into_iter().fold(Words::of(text).joined().to_owned(), |words, facet| words + " " + &facet)
}

/// A lesson as far as it is searched.
pub(crate) struct LessonText {
    pub id: LessonId,
    pub number: Option<u32>,
    /// In plain words.
    pub title: String,
    /// In Markdown.
    pub key_ideas: String,
}

/// A note that was found.
pub(crate) struct NoteFound {
    pub id: NoteId,
    pub lesson: LessonId,
    pub second: Option<u32>,
    pub mark: Option<Mark>,
    pub body: String,
}

/// A cue that was found.
pub(crate) struct CueFound {
    pub start: f64,
    pub text: String,
}

/// In the order of the course, those that left it last.
pub(crate) fn lessons(connection: &Connection) -> Result<Vec<LessonText>> {
    let mut lessons = connection.prepare_cached(
        "SELECT id, number, title, key_ideas FROM lesson ORDER BY number IS NULL, number, id",
    )?;
    let lessons = lessons.query_map([], |row| {
        Ok(LessonText {
            id: row.get("id")?,
            number: row.get("number")?,
            title: markdown::to_plain(&row.get::<_, String>("title")?),
            key_ideas: row.get("key_ideas")?,
        })
    })?;
    Ok(lessons.collect::<rusqlite::Result<_>>()?)
}

/// Gives number and body of the newest notes that are looked for.
pub(crate) fn newest_notes(
    connection: &Connection,
    query: &str,
    limit: usize,
    mut each: impl FnMut(i64, &str),
) -> Result<()> {
    let mut notes = connection.prepare_cached(
        "SELECT note.key, note.body FROM note_word CROSS JOIN note ON note.key = note_word.rowid
         WHERE note_word MATCH ?1 ORDER BY note_word.rowid DESC LIMIT ?2",
    )?;
    let mut rows = notes.query((query, i64::try_from(limit).unwrap_or(i64::MAX)))?;
    while let Some(row) = rows.next()? {
        each(row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
    }
    Ok(())
}

pub(crate) fn note(connection: &Connection, key: i64) -> Result<Option<NoteFound>> {
    let mut note =
        connection.prepare_cached("SELECT id, lesson, second, mark, body FROM note WHERE key = ?1")?;
    let found = |row: &Row<'_>| {
        Ok(NoteFound {
            id: row.get("id")?,
            lesson: row.get("lesson")?,
            second: row.get("second")?,
            mark: row.get("mark")?,
            body: row.get("body")?,
        })
    };
    Ok(note.query_row([key], found).optional()?)
}

/// In the order in which they were kept, which within a lesson is that of the video.
pub(crate) fn cues(connection: &Connection, query: &str, limit: usize) -> Result<Vec<CueFound>> {
    let mut cues = connection.prepare_cached(
        "SELECT cue.start, cue.text FROM cue_word CROSS JOIN cue ON cue.key = cue_word.rowid
         WHERE cue_word MATCH ?1 ORDER BY cue_word.rowid LIMIT ?2",
    )?;
    let cues = cues.query_map((query, i64::try_from(limit).unwrap_or(i64::MAX)), |row| {
        Ok(CueFound { start: row.get("start")?, text: row.get("text")? })
    })?;
    Ok(cues.collect::<rusqlite::Result<_>>()?)
}
