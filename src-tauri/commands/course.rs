//! The course, and a lesson's page.

use ml_health_study::{
    course::Course,
    id::LessonId,
    markdown,
    note::Note,
    progress::{Progress, Welcome},
    transcript::TranscriptSource,
};
use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::{
    Answer,
    video::{self, FileSource},
};
use crate::{now, session::Session};

/// Everything that a lesson's page shows beside what the course already says of it.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LessonPage {
    id: LessonId,
    key_ideas_html: String,
    progress: Progress,
    /// For whoever was away from this lesson for more than an hour.
    welcome: Option<Welcome>,
    notes: Vec<Note>,
    youtube: YouTubeSource,
    file: Option<FileSource>,
    transcript: Option<TranscriptSource>,
}

/// Where the lesson's video is at YouTube.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct YouTubeSource {
    /// The loopback page that holds the player.
    page: String,
    /// YouTube's own page, to be shown, not to be loaded.
    watch: String,
}

#[tauri::command]
pub(crate) async fn course(session: State<'_, Session>) -> Answer<Course> {
    Ok(session.study(|study| Ok(study.course()?)).await?)
}

#[tauri::command]
pub(crate) async fn lesson(session: State<'_, Session>, lesson: LessonId) -> Answer<LessonPage> {
    let address = session.address.clone();
    let id = lesson.clone();
    let (mut page, attached) = session
        .study(move |study| {
            let found = study.lesson(&id)?;
            let page = LessonPage {
                key_ideas_html: markdown::to_html(&found.key_ideas),
                progress: study.progress(&id, now())?,
                welcome: study.welcome(&id, now())?,
                notes: study.lesson_notes(&id)?,
                youtube: YouTubeSource {
                    page: address.url(&format!("youtube/{id}")),
                    watch: found.video.watch_url(0),
                },
                file: None,
                transcript: study.captions_source(&id)?,
                id: found.id,
            };
            Ok((page, study.attached_video(&id)?))
        })
        .await?;
    if let Some(path) = attached {
        let address = session.address.clone();
        page.file = Some(super::blocking(move || video::source(&path, &lesson, &address)).await?);
    }
    Ok(page)
}
