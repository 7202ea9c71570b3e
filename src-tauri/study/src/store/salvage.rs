//! Rows of a damaged database, as many as can be read, into a sound one. Which tables there are, and which columns, is
//! asked of both: the damaged one may have an older schema.

use rusqlite::{Connection, Transaction, params_from_iter, types::Value};

use super::{note, search};
use crate::Result;

/// What the learner made, and what it hangs on; what hangs on another comes after it. The rest is made anew from these.
const TABLES: [&str; 9] =
    ["lesson", "progress", "watched", "note", "revision", "attachment", "transcript", "cue", "setting"];
/// How many rows in a row may be unreadable before the steps become longer: a page holds fewer.
const PATIENCE: u32 = 5_000;

/// Copies what can be read. A row that the target refuses, since its values are none that it could have, is left out.
pub(crate) fn copy(damaged: &Connection, tx: &Transaction<'_>) -> Result<()> {
    // A schema that is damaged in part is read as far as it goes.
    damaged.pragma_update(None, "writable_schema", "ON")?;
    // What a row hangs on may be lost.
    tx.pragma_update(None, "defer_foreign_keys", "ON")?;
    for table in TABLES {
        copy_table(damaged, tx, table)?;
    }
    for (table, column) in [
        ("progress", "lesson"),
        ("note", "lesson"),
        ("revision", "lesson"),
        ("attachment", "lesson"),
        ("transcript", "lesson"),
    ] {
        tx.execute(
            &format!(
                "INSERT INTO lesson SELECT DISTINCT {column}, NULL, {column}, '', '', '', '' FROM {table}
                 WHERE {column} NOT IN (SELECT id FROM lesson)"
            ),
            [],
        )?;
    }
    tx.execute("DELETE FROM watched WHERE lesson NOT IN (SELECT lesson FROM progress)", [])?;
    tx.execute("DELETE FROM revision WHERE note NOT IN (SELECT key FROM note)", [])?;
    tx.execute("DELETE FROM cue WHERE lesson NOT IN (SELECT lesson FROM transcript)", [])?;
    note::index_tags(tx)?;
    search::index_all(tx)?;
    Ok(())
}

fn copy_table(damaged: &Connection, tx: &Transaction<'_>, table: &str) -> Result<()> {
    let Ok(found) = columns(damaged, table) else { return Ok(()) };
    let shared: Vec<_> = columns(tx, table)?.into_iter().filter(|column| found.contains(column)).collect();
    if shared.is_empty() {
        return Ok(());
    }
    let names = shared.join(", ");
    let places = vec!["?"; shared.len()].join(", ");
    let mut insert = tx.prepare(&format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"))?;
    for row in readable(damaged, table, &shared) {
        // Refused for its values: as good as unreadable.
        if let Err(error) = insert.execute(params_from_iter(row)) {
            tracing::warn!("a row of {table} was left out: {error}");
        }
    }
    Ok(())
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    query.query_map([table], |row| row.get(0))?.collect()
}

/// The rows of a table, around what cannot be read: from each row that cannot, on to the next number that can.
fn readable(damaged: &Connection, table: &str, columns: &[String]) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    let names = columns.join(", ");
    let values = |row: &rusqlite::Row<'_>, from: usize| -> rusqlite::Result<Vec<Value>> {
        (0..columns.len()).map(|column| row.get(from + column)).collect()
    };
    let by_number = format!("SELECT rowid, {names} FROM {table} WHERE rowid >= ?1 ORDER BY rowid");
    let Ok(mut query) = damaged.prepare(&by_number) else {
        // A table without numbers is read up to where it breaks.
        if let Ok(mut query) = damaged.prepare(&format!("SELECT {names} FROM {table}"))
            && let Ok(found) = query.query_map([], |row| values(row, 0))
        {
            rows.extend(found.map_while(std::result::Result::ok));
        }
        return rows;
    };
    let (mut next, mut failed, mut step) = (i64::MIN, 0, 1);
    loop {
        let Ok(mut found) = query.query([next]) else { return rows };
        loop {
            match found.next() {
                Ok(Some(row)) => {
                    let Ok(number) = row.get::<_, i64>(0) else { break };
                    rows.extend(values(row, 1));
                    let Some(after) = number.checked_add(1) else { return rows };
                    (next, failed, step) = (after, 0, 1);
                }
                Ok(None) => return rows,
                Err(_) => break,
            }
        }
        failed += 1;
        if failed > PATIENCE {
            step *= 2;
        }
        let Some(after) = next.max(0).checked_add(step) else { return rows };
        next = after;
    }
}
