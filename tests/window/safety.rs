//! Settings › Safety: the proof, a backup now, restoring and taking that back, a second folder, and a backup that fails.

use std::{fs, path::Path};

use serde_json::{Value, json};
use thirtyfour::By;

use crate::desk::{Desk, Window, video};

/// The backups in a folder, by their names.
fn backups(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "db"));
    names.sort();
    names
}

fn notes(desk: &Desk) -> String {
    String::from_utf8(desk.run(&["notes", "list"]).stdout).expect("text")
}

/// Restores the newest backup that the list has.
async fn restore_newest(window: &Window) {
    window.go("#/settings").await;
    window.press("Restore…").await;
    window.click("dialog[open] button.backup").await;
    window.reads("dialog[open] h2", "The backup of").await;
    window.press("Restore this backup").await;
    window.reads("toast-region", "Restored:").await;
    window.misses("dialog[open]").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_now_is_proved_where_it_is_asked_for() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "first"]);
    desk.run(&["notes", "add", "--lesson", "2", "second"]);
    let window = desk.open().await;
    window.go("#/settings").await;
    window.reads(".safety-proof", "2 notes.").await;
    window.press("Back up now").await;
    window.reads("safety-panel .remark", "Done.").await;
    window
        .reads(
            ".safety-proof",
            "2 notes. Last backup just now, opened and verified; nothing has changed since. Restore tested today.",
        )
        .await;
    assert!(backups(&desk.data().join("backups")).last().is_some_and(|name| name.ends_with("-asked.db")));
    desk.run(&["notes", "add", "--lesson", "2", "from outside"]);
    window.reads(".safety-proof", "3 notes. Last backup just now, opened and verified. Restore").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_shows_what_would_change_changes_it_and_is_taken_back() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "--at", "0:10", "in the backup"]);
    desk.run(&["backup"]);
    desk.run(&["notes", "add", "--lesson", "2", "--at", "2:14", "written since"]);
    let window = desk.open().await;
    window.go("#/settings").await;
    window.press("Restore…").await;
    window.reads("dialog[open]", "Today").await;
    window.click("dialog[open] button.backup").await;
    window.reads("dialog[open] .differing", "1 note goes, since it is not in the backup").await;
    window.reads("dialog[open] .differing", "Lesson 2 · 2:14 · written since").await;
    assert!(notes(&desk).contains("written since"), "a preview changes nothing");
    window.press("Restore this backup").await;
    window.reads("toast-region", "Restored: 1 note as of").await;
    window.misses("dialog[open]").await;
    assert!(!notes(&desk).contains("written since"), "{}", notes(&desk));
    let made = backups(&desk.data().join("backups"));
    assert!(made.iter().any(|name| name.ends_with("-before-restore.db")), "{made:?}");
    window.go("#/notes").await;
    window.reads("main", "in the backup").await;
    assert!(!window.sees("main").await.text().await.expect("text").contains("written since"));
    window.press("Undo").await;
    window.reads("toast-region", "Undone: 2 notes, as before the restore.").await;
    window.reads("main", "written since").await;
    assert!(notes(&desk).contains("written since"), "{}", notes(&desk));
    window.close().await;
}

