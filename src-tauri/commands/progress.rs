//! How far the learner is.

use ml_health_study::{
    id::LessonId,
    progress::{Fit, Overview, Progress, ProgressReport},
};
use tauri::{AppHandle, State};

use super::{Answer, study_changed};
use crate::{now, session::Session};

#[tauri::command]
pub(crate) async fn overview(session: State<'_, Session>) -> Answer<Overview> {
    Ok(session.study(|study| Ok(study.overview(now())?)).await?)
}

#[tauri::command]
pub(crate) async fn what_fits(session: State<'_, Session>, minutes: u32) -> Answer<Option<Fit>> {
    Ok(session.study(move |study| Ok(study.what_fits(minutes, now())?)).await?)
}

#[tauri::command]
pub(crate) async fn save_progress(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
    report: ProgressReport,
) -> Answer<Progress> {
    let progress = session.study(move |study| Ok(study.save_progress(&lesson, &report, now())?)).await?;
    study_changed(&app);
    Ok(progress)
}

#[tauri::command]
pub(crate) async fn mark_lesson(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
    completed: bool,
) -> Answer<Progress> {
    let progress = session.study(move |study| Ok(study.mark_lesson(&lesson, completed, now())?)).await?;
    study_changed(&app);
    Ok(progress)
}
