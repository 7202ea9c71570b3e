//! A learner's own files, many at once: dropped on the window or found in a folder, and matched with the lessons.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{
    desk::{Desk, Window, video},
    drag::drop_files,
};

/// The nine videos as a downloader names them, in the course's order. The numbers of the last two lie.
const VIDEOS: [&str; 9] = [
    "Course Overview. Why learn about AI and Machine Learning？ [dj_mF4OlcUY].mp4",
    "What is Machine Learning and why Healthcare？ [Uib6wHr5PSQ].mp4",
    "How does a machine learning model learn？ [nrHH8y7cKAc].mp4",
    "What happens in a neural network (with medical examples)？ [ykUiNMonJzc].mp4",
    "What is deep learning and how will it change healthcare？ [sVz8UKTBY1E].mp4",
    "How to assess the performance of machine learning models [xlrj1iFCYUk].mp4",
    "How to ensure a positive clinical impact with machine learning models [1HxjNZ304Sw].mp4",
    "09 - How to read a machine learning paper [WVMiBvKEgYE].mp4",
    "10 - Next steps for getting started & recommended resources 100% [warzSW199Sw].mp4",
];
const CAPTIONS: &str = "nrHH8y7cKAc.en.vtt";
const ROWS: &str = "return [...document.querySelectorAll('match-dialog .match-file')].map((row) => [
    row.querySelector('p').textContent, row.querySelector('select').value, row.querySelector('.small').textContent])";
const COURSE: [&str; 9] = [
    "course-overview",
    "what-is-machine-learning",
    "how-models-learn",
    "neural-networks",
    "deep-learning",
    "assessing-performance",
    "clinical-impact",
    "reading-papers",
    "next-steps",
];

/// A folder as a download leaves it: the videos in a folder of their own, captions of the third, and a text.
fn downloads(desk: &Desk) -> PathBuf {
    let folder = desk.path("My downloads");
    let videos = folder.join("Machine Learning for Healthcare");
    fs::create_dir_all(&videos).expect("a folder");
    for name in VIDEOS {
        fs::copy(video(), videos.join(name)).expect("a copy");
    }
    fs::write(folder.join(CAPTIONS), "WEBVTT\n\n00:01.000 --> 00:05.000\nFrom the third\n").expect("a file");
    fs::write(folder.join("read me.txt"), "these are words").expect("a file");
    folder
}

impl Window {
    /// Waits for the proposal and gives back each file's name, the lesson proposed, and why.
    async fn proposal(&self) -> Vec<(String, String, String)> {
        self.reads("match-dialog", "Keep these files with the lessons?").await;
        self.js(ROWS).await
    }

    /// Chooses another lesson for a file; the empty one is "Do not use".
    async fn choose(&self, file: &str, lesson: &str) {
        let select = format!("match-dialog select[aria-label={:?}]", format!("Lesson for {file}"));
        self.click(&format!("{select} option[value={lesson:?}]")).await;
        self.reads_field(&select, lesson).await;
    }

    /// Waits until the lesson says where its video comes from.
    async fn plays_from(&self, number: u32, words: &str) {
        self.open_lesson(number).await;
        self.reads("video-source", words).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_folder_is_proposed_changed_and_kept() {
    let desk = Desk::new();
    let folder = downloads(&desk);
    let window = desk.open().await;
    window.open_lesson(1).await;
    drop_files(&[&folder]);

    let mut expected: Vec<_> = VIDEOS
        .iter()
        .zip(COURSE)
        .map(|(name, lesson)| {
            (name.to_string(), lesson.to_owned(), "Video, matched by the video’s id".to_owned())
        })
        .collect();
    expected.push((CAPTIONS.into(), COURSE[2].into(), "Captions, matched by the video’s id".into()));
    let mut proposal = window.proposal().await;
    proposal.sort();
    expected.sort();
    assert_eq!(proposal, expected);
    window.reads("match-dialog", "1 file is neither a video nor captions").await;

    window.choose(CAPTIONS, COURSE[4]).await;
    window.choose(VIDEOS[8], "").await;
    window.press("Keep 9 files").await;
    window.reads("match-dialog", "8 videos and 1 set of captions are attached.").await;
    window.press("Close").await;
    window.misses("match-dialog dialog").await;

    window.reads("video-source", VIDEOS[0]).await;
    window.play_file().await;
    for (number, name) in (2..).zip(&VIDEOS[1..8]) {
        window.plays_from(number, name).await;
    }
    window.plays_from(9, "From YouTube").await;
    window.open_lesson(5).await;
    window.reads("transcript-panel", "From the third").await;
    window.open_lesson(3).await;
    window.reads("transcript-panel", "Add captions…").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_belongs_to_no_lesson_changes_nothing() {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "1", &video().display().to_string()]);
    let (text, holiday) = (desk.path("shopping list.txt"), desk.path("holiday.mp4"));
    fs::write(&text, "milk").expect("a file");
    fs::copy(video(), &holiday).expect("a copy");
    let window = desk.open().await;
    window.open_lesson(1).await;

    drop_files(&[&text]);
    window.reads("match-dialog", "No file here belongs to a lesson").await;
    window.reads("match-dialog", "1 file is neither a video nor captions").await;
    window.press("Close").await;
    window.misses("match-dialog dialog").await;

    drop_files(&[&holiday]);
    let proposal = window.proposal().await;
    assert_eq!(proposal, [("holiday.mp4".into(), String::new(), "Video, not matched".into())]);
    let disabled: bool =
        window.js("return document.querySelector('match-dialog [type=submit]').disabled").await;
    assert!(disabled, "nothing is chosen, so nothing can be kept");

    // What is dropped meanwhile does not take the place of what is being looked at.
    drop_files(&[&text]);
    window.reads("toast-region", "because a dialog is open").await;
    assert_eq!(window.proposal().await, proposal);
    window.press("Cancel").await;
    window.misses("match-dialog dialog").await;

    window.reads("video-source", "minute.mp4").await;
    for number in 2..=9 {
        window.plays_from(number, "From YouTube").await;
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chosen_folder_is_matched_like_a_dropped_one() {
    let desk = Desk::new();
    let folder = downloads(&desk);
    desk.run(&["attach", "--lesson", "2", &video().display().to_string()]);
    let window = desk.open().await;
    let choose = "Choose a folder with videos…";
    window.go("#/settings").await;
    // Cancelled, as long as there is no answer.
    window.press(choose).await;
    window.until("the dialog", async || (!desk.asked().is_empty()).then_some(())).await;

    desk.answers(&json!({ "folder": folder }));
    window.press(choose).await;
    assert_eq!(window.proposal().await.len(), 10);
    window.reads("match-dialog", "Replaces minute.mp4.").await;
    window.press("Cancel").await;
    window.plays_from(2, "minute.mp4").await;

    window.go("#/settings").await;
    window.press(choose).await;
    window.proposal().await;
    window.press("Keep 10 files").await;
    window.reads("match-dialog", "9 videos and 1 set of captions are attached.").await;
    window.press("Close").await;
    window.plays_from(2, VIDEOS[1]).await;
    assert!(Path::new(video()).exists(), "what was replaced stays where it was");
    window.close().await;
}
