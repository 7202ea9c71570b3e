//! From first start to exported PDF, as one person lives it.

use std::process::Command;

use serde_json::json;
use thirtyfour::By;

use crate::desk::{Desk, video};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_first_start_to_exported_pdf() {
    let desk = Desk::new();
    desk.answers(&json!({ "video": video(), "save": desk.path("out") }));

    let window = desk.open().await;
    window.reads("h1", "Course Overview. Why learn about AI and Machine Learning?").await;
    let lessons = window.driver.find_all(By::Css(".rail-lessons a")).await.expect("the lessons");
    assert_eq!(lessons.len(), 9);
    window.open_lesson(3).await;
    window.press("Use my own video file…").await;
    window.reads("video-source", "minute.mp4").await;
    window.play_file().await;

    window.until("some seconds are watched", async || (window.second().await > 3.0).then_some(())).await;
    window.keys("Learning rate is *step size*.").await;
    window.saved().await;
    window.press("Pause").await;
    let left_at = window.second().await;
    window.close().await;

    let window = desk.open().await;
    window.reads("h1", "How does a machine learning model learn?").await;
    window.reads("main", "Continue lesson 3").await;
    window.reads("main", "Learning rate is step size.").await;
    window.press("Continue lesson 3").await;
    window.reads("note-row .note-text", "Learning rate is step size.").await;
    let stamp = window.sees("note-row .note-stamp").await.text().await.expect("a stamp");
    window.play_file().await;
    let resumed_at = window.second().await;
    assert!((resumed_at - left_at).abs() < 2.0, "left at {left_at} s, resumed at {resumed_at} s");

    window.go("#/notes").await;
    window.press("Export…").await;
    window.click("dialog[open] button[type=submit]").await;
    window.reads("dialog[open]", "Your notes are exported").await;
    window.press("Open").await;
    let file = std::fs::read_dir(desk.path("out"))
        .expect("a folder")
        .next()
        .expect("a PDF")
        .expect("an entry")
        .path();
    assert!(file.extension().is_some_and(|extension| extension == "pdf"), "{file:?}");
    window.until("the PDF is opened", async || desk.opened().contains(".pdf").then_some(())).await;

    let text = Command::new("pdftotext").args(["-layout".as_ref(), file.as_os_str(), "-".as_ref()]).output();
    let text = String::from_utf8(text.expect("pdftotext is installed").stdout).expect("text");
    let stamp = stamp.trim_start_matches("Go to ").trim();
    let line = text.lines().find(|line| line.contains("Learning rate is step size.")).unwrap_or_default();
    assert!(line.contains(stamp), "the note with its stamp {stamp:?} in:\n{text}");
    window.close().await;
}
