use std::fs;

use super::*;
use crate::{
    id::LessonId,
    note::NoteDraft,
    store::testing::{NOW, note_id, tiny},
};

const MINUTE: i64 = 60_000;

fn later(minutes: i64) -> Timestamp {
    Timestamp(NOW.0 + minutes * MINUTE)
}

fn save(study: &mut Study, number: u8, body: &str, now: Timestamp) -> Result<()> {
    let lesson = LessonId("a".into());
    study.save_note(
        NoteDraft { id: note_id(number), lesson, second: Some(7), mark: None, body: body.into() },
        now,
    )?;
    Ok(())
}

/// What was there before the damage: notes 1 to 3 in a backup, then note 1 changed and 4 new.
fn damaged(damage: impl FnOnce(&Path)) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = Study::open(folder.path(), NOW)?;
    study.load_course(&tiny(&["a"]))?;
    for number in 1..=3 {
        save(&mut study, number, &format!("note {number}"), NOW)?;
    }
    study.back_up(later(10))?;
    save(&mut study, 1, "note 1, changed", later(20))?;
    save(&mut study, 4, "note 4", later(20))?;
    drop(study);
    damage(&folder.path().join(store::DATABASE));
    Ok(folder)
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).expect("a file");
    change(&mut bytes);
    fs::write(path, bytes).expect("a file");
}

/// The bytes of the database and what is beside it.
fn files(folder: &Path) -> Vec<Option<Vec<u8>>> {
    store::FILES
        .iter()
        .filter(|name| !name.ends_with("-shm"))
        .map(|name| fs::read(folder.join(name)).ok())
        .collect()
}

fn bodies(folder: &Path) -> Result<Vec<String>> {
    let study = Study::open(folder, later(60))?;
    let mut bodies: Vec<_> =
        store::note::all(study.reader())?.into_iter().map(|note| note.draft.body).collect();
    bodies.sort();
    Ok(bodies)
}

/// Nothing is changed by being looked at, and everything that was in the backup or can be read is there in the end.
#[track_caller]
fn all_comes_back(folder: &Path, finding: Finding, newer: usize, expected: &[&str]) -> Result<()> {
    let before = files(folder);
    assert!(
        matches!(Study::open(folder, later(30)), Err(Error::Damaged { finding: found, .. }) if found == finding)
    );
    let damage = look(folder, &tiny(&["a"]), later(30))?;
    assert_eq!((damage.finding, damage.newer), (finding, newer), "{damage:?}");
    assert_eq!(damage.newest.map(|newest| (newest.made, newest.notes)), Some((later(10), Some(3))));
    assert!(files(folder) == before, "looking changed something");
    let recovered = recover(folder, Recovery::Backup, &tiny(&["a"]), later(30))?;
    assert_eq!(bodies(folder)?, expected);
    assert_eq!(recovered.notes, expected.len());
    if let Some(kept) = recovered.kept_in {
        assert!(files(&kept) == before, "the damaged files are not whole");
    }
    assert!(!folder.join("scratch").exists());
    Ok(())
}

const OLD: [&str; 3] = ["note 1", "note 2", "note 3"];
const NEW: [&str; 4] = ["note 1, changed", "note 2", "note 3", "note 4"];

/// Where a table or an index begins in the file.
fn page_of(path: &Path, name: &str) -> usize {
    let database = store::open_read_only(path).expect("a database");
    let page: u32 = database
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0))
        .expect("a page");
    (page as usize - 1) * 4096
}

#[test]
fn flipped_bits_in_an_index_lose_nothing() -> Result<()> {
    let folder = damaged(|path| {
        let page = page_of(path, "note_by_lesson");
        change(path, |bytes| bytes[page + 8] ^= 0xFF);
    })?;
    all_comes_back(folder.path(), Finding::Damaged, 2, &NEW)
}

#[test]
fn where_no_note_can_be_read_the_backup_is_what_there_is() -> Result<()> {
    let folder = damaged(|path| {
        let page = page_of(path, "note");
        change(path, |bytes| bytes[page..page + 4096].fill(0));
    })?;
    all_comes_back(folder.path(), Finding::Damaged, 0, &OLD)
}

#[test]
fn a_header_that_is_no_header() -> Result<()> {
    let folder = damaged(|path| change(path, |bytes| bytes[3] ^= 1))?;
    all_comes_back(folder.path(), Finding::NotADatabase, 0, &OLD)
}

