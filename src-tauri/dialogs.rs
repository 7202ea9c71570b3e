//! The system's dialogs, behind one small trait, so that a test can give the answers: no driver reaches them.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};

/// The video files that a dialog offers first, by their endings.
const VIDEO_ENDINGS: &[&str] = &["mp4", "m4v", "mov", "webm", "mkv", "ogv", "avi"];

/// The questions that need a dialog of the system. Each blocks until it is answered: never on the window's thread.
pub(crate) trait Dialogs: Send + Sync {
    /// Which video file? `None`: cancelled.
    fn video(&self, title: &str) -> Option<PathBuf>;
    /// Where to write the PDF? `None`: cancelled.
    fn save_pdf(&self, title: &str, file_name: &str) -> Option<PathBuf>;
    /// Yes or no?
    fn confirm(&self, title: &str, question: &str, yes: &str, no: &str) -> bool;
}

/// The system's own dialogs, or in a debug build the answers that a test wrote down.
pub(crate) fn dialogs(app: &AppHandle) -> Box<dyn Dialogs> {
    #[cfg(debug_assertions)]
    if let Some(answers) = std::env::var_os("ML_HEALTH_DIALOG") {
        return Box::new(scripted::Scripted(answers.into()));
    }
    Box::new(System(app.clone()))
}

struct System(AppHandle);

impl Dialogs for System {
    fn video(&self, title: &str) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title(title).add_filter("Videos", VIDEO_ENDINGS);
        dialog.add_filter("All files", &["*"]).blocking_pick_file()?.into_path().ok()
    }

    fn save_pdf(&self, title: &str, file_name: &str) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title(title).set_file_name(file_name);
        let mut path = dialog.add_filter("PDF", &["pdf"]).blocking_save_file()?.into_path().ok()?;
        if path.extension().is_none() {
            path.set_extension("pdf");
        }
        Some(path)
    }

    fn confirm(&self, title: &str, question: &str, yes: &str, no: &str) -> bool {
        let buttons = MessageDialogButtons::OkCancelCustom(yes.into(), no.into());
        let dialog = self.0.dialog().message(question).title(title).kind(MessageDialogKind::Warning);
        dialog.buttons(buttons).blocking_show()
    }
}

/// Answers from the JSON file that `ML_HEALTH_DIALOG` names: `{"video": path, "save": path, "confirm": bool}`, read
/// anew at each question. What is missing is an answer of cancel. Each question is written to a file beside it.
#[cfg(debug_assertions)]
mod scripted {
    use std::path::PathBuf;

    use serde::Deserialize;

    #[derive(Default, Deserialize)]
    struct Answers {
        video: Option<PathBuf>,
        save: Option<PathBuf>,
        #[serde(default)]
        confirm: bool,
    }

    pub(super) struct Scripted(pub PathBuf);

    impl Scripted {
        fn answers(&self, question: &str) -> Answers {
            drop(std::fs::write(self.0.with_extension("asked"), question));
            let text = std::fs::read_to_string(&self.0).unwrap_or_default();
            serde_json::from_str(&text).unwrap_or_default()
        }
    }

    impl super::Dialogs for Scripted {
        fn video(&self, title: &str) -> Option<PathBuf> {
            self.answers(title).video
        }

        fn save_pdf(&self, title: &str, file_name: &str) -> Option<PathBuf> {
            // A folder stands for "the proposed name, in there".
            self.answers(title).save.map(|path| if path.is_dir() { path.join(file_name) } else { path })
        }

        fn confirm(&self, title: &str, _question: &str, _yes: &str, _no: &str) -> bool {
            self.answers(title).confirm
        }
    }
}
