//! A database that cannot be read as it should be: what is left, and going on with it.

use std::path::PathBuf;

use ml_health_study::{
    course::Source,
    damage::{self, Damage, Recovery},
};
use serde::Serialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::{Answer, study_changed};
use crate::{now, session::Session};

/// What there is now.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Recovered {
    notes: usize,
    /// Where the damaged files are; `None` when there were none.
    kept_in: Option<PathBuf>,
}

/// What is left. Takes as long as reading all of it does.
#[tauri::command]
pub(crate) async fn damage(session: State<'_, Session>) -> Answer<Damage> {
    Ok(session.closed(|folder| Ok(damage::look(folder, &Source::embedded(), now())?)).await?)
}

#[tauri::command]
pub(crate) async fn recover(app: AppHandle, session: State<'_, Session>, how: Recovery) -> Answer<Recovered> {
    let done = session.closed(move |folder| Ok(damage::recover(folder, how, &Source::embedded(), now())?));
    let recovered = done.await?;
    study_changed(&app);
    Ok(Recovered { notes: recovered.notes, kept_in: recovered.kept_in })
}