#[test]
fn a_mark_that_is_another_is_damage_and_no_strangers_file() -> Result<()> {
    let folder = damaged(|path| change(path, |bytes| bytes[68] ^= 1))?;
    all_comes_back(folder.path(), Finding::Damaged, 2, &NEW)
}

#[test]
fn a_schema_that_is_said_to_be_older_or_far_newer() -> Result<()> {
    for version in [[0, 0, 0, 0], [0, 0, 0, 3], [0x40, 0, 0, 4]] {
        let folder = damaged(|path| change(path, |bytes| bytes[60..64].copy_from_slice(&version)))?;
        let study = Study::open(folder.path(), later(30));
        assert!(matches!(study, Err(Error::Damaged { .. })), "{version:?}: {:?}", study.err());
        // Those that are said to be older pass their own check, and so does the backup that is made of them.
        let damage = look(folder.path(), &tiny(&["a"]), later(31))?;
        assert_eq!(damage.newest.map(|newest| newest.made), Some(later(10)), "{version:?}");
        recover(folder.path(), Recovery::Backup, &tiny(&["a"]), later(32))?;
        assert_eq!(bodies(folder.path())?, NEW, "{version:?}");
    }
    Ok(())
}

#[test]
fn a_file_that_was_cut_short() -> Result<()> {
    let folder = damaged(|path| change(path, |bytes| bytes.truncate(bytes.len() / 2)))?;
    let damage = look(folder.path(), &tiny(&["a"]), later(30))?;
    assert_eq!(damage.finding, Finding::Damaged);
    let recovered = recover(folder.path(), Recovery::Backup, &tiny(&["a"]), later(30))?;
    assert!(recovered.notes >= 3, "{recovered:?}");
    Ok(())
}

#[test]
fn an_empty_file_and_none_at_all_where_backups_are() -> Result<()> {
    let empty = damaged(|path| fs::write(path, "").expect("a file"))?;
    all_comes_back(empty.path(), Finding::Missing, 0, &OLD)?;
    let none = damaged(|path| fs::remove_file(path).expect("a file"))?;
    all_comes_back(none.path(), Finding::Missing, 0, &OLD)?;
    let journal_alone = damaged(|path| {
        fs::rename(path, path.with_file_name("ml-health.db-journal")).expect("a file");
    })?;
    all_comes_back(journal_alone.path(), Finding::Missing, 0, &OLD)?;
    let mut kept = fs::read_dir(journal_alone.path().join(FOLDER)).expect("a folder").flatten();
    let is_kept = kept.any(|folder| folder.path().join("ml-health.db-journal").exists());
    assert!(is_kept, "SQLite would write out of it into the new database, and delete it");
    Ok(())
}

#[test]
fn a_log_without_its_database_is_not_thrown_away() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ml-health.db"), "").expect("a file");
    fs::write(folder.path().join("ml-health.db-wal"), "of something").expect("a file");
    let before = files(folder.path());
    assert!(matches!(Study::open(folder.path(), NOW), Err(Error::Damaged { finding: Finding::Missing, .. })));
    let recovered = recover(folder.path(), Recovery::Empty, &tiny(&["a"]), NOW)?;
    assert!(files(&recovered.kept_in.expect("it was kept")) == before);
    assert_eq!(bodies(folder.path())?, [""; 0]);
    Ok(())
}

#[test]
fn the_log_of_another_database() -> Result<()> {
    // A log as a crash leaves it, of a database that has grown far beyond the one that it is then put beside.
    let other = tempfile::tempdir().expect("a folder");
    let mut study = Study::open(other.path(), NOW)?;
    study.load_course(&tiny(&["a"]))?;
    for number in 10..60 {
        save(&mut study, number, &"other ".repeat(900), later(5))?;
    }
    let log = fs::read(other.path().join("ml-health.db-wal")).expect("a log");
    let folder = damaged(|path| fs::write(path.with_file_name("ml-health.db-wal"), log).expect("a log"))?;
    let before = files(folder.path());
    assert!(matches!(Study::open(folder.path(), later(30)), Err(Error::Damaged { .. })));
    let recovered = recover(folder.path(), Recovery::Backup, &tiny(&["a"]), later(30))?;
    let found = bodies(folder.path())?;
    assert!(NEW.iter().all(|body| found.iter().any(|there| there == body)), "{found:?}");
    assert!(files(&recovered.kept_in.expect("it was kept")) == before);
    Ok(())
}

