//! Which of two states stays.

use super::*;
use crate::{settings::PlaybackChoices, store::testing::tiny};

/// A note as one side has it: its text, the minute of its last change, and that of its deletion.
type Side = (&'static str, i64, Option<i64>);

fn with(side: Option<Side>) -> Result<Study> {
    let mut study = study(&["a"]);
    if let Some((body, updated, deleted)) = side {
        study.save_note(draft(1, "a", None, body), after(updated))?;
        if let Some(deleted) = deleted {
            study.delete_note(note_id(1), after(deleted))?;
        }
    }
    Ok(study)
}

/// The note, whether it is in the trash, and its revisions from the newest on.
fn kept(study: &Study) -> Result<String> {
    let body = study.note(note_id(1))?.body;
    let history: Vec<_> = study.note_history(note_id(1))?.into_iter().map(|label| label.beginning).collect();
    let trash = if study.trash()?.is_empty() { "" } else { " in the trash" };
    Ok(format!("{body}{trash} [{}]", history.join(" ")))
}

#[test]
fn the_newer_state_stays_and_the_other_becomes_a_revision() -> Result<()> {
    for (ours, theirs, did, stays) in [
        (None, ("new", 1, None), "1 added", "new []"),
        (None, ("new", 1, Some(2)), "1 trashed", "new in the trash []"),
        (Some(("x", 1, None)), ("x", 1, None), "1 same", "x []"),
        (Some(("x", 1, None)), ("x", 2, None), "1 same", "x []"),
        (Some(("x", 2, None)), ("x", 1, None), "1 same", "x []"),
        (Some(("old", 1, None)), ("new", 2, None), "1 changed, 1 revisions", "new [old]"),
        (Some(("new", 2, None)), ("old", 1, None), "1 kept, 1 revisions", "new [old]"),
        (Some(("ours", 1, None)), ("theirs", 1, None), "1 kept, 1 revisions", "ours [theirs]"),
        (Some(("x", 1, None)), ("x", 1, Some(2)), "1 trashed", "x in the trash []"),
        (Some(("edited", 3, None)), ("x", 1, Some(2)), "1 kept, 1 revisions", "edited [x]"),
        (Some(("edited", 2, None)), ("x", 1, Some(3)), "1 trashed, 1 revisions", "x in the trash [edited]"),
        (Some(("x", 1, Some(2))), ("x", 1, None), "1 kept", "x in the trash []"),
        (Some(("x", 1, Some(2))), ("x", 3, None), "1 changed", "x []"),
        (Some(("x", 1, Some(2))), ("edited", 3, None), "1 changed, 1 revisions", "edited [x]"),
        (Some(("x", 1, Some(3))), ("edited", 2, None), "1 kept, 1 revisions", "x in the trash [edited]"),
        (Some(("x", 1, Some(2))), ("x", 1, Some(3)), "1 same", "x in the trash []"),
        (Some(("old", 1, Some(2))), ("new", 3, Some(4)), "1 changed, 1 revisions", "new in the trash [old]"),
    ] {
        let (mut study, other) = (with(ours)?, with(Some(theirs))?);
        assert_eq!(told(take(&mut study, &other, after(60))?), did, "{ours:?} and {theirs:?}");
        assert_eq!(kept(&study)?, stays, "{ours:?} and {theirs:?}");
        let before = dump(&study)?;
        let again = take(&mut study, &other, after(90))?;
        assert_eq!((again.same + again.kept, again.revisions), (1, 0), "{ours:?} and {theirs:?} again");
        assert_eq!(dump(&study)?, before, "{ours:?} and {theirs:?} again");
    }
    Ok(())
}

#[test]
fn two_sides_that_import_each_other_come_to_the_same() -> Result<()> {
    let (mut one, mut two) = (with(Some(("first", 0, None)))?, with(None)?);
    take(&mut two, &one, after(1))?;
    one.save_note(draft(1, "a", Some(7), "from one"), after(10))?;
    two.save_note(draft(1, "a", None, "from two"), after(20))?;
    two.save_note(draft(2, "a", None, "only there"), after(20))?;
    assert_eq!(told(take(&mut one, &two, after(30))?), "1 added, 1 changed, 1 revisions");
    assert_eq!(told(take(&mut two, &one, after(40))?), "2 same, 1 revisions");
    let (one, two) = (one.archive(NOW)?, two.archive(NOW)?);
    // But for the moments since when they keep what was.
    let [one, two] = [one, two].map(|archive| {
        let mut notes = archive.notes;
        notes.iter_mut().flat_map(|note| &mut note.revisions).for_each(|revision| revision.taken = NOW);
        notes
    });
    assert_eq!(one, two);
    let history: Vec<_> = one[0].revisions.iter().map(|revision| &*revision.body).collect();
    assert_eq!(history, ["first", "from one"]);
    Ok(())
}

#[test]
fn an_older_file_takes_nothing_back_that_was_changed_and_changed_back() -> Result<()> {
    let older = with(Some(("other", 5, None)))?;
    let (mut here, mut there) = (with(Some(("x", 1, None)))?, with(Some(("x", 1, None)))?);
    there.save_note(draft(1, "a", None, "other"), after(5))?;
    there.save_note(draft(1, "a", None, "x"), after(9))?;
    take(&mut here, &there, after(20))?;
    assert_eq!(told(take(&mut here, &older, after(30))?), "1 kept");
    assert_eq!(here.note(note_id(1))?.body, "x");
    Ok(())
}

#[test]
fn a_loser_is_kept_from_now_on_however_old_it_is() -> Result<()> {
    let year = 365 * 24 * 60;
    let (mut study, other) = (with(Some(("old", -year, None)))?, with(Some(("new", 1 - year, None)))?);
    take(&mut study, &other, after(0))?;
    study.let_go_of_old(after(1))?;
    assert_eq!(kept(&study)?, "new [old]");
    Ok(())
}

#[test]
fn a_loser_is_kept_from_now_on_though_the_file_has_it_as_a_revision_too() -> Result<()> {
    let day = 24 * 60;
    let (mut study, mut other) = (with(Some(("x", -200 * day, None)))?, with(Some(("x", -200 * day, None)))?);
    other.save_note(draft(1, "a", None, "new"), after(-95 * day))?;
    assert_eq!(told(take(&mut study, &other, after(0))?), "1 changed, 1 revisions");
    study.let_go_of_old(after(1))?;
    assert_eq!(kept(&study)?, "new [x]");
    Ok(())
}

#[test]
fn what_was_here_is_not_gone_at_once_because_it_was_deleted_elsewhere_long_ago() -> Result<()> {
    let day = 24 * 60;
    let (mut study, other) =
        (with(Some(("x", -90 * day, None)))?, with(Some(("x", -90 * day, Some(-40 * day))))?);
    assert_eq!(told(take(&mut study, &other, after(0))?), "1 trashed");
    study.let_go_of_old(after(6 * day))?;
    assert_eq!(kept(&study)?, "x in the trash []");
    assert_eq!(told(take(&mut study, &other, after(6 * day))?), "1 same", "no second week");
    study.let_go_of_old(after(8 * day))?;
    assert!(study.trash()?.is_empty());
    Ok(())
}

#[test]
fn place_and_mark_are_part_of_a_state() -> Result<()> {
    let (mut study, mut other) = (with(Some(("x", 1, None)))?, self::study(&["a", "b"]));
    let moved = NoteDraft { mark: Some(Mark::Done), ..draft(1, "b", Some(7), "x") };
    other.save_note(moved, after(2))?;
    assert_eq!(told(take(&mut study, &other, after(9))?), "1 changed, 1 revisions");
    let (note, was) = (study.note(note_id(1))?, study.note_history(note_id(1))?.remove(0));
    assert_eq!((&*note.lesson.0, note.second, note.mark), ("b", Some(7), Some(Mark::Done)));
    assert_eq!((&*was.lesson_title, was.second, was.mark), ("Lesson a", None, None));
    Ok(())
}

/// Where a lesson stands on one side: position, whether it is done, and what was watched of a hundred seconds.
type Watched<'a> = (f64, bool, &'a [(f64, f64)], i64);

