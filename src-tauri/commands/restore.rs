//! Putting a backup back. Until the learner has seen what would change, it changes nothing; what was there before is a
//! backup itself, which takes it back.

use std::{path::PathBuf, sync::PoisonError};

use ml_health_study::{backup, course::Source, restore::RestorePreview};
use serde::Serialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::{Answer, file_name, study_changed};
use crate::{Error, Result, dialogs::dialogs, now, session::Session};

/// What there is after a backup was put back.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Restored {
    notes: usize,
    /// The name of the backup of what was there before.
    backup: String,
}

/// What putting this backup back would change.
#[tauri::command]
pub(crate) async fn preview_restore(session: State<'_, Session>, backup: String) -> Answer<RestorePreview> {
    let known = backup::list(&session.folder)?.into_iter().find(|known| known.file_name() == backup);
    let known = known.ok_or(Error::NoSuchBackup { name: backup })?;
    Ok(preview(&session, known.path).await?)
}

/// The same for a file that the learner chooses. `None` when the dialog was cancelled.
#[tauri::command]
pub(crate) async fn choose_backup_file(
    app: AppHandle,
    session: State<'_, Session>,
) -> Answer<Option<RestorePreview>> {
    let asker = dialogs(&app);
    let Some(path) = super::blocking(move || asker.backup("Choose a backup")).await? else { return Ok(None) };
    Ok(Some(preview(&session, path).await?))
}

/// Puts back what was looked at last, which has to be what the learner agreed to.
#[tauri::command]
pub(crate) async fn carry_out_restore(
    app: AppHandle,
    session: State<'_, Session>,
    backup: String,
) -> Answer<Restored> {
    let chosen = session.restore.chosen.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(restore(&app, &session, agreed(chosen, &backup)?).await?)
}

/// Takes the last restore back.
#[tauri::command]
pub(crate) async fn undo_restore(app: AppHandle, session: State<'_, Session>) -> Answer<Restored> {
    let before = session.restore.before.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(restore(&app, &session, before.ok_or(Error::NothingToRestore)?).await?)
}

/// A file that is chosen in the system's dialog after the window gave up waiting for it is looked at all the same, and may
/// be the last that was.
fn agreed(chosen: Option<PathBuf>, backup: &str) -> Result<PathBuf> {
    chosen.filter(|chosen| file_name(chosen) == backup).ok_or(Error::NothingToRestore)
}

async fn preview(session: &Session, path: PathBuf) -> Result<RestorePreview> {
    let chosen = path.clone();
    let looked =
        session.study(move |study| Ok(study.preview_restore(&chosen, &Source::embedded(), now())?));
    let preview = looked.await?;
    *session.restore.chosen.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    Ok(preview)
}

async fn restore(app: &AppHandle, session: &Session, path: PathBuf) -> Result<Restored> {
    let restored = session.study(move |study| Ok(study.restore(&path, &Source::embedded(), now())?)).await?;
    let backup = file_name(&restored.before);
    *session.restore.before.lock().unwrap_or_else(PoisonError::into_inner) = Some(restored.before);
    *session.restore.chosen.lock().unwrap_or_else(PoisonError::into_inner) = None;
    study_changed(app);
    Ok(Restored { notes: restored.notes, backup })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_agreed_to_is_restored() {
        let chosen = PathBuf::from("/stick/b.db");
        assert_eq!(agreed(Some(chosen.clone()), "b.db").ok(), Some(chosen.clone()));
        for (chosen, backup) in [(Some(chosen), "a.db"), (None, "b.db")] {
            assert!(matches!(agreed(chosen, backup), Err(Error::NothingToRestore)), "{backup}");
        }
    }
}
