//! A database that cannot be read as it should be: what is left of it, and a way on.
//!
//! The damaged file is never written to: it is looked at in a copy, and kept aside, whole, when another takes its place.
//! The best way on is the newest good backup together with whatever newer could be read; nobody has to choose between
//! the two.

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
    backup::{self, Backup, BackupEntry},
    course::Source,
    id::NoteId,
    restore,
    store::{self, Scratch},
    time::Timestamp,
};

/// The folder in which damaged files are kept, in the data folder.
pub(crate) const FOLDER: &str = "damaged";

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
    let finding = finding(data)?;
    let scratch = Scratch::new(data)?;
    let readable = salvage(data, &scratch, course, now)?.map(|study| changes(&study)).transpose()?;
    let newest = newest_good(data)?;
    let backup = match &newest {
        Some((backup, _)) => {
            let folder = scratch.folder.join("backup");
            store::create_private(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
            changes(&restore::copy_aside(&backup.path, &folder, course, now)?)?
        }
        None => BTreeMap::new(),
    };
    let is_newer = |(id, changed): &(&NoteId, &Timestamp)| backup.get(id).is_none_or(|there| there < changed);
    Ok(Damage {
        file: data.join(store::DATABASE).display().to_string(),
        kept_in: data.join(FOLDER).display().to_string(),
        finding,
        newer: readable.iter().flatten().filter(is_newer).count(),
        readable: readable.map(|notes| notes.len()),
        newest: newest.map(|(_, entry)| entry),
    })
}

/// Makes a sound database, puts it in the place of the damaged one, and keeps that aside, whole.
///
/// # Errors
/// As [`look`]; [`Error::NoBackup`] when there is none and one was wanted. Until the new database is made and on the
/// disk, nothing is changed.
pub fn recover(data: &Path, how: Recovery, course: &Source, now: Timestamp) -> Result<Recovered> {
    finding(data)?;
    let scratch = Scratch::new(data)?;
    let salvaged = match how {
        Recovery::Empty => None,
        _ => salvage(data, &scratch, course, now)?,
    };
    let made = scratch.folder.join("made");
    store::create_private(&made).map_err(|source| Error::File { path: made.clone(), source })?;
    let mut study = match how {
        Recovery::Backup => {
            let (newest, _) = newest_good(data)?.ok_or(Error::NoBackup)?;
            restore::copy_aside(&newest.path, &made, course, now)?
        }
        _ => Study::open(&made, now)?,
    };
    study.load_course(course)?;
    match (how, salvaged) {
        (Recovery::Readable, Some(salvaged)) => study.replace_with(&salvaged)?,
        (_, Some(salvaged)) => study.take_in(&Import::Archive(salvaged.archive(now)?), now)?,
        _ => {}
    }
    let notes = store::backup::contents(study.reader())?.notes;
    study.close()?;
    let kept_in = keep_aside(data, now)?;
    backup::rename_durably(&made.join(store::DATABASE), &data.join(store::DATABASE))?;
    Ok(Recovered { notes, kept_in })
}

/// What is the matter, for whoever wants to mend it.
fn finding(data: &Path) -> Result<Finding> {
    match store::look(data) {
        Err(Error::Damaged { finding, .. }) => Ok(finding),
        Err(error) => Err(error),
        Ok(_) => Err(Error::NotDamaged),
    }
}

/// What can be read, in a database of its own. `None`: nothing. The log counts, and so does the file without it, since
/// the log may be another's.
fn salvage(data: &Path, scratch: &Scratch, course: &Source, now: Timestamp) -> Result<Option<Study>> {
    let mut salvaged: Option<Study> = None;
    for (view, files) in
        [("alone", &[store::DATABASE][..]), ("with-log", &[store::DATABASE, store::FILES[0]])]
    {
        let folder = scratch.folder.join(view);
        let file = |path: &Path| {
            let path = path.to_owned();
            move |source| Error::File { path, source }
        };
        store::create_private(&folder).map_err(file(&folder))?;
        for name in files {
            match fs::copy(data.join(name), folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(file(&data.join(name))(error));
                }
                _ => {}
            }
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

/// Of all backups, here and in the second folder, the newest that is sound.
fn newest_good(data: &Path) -> Result<Option<(Backup, BackupEntry)>> {
    let mut all = backup::list(data)?;
    all.extend(backup::second::copies(data));
    all.sort_by_key(|backup| backup.made);
    Ok(all
        .into_iter()
        .rev()
        .find_map(|backup| Some((backup.verified()?, backup)).map(|(entry, backup)| (backup, entry))))
}

/// Moves the damaged files, whole, to a folder of their own.
fn keep_aside(data: &Path, now: Timestamp) -> Result<Option<PathBuf>> {
    let there: Vec<_> = store::FILES.into_iter().filter(|name| data.join(name).exists()).collect();
    if there.is_empty() {
        return Ok(None);
    }
    let damaged = data.join(FOLDER);
    let time = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default().strftime("%Y%m%dT%H%M%S.%3fZ");
    let folder = damaged.join(time.to_string());
    store::create_private(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
    for name in there {
        let (from, to) = (data.join(name), folder.join(name));
        fs::rename(&from, &to).map_err(|source| Error::File { path: from, source })?;
    }
    for folder in [&folder, &damaged] {
        backup::sync_folder(folder)?;
    }
    Ok(Some(folder))
}
