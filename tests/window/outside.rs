//! What happens around the window: a second start, the command line, the folder.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path, process::Stdio};

use crate::{desk::Desk, screen};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_start_brings_the_first_forward_and_ends() {
    let desk = Desk::new();
    let window = desk.open().await;
    screen::cover();
    let second = desk.command(&[]).stderr(Stdio::piped()).output().expect("the program runs");
    assert!(second.status.success(), "{second:?}");
    window.until("the window is in front", async || screen::is_in_front().then_some(())).await;
    window.open_lesson(1).await;

    // Without a bus that could carry the message, the lock on the folder stands.
    let alone = desk.command(&[]).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").output();
    let alone = alone.expect("the program runs");
    assert_eq!(alone.status.code(), Some(1), "{alone:?}");
    assert!(String::from_utf8_lossy(&alone.stderr).contains("already open"), "{alone:?}");

    // Another folder is another desk.
    let other = Desk::new();
    other.run(&["lessons"]);
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_notices_what_the_command_line_writes() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(2).await;
    desk.run(&["notes", "add", "--lesson", "2", "--at", "1:05", "from outside"]);
    window.reads("note-row .note-text", "from outside").await;
    window.go("#/notes").await;
    desk.run(&["notes", "add", "--lesson", "2", "--at", "0:05", "once more"]);
    window.reads("main", "once more").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_kept_in_the_one_folder() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.close().await;
    assert!(desk.data().join("ml-health.db").exists());
    let backups = files(&desk.data().join("backups"));
    let backups: Vec<_> = backups.iter().filter(|path| path.ends_with(".db")).collect();
    assert_eq!(backups.len(), 1, "the first backup: {backups:?}");
    assert_eq!(fs::metadata(desk.data()).expect("the folder").permissions().mode() & 0o777, 0o700);
    let strays = files(&desk.path("home"));
    let ours: Vec<_> =
        strays.iter().filter(|path| path.contains("mlhealth") || path.contains("ml-health")).collect();
    assert!(ours.is_empty(), "outside the data folder: {ours:?}");
}

/// What stands in the page as text of a script does not run, and what is not ours is not loaded.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_policy_of_the_window_stands() {
    let desk = Desk::new();
    let window = desk.open().await;
    window
        .js::<serde_json::Value>(
            "window.refused = [];
             addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
             const add = (name, more) => document.body.append(Object.assign(document.createElement(name), more));
             add('script', { textContent: 'window.ran = true' });
             add('iframe', { src: 'http://127.0.0.1:12345/' });
             add('video', { src: 'http://127.0.0.1:12345/' });
             return null",
        )
        .await;
    for directive in ["script-src-elem", "frame-src", "media-src"] {
        let script = format!("return refused.includes({directive:?})");
        window.until(directive, async || window.js::<bool>(&script).await.then_some(())).await;
    }
    assert!(!window.js::<bool>("return window.ran === true").await, "an inline script ran");
    window.close().await;
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        found.push(path.display().to_string());
        if path.is_dir() {
            found.extend(files(&path));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_open_in_the_browser() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "see [this](https://example.org/paper)"]);
    let window = desk.open().await;
    let opens = async |address: &str| {
        window.until(address, async || desk.opened().lines().any(|line| line == address).then_some(())).await;
    };
    window.go("#/library").await;
    window.press("Luke Oakden-Rayner’s blog").await;
    opens("https://lukeoakdenrayner.wordpress.com/").await;
    window.open_lesson(1).await;
    window.click("note-row a[href='https://example.org/paper']").await;
    opens("https://example.org/paper").await;
    window.click("[aria-labelledby=key-ideas] a").await;
    window.until("a source", async || desk.opened().contains("https://doi.org/").then_some(())).await;
    assert!(window.driver.current_url().await.is_ok_and(|url| url.as_str().starts_with("tauri://localhost")));
    window.close().await;
}
