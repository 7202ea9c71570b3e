//! What is known of the backups and cannot stand in the database that they are for: it has to be there when that cannot
//! be read, and when an older state is put back. A file that cannot be read counts as one that is not there.

use std::{fs, path::Path};

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
        let text = fs::read(data.join(FOLDER).join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Changes the record of a data folder.
    pub(crate) fn change(data: &Path, change: impl FnOnce(&mut Self)) -> Result<()> {
        let folder = data.join(FOLDER);
        store::create_private(&folder).map_err(make::file(&folder))?;
        let _turn = store::turn(&folder);
        let mut record = Self::read(data);
        change(&mut record);
        let unfinished = folder.join("record.tmp");
        let text = serde_json::to_vec(&record).unwrap_or_default();
        fs::write(&unfinished, text).map_err(make::file(&unfinished))?;
        make::rename_durably(&unfinished, &folder.join(FILE))
    }
}
