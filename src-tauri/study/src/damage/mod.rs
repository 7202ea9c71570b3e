//! A database that cannot be read as it should be: what is left of it, and a way on.
//!
//! The damaged file is never written to: it is looked at in a copy, and kept aside, whole, when another takes its place.
//! The best way on is the newest good backup together with whatever newer could be read; nobody has to choose between
//! the two.
//!
//! A recovery that is interrupted has not begun, or is finished by whoever opens the database next: what it made waits, on
//! the disk, in the folder of the damaged files, before the first of these is moved there.

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Error, Result, Study,
    archive::Import,
    backup::{self, BackupEntry, file},
    course::Source,
    id::NoteId,
    restore,
    store::{self, Scratch},
    time::Timestamp,
};

/// The folder in which damaged files are kept, in the data folder.
pub(crate) const FOLDER: &str = "damaged";
/// What a new database is called while it waits for its place.
const NEW: &str = "new.db";

/// What is the matter with a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// There is none, or an empty file, and there was one: backups or its log are still there.
    Missing,
    /// Parts of it cannot be read.
    Damaged,
    /// It is no database at all.
    NotADatabase,
}

/// What is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Damage {
    pub file: String,
    pub finding: Finding,
    /// How many notes can be read; `None` when nothing can.
    pub readable: Option<usize>,
    /// The newest good backup, here or in the second folder.
    pub newest: Option<BackupEntry>,
    /// How many of the readable notes the backup lacks, or has in an older state.
    pub newer: usize,
    /// The folder in which the damaged file will be kept.
    pub kept_in: String,
}

/// How to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Recovery {
    /// With the newest good backup, and what is newer of that which can be read.
    Backup,
    /// With what can be read.
    Readable,
    /// With nothing.
    Empty,
}

/// What there is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    pub notes: usize,
    /// Where the damaged files are; `None` when there were none.
    pub kept_in: Option<PathBuf>,
}

/// What is left of the database in a data folder. Nothing there is changed.
///
/// # Errors
/// [`Error::NotDamaged`] when the database is sound; [`Error::File`]; [`Error::ForeignDatabase`] and
/// [`Error::NewerDatabase`] for a file that is not ours to replace.
pub fn look(data: &Path, course: &Source, now: Timestamp) -> Result<Damage> {
    let scratch = Scratch::new(data)?;
    let finding = finding(data, now)?;
    let readable = salvage(data, &scratch, course, now)?.map(|study| changes(&study)).transpose()?;
    let (newest, backup) = match newest_good(data, &scratch, course, now)? {
        Some((entry, study)) => (Some(entry), changes(&study)?),
        None => (None, BTreeMap::new()),
    };
    let is_newer = |(id, changed): &(&NoteId, &Timestamp)| backup.get(id).is_none_or(|there| there < changed);
    Ok(Damage {
        file: data.join(store::DATABASE).display().to_string(),
        kept_in: data.join(FOLDER).display().to_string(),
        finding,
        newer: readable.iter().flatten().filter(is_newer).count(),
        readable: readable.map(|notes| notes.len()),
        newest,
    })
}

/// Makes a sound database, puts it in the place of the damaged one, and keeps that aside, whole.
///
/// # Errors
/// As [`look`]; [`Error::NoBackup`] when there is none and one was wanted. Until the new database is made and on the
/// disk, nothing is changed.
pub fn recover(data: &Path, how: Recovery, course: &Source, now: Timestamp) -> Result<Recovered> {
    let scratch = Scratch::new(data)?;
    let (notes, folder) = make_ready(data, &scratch, how, course, now)?;
    finish(data)?;
    Ok(Recovered { notes, kept_in: folder.exists().then_some(folder) })
}

/// Makes the new database and lets it wait for its place. Says how many notes it holds, and where it waits.
fn make_ready(
    data: &Path,
    scratch: &Scratch,
    how: Recovery,
    course: &Source,
    now: Timestamp,
) -> Result<(usize, PathBuf)> {
    // In its turn: what another program has just recovered is not to be replaced.
    finding(data, now)?;
    let salvaged = match how {
        Recovery::Empty => None,
        _ => salvage(data, scratch, course, now)?,
    };
    let mut study = match how {
        Recovery::Backup => newest_good(data, scratch, course, now)?.ok_or(Error::NoBackup)?.1,
        _ => Study::open(&scratch.folder.join("made"), now)?,
    };
    study.load_course(course)?;
    match (how, salvaged) {
        (Recovery::Readable, Some(salvaged)) => study.replace_with(&salvaged, || Ok(()))?,
        (_, Some(salvaged)) => study.take_in(&Import::Archive(salvaged.archive(now)?), now)?,
        _ => {}
    }
    let notes = store::backup::contents(study.reader())?.notes;
    let made = study.folder().unwrap_or(data).join(store::DATABASE);
    study.close()?;
    let folder = folder_for(data, now)?;
    backup::rename_durably(&made, &folder.join(NEW))?;
    for above in [&data.join(FOLDER), data] {
        backup::sync_folder(above)?;
    }
    Ok((notes, folder))
}

