//! Tells Tauri which commands the window has, and where its permissions stand.

/// Every command of the window. A command that is missing here cannot be allowed in `capabilities/`.
const COMMANDS: &[&str] = &[
    "about",
    "attach_captions",
    "attach_copy",
    "attach_video",
    "back_up_now",
    "backup_list",
    "backup_notice",
    "cancel_export",
    "carry_out_import",
    "carry_out_restore",
    "choose_backup_file",
    "choose_import",
    "choose_second_folder",
    "choose_video_folder",
    "close_watch_window",
    "close_window",
    "course",
    "damage",
    "delete_everything",
    "delete_note",
    "detach_video",
    "dropped_files",
    "empty_trash",
    "export_notes",
    "forget_second_folder",
    "forget_youtube",
    "keep_matches",
    "lesson",
    "library_copies",
    "mark_lesson",
    "note_history",
    "note_link",
    "notes",
    "open_copy",
    "open_exported",
    "open_link",
    "open_on_youtube",
    "open_resource",
    "open_watch_window",
    "overview",
    "preview_restore",
    "recover",
    "remove_captions",
    "remove_copy",
    "restore_note",
    "restore_revision",
    "revision",
    "safety",
    "save_note",
    "save_progress",
    "save_settings",
    "search",
    "set_window_mode",
    "settings",
    "show_data_folder",
    "show_exported",
    "system",
    "transcript",
    "trash",
    "undo_restore",
    "what_fits",
];

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
