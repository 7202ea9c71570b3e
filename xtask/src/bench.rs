//! `cargo xtask bench`: what things cost, each beside what they could cost at the least. Figures to look at, no test.

use clap::ValueEnum;

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::{packages, shell, workspace};

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Subject {
    /// Playing a lesson, beside a bare `<video>` of the same file
    Playback,
    /// Typing in a note of 100 kB, beside a bare field with the same text
    Typing,
    /// Searching and saving notes, beside a raw commit of one row
    Notes,
    /// Setting notes as a PDF, beside bare Typst
    Documents,
}

pub(crate) fn bench(subject: Subject, rounds: u32) -> Result<(), Failure> {
    println!("Building with optimisations. The first time takes many minutes.");
    match subject {
        Subject::Playback => in_window(
            "playback",
            &[&rounds.to_string()],
            "A round takes a minute and a half, best on a computer that does nothing else.",
        ),
        Subject::Typing => in_window("typing", &[], "This takes half a minute."),
        Subject::Notes => of_crate("ml-health-study", "search"),
        Subject::Documents => of_crate("ml-health-export", "pdf"),
    }
}

fn of_crate(package: &str, bench: &str) -> Result<(), Failure> {
    packages::install(&[packages::BUILD])?;
    shell::run(workspace::cargo().args(["bench", "--package", package, "--bench", bench]))
}

fn in_window(bench: &str, arguments: &[&str], patience: &str) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::WrongSystem {
            task: "this benchmark",
            system: "Linux, since it drives WebKitGTK",
        });
    }
    packages::install(&[packages::BUILD, packages::PLAY, packages::DOCUMENTS, packages::WINDOW])?;
    shell::run(workspace::cargo().args(["bench", "--bench", bench, "--no-run"]))?;
    println!("{patience}");
    let display = VirtualDisplay::new()?;
    let mut command = display.command(workspace::cargo().get_program());
    shell::run(command.args(["bench", "--bench", bench, "--"]).args(arguments))
}
