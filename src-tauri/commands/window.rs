//! The window itself, and the second one.

use ml_health_study::id::LessonId;
use tauri::{AppHandle, State, WebviewWindow};

use super::{Answer, link::whole_second};
use crate::{
    Error,
    session::Session,
    watch_window,
    window_mode::{WindowMode, WindowState},
};

/// The window says: everything is saved. It goes.
#[tauri::command]
pub(crate) async fn close_window(window: WebviewWindow) -> Answer<()> {
    Ok(window.destroy().map_err(Error::from)?)
}

#[tauri::command]
pub(crate) async fn set_window_mode(
    window: WebviewWindow,
    session: State<'_, Session>,
    mode: WindowMode,
) -> Answer<WindowState> {
    Ok(session.shape.set(&window, mode).map_err(Error::from)?)
}

/// Shows the lesson on YouTube's own page, from this second on, in a window that can call nothing.
#[tauri::command]
pub(crate) async fn open_watch_window(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
    second: f64,
) -> Answer<()> {
    let lesson = session.study(move |study| Ok(study.lesson(&lesson)?)).await?;
    Ok(watch_window::open(&app, &session, &lesson, whole_second(second))?)
}

#[tauri::command]
pub(crate) async fn close_watch_window(app: AppHandle) -> Answer<()> {
    Ok(watch_window::close(&app).map_err(Error::from)?)
}
