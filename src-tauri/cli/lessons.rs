//! `ml-health lessons`

use clap::Args;
use ml_health_study::{Study, progress::Progress, time::clock};
use serde::Serialize;

use super::{print, print_json};
use crate::{Result, now};

#[derive(Args)]
pub(crate) struct Lessons {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A lesson in JSON. Seconds are seconds of video.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    number: u32,
    id: String,
    title: String,
    video: String,
    notes: usize,
    progress: Progress,
}

pub(super) fn run(study: &Study, arguments: &Lessons) -> Result<()> {
    let (course, overview) = (study.course()?, study.overview(now())?);
    let rows = course.lessons.into_iter().zip(overview.lessons).map(|(lesson, overview)| Row {
        number: lesson.number,
        id: lesson.id.0,
        title: lesson.title,
        video: lesson.video.watch_url(0),
        notes: overview.notes,
        progress: overview.progress,
    });
    if arguments.json {
        return print_json(&rows.collect::<Vec<_>>());
    }
    print(&rows.map(|row| line(&row)).collect::<String>())
}

fn line(row: &Row) -> String {
    let state = match (&row.progress, row.notes) {
        (progress, _) if progress.completed => "done".to_owned(),
        (progress, _) if progress.position > 0.0 => format!("at {}", clock(whole(progress.position))),
        _ => "not begun".to_owned(),
    };
    let notes = match row.notes {
        0 => String::new(),
        1 => ", 1 note".to_owned(),
        many => format!(", {many} notes"),
    };
    format!("{}. {} ({state}{notes})\n", row.number, row.title)
}

/// A place in a video in whole seconds. A float turns into the nearest number that there is, whatever it holds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(seconds: f64) -> u32 {
    seconds as u32
}
