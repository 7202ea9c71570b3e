//! All or nothing; looked at before; a copy first.

use super::*;
use crate::{Error, archive::FoundNote, archive::LessonHint};

fn found(lesson: &str, body: &str, line: u32) -> FoundNote {
    let lesson = LessonHint { id: Some(lesson.into()), ..LessonHint::default() };
    FoundNote { lesson, body: body.into(), line, ..FoundNote::default() }
}

#[test]
fn an_error_in_the_last_note_leaves_everything_as_it_was() -> Result<()> {
    let mut archive = full()?.archive(NOW)?;
    let mut last = archive.notes[0].clone();
    last.id = note_id(9);
    last.lesson = lesson("nowhere");
    archive.notes.push(last);
    let notes = [("a", "one #tag"), ("a", "two"), ("nowhere", "three")];
    let notes = (1..).zip(notes).map(|(line, (lesson, body))| found(lesson, body, line)).collect();
    let imports = [Import::Archive(archive), Import::Notes { notes, lesson: None }];

    let mut study = study(&["a"]);
    study.save_note(draft(1, "a", None, "mine"), NOW)?;
    let before = dump(&study)?;
    for import in imports {
        let told = [study.preview_import(&import, NOW).err(), study.import(&import, NOW).err()];
        assert!(told.iter().all(Option::is_some), "{told:?}");
        assert_eq!(dump(&study)?, before);
        if matches!(import, Import::Notes { .. }) {
            assert!(matches!(told[1], Some(Error::NotImported { line: 3, .. })), "{told:?}");
        }
    }
    Ok(())
}

#[test]
fn a_database_that_fails_at_the_end_is_as_it_was() -> Result<()> {
    let import = Import::Archive(full()?.archive(NOW)?);
    let mut study = study(&["a"]);
    let before = dump(&study)?;
    study.reader().execute_batch(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON setting BEGIN SELECT raise(ABORT, 'no more'); END",
    )?;
    assert!(matches!(study.import(&import, NOW), Err(Error::Sqlite(_))));
    assert_eq!(dump(&study)?, before);
    study.reader().execute_batch("DROP TRIGGER fails")?;
    assert_eq!(
        told(study.import(&import, NOW)?.counts),
        "1 added, 1 trashed, 1 revisions, 1 lessons, 1 settings"
    );
    Ok(())
}

#[test]
fn a_preview_changes_nothing_and_says_what_will_be() -> Result<()> {
    let import = Import::Archive(full()?.archive(NOW)?);
    let mut study = study(&["a"]);
    study.save_note(draft(1, "a", None, "older"), after(-60))?;
    let before = dump(&study)?;
    let preview = study.preview_import(&import, after(30))?;
    assert_eq!(dump(&study)?, before);
    assert_eq!(study.import(&import, after(30))?.counts, preview);
    assert_eq!(told(preview), "1 changed, 1 trashed, 2 revisions, 1 lessons, 1 settings");
    Ok(())
}

#[test]
fn a_copy_of_the_state_before_is_made_first() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = Study::open(folder.path(), NOW)?;
    study.load_course(&crate::store::testing::tiny(&["a"]))?;
    study.save_note(draft(3, "a", None, "mine"), NOW)?;
    let before = study.archive(NOW)?;
    let import = Import::Archive(full()?.archive(NOW)?);

    study.preview_import(&import, NOW)?;
    assert!(study.backups()?.is_empty(), "a preview needs none");
    let copy = study.import(&import, NOW)?.backup.expect("a copy");
    assert_ne!(study.archive(NOW)?, before);
    let other = tempfile::tempdir().expect("a folder");
    std::fs::copy(copy, other.path().join("ml-health.db")).expect("a restored copy");
    assert_eq!(Study::open(other.path(), NOW)?.archive(NOW)?, before);
    Ok(())
}

#[test]
fn nothing_is_imported_without_a_copy() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = Study::open(folder.path(), NOW)?;
    std::fs::write(folder.path().join("backups"), "a file where the folder should be").expect("a file");
    let before = dump(&study)?;
    assert!(matches!(study.import(&Import::Archive(full()?.archive(NOW)?), NOW), Err(Error::File { .. })));
    assert_eq!(dump(&study)?, before);
    Ok(())
}

#[test]
fn what_was_imported_is_found() -> Result<()> {
    let mut other = study(&["b"]);
    take(&mut other, &full()?, NOW)?;
    assert_eq!(other.search("changed")?.hits.len(), 1);
    assert_eq!(other.notes(&crate::note::NoteFilter::default(), 9)?.tags, ["tag"]);
    Ok(())
}