#[test]
fn without_a_backup_what_can_be_read_is_what_there_is() -> Result<()> {
    let folder = damaged(|path| {
        let page = page_of(path, "note_by_lesson");
        change(path, |bytes| bytes[page + 8] ^= 0xFF);
    })?;
    fs::remove_dir_all(folder.path().join("backups")).expect("a folder");
    let damage = look(folder.path(), &tiny(&["a"]), later(30))?;
    assert_eq!((damage.readable, damage.newest, damage.newer), (Some(4), None, 4));
    let missing = recover(folder.path(), Recovery::Backup, &tiny(&["a"]), later(30));
    assert!(matches!(missing, Err(Error::NoBackup)));
    recover(folder.path(), Recovery::Readable, &tiny(&["a"]), later(30))?;
    assert_eq!(bodies(folder.path())?, NEW);
    assert!(matches!(
        recover(folder.path(), Recovery::Empty, &tiny(&["a"]), later(30)),
        Err(Error::NotDamaged)
    ));
    Ok(())
}

#[test]
fn a_damaged_backup_is_passed_over_and_one_in_the_second_folder_serves() -> Result<()> {
    let stick = tempfile::tempdir().expect("a folder");
    let folder = damaged(|path| {
        let data = path.parent().expect("a folder");
        backup::second::choose(data, Some(stick.path()), "1a2b").expect("a choice");
        backup::second::send(data, later(15)).expect("copies");
        let newest = backup::list(data).expect("backups").remove(0);
        change(&newest.path, |bytes| bytes.truncate(5000));
        fs::write(path, "").expect("a file");
    })?;
    assert_eq!(
        look(folder.path(), &tiny(&["a"]), later(30))?.newest.and_then(|newest| newest.notes),
        Some(3)
    );
    recover(folder.path(), Recovery::Backup, &tiny(&["a"]), later(30))?;
    assert_eq!(bodies(folder.path())?, OLD);
    Ok(())
}

/// Whatever bytes are changed, wherever: the notes are there, or the damage is noticed and a way on leads to them.
#[test]
fn any_bits_flipped_anywhere_lose_no_note_of_the_backup() -> Result<()> {
    let whole = damaged(|_| {})?;
    let length = fs::metadata(whole.path().join(store::DATABASE)).expect("a file").len();
    let mut random = 1_u64;
    for round in 0..120 {
        let mut next = |below: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % below
        };
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("backups")).expect("a folder");
        for backup in backup::list(whole.path())? {
            fs::copy(&backup.path, folder.path().join("backups").join(backup.file_name())).expect("a copy");
        }
        let path = folder.path().join(store::DATABASE);
        fs::copy(whole.path().join(store::DATABASE), &path).expect("a copy");
        change(&path, |bytes| {
            for _ in 0..=next(8) {
                let place = usize::try_from(next(length)).expect("a place");
                bytes[place] ^= 1 << next(8);
            }
        });
        match Study::open(folder.path(), later(30)) {
            // In the text of a note, or where nothing is kept: no check can tell.
            Ok(study) => {
                assert!(
                    store::note::all(study.reader()).is_ok_and(|notes| notes.len() == 4),
                    "round {round}"
                );
            }
            Err(Error::Damaged { .. }) => {
                look(folder.path(), &tiny(&["a"]), later(30))?;
                recover(folder.path(), Recovery::Backup, &tiny(&["a"]), later(30))?;
                assert!(bodies(folder.path())?.len() >= 3, "round {round}");
            }
            Err(Error::NewerDatabase { .. } | Error::ForeignDatabase { .. }) => {}
            Err(error) => panic!("round {round}: {error}"),
        }
    }
    Ok(())
}

/// Where `text` stands within a page.
fn place_of(bytes: &[u8], page: usize, text: &str) -> usize {
    let found = bytes[page..page + 4096].windows(text.len()).position(|there| there == text.as_bytes());
    page + found.expect("the text")
}

#[test]
fn a_bit_in_a_notes_name_loses_neither_the_note_nor_the_rest() -> Result<()> {
    let folder = damaged(|path| {
        let page = page_of(path, "note");
        change(path, |bytes| {
            let place = place_of(bytes, page, &note_id(4).to_string());
            bytes[place] ^= 0x40;
        });
    })?;
    all_comes_back(folder.path(), Finding::Damaged, 2, &NEW)?;
    let study = Study::open(folder.path(), later(60))?;
    assert_eq!(study.search("note")?.hits.len(), 4);
    assert_eq!(study.lesson_notes(&LessonId("a".into()))?.len(), 4);
    Ok(())
}

