//! The same program without a window. Results go to standard output, one line of trouble to standard error; the exit
//! code is 0 for success, 2 for what was asked wrongly, 1 for what failed.

mod attach;
mod export;
mod import;
mod lessons;
mod notes;
mod search;

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use clap::{Parser, Subcommand};

use crate::{Error, Result};

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
}

pub(crate) fn run(command: Command, folder: &Path) -> Result<()> {
    let mut study = crate::open_study(folder)?;
    match command {
        Command::Lessons(lessons) => lessons::run(&study, &lessons),
        Command::Notes(notes) => notes::run(&mut study, notes),
        Command::Attach(attach) => attach::run(&mut study, &attach),
        Command::Export(export) => export::run(&study, &export),
        Command::Import(import) => import::run(&mut study, &import),
        Command::Search(search) => search::run(&study, &search),
    }
}

/// Prints to standard output. Whoever reads it may stop reading, as `head` does: that is no trouble of ours.
fn print(text: &str) -> Result<()> {
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
