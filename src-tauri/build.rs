//! Tells Tauri which commands the window has, and where its permissions stand.

/// Every command of the window. A command that is missing here cannot be allowed in `capabilities/`.
const COMMANDS: &[&str] = &[
    "about",
    "attach_video",
    "cancel_export",
    "close_window",
    "course",
    "data_location",
    "delete_everything",
    "delete_note",
    "detach_video",
    "export_pdf",
    "forget_youtube",
    "lesson",
    "mark_lesson",
    "notes",
    "open_exported",
    "open_link",
    "open_on_youtube",
    "open_resource",
    "overview",
    "restore_note",
    "save_note",
    "save_progress",
    "save_settings",
    "settings",
    "show_data_folder",
    "show_exported",
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