#[test]
fn text_that_is_none_any_more_is_damage_and_the_rest_of_it_is_kept() -> Result<()> {
    let folder = damaged(|path| {
        let page = page_of(path, "note");
        change(path, |bytes| {
            let place = place_of(bytes, page, "note 4") + 5;
            bytes[place] |= 0x80;
        });
    })?;
    all_comes_back(
        folder.path(),
        Finding::Damaged,
        2,
        &["note 1, changed", "note 2", "note 3", "note \u{fffd}"],
    )
}

#[test]
fn pages_that_lead_in_a_circle_are_left_again() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = Study::open(folder.path(), NOW)?;
    study.load_course(&tiny(&["a"]))?;
    for number in 0..100 {
        save(&mut study, number, &"much ".repeat(100), NOW)?;
    }
    drop(study);
    let path = folder.path().join(store::DATABASE);
    let page = page_of(&path, "note");
    change(&path, |bytes| {
        let page = &mut bytes[page..page + 4096];
        assert_eq!(page[0], 5, "a page that leads to others");
        let cell =
            |number: usize| usize::from(u16::from_be_bytes([page[12 + 2 * number], page[13 + 2 * number]]));
        let last = usize::from(u16::from_be_bytes([page[3], page[4]])) - 1;
        let (first, last) = (cell(0), cell(last));
        // The last but one is the first again, and the last is none.
        page.copy_within(first..first + 4, last);
        page[8..12].fill(0x7F);
    });
    let damage = look(folder.path(), &tiny(&["a"]), later(30))?;
    assert!(damage.readable.is_some_and(|notes| (50..100).contains(&notes)), "{damage:?}");
    Ok(())
}

#[test]
fn a_recovery_that_is_interrupted_is_finished_by_the_next_start() -> Result<()> {
    for moved in 0..=store::FILES.len() {
        let folder = damaged(|path| {
            let page = page_of(path, "note_by_lesson");
            change(path, |bytes| bytes[page + 8] ^= 0xFF);
        })?;
        // Only what could be read has the newest.
        let (folder, before) = (folder.path(), files(folder.path()));
        let scratch = Scratch::new(folder)?;
        let (_, kept) = make_ready(folder, &scratch, Recovery::Backup, &tiny(&["a"]), later(30))?;
        assert!(files(folder) == before, "something was moved before all was ready");
        for name in &store::FILES[..moved] {
            drop(fs::rename(folder.join(name), kept.join(name)));
        }
        drop(scratch);
        assert_eq!(bodies(folder)?, NEW, "{moved}");
        assert!(files(&kept) == before, "{moved}: the damaged files are not whole");
        assert!(!kept.join(super::NEW).exists());
    }
    Ok(())
}

#[test]
fn what_was_kept_aside_before_stays_when_the_clock_stands_still() -> Result<()> {
    let folder = damaged(|path| fs::write(path, "first").expect("a file"))?;
    let path = folder.path().join(store::DATABASE);
    let mut kept = Vec::new();
    for text in ["first", "second"] {
        fs::write(&path, text).expect("a file");
        let recovered = recover(folder.path(), Recovery::Backup, &tiny(&["a"]), later(30))?;
        kept.push((text, recovered.kept_in.expect("it was kept")));
    }
    for (text, kept) in kept {
        assert_eq!(fs::read(kept.join(store::DATABASE)).expect("a file"), text.as_bytes());
    }
    Ok(())
}

#[test]
fn a_backup_that_a_wrong_clock_dated_into_the_future_is_not_the_newest() -> Result<()> {
    let folder = damaged(|path| fs::write(path, "").expect("a file"))?;
    let backup =
        |moment| folder.path().join("backups").join(format!("ml-health-{}.db", backup::stamp(moment)));
    let old = tempfile::tempdir().expect("a folder");
    let wrong = Study::open(old.path(), NOW)?.back_up(NOW)?.expect("a backup");
    fs::copy(&wrong.path, backup(later(9_000_000))).expect("a copy");
    assert_eq!(backup::newest(folder.path(), later(30))?.map(|newest| newest.made), Some(later(10)));
    all_comes_back(folder.path(), Finding::Missing, 0, &OLD)
}
