//! Backups: verified copies of the database, and what becomes of them.
//!
//! | room | what lives there |
//! |---|---|
//! | this file | what a backup is, when one is made, what can be said of them all |
//! | `make` | making one: copied by SQLite, checked, made durable, and only then named |
//! | `keep` | which are kept, and for how long |
//! | `record` | what is known of the backups and cannot stand in the database that they are for |
//! | [`second`] | copies in a second folder of the learner's |
//!
//! Putting one back is [`crate::restore`].

mod keep;
mod make;
mod record;
pub mod second;
#[cfg(test)]
mod tests;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::Serialize;
use ts_rs::TS;

pub(crate) use make::{file, make, rename_durably, sync_folder};
pub(crate) use record::Record;

use crate::{Error, Result, Study, store, time::Timestamp};

/// The folder of the backups, in the data folder.
pub(crate) const FOLDER: &str = "backups";
/// How long a backup is recent, in milliseconds: while one is, the next is not due.
const HOUR: i64 = 3_600_000;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// An hour had passed, and something had changed.
    Hourly,
    /// The learner asked for it.
    Asked,
    /// The database was about to be brought to a newer schema.
    Migration,
    /// Something was about to be imported.
    Import,
    /// Another backup was about to be put in the place of what was there.
    Restore,
}

/// A backup, by what its file's name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub made: Timestamp,
    pub occasion: Occasion,
}

/// A backup as a person sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupEntry {
    /// The file's name.
    pub id: String,
    pub made: Timestamp,
    pub occasion: Occasion,
    /// Those in the trash left out; `None` when the file cannot be read.
    pub notes: Option<usize>,
    pub lessons_done: usize,
}

/// What can be shown of how safe the notes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    pub notes: usize,
    pub backups: usize,
    pub last: Option<BackupEntry>,
    /// Whether anything may have changed since the last backup.
    pub changed_since: bool,
    /// When a backup was last put back on trial, and held what it should.
    pub restore_tested: Option<Timestamp>,
    pub second: Option<second::SecondFolder>,
}

impl Occasion {
    const ALL: [Self; 5] = [Self::Hourly, Self::Asked, Self::Migration, Self::Import, Self::Restore];

    /// How the name of the file says it.
    fn suffix(self) -> &'static str {
        match self {
            Self::Hourly => "",
            Self::Asked => "-asked",
            Self::Migration => "-before-migration",
            Self::Import => "-before-import",
            Self::Restore => "-before-restore",
        }
    }

    /// Whether it was made before something that the learner may want to take back.
    fn is_before_a_change(self) -> bool {
        matches!(self, Self::Migration | Self::Import | Self::Restore)
    }
}

impl Backup {
    /// `None` for a file that is not named as a backup is.
    pub(crate) fn at(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_prefix("ml-health-")?.strip_suffix(".db")?;
        let (time, suffix) = name.split_at_checked(name.find('Z')? + 1)?;
        let time = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S.%3fZ", time).ok()?;
        let made = jiff::tz::Offset::UTC.to_timestamp(time).ok()?.as_millisecond();
        let occasion = Occasion::ALL.into_iter().find(|occasion| occasion.suffix() == suffix)?;
        Some(Self { path, made: Timestamp(made), occasion })
    }

    /// What it is called: UTC, so that the names sort by age.
    fn name(made: Timestamp, occasion: Occasion) -> String {
        format!("ml-health-{}{}.db", stamp(made), occasion.suffix())
    }

    /// By what they are sorted from the oldest to the newest. One that a wrong clock dated into the future is older than
    /// those that it did not.
    pub(crate) fn age(&self, now: Timestamp) -> (bool, Timestamp) {
        (self.made <= now, self.made)
    }

    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What it holds, read now.
    #[must_use]
    pub fn entry(&self) -> BackupEntry {
        let contents = store::open_read_only(&self.path).and_then(|copy| store::backup::contents(&copy)).ok();
        BackupEntry {
            id: self.file_name(),
            made: self.made,
            occasion: self.occasion,
            notes: contents.map(|contents| contents.notes),
            lessons_done: contents.map_or(0, |contents| contents.lessons_done),
        }
    }

