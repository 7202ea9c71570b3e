//! `ml-health backup`

use clap::Args;
use ml_health_study::{
    Study,
    backup::{Backup as Made, BackupEntry, Occasion, second},
};

use super::{moment, notes, print, print_json};
use crate::{Result, now};

#[derive(Args)]
pub(crate) struct Backup {
    /// List the backups, the newest first, and make none
    #[arg(long)]
    list: bool,
    /// Print JSON
    #[arg(long, requires = "list")]
    json: bool,
}

pub(super) fn run(study: &mut Study, arguments: &Backup) -> Result<()> {
    if arguments.list {
        let entries: Vec<_> = study.backups()?.iter().rev().map(Made::entry).collect();
        return if arguments.json {
            print_json(&entries)
        } else {
            print(&entries.iter().map(line).collect::<String>())
        };
    }
    let Some(made) = study.back_up(now())? else { return Ok(()) };
    let count = made.entry().notes.unwrap_or_default();
    print(&format!("Backed up, opened and verified: {}, in {}.\n", notes(count), made.path.display()))?;
    let Some(folder) = study.folder() else { return Ok(()) };
    second::send(folder, now())?;
    match study.safety()?.second {
        Some(second) => print(&format!("Copied to {}.\n", second.path)),
        None => Ok(()),
    }
}

/// One line of the list.
pub(super) fn line(entry: &BackupEntry) -> String {
    let count = entry.notes.map_or_else(|| "cannot be read".into(), notes);
    let why = match entry.occasion {
        Occasion::Hourly | Occasion::Asked => "",
        Occasion::Migration => ", before an update",
        Occasion::Import => ", before an import",
        Occasion::Restore => ", before a restore",
    };
    format!("{}  {count}, {}{why}\n", entry.id, moment(entry.made))
}
