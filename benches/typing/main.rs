//! What a letter costs in a note of 100 kB: from the key to the painted letter, in the note field of a lesson and in a bare
//! `<textarea>` of the same size with the same text, in the same window. `cargo xtask bench typing` brings the display.
//!
//! These are figures to look at: no bound that is missed fails a run.

#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "the window tests use more of it")]
#[path = "../../tests/window/desk.rs"]
mod desk;
#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "the window tests use more of it")]
#[path = "../../tests/window/screen.rs"]
mod screen;

#[cfg(target_os = "linux")]
fn main() {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(measure::run());
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("This drives WebKitGTK, so it runs on Linux only.");
}

#[cfg(target_os = "linux")]
mod measure {
    use std::fmt::Write as _;

    use serde_json::Value;
    use thirtyfour::Key;

    use crate::desk::{Desk, Window};

    /// Letters in a row; saves of the note fall among them.
    const LETTERS: usize = 60;
    /// In bytes.
    const LONG: usize = 100_000;

    /// Notes the time of each key until two frames later, when its letter is on the screen.
    const WATCH: &str = "window.letters = []; addEventListener('keydown', () => { const start = performance.now(); \
        requestAnimationFrame(() => requestAnimationFrame(() => letters.push(performance.now() - start))); }, true); \
        return null";
    /// A field like the note's, without anything that hears what is written in it.
    const BARE: &str = "const note = document.querySelector('.note-field:focus'); const bare = document.createElement('textarea'); \
        bare.className = 'note-field'; bare.id = 'bare'; bare.value = note.value; bare.style.width = `${note.clientWidth}px`; \
        bare.style.height = `${note.clientHeight}px`; document.querySelector('main').append(bare); bare.focus(); \
        bare.setSelectionRange(bare.value.length, bare.value.length); return null";

    pub async fn run() {
        println!("{:34}{:>10}{:>10}{:>10}", "from key to letter, in ms", "median", "p95", "longest");
        for bytes in [100, LONG] {
            let desk = Desk::new();
            let path = desk.path("long.md");
            std::fs::write(&path, format!("[0:10] {}\n", text(bytes))).expect("a file");
            desk.run(&["import", "--lesson", "2", &path.display().to_string()]);
            let window = desk.open().await;
            window.open_lesson(2).await;
            window.js::<Value>(WATCH).await;
            window.click("note-row .note-text").await;
            window.sees("note-row .note-field").await;
            let note = letters(&window).await;
            window.js::<Value>(BARE).await;
            let bare = letters(&window).await;
            println!("{}", line(&format!("a note of {bytes} bytes"), &note));
            println!("{}", line("… a bare field with the same text", &bare));
            println!("{:34}{:>10.2}×", "", middle(&note) / middle(&bare));
            window.close().await;
        }
    }

    async fn letters(window: &Window) -> Vec<f64> {
        window.js::<Value>("letters.length = 0; return null").await;
        window.keys(Key::End + "").await;
        for number in 0..LETTERS {
            window.keys(if number % 6 == 5 { " " } else { "a" }).await;
        }
        let script = "return letters";
        let mut times: Vec<f64> = window
            .until("every letter", async || {
                let times: Vec<f64> = window.js(script).await;
                (times.len() > LETTERS).then_some(times)
            })
            .await;
        times.sort_by(f64::total_cmp);
        times
    }

    fn text(bytes: usize) -> String {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < bytes {
            number += 1;
            let end = if number % 40 == 0 { "\n\n" } else { " " };
            write!(text, "word{number}{end}").expect("text");
        }
        text
    }

    fn middle(times: &[f64]) -> f64 {
        times[times.len() / 2]
    }

    fn line(name: &str, times: &[f64]) -> String {
        let (p95, longest) = (times[times.len() * 95 / 100], times[times.len() - 1]);
        format!("{name:34}{:>10.1}{p95:>10.1}{longest:>10.1}", middle(times))
    }
}
