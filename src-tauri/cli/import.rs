//! `ml-health import`

use std::path::PathBuf;

use clap::Args;
use ml_health_study::{Study, archive::ImportCounts};

use super::print;
use crate::{Result, import, now};

#[derive(Args)]
pub(crate) struct Import {
    /// A file that this program exported as JSON or Markdown, or Markdown with times like [12:34] from elsewhere
    file: PathBuf,
    /// The number of the lesson that gets the notes which do not say theirs (Markdown)
    #[arg(long, value_name = "N")]
    lesson: Option<u32>,
    /// Say what would change, and change nothing
    #[arg(long)]
    preview: bool,
}

pub(super) fn run(study: &mut Study, arguments: &Import) -> Result<()> {
    let lesson = arguments.lesson.map(|number| study.lesson_by_number(number)).transpose()?;
    let found = import::read(&arguments.file, &study.lesson_titles()?, lesson.map(|lesson| lesson.id))?;
    if arguments.preview {
        let counts = study.preview_import(&found.import, now())?;
        return print(&format!("Would import: {}\nNothing was changed.\n", words(&counts)));
    }
    let imported = study.import(&found.import, now())?;
    let backup = imported
        .backup
        .map_or_else(String::new, |backup| format!("What was there before is in {}.\n", backup.display()));
    print(&format!("Imported: {}\n{backup}", words(&imported.counts)))
}

/// "3 new, 1 newer than yours (…), 0 older than yours (…), 12 the same."
fn words(counts: &ImportCounts) -> String {
    let ImportCounts { added, changed, kept, same, trashed, revisions, lessons, settings } = counts;
    let notes = format!(
        "{added} new, {changed} newer than yours (yours are kept as earlier versions), {kept} older than yours (kept as \
         earlier versions), {same} the same"
    );
    let more = [
        (trashed, "put into the trash"),
        (revisions, "earlier versions"),
        (lessons, "lessons with other progress"),
    ];
    let more =
        more.into_iter().filter(|(count, _)| **count > 0).map(|(count, what)| format!(", {count} {what}"));
    let settings = if *settings { ", and settings" } else { "" };
    format!("{notes}{}{settings}.", more.collect::<String>())
}
