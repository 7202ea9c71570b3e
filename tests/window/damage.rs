//! A database that cannot be read: the window opens all the same, says what there is, and leads on; the damaged file is
//! kept as it is.

use std::{fs, path::PathBuf};

use crate::desk::{Desk, Window};

const PAGE: usize = 4096;

/// A learner with two notes in a backup, and one that was written since.
fn learner() -> Desk {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "--at", "0:10", "in the backup"]);
    desk.run(&["notes", "add", "--lesson", "2", "as well"]);
    desk.run(&["backup"]);
    desk.run(&["notes", "add", "--lesson", "3", "written since"]);
    desk
}

fn database(desk: &Desk) -> PathBuf {
    desk.data().join("ml-health.db")
}

fn notes(desk: &Desk) -> String {
    String::from_utf8(desk.run(&["notes", "list"]).stdout).expect("text")
}

/// Where the page of a table begins, in bytes.
fn page_of(desk: &Desk, table: &str) -> usize {
    let database = rusqlite::Connection::open(database(desk)).expect("the database");
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: i64 = database.query_row(root, [table], |row| row.get(0)).expect("the table");
    (usize::try_from(page).expect("a page") - 1) * PAGE
}

/// Turns all bits around in a stretch of the file.
fn flip(desk: &Desk, start: usize, length: usize) {
    let mut bytes = fs::read(database(desk)).expect("the database");
    bytes[start..start + length].iter_mut().for_each(|byte| *byte = !*byte);
    fs::write(database(desk), bytes).expect("the damage is done");
}

/// The damaged file, in the one folder in which such files are kept.
fn kept(desk: &Desk) -> Vec<u8> {
    let folders: Vec<_> = fs::read_dir(desk.data().join("damaged")).expect("a folder").flatten().collect();
    assert_eq!(folders.len(), 1, "{folders:?}");
    fs::read(folders[0].path().join("ml-health.db")).expect("the damaged file")
}

