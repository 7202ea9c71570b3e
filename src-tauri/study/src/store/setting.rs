//! Table `setting`: a row for each choice that was made, its value as JSON.

use rusqlite::{Connection, OptionalExtension as _, Transaction};
use serde_json::{Map, Value};

use crate::{
    Result,
    settings::{PlaybackChoices, Settings},
    time::Timestamp,
};

/// Among the choices, since it is one row: when a backup was last put back.
const RESTORED: &str = "restored";

/// A choice that this version does not know, or a value that it cannot read, counts as not made.
pub(crate) fn get(connection: &Connection) -> Result<Settings> {
    let mut kept = Map::new();
    for (name, value) in rows(connection)? {
        let one = Value::Object(Map::from_iter([(name.clone(), value.clone())]));
        if serde_json::from_value::<Settings>(one).is_ok() {
            kept.insert(name, value);
        }
    }
    let mut settings: Settings = serde_json::from_value(Value::Object(kept)).unwrap_or_default();
    settings.playback = settings.playback.after(PlaybackChoices::default());
    Ok(settings)
}

/// The choices as they stand in the table, as far as they can be read.
pub(crate) fn rows(connection: &Connection) -> Result<Map<String, Value>> {
    let mut query = connection.prepare_cached("SELECT name, value FROM setting")?;
    let rows = query
        .query_map([], |row| Ok(row.get_ref(0)?.as_str().ok().map(str::to_owned).zip(row.get(1).ok())))?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn put(tx: &Transaction<'_>, settings: &Settings) -> Result<()> {
    if let Ok(Value::Object(choices)) = serde_json::to_value(settings) {
        let mut upsert = tx.prepare_cached("INSERT OR REPLACE INTO setting VALUES (?1, ?2)")?;
        for (name, value) in choices {
            upsert.execute((name, value.to_string()))?;
        }
    }
    Ok(())
}

pub(crate) fn put_row(tx: &Transaction<'_>, name: &str, value: &Value) -> Result<()> {
    tx.execute("INSERT OR REPLACE INTO setting VALUES (?1, ?2)", (name, value.to_string()))?;
    Ok(())
}

/// When a backup was last put back, in whatever form it is kept.
pub(crate) fn restored(connection: &Connection) -> rusqlite::Result<Option<String>> {
    connection.query_row("SELECT value FROM setting WHERE name = ?1", [RESTORED], |row| row.get(0)).optional()
}

pub(crate) fn put_restored(tx: &Transaction<'_>, now: Timestamp) -> Result<()> {
    put_row(tx, RESTORED, &now.0.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::study;

    #[test]
    fn a_choice_that_is_damaged_takes_no_other_with_it() -> Result<()> {
        let study = study(&["a"]);
        study.reader().execute_batch(
            "INSERT INTO setting VALUES ('learnerName', '\"Ada\"'), ('speed', '{'), ('theme', CAST(x'22ff22' AS TEXT))",
        )?;
        assert_eq!(rows(study.reader())?.len(), 1);
        assert!(get(study.reader()).is_ok());
        Ok(())
    }
}
