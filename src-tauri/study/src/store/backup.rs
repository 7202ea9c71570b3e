//! Copying a database as a whole, and what a copy holds, whatever its schema.

use std::{collections::BTreeSet, path::Path};

use rusqlite::{
    Connection, OptionalExtension as _,
    backup::{Backup, StepResult},
    ffi,
};

use crate::Result;

/// All pages that are left.
const ALL: i32 = -1;

/// How much a database holds, by which a copy is told from another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// Those in the trash left out.
    pub notes: usize,
    pub trashed: usize,
    pub lessons_done: usize,
}

/// Makes a copy that is one file: out of WAL mode it has no companions.
pub(crate) fn copy(source: &Connection, path: &Path) -> rusqlite::Result<()> {
    let mut target = Connection::open(path)?;
    step(&Backup::new(source, &mut target)?, ALL)?;
    target.pragma_update(None, "journal_mode", "DELETE")?;
    target.close().map_err(|(_, error)| error)
}

/// Puts what `source` holds in the place of all that `target` holds: in one step, for every program that has it open.
/// `keep` runs when nobody else can write to `target` any more, and nothing is written yet; if it fails, nothing is.
pub(crate) fn replace<T>(
    source: &Connection,
    target: &mut Connection,
    keep: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let backup = Backup::new(source, target)?;
    step(&backup, 0)?;
    let kept = keep()?;
    step(&backup, ALL)?;
    Ok(kept)
}

/// Copies so many pages. The first step takes the lock to write, and waits for it as long as a write does.
fn step(backup: &Backup<'_, '_>, pages: i32) -> rusqlite::Result<()> {
    match backup.step(pages)? {
        StepResult::Busy | StepResult::Locked => Err(busy()),
        _ => Ok(()),
    }
}

/// Another program was waited for in vain.
pub(crate) fn busy() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None)
}

/// # Errors
/// When the database cannot be read; one without our tables holds nothing.
pub(crate) fn contents(connection: &Connection) -> rusqlite::Result<Contents> {
    let table = connection.query_row("SELECT 1 FROM sqlite_schema WHERE name = 'note'", [], |_| Ok(()));
    if table.optional()?.is_none() {
        return Ok(Contents::default());
    }
    connection.query_row(
        "SELECT (SELECT count(*) FROM note WHERE deleted IS NULL), (SELECT count(*) FROM note WHERE deleted IS NOT NULL),
            (SELECT count(*) FROM progress WHERE completed_by IS NOT NULL)",
        [],
        |row| {
            let count = |column| row.get::<_, u32>(column).map(|count| count as usize);
            Ok(Contents { notes: count(0)?, trashed: count(1)?, lessons_done: count(2)? })
        },
    )
}

/// The notes that are not in the trash, by their names.
pub(crate) fn live_notes(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    names(connection, "SELECT id FROM note WHERE deleted IS NULL")
}

/// Every note, by its name.
pub(crate) fn all_notes(connection: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    names(connection, "SELECT id FROM note")
}

/// What this program could not read although SQLite finds the database sound: it does not look whether text is UTF-8.
pub(crate) fn unreadable(connection: &Connection) -> rusqlite::Result<Option<String>> {
    for (table, column) in [("note", "body"), ("revision", "body")] {
        let mut query = connection.prepare(&format!("SELECT {column} FROM {table}"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if row.get_ref(0)?.as_str().is_err() {
                return Ok(Some(format!("{column} in {table} is not text")));
            }
        }
    }
    Ok(None)
}

fn names(connection: &Connection, sql: &str) -> rusqlite::Result<BTreeSet<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
