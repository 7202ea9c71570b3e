//! The learner's own video files.

use std::{fs::File, io};

use ml_health_study::{Study, id::LessonId};
use serde::Serialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::{Answer, study_changed};
use crate::{Result, dialogs::dialogs, media::Address, now, session::Session};

/// An attached file, as the window plays and names it.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileSource {
    /// At the loopback server.
    url: String,
    /// The file's name without its folder.
    name: String,
    state: FileState,
}

/// Whether the file can be read.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FileState {
    Ready,
    Missing,
    Unreadable,
}

/// The file attached to a lesson, looked at now.
pub(super) fn source(study: &Study, lesson: &LessonId, address: &Address) -> Result<Option<FileSource>> {
    let Some(path) = study.attached_video(lesson)? else {
        return Ok(None);
    };
    let state = match File::open(&path).and_then(|file| file.metadata()) {
        Ok(metadata) if metadata.is_file() => FileState::Ready,
        Err(error) if error.kind() == io::ErrorKind::NotFound => FileState::Missing,
        _ => FileState::Unreadable,
    };
    Ok(Some(FileSource {
        url: address.url(&format!("video/{lesson}")),
        name: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        state,
    }))
}

#[tauri::command]
pub(crate) async fn attach_video(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
) -> Answer<Option<FileSource>> {
    let (address, asker) = (session.address.clone(), dialogs(&app));
    let title = "Choose a video file for this lesson";
    let Some(path) = super::blocking(move || asker.video(title)).await? else {
        return Ok(None);
    };
    let attached = session.study(move |study| {
        study.attach_video(&lesson, &path, now())?;
        source(study, &lesson, &address)
    });
    let attached = attached.await?;
    study_changed(&app);
    Ok(attached)
}

#[tauri::command]
pub(crate) async fn detach_video(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
) -> Answer<()> {
    session.study(move |study| Ok(study.detach_video(&lesson)?)).await?;
    study_changed(&app);
    Ok(())
}
