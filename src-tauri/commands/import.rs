//! Notes from a file. The file is chosen and read in Rust; until the learner has seen what would change, it changes
//! nothing.

use std::sync::PoisonError;

use ml_health_study::{archive::ImportCounts, id::LessonId};
use serde::Serialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::{Answer, file_name, study_changed};
use crate::{
    Error,
    dialogs::dialogs,
    import::{self, ImportKind},
    now,
    session::Session,
};

/// What an import would change.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportPreview {
    /// The file's name.
    file: String,
    kind: ImportKind,
    counts: ImportCounts,
}

/// What an import changed.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Imported {
    counts: ImportCounts,
    /// The name of the backup that was made before.
    backup: Option<String>,
}

/// Asks for a file, and says what importing it would change. `None` when the dialog was cancelled. `lesson` gets the
/// notes of a Markdown file that do not say which lesson they belong to.
#[tauri::command]
pub(crate) async fn choose_import(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: Option<LessonId>,
) -> Answer<Option<ImportPreview>> {
    let session = session.inner().clone();
    // Whatever was chosen before is not what is looked at from now on.
    *session.import.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let asker = dialogs(&app);
    let Some(path) = super::blocking(move || asker.notes("Import notes")).await? else { return Ok(None) };
    let file = file_name(&path);
    let titles = session.study(|study| Ok(study.lesson_titles()?)).await?;
    let found = super::blocking(move || import::read(&path, &titles, lesson)).await??;
    let kind = found.kind;
    let (import, counts) = session
        .study(move |study| {
            let counts = study.preview_import(&found.import, now())?;
            Ok((found.import, counts))
        })
        .await?;
    *session.import.lock().unwrap_or_else(PoisonError::into_inner) = Some(import.into());
    Ok(Some(ImportPreview { file, kind, counts }))
}

/// Imports what was chosen last. What fails can be tried again.
#[tauri::command]
pub(crate) async fn carry_out_import(app: AppHandle, session: State<'_, Session>) -> Answer<Imported> {
    let chosen = session.import.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let chosen = chosen.ok_or(Error::NothingToImport)?;
    let imported = session.study(move |study| Ok(study.import(&chosen, now())?)).await?;
    *session.import.lock().unwrap_or_else(PoisonError::into_inner) = None;
    study_changed(&app);
    Ok(Imported { counts: imported.counts, backup: imported.backup.as_deref().map(file_name) })
}