    /// Reads all of it. `None` for one that is not sound, or that this program does not know how to read.
    #[must_use]
    pub fn verified(&self) -> Option<BackupEntry> {
        store::look_into(&self.path).ok().flatten()?;
        Some(self.entry()).filter(|entry| entry.notes.is_some())
    }
}

/// A moment in the name of a file.
pub(crate) fn stamp(moment: Timestamp) -> String {
    let time = jiff::Timestamp::from_millisecond(moment.0).unwrap_or_default();
    time.strftime("%Y%m%dT%H%M%S.%3fZ").to_string()
}

/// The backups in a data folder, the oldest first.
///
/// # Errors
/// [`Error::File`] when the folder cannot be read.
pub fn list(data: &Path) -> Result<Vec<Backup>> {
    within(&data.join(FOLDER))
}

/// The newest backup in a data folder; none that a wrong clock dated into the future, if there is another.
///
/// # Errors
/// As [`list`].
pub fn newest(data: &Path, now: Timestamp) -> Result<Option<Backup>> {
    Ok(list(data)?.into_iter().max_by_key(|backup| backup.age(now)))
}

/// When a backup was last put back on trial, and held what it should.
#[must_use]
pub fn restore_tested(data: &Path) -> Option<Timestamp> {
    Record::read(data).restore_tested
}

fn within(folder: &Path) -> Result<Vec<Backup>> {
    let file = |source| Error::File { path: folder.into(), source };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(file)?,
    };
    let mut backups = Vec::new();
    for entry in entries {
        backups.extend(Backup::at(entry.map_err(file)?.path()));
    }
    backups.sort_by(|one, other| (one.made, &one.path).cmp(&(other.made, &other.path)));
    Ok(backups)
}

impl Study {
    /// Makes a backup when the last hour has none and something may have changed since the newest. Returns the newest
    /// when it was due: the one that was made, or one that turned out to hold the same.
    ///
    /// # Errors
    /// [`Error::UnsoundBackup`] when it did not pass its check; [`Error::File`]; or when the database cannot be read.
    /// Older backups are then all still there.
    pub fn backup_if_due(&mut self, now: Timestamp) -> Result<Option<Backup>> {
        let Some(folder) = self.folder() else { return Ok(None) };
        // One that a wrong clock dated into the future is not recent.
        let recent = |backup: &Backup| (0..HOUR).contains(&(now.0 - backup.made.0));
        if !self.changed_since_backup()? || list(folder)?.iter().any(recent) {
            return Ok(None);
        }
        self.backup(Occasion::Hourly, now)
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// As [`Study::backup_if_due`].
    pub fn back_up(&mut self, now: Timestamp) -> Result<Option<Backup>> {
        self.backup(Occasion::Asked, now)
    }

    /// `None` in memory.
    pub(crate) fn backup(&mut self, occasion: Occasion, now: Timestamp) -> Result<Option<Backup>> {
        let Some(folder) = self.folder() else { return Ok(None) };
        let covered = self.writes()?;
        let backup = make(self.reader(), folder, occasion, now)?;
        self.covered = Some(covered);
        Ok(Some(backup))
    }

    /// The backups, oldest first.
    ///
    /// # Errors
    /// [`Error::File`] when the folder cannot be read.
    pub fn backups(&self) -> Result<Vec<Backup>> {
        self.folder().map_or(Ok(Vec::new()), list)
    }

    /// What can be shown of how safe the notes are.
    ///
    /// # Errors
    /// When database or folder cannot be read.
    pub fn safety(&self) -> Result<Safety> {
        let backups = self.backups()?;
        let record = self.folder().map(Record::read).unwrap_or_default();
        Ok(Safety {
            notes: store::backup::contents(self.reader())?.notes,
            backups: backups.len(),
            last: backups.last().map(Backup::entry),
            changed_since: self.changed_since_backup()?,
            restore_tested: record.restore_tested,
            second: record.second.map(Into::into),
        })
    }

    fn changed_since_backup(&self) -> Result<bool> {
        Ok(self.covered != Some(self.writes()?))
    }

    /// Changes with every write, by this connection and by others.
    fn writes(&self) -> Result<(u64, i64)> {
        Ok((self.reader().total_changes(), self.version_of_others()?))
    }
}
