//! Copying a database as a whole, and what a copy holds, whatever its schema.

use std::{collections::BTreeSet, path::Path, time::Duration};

use rusqlite::{Connection, OptionalExtension as _, backup::Backup};

/// How many pages are copied before another program gets its turn. A copy within a transaction takes no notice.
const PAGES: i32 = 1000;

/// How much a database holds, by which a copy is told from another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// Those in the trash left out.
    pub notes: usize,
    pub trashed: usize,
    pub lessons_done: usize,
}

/// Makes a copy that is one file: out of WAL mode it has no companions.
pub(crate) fn copy(source: &Connection, path: &Path, pause: Duration) -> rusqlite::Result<()> {
    let mut target = Connection::open(path)?;
    Backup::new(source, &mut target)?.run_to_completion(PAGES, pause, None)?;
    target.pragma_update(None, "journal_mode", "DELETE")?;
    target.close().map_err(|(_, error)| error)
}

/// Puts what `source` holds in the place of all that `target` holds: in one step, for every program that has it open.
pub(crate) fn replace(source: &Connection, target: &mut Connection) -> rusqlite::Result<()> {
    Backup::new(source, target)?.run_to_completion(i32::MAX, Duration::ZERO, None)
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

fn names(connection: &Connection, sql: &str) -> rusqlite::Result<BTreeSet<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
