//! What a database that an earlier version of this program wrote holds after it was opened: everything.

use std::path::Path;

use rusqlite::Connection;

use crate::{
    Result, Study,
    id::LessonId,
    note::NoteFilter,
    progress::CompletedBy,
    settings::{Appearance, PlaybackChoices},
    store::testing::{NOW, tiny},
    time::Timestamp,
};

/// A learner's data as schema 1 had it: lessons a, b and c, of which c is in no course any more.
const FIRST: &str = "
    INSERT INTO lesson VALUES ('a', 1, 'A', 'aaaaaaaaaa1', '', '', ''), ('b', 2, 'B', 'aaaaaaaaaa2', '', '', ''),
        ('c', NULL, 'C', 'aaaaaaaaaa3', '', '', '');
    INSERT INTO progress VALUES ('a', 30.5, 100, 1.25, NULL, 2, 3000), ('b', 0, 200, 1.5, 'hand', 1, 4000),
        ('c', 5, NULL, 1, NULL, 1, 5000);
    INSERT INTO watched VALUES ('a', 1, 0, 90), ('a', 2, 10, 30.5), ('b', 1, 0, 5);
    INSERT INTO note VALUES
        ('01923456-789a-7fff-bfff-000000000001', 'a', 7, 'on *sensitivity*', 1000, 1500, NULL),
        ('01923456-789a-7fff-bfff-000000000002', 'a', NULL, 'deleted', 1100, 1100, 1200),
        ('01923456-789a-7fff-bfff-000000000003', 'c', NULL, 'of a retired lesson', 900, 900, NULL);
    INSERT INTO attachment VALUES ('a', '/videos/a.mp4', 1000);
    INSERT INTO setting VALUES ('appearance', '\"dark\"'), ('learnerName', '\"Dr Ada\"');";

/// A database of schema 1 with these rows.
fn first(folder: &Path, rows: &str) -> rusqlite::Result<()> {
    let older = Connection::open(folder.join("ml-health.db"))?;
    older.pragma_update(None, "foreign_keys", "ON")?;
    older.execute_batch(include_str!("0001_start.sql"))?;
    older.execute_batch(rows)?;
    older.pragma_update(None, "user_version", 1)
}

#[test]
fn everything_in_a_database_of_the_first_schema_is_kept() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    first(folder.path(), FIRST)?;
    let mut study = Study::open(folder.path(), NOW)?;
    study.load_course(&tiny(&["a", "b"]))?;
    let [a, b, c] = ["a", "b", "c"].map(|id| LessonId(id.into()));

    let progress = study.progress(&a, Timestamp(3000))?;
    assert_eq!((progress.position, progress.duration, progress.watched_seconds), (30.5, Some(100.0), 20.5));
    assert_eq!(study.progress(&b, NOW)?.completed_by, Some(CompletedBy::Hand));
    assert!((study.progress(&c, NOW)?.position - 5.0).abs() < f64::EPSILON);
    let passes: i64 = study.reader().query_row("SELECT count(*) FROM watched", [], |row| row.get(0))?;
    assert_eq!(passes, 3, "earlier passes too");

    let notes = study.lesson_notes(&a)?;
    let [note] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!((&*note.body, note.second), ("on *sensitivity*", Some(7)));
    assert_eq!((note.created, note.updated), (Timestamp(1000), Timestamp(1500)));
    assert_eq!(study.lesson_notes(&c)?.len(), 1);
    let deleted = "01923456-789a-7fff-bfff-000000000002".to_owned().try_into()?;
    assert_eq!(study.restore_note(deleted, NOW)?.body, "deleted");

    assert_eq!(study.attached_video(&a)?.as_deref(), Some(Path::new("/videos/a.mp4")));
    let settings = study.settings()?;
    assert_eq!((settings.appearance, &*settings.learner_name), (Appearance::Dark, "Dr Ada"));
    assert_eq!(study.backups()?.len(), 1, "and it was copied before");
    Ok(())
}

#[test]
fn notes_from_before_marks_and_tags_have_their_tags_counts_and_words() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    first(folder.path(), FIRST)?;
    let older = Connection::open(folder.path().join("ml-health.db"))?;
    older.execute_batch(include_str!("0002_watching.sql"))?;
    older.execute_batch(
        "INSERT INTO note (id, lesson, second, body, created, updated, deleted) VALUES
            ('01923456-789a-7fff-bfff-000000000004', 'a', 9, 'on #Recall', 2000, 2000, NULL),
            ('01923456-789a-7fff-bfff-000000000005', 'a', 9, 'on #precision', 2000, 2000, 3000);
         INSERT INTO transcript VALUES ('a', 'a.vtt', 1000, 0, 'UTF-8');
         INSERT INTO cue (lesson, start, end, text) VALUES ('a', 1, 2, 'what recall is');",
    )?;
    older.pragma_update(None, "user_version", 2)?;
    drop(older);
    let study = Study::open(folder.path(), NOW)?;
    let shown = study.notes(&NoteFilter::default(), 9)?;
    assert_eq!((shown.total, shown.trashed, &shown.tags[..]), (3, 2, &["Recall".to_owned()][..]));
    assert_eq!(study.search("recall")?.hits.len(), 2, "a note and a line of the transcript");
    assert_eq!(study.search("precision")?.hits.len(), 0, "it is in the trash");
    assert!(study.note_history(shown.lessons[0].notes[0].id)?.is_empty());
    Ok(())
}

#[test]
fn the_speed_that_was_used_last_becomes_the_learners() -> Result<()> {
    let progress = |rows: &str| format!("{FIRST} DELETE FROM watched; DELETE FROM progress; {rows}");
    for (rows, rate) in [
        (FIRST.to_owned(), 1.5),
        (progress(""), 1.0),
        (progress("INSERT INTO progress VALUES ('a', 0, NULL, 1, NULL, 1, 1)"), 1.0),
        (progress("INSERT INTO progress VALUES ('a', 0, NULL, 16, NULL, 1, 1)"), 1.0),
        (progress("INSERT INTO progress VALUES ('a', 0, 9, 2, NULL, 1, 1), ('b', 0, 9, 1, NULL, 1, 2)"), 2.0),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        first(folder.path(), &rows)?;
        let playback = Study::open(folder.path(), NOW)?.settings()?.playback;
        assert_eq!(playback, PlaybackChoices { rate, ..PlaybackChoices::default() }, "{rows}");
    }
    Ok(())
}
