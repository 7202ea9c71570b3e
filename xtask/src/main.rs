//! The project's own commands, started as `cargo xtask NAME`.
//!
//! Here stands the command line and nothing else; each command has a file of its name. What they share: `steps` (the checks
//! that `test` and `check` are made of), `packages` and `debian` (what the system must have), `node`, `display`, `shell`.

mod bench;
mod bundle;
mod check;
mod debian;
mod deny;
mod display;
mod failure;
mod fuzz;
mod generate;
mod installed;
mod node;
mod packages;
mod python;
mod run;
mod shell;
mod steps;
mod test;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};

use failure::Failure;

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "The project's own commands")]
struct CommandLine {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, build the application and open its window
    Run {
        /// Build with optimisations, which takes much longer
        #[arg(long)]
        release: bool,
        /// Arguments for the application
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
    /// Install what is missing and run every check and test
    Test {
        /// Run this step alone
        #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(test::STEPS.map(|step| step.name)))]
        only: Option<String>,
        /// Arguments for the step's own runner
        #[arg(last = true, requires = "only")]
        arguments: Vec<OsString>,
    },
    /// Run the fast checks; install nothing on the system
    Check,
    /// Check what the program is made of: licences, crates, their sources, known vulnerabilities
    Deny,
    /// Run the property tests for long
    Fuzz {
        /// How many cases each of them makes up
        #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
        cases: u32,
        /// Only those whose names hold one of these
        names: Vec<String>,
    },
    /// Make the Debian package
    Bundle {
        /// Install the package, start it, and remove it again
        #[arg(long)]
        check: bool,
    },
    /// Measure what things cost, beside what they could cost at the least
    Bench {
        #[arg(value_enum)]
        subject: bench::Subject,
        /// How often to measure the playing
        #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
    /// Write ui/types.d.ts from the Rust types
    Types,
    /// Take the README's screenshots from a real window
    Screenshots,
}

fn main() -> ExitCode {
    carry_out(CommandLine::parse().task).unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        ExitCode::FAILURE
    })
}

fn carry_out(task: Task) -> Result<ExitCode, Failure> {
    match task {
        Task::Run { release, arguments } => return run::run(release, &arguments),
        Task::Test { only, arguments } => test::test(only.as_deref(), &arguments)?,
        Task::Check => check::check()?,
        Task::Deny => deny::deny()?,
        Task::Fuzz { cases, names } => fuzz::fuzz(cases, &names)?,
        Task::Bundle { check } => bundle::bundle(check)?,
        Task::Bench { subject, rounds } => bench::bench(subject, rounds)?,
        Task::Types => generate::types()?,
        Task::Screenshots => generate::screenshots()?,
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::CommandLine;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }
}