/// Puts a new database that waits for its place there, and the damaged files, whole, where it waited. Mostly, none waits. To
/// be called in one's turn.
pub(crate) fn finish(data: &Path) -> Result<()> {
    let damaged = data.join(FOLDER);
    let folders = match fs::read_dir(&damaged) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        folders => folders.map_err(file(&damaged))?,
    };
    for folder in folders {
        let folder = folder.map_err(file(&damaged))?.path();
        let new = folder.join(NEW);
        if !new.exists() {
            continue;
        }
        for name in store::FILES {
            let from = data.join(name);
            if_there(fs::rename(&from, folder.join(name))).map_err(file(&from))?;
        }
        backup::rename_durably(&new, &data.join(store::DATABASE))?;
        // Where there were no files, it is empty now.
        if fs::remove_dir(&folder).is_err() {
            backup::sync_folder(&folder)?;
        }
    }
    Ok(())
}

/// What is not there need not be moved or copied.
fn if_there<T>(outcome: io::Result<T>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What is the matter, for whoever wants to mend it and has the turn.
fn finding(data: &Path, now: Timestamp) -> Result<Finding> {
    match Study::open_in_turn(data, now) {
        Err(Error::Damaged { finding, .. }) => Ok(finding),
        Err(error) => Err(error),
        Ok(_) => Err(Error::NotDamaged),
    }
}

/// What can be read, in a database of its own. `None`: nothing. The log counts, and so does the file without it, since
/// the log may be another's.
fn salvage(data: &Path, scratch: &Scratch, course: &Source, now: Timestamp) -> Result<Option<Study>> {
    let mut salvaged: Option<Study> = None;
    for (view, files) in [("alone", &[store::DATABASE][..]), ("with-log", &store::FILES)] {
        let folder = scratch.folder.join(view);
        store::create_private(&folder).map_err(file(&folder))?;
        for name in files {
            let from = data.join(name);
            if_there(fs::copy(&from, folder.join(name))).map_err(file(&from))?;
        }
        let mut study = Study::open(&folder.join("readable"), now)?;
        study.load_course(course)?;
        if let Err(error) = study.take_salvage(&folder.join(store::DATABASE)) {
            tracing::warn!("nothing could be read ({view}): {error}");
            continue;
        }
        match &mut salvaged {
            Some(salvaged) => salvaged.take_in(&Import::Archive(study.archive(now)?), now)?,
            None => salvaged = Some(study),
        }
    }
    Ok(salvaged)
}

/// Every note with when it last changed, be it that it was put into the trash.
fn changes(study: &Study) -> Result<BTreeMap<NoteId, Timestamp>> {
    let notes = store::note::all(study.reader())?;
    let changed =
        notes.into_iter().map(|note| (note.draft.id, note.deleted.unwrap_or(note.updated).max(note.updated)));
    Ok(changed.collect())
}

/// Of all backups, here and in the second folder, the newest that is sound, put back aside.
fn newest_good(
    data: &Path,
    scratch: &Scratch,
    course: &Source,
    now: Timestamp,
) -> Result<Option<(BackupEntry, Study)>> {
    let mut all = backup::list(data)?;
    all.extend(backup::second::copies(data));
    all.sort_by_key(|backup| std::cmp::Reverse(backup.age(now)));
    for (number, backup) in all.iter().enumerate() {
        let Some(entry) = backup.verified() else { continue };
        let folder = scratch.folder.join(format!("backup-{number}"));
        store::create_private(&folder).map_err(file(&folder))?;
        match restore::copy_aside(&backup.path, &folder, course, now) {
            // As the one may be that was made before a migration which failed for what is in the database.
            Err(Error::Damaged { .. }) => {}
            outcome => return outcome.map(|study| Some((entry, study))),
        }
    }
    Ok(None)
}

/// A folder of their own for damaged files. It is empty.
fn folder_for(data: &Path, now: Timestamp) -> Result<PathBuf> {
    let mut moment = now;
    loop {
        let folder = data.join(FOLDER).join(backup::stamp(moment));
        // The clock may have been put back.
        if !folder.exists() {
            store::create_private(&folder).map_err(file(&folder))?;
            return Ok(folder);
        }
        moment = Timestamp(moment.0 + 1);
    }
}
