//! Table `copy`: at most one a resource.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::{Result, id::ResourceId, time::Timestamp};

/// A copy as it was kept, wherever its file is now.
pub(crate) struct Row {
    pub resource: ResourceId,
    pub bytes: i64,
    pub kept: Timestamp,
}

pub(crate) fn put(tx: &Transaction<'_>, row: &Row) -> Result<()> {
    tx.execute("INSERT OR REPLACE INTO copy VALUES (?1, ?2, ?3)", (&row.resource, row.bytes, row.kept))?;
    Ok(())
}

pub(crate) fn remove(tx: &Transaction<'_>, resource: &ResourceId) -> Result<()> {
    tx.execute("DELETE FROM copy WHERE resource = ?1", [resource])?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Row>> {
    let mut query = connection.prepare_cached("SELECT * FROM copy ORDER BY resource")?;
    let rows = query.query_map([], to_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn get(connection: &Connection, resource: &ResourceId) -> Result<Option<Row>> {
    let mut query = connection.prepare_cached("SELECT * FROM copy WHERE resource = ?1")?;
    Ok(query.query_row([resource], to_row).optional()?)
}

fn to_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row { resource: row.get("resource")?, bytes: row.get("bytes")?, kept: row.get("kept")? })
}
