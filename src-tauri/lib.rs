//! Machine Learning for Healthcare: the course in a window of its own, and the same without a window.
//!
//! This file only puts the rooms together. What the window can ask for stands in `commands`, what the command line
//! can do in `cli`; both call `ml_health_study` for everything that concerns the course and the learner.

mod cli;
mod commands;
mod dialogs;
mod document;
mod error;
mod import;
mod links;
mod media;
#[cfg(test)]
mod permissions;
mod platform;
mod rounds;
mod session;
mod watch_window;
mod window;
mod window_mode;

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser as _;
use ml_health_study::{Study, course::Source, time::Timestamp};

pub(crate) use error::{Error, Result};

/// The identifier of `tauri.conf.json`: the data folder is named after it, so it never changes.
const IDENTIFIER: &str = "io.github.mlhealth.desktop";

/// The program: a subcommand runs without a window, none opens it.
#[must_use]
pub fn main() -> ExitCode {
    platform::prepare();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    let arguments = cli::Arguments::parse();
    let outcome = data_folder(arguments.data_dir).and_then(|folder| match arguments.command {
        Some(command) => cli::run(command, &folder),
        None => window::run(&folder),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever a file is called; and nobody need read it.
            let line = error.message().replace(char::is_control, " ");
            let _ = writeln!(io::stderr(), "ml-health: {line}");
            error.exit_code()
        }
    }
}

fn data_folder(chosen: Option<PathBuf>) -> Result<PathBuf> {
    let folder = match chosen {
        Some(folder) => folder,
        None => dirs::data_dir().ok_or(Error::NoDataFolder)?.join(IDENTIFIER),
    };
    std::path::absolute(&folder)
        .map_err(|source| ml_health_study::Error::File { path: folder, source }.into())
}

/// Opens what the learner has, with the course that this program was built with.
fn open_study(folder: &std::path::Path) -> Result<Study> {
    let mut study = Study::open(folder, now())?;
    study.load_course(&Source::embedded())?;
    Ok(study)
}

/// The one clock of the program.
fn now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_millisecond())
}
