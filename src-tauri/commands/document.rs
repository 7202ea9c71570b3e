//! The notes as a PDF.

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError},
};

use ml_health_study::id::LessonId;
use serde::Serialize;
use tauri::{AppHandle, Emitter as _, State};
use tauri_plugin_opener::OpenerExt as _;
use ts_rs::TS;

use super::Answer;
use crate::{
    Error, Result,
    dialogs::dialogs,
    document,
    session::{Running, Session},
};

/// A PDF that was written.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Exported {
    /// The file's name.
    file: String,
    folder: String,
    pages: usize,
    /// Characters that no typeface of this computer has; each is shown as a mark.
    replaced: usize,
}

/// What an export is doing.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ExportStage {
    Collecting,
    Setting,
    Writing,
}

/// Asks where to, then makes the PDF of one lesson's notes or of all. `None` when it was cancelled, in the dialog or
/// later; nothing is written then.
#[tauri::command]
pub(crate) async fn export_pdf(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: Option<LessonId>,
) -> Answer<Option<Exported>> {
    let session = session.inner().clone();
    let running = Arc::new(Running::default());
    *session.export.current.lock().unwrap_or_else(PoisonError::into_inner) = running.clone();
    let stage = {
        let app = app.clone();
        move |stage: ExportStage| drop(app.emit("export-stage", stage))
    };
    stage(ExportStage::Collecting);
    let draft =
        session.study(move |study| document::draft(study, lesson.as_ref(), document::today())).await?;
    let (asker, name) = (dialogs(&app), draft.file_name);
    let chosen = super::blocking(move || asker.save_pdf("Export notes as PDF", &name)).await?;
    let Some(path) = chosen else { return Ok(None) };
    let work = {
        let (session, running) = (session.clone(), running.clone());
        super::blocking(move || -> Result<Option<Exported>> {
            stage(ExportStage::Setting);
            let pdf = document::set(&draft.document)?;
            if !running.may_write() {
                return Ok(None);
            }
            stage(ExportStage::Writing);
            document::write(&pdf, &path)?;
            let exported = Exported {
                file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                folder: path.parent().unwrap_or(&path).display().to_string(),
                pages: pdf.pages,
                replaced: pdf.replaced,
            };
            *session.export.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
            Ok(Some(exported))
        })
    };
    tokio::select! {
        exported = work => Ok(exported??),
        () = running.stopped() => Ok(None),
    }
}

#[tauri::command]
pub(crate) async fn cancel_export(session: State<'_, Session>) -> Answer<()> {
    session.export.current.lock().unwrap_or_else(PoisonError::into_inner).stop();
    Ok(())
}

#[tauri::command]
pub(crate) async fn open_exported(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    let path = last(&session)?;
    let opened = app.opener().open_path(path.to_string_lossy(), None::<&str>);
    Ok(opened.map_err(|error| not_opened(&path, &error))?)
}

#[tauri::command]
pub(crate) async fn show_exported(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    let path = last(&session)?;
    Ok(app.opener().reveal_item_in_dir(&path).map_err(|error| not_opened(&path, &error))?)
}

fn last(session: &Session) -> Result<PathBuf> {
    let last = session.export.last.lock().unwrap_or_else(PoisonError::into_inner);
    last.clone().ok_or(Error::NothingExported)
}

pub(super) fn not_opened(path: &std::path::Path, error: &tauri_plugin_opener::Error) -> Error {
    Error::NotOpened { what: path.display().to_string(), reason: error.to_string() }
}
