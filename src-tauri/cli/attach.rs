//! `ml-health attach`

use std::path::PathBuf;

use clap::Args;
use ml_health_study::Study;

use super::print;
use crate::{Result, now};

#[derive(Args)]
pub(crate) struct Attach {
    /// The lesson's number
    #[arg(long, value_name = "N")]
    lesson: u32,
    /// The video file; it stays where it is
    file: PathBuf,
}

pub(super) fn run(study: &mut Study, arguments: &Attach) -> Result<()> {
    let lesson = study.lesson_by_number(arguments.lesson)?;
    let path = study.attach_video(&lesson.id, &arguments.file, now())?;
    print(&format!("Lesson {} now plays {}.\n", lesson.number, path.display()))
}
