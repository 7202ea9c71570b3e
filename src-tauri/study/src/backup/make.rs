//! Making a backup: copied by SQLite, checked, made durable, and only then named.

use std::{
    fs,
    io::{self, BufRead as _},
    path::Path,
};

use rusqlite::Connection;

use super::{Backup, FOLDER, Occasion, keep, newest, within};
use crate::{Error, Result, store, time::Timestamp};

/// What a backup or a copy of one is called until it is complete.
pub(super) const UNFINISHED: &str = "unfinished.tmp";

/// Makes a backup, and lets those go that are not to be kept. An hourly one that would hold the same as the newest is
/// not kept: the newest has then been compared with what is there, byte for byte. Nor is one before a migration that was
/// tried before, or one that fails again and again would push out all others.
pub(crate) fn make(source: &Connection, data: &Path, occasion: Occasion, now: Timestamp) -> Result<Backup> {
    let folder = data.join(FOLDER);
    store::create_private(&folder).map_err(file(&folder))?;
    let _turn = store::turn(&folder);
    let unfinished = folder.join(UNFINISHED);
    remove(&unfinished)?;
    cleanly(&unfinished, || {
        copy(source, &unfinished)?;
        let is_made_already = |newest: &Backup| match occasion {
            Occasion::Hourly => true,
            Occasion::Migration => newest.occasion == occasion,
            _ => false,
        };
        if let Some(newest) = newest(data, now)?.filter(is_made_already)
            && is_same(&newest.path, &unfinished)
        {
            remove(&unfinished)?;
            return Ok(newest);
        }
        let backup = publish(&unfinished, &folder, occasion, now)?;
        // The folder may be new.
        sync_folder(data)?;
        forget_outlived(&folder, &backup)?;
        Ok(backup)
    })
}

/// Runs `write`; of what it could not finish, nothing stays: on a full disk, it would take what room there is.
pub(super) fn cleanly<T>(unfinished: &Path, write: impl FnOnce() -> Result<T>) -> Result<T> {
    write().inspect_err(|_| drop(fs::remove_file(unfinished)))
}

/// Removes the backups of a folder that are not to be kept, now that `newest` was made.
fn forget_outlived(folder: &Path, newest: &Backup) -> Result<()> {
    for old in keep::outlived(within(folder)?, newest.made).iter().filter(|old| *old != newest) {
        remove(&old.path)?;
    }
    Ok(())
}

/// What was written under a temporary name gets its own once it is on the disk. No two have one moment, and none is written
/// over: the clock may have been put back.
fn publish(unfinished: &Path, folder: &Path, occasion: Occasion, now: Timestamp) -> Result<Backup> {
    let taken = within(folder)?;
    let mut made = now;
    while taken.iter().any(|backup| backup.made == made) {
        made = Timestamp(made.0 + 1);
    }
    let path = folder.join(Backup::name(made, occasion));
    rename_durably(unfinished, &path)?;
    Ok(Backup { path, made, occasion })
}

/// Gives a file that was written its name, such that after a loss of power it is there wholly or not at all.
pub(crate) fn rename_durably(unfinished: &Path, path: &Path) -> Result<()> {
    let written = fs::OpenOptions::new().write(true).open(unfinished).map_err(file(unfinished))?;
    as_far_as_it_goes(written.sync_all()).map_err(file(unfinished))?;
    drop(written);
    fs::rename(unfinished, path).map_err(file(path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes the names in a folder durable. Windows has no way to; a rename is there as durable as it gets.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    fs::File::open(folder).and_then(|opened| as_far_as_it_goes(opened.sync_all())).map_err(file(folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Some file systems, such as those of network drives, have no way to make a folder durable, or on a Mac a file. SQLite
/// goes on there too.
fn as_far_as_it_goes(synced: io::Result<()>) -> io::Result<()> {
    synced.or_else(|error| match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
        _ => Err(error),
    })
}

/// Copies the database as it is at one moment, and believes it only when the copy is sound and holds as many notes.
fn copy(source: &Connection, path: &Path) -> Result<()> {
    let moment = source.unchecked_transaction()?;
    let expected = store::backup::contents(&moment)?;
    store::backup::copy(&moment, path)?;
    drop(moment);
    let copy = store::open_read_only(path)?;
    let finding = match store::finding(&copy)? {
        None if store::backup::contents(&copy)? == expected => return Ok(()),
        None => "it holds other notes than the database".into(),
        Some(finding) => finding,
    };
    Err(Error::UnsoundBackup { path: path.into(), finding })
}

/// Whether two files hold the same. A file that cannot be read is not the same as any.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let compared = || -> io::Result<bool> {
        let open = |path| Ok::<_, io::Error>(io::BufReader::with_capacity(1 << 16, fs::File::open(path)?));
        let (mut one, mut other) = (open(one)?, open(other)?);
        loop {
            let (here, there) = (one.fill_buf()?, other.fill_buf()?);
            let count = here.len().min(there.len());
            if count == 0 || here[..count] != there[..count] {
                return Ok(here.is_empty() && there.is_empty());
            }
            one.consume(count);
            other.consume(count);
        }
    };
    compared().unwrap_or(false)
}

pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(file(path)(error)),
        _ => Ok(()),
    }
}

pub(crate) fn file(path: &Path) -> impl Fn(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::File { path: path.clone(), source }
}
