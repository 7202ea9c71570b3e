//! A disk that is full, and a folder that cannot be written. A few megabytes of memory are the disk. To mount it takes a
//! namespace of its own, which root may always make and a person on most systems: each of these tests runs once more in
//! one, as a program by itself, and ends there. Nothing can stay mounted.
//!
//! That another program holds the database is in `closing`.

use std::{
    fs::{self, Permissions},
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::Command,
};

use crate::desk::{Desk, Window};

const INSIDE: &str = "ML_HEALTH_IN_NAMESPACE";

/// Whether this is the run in a namespace. If not, it runs the test there.
fn is_inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let program = std::env::current_exe().expect("the tests");
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount"]);
    // Root may write where nobody may.
    command.args(["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]);
    command.arg(program).args(["--exact", &format!("full::{test}"), "--nocapture"]).env(INSIDE, "1");
    let status = command.status().expect("unshare, of util-linux, is installed");
    assert!(
        status.success(),
        "{test} failed in its namespace. If it says “Operation not permitted” above, this system lets nobody but root make \
         one: run the tests as root, or allow user namespaces."
    );
    false
}

fn mount(arguments: &[&str], place: &Path) {
    let status = Command::new("mount").args(arguments).arg(place).status().expect("mount is installed");
    assert!(status.success(), "mount {arguments:?} {}", place.display());
}

/// A desk whose data folder is a disk of four megabytes.
fn small_disk() -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.data()).expect("a folder");
    mount(&["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs"], &desk.data());
    desk
}

/// Writes to the disk until nothing more fits.
fn fill(desk: &Desk) {
    let mut filler = fs::File::create(desk.data().join("filler")).expect("a file");
    for size in [64 * 1024, 512] {
        while filler.write_all(&vec![1; size]).is_ok() {}
    }
}

fn make_room(desk: &Desk) {
    fs::remove_file(desk.data().join("filler")).expect("the filler goes");
}

fn notes(desk: &Desk) -> String {
    String::from_utf8(desk.run(&["notes", "list"]).stdout).expect("text")
}

fn is_sound(desk: &Desk) {
    let database = rusqlite::Connection::open(desk.data().join("ml-health.db")).expect("the database");
    let found: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(found, "ok");
}