/// The window shows what became of the file, and takes the way on; then the course is there with these notes, and the
/// file is kept, to the byte.
async fn goes_on(desk: &Desk, heading: &str, way: &str, expected: &[&str]) -> Window {
    let damaged = fs::read(database(desk)).expect("the damaged file");
    let window = desk.open().await;
    window.reads("h1", heading).await;
    window.press(way).await;
    window.reads("h1", "Course Overview").await;
    window.reads("toast-region", "kept in").await;
    window.go("#/notes").await;
    for words in expected {
        window.reads("main", words).await;
    }
    assert_eq!(
        notes(desk).lines().filter(|line| line.starts_with("  ")).count(),
        expected.len(),
        "{}",
        notes(desk)
    );
    assert!(kept(desk) == damaged, "the damaged file is kept as it was");
    window
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flipped_bits_lose_nothing_that_can_be_read_and_the_backup_has_the_rest() {
    let desk = learner();
    // The notes can be read, what the search knows of them cannot.
    let start = page_of(&desk, "note_text");
    flip(&desk, start, 100);
    let heading = "The file with your notes cannot be read completely";
    let window = desk.open().await;
    window.reads("main", "Nothing was deleted.").await;
    window.reads("main", "3 notes could be read in the file.").await;
    window.reads("main", "with 2 notes").await;
    window.close().await;
    let way = "Bring back the backup and the 1 newer note";
    let window = goes_on(&desk, heading, way, &["in the backup", "as well", "written since"]).await;
    window.open_lesson(3).await;
    window.click("note-composer textarea").await;
    window.keys("and on").await;
    window.saved().await;
    window.close().await;
    let window = desk.open().await;
    window.reads("h1", "Course Overview").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flipped_bits_among_the_notes_leave_the_backup() {
    let desk = learner();
    let start = page_of(&desk, "note");
    flip(&desk, start, PAGE);
    let heading = "The file with your notes cannot be read completely";
    let window = goes_on(&desk, heading, "Bring back the backup", &["in the backup", "as well"]).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_cut_short_leads_to_the_backup() {
    let desk = learner();
    let file = fs::OpenOptions::new().write(true).open(database(&desk)).expect("the database");
    file.set_len(2 * PAGE as u64 + 100).expect("cut short");
    let heading = "The file with your notes cannot be read";
    let window = goes_on(&desk, heading, "Bring back the backup", &["in the backup", "as well"]).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_file_is_not_taken_for_a_first_start() {
    let desk = learner();
    fs::write(database(&desk), "").expect("emptied");
    let heading = "The file with your notes is missing or empty";
    let window = goes_on(&desk, heading, "Bring back the backup", &["in the backup", "as well"]).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_in_its_place_is_kept_and_the_backup_brought_back() {
    let desk = learner();
    fs::write(database(&desk), "a letter to my aunt".repeat(100)).expect("overwritten");
    let window = goes_on(
        &desk,
        "The file with your notes cannot be read",
        "Bring back the backup",
        &["in the backup", "as well"],
    )
    .await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_gone_can_be_put_back_or_the_backup_brought_back() {
    let desk = learner();
    let elsewhere = desk.path("elsewhere.db");
    fs::rename(database(&desk), &elsewhere).expect("moved away");
    let window = desk.open().await;
    window.reads("h1", "The file with your notes is missing or empty").await;
    fs::copy(&elsewhere, database(&desk)).expect("put back");
    window.press("Try again").await;
    window.reads("h1", "Course Overview").await;
    window.close().await;
    assert!(notes(&desk).contains("written since"), "{}", notes(&desk));

    fs::remove_file(database(&desk)).expect("gone for good");
    let window = desk.open().await;
    window.press("Bring back the backup").await;
    window.reads("toast-region", "notes are back.").await;
    window.close().await;
    assert!(notes(&desk).contains("in the backup"), "{}", notes(&desk));
}

/// SQLite would play a log of another database into this one, page by page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_of_another_day_hides_nothing() {
    let desk = learner();
    let other = Desk::new();
    other.run(&["notes", "add", "--lesson", "1", "another’s"]);
    let connection = rusqlite::Connection::open(database(&other)).expect("their database");
    connection.execute_batch("DELETE FROM note").expect("something in the log");
    fs::copy(other.data().join("ml-health.db-wal"), desk.data().join("ml-health.db-wal"))
        .expect("a stray log");
    drop(connection);
    let before = fs::read(database(&desk)).expect("the database");
    let window = desk.open().await;
    window.reads("h1", "The file with your notes cannot be read completely").await;
    window.press("Bring back the backup and the 1 newer note").await;
    window.reads("toast-region", "3 notes are back.").await;
    window.close().await;
    assert!(notes(&desk).contains("written since"), "{}", notes(&desk));
    assert!(kept(&desk) == before, "the database is kept as it was");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_backup_what_can_be_read_is_brought_back() {
    let desk = learner();
    fs::remove_dir_all(desk.data().join("backups")).expect("no backup");
    let start = page_of(&desk, "note_text");
    flip(&desk, start, 100);
    let heading = "The file with your notes cannot be read completely";
    let expected = ["in the backup", "as well", "written since"];
    let window = goes_on(&desk, heading, "Bring back what could be read", &expected).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nothing_is_left_one_starts_empty_and_is_asked_before() {
    let desk = learner();
    fs::remove_dir_all(desk.data().join("backups")).expect("no backup");
    let letter = "a letter to my aunt".repeat(100);
    fs::write(database(&desk), &letter).expect("overwritten");
    let window = desk.open().await;
    window.reads("main", "There is no good backup.").await;
    window.press("Start empty…").await;
    window.reads("dialog[open]", "opens without notes").await;
    window.press("Cancel").await;
    window.misses("dialog[open]").await;
    assert_eq!(fs::read(database(&desk)).expect("the file"), letter.as_bytes());
    window.press("Start empty…").await;
    window.press("Start empty").await;
    window.reads("h1", "Course Overview").await;
    window.close().await;
    assert_eq!((notes(&desk).as_str(), kept(&desk)), ("", letter.into_bytes()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_newer_version_is_only_said_and_left_alone() {
    let desk = learner();
    let connection = rusqlite::Connection::open(database(&desk)).expect("the database");
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
    connection.execute_batch(&format!("PRAGMA user_version = {}", version + 1)).expect("a newer version");
    drop(connection);
    let before = fs::read(database(&desk)).expect("the database");
    let window = desk.open().await;
    window.reads("h1", "The course could not be opened").await;
    window.reads("main", "newer version").await;
    window.close().await;
    assert!(fs::read(database(&desk)).expect("the database") == before, "it is as it was");
}
