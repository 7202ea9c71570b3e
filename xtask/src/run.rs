//! `cargo xtask run`: from a fresh machine to the open window.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::{display, packages, shell, workspace};

/// Answers with the application's own exit code.
pub(crate) fn run(release: bool, arguments: &[OsString]) -> Result<ExitCode, Failure> {
    // Said first: a build takes minutes.
    if opens_a_window(arguments) && !display::is_here() {
        return Err(Failure::NoDisplay);
    }
    packages::install(&[packages::BUILD, packages::PLAY])?;

    let mut build = workspace::cargo();
    build.args(["build", "--bin", "ml-health"]);
    if release {
        build.arg("--release");
    }
    eprintln!("Building. The first time takes some minutes.");
    shell::run(&mut build)?;

    let profile = if release { "release" } else { "debug" };
    let program =
        workspace::target()?.join(profile).join(format!("ml-health{}", std::env::consts::EXE_SUFFIX));
    let status = Command::new(&program).args(arguments).status().map_err(Failure::file(program))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Whether the application would open its window: it does without a command, `--help` or `--version`.
fn opens_a_window(arguments: &[OsString]) -> bool {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        if argument == "--data-dir" {
            arguments.next();
        } else if !argument.starts_with("--data-dir=") {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], expected: bool) {
        let given: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        assert_eq!(opens_a_window(&given), expected, "{arguments:?}");
    }

    #[test]
    fn only_a_command_or_a_question_does_without_a_window() {
        check(&[], true);
        check(&["--data-dir", "notes"], true);
        check(&["--data-dir=notes"], true);
        check(&["lessons"], false);
        check(&["--data-dir", "there", "notes", "list"], false);
        check(&["--version"], false);
    }
}
