//! A realistic document to look at when the template changes, and to take times with:
//! `cargo run -p ml-health-export --example book -- FILE [COPIES]` writes 40 notes, or that many times as many.

use std::{env, error::Error, path::PathBuf, time::Instant};

use ml_health_export::{Document, Entry, Section, pdf, write_replacing};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let file = PathBuf::from(arguments.next().ok_or("name a file")?);
    let copies = arguments.next().and_then(|copies| copies.to_str()?.parse().ok()).unwrap_or(1);
    let document = course(copies);
    let start = Instant::now();
    let pdf = pdf(&document)?;
    println!("{} pages, {} characters replaced, {:?}", pdf.pages, pdf.replaced, start.elapsed());
    write_replacing(&file, &pdf.bytes)?;
    Ok(())
}

fn course(copies: usize) -> Document {
    let lessons = include_str!("book.md").split("\n# ").filter(|part| part.contains('|')).enumerate();
    Document {
        course: "Machine Learning for Healthcare – The Online Course".to_owned(),
        author: "Dr Chris Lovejoy".to_owned(),
        learner: Some("Dr Amara Okafor".to_owned()),
        date: "22 November 2026".to_owned(),
        lessons: lessons.map(|(index, part)| lesson(index, part, copies)).collect(),
    }
}

/// The first line is "video | title"; a note begins with "@ second" or "@".
fn lesson(index: usize, part: &str, copies: usize) -> Section {
    let (head, notes) = part.split_once('\n').unwrap_or((part, ""));
    let (video, title) = head.split_once(" | ").unwrap_or(("", head));
    let notes: Vec<_> = notes
        .split("\n@")
        .skip(1)
        .map(|note| {
            let (second, body) = note.split_once('\n').unwrap_or((note, ""));
            Entry { second: second.trim().parse().ok(), body: body.trim().to_owned() }
        })
        .collect();
    Section {
        number: u32::try_from(index + 1).ok(),
        title: title.to_owned(),
        video: Some(video.to_owned()),
        notes: notes.iter().cycle().take(notes.len() * copies).cloned().collect(),
    }
}
