//! The program that is killed: it says what it begins and what is done, each a line.

use std::{
    env,
    io::{self, Write as _},
    path::Path,
    process::{Command, ExitCode, Stdio},
    thread,
};

use ml_health_study::{Error, Study, course::Source};

use crate::support::{Act, NOW};

const FOLDER: &str = "ML_HEALTH_CRASH_FOLDER";
const SEED: &str = "ML_HEALTH_CRASH_SEED";
const FROM: &str = "ML_HEALTH_CRASH_FROM";

/// What the program says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Opened,
    Loaded,
    Begun(u64),
    Done(u64),
}

impl Line {
    fn say(self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match self {
            Self::Opened => writeln!(out, "opened"),
            Self::Loaded => writeln!(out, "loaded"),
            Self::Begun(act) => writeln!(out, "begun {act}"),
            Self::Done(act) => writeln!(out, "done {act}"),
        }
    }

    /// `None` for a line that was cut off, and for one that says that something failed.
    pub fn read(line: &str) -> Option<Self> {
        match line.split_once(' ') {
            None if line == "opened" => Some(Self::Opened),
            None if line == "loaded" => Some(Self::Loaded),
            Some(("begun", act)) => act.parse().ok().map(Self::Begun),
            Some(("done", act)) => act.parse().ok().map(Self::Done),
            _ => None,
        }
    }
}

/// What the program does once the database is open.
#[derive(Debug, Clone, Copy)]
pub enum Orders {
    /// It waits.
    Open,
    /// It loads the course and begins with an act.
    Act { seed: u64, from: u64 },
}

/// This test as the program to be killed.
pub fn command(folder: &Path, orders: Orders) -> Command {
    let mut command = Command::new(env::current_exe().expect("this test"));
    command.env(FOLDER, folder);
    if let Orders::Act { seed, from } = orders {
        command.env(SEED, seed.to_string()).env(FROM, from.to_string());
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    command
}

/// `None` when this is not the program to be killed.
pub fn run() -> Option<ExitCode> {
    let folder = env::var_os(FOLDER)?;
    let number = |name| env::var(name).ok()?.parse().ok();
    let orders = match (number(SEED), number(FROM)) {
        (Some(seed), Some(from)) => Orders::Act { seed, from },
        _ => Orders::Open,
    };
    match carry_out(Path::new(&folder), orders) {
        Ok(()) => Some(ExitCode::SUCCESS),
        Err(error) => {
            println!("failed: {error} ({error:?})");
            Some(ExitCode::FAILURE)
        }
    }
}

fn carry_out(folder: &Path, orders: Orders) -> Result<(), Error> {
    let say =
        |line: Line| line.say().map_err(|source| Error::File { path: "standard output".into(), source });
    let Orders::Act { seed, from } = orders else {
        let _study = Study::open(folder, NOW)?;
        say(Line::Opened)?;
        loop {
            thread::park();
        }
    };
    let mut study = Study::open(folder, Act::time(from))?;
    say(Line::Opened)?;
    study.load_course(&Source::embedded())?;
    say(Line::Loaded)?;
    for act in from.. {
        say(Line::Begun(act))?;
        Act::of(seed, act).carry_out(&mut study, Act::time(act))?;
        say(Line::Done(act))?;
    }
    Ok(())
}
