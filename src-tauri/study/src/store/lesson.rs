//! Table `lesson`: those of the course, by number, and those that left it, without one.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use crate::{
    Error, Result,
    archive::ArchivedLesson,
    course::{Lesson, LessonLabel},
    id::LessonId,
    markdown,
};

/// Makes these the lessons of the course. Those not among them are kept, without a number.
pub(crate) fn replace_all(tx: &Transaction<'_>, lessons: &[Lesson]) -> Result<()> {
    tx.execute("UPDATE lesson SET number = NULL", [])?;
    let mut upsert = tx.prepare(
        "INSERT INTO lesson VALUES (:id, :number, :title, :video, :covers, :key_ideas, :illustration)
         ON CONFLICT (id) DO UPDATE SET
            number = excluded.number, title = excluded.title, video = excluded.video, covers = excluded.covers,
            key_ideas = excluded.key_ideas, illustration = excluded.illustration",
    )?;
    for lesson in lessons {
        upsert.execute(named_params! {
            ":id": lesson.id,
            ":number": lesson.number,
            ":title": lesson.title_markdown,
            ":video": lesson.video,
            ":covers": lesson.covers,
            ":key_ideas": lesson.key_ideas,
            ":illustration": lesson.illustration,
        })?;
    }
    Ok(())
}

/// Adds a lesson that is in no course here, so that what hangs on it keeps its place. One that is known stays as it is.
pub(crate) fn add_retired(tx: &Transaction<'_>, lesson: &ArchivedLesson) -> Result<()> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO lesson VALUES (?1, NULL, ?2, ?3, '', '', '') ON CONFLICT (id) DO NOTHING",
    )?;
    insert.execute((&lesson.id, &lesson.title, &lesson.video))?;
    Ok(())
}

pub(crate) fn in_course(connection: &Connection) -> Result<Vec<Lesson>> {
    let mut query =
        connection.prepare_cached("SELECT * FROM lesson WHERE number IS NOT NULL ORDER BY number")?;
    let lessons = query.query_map([], |row| {
        let title_markdown: String = row.get("title")?;
        Ok(Lesson {
            id: row.get("id")?,
            number: row.get("number")?,
            title: markdown::to_plain(&title_markdown),
            title_html: markdown::line_to_html(&title_markdown),
            covers: row.get("covers")?,
            illustration: row.get("illustration")?,
            video: row.get("video")?,
            title_markdown,
            key_ideas: row.get("key_ideas")?,
        })
    })?;
    Ok(lessons.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn label(connection: &Connection, id: &LessonId) -> Result<LessonLabel> {
    let mut query = connection.prepare_cached("SELECT * FROM lesson WHERE id = ?1")?;
    query.query_row([id], to_label).optional()?.ok_or_else(|| Error::NoSuchLesson { lesson: id.0.clone() })
}

/// In the order of the course, retired lessons last.
pub(crate) fn labels(connection: &Connection) -> Result<Vec<LessonLabel>> {
    let mut query = connection.prepare_cached("SELECT * FROM lesson ORDER BY number IS NULL, number, id")?;
    Ok(query.query_map([], to_label)?.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn key_ideas(connection: &Connection) -> Result<Vec<String>> {
    let mut query = connection.prepare_cached("SELECT key_ideas FROM lesson WHERE number IS NOT NULL")?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn to_label(row: &Row<'_>) -> rusqlite::Result<LessonLabel> {
    Ok(LessonLabel {
        id: row.get("id")?,
        number: row.get("number")?,
        title_markdown: row.get("title")?,
        video: row.get("video")?,
    })
}
