//! Copies of the course's PDFs.

use std::fs;

use serde_json::json;

use crate::desk::Desk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_downloaded_summary_is_kept_opened_and_missed() {
    let desk = Desk::new();
    let (text, pdf) = (desk.path("not.pdf"), desk.path("summary.pdf"));
    fs::write(&text, "these are words").expect("a file");
    fs::write(&pdf, "%PDF-1.7\nenough of one for here\n").expect("a file");
    let window = desk.open().await;
    window.go("#/library").await;
    desk.answers(&json!({ "pdf": text }));
    window.press("Keep a copy…").await;
    window.reads("toast-region", "not.pdf").await;
    desk.answers(&json!({ "pdf": pdf }));
    window.press("Keep a copy…").await;
    window.reads("main", "Available offline").await;
    fs::remove_file(&pdf).expect("the copy is our own");
    window.press("Open copy").await;
    let copy = desk.data().join("library").display().to_string();
    window.until("the system's viewer", async || desk.opened().contains(&copy).then_some(())).await;
    window.close().await;

    fs::remove_dir_all(desk.data().join("library")).expect("the copy is lost");
    let window = desk.open().await;
    window.go("#/library").await;
    window
        .until("it is missed", async || {
            let words: String = window.js("return document.querySelector('library-page').innerText").await;
            (!words.contains("Available offline") && words.contains("Your copy is gone")).then_some(())
        })
        .await;
    window.close().await;
}
