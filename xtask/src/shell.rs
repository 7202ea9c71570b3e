//! Running other programs: each command line is printed before it runs, so that a person sees what is done.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// Prints the command line and runs it to its end, its output going to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    // Not to standard output: that belongs to what is run, as in `cargo xtask run -- notes list --json`.
    eprintln!("$ {}", line(command));
    let status = command.status().map_err(|source| Failure::NotStarted { line: line(command), source })?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Ended { line: line(command), status })
}

/// What the command writes to its standard output. It is a look, not a deed, so nothing is printed.
pub(crate) fn read(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| Failure::NotStarted { line: line(command), source })?;
    if !output.status.success() {
        return Err(Failure::Ended { line: line(command), status: output.status });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the command can be started and ends with success; whatever it prints is dropped.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

pub(crate) fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// The program by its bare name and its arguments, as they would be typed.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    [program].into_iter().chain(command.get_args()).map(word).collect::<Vec<_>>().join(" ")
}

fn word(text: &OsStr) -> String {
    let text = text.to_string_lossy();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./:=@%+,-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.into_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_typed_again() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["test", "--", "it's", ""]);
        assert_eq!(line(&command), r"cargo test -- 'it'\''s' ''");
    }
}
