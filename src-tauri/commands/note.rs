//! The learner's notes.

use ml_health_study::{
    id::NoteId,
    note::{Note, NoteDraft, NoteFilter, NotesShown},
};
use tauri::{AppHandle, State};

use super::{Answer, study_changed};
use crate::{now, session::Session};

#[tauri::command]
pub(crate) async fn notes(
    session: State<'_, Session>,
    filter: NoteFilter,
    limit: usize,
) -> Answer<NotesShown> {
    Ok(session.study(move |study| Ok(study.notes(&filter, limit)?)).await?)
}

#[tauri::command]
pub(crate) async fn save_note(app: AppHandle, session: State<'_, Session>, draft: NoteDraft) -> Answer<Note> {
    let note = session.study(|study| Ok(study.save_note(draft, now())?)).await?;
    study_changed(&app);
    Ok(note)
}

#[tauri::command]
pub(crate) async fn delete_note(app: AppHandle, session: State<'_, Session>, note: NoteId) -> Answer<()> {
    session.study(move |study| Ok(study.delete_note(note, now())?)).await?;
    study_changed(&app);
    Ok(())
}

#[tauri::command]
pub(crate) async fn restore_note(app: AppHandle, session: State<'_, Session>, note: NoteId) -> Answer<Note> {
    let note = session.study(move |study| Ok(study.restore_note(note, now())?)).await?;
    study_changed(&app);
    Ok(note)
}

/// The address at YouTube of what a note is about, to hand on.
#[tauri::command]
pub(crate) async fn note_link(session: State<'_, Session>, note: NoteId) -> Answer<String> {
    Ok(session.study(move |study| Ok(study.note_link(note)?)).await?)
}
