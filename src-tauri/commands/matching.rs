//! Many files at once. They are found, and stay, in Rust: the window knows them by number.

use std::sync::PoisonError;

use ml_health_study::{
    attachment::Video,
    id::LessonId,
    matching::{self, Found, Match, MatchChoice, MatchedFile, MatchedKind},
    transcript::{self, Captions},
};
use serde::Serialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::{Answer, study_changed};
use crate::{Result, dialogs::dialogs, error::CommandError, now, session::Session};

/// What was kept of a proposal.
#[derive(Debug, Default, Serialize, TS)]
pub(crate) struct Kept {
    videos: usize,
    captions: usize,
    failed: Vec<NotKept>,
}

/// A file that was not, and why.
#[derive(Debug, Serialize, TS)]
pub(crate) struct NotKept {
    name: String,
    message: String,
}

#[tauri::command]
pub(crate) async fn choose_video_folder(
    app: AppHandle,
    session: State<'_, Session>,
) -> Answer<Option<Match>> {
    let asker = dialogs(&app);
    let found = super::blocking(move || {
        asker.folder("Choose the folder with your videos").map(|folder| matching::scan(&[folder]))
    });
    match found.await? {
        Some(found) => Ok(Some(propose(&session, found).await?)),
        None => Ok(None),
    }
}

#[tauri::command]
pub(crate) async fn dropped_files(session: State<'_, Session>) -> Answer<Option<Match>> {
    let dropped = std::mem::take(&mut *session.files.dropped.lock().unwrap_or_else(PoisonError::into_inner));
    if dropped.is_empty() {
        return Ok(None);
    }
    let found = super::blocking(move || matching::scan(&dropped)).await?;
    Ok(Some(propose(&session, found).await?))
}

/// Keeps each file for the lesson that was chosen for it. One that cannot be kept does not keep the others away.
#[tauri::command]
pub(crate) async fn keep_matches(
    app: AppHandle,
    session: State<'_, Session>,
    choices: Vec<MatchChoice>,
) -> Answer<Kept> {
    let proposed = session.files.proposed.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mut kept = Kept::default();
    for MatchChoice { index, lesson } in choices {
        let (Some(lesson), Some(file)) = (lesson, proposed.get(index)) else { continue };
        match keep(&session, file, &proposed, lesson).await {
            Ok(MatchedKind::Video) => kept.videos += 1,
            Ok(MatchedKind::Captions) => kept.captions += 1,
            Err(error) => kept
                .failed
                .push(NotKept { name: file.name.clone(), message: CommandError::from(error).message }),
        }
    }
    study_changed(&app);
    Ok(kept)
}

async fn propose(session: &Session, found: Found) -> Result<Match> {
    let proposal = session.study(move |study| Ok(study.propose(&found)?)).await?;
    session.files.proposed.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&proposal.files);
    Ok(proposal)
}

/// A file that was looked at, before the store is taken: a drive may take its time.
enum Brought {
    Video(Video),
    Captions(Captions),
}

async fn keep(
    session: &Session,
    file: &MatchedFile,
    proposed: &[MatchedFile],
    lesson: LessonId,
) -> Result<MatchedKind> {
    let (path, kind) = (file.path.clone(), file.kind);
    let others: Vec<_> = proposed.iter().map(|file| file.path.clone()).collect();
    let brought = super::blocking(move || -> Result<_> {
        Ok(match kind {
            MatchedKind::Video => {
                Brought::Video(Video::look(&path)?.leaving(others.iter().map(AsRef::as_ref)))
            }
            MatchedKind::Captions => Brought::Captions(transcript::read(&path)?),
        })
    });
    let brought = brought.await??;
    session
        .study(move |study| {
            match brought {
                Brought::Video(video) => drop(study.keep_video(&lesson, &video, now())?),
                Brought::Captions(captions) => drop(study.keep_transcript(&lesson, &captions, now())?),
            }
            Ok(kind)
        })
        .await
}
