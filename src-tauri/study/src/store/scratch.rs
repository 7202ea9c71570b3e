//! A place for what is made aside before it takes its place.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{create_data_folder, create_private, turn};
use crate::{Error, Result};

/// The folder, in the data folder.
pub(super) const FOLDER: &str = "scratch";

/// A folder for what is made aside before it takes its place. It is empty at first, and gone at the end.
pub(crate) struct Scratch {
    pub folder: PathBuf,
    /// One program at a time has it.
    _turn: Option<fs::File>,
}

impl Scratch {
    pub(crate) fn new(data: &Path) -> Result<Self> {
        create_data_folder(data)?;
        let turn = turn(data);
        let folder = data.join(FOLDER);
        let file = |source| Error::File { path: folder.clone(), source };
        remove_folder(&folder).map_err(file)?;
        create_private(&folder).map_err(file)?;
        Ok(Self { folder, _turn: turn })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = remove_folder(&self.folder) {
            tracing::warn!("{:?} stays behind: {error}", self.folder);
        }
    }
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