/// The page of a lesson holds a place and notes of its own, and would write them over what was restored.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_open_lesson_writes_nothing_over_what_was_restored() {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "1", &video().display().to_string()]);
    desk.run(&["notes", "add", "--lesson", "1", "--at", "0:10", "in the backup"]);
    desk.run(&["backup"]);
    desk.run(&["notes", "add", "--lesson", "1", "--at", "0:20", "written since"]);
    let window = desk.open().await;
    restore_newest(&window).await;
    window.open_lesson(1).await;
    window.play_file().await;
    window.click("note-row .note-text").await;
    window.keys(" and changed").await;
    window.click("note-composer textarea").await;
    window.keys("while it plays").await;
    window.until("two seconds", async || (window.second().await > 2.0).then_some(())).await;
    window.press("Undo").await;
    window.reads("toast-region", "Undone: 2 notes").await;
    window.reads("note-stream", "written since").await;
    let shown = window.driver.find_all(By::Css("note-row")).await.map(|rows| rows.len()).ok();
    assert_eq!(shown, Some(2), "what was written meanwhile is in the backup that the message names");
    window.close().await;
    let kept = notes(&desk);
    assert!(!kept.contains("changed") && !kept.contains("while it plays"), "{kept}");
    let lessons: Value = serde_json::from_slice(&desk.run(&["lessons", "--json"]).stdout).expect("JSON");
    assert_eq!(lessons[0]["progress"]["position"], 0.0, "the place is what it was, too");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_restored_like_a_backup_and_one_that_is_none_is_refused() {
    let other = Desk::new();
    other.run(&["notes", "add", "--lesson", "3", "from another computer"]);
    other.run(&["backup"]);
    let theirs = other.data().join("backups");
    let theirs = theirs.join(backups(&theirs).pop().expect("a backup"));
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "from this one"]);
    fs::write(desk.path("letter.db"), "a letter to my aunt").expect("a file");
    desk.answers(&json!({ "backup": desk.path("letter.db") }));
    let window = desk.open().await;
    window.go("#/settings").await;
    window.press("Restore…").await;
    window.press("Choose a file…").await;
    window.reads("dialog[open] [role=alert]", "letter.db").await;
    desk.answers(&json!({ "backup": theirs }));
    window.press("Choose a file…").await;
    window.reads("dialog[open]", "1 note comes back").await;
    window.press("Restore this backup").await;
    window.reads("toast-region", "Restored: 1 note").await;
    assert!(notes(&desk).contains("from another computer"), "{}", notes(&desk));
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_folder_gets_a_copy_of_each_backup_until_it_is_let_go_of() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "first"]);
    desk.run(&["backup"]);
    desk.answers(&json!({ "folder": desk.path("out") }));
    let window = desk.open().await;
    window.go("#/settings").await;
    window.press("Choose a folder…").await;
    window.reads(".safety-second", "Last copy just now").await;
    let inside = fs::read_dir(desk.path("out")).expect("a folder").next().expect("a folder in it");
    let copies = inside.expect("an entry").path();
    assert_eq!(backups(&copies), backups(&desk.data().join("backups")));
    window.press("Back up now").await;
    window.reads("safety-panel .remark", "Done.").await;
    assert_eq!(backups(&copies), backups(&desk.data().join("backups")));
    let made = backups(&copies);

    fs::remove_dir_all(desk.path("out")).expect("the stick is pulled out");
    window.press("Back up now").await;
    window
        .until("the copy that failed", async || {
            let said = window.sees("safety-panel .remark").await.text().await.ok()?;
            said.contains(&desk.path("out").display().to_string()).then_some(())
        })
        .await;
    assert!(!desk.path("out").exists(), "nothing takes the place of a stick that is not there");
    assert_ne!(backups(&desk.data().join("backups")), made, "and here the backup was made");
    window.press("Stop copying").await;
    window.reads(".safety-second .remark", "No more copies are made.").await;
    window.press("Back up now").await;
    window.reads("safety-panel .remark", "Done.").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_fails_is_said_once_and_leads_to_safety() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "first"]);
    drop(fs::remove_dir_all(desk.data().join("backups")));
    // Where a backup is written before it has its name.
    let way = desk.data().join("backups/unfinished.tmp");
    fs::create_dir_all(&way).expect("something in the way");
    let window = desk.open().await;
    window.reads("toast-region", "A backup could not be made; your notes themselves are saved.").await;
    window.press("See Safety").await;
    window.reads("safety-panel .problem", "A backup could not be made").await;
    let focused: String = window.js("return document.activeElement.id").await;
    assert_eq!(focused, "safety");
    window.driver.refresh().await.expect("a reload");
    window.reads("safety-panel .problem", "A backup could not be made").await;
    window.misses("toast-region .toast").await;

    fs::remove_dir(way).expect("out of the way");
    window.press("Back up now").await;
    window.reads("safety-panel .remark", "Done.").await;
    window.misses("safety-panel .problem").await;
    window.close().await;
}
