//! What is done over and over while the window is open: noticing what other programs write, making backups, and trying
//! one out each day.

use std::time::Duration;

use ml_health_study::{
    backup::{self, second},
    course::Source,
    restore,
    time::Timestamp,
};
use tauri::{AppHandle, Emitter as _};
use tokio::time::MissedTickBehavior;

use crate::{Error, Result, commands, now, session::Session};

/// How often it is looked whether another program, such as the command line, wrote to the store.
const LOOK: Duration = Duration::from_secs(1);
/// How often it is looked whether a backup is due: by the clock, so that an hour of sleep is an hour.
const BACKUP: Duration = Duration::from_mins(1);

pub(crate) fn begin(app: &AppHandle, session: &Session) {
    tauri::async_runtime::spawn(notice_others(app.clone(), session.clone()));
    tauri::async_runtime::spawn(keep_safe(app.clone(), session.clone()));
}

/// After a suspend, one round makes up for all that were missed.
fn every(period: Duration) -> tokio::time::Interval {
    let mut ticks = tokio::time::interval(period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

async fn notice_others(app: AppHandle, session: Session) {
    let mut seen = None;
    let mut ticks = every(LOOK);
    loop {
        ticks.tick().await;
        let version = session.if_open(|study| Ok(study.version_of_others()?));
        let Ok(Some(version)) = version.await else { continue };
        if seen.replace(version).is_some_and(|before| before != version) {
            commands::study_changed(&app);
        }
    }
}

async fn keep_safe(app: AppHandle, session: Session) {
    let mut ticks = every(BACKUP);
    let mut round = Round { copies_wait: true, tried: None, trial: None };
    loop {
        ticks.tick().await;
        let made = round.make(&session).await;
        let words = made.err().map(|error| told(&error, error.backup_message()));
        let words = words.or_else(|| round.trial.clone());
        if session.trouble.set(words)
            && let Err(error) = app.emit("backup-failed", ())
        {
            tracing::warn!("the window was not told of a backup that failed: {error}");
        }
    }
}

fn told(error: &Error, words: String) -> String {
    tracing::error!("a backup or its trial failed: {error}");
    words
}

struct Round {
    /// Whether the second folder lacks something, as far as is known.
    copies_wait: bool,
    /// When a restore was last tried, be it in vain.
    tried: Option<Timestamp>,
    /// Why that failed, and has not succeeded since.
    trial: Option<String>,
}

impl Round {
    async fn make(&mut self, session: &Session) -> Result<()> {
        let made = session.if_open(|study| {
            let made = study.backup_if_due(now())?.is_some();
            // What is old goes only when it is in a backup.
            if made && let Err(error) = study.let_go_of_old(now()) {
                tracing::warn!("what is old stays for another hour: {error}");
            }
            Ok(made)
        });
        let Some(made) = made.await? else { return Ok(()) };
        let is_todays = |moment: &Timestamp| moment.day() == now().day();
        self.copies_wait |= made;
        if !self.tried.as_ref().is_some_and(is_todays) {
            self.tried = Some(now());
            self.trial = try_restore(session).await.err().map(|error| told(&error, error.trial_message()));
        } else if self.trial.is_some() && backup::restore_tested(&session.folder) >= self.tried {
            // The learner made a new backup.
            self.trial = None;
        }
        if self.copies_wait {
            send_copies(session).await?;
            self.copies_wait = false;
        }
        Ok(())
    }
}

/// Puts the newest backup back on trial, unless that was done today; the store stays free meanwhile.
async fn try_restore(session: &Session) -> Result<()> {
    let folder = session.folder.clone();
    let tried = tauri::async_runtime::spawn_blocking(move || {
        let tested = backup::restore_tested(&folder);
        if tested.is_some_and(|tested| tested.day() == now().day()) {
            return Ok(true);
        }
        restore::rehearse(&folder, &Source::embedded(), now())
    });
    Ok(tried.await?.map(drop)?)
}

/// Brings the second folder up to date, as long as that takes; the store stays free meanwhile.
pub(crate) async fn send_copies(session: &Session) -> Result<()> {
    let folder = session.folder.clone();
    Ok(tauri::async_runtime::spawn_blocking(move || second::send(&folder, now())).await??)
}
