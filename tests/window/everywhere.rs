//! A walk through the whole window: every page, and every dialog that can be opened without a video. Nothing is played,
//! and nothing is asked of YouTube.

use serde_json::Value;
use thirtyfour::Key;

use crate::desk::Window;

impl Window {
    /// Lesson 1 has a note with these words.
    pub async fn go_everywhere(&self, words: &str) {
        self.go("#/").await;
        self.sees("home-page .cards").await;
        for lesson in 1..=9 {
            self.open_lesson(lesson).await;
        }
        self.open_lesson(1).await;
        for choice in ["history", "move"] {
            self.choose_for_note(words, choice).await;
            self.leave().await;
        }
        self.choose_for_note(words, "time").await;
        self.sees("note-time input").await;
        self.keys(Key::Escape + "").await;
        self.keys_on_page("?").await;
        self.leave().await;
        self.chord(Key::Control, 'k').await;
        self.sees("dialog.palette[open]").await;
        self.keys("machine").await;
        self.reads("#palette-options", "earning").await;
        self.leave().await;

        for (place, page) in [
            ("#/notes", "notes-page note-entry"),
            ("#/trash", "trash-page h1"),
            ("#/library", "library-page h2"),
            ("#/nowhere", "nowhere-page h1"),
            ("#/settings", "settings-page safety-panel"),
        ] {
            self.go(place).await;
            self.sees(page).await;
        }
        for button in ["Export…", "Import…", "Restore…", "Delete everything…"] {
            self.press(button).await;
            self.leave().await;
        }
    }

    /// Chooses from the menu of the note beside the video that has these words.
    pub async fn choose_for_note(&self, words: &str, choice: &str) {
        self.sees("note-row .note-text").await;
        let open = format!(
            "[...document.querySelectorAll('note-row')].find((row) => row.textContent.includes({words:?}))
               .querySelector('.note-more').click(); return null"
        );
        self.js::<Value>(&open).await;
        self.click(&format!("[role=menu]:not([hidden]) [data-choice={choice}]")).await;
    }

    /// Waits for the dialog, and leaves it as it is.
    pub async fn leave(&self) {
        self.sees("dialog[open]").await;
        self.keys(Key::Escape + "").await;
        self.until("no dialog", async || {
            let open =
                self.js::<Value>("return document.querySelector('dialog[open]')?.className ?? null").await;
            open.is_null().then_some(())
        })
        .await;
    }
}
