//! A clock that is put back, that jumps ahead, or that stood still while the computer slept takes nothing.

#[allow(dead_code, reason = "each test takes of it what it needs")]
mod support;

use std::{collections::BTreeSet, path::Path};

use ml_health_study::{
    Error, Study,
    archive::{Archive, Import},
    course::Source,
    id::{LessonId, NoteId},
    note::NoteDraft,
    progress::ProgressReport,
    time::Timestamp,
};
use support::{NOW, backups_are_sound, copy_files};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

fn at(time: i64) -> Timestamp {
    Timestamp(NOW.0 + time)
}

fn id(number: u8) -> NoteId {
    NoteId::new(NOW, [number; 10])
}

fn lesson() -> LessonId {
    LessonId("how-models-learn".into())
}

fn study(folder: &Path) -> Result<Study, Error> {
    let mut study = Study::open(folder, NOW)?;
    study.load_course(&Source::embedded())?;
    Ok(study)
}

fn save(study: &mut Study, number: u8, body: &str, time: i64) -> Result<(), Error> {
    let draft =
        NoteDraft { id: id(number), lesson: lesson(), second: Some(7), mark: None, body: body.into() };
    study.save_note(draft, at(time)).map(drop)
}

/// What a note was, the newest first, and what it is.
fn texts(study: &Study, number: u8) -> Result<(Vec<String>, String), Error> {
    let before = study.note_history(id(number))?.into_iter().map(|revision| revision.beginning);
    Ok((before.collect(), study.note(id(number))?.body))
}

/// The moments of the backups that are there.
fn backups(study: &Study) -> Result<BTreeSet<i64>, Error> {
    Ok(study.backups()?.into_iter().map(|backup| backup.made.0 - NOW.0).collect())
}

/// Writes something and makes a backup if one is due, as the window does once an hour.
fn an_hour(study: &mut Study, time: i64) -> Result<bool, Error> {
    save(study, 9, &format!("written at {time}"), time)?;
    let before = backups(study)?;
    study.backup_if_due(at(time))?;
    Ok(backups(study)?.difference(&before).next().is_some())
}

#[test]
fn a_note_is_what_was_written_last_whatever_the_clock_said() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = study(folder.path())?;
    let times = [0, -2 * YEAR, -2 * YEAR + 1000, 5 * YEAR, 8 * HOUR];
    for (number, time) in times.into_iter().enumerate() {
        save(&mut study, 1, &format!("text {number}"), time)?;
        assert_eq!(texts(&study, 1)?.1, format!("text {number}"));
    }
    drop(study);
    let (before, now) = texts(&Study::open(folder.path(), NOW)?, 1)?;
    // Each but the one that was followed within a second.
    assert_eq!(
        (before.iter().map(|text| &**text).collect::<BTreeSet<_>>(), &*now),
        (["text 0", "text 2", "text 3",].into(), "text 4")
    );
    Ok(())
}

#[test]
fn what_was_written_while_the_clock_was_behind_outlives_an_older_export() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = study(folder.path())?;
    save(&mut study, 1, "before", 0)?;
    let export = Archive::from_json(study.archive(at(0))?.to_json()?.as_bytes())?;
    save(&mut study, 1, "after", -YEAR)?;
    study.import(&Import::Archive(export), at(-YEAR + HOUR))?;
    let (mut all, now) = texts(&study, 1)?;
    all.push(now);
    assert!(all.contains(&"before".to_owned()) && all.contains(&"after".to_owned()), "{all:?}");
    Ok(())
}

#[test]
fn a_place_in_a_video_is_where_the_learner_was_last_whatever_the_clock_said() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = study(folder.path())?;
    for (place, time) in [(10.0, 0), (20.0, -YEAR), (30.0, 9 * YEAR), (40.0, 3 * DAY)] {
        let watched = vec![(place - 5.0, place)];
        let report = ProgressReport { position: Some(place), duration: Some(100.0), watched };
        study.save_progress(&lesson(), &report, at(time))?;
        let kept = study.progress(&lesson(), at(time))?;
        assert_eq!((kept.position, kept.resume_at), (place, place));
    }
    assert!((study.progress(&lesson(), NOW)?.watched_seconds - 20.0).abs() < f64::EPSILON);
    Ok(())
}

#[test]
fn a_clock_that_is_put_back_stops_no_backup_and_takes_none() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = study(folder.path())?;
    for hour in 0..5 {
        assert!(an_hour(&mut study, hour * HOUR)?, "{hour}");
    }
    let before = backups(&study)?;
    for hour in 0..30 {
        assert!(an_hour(&mut study, hour * HOUR - YEAR)?, "{hour}, a year earlier");
    }
    let now = backups(&study)?;
    assert!(now.is_superset(&before), "{now:?}");
    // The last 24 hours of that year as well.
    assert!((6..30).all(|hour| now.contains(&(hour * HOUR - YEAR))), "{now:?}");
    for hour in 5..7 {
        assert!(an_hour(&mut study, hour * HOUR)?, "{hour}, the clock being right again");
    }
    assert!(backups(&study)?.is_superset(&before));
    backups_are_sound(folder.path(), &mut Vec::new()).expect("sound backups");
    Ok(())
}

#[test]
fn a_clock_that_jumps_ahead_stops_no_backup_and_takes_none() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = study(folder.path())?;
    for hour in 0..5 {
        assert!(an_hour(&mut study, hour * HOUR)?, "{hour}");
    }
    let before = backups(&study)?;
    for hour in 0..3 {
        assert!(an_hour(&mut study, hour * HOUR + 10 * YEAR)?, "{hour}, ten years later");
    }
    assert!(backups(&study)?.is_superset(&before));
    for hour in 5..8 {
        assert!(an_hour(&mut study, hour * HOUR)?, "{hour}, the clock being right again");
    }
    assert!(backups(&study)?.is_superset(&before));
    Ok(())
}

#[test]
fn a_computer_that_slept_for_days_goes_on_with_the_same_connection() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = study(folder.path())?;
    save(&mut study, 1, "before", 0)?;
    study.backup_if_due(at(0))?;
    assert!(study.backup_if_due(at(3 * DAY))?.is_none(), "nothing has changed");
    save(&mut study, 1, "after", 3 * DAY + 1000)?;
    assert_eq!(texts(&study, 1)?, (vec!["before".to_owned()], "after".to_owned()));
    assert!(study.backup_if_due(at(3 * DAY + 2000))?.is_some());
    Ok(())
}

#[test]
fn a_note_that_was_let_go_of_by_a_clock_years_ahead_makes_no_damage() -> Result<(), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = study(folder.path())?;
    save(&mut study, 1, "kept", 0)?;
    save(&mut study, 2, "deleted", 0)?;
    drop(study);
    let mut study = Study::open(folder.path(), NOW)?;
    study.delete_note(id(2), at(HOUR))?;
    study.let_go_of_old(at(10 * YEAR))?;
    // As a program that is killed now leaves it.
    let left = tempfile::tempdir().expect("a folder");
    copy_files(folder.path(), left.path()).expect("files");
    assert_eq!(texts(&Study::open(left.path(), NOW)?, 1)?.1, "kept");
    Ok(())
}
