//! Table `course`: one row.

use rusqlite::{Connection, OptionalExtension as _, Transaction, named_params};

use crate::{
    Result,
    course::{Author, Course},
};

pub(crate) fn digest(connection: &Connection) -> Result<Option<String>> {
    Ok(connection.query_row("SELECT digest FROM course", [], |row| row.get(0)).optional()?)
}

pub(crate) fn put(tx: &Transaction<'_>, course: &Course, digest: &str) -> Result<()> {
    tx.execute(
        "INSERT OR REPLACE INTO course
         VALUES (1, :digest, :title, :short_title, :published, :about, :answers, :key_ideas_notice,
                 :affiliation_notice, :author_name, :author_about, :author_site)",
        named_params! {
            ":digest": digest,
            ":title": course.title,
            ":short_title": course.short_title,
            ":published": course.published,
            ":about": course.about,
            ":answers": serde_json::Value::from(course.answers.clone()),
            ":key_ideas_notice": course.key_ideas_notice,
            ":affiliation_notice": course.affiliation_notice,
            ":author_name": course.author.name,
            ":author_about": course.author.about,
            ":author_site": course.author.site,
        },
    )?;
    Ok(())
}

pub(crate) fn title(connection: &Connection) -> Result<Option<String>> {
    Ok(connection.query_row("SELECT title FROM course", [], |row| row.get(0)).optional()?)
}

/// The course without its lessons and shelves.
pub(crate) fn get(connection: &Connection) -> Result<Course> {
    let mut answers =
        connection.prepare_cached("SELECT value FROM course, json_each(answers) ORDER BY key")?;
    let answers = answers.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(connection.query_row("SELECT * FROM course", [], |row| {
        Ok(Course {
            title: row.get("title")?,
            short_title: row.get("short_title")?,
            published: row.get("published")?,
            about: row.get("about")?,
            answers,
            author: Author {
                name: row.get("author_name")?,
                about: row.get("author_about")?,
                site: row.get("author_site")?,
            },
            key_ideas_notice: row.get("key_ideas_notice")?,
            affiliation_notice: row.get("affiliation_notice")?,
            lessons: Vec::new(),
            shelves: Vec::new(),
        })
    })?)
}
