//! Copies of the library's PDFs.

use ml_health_study::{
    copy::{self, KeptCopy},
    id::ResourceId,
};
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt as _;

use super::{Answer, document::not_opened, study_changed};
use crate::{Result, dialogs::dialogs, now, session::Session};

#[tauri::command]
pub(crate) async fn library_copies(session: State<'_, Session>) -> Answer<Vec<KeptCopy>> {
    Ok(session.study(|study| Ok(study.copies()?)).await?)
}

#[tauri::command]
pub(crate) async fn attach_copy(
    app: AppHandle,
    session: State<'_, Session>,
    resource: ResourceId,
) -> Answer<Option<KeptCopy>> {
    let wanted = resource.clone();
    let place = session.study(move |study| Ok(study.copy_place(&wanted)?)).await?;
    let asker = dialogs(&app);
    // Copied while the store is free: a drive may take its time.
    let copied = super::blocking(move || -> Result<_> {
        let chosen = asker.pdf("Choose the PDF that you downloaded");
        Ok(chosen.map(|file| copy::bring(&file, &place)).transpose()?)
    });
    let Some(bytes) = copied.await?? else { return Ok(None) };
    let kept = session.study(move |study| Ok(study.remember_copy(&resource, bytes, now())?)).await?;
    study_changed(&app);
    Ok(Some(kept))
}

#[tauri::command]
pub(crate) async fn open_copy(
    app: AppHandle,
    session: State<'_, Session>,
    resource: ResourceId,
) -> Answer<()> {
    let path = session.study(move |study| Ok(study.copy_path(&resource)?)).await?;
    let opened = app.opener().open_path(path.to_string_lossy(), None::<&str>);
    Ok(opened.map_err(|error| not_opened(&path, &error))?)
}

#[tauri::command]
pub(crate) async fn remove_copy(
    app: AppHandle,
    session: State<'_, Session>,
    resource: ResourceId,
) -> Answer<()> {
    session.study(move |study| Ok(study.remove_copy(&resource)?)).await?;
    study_changed(&app);
    Ok(())
}
