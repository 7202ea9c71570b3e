//! Which of two states stays, ours or that of a file. Nothing of the other is lost where it can be kept.

use std::collections::BTreeSet;

use rusqlite::Transaction;
use serde_json::{Map, Value};

use super::{ArchivedNote, ArchivedProgress, ArchivedRevision, ImportCounts};
use crate::{
    Result,
    note::{Mark, NoteDraft},
    progress::{CompletedBy, Intervals, Record, is_complete},
    revision::Revision,
    settings, store,
    store::note::Dates,
    time::Timestamp,
    trash,
};

/// How long a note that an import puts into the trash can be brought back at the least, in milliseconds: its deletion
/// elsewhere may be so long ago that it would be gone at once.
const IN_TRASH: i64 = 7 * 86_400_000;

/// What tells one revision of a note from another: when it was written, and everything that was written.
type Fingerprint<'a> = (Timestamp, &'a str, Option<u32>, Option<&'static str>, &'a str);

/// The newer state stays, and whichever does not becomes a revision. To delete and to bring back are states as well.
pub(super) fn note(
    tx: &Transaction<'_>,
    theirs: &ArchivedNote,
    now: Timestamp,
    counts: &mut ImportCounts,
) -> Result<()> {
    let draft = theirs.draft();
    let Some(ours) = store::note::find(tx, theirs.id)? else {
        let key = store::note::put(tx, &draft, theirs.dates())?;
        counts.revisions += unite(tx, key, theirs)?;
        *(if theirs.deleted.is_some() { &mut counts.trashed } else { &mut counts.added }) += 1;
        return Ok(());
    };
    let newer = changed(theirs.updated, theirs.deleted) > changed(ours.updated, ours.deleted);
    if newer {
        // What was the same since an earlier day and is the same now was changed and changed back: the later date
        // tells an older file from a newer one next time.
        let least = Timestamp(now.0.saturating_sub(trash::KEPT - IN_TRASH));
        let deleted =
            theirs.deleted.map(|deleted| if ours.deleted.is_none() { deleted.max(least) } else { deleted });
        store::note::put(tx, &draft, Dates { created: ours.created, deleted, ..theirs.dates() })?;
    }
    let loser = if newer { (&ours.draft, ours.updated) } else { (&draft, theirs.updated) };
    if ours.draft != draft && keep_once(tx, ours.key, loser.0, loser.1, now)? {
        counts.revisions += 1;
    }
    // After the loser, which may be among them, and was perhaps let go there so long ago that it would be gone at once.
    counts.revisions += unite(tx, ours.key, theirs)?;
    let outcome = match (newer, ours.deleted, theirs.deleted) {
        (_, None, None) | (_, Some(_), Some(_)) if ours.draft == draft => &mut counts.same,
        (true, None, Some(_)) => &mut counts.trashed,
        (true, _, _) => &mut counts.changed,
        (false, _, _) => &mut counts.kept,
    };
    *outcome += 1;
    Ok(())
}

/// When a note became what it is, be it only for being deleted.
fn changed(updated: Timestamp, deleted: Option<Timestamp>) -> Timestamp {
    deleted.map_or(updated, |deleted| deleted.max(updated))
}

/// Keeps a state of a note as a revision, unless it is one already. Says whether it was not.
pub(super) fn keep_once(
    tx: &Transaction<'_>,
    key: i64,
    state: &NoteDraft,
    written: Timestamp,
    now: Timestamp,
) -> Result<bool> {
    let known = store::revision::of_note(tx, key)?;
    if known.iter().any(|revision| revision.written == written && revision.state == *state) {
        return Ok(false);
    }
    // Kept from now on and not from its own date, or what is old would be let go of at once.
    store::revision::put(tx, key, state, written, now)?;
    Ok(true)
}

/// Adds the revisions that a note does not have yet, and says how many those were.
fn unite(tx: &Transaction<'_>, key: i64, theirs: &ArchivedNote) -> Result<usize> {
    if theirs.revisions.is_empty() {
        return Ok(0);
    }
    let ours = store::revision::of_note(tx, key)?;
    let mut known: BTreeSet<Fingerprint<'_>> = ours
        .iter()
        .map(|Revision { state, written, .. }| {
            (*written, state.lesson.as_str(), state.second, state.mark.map(Mark::name), &*state.body)
        })
        .collect();
    let mut added = 0;
    for revision in &theirs.revisions {
        let ArchivedRevision { lesson, second, mark, body, written, taken } = revision;
        if known.insert((*written, lesson.as_str(), *second, mark.map(Mark::name), body)) {
            let state = NoteDraft {
                id: theirs.id,
                lesson: lesson.clone(),
                second: *second,
                mark: *mark,
                body: body.clone(),
            };
            store::revision::put(tx, key, &state, *written, *taken)?;
            added += 1;
        }
    }
    Ok(added)
}

/// The newer record stays; what was watched is united, pass by pass. Says whether anything became another.
pub(super) fn progress(tx: &Transaction<'_>, theirs: &ArchivedProgress) -> Result<bool> {
    let ours = store::progress::get(tx, &theirs.lesson)?;
    let ours_watched = store::progress::passes(tx, &theirs.lesson)?;
    let mut watched = ours_watched.clone();
    let mut stretches = theirs.watched.clone();
    // In their order each is added at the end, however many there are.
    stretches.sort_by(|a, b| a.start.total_cmp(&b.start));
    for stretch in &stretches {
        watched.entry(stretch.pass).or_default().add(stretch.start, stretch.end);
    }
    let newer = ours.updated.is_none_or(|updated| theirs.updated > updated);
    let mut record = if newer { record(theirs) } else { ours.clone() };
    record.duration = record.duration.or(ours.duration).or(theirs.duration);
    record.watched = watched.get(&record.pass).cloned().unwrap_or_default();
    let grown = ours.updated.is_some() && record.watched != ours.watched;
    if grown && record.completed_by.is_none() && is_complete(&record.watched, record.duration) {
        record.completed_by = Some(CompletedBy::Watching);
    }
    if record == ours && watched == ours_watched {
        return Ok(false);
    }
    store::progress::put(tx, &theirs.lesson, &record)?;
    for (pass, stretches) in &watched {
        store::progress::put_pass(tx, &theirs.lesson, *pass, stretches)?;
    }
    Ok(true)
}

fn record(theirs: &ArchivedProgress) -> Record {
    Record {
        position: theirs.position,
        duration: theirs.duration,
        completed_by: theirs.completed_by,
        pass: theirs.pass,
        watched: Intervals::default(),
        updated: Some(theirs.updated),
    }
}

/// Takes the choices that were never made here, or that are still as they come. Says whether there were any.
pub(super) fn settings(tx: &Transaction<'_>, theirs: &Map<String, Value>) -> Result<bool> {
    let ours = store::setting::rows(tx)?;
    let mut taken = false;
    for (name, value) in theirs {
        let kept = ours.get(name).and_then(|kept| settings::as_kept(name, kept)?.ok());
        if kept.is_none_or(|kept| kept != *value && settings::is_default(name, &kept)) {
            store::setting::put_row(tx, name, value)?;
            taken = true;
        }
    }
    Ok(taken)
}
