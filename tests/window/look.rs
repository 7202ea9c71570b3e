//! Pictures of the window, for the README and for eyes: `cargo xtask screenshots`.

use serde_json::Value;

use crate::{
    desk::{Desk, Window, video},
    screen,
};

const NOTES: [(&str, &str); 3] = [
    ("0:04", "*Loss*: one number for how wrong. For length of stay: mean squared error, in days²."),
    ("0:11", "Learning rate is the step size. **Too big overshoots**, too small never arrives."),
    (
        "0:19",
        "Ask the data team: is clustering patients by their vitals *unsupervised* if we label the clusters after? #labels",
    ),
];

/// The window at a size, once the page has settled on it.
async fn picture(window: &Window, name: &str, width: u32, height: u32) {
    let Some(folder) = std::env::var_os("ML_HEALTH_SCREENSHOTS") else { return };
    std::fs::create_dir_all(&folder).expect("a folder");
    screen::resize(width, height);
    window
        .until("the size", async || (window.js::<u32>("return innerWidth").await == width).then_some(()))
        .await;
    window.js::<Value>("document.activeElement?.blur(); return null").await;
    let file = std::path::Path::new(&folder).join(name).with_extension("png");
    window.picture(&file).await;
}

/// The dialogs in which notes are found, taken away and brought back.
async fn dialogs(window: &Window, scheme: &str) {
    window.go("#/notes").await;
    window.reads("main", "Learning rate").await;
    for (width, height) in [(360, 740), (1280, 860)] {
        screen::resize(width, height);
        let open = async |event: &str, name: &str| {
            let send = format!(
                "document.querySelector('main').firstElementChild.dispatchEvent(new CustomEvent('{event}', {{ bubbles: true, \
                 detail: {{ query: 'rate', lesson: null }} }})); return null"
            );
            window.js::<Value>(&send).await;
            window.sees("dialog[open]").await;
            picture(window, &format!("{name}-{scheme}-{width}"), width, height).await;
            window.js::<Value>("document.querySelector('dialog[open]').close(); return null").await;
            window.misses("dialog[open]").await;
        };
        open("open-search", "search").await;
        open("export", "export").await;
        open("import", "import").await;
    }
}

async fn appearance(window: &Window, value: &str) {
    window.go("#/settings").await;
    window.click(&format!("input[name=appearance][value={value}]")).await;
    let script = "return getComputedStyle(document.documentElement).colorScheme";
    window.until(value, async || (window.js::<String>(script).await == value).then_some(())).await;
}

/// Every page opens at the narrowest and at the widest size without being wider than the window.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn screenshots_and_no_page_is_wider_than_the_window() {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "3", &video().display().to_string()]);
    for (at, note) in NOTES {
        desk.run(&["notes", "add", "--lesson", "3", "--at", at, note]);
    }
    for note in ["One that is not needed any more", "Another, of which it is not sure yet"] {
        desk.run(&["notes", "add", "--lesson", "1", "--at", "0:31", note]);
    }
    let window = desk.open().await;
    window.go("#/notes").await;
    for trashed in ["Trash (1)", "Trash (2)"] {
        window.click("note-entry .kept-actions button[aria-label^=Delete]").await;
        window.reads("main", trashed).await;
    }
    appearance(&window, "light").await;
    window.open_lesson(3).await;
    window.play_file().await;
    window.until("a while", async || (window.second().await > 6.0).then_some(())).await;
    window.press("Pause").await;
    for (row, key) in [(2, "i"), (3, "q")] {
        let focus =
            format!("document.querySelector('note-row:nth-child({row}) .note-text').focus(); return null");
        window.js::<Value>(&focus).await;
        window.keys(key).await;
    }
    window.saved().await;
    for scheme in ["light", "dark"] {
        appearance(&window, scheme).await;
        for (name, place) in [
            ("home", "#/"),
            ("lesson", "#/lesson/how-models-learn"),
            ("notes", "#/notes"),
            ("trash", "#/trash"),
            ("library", "#/library"),
            ("settings", "#/settings"),
        ] {
            window.go(place).await;
            window.sees("main h1").await;
            for (width, height) in [(360, 740), (1280, 860), (2560, 1300)] {
                screen::resize(width, height);
                let fits = "return document.documentElement.scrollWidth <= innerWidth && innerWidth";
                window
                    .until(&format!("{name} fits into {width} pixels"), async || {
                        (window.js::<Value>(fits).await == width).then_some(())
                    })
                    .await;
                picture(&window, &format!("{name}-{scheme}-{width}"), width, height).await;
            }
        }
        dialogs(&window, scheme).await;
    }
    window.close().await;
}
