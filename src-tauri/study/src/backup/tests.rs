use super::*;
use crate::{
    id::LessonId,
    note::NoteDraft,
    store::testing::{NOW, note_id, tiny},
};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn after(hours: i64) -> Timestamp {
    Timestamp(NOW.0 + hours * HOUR)
}

fn write(study: &mut Study, body: &str) -> Result<()> {
    let lesson = LessonId("a".into());
    study
        .save_note(NoteDraft { id: note_id(1), lesson, second: None, mark: None, body: body.into() }, NOW)?;
    Ok(())
}

fn opened(folder: &Path) -> Result<Study> {
    let mut study = Study::open(folder, NOW)?;
    study.load_course(&tiny(&["a"]))?;
    Ok(study)
}

fn made(study: &Study) -> Result<Vec<Timestamp>> {
    Ok(study.backups()?.iter().map(|backup| backup.made).collect())
}

#[test]
fn one_an_hour_while_there_are_changes() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    assert!(study.backup_if_due(NOW)?.is_some(), "the first at once");
    write(&mut study, "a")?;
    assert!(study.backup_if_due(Timestamp(after(1).0 - 1))?.is_none(), "not yet an hour");
    assert!(study.backup_if_due(after(1))?.is_some());
    assert!(study.backup_if_due(after(2))?.is_none(), "nothing changed");
    write(&mut study, "b")?;
    assert!(study.backup_if_due(after(3))?.is_some());
    assert_eq!(made(&study)?, [NOW, after(1), after(3)]);
    Ok(())
}

#[test]
fn another_programs_changes_count_and_opening_again_does_not() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    write(&mut study, "a")?;
    study.backup_if_due(NOW)?;
    write(&mut opened(folder.path())?, "b")?;
    study.backup_if_due(after(1))?;
    drop(study);
    let same = opened(folder.path())?.backup_if_due(after(2))?.expect("it was due");
    assert_eq!(same.made, after(1), "the newest holds the same");
    assert_eq!(made(&opened(folder.path())?)?, [NOW, after(1)]);
    Ok(())
}

#[test]
fn a_clock_that_was_wrong_hinders_none_and_no_name_is_taken_twice() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    study.backup_if_due(after(9000))?;
    write(&mut study, "a")?;
    assert!(study.backup_if_due(NOW)?.is_some(), "the clock was put right");
    // The last of the hour stays; a name that is taken is passed over.
    for expected in [1, 0, 2] {
        let made = study.backup(Occasion::Asked, NOW)?.map(|backup| backup.made.0 - NOW.0);
        assert_eq!(made, Some(expected));
    }
    assert_eq!(made(&study)?.last(), Some(&after(9000)));
    Ok(())
}

#[test]
fn a_backup_holds_the_notes_and_nothing_unfinished_stays() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    write(&mut study, "x")?;
    fs::create_dir_all(folder.path().join(FOLDER)).expect("a folder");
    fs::write(folder.path().join(FOLDER).join("unfinished.tmp"), "left by a crash").expect("a file");
    let backup = study.backup_if_due(NOW)?.expect("a backup");
    let names: Vec<_> = fs::read_dir(folder.path().join(FOLDER))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["ml-health-20261122T120000.000Z.db"]);
    assert_eq!(backup.verified().and_then(|entry| entry.notes), Some(1));
    Ok(())
}

#[test]
fn names_say_when_and_why() {
    for occasion in Occasion::ALL {
        let name = Backup::name(NOW, occasion);
        assert_eq!(Backup::at(name.clone().into()), Some(Backup { path: name.into(), made: NOW, occasion }));
    }
    for name in [
        "ml-health.db",
        "ml-health-20261122T120000.000Z.tmp",
        "ml-health-20261122T120000.000Z-why.db",
        "ml-health-Z.db",
    ] {
        assert_eq!(Backup::at(name.into()), None, "{name}");
    }
}

#[test]
fn programs_that_make_backups_at_once_do_not_hinder_each_other() -> Result<()> {
    let folder = folder();
    drop(Study::open(folder.path(), NOW)?);
    std::thread::scope(|scope| {
        let programs = [0, 1, 2].map(|program| {
            let folder = folder.path();
            scope.spawn(move || -> Result<()> {
                let mut study = Study::open(folder, NOW)?;
                for copy in 0..8 {
                    study.backup(Occasion::Import, Timestamp(NOW.0 + 3 * copy + program))?;
                }
                Ok(())
            })
        });
        programs.into_iter().try_for_each(|program| program.join().expect("no panic"))
    })
}

#[test]
fn what_fails_leaves_the_older_ones() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    fs::write(folder.path().join(FOLDER), "a file where the folder should be").expect("a file");
    assert!(matches!(study.backup_if_due(NOW), Err(Error::File { .. })));
    fs::remove_file(folder.path().join(FOLDER)).expect("a file");
    study.backup_if_due(NOW)?;
    fs::create_dir(folder.path().join(FOLDER).join("unfinished.tmp")).expect("a folder in the way");
    assert!(study.back_up(after(1)).is_err());
    assert_eq!(made(&study)?, [NOW]);
    Ok(())
}

