//! The steps that `test` and `check` are made of, and their summary.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::packages::{self, Need};
use crate::{deny, node, python, shell, workspace};

pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [&'static [Need]],
    /// Takes the arguments for the step's own runner.
    run: fn(&[OsString]) -> Result<(), Failure>,
}

pub(crate) const FMT: Step = Step {
    name: "fmt",
    needs: &[],
    run: |arguments| {
        let mut cargo = workspace::cargo();
        cargo.args(["fmt", "--all", "--check"]);
        if !arguments.is_empty() {
            cargo.arg("--").args(arguments);
        }
        shell::run(&mut cargo)
    },
};

pub(crate) const CLIPPY: Step = Step {
    name: "clippy",
    needs: &[packages::BUILD],
    run: |arguments| {
        shell::run(
            workspace::cargo()
                .args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
                .args(arguments),
        )
    },
};

pub(crate) const RUST: Step = Step {
    name: "rust",
    needs: &[packages::BUILD, packages::DOCUMENTS],
    run: |arguments| cargo_test(&["--workspace"], arguments),
};

/// The rules and the store alone, which compile without the window.
pub(crate) const STUDY: Step = Step {
    name: "study",
    needs: &[packages::BUILD],
    run: |arguments| cargo_test(&["--package", "ml-health-study"], arguments),
};

/// Without asking for known vulnerabilities: their list is nowhere but on the network, and changes from day to day.
pub(crate) const DENY: Step =
    Step { name: "deny", needs: &[packages::PYTHON], run: |arguments| deny::check(deny::OFFLINE, arguments) };

pub(crate) const TYPES: Step = Step {
    name: "types",
    needs: &[packages::NODE],
    run: |arguments| {
        node::install_when_changed()?;
        shell::run(&mut node::script("types", arguments))
    },
};

pub(crate) const UI: Step = Step {
    name: "ui",
    needs: &[packages::NODE],
    run: |arguments| {
        node::install_when_changed()?;
        shell::run(&mut node::script("test", arguments))
    },
};

pub(crate) const ANKI: Step = Step {
    name: "anki",
    needs: &[packages::BUILD, packages::DOCUMENTS, packages::PYTHON],
    run: |arguments| {
        let python = python::with_anki()?;
        let mut cargo = workspace::cargo();
        cargo.args(["test", "--workspace", "--test", "anki", "--"]).args(arguments);
        shell::run(cargo.env("ML_HEALTH_PYTHON", python))
    },
};

pub(crate) const WINDOW: Step = Step {
    name: "window",
    needs: &[packages::BUILD, packages::PLAY, packages::DOCUMENTS, packages::WINDOW],
    run: |arguments| {
        if !cfg!(target_os = "linux") {
            println!("The window tests drive WebKitGTK, so they run on Linux only.");
            return Ok(());
        }
        build_window_tests()?;
        let display = VirtualDisplay::new()?;
        shell::run(&mut window_tests(&display, arguments))
    },
};

/// Outside the virtual display, so that the display's session is as short as the tests.
pub(crate) fn build_window_tests() -> Result<(), Failure> {
    shell::run(workspace::cargo().args(["test", "--workspace", "--test", "window", "--no-run"]))
}

/// The tests of `tests/window`, one after another: each has a window, and windows compete for the focus.
///
/// `--workspace` chooses the same features as the step `rust` does, so the application is not compiled a second time.
pub(crate) fn window_tests(display: &VirtualDisplay, arguments: &[OsString]) -> std::process::Command {
    let mut command = display.command(workspace::cargo().get_program());
    command.args(["test", "--workspace", "--test", "window", "--"]).args(arguments);
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        command.env("RUST_TEST_THREADS", "1");
    }
    command
}

/// Runs the steps in their order, stops at the first that fails, and says what each took.
pub(crate) fn run(steps: &[Step], arguments: &[OsString]) -> Result<(), Failure> {
    let mut taken = Vec::new();
    let mut failure = None;
    for step in steps {
        println!("\n== {} ==", step.name);
        let start = Instant::now();
        let outcome = (step.run)(arguments);
        taken.push(start.elapsed());
        if let Err(source) = outcome {
            failure = Some(Failure::Step { name: step.name, source: Box::new(source) });
            break;
        }
    }
    let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
    println!("\n{}", summary(&names, &taken, failure.is_some()));
    failure.map_or(Ok(()), Err)
}

fn cargo_test(selection: &[&str], arguments: &[OsString]) -> Result<(), Failure> {
    let mut cargo = workspace::cargo();
    cargo.arg("test").args(selection);
    if !arguments.is_empty() {
        cargo.arg("--").args(arguments);
    }
    shell::run(&mut cargo)
}

/// `taken` has a time for each step that ran; with `last_failed`, the last of them failed.
fn summary(names: &[&str], taken: &[Duration], last_failed: bool) -> String {
    let width = names.iter().map(|name| name.len()).max().unwrap_or(0);
    let line = |(place, name): (usize, &&str)| match taken.get(place) {
        None => format!("{name:width$}  not run"),
        Some(time) => {
            let has_failed = last_failed && place + 1 == taken.len();
            let outcome = if has_failed { "failed" } else { "passed" };
            format!("{name:width$}  {outcome} {:>12}", clock(*time))
        }
    };
    let total = clock(taken.iter().sum());
    let mut lines: Vec<String> = names.iter().enumerate().map(line).collect();
    lines.push(format!("{:width$}  in all {total:>12}", ""));
    lines.join("\n")
}

/// `0.8 s`, `41.2 s`, `7 min 3 s`.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_at_a_glance() {
        assert_eq!(clock(Duration::from_millis(840)), "0.8 s");
        assert_eq!(clock(Duration::from_millis(41_200)), "41.2 s");
        assert_eq!(clock(Duration::from_secs(423)), "7 min 3 s");
    }

    #[test]
    fn the_summary_says_what_failed_and_what_did_not_run() {
        let taken = [Duration::from_millis(840), Duration::from_secs(61)];
        assert_eq!(
            summary(&["fmt", "clippy", "rust"], &taken, true),
            "fmt     passed        0.8 s\n\
             clippy  failed    1 min 1 s\n\
             rust    not run\n\
             \x20       in all    1 min 1 s"
        );
    }

    #[test]
    fn a_failed_step_ends_the_run_and_names_itself() {
        const PASSES: Step = Step { name: "passes", needs: &[], run: |_| Ok(()) };
        const FAILS: Step = Step { name: "fails", needs: &[], run: |_| Err(Failure::NoDisplay) };
        const NEVER: Step = Step { name: "never", needs: &[], run: |_| panic!("this step must not run") };
        let failure = run(&[PASSES, FAILS, NEVER], &[]).unwrap_err();
        assert!(matches!(failure, Failure::Step { name: "fails", .. }), "{failure}");
    }
}
