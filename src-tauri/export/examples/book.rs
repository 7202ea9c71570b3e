//! A realistic document to look at when the template or another form changes, and to take times with:
//! `cargo run -p ml-health-export --example book -- FOLDER [COPIES]` writes about 40 notes into the folder, or that many
//! times as many, on either paper, in large print, as a study sheet, as Markdown and as cards.

use std::{env, error::Error, fs, path::PathBuf, time::Instant};

use ml_health_export::{
    Arrangement, Document, Entry, Layout, Mark, Paper, Print, Section, anki, markdown, markdown_folder, pdf,
    write_replacing,
};

/// Key ideas of the course, in the order of the lessons.
const KEY_IDEAS: [&str; 9] = [
    include_str!("../../../course/lessons/course-overview.md"),
    include_str!("../../../course/lessons/what-is-machine-learning.md"),
    include_str!("../../../course/lessons/how-models-learn.md"),
    include_str!("../../../course/lessons/neural-networks.md"),
    include_str!("../../../course/lessons/deep-learning.md"),
    include_str!("../../../course/lessons/assessing-performance.md"),
    include_str!("../../../course/lessons/clinical-impact.md"),
    include_str!("../../../course/lessons/reading-papers.md"),
    include_str!("../../../course/lessons/next-steps.md"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder")?);
    let copies = arguments.next().and_then(|copies| copies.to_str()?.parse().ok()).unwrap_or(1);
    fs::create_dir_all(folder.join("notes"))?;
    let document = course(copies);
    let (a4, ordinary) = (Paper::A4, Print::Ordinary);
    let large = Layout { print: Print::Large, ..Layout::default() };
    let sheet = Layout { arrangement: Arrangement::StudySheet, ..Layout::default() };
    for (name, layout, key_ideas) in [
        ("a4", Layout { paper: a4, print: ordinary, ..Layout::default() }, None),
        ("a4 key ideas", Layout::default(), Some(KEY_IDEAS)),
        ("a4 large", large, Some(KEY_IDEAS)),
        ("a4 study sheet", sheet, None),
        ("letter", Layout { paper: Paper::Letter, ..Layout::default() }, Some(KEY_IDEAS)),
        ("letter large study sheet", Layout { paper: Paper::Letter, print: Print::Large, ..sheet }, None),
    ] {
        let mut document = Document { layout, ..document.clone() };
        for (lesson, ideas) in document.lessons.iter_mut().zip(key_ideas.into_iter().flatten()) {
            lesson.key_ideas = Some(ideas.to_owned());
        }
        let start = Instant::now();
        let pdf = pdf(&document)?;
        println!("{name}: {} pages, {} characters replaced, {:?}", pdf.pages, pdf.replaced, start.elapsed());
        write_replacing(&folder.join(format!("{name}.pdf")), &pdf.bytes)?;
    }
    write_replacing(&folder.join("notes.md"), markdown(&document).as_bytes())?;
    for file in markdown_folder(&document) {
        write_replacing(&folder.join("notes").join(file.name), file.text.as_bytes())?;
    }
    let cards = anki(&document, |_| true, |markdown| format!("<p>{}</p>", markdown.replace('<', "&lt;")));
    println!("{} cards, {} questions without an answer", cards.cards, cards.unanswered);
    write_replacing(&folder.join("cards.txt"), cards.text.as_bytes())?;
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
        ..Document::default()
    }
}

/// The first line is "slug | video | title"; a note begins with "@ second mark", each of which may be missing.
fn lesson(index: usize, part: &str, copies: usize) -> Section {
    let (head, notes) = part.split_once('\n').unwrap_or((part, ""));
    let (id, head) = head.split_once(" | ").unwrap_or(("", head));
    let (video, title) = head.split_once(" | ").unwrap_or(("", head));
    let notes: Vec<_> = notes.split("\n@").skip(1).map(note).collect();
    let notes = notes.iter().cycle().take(notes.len() * copies).enumerate();
    Section {
        id: Some(id.to_owned()),
        number: u32::try_from(index + 1).ok(),
        title: title.to_owned(),
        video: Some(video.to_owned()),
        key_ideas: None,
        notes: notes
            .map(|(place, note)| Entry {
                id: Some(format!("01890a5d-ac96-774b-{index:04x}-{place:012x}")),
                ..note.clone()
            })
            .collect(),
    }
}

fn note(note: &str) -> Entry {
    let (place, body) = note.split_once('\n').unwrap_or((note, ""));
    let tags = body.split_whitespace().filter_map(|word| word.strip_prefix('#'));
    Entry {
        second: place.split_whitespace().find_map(|word| word.parse().ok()),
        mark: place.split_whitespace().find_map(Mark::named),
        tags: tags.filter(|tag| tag.starts_with(char::is_alphabetic)).map(str::to_owned).collect(),
        body: body.trim().to_owned(),
        ..Entry::default()
    }
}