fn watched((position, done, watched, minute): Watched<'_>) -> Result<Study> {
    let mut study = study(&["a"]);
    let report = ProgressReport { position: Some(position), duration: Some(100.0), watched: watched.into() };
    study.save_progress(&lesson("a"), &report, after(minute))?;
    if done {
        study.mark_lesson(&lesson("a"), true, after(minute))?;
    }
    Ok(study)
}

#[test]
fn the_newer_progress_stays_and_what_was_watched_is_united() -> Result<()> {
    for (ours, theirs, taken, (position, completed, seconds)) in [
        ((5.0, false, &[(0.0, 5.0)][..], 1), (9.0, true, &[(7.0, 9.0)][..], 2), 1, (9.0, true, 7.0)),
        ((9.0, false, &[(7.0, 9.0)], 2), (5.0, true, &[(0.0, 5.0)], 1), 1, (9.0, false, 7.0)),
        ((9.0, false, &[(0.0, 9.0)], 2), (5.0, false, &[(0.0, 5.0)], 1), 0, (9.0, false, 9.0)),
        ((9.0, false, &[(0.0, 9.0)], 2), (9.0, false, &[(0.0, 9.0)], 2), 0, (9.0, false, 9.0)),
        ((50.0, false, &[(0.0, 50.0)], 2), (99.0, false, &[(50.0, 99.0)], 1), 1, (50.0, true, 99.0)),
    ] {
        let (mut study, other) = (watched(ours)?, watched(theirs)?);
        assert_eq!(take(&mut study, &other, after(60))?.lessons, taken, "{ours:?} and {theirs:?}");
        let progress = study.progress(&lesson("a"), NOW)?;
        assert_eq!(
            (progress.position, progress.completed, progress.watched_seconds),
            (position, completed, seconds),
            "{ours:?} and {theirs:?}"
        );
        assert_eq!(take(&mut study, &other, after(90))?.lessons, 0, "{ours:?} and {theirs:?} again");
    }
    Ok(())
}

