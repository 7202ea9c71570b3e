//! How long a PDF takes beside what bare Typst takes for the same document, and how that grows with the notes:
//! `cargo bench -p ml-health-export --bench pdf`. Bare Typst is given the finished manuscript and the faces; all that is
//! ours (Markdown, characters, faces, the search for what could not be set) is the difference.
//!
//! The two take turns in the same run, so that what else the machine does meets both. Fails when a target is missed.

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use ml_health_export::{Document, Entry, Section, bare, pdf};

/// How often each is done.
const ROUNDS: usize = 9;
const NOTES: [usize; 3] = [90, 900, 9_000];

/// Ours to bare Typst, at 900 notes.
const MOST: f64 = 1.3;
/// The time for a note at 9,000 to that at 900.
const MOST_GROWTH: f64 = 1.2;

fn main() -> ExitCode {
    println!("notes  pages  ours: min median max  bare: min median max  ratio  ours a note");
    let mut met = true;
    let mut a_note_of_900 = None;
    for count in NOTES {
        let document = document(count);
        let (pages, ours, bare) = measured(&document, if count > 900 { ROUNDS / 3 } else { ROUNDS });
        let ratio = median(&ours).as_secs_f64() / median(&bare).as_secs_f64();
        let a_note = median(&ours).div_f64(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        println!("{count:5}  {pages:5}  {}  {}  {ratio:.3}  {a_note:.2?}", shown(&ours), shown(&bare));
        match (count, a_note_of_900) {
            (900, _) => {
                met &= ratio <= MOST;
                a_note_of_900 = Some(a_note);
            }
            (9_000, Some(before)) => {
                let growth = a_note.as_secs_f64() / before.as_secs_f64();
                println!("a note of 9,000 takes {growth:.3} times one of 900");
                met &= growth <= MOST_GROWTH;
            }
            _ => {}
        }
    }
    println!(
        "targets: ratio at most {MOST} at 900, growth at most {MOST_GROWTH}: {}",
        if met { "met" } else { "missed" }
    );
    if met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measured(document: &Document, rounds: usize) -> (usize, Vec<Duration>, Vec<Duration>) {
    let ready = bare::ready(document).expect("a document for Typst");
    // Once for what is done only once: reading the template and the faces.
    let pages = pdf(document).expect("a PDF").pages;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..rounds * 2 {
        let start = Instant::now();
        // Who goes first changes too.
        if (round + round / 2) % 2 == 0 {
            black_box(pdf(document).expect("a PDF"));
            ours.push(start.elapsed());
        } else {
            black_box(bare::set(&ready).expect("a PDF"));
            theirs.push(start.elapsed());
            bare::forget();
        }
    }
    ours.sort();
    theirs.sort();
    (pages, ours, theirs)
}

fn median(sorted: &[Duration]) -> Duration {
    sorted[sorted.len() / 2]
}

fn shown(sorted: &[Duration]) -> String {
    format!("{:.1?} {:.1?} {:.1?}", sorted[0], median(sorted), sorted[sorted.len() - 1])
}

/// Notes of 25 words or so with what notes have in them, over nine lessons.
fn document(count: usize) -> Document {
    let kinds = [
        "Loss is one number for how wrong the model is. For length of stay it is the mean squared error in days², over all of the stays in the set.",
        "**Sensitivity** 40/50 = 80%, *specificity* 790/950 ≈ 83%. But the positive predictive value is only 40/200: four of five alerts are false, and somebody answers each of them.",
        "- the ECG machine's automatic reading\n- the sepsis alert\n- the bed-flow dashboard\n\nAsk at the next audit meeting which of them was ever tested here.",
        "Q: What does an AUC of 0.5 mean?\nA: A coin. The probability that a random patient with sepsis gets a higher score than one without. #metrics",
        "See [Gulshan *et al.*](https://doi.org/10.1001/jama.2016.17216), and `loss.backward()` for where the gradients come from; the weights move only in the step that follows it.",
    ];
    let note = |index: usize| Entry {
        second: u32::try_from(index % 3_600).ok(),
        body: kinds[index % kinds.len()].to_owned(),
        ..Entry::default()
    };
    let lesson = |number: usize| Section {
        number: u32::try_from(number).ok(),
        title: "How does a machine learning model *learn*?".to_owned(),
        video: Some("nrHH8y7cKAc".to_owned()),
        notes: (0..count / 9).map(note).collect(),
        ..Section::default()
    };
    Document {
        course: "Machine Learning for Healthcare – The Online Course".to_owned(),
        author: "Dr Chris Lovejoy".to_owned(),
        date: "22 November 2026".to_owned(),
        lessons: (1..=9).map(lesson).collect(),
        ..Document::default()
    }
}
