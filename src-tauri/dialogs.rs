//! The system's dialogs, behind one small trait, so that a test can give the answers: no driver reaches them.

use std::path::PathBuf;

use ml_health_study::matching::{CAPTION_ENDINGS, VIDEO_ENDINGS};
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};

/// The questions that need a dialog of the system. Each blocks until it is answered: never on the window's thread.
pub(crate) trait Dialogs: Send + Sync {
    /// Which video file? `None`: cancelled.
    fn video(&self, title: &str) -> Option<PathBuf>;
    /// Which file of captions? `None`: cancelled.
    fn captions(&self, title: &str) -> Option<PathBuf>;
    /// Which PDF? `None`: cancelled.
    fn pdf(&self, title: &str) -> Option<PathBuf>;
    /// Which folder? `None`: cancelled.
    fn folder(&self, title: &str) -> Option<PathBuf>;
    /// Which file of notes? `None`: cancelled.
    fn notes(&self, title: &str) -> Option<PathBuf>;
    /// Which backup? `None`: cancelled.
    fn backup(&self, title: &str) -> Option<PathBuf>;
    /// Where to write a file of this kind and ending? `None`: cancelled.
    fn save(&self, title: &str, file_name: &str, kind: &str, ending: &str) -> Option<PathBuf>;
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

impl System {
    fn file(&self, title: &str, kind: &str, endings: &[&str]) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title(title).add_filter(kind, endings);
        dialog.add_filter("All files", &["*"]).blocking_pick_file()?.into_path().ok()
    }
}

impl Dialogs for System {
    fn video(&self, title: &str) -> Option<PathBuf> {
        self.file(title, "Videos", VIDEO_ENDINGS)
    }

    fn captions(&self, title: &str) -> Option<PathBuf> {
        self.file(title, "Captions", CAPTION_ENDINGS)
    }

    fn pdf(&self, title: &str) -> Option<PathBuf> {
        self.file(title, "PDF", &["pdf"])
    }

    fn folder(&self, title: &str) -> Option<PathBuf> {
        self.0.dialog().file().set_title(title).blocking_pick_folder()?.into_path().ok()
    }

    fn notes(&self, title: &str) -> Option<PathBuf> {
        self.file(title, "Notes", &["json", "md", "markdown", "txt"])
    }

    fn backup(&self, title: &str) -> Option<PathBuf> {
        self.file(title, "Backups", &["db"])
    }

    fn save(&self, title: &str, file_name: &str, kind: &str, ending: &str) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title(title).set_file_name(file_name);
        let mut path = dialog.add_filter(kind, &[ending]).blocking_save_file()?.into_path().ok()?;
        if path.extension().is_none() {
            path.set_extension(ending);
        }
        Some(path)
    }

    fn confirm(&self, title: &str, question: &str, yes: &str, no: &str) -> bool {
        let buttons = MessageDialogButtons::OkCancelCustom(yes.into(), no.into());
        let dialog = self.0.dialog().message(question).title(title).kind(MessageDialogKind::Warning);
        dialog.buttons(buttons).blocking_show()
    }
}

/// Answers from the JSON file that `ML_HEALTH_DIALOG` names: `{"video": path, "captions": path, "pdf": path, "folder":
/// path, "notes": path, "backup": path, "save": path, "confirm": bool}`, read anew at each question. What is missing is an answer
/// of cancel. Each question is written to a file beside it.
#[cfg(debug_assertions)]
mod scripted {
    use std::path::PathBuf;

    use serde::Deserialize;

    #[derive(Default, Deserialize)]
    struct Answers {
        video: Option<PathBuf>,
        captions: Option<PathBuf>,
        pdf: Option<PathBuf>,
        folder: Option<PathBuf>,
        notes: Option<PathBuf>,
        backup: Option<PathBuf>,
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

        fn captions(&self, title: &str) -> Option<PathBuf> {
            self.answers(title).captions
        }

        fn pdf(&self, title: &str) -> Option<PathBuf> {
            self.answers(title).pdf
        }

        fn folder(&self, title: &str) -> Option<PathBuf> {
            self.answers(title).folder
        }

        fn notes(&self, title: &str) -> Option<PathBuf> {
            self.answers(title).notes
        }

        fn backup(&self, title: &str) -> Option<PathBuf> {
            self.answers(title).backup
        }

        fn save(&self, title: &str, file_name: &str, _kind: &str, _ending: &str) -> Option<PathBuf> {
            // A folder stands for "the proposed name, in there".
            self.answers(title).save.map(|path| if path.is_dir() { path.join(file_name) } else { path })
        }

        fn confirm(&self, title: &str, _question: &str, _yes: &str, _no: &str) -> bool {
            self.answers(title).confirm
        }
    }
}
