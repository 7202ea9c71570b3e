//! Settings, and what is kept on this computer.

use ml_health_study::{
    course::Source,
    settings::{Settings, SettingsChange},
};
use serde::Serialize;
use tauri::{AppHandle, Manager as _, State, WebviewWindow};
use tauri_plugin_opener::OpenerExt as _;
use ts_rs::TS;

use super::{Answer, document::not_opened, study_changed};
use crate::{Error, now, session::Session};

/// What has to be typed before everything is deleted.
const CONFIRMATION: &str = "delete everything";

/// What this program is.
#[derive(Debug, Serialize, TS)]
pub(crate) struct About {
    version: &'static str,
}

#[tauri::command]
pub(crate) async fn settings(session: State<'_, Session>) -> Answer<Settings> {
    Ok(session.study(|study| Ok(study.settings()?)).await?)
}

#[tauri::command]
pub(crate) async fn save_settings(
    app: AppHandle,
    session: State<'_, Session>,
    change: SettingsChange,
) -> Answer<Settings> {
    let kept = session.study(|study| Ok(study.change_settings(change)?)).await?;
    study_changed(&app);
    Ok(kept)
}

#[tauri::command]
pub(crate) async fn show_data_folder(app: AppHandle, session: State<'_, Session>) -> Answer<()> {
    let opened = app.opener().open_path(session.folder.to_string_lossy(), None::<&str>);
    Ok(opened.map_err(|error| not_opened(&session.folder, &error))?)
}

/// Clears what the webview stored: cookies and caches, YouTube's and our own. The store is not in there.
#[tauri::command]
pub(crate) async fn forget_youtube(window: WebviewWindow) -> Answer<()> {
    Ok(window.clear_all_browsing_data().map_err(Error::from)?)
}

#[tauri::command]
pub(crate) async fn delete_everything(
    app: AppHandle,
    session: State<'_, Session>,
    confirmation: String,
) -> Answer<()> {
    if confirmation.trim() != CONFIRMATION {
        return Err(Error::WrongConfirmation { typed: confirmation }.into());
    }
    let deleted = session.study(|study| {
        study.delete_everything(now())?;
        study.load_course(&Source::embedded())?;
        Ok(())
    });
    deleted.await?;
    // Only now: had the deletion failed, the words that are not saved yet would be in there alone.
    if let Some(window) = app.get_webview_window(crate::window::LABEL) {
        window.clear_all_browsing_data().map_err(Error::from)?;
    }
    study_changed(&app);
    Ok(())
}

#[tauri::command]
pub(crate) async fn about() -> Answer<About> {
    Ok(About { version: env!("CARGO_PKG_VERSION") })
}