#[test]
fn passes_are_united_each_by_itself() -> Result<()> {
    let (mut study, mut other) =
        (watched((95.0, false, &[(0.0, 95.0)], 1))?, watched((5.0, false, &[(0.0, 5.0)], 1))?);
    study.mark_lesson(&lesson("a"), false, after(2))?;
    let report = ProgressReport { watched: vec![(97.0, 99.0)], ..ProgressReport::default() };
    other.save_progress(&lesson("a"), &report, after(1))?;
    assert_eq!(take(&mut study, &other, after(9))?.lessons, 1);
    assert!(
        study.progress(&lesson("a"), NOW)?.watched_seconds.abs() < f64::EPSILON,
        "the second pass has begun"
    );
    let stretches: Vec<_> =
        study.archive(NOW)?.progress[0].watched.iter().map(|s| (s.pass, s.start, s.end)).collect();
    assert_eq!(stretches, [(1, 0.0, 95.0), (1, 97.0, 99.0)]);
    Ok(())
}

#[test]
fn settings_fill_in_what_was_never_chosen() -> Result<()> {
    let (mut study, other) = (study(&["a"]), full()?);
    study.change_settings(SettingsChange {
        learner_name: Some("Dr Bo".into()),
        ..SettingsChange::default()
    })?;
    assert!(take(&mut study, &other, NOW)?.settings);
    let settings = study.settings()?;
    assert_eq!((&*settings.learner_name, settings.appearance), ("Dr Bo", Appearance::Dark));
    assert_eq!(settings.playback, PlaybackChoices::default());
    assert!(!take(&mut study, &other, NOW)?.settings);
    Ok(())
}

#[test]
fn a_lesson_that_is_not_known_is_added_without_a_number() -> Result<()> {
    let (mut here, there) = (study(&["a"]), full()?);
    take(&mut here, &there, NOW)?;
    let label = here.lesson_label(&lesson("b"))?;
    assert_eq!((label.number, &*label.title_markdown, &*label.video.0), (None, "Lesson *b*", "aaaaaaaaaa2"));
    assert_eq!(here.lesson_label(&lesson("a"))?.number, Some(1), "one that is known stays as it is");
    here.load_course(&tiny(&["b", "a"]))?;
    assert_eq!(here.lesson(&lesson("b"))?.number, 1, "until it is in the course");
    Ok(())
}
