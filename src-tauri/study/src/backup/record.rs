//! What is known of the backups and cannot stand in the database that they are for: it has to be there when that cannot
//! be read, and when an older state is put back. A file in which there is something else counts as one that is not there.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use super::{FOLDER, make, second::Second};
use crate::{Result, store, time::Timestamp};

const FILE: &str = "record.json";

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Record {
    /// When a backup was last put back on trial, and held what it should.
    pub restore_tested: Option<Timestamp>,
    pub second: Option<Second>,
}

impl Record {
    pub(crate) fn read(data: &Path) -> Self {
        Self::try_read(data).unwrap_or_default()
    }

    fn try_read(data: &Path) -> io::Result<Self> {
        match fs::read(data.join(FOLDER).join(FILE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            text => Ok(serde_json::from_slice(&text.unwrap_or_default()).unwrap_or_default()),
        }
    }

    /// Changes the record of a data folder. One that cannot be opened just now is not begun anew: the second folder stands
    /// in it.
    pub(crate) fn change(data: &Path, change: impl FnOnce(&mut Self)) -> Result<()> {
        let folder = data.join(FOLDER);
        store::create_private(&folder).map_err(make::file(&folder))?;
        let _turn = store::turn(&folder);
        let mut record = Self::try_read(data).map_err(make::file(&folder.join(FILE)))?;
        change(&mut record);
        let unfinished = folder.join("record.tmp");
        let text = serde_json::to_vec(&record).unwrap_or_default();
        fs::write(&unfinished, text).map_err(make::file(&unfinished))?;
        make::rename_durably(&unfinished, &folder.join(FILE))
    }
}
