//! `ml-health export`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ml_health_study::{Study, note::Mark};

use super::print;
use crate::{
    Result,
    document::{self, ExportChoice, ExportFormat, Paper, Ready},
};

#[derive(Args)]
pub(crate) struct Export {
    #[arg(long, value_enum)]
    format: ExportFormat,
    /// Only the notes of the lesson with this number; may be given more than once
    #[arg(long, value_name = "N")]
    lesson: Vec<u32>,
    /// Only notes that are marked so; may be given more than once
    #[arg(long, value_enum, value_name = "MARK")]
    mark: Vec<Marked>,
    /// Only notes with this tag; may be given more than once
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Set the course’s key ideas before the notes of each lesson (pdf, markdown)
    #[arg(long)]
    key_ideas: bool,
    /// The size of the pages (pdf)
    #[arg(long, value_enum, default_value = "a4")]
    paper: Paper,
    /// Set the text at 18 points (pdf)
    #[arg(long)]
    large_print: bool,
    /// Put the questions first, without their answers (pdf)
    #[arg(long)]
    study_sheet: bool,
    /// The file to write; an older one is replaced once the new one is complete. For markdown-folder, a folder that is empty
    /// or not there yet
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Marked {
    Important,
    Question,
    Todo,
    Done,
}

pub(super) fn run(study: &Study, arguments: &Export) -> Result<()> {
    let choice = choice(study, arguments)?;
    let ready = document::set(document::draft(study, &choice, document::today())?)?;
    document::write(&ready, &arguments.output)?;
    print(&format!("Wrote {} to {}.{}\n", size(&ready), arguments.output.display(), remark(&ready)))
}

fn choice(study: &Study, arguments: &Export) -> Result<ExportChoice> {
    let lessons = arguments.lesson.iter().map(|number| Ok(study.lesson_by_number(*number)?.id));
    let lessons = lessons.collect::<Result<Vec<_>>>()?;
    Ok(ExportChoice {
        format: arguments.format,
        lessons: (!lessons.is_empty()).then_some(lessons),
        marks: arguments.mark.iter().map(|mark| mark.of_note()).collect(),
        tags: arguments.tag.iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect(),
        key_ideas: arguments.key_ideas,
        paper: arguments.paper,
        large_print: arguments.large_print,
        study_sheet: arguments.study_sheet,
    })
}

impl Marked {
    fn of_note(self) -> Mark {
        match self {
            Self::Important => Mark::Important,
            Self::Question => Mark::Question,
            Self::Todo => Mark::Todo,
            Self::Done => Mark::Done,
        }
    }
}

fn size(ready: &Ready) -> String {
    let counted = |count: usize, thing: &str| match count {
        1 => format!("1 {thing}"),
        many => format!("{many} {thing}s"),
    };
    match (ready.pages, ready.cards) {
        (Some(pages), _) => counted(pages, "page"),
        (_, Some(cards)) => counted(cards, "card"),
        _ => counted(ready.notes, "note"),
    }
}

fn remark(ready: &Ready) -> String {
    match (ready.replaced, ready.cards) {
        (_, Some(0)) => {
            " A note that reads “Q: … A: …”, or a question with the note after it, becomes a card.".into()
        }
        (0, _) => String::new(),
        (1, _) => " 1 character has no typeface here and is shown as a mark.".into(),
        (many, _) => format!(" {many} characters have no typeface here and are shown as a mark."),
    }
}
