//! What one run of the window holds, and the one place where the connection to the store is taken.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use ml_health_study::{
    Study,
    archive::Import,
    id::{LessonId, VideoId},
    matching::MatchedFile,
};
use tokio::sync::Notify;

use crate::{
    Error, Result,
    media::{Address, Videos},
    open_study,
    window_mode::Shape,
};

/// Shared by the commands, the loopback server and the window's own events.
#[derive(Clone)]
pub(crate) struct Session(Arc<Inner>);

pub(crate) struct Inner {
    pub folder: PathBuf,
    pub address: Address,
    pub export: Export,
    pub files: Files,
    /// What was chosen to be imported, until it is.
    pub import: Mutex<Option<Arc<Import>>>,
    pub restore: Restore,
    pub trouble: Trouble,
    pub shape: Shape,
    /// `None` when the store could not be opened; the window then says why and offers to try again.
    study: Mutex<Option<Study>>,
    /// Held as long as the process lives. `None` where there could be none.
    _lock: Option<File>,
}

/// The export that was begun last, and the file of the last one that was written.
#[derive(Default)]
pub(crate) struct Export {
    pub current: Mutex<Arc<Running>>,
    pub last: Mutex<Option<PathBuf>>,
}

/// The backup that was looked at last, and the one that takes the last restore back.
#[derive(Default)]
pub(crate) struct Restore {
    pub chosen: Mutex<Option<PathBuf>>,
    pub before: Mutex<Option<PathBuf>>,
}

/// Why the last backup failed, in words; and whether the learner was told.
#[derive(Default)]
pub(crate) struct Trouble(Mutex<Option<(String, bool)>>);

impl Trouble {
    /// Says how the last backup went; `true` when there is something to tell that was not told.
    pub(crate) fn set(&self, words: Option<String>) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = words.is_some() && known.as_ref().map(|(words, _)| words) != words.as_ref();
        if is_new || words.is_none() {
            *known = words.map(|words| (words, false));
        }
        is_new
    }

    pub(crate) fn words(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(words, _)| words.clone())
    }

    /// What was not told yet; from now on it was.
    pub(crate) fn tell(&self) -> Option<String> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (words, told) = known.as_mut()?;
        (!std::mem::replace(told, true)).then(|| words.clone())
    }
}

/// Files that the learner brought, before they are kept. The window knows them by their places in the proposal.
#[derive(Default)]
pub(crate) struct Files {
    /// What was dropped on the window last.
    pub dropped: Mutex<Vec<PathBuf>>,
    /// What was proposed last.
    pub proposed: Mutex<Vec<MatchedFile>>,
}

/// An export under way. Typesetting cannot be interrupted: a stopped export goes on unseen and writes nothing. One that
/// has begun to write is not stopped any more.
#[derive(Default)]
pub(crate) struct Running {
    decided: AtomicBool,
    stopped: Notify,
}

impl Running {
    /// Whether the file may be written now; from then on it is too late to stop.
    pub(crate) fn may_write(&self) -> bool {
        !self.decided.swap(true, Ordering::SeqCst)
    }

    /// Stops the export, unless it writes already.
    pub(crate) fn stop(&self) {
        if self.may_write() {
            self.stopped.notify_one();
        }
    }

    pub(crate) async fn stopped(&self) {
        self.stopped.notified().await;
    }
}

impl Session {
    /// Takes the data folder for this process and opens what is in it. To be called on the main thread.
    pub(crate) fn start(folder: &Path, address: Address) -> Result<Self> {
        let lock = lock(folder)?;
        let study = open_study(folder).inspect_err(|error| tracing::error!("{error}")).ok();
        Ok(Self(Arc::new(Inner {
            folder: folder.into(),
            address,
            export: Export::default(),
            files: Files::default(),
            import: Mutex::default(),
            restore: Restore::default(),
            trouble: Trouble::default(),
            shape: Shape::new(),
            study: Mutex::new(study),
            _lock: lock,
        })))
    }

    /// Runs `work` with the store on a thread that may block. A store that could not be opened is tried again here, so
    /// that the error is told where it matters and goes away when its cause does.
    pub(crate) async fn study<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Study) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.with(|folder, study| match study {
            // What a deletion that failed half-way leaves is in memory only: the next call opens what is on the disk. So it
            // does where nothing could be written, since that may be over.
            Some(open) if open.folder().is_some() && !open.is_read_only() => work(open),
            _ => {
                // Before the next: what one connection found out about the files holds for all of a process.
                *study = None;
                work(study.insert(open_study(folder)?))
            }
        })
        .await
    }

    /// The same for what nobody asked for: a store that could not be opened is left alone, and the answer is `None`.
    pub(crate) async fn if_open<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Study) -> Result<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.with(|_, study| study.as_mut().map(work).transpose()).await
    }

    /// The same with the store closed, for what is done to its files. The next call opens what is there then.
    pub(crate) async fn closed<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.with(|folder, study| {
            *study = None;
            work(folder)
        })
        .await
    }

    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path, &mut Option<Study>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let session = self.clone();
        tauri::async_runtime::spawn_blocking(move || {
            // A poisoned lock means that another call panicked; its transaction was rolled back, so the store is sound.
            let mut study = session.study.lock().unwrap_or_else(PoisonError::into_inner);
            work(&session.folder, &mut study)
        })
        .await?
    }
}

impl std::ops::Deref for Session {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Videos for Session {
    async fn youtube(&self, lesson: LessonId) -> Option<VideoId> {
        self.study(move |study| Ok(study.lesson(&lesson)?.video)).await.ok()
    }

    async fn file(&self, lesson: LessonId) -> Option<PathBuf> {
        self.study(move |study| Ok(study.attached_video(&lesson)?)).await.ok()?
    }
}

/// One process with a window a data folder. The system lets go of the lock when the process ends, however it ends. Where
/// nothing can be written or locked there may be none, and the window opens all the same, to say so.
pub(crate) fn lock(folder: &Path) -> Result<Option<File>> {
    let path = folder.join("window.lock");
    ml_health_study::create_data_folder(folder)?;
    // Where it lies already, it need not be written.
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    let locked = opened.or_else(|error| File::open(&path).map_err(|_| error)).map_err(TryLockError::Error);
    match locked.and_then(|file| file.try_lock().map(|()| file)) {
        Ok(file) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Error::AlreadyOpen),
        Err(TryLockError::Error(error)) => {
            tracing::warn!("{path:?} cannot be locked: {error}");
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_window_a_data_folder_and_one_where_nothing_can_be_locked() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = lock(folder.path());
        assert!(matches!(first, Ok(Some(_))));
        assert!(matches!(lock(folder.path()), Err(Error::AlreadyOpen)));
        drop(first);
        std::fs::remove_file(folder.path().join("window.lock")).expect("a file");
        std::fs::create_dir(folder.path().join("window.lock")).expect("a folder in the way");
        assert!(lock(folder.path()).is_ok(), "the window opens all the same");
    }
}
