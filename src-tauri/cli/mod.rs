//! The same program without a window. Results go to standard output, one line of trouble to standard error; the exit
//! code is 0 for success, 2 for what was asked wrongly, 1 for what failed.

mod attach;
mod backup;
mod check;
mod export;
mod import;
mod lessons;
mod notes;
mod restore;
mod search;

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use clap::{Parser, Subcommand};
use ml_health_study::time::Timestamp;

use crate::{Error, Result, now};

/// The free course Machine Learning for Healthcare, with your progress and notes, on your own computer.
///
/// Without a command, the window opens.
#[derive(Parser)]
#[command(name = "ml-health", version)]
pub(crate) struct Arguments {
    /// Keep everything in this folder instead of the system's usual place
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List the lessons and how far you are
    Lessons(lessons::Lessons),
    /// Add or list notes
    #[command(subcommand)]
    Notes(notes::Notes),
    /// Play your own video file for a lesson
    Attach(attach::Attach),
    /// Write your notes to a file
    Export(export::Export),
    /// Take notes from a file: one that was exported as JSON or Markdown, or Markdown with times from elsewhere
    Import(import::Import),
    /// Find words in notes, key ideas, transcripts and the library
    Search(search::Search),
    /// Make a backup now, opened and verified; or list them
    Backup(backup::Backup),
    /// Put a backup back; what is there becomes a backup first. Also mends a damaged database
    Restore(restore::Restore),
    /// Check the database and every backup, and put the newest back on trial
    Check(check::Check),
}

pub(crate) fn run(command: Command, folder: &Path) -> Result<()> {
    // These are also for a database that cannot be opened.
    let command = match command {
        Command::Restore(restore) => return restore::run(folder, &restore),
        Command::Check(check) => return check::run(folder, &check),
        command => command,
    };
    let mut study = crate::open_study(folder)?;
    match command {
        Command::Lessons(lessons) => lessons::run(&study, &lessons),
        Command::Notes(notes) => notes::run(&mut study, notes),
        Command::Attach(attach) => attach::run(&mut study, &attach),
        Command::Export(export) => export::run(&study, &export),
        Command::Import(import) => import::run(&mut study, &import),
        Command::Search(search) => search::run(&study, &search),
        Command::Backup(backup) => backup::run(&mut study, &backup),
        Command::Restore(_) | Command::Check(_) => Ok(()),
    }?;
    // Whoever has no window open has none that makes backups.
    if let Err(error) = study.backup_if_due(now()).map_err(Error::from) {
        let _ =
            writeln!(io::stderr(), "ml-health: {}", error.backup_message().replace(char::is_control, " "));
    }
    Ok(())
}

/// A moment as a person reads it, where they are.
fn moment(moment: Timestamp) -> String {
    let time = jiff::Timestamp::from_millisecond(moment.0).unwrap_or_default();
    time.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B %Y, %H:%M").to_string()
}

/// "1 note", "2 notes".
fn notes(count: usize) -> String {
    if count == 1 { "1 note".into() } else { format!("{count} notes") }
}

/// Prints to standard output. Whoever reads it may stop reading, as `head` does: that is no trouble of ours.
fn print(text: &str) -> Result<()> {
    // A file's name may hold what a terminal obeys.
    let text = text.replace(|c: char| c.is_control() && c != '\n' && c != '\t', " ");
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

fn print_json(value: &impl serde::Serialize) -> Result<()> {
    let json = serde_json::to_string_pretty(value).map_err(|error| Error::Output(error.into()))?;
    print(&(json + "\n"))
}
