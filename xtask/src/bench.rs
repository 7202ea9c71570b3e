//! `cargo xtask bench`: what playing a lesson costs beyond a bare `<video>` of the same file. Figures to look at, no test.

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::{packages, shell, workspace};

const BENCH: [&str; 3] = ["bench", "--bench", "playback"];

pub(crate) fn bench(rounds: u32) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::WrongSystem {
            task: "cargo xtask bench",
            system: "Linux, since it drives WebKitGTK",
        });
    }
    packages::install(&[packages::BUILD, packages::PLAY, packages::DOCUMENTS, packages::WINDOW])?;
    println!("Building with optimisations. The first time takes many minutes.");
    shell::run(workspace::cargo().args(BENCH).arg("--no-run"))?;
    println!("A round takes a minute and a half, best on a computer that does nothing else.");
    let display = VirtualDisplay::new()?;
    let mut command = display.command(workspace::cargo().get_program());
    shell::run(command.args(BENCH).arg("--").arg(rounds.to_string()))
}
