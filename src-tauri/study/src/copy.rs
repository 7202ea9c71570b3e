//! Copies of the library's PDFs, which the learner downloaded: they lie in the data folder and need no network.
//!
//! A copy is written beside its place, made durable, and only then put there; what was there before is whole until then.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read as _, Seek as _},
    path::{Path, PathBuf},
};

use serde::Serialize;
use ts_rs::TS;

use crate::{
    Error, Result, Study,
    course::ResourceKind,
    id::ResourceId,
    store::{self, copy::Row},
    time::Timestamp,
};

/// The folder of the copies, in the data folder.
pub(crate) const FOLDER: &str = "library";
/// A PDF says what it is within so many bytes (ISO 32000-1, annex H, implementation note 13).
const HEAD: u64 = 1024;
const SIGNATURE: &[u8] = b"%PDF-";
/// The largest file that is copied, in bytes.
const LIMIT: u64 = 500_000_000;

/// A copy that the learner keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeptCopy {
    pub resource: ResourceId,
    pub bytes: u64,
    pub kept: Timestamp,
    pub state: CopyState,
}

/// Whether it is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum CopyState {
    Ready,
    Missing,
}

/// Copies a PDF to its place. A drive may take its time for that: it needs no store, and should not hold one. Gives the
/// number of bytes.
///
/// # Errors
/// [`Error::NotAPdf`], [`Error::PdfTooLarge`], or [`Error::File`]; what was at the place before is then still there.
pub fn bring(file: &Path, place: &Path) -> Result<u64> {
    let mut source = open_pdf(file)?;
    let failed = |source| Error::File { path: place.to_owned(), source };
    let folder = place.parent().ok_or_else(|| failed(ErrorKind::NotFound.into()))?;
    store::create_private(folder).map_err(failed)?;
    let unfinished = place.with_extension("tmp");
    let written = write(&mut source, &unfinished).and_then(|bytes| {
        fs::rename(&unfinished, place)?;
        // Windows has no way to make a folder's entry durable; the rename there is as durable as it gets.
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
        Ok(bytes)
    });
    written.inspect_err(|_| drop(fs::remove_file(&unfinished))).map_err(failed)
}

/// The file, when it is a PDF, from its beginning.
fn open_pdf(path: &Path) -> Result<File> {
    let unreadable = |source| Error::File { path: path.to_owned(), source };
    let found = fs::metadata(path).map_err(unreadable)?;
    if found.is_dir() {
        return Err(unreadable(ErrorKind::IsADirectory.into()));
    }
    if !found.is_file() {
        // Opening a pipe would wait for whoever writes to it.
        return Err(unreadable(io::Error::new(ErrorKind::InvalidInput, "it is not an ordinary file")));
    }
    let name = || path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    if found.len() > LIMIT {
        return Err(Error::PdfTooLarge { name: name() });
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    if !head.windows(SIGNATURE.len()).any(|window| window == SIGNATURE) {
        return Err(Error::NotAPdf { name: name() });
    }
    file.rewind().map_err(unreadable)?;
    Ok(file)
}

/// For its owner alone, and durable.
fn write(source: &mut File, path: &Path) -> io::Result<u64> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut target = options.open(path)?;
    // A file that grows while it is copied is not followed without end.
    let bytes = io::copy(&mut source.take(LIMIT), &mut target)?;
    target.sync_all()?;
    Ok(bytes)
}

