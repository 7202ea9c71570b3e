//! Deleted notes.

use ml_health_study::trash::TrashedNote;
use tauri::{AppHandle, State};

use super::{Answer, study_changed};
use crate::session::Session;

#[tauri::command]
pub(crate) async fn trash(session: State<'_, Session>) -> Answer<Vec<TrashedNote>> {
    Ok(session.study(|study| Ok(study.trash()?)).await?)
}

/// Ends what is in the trash, and says how many notes those were.
#[tauri::command]
pub(crate) async fn empty_trash(app: AppHandle, session: State<'_, Session>) -> Answer<usize> {
    let ended = session.study(|study| Ok(study.empty_trash()?)).await?;
    study_changed(&app);
    Ok(ended)
}
