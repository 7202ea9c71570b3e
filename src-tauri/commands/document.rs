//! What the learner takes away.

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError},
};

use serde::Serialize;
use tauri::{AppHandle, Emitter as _, State};
use tauri_plugin_opener::OpenerExt as _;
use ts_rs::TS;

use super::Answer;
use crate::{
    Error, Result,
    dialogs::{Dialogs, dialogs},
    document::{self, ExportChoice, ExportFormat},
    session::{Running, Session},
};

/// What was written.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Exported {
    /// The name of the file, or of a folder of files.
    file: String,
    folder: String,
    notes: usize,
    /// Of a PDF.
    pages: Option<usize>,
    /// Characters that no typeface of this computer has; each is shown as a mark.
    replaced: usize,
    /// Of Anki.
    cards: Option<usize>,
}

/// What an export is doing.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ExportStage {
    Collecting,
    Setting,
    Writing,
}

/// Asks where to, then exports what was chosen. `None` when it was cancelled, in the dialog or later; nothing is written
/// then.
#[tauri::command]
pub(crate) async fn export_notes(
    app: AppHandle,
    session: State<'_, Session>,
    choice: ExportChoice,
) -> Answer<Option<Exported>> {
    let session = session.inner().clone();
    let running = Arc::new(Running::default());
    *session.export.current.lock().unwrap_or_else(PoisonError::into_inner) = running.clone();
    let stage = {
        let app = app.clone();
        move |stage: ExportStage| drop(app.emit("export-stage", stage))
    };
    stage(ExportStage::Collecting);
    let format = choice.format;
    let draft = session.study(move |study| document::draft(study, &choice, document::today())).await?;
    let (asker, name) = (dialogs(&app), draft.file_name.clone());
    let Some(path) = super::blocking(move || place(&*asker, format, &name)).await? else { return Ok(None) };
    let work = {
        let (session, running) = (session.clone(), running.clone());
        super::blocking(move || -> Result<Option<Exported>> {
            stage(ExportStage::Setting);
            let ready = document::set(draft)?;
            if !running.may_write() {
                return Ok(None);
            }
            stage(ExportStage::Writing);
            document::write(&ready, &path)?;
            let exported = Exported {
                file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                folder: path.parent().unwrap_or(&path).display().to_string(),
                notes: ready.notes,
                pages: ready.pages,
                replaced: ready.replaced,
                cards: ready.cards,
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

/// Where the learner wants it.
fn place(asker: &dyn Dialogs, format: ExportFormat, name: &str) -> Option<PathBuf> {
    let save = |kind, ending| asker.save("Export your notes", name, kind, ending);
    match format {
        ExportFormat::Pdf => save("PDF", "pdf"),
        ExportFormat::Markdown => save("Markdown", "md"),
        ExportFormat::Json => save("JSON", "json"),
        ExportFormat::Anki => save("Text for Anki", "txt"),
        ExportFormat::MarkdownFolder => {
            let within = asker.folder("Export your notes: where to make the folder")?;
            Some(document::new_folder(&within, name))
        }
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