impl Study {
    /// The copies that the learner keeps.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn copies(&self) -> Result<Vec<KeptCopy>> {
        let rows = store::copy::all(self.reader())?.into_iter();
        Ok(rows.map(|row| self.kept_copy(row)).collect())
    }

    /// Copies a file and remembers it: see [`Study::copy_place`], [`bring`] and [`Study::remember_copy`].
    ///
    /// # Errors
    /// As these.
    pub fn keep_copy(&mut self, resource: &ResourceId, file: &Path, now: Timestamp) -> Result<KeptCopy> {
        let bytes = bring(file, &self.copy_place(resource)?)?;
        self.remember_copy(resource, bytes, now)
    }

    /// Where the copy of a resource has its place, whether or not there is one.
    ///
    /// # Errors
    /// [`Error::NoSuchResource`], [`Error::NothingToCopy`] when the resource is no PDF, or when the database cannot be
    /// read.
    pub fn copy_place(&self, resource: &ResourceId) -> Result<PathBuf> {
        let nothing = || Error::NothingToCopy { resource: resource.0.clone() };
        if store::resource::kind(self.reader(), resource)? != ResourceKind::Pdf {
            return Err(nothing());
        }
        self.place_of(resource).ok_or_else(nothing)
    }

    /// Remembers that a copy of so many bytes was brought to its place.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remember_copy(&mut self, resource: &ResourceId, bytes: u64, now: Timestamp) -> Result<KeptCopy> {
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let row = Row { resource: resource.clone(), bytes, kept: now };
        self.write(|tx| store::copy::put(tx, &row))?;
        Ok(self.kept_copy(row))
    }

    /// The file of a copy.
    ///
    /// # Errors
    /// [`Error::NoSuchCopy`] when there is none, or no longer.
    pub fn copy_path(&self, resource: &ResourceId) -> Result<PathBuf> {
        let kept = store::copy::get(self.reader(), resource)?.and_then(|_| self.place_of(resource));
        kept.filter(|path| path.is_file()).ok_or_else(|| Error::NoSuchCopy { resource: resource.0.clone() })
    }

    /// Deletes a copy. The file that it was made of is not touched.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be deleted; or when the database cannot be written.
    pub fn remove_copy(&mut self, resource: &ResourceId) -> Result<()> {
        // Only what was kept is deleted: an identifier that is none leads to no file.
        if store::copy::get(self.reader(), resource)?.is_none() {
            return Ok(());
        }
        if let Some(path) = self.place_of(resource) {
            match fs::remove_file(&path) {
                Err(source) if source.kind() != ErrorKind::NotFound => {
                    return Err(Error::File { path, source });
                }
                _ => {}
            }
        }
        self.write(|tx| store::copy::remove(tx, resource))
    }

    fn kept_copy(&self, row: Row) -> KeptCopy {
        let there = self.place_of(&row.resource).is_some_and(|path| path.is_file());
        KeptCopy {
            bytes: u64::try_from(row.bytes).unwrap_or(0),
            kept: row.kept,
            state: if there { CopyState::Ready } else { CopyState::Missing },
            resource: row.resource,
        }
    }

    /// `None` for a store in memory.
    fn place_of(&self, resource: &ResourceId) -> Option<PathBuf> {
        Some(self.folder()?.join(FOLDER).join(format!("{}.pdf", resource.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        course::Source,
        store::testing::{NOW, tiny},
    };

    struct Desk {
        folder: tempfile::TempDir,
        study: Study,
    }

    fn desk() -> Result<Desk> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut study = Study::open(&folder.path().join("data"), NOW)?;
        study.load_course(&tiny(&["a"]))?;
        Ok(Desk { folder, study })
    }

    impl Desk {
        fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
            let path = self.folder.path().join(name);
            fs::write(&path, bytes).expect("a file");
            path
        }

        /// The names in the folder of the copies.
        fn kept(&self) -> Vec<String> {
            let Ok(entries) = fs::read_dir(self.folder.path().join("data/library")) else { return vec![] };
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into()).collect()
        }
    }

    #[test]
    fn a_pdf_is_copied_replaced_and_removed() -> Result<()> {
        let mut desk = desk()?;
        let resource = ResourceId("r".into());
        assert_eq!(desk.study.copies()?, []);
        let file = desk.file("downloaded (1).pdf", b"junk first\n%PDF-1.7 first");
        let copy = desk.study.keep_copy(&resource, &file, NOW)?;
        let expected = KeptCopy { resource: resource.clone(), bytes: 25, kept: NOW, state: CopyState::Ready };
        assert_eq!((&copy, desk.study.copies()?), (&expected, vec![expected.clone()]));
        fs::remove_file(&file).expect("the download is gone");

        let path = desk.study.copy_path(&resource)?;
        assert_eq!(
            (desk.kept(), fs::read(&path).ok()),
            (vec!["r.pdf".into()], Some(b"junk first\n%PDF-1.7 first".into()))
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o600);
        }
        let file = desk.file("second.pdf", b"%PDF-1.7 second");
        desk.study.keep_copy(&resource, &file, NOW)?;
        assert_eq!(fs::read(&path).ok().as_deref(), Some(&b"%PDF-1.7 second"[..]));

        desk.study.remove_copy(&resource)?;
        assert_eq!((desk.study.copies()?, desk.kept()), (vec![], vec![]));
        assert!(matches!(desk.study.copy_path(&resource), Err(Error::NoSuchCopy { .. })));
        assert!(file.exists());
        Ok(())
    }

    #[test]
    fn what_is_refused_changes_nothing() -> Result<()> {
        let mut desk = desk()?;
        let resource = ResourceId("r".into());
        let good = desk.file("good.pdf", b"%PDF-1.7");
        desk.study.keep_copy(&resource, &good, NOW)?;
        let late = [&[b' '; 1024][..], b"%PDF-1.7"].concat();
        for (name, bytes) in [("page.pdf", &b"<!doctype html>"[..]), ("empty.pdf", b""), ("late.pdf", &late)]
        {
            let file = desk.file(name, bytes);
            assert!(
                matches!(desk.study.keep_copy(&resource, &file, NOW), Err(Error::NotAPdf { .. })),
                "{name}"
            );
        }
        for missing in ["gone.pdf", ""] {
            let file = desk.folder.path().join(missing);
            assert!(
                matches!(desk.study.keep_copy(&resource, &file, NOW), Err(Error::File { .. })),
                "{missing:?}"
            );
        }
        for unknown in ["none", "../r", ""] {
            let outcome = desk.study.keep_copy(&ResourceId(unknown.into()), &good, NOW);
            assert!(matches!(outcome, Err(Error::NoSuchResource { .. })), "{unknown:?}");
            desk.study.remove_copy(&ResourceId(unknown.into()))?;
        }
        assert_eq!(desk.kept(), ["r.pdf"]);
        assert_eq!(fs::read(desk.study.copy_path(&resource)?).ok().as_deref(), Some(&b"%PDF-1.7"[..]));
        Ok(())
    }

    #[test]
    fn only_a_pdf_of_the_library_has_a_copy() -> Result<()> {
        let mut desk = desk()?;
        desk.study.load_course(&Source::embedded())?;
        let good = desk.file("good.pdf", b"%PDF-1.7");
        let website = desk.study.keep_copy(&ResourceId("luke-oakden-rayner".into()), &good, NOW);
        assert!(matches!(website, Err(Error::NothingToCopy { .. })));
        desk.study.keep_copy(&ResourceId("course-summary".into()), &good, NOW)?;
        Ok(())
    }

    #[test]
    fn a_copy_whose_file_is_gone_is_missing_and_everything_is_deleted_with_its_folder() -> Result<()> {
        let mut desk = desk()?;
        let resource = ResourceId("r".into());
        let good = desk.file("good.pdf", b"%PDF-1.7");
        desk.study.keep_copy(&resource, &good, NOW)?;
        fs::remove_file(desk.study.copy_path(&resource)?).expect("the copy");
        assert_eq!(desk.study.copies()?[0].state, CopyState::Missing);
        assert!(matches!(desk.study.copy_path(&resource), Err(Error::NoSuchCopy { .. })));

        desk.study.keep_copy(&resource, &good, NOW)?;
        desk.study.delete_everything(NOW)?;
        assert_eq!((desk.study.copies()?, desk.folder.path().join("data/library").exists()), (vec![], false));
        Ok(())
    }
}