#[test]
fn a_damaged_database_is_not_backed_up() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    write(&mut study, "a")?;
    study.back_up(NOW)?;
    // An index loses its name while the program runs.
    study.reader().execute_batch(
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'note_by_lesson'",
    )?;
    assert!(matches!(study.back_up(after(1)), Err(Error::UnsoundBackup { .. })));
    assert_eq!(made(&study)?, [NOW]);
    assert!(
        !folder.path().join(FOLDER).join(make::UNFINISHED).exists(),
        "it would take the room of a full disk"
    );
    Ok(())
}

#[test]
fn a_migration_that_fails_again_and_again_pushes_out_no_backup() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    study.backup(Occasion::Import, NOW)?;
    for hour in 1..20 {
        study.backup(Occasion::Migration, after(hour))?;
    }
    assert_eq!(made(&study)?, [NOW, after(1)]);
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_has_no_way_to_be_made_durable_is_one_all_the_same() -> Result<()> {
    sync_folder(Path::new("/proc"))
}

#[test]
fn safety_says_what_is_so() -> Result<()> {
    let folder = folder();
    let mut study = opened(folder.path())?;
    let nothing = study.safety()?;
    assert_eq!((nothing.notes, nothing.backups, nothing.last, nothing.restore_tested), (0, 0, None, None));
    write(&mut study, "a")?;
    study.back_up(NOW)?;
    assert!(crate::restore::rehearse(folder.path(), &tiny(&["a"]), after(1))?);
    let safety = study.safety()?;
    assert_eq!((safety.notes, safety.backups, safety.changed_since), (1, 1, false));
    assert_eq!(safety.last.and_then(|last| last.notes), Some(1));
    assert_eq!(safety.restore_tested, Some(after(1)));
    write(&mut study, "b")?;
    assert!(study.safety()?.changed_since);
    Ok(())
}

mod second_folder {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn it_gets_copies_of_all_that_it_lacks() -> Result<()> {
        let (folder, stick) = (folder(), folder());
        let mut study = opened(folder.path())?;
        study.back_up(NOW)?;
        second::choose(folder.path(), Some(stick.path()), "1a2b")?;
        second::send(folder.path(), NOW)?;
        study.back_up(after(1))?;
        second::send(folder.path(), after(2))?;
        let there = stick.path().join("ml-health-backups-1a2b");
        assert_eq!(
            names(&there),
            ["ml-health-20261122T120000.000Z-asked.db", "ml-health-20261122T130000.000Z-asked.db"]
        );
        assert!(within(&there)?.iter().all(|copy| copy.verified().is_some()));
        assert_eq!(study.safety()?.second.and_then(|second| second.last_copy), Some(after(2)));
        Ok(())
    }

    #[test]
    fn what_is_there_outlives_what_is_here() -> Result<()> {
        let (folder, stick) = (folder(), folder());
        let mut study = opened(folder.path())?;
        study.back_up(NOW)?;
        second::choose(folder.path(), Some(stick.path()), "1a2b")?;
        second::send(folder.path(), NOW)?;
        fs::remove_file(&study.backups()?[0].path).expect("a file");
        study.back_up(after(1))?;
        second::send(folder.path(), after(1))?;
        assert_eq!(second::copies(folder.path()).len(), 2);
        Ok(())
    }

    #[test]
    fn a_drive_that_is_gone_is_told_and_not_made_up() -> Result<()> {
        let (folder, stick) = (folder(), folder());
        let gone = stick.path().join("gone");
        opened(folder.path())?.back_up(NOW)?;
        second::choose(folder.path(), Some(&gone), "1a2b")?;
        assert!(
            matches!(second::send(folder.path(), NOW), Err(Error::SecondFolder { path, .. }) if path == gone)
        );
        assert!(!gone.exists());
        second::choose(folder.path(), None, "1a2b")?;
        second::send(folder.path(), NOW)?;
        Ok(())
    }

    #[test]
    fn a_copy_that_was_cut_short_is_made_again() -> Result<()> {
        let (folder, stick) = (folder(), folder());
        let mut study = opened(folder.path())?;
        study.back_up(NOW)?;
        second::choose(folder.path(), Some(stick.path()), "1a2b")?;
        second::send(folder.path(), NOW)?;
        fs::write(&second::copies(folder.path())[0].path, "").expect("a file");
        second::send(folder.path(), NOW)?;
        let copies = second::copies(folder.path());
        assert_eq!((copies.len(), copies[0].verified().is_some()), (1, true));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_record_that_cannot_be_opened_is_not_begun_anew() -> Result<()> {
        let folder = folder();
        second::choose(folder.path(), Some(folder.path()), "x")?;
        let record = folder.path().join(FOLDER).join("record.json");
        let aside = record.with_extension("aside");
        fs::rename(&record, &aside).expect("a file");
        std::os::unix::fs::symlink(&record, &record).expect("a link to itself");
        assert!(Record::change(folder.path(), |record| record.restore_tested = Some(NOW)).is_err());
        fs::rename(&aside, &record).expect("a file");
        assert!(Record::read(folder.path()).second.is_some());
        Ok(())
    }

    #[test]
    fn a_record_that_cannot_be_read_is_begun_anew() -> Result<()> {
        let folder = folder();
        opened(folder.path())?.back_up(NOW)?;
        fs::write(folder.path().join(FOLDER).join("record.json"), "{\"second\": 7").expect("a file");
        second::send(folder.path(), NOW)?;
        second::choose(folder.path(), Some(folder.path()), "x")?;
        assert!(Record::read(folder.path()).second.is_some());
        Ok(())
    }
}
