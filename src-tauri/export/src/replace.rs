//! A file is there as a whole or not at all.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use tempfile::Builder;

use crate::Error;

/// Writes the file beside its place and then moves it there, so that a file that was there before is replaced only by
/// a complete one. Returns when both the file and its name are on the disk.
///
/// # Errors
///
/// When the folder is missing, or the file cannot be written. What was at `path` is then unchanged.
pub fn write_replacing(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    // A link keeps pointing where it did: what it points to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(Error::IsFolder { path });
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    match fs::metadata(&folder) {
        Ok(found) if found.is_dir() => {}
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(Error::NotAllowed { path }),
        Ok(_) | Err(_) => return Err(Error::NoSuchFolder { folder }),
    }
    write_beside(&path, &folder, bytes).map_err(|source| because(path, source))?;
    sync_folder(&folder);
    Ok(())
}

fn write_beside(path: &Path, folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let found = fs::metadata(path).ok();
    if found.as_ref().is_some_and(|found| !found.is_file()) {
        // A device or a pipe is not a file that could be moved over.
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not an ordinary file"));
    }
    let replaced = found.map(|found| found.permissions());
    if replaced.as_ref().is_some_and(fs::Permissions::readonly) {
        // Moving another file over it would work, against the learner's word.
        return Err(ErrorKind::PermissionDenied.into());
    }
    let mut builder = Builder::new();
    builder.prefix(".ml-health-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(replaced.unwrap_or_else(ordinary_permissions));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// What a new file has: a temporary one would be the learner's alone. The umask still counts.
#[cfg(unix)]
fn ordinary_permissions() -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}

/// Makes the file's new name last. The file is already complete in its place, and some file systems cannot do this
/// for a folder, so a failure is no error.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Err(error) = fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::warn!(%error, folder = %folder.display(), "the folder could not be synced");
    }
    #[cfg(not(unix))]
    let _ = folder;
}

fn because(path: PathBuf, source: io::Error) -> Error {
    match source.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            Error::NoSuchFolder { folder: path.parent().unwrap_or(&path).to_owned() }
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::ResourceBusy => {
            Error::NotAllowed { path }
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull { path },
        _ => Error::Io { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_has_its_error() {
        let place = || PathBuf::from("/folder/notes.pdf");
        for (kind, expected) in [
            (ErrorKind::NotFound, "there is no folder /folder"),
            (ErrorKind::PermissionDenied, "not allowed to write /folder/notes.pdf"),
            (ErrorKind::ReadOnlyFilesystem, "not allowed to write /folder/notes.pdf"),
            (ErrorKind::StorageFull, "no room left on the disk for /folder/notes.pdf"),
            (ErrorKind::QuotaExceeded, "no room left on the disk for /folder/notes.pdf"),
        ] {
            assert_eq!(because(place(), kind.into()).to_string(), expected);
        }
        assert!(matches!(because(place(), ErrorKind::TimedOut.into()), Error::Io { .. }));
    }

    #[test]
    fn a_file_is_replaced_by_a_complete_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.pdf");
        write_replacing(&path, b"first").expect("a new file");
        write_replacing(&path, b"second").expect("an existing file");
        assert_eq!(fs::read(&path).expect("the file"), b"second");
        assert_eq!(names(folder.path()), ["notes.pdf"], "nothing else stays behind");
    }

    #[test]
    fn what_was_there_stays_when_the_file_cannot_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("kept.pdf");
        fs::write(&file, b"kept").expect("a file");
        let full = folder.path().join("full");
        fs::create_dir(&full).expect("a folder");
        fs::write(full.join("inside"), b"kept").expect("a file");

        let missing = write_replacing(&folder.path().join("missing/notes.pdf"), b"new");
        assert!(matches!(missing, Err(Error::NoSuchFolder { .. })), "{missing:?}");
        let below_a_file = write_replacing(&file.join("notes.pdf"), b"new");
        assert!(matches!(below_a_file, Err(Error::NoSuchFolder { .. })), "{below_a_file:?}");
        let a_folder = write_replacing(&full, b"new");
        assert!(matches!(a_folder, Err(Error::IsFolder { .. })), "{a_folder:?}");

        let mut permissions = fs::metadata(&file).expect("the file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).expect("permissions");
        let read_only = write_replacing(&file, b"new");
        assert!(matches!(read_only, Err(Error::NotAllowed { .. })), "{read_only:?}");

        assert_eq!(fs::read(&file).expect("the file"), b"kept");
        assert_eq!(fs::read(full.join("inside")).expect("the file"), b"kept");
        assert_eq!(names(folder.path()), ["full", "kept.pdf"], "nothing else stays behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_permissions_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("real.pdf"), folder.path().join("link.pdf"));
        fs::write(&file, b"old").expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
        symlink(&file, &link).expect("a link");
        write_replacing(&link, b"new").expect("through the link");
        assert_eq!(fs::read(&file).expect("the file"), b"new");
        assert!(link.is_symlink());
        assert_eq!(fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o640);
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}
