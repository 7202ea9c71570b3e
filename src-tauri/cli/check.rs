//! `ml-health check`

use std::path::Path;

use clap::Args;
use ml_health_study::{
    backup::{self, Backup},
    course::Source,
    restore,
};
use serde::Serialize;

use super::{backup::line, moment, notes, print, print_json};
use crate::{Error, Result, now, open_study};

#[derive(Args)]
pub(crate) struct Check {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    notes: usize,
    backups: usize,
    /// Those that are not sound, by their names.
    unsound: Vec<String>,
    restore_tested: bool,
}

/// Opening the database checks all of it.
pub(super) fn run(folder: &Path, arguments: &Check) -> Result<()> {
    let safety = open_study(folder)?.safety()?;
    let (sound, unsound): (Vec<_>, Vec<_>) =
        backup::list(folder)?.into_iter().partition(|backup| backup.verified().is_some());
    let restore_tested = unsound.is_empty() && restore::rehearse(folder, &Source::embedded(), now())?;
    if arguments.json {
        print_json(&Report {
            notes: safety.notes,
            backups: sound.len() + unsound.len(),
            unsound: unsound.iter().map(Backup::file_name).collect(),
            restore_tested,
        })?;
    } else {
        print(&format!("The database is sound: {}.\n", notes(safety.notes)))?;
        print(&backup_words(&sound))?;
        if restore_tested {
            print("The newest was put back on trial, and held what it should.\n")?;
        }
        for backup in &unsound {
            print(&format!("Not sound: {}", line(&backup.entry())))?;
        }
    }
    if unsound.is_empty() { Ok(()) } else { Err(Error::UnsoundBackups { count: unsound.len() }) }
}

fn backup_words(sound: &[Backup]) -> String {
    let Some(newest) = sound.last().map(Backup::entry) else { return "There is no backup yet.\n".into() };
    let count = notes(newest.notes.unwrap_or_default());
    match sound.len() {
        1 => format!("1 backup, opened and verified, of {}: {count}.\n", moment(newest.made)),
        more => format!(
            "{more} backups, all opened and verified; the newest of {}: {count}.\n",
            moment(newest.made)
        ),
    }
}
