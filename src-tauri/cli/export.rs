//! `ml-health export`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ml_health_study::Study;

use super::print;
use crate::{Result, document};

#[derive(Args)]
pub(crate) struct Export {
    #[arg(long, value_enum)]
    format: Format,
    /// Only the notes of the lesson with this number
    #[arg(long, value_name = "N")]
    lesson: Option<u32>,
    /// The file to write; an older one is replaced once the new one is complete
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Pdf,
}

pub(super) fn run(study: &Study, arguments: &Export) -> Result<()> {
    let Format::Pdf = arguments.format;
    let lesson = arguments.lesson.map(|number| study.lesson_by_number(number)).transpose()?;
    let draft = document::draft(study, lesson.as_ref().map(|lesson| &lesson.id), document::today())?;
    let pdf = document::set(&draft.document)?;
    document::write(&pdf, &arguments.output)?;
    let pages = if pdf.pages == 1 { "1 page".to_owned() } else { format!("{} pages", pdf.pages) };
    let replaced = match pdf.replaced {
        0 => String::new(),
        1 => " 1 character has no typeface here and is shown as a mark.".to_owned(),
        many => format!(" {many} characters have no typeface here and are shown as a mark."),
    };
    print(&format!("Wrote {pages} to {}.{replaced}\n", arguments.output.display()))
}
