//! The learner's own video files.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

use ml_health_study::{attachment::Video, id::LessonId};
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

/// The file attached to a lesson, looked at now: never while the store is held, since a drive may take its time.
pub(super) fn source(path: &Path, lesson: &LessonId, address: &Address) -> FileSource {
    // A pipe would be waited for; only an ordinary file is opened.
    let opened = fs::metadata(path)
        .and_then(|found| if found.is_file() { File::open(path).map(Some) } else { Ok(None) });
    let state = match opened {
        Ok(Some(_)) => FileState::Ready,
        Err(error) if error.kind() == io::ErrorKind::NotFound => FileState::Missing,
        _ => FileState::Unreadable,
    };
    FileSource {
        url: address.url(&format!("video/{lesson}")),
        name: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        state,
    }
}

#[tauri::command]
pub(crate) async fn attach_video(
    app: AppHandle,
    session: State<'_, Session>,
    lesson: LessonId,
) -> Answer<Option<FileSource>> {
    let (address, asker) = (session.address.clone(), dialogs(&app));
    // Looked at before the store is taken: a drive may take its time.
    let looked = super::blocking(move || -> Result<_> {
        let chosen = asker.video("Choose a video file for this lesson");
        Ok(chosen.map(|path| Video::look(&path)).transpose()?)
    });
    let Some(video) = looked.await?? else { return Ok(None) };
    let kept = {
        let lesson = lesson.clone();
        session.study(move |study| Ok(study.keep_video(&lesson, &video, now())?)).await?
    };
    study_changed(&app);
    Ok(Some(super::blocking(move || source(&kept, &lesson, &address)).await?))
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