/// What is in the field, or in the row that it became.
async fn is_shown(window: &Window, words: &str) {
    window
        .until(words, async || {
            let fields = "return [...document.querySelectorAll('note-composer textarea, note-row')].map((each) => each.value ?? each.innerText)";
            window.js::<Vec<String>>(fields).await.iter().any(|shown| shown.contains(words)).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_the_text_stays_and_is_saved_once_there_is_room() {
    if !is_inside("on_a_full_disk_the_text_stays_and_is_saved_once_there_is_room") {
        return;
    }
    let desk = small_disk();
    desk.run(&["notes", "add", "--lesson", "1", "from before"]);
    let window = desk.open().await;
    window.open_lesson(1).await;
    fill(&desk);
    // Longer than what may be left in pages that the database has already.
    let long = "nothing of this is lost ".repeat(400);
    window.click("note-composer textarea").await;
    window.keys("begun ").await;
    let paste = format!(
        "const field = document.activeElement; field.value += {long:?}; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); return null"
    );
    window.js::<serde_json::Value>(&paste).await;
    window.reads("note-problem", "The disk is full, so this was not saved.").await;
    window.reads("note-problem", "Make room and try again.").await;
    window.reads("note-problem", "It is tried again by itself.").await;
    window.reads(".notes-status", "Not saved").await;
    is_shown(&window, "nothing of this is lost").await;
    assert!(!notes(&desk).contains("nothing of this"), "and nothing half of it is there");

    make_room(&desk);
    window.saved().await;
    window.misses("note-problem").await;
    window.close().await;
    let kept = notes(&desk);
    assert!(kept.contains(&format!("begun {}", long.trim())) && kept.contains("from before"), "{kept}");
    is_sound(&desk);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_on_a_full_disk_leaves_what_was_saved_and_nothing_half_written() {
    if !is_inside("a_crash_on_a_full_disk_leaves_what_was_saved_and_nothing_half_written") {
        return;
    }
    let desk = used(small_disk()).await;
    let window = desk.open().await;
    window.open_lesson(1).await;
    fill(&desk);
    window.click("note-composer textarea").await;
    window.keys("typed on a full disk").await;
    window.reads("note-problem", "The disk is full").await;
    window.crash().await;
    let window = desk.open().await;
    window.open_lesson(1).await;
    is_shown(&window, "from before").await;
    make_room(&desk);
    window.click("note-composer textarea").await;
    window.keys("written again").await;
    window.saved().await;
    window.close().await;
    assert!(
        notes(&desk).contains("from before") && notes(&desk).contains("written again"),
        "{}",
        notes(&desk)
    );
    is_sound(&desk);
}

/// Without a log beside it, a database cannot even be read on a full disk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_look_on_a_full_disk_is_told_as_that_and_can_be_tried_again() {
    if !is_inside("a_first_look_on_a_full_disk_is_told_as_that_and_can_be_tried_again") {
        return;
    }
    let desk = small_disk();
    desk.run(&["notes", "add", "--lesson", "1", "from before"]);
    fill(&desk);
    let window = desk.open().await;
    window.reads("h1", "The course could not be opened").await;
    window.reads("main", "The disk is full").await;
    make_room(&desk);
    window.press("Try again").await;
    window.reads("h1", "Course Overview").await;
    window.close().await;
    is_sound(&desk);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_on_a_full_disk_is_said_and_the_window_goes_on_when_there_is_room() {
    if !is_inside("a_start_on_a_full_disk_is_said_and_the_window_goes_on_when_there_is_room") {
        return;
    }
    let desk = used(small_disk()).await;
    fill(&desk);
    goes_on_after(&desk, "The disk is full", || make_room(&desk)).await;
}

/// No backup is made of half a database, and that is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_does_not_fit_is_said_and_leaves_nothing_behind() {
    if !is_inside("a_backup_that_does_not_fit_is_said_and_leaves_nothing_behind") {
        return;
    }
    let desk = small_disk();
    desk.run(&["notes", "add", "--lesson", "1", "from before"]);
    desk.run(&["backup"]);
    let names = || {
        let entries = fs::read_dir(desk.data().join("backups")).expect("a folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let before = names();
    let window = desk.open().await;
    window.go("#/settings").await;
    window.reads(".safety-proof", "1 note.").await;
    fill(&desk);
    window.press("Back up now").await;
    window.reads("safety-panel .remark", "The disk is full").await;
    for name in &before {
        assert!(names().contains(name), "{name} is still there");
    }
    make_room(&desk);
    window.press("Back up now").await;
    window.reads("safety-panel .remark", "Done.").await;
    window.close().await;
    assert_ne!(names(), before);
    assert!(!names().iter().any(|name| name.contains("tmp")), "nothing unfinished: {:?}", names());
}

/// A stick that is locked, a disk that the system put on guard: what is wrong is said, and the same window goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_disk_is_said_and_the_window_goes_on_when_it_is_not_any_more() {
    if !is_inside("a_read_only_disk_is_said_and_the_window_goes_on_when_it_is_not_any_more") {
        return;
    }
    let desk = used(small_disk()).await;
    mount(&["-o", "remount,bind,ro"], &desk.data());
    goes_on_after(&desk, "cannot be written", || mount(&["-o", "remount,bind,rw"], &desk.data())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_without_permission_is_said_and_the_window_goes_on_when_there_is_some() {
    if !is_inside("a_folder_without_permission_is_said_and_the_window_goes_on_when_there_is_some") {
        return;
    }
    let desk = used(Desk::new()).await;
    let allow = |folder, file| {
        for entry in fs::read_dir(desk.data()).expect("a folder").flatten() {
            let mode = if entry.path().is_dir() { 0o700 } else { file };
            fs::set_permissions(entry.path(), Permissions::from_mode(mode)).expect("permissions");
        }
        fs::set_permissions(desk.data(), Permissions::from_mode(folder)).expect("permissions");
    };
    allow(0o500, 0o400);
    assert!(fs::write(desk.data().join("any"), "").is_err(), "nothing can be written");
    goes_on_after(&desk, "cannot be written", || allow(0o700, 0o600)).await;
}

/// A desk whose window was open before.
async fn used(desk: Desk) -> Desk {
    desk.run(&["notes", "add", "--lesson", "1", "from before"]);
    desk.open().await.close().await;
    desk
}

/// What was saved can be read, what is typed stays in the window, the message says what is wrong, and after `mend` it is saved.
async fn goes_on_after(desk: &Desk, words: &str, mend: impl FnOnce()) {
    let window = desk.open().await;
    window.open_lesson(1).await;
    is_shown(&window, "from before").await;
    window.click("note-composer textarea").await;
    window.keys("typed all the same").await;
    window.reads("note-problem", words).await;
    window.reads("note-problem", "It is tried again by itself.").await;
    is_shown(&window, "typed all the same").await;
    mend();
    window.saved().await;
    window.misses("note-problem").await;
    window.close().await;
    assert!(notes(desk).contains("typed all the same"), "{}", notes(desk));
    is_sound(desk);
}
