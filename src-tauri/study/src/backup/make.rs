//! Making a backup: copied by SQLite, checked, made durable, and only then named.

use std::{fs, io, path::Path, time::Duration};

use rusqlite::Connection;

use super::{Backup, FOLDER, Occasion, keep, list, within};
use crate::{Error, Result, store, time::Timestamp};

const UNFINISHED: &str = "unfinished.tmp";

/// Makes a backup, and lets those go that are not to be kept. An hourly one that would hold the same as the newest is
/// not kept: the newest has then been compared with what is there, byte for byte.
pub(crate) fn make(source: &Connection, data: &Path, occasion: Occasion, now: Timestamp) -> Result<Backup> {
    let folder = data.join(FOLDER);
    store::create_private(&folder).map_err(file(&folder))?;
    let _turn = store::turn(&folder);
    let unfinished = folder.join(UNFINISHED);
    remove(&unfinished)?;
    copy(source, &unfinished)?;
    if occasion == Occasion::Hourly
        && let Some(newest) = list(data)?.pop()
        && is_same(&newest.path, &unfinished)
    {
        remove(&unfinished)?;
        return Ok(newest);
    }
    let backup = publish(&unfinished, &folder, occasion, now)?;
    forget_outlived(&folder, &backup)?;
    Ok(backup)
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
    written.sync_all().map_err(file(unfinished))?;
    drop(written);
    fs::rename(unfinished, path).map_err(file(path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes the names in a folder durable. Windows has no way to; a rename is there as durable as it gets.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    fs::File::open(folder).and_then(|opened| opened.sync_all()).map_err(file(folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Copies the database as it is at one moment, and believes it only when the copy is sound and holds as many notes.
fn copy(source: &Connection, path: &Path) -> Result<()> {
    let moment = source.unchecked_transaction()?;
    let expected = store::backup::contents(&moment)?;
    store::backup::copy(&moment, path, Duration::from_millis(20))?;
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
    let length = |path: &Path| fs::metadata(path).map(|metadata| metadata.len());
    let bytes = |path: &Path| fs::read(path);
    matches!((length(one), length(other)), (Ok(one), Ok(other)) if one == other)
        && matches!((bytes(one), bytes(other)), (Ok(one), Ok(other)) if one == other)
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
