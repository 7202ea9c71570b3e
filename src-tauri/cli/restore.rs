//! `ml-health restore`

use std::path::{Path, PathBuf};

use clap::Args;
use ml_health_study::{
    Error as StudyError, Study, backup,
    course::Source,
    damage::{self, Recovery},
    restore::{NoteGroup, RestorePreview},
};

use super::{moment, notes, print};
use crate::{Error, Result, now, open_study, session};

#[derive(Args)]
pub(crate) struct Restore {
    /// A backup by its name (see ml-health backup --list), or a file; the newest when there is none
    backup: Option<PathBuf>,
    /// Say what would change, and change nothing
    #[arg(long)]
    preview: bool,
}

pub(super) fn run(folder: &Path, arguments: &Restore) -> Result<()> {
    let mut study = match open_study(folder) {
        Err(Error::Study(StudyError::Damaged { .. })) => return recover(folder, arguments),
        study => study?,
    };
    let file = chosen(folder, arguments.backup.as_deref())?;
    let preview = study.preview_restore(&file, &Source::embedded(), now())?;
    if arguments.preview {
        return print(&format!("Would restore {}\nNothing was changed.\n", words(&preview)));
    }
    restore(&mut study, &file, &preview)
}

fn restore(study: &mut Study, file: &Path, preview: &RestorePreview) -> Result<()> {
    let restored = study.restore(file, &Source::embedded(), now())?;
    let before = restored.before.file_name().unwrap_or_default().to_string_lossy();
    print(&format!(
        "Restored {}\nWhat was there before is a backup. To take this back: ml-health restore {before}\n",
        words(preview)
    ))
}

/// A damaged database gives way to the newest good backup with whatever newer can be read; where there is no backup, to
/// what can be read. One that was named is put back then.
fn recover(folder: &Path, arguments: &Restore) -> Result<()> {
    let named = arguments.backup.as_deref().map(|name| chosen(folder, Some(name))).transpose()?;
    let found = damage::look(folder, &Source::embedded(), now())?;
    let readable = found.readable.unwrap_or_default();
    let newest = found.newest.as_ref().map_or_else(
        || "There is no backup.".into(),
        |newest| {
            let count = newest.notes.unwrap_or_default();
            format!("The newest good backup is of {}, with {}.", moment(newest.made), notes(count))
        },
    );
    let found_words = format!(
        "The database is damaged. {} can be read, {} of them newer than in the backup. {newest}\n",
        notes(readable),
        found.newer
    );
    if arguments.preview {
        return print(&format!("{found_words}Nothing was changed.\n"));
    }
    // A window that has the damaged file open would go on writing to it wherever it is moved.
    let _alone = session::lock(folder)?;
    let how = if found.newest.is_some() { Recovery::Backup } else { Recovery::Readable };
    let recovered = damage::recover(folder, how, &Source::embedded(), now())?;
    let kept = recovered
        .kept_in
        .map_or_else(String::new, |kept| format!(" The damaged file is in {}.", kept.display()));
    print(&format!("{found_words}Restored: {}.{kept}\n", notes(recovered.notes)))?;
    match named {
        None => Ok(()),
        Some(file) => {
            let mut study = open_study(folder)?;
            let preview = study.preview_restore(&file, &Source::embedded(), now())?;
            restore(&mut study, &file, &preview)
        }
    }
}

fn chosen(folder: &Path, name: Option<&Path>) -> Result<PathBuf> {
    let Some(name) = name else {
        return Ok(backup::newest(folder, now())?.ok_or(StudyError::NoBackup)?.path);
    };
    let named = backup::list(folder)?.into_iter().find(|backup| Path::new(&backup.file_name()) == name);
    match named {
        Some(backup) => Ok(backup.path),
        None if name.exists() => Ok(name.into()),
        None => Err(Error::NoSuchBackup { name: name.display().to_string() }),
    }
}

/// "412 notes as of 24 November 2026, 11:05: 3 come back, 1 goes, 2 become what they were."
fn words(preview: &RestorePreview) -> String {
    let RestorePreview { backup, returning, leaving, different, .. } = preview;
    let counts = [(returning, "come back"), (leaving, "go"), (different, "become what they were")];
    let counts: Vec<_> = counts
        .iter()
        .filter(|(group, _)| group.count > 0)
        .map(|(NoteGroup { count, .. }, what)| format!("{count} {what}"))
        .collect();
    let counts = if counts.is_empty() { "the same notes as now".into() } else { counts.join(", ") };
    format!("{} as of {}: {counts}.", notes(backup.notes.unwrap_or_default()), moment(backup.made))
}
