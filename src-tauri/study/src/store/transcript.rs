//! Tables `transcript` and `cue`: at most one transcript a lesson. With each cue its words go into the index.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::search;
use crate::{
    Result,
    id::LessonId,
    time::Timestamp,
    transcript::{Captions, Cue, Transcript, TranscriptSource},
};

pub(crate) fn put(
    tx: &Transaction<'_>,
    lesson: &LessonId,
    captions: &Captions,
    now: Timestamp,
) -> Result<()> {
    remove(tx, lesson)?;
    tx.execute(
        "INSERT INTO transcript (lesson, name, kept, skipped, encoding) VALUES (?1, ?2, ?3, ?4, ?5)",
        (lesson, &captions.name, now, captions.skipped, captions.encoding),
    )?;
    let mut insert =
        tx.prepare_cached("INSERT INTO cue (lesson, start, end, text) VALUES (?1, ?2, ?3, ?4)")?;
    for cue in &captions.cues {
        insert.execute((lesson, cue.start, cue.end, &cue.text))?;
        search::index_cue(tx, tx.last_insert_rowid(), lesson, &cue.text)?;
    }
    Ok(())
}

pub(crate) fn remove(tx: &Transaction<'_>, lesson: &LessonId) -> Result<()> {
    tx.execute("DELETE FROM cue WHERE lesson = ?1", [lesson])?;
    tx.execute("DELETE FROM transcript WHERE lesson = ?1", [lesson])?;
    Ok(())
}

pub(crate) fn source(connection: &Connection, lesson: &LessonId) -> Result<Option<TranscriptSource>> {
    let mut query = connection.prepare_cached(
        "SELECT name, kept, skipped, encoding, (SELECT count(*) FROM cue WHERE cue.lesson = transcript.lesson) AS cues
         FROM transcript WHERE lesson = ?1",
    )?;
    let source = query.query_row([lesson], |row| {
        Ok(TranscriptSource {
            name: row.get("name")?,
            kept: row.get("kept")?,
            cues: row.get("cues")?,
            skipped: row.get("skipped")?,
            encoding: row.get("encoding")?,
        })
    });
    Ok(source.optional()?)
}

pub(crate) fn get(connection: &Connection, lesson: &LessonId) -> Result<Option<Transcript>> {
    let kept = connection
        .query_row("SELECT kept FROM transcript WHERE lesson = ?1", [lesson], |row| row.get(0))
        .optional()?;
    let Some(kept) = kept else { return Ok(None) };
    let mut query = connection
        .prepare_cached("SELECT start, end, text FROM cue WHERE lesson = ?1 ORDER BY start, key")?;
    let cues = query.query_map([lesson], |row| {
        Ok(Cue { start: row.get("start")?, end: row.get("end")?, text: row.get("text")? })
    })?;
    Ok(Some(Transcript { kept, cues: cues.collect::<rusqlite::Result<_>>()? }))
}
