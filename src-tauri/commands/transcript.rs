//! Captions that the learner brings.

use ml_health_study::{
    id::LessonId,
    transcript::{self, Transcript, TranscriptSource},
};
use tauri::{AppHandle, State};

use super::{Answer, study_changed};
use crate::{Result, dialogs::dialogs, now, session::Session};

#[tauri::command]
pub(crate) async fn transcript(session: State<'_, Session>, lesson: LessonId) -> Answer<Option<Transcript>> {
    Ok(session.study(move |study| Ok(study.transcript(&lesson)?)).await?)
}

#[tauri::command]
pub(crate) async fn attach_captions(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
) -> Answer<Option<TranscriptSource>> {
    let asker = dialogs(&app);
    // Read before the store is taken: a drive may take its time.
    let read = super::blocking(move || -> Result<_> {
        let chosen = asker.captions("Choose a captions file for this lesson");
        Ok(chosen.map(|path| transcript::read(&path)).transpose()?)
    });
    let Some(captions) = read.await?? else { return Ok(None) };
    let kept = session.study(move |study| Ok(study.keep_transcript(&lesson, &captions, now())?)).await?;
    study_changed(&app);
    Ok(Some(kept))
}

#[tauri::command]
pub(crate) async fn remove_captions(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
) -> Answer<()> {
    session.study(move |study| Ok(study.remove_captions(&lesson)?)).await?;
    study_changed(&app);
    Ok(())
}
