//! What opens in the system's browser.

use ml_health_study::id::{LessonId, ResourceId};
use tauri::{AppHandle, State};

use super::Answer;
use crate::{links, session::Session};

#[tauri::command]
pub(crate) async fn open_resource(
    app: AppHandle,
    session: State<'_, Session>,
    resource: ResourceId,
) -> Answer<()> {
    let url = session.study(move |study| Ok(study.resource_url(&resource)?)).await?;
    Ok(links::open(&app, &url)?)
}

/// Opens a link of the course's texts or of a note; no other.
#[tauri::command]
pub(crate) async fn open_link(app: AppHandle, session: State<'_, Session>, url: String) -> Answer<()> {
    let url = session.study(|study| Ok(study.known_link(url)?)).await?;
    Ok(links::open(&app, &url)?)
}

#[tauri::command]
pub(crate) async fn open_on_youtube(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
    second: f64,
) -> Answer<()> {
    let video = session.study(move |study| Ok(study.lesson(&lesson)?.video)).await?;
    Ok(links::open(&app, &video.watch_url(whole_second(second)))?)
}

/// A float turns into the nearest second that there is, whatever it holds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn whole_second(second: f64) -> u32 {
    second as u32
}
