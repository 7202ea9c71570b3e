//! What the window can ask for: one file a concept. A command unpacks, makes one call, answers.
//!
//! Every command is `async` and leaves the window's thread at once. No command takes a path: files are named in
//! dialogs that Rust opens. `ui/ipc.js` has a function for each command, `build.rs` and `capabilities/` name them all.

mod backup;
mod copy;
mod course;
mod damage;
mod document;
mod import;
mod link;
mod matching;
mod note;
mod progress;
mod restore;
mod revision;
mod search;
mod setting;
mod system;
mod transcript;
mod trash;
#[cfg(test)]
mod types;
mod video;
mod window;

use std::path::Path;

use tauri::{AppHandle, Emitter as _, Runtime, ipc::Invoke};

use crate::{Result, error::CommandError};

type Answer<T> = std::result::Result<T, CommandError>;

/// Runs what may take its time, such as a dialog or typesetting, on a thread made for that.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    Ok(tauri::async_runtime::spawn_blocking(work).await?)
}

/// Every command, for the window's builder.
pub(crate) fn all() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        backup::back_up_now,
        backup::backup_list,
        backup::backup_notice,
        backup::choose_second_folder,
        backup::forget_second_folder,
        backup::safety,
        copy::attach_copy,
        copy::library_copies,
        copy::open_copy,
        copy::remove_copy,
        course::course,
        course::lesson,
        damage::damage,
        damage::recover,
        document::cancel_export,
        document::export_notes,
        document::open_exported,
        document::show_exported,
        import::carry_out_import,
        import::choose_import,
        link::open_link,
        link::open_on_youtube,
        link::open_resource,
        matching::choose_video_folder,
        matching::dropped_files,
        matching::keep_matches,
        note::delete_note,
        note::note_link,
        note::notes,
        note::restore_note,
        note::save_note,
        progress::mark_lesson,
        progress::overview,
        progress::save_progress,
        progress::what_fits,
        restore::carry_out_restore,
        restore::choose_backup_file,
        restore::preview_restore,
        restore::undo_restore,
        revision::note_history,
        revision::restore_revision,
        revision::revision,
        search::search,
        setting::about,
        setting::delete_everything,
        setting::forget_youtube,
        setting::save_settings,
        setting::settings,
        setting::show_data_folder,
        system::system,
        transcript::attach_captions,
        transcript::remove_captions,
        transcript::transcript,
        trash::empty_trash,
        trash::trash,
        video::attach_video,
        video::detach_video,
        window::close_watch_window,
        window::close_window,
        window::open_watch_window,
        window::set_window_mode,
    ]
}

/// The end of a path.
fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Tells the window that something in the store is no longer what it was.
pub(crate) fn study_changed<R: Runtime>(app: &AppHandle<R>) {
    if let Err(error) = app.emit("study-changed", ()) {
        tracing::warn!("the window was not told of a change: {error}");
    }
}
