//! Copies of the backups in a second folder of the learner's: a USB stick, a cloud folder. Each data folder has a folder
//! of its own in there, since two computers may share one. What is kept there is decided by the same rule, from what is
//! there: were this computer's backups lost, those would stay.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Backup, Record, keep, list, make, within};
use crate::{Error, Result, store, time::Timestamp};

/// Where copies go, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Second {
    folder: PathBuf,
    /// The name of this data folder's own folder in there.
    name: String,
    /// When a copy was last made or found to be there.
    copied: Option<Timestamp>,
}

/// Where copies go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SecondFolder {
    pub path: String,
    /// When the copies there were last what they should be.
    pub last_copy: Option<Timestamp>,
}

impl Second {
    fn place(&self) -> PathBuf {
        self.folder.join(&self.name)
    }
}

impl From<Second> for SecondFolder {
    fn from(second: Second) -> Self {
        Self { path: second.folder.display().to_string(), last_copy: second.copied }
    }
}

/// Chooses the folder to which copies go from now on, or none. Copies that were made elsewhere stay there. `token` tells
/// this data folder from others that use the same folder.
///
/// # Errors
/// [`Error::PathNotUnicode`]; [`Error::File`] when the choice cannot be kept.
pub fn choose(data: &Path, folder: Option<&Path>, token: &str) -> Result<()> {
    if let Some(folder) = folder.filter(|folder| folder.to_str().is_none()) {
        return Err(Error::PathNotUnicode { path: folder.into() });
    }
    Record::change(data, |record| {
        let name = match record.second.take() {
            Some(before) => before.name,
            None => format!("ml-health-backups-{token}"),
        };
        record.second = folder.map(|folder| Second { folder: folder.into(), name, copied: None });
    })
}

/// Brings the second folder up to date, when one was chosen. Takes as long as its drive does, and does not need the
/// database.
///
/// # Errors
/// [`Error::SecondFolder`] when it cannot be reached or written. What was there before is still there.
pub fn send(data: &Path, now: Timestamp) -> Result<()> {
    let Some(second) = Record::read(data).second else { return Ok(()) };
    let place = second.place();
    send_to(&second, &place, data, now).map_err(|error| match error {
        Error::File { source, .. } => Error::SecondFolder { path: second.folder.clone(), source },
        error => error,
    })?;
    Record::change(data, |record| {
        if let Some(kept) = record.second.as_mut().filter(|kept| kept.folder == second.folder) {
            kept.copied = Some(now);
        }
    })
}

fn send_to(second: &Second, place: &Path, data: &Path, now: Timestamp) -> Result<()> {
    // A drive that is not there must not become a folder where it should be.
    fs::metadata(&second.folder).map_err(make::file(&second.folder))?;
    store::create_private(place).map_err(make::file(place))?;
    let _turn = store::turn(place);
    let here = list(data)?;
    let mut there = within(place)?;
    let same_name = |one: &Backup, other: &Backup| one.file_name() == other.file_name();
    let length = |backup: &Backup| fs::metadata(&backup.path).map(|file| file.len()).ok();
    // One that was cut short, by a drive that was pulled out or by whoever copies it on, is made again.
    there.retain(|copy| here.iter().all(|backup| !same_name(backup, copy) || length(backup) == length(copy)));
    let is_there = |backup: &Backup| there.iter().any(|copy| same_name(copy, backup));
    let missing: Vec<_> = here.into_iter().filter(|backup| !is_there(backup)).collect();
    let mut all: Vec<_> = there.iter().chain(&missing).cloned().collect();
    all.sort_by_key(|backup| backup.made);
    let outlived = keep::outlived(all, now);
    for backup in missing.iter().filter(|backup| !outlived.contains(backup)) {
        copy(&backup.path, place, &backup.file_name())?;
    }
    for old in outlived.iter().filter(|old| there.contains(old)) {
        make::remove(&old.path)?;
    }
    Ok(())
}

/// Copies a backup that was checked, and reads the copy again.
fn copy(backup: &Path, place: &Path, name: &str) -> Result<()> {
    let unfinished = place.join(make::UNFINISHED);
    make::cleanly(&unfinished, || {
        fs::copy(backup, &unfinished).map_err(make::file(&unfinished))?;
        if !make::is_same(backup, &unfinished) {
            let finding = "the copy differs from the backup".into();
            return Err(Error::UnsoundBackup { path: unfinished.clone(), finding });
        }
        make::rename_durably(&unfinished, &place.join(name))
    })
}

/// The copies in the second folder, when there is one that can be read; the oldest first.
pub(crate) fn copies(data: &Path) -> Vec<Backup> {
    Record::read(data).second.and_then(|second| within(&second.place()).ok()).unwrap_or_default()
}
