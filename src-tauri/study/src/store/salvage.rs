//! Rows of a damaged database, as many as can be read, into a sound one. Which tables there are, and which columns, is
//! asked of both: the damaged one may have an older schema.

use rusqlite::{
    Connection, Transaction, params_from_iter,
    types::{Value, ValueRef},
};

use super::{note, search};
use crate::{
    Result,
    id::{LessonId, NoteId},
};

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
    mend(tx)?;
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

/// Of what SQLite could read, makes what this program can: a note is not lost for a bit in its name, nor all for one row.
fn mend(tx: &Transaction<'_>) -> Result<()> {
    let largest = u32::MAX;
    tx.execute_batch(&format!(
        "UPDATE note SET second = NULL WHERE second > {largest};
         UPDATE revision SET second = NULL WHERE second > {largest};
         DELETE FROM progress WHERE pass > {largest};
         DELETE FROM watched WHERE pass NOT BETWEEN 0 AND {largest};"
    ))?;
    let mut query = tx.prepare("SELECT key, id, lesson, second, body FROM note")?;
    let mut rows = query.query([])?;
    let mut renamed = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, lesson, body): (String, LessonId, String) = (row.get(1)?, row.get(2)?, row.get(4)?);
        let name = NoteId::try_from(id.clone())
            .unwrap_or_else(|_| NoteId::of_text(&lesson, row.get(3).unwrap_or_default(), &body));
        if name.to_string() != id {
            renamed.push((row.get::<_, i64>(0)?, name));
        }
    }
    for (key, name) in renamed {
        // Its name is another's: the same note, which is there already.
        if tx.execute("UPDATE OR IGNORE note SET id = ?2 WHERE key = ?1", (key, name))? == 0 {
            tx.execute("DELETE FROM note WHERE key = ?1", [key])?;
        }
    }
    Ok(())
}

fn copy_table(damaged: &Connection, tx: &Transaction<'_>, table: &str) -> Result<()> {
    let Ok(found) = columns(damaged, table) else { return Ok(()) };
    // A lesson that is not in the course, if only for a bit in its name, has no number.
    let is_shared = |column: &String| found.contains(column) && (table, &**column) != ("lesson", "number");
    let shared: Vec<_> = columns(tx, table)?.into_iter().filter(is_shared).collect();
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
        (0..columns.len()).map(|column| row.get_ref(from + column).map(value)).collect()
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
                    // Pages that lead in a circle would do so for ever.
                    if number < next {
                        break;
                    }
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

/// Of text that is not UTF-8 any more, all that is.
fn value(found: ValueRef<'_>) -> Value {
    match found {
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        found => found.try_into().unwrap_or(Value::Null),
    }
}
