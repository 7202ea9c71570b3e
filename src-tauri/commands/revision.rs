//! What notes were before.

use ml_health_study::{
    id::NoteId,
    note::Note,
    revision::{RevisionId, RevisionLabel, RevisionPage},
};
use tauri::{AppHandle, State};

use super::{Answer, study_changed};
use crate::{now, session::Session};

#[tauri::command]
pub(crate) async fn note_history(session: State<'_, Session>, note: NoteId) -> Answer<Vec<RevisionLabel>> {
    Ok(session.study(move |study| Ok(study.note_history(note)?)).await?)
}

#[tauri::command]
pub(crate) async fn revision(session: State<'_, Session>, revision: RevisionId) -> Answer<RevisionPage> {
    Ok(session.study(move |study| Ok(study.revision(revision)?)).await?)
}

#[tauri::command]
pub(crate) async fn restore_revision(
    app: AppHandle,
    session: State<'_, Session>,
    revision: RevisionId,
) -> Answer<Note> {
    let note = session.study(move |study| Ok(study.restore_revision(revision, now())?)).await?;
    study_changed(&app);
    Ok(note)
}
