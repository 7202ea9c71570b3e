//! Backups, and what can be shown of how safe the notes are.

use ml_health_study::{
    backup::{self, BackupEntry, second, second::SecondFolder},
    course::Source,
    restore,
    time::Timestamp,
};
use serde::Serialize;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::Answer;
use crate::{Result, dialogs::dialogs, media, now, rounds, session::Session};

/// What can be shown of how safe the notes are.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Safety {
    notes: usize,
    /// The data folder.
    folder: String,
    /// How many backups there are.
    backups: usize,
    last: Option<BackupEntry>,
    /// Whether anything may have changed since the last backup.
    changed_since: bool,
    /// When a backup was last put back on trial, and held what it should.
    restore_tested: Option<Timestamp>,
    second: Option<SecondFolder>,
    /// Why the last backup failed, in words.
    problem: Option<String>,
}

#[tauri::command]
pub(crate) async fn safety(session: State<'_, Session>) -> Answer<Safety> {
    Ok(safety_of(&session).await?)
}

/// Makes a backup, tries it out, and brings the second folder up to date.
#[tauri::command]
pub(crate) async fn back_up_now(session: State<'_, Session>) -> Answer<Safety> {
    session.study(|study| Ok(study.back_up(now())?)).await?;
    let folder = session.folder.clone();
    super::blocking(move || restore::rehearse(&folder, &Source::embedded(), now())).await??;
    rounds::send_copies(&session).await?;
    session.trouble.set(None);
    Ok(safety_of(&session).await?)
}

/// Why a backup failed, if the learner was not told yet. Asking tells it.
#[tauri::command]
pub(crate) async fn backup_notice(session: State<'_, Session>) -> Answer<Option<String>> {
    Ok(session.trouble.tell())
}

/// The newest first.
#[tauri::command]
pub(crate) async fn backup_list(session: State<'_, Session>) -> Answer<Vec<BackupEntry>> {
    let folder = session.folder.clone();
    let listed = super::blocking(move || backup::list(&folder)).await??;
    let entries = super::blocking(move || listed.iter().rev().map(backup::Backup::entry).collect());
    Ok(entries.await?)
}

/// Asks for a folder to which copies go from now on, and makes the first. `None` when the dialog was cancelled.
#[tauri::command]
pub(crate) async fn choose_second_folder(
    app: AppHandle,
    session: State<'_, Session>,
) -> Answer<Option<Safety>> {
    let asker = dialogs(&app);
    let chosen = super::blocking(move || asker.folder("Keep copies of the backups in")).await?;
    let Some(chosen) = chosen else { return Ok(None) };
    let [one, two, three, four]: [u8; 4] = media::random()?;
    let token = format!("{one:02x}{two:02x}{three:02x}{four:02x}");
    let folder = session.folder.clone();
    super::blocking(move || second::choose(&folder, Some(&chosen), &token)).await??;
    rounds::send_copies(&session).await?;
    Ok(Some(safety_of(&session).await?))
}

/// No more copies from now on. Those that were made stay.
#[tauri::command]
pub(crate) async fn forget_second_folder(session: State<'_, Session>) -> Answer<Safety> {
    let folder = session.folder.clone();
    super::blocking(move || second::choose(&folder, None, "")).await??;
    Ok(safety_of(&session).await?)
}

async fn safety_of(session: &Session) -> Result<Safety> {
    let safety = session.study(|study| Ok(study.safety()?)).await?;
    Ok(Safety {
        notes: safety.notes,
        folder: session.folder.display().to_string(),
        backups: safety.backups,
        last: safety.last,
        changed_since: safety.changed_since,
        restore_tested: safety.restore_tested,
        second: safety.second,
        problem: session.trouble.words(),
    })
}
