//! What a step of the schema does beyond moving rows. That everything in an old database is kept is shown by real ones, in
//! `tests/upgrades.rs`.

use rusqlite::Connection;

use crate::{Result, Study, settings::PlaybackChoices, store::testing::NOW};

#[test]
fn the_speed_that_was_used_last_becomes_the_learners() -> Result<()> {
    for (rows, rate) in [
        ("", 1.0),
        ("('a', 0, NULL, 1, NULL, 1, 1)", 1.0),
        ("('a', 0, NULL, 16, NULL, 1, 1)", 1.0),
        ("('a', 0, 9, 2, NULL, 1, 1), ('b', 0, 9, 1, NULL, 1, 2)", 2.0),
        ("('a', 0, 9, 1.25, NULL, 2, 3000), ('b', 0, 9, 1.5, 'hand', 1, 4000)", 1.5),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let older = Connection::open(folder.path().join("ml-health.db"))?;
        older.execute_batch(include_str!("0001_start.sql"))?;
        older.execute_batch(
            "INSERT INTO lesson VALUES ('a', 1, '', '', '', '', ''), ('b', 2, '', '', '', '', '')",
        )?;
        if !rows.is_empty() {
            older.execute_batch(&format!("INSERT INTO progress VALUES {rows}"))?;
        }
        older.pragma_update(None, "user_version", 1)?;
        drop(older);
        let playback = Study::open(folder.path(), NOW)?.settings()?.playback;
        assert_eq!(playback, PlaybackChoices { rate, ..PlaybackChoices::default() }, "{rows}");
    }
    Ok(())
}
