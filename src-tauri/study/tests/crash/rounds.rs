//! The rounds: a program is started, killed, and what it left is looked at.

use std::{
    collections::BTreeMap,
    fmt,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use ml_health_study::Study;

use crate::{
    child::{self, Line, Orders},
    support::{Act, Made, Random, backups_are_sound, files, look, old},
};

/// How many programs are killed one after another in a folder.
pub const IN_A_SERIES: u64 = 20;
/// Of how many series one is of first starts, and one of upgrades.
const KINDS: u64 = 5;
/// The schema of which there are upgrades.
const OLDEST: &str = "schema-1";

/// What happened, over all.
#[derive(Default)]
pub struct Figures {
    pub passed: u64,
    pub failures: Vec<String>,
    acknowledged: u64,
    /// Acts that were begun and not acknowledged, and are there.
    also_there: u64,
    /// What the programs were about when they were killed, and how often.
    killed: BTreeMap<&'static str, u64>,
    backups: usize,
}

/// How long things take on this machine, so that kills fall into them.
pub struct Usual {
    first_start: Duration,
    upgrade: Duration,
    acts: BTreeMap<&'static str, Duration>,
}

/// When a program is killed: so long after so many lines.
struct Kill {
    lines: usize,
    then: Duration,
}

impl Figures {
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failures.extend_from_slice(&other.failures);
        self.acknowledged += other.acknowledged;
        self.also_there += other.also_there;
        self.backups += other.backups;
        for (what, count) in &other.killed {
            *self.killed.entry(what).or_default() += count;
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, also_there, backups, failures, .. } = self;
        for failure in failures {
            writeln!(f, "{failure}")?;
        }
        writeln!(f, "{} programs killed:", self.killed.values().sum::<u64>())?;
        for (what, count) in &self.killed {
            writeln!(f, "{count:7} {what}")?;
        }
        writeln!(
            f,
            "{acknowledged} acts acknowledged, {also_there} more begun and wholly there, {backups} backups sound"
        )?;
        write!(f, "lost: {}", failures.len())
    }
}

impl Usual {
    /// Measured by programs that are let be for a while.
    pub fn measured(seed: u64) -> Self {
        let mut acts: BTreeMap<&'static str, Vec<Duration>> = BTreeMap::new();
        let folder = tempfile::tempdir().expect("a folder");
        let lines =
            run(folder.path(), Orders::Act { seed, from: 0 }, &Kill { lines: 150, then: Duration::ZERO })
                .expect("a program");
        for pair in lines.windows(2) {
            if let [(Line::Begun(act), begun), (Line::Done(_), done)] = pair {
                acts.entry(kind(&Act::of(seed, *act))).or_default().push(done.saturating_sub(*begun));
            }
        }
        let old = tempfile::tempdir().expect("a folder");
        old::fixture(OLDEST, old.path()).expect("an old database");
        let upgrade =
            run(old.path(), Orders::Open, &Kill { lines: 1, then: Duration::ZERO }).expect("a program");
        let longest = |times: Vec<Duration>| times.into_iter().max().unwrap_or_default();
        Self {
            first_start: lines[1].1,
            upgrade: upgrade[0].1,
            acts: acts.into_iter().map(|(kind, times)| (kind, longest(times))).collect(),
        }
    }
}

/// One series of rounds.
pub fn series(seed: u64, number: u64, usual: &Usual) -> Figures {
    let mut figures = Figures::default();
    let random = &mut Random::new(seed, number);
    let outcome = match number % KINDS {
        0 => first_starts(random, usual, &mut figures),
        1 => upgrades(random, usual, &mut figures),
        _ => one_after_another(random, usual, &mut figures),
    };
    if let Err(failure) = outcome {
        figures.failures.push(format!("seed {seed}, series {number}, round {}: {failure}", figures.passed));
    }
    figures
}

fn first_starts(random: &mut Random, usual: &Usual, figures: &mut Figures) -> Result<(), String> {
    for _ in 0..IN_A_SERIES {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let kill = Kill { lines: 0, then: part_of(usual.first_start, random) };
        Desk::new(&folder.path().join("data"), random.next()).round(&kill, random, figures)?;
    }
    Ok(())
}

fn upgrades(random: &mut Random, usual: &Usual, figures: &mut Figures) -> Result<(), String> {
    for _ in 0..IN_A_SERIES {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        old::fixture(OLDEST, folder.path())?;
        let kill = Kill { lines: 0, then: part_of(usual.upgrade, random) };
        let lines = run(folder.path(), Orders::Open, &kill)?;
        figures.count(if lines.is_empty() { "during an upgrade" } else { "after an upgrade" });
        figures.look_at_backups(folder.path(), &mut Vec::new())?;
        old::upgraded(OLDEST, folder.path())?;
        figures.passed += 1;
    }
    Ok(())
}

fn one_after_another(random: &mut Random, usual: &Usual, figures: &mut Figures) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut desk = Desk::new(folder.path(), random.next());
    for _ in 0..IN_A_SERIES {
        let kill = desk.kill(random, usual);
        desk.round(&kill, random, figures)?;
    }
    desk.is_tidy_in_the_end()
}

/// A data folder in which one program after another is killed.
struct Desk<'a> {
    folder: &'a Path,
    seed: u64,
    /// The act with which the next program begins.
    next: u64,
    /// What has to be there.
    made: Made,
    /// The backups that were looked at.
    seen: Vec<PathBuf>,
}

impl<'a> Desk<'a> {
    fn new(folder: &'a Path, seed: u64) -> Self {
        Self { folder, seed, next: 0, made: Made::default(), seen: Vec::new() }
    }

    fn act(&self, act: u64) -> Act {
        Act::of(self.seed, act)
    }

    fn round(&mut self, kill: &Kill, random: &mut Random, figures: &mut Figures) -> Result<(), String> {
        let lines = run(self.folder, Orders::Act { seed: self.seed, from: self.next }, kill)?;
        let mut begun = None;
        for (line, _) in &lines {
            match *line {
                Line::Begun(act) => begun = Some(act),
                Line::Done(act) => {
                    self.made = std::mem::take(&mut self.made).after(&self.act(act));
                    figures.acknowledged += 1;
                    (begun, self.next) = (None, act + 1);
                }
                Line::Opened | Line::Loaded => {}
            }
        }
        figures.count(match begun {
            Some(act) => kind(&self.act(act)),
            None if lines.len() < 2 && self.next == 0 => "at the first start",
            None => "between acts, or while opening",
        });
        let may_hold = begun.map_or(vec![self.made.clone()], |act| self.made.while_at(&self.act(act)));
        let held = look(self.folder, &may_hold, random)?;
        figures.look_at_backups(self.folder, &mut self.seen)?;
        figures.also_there += u64::from(held != self.made);
        self.made = held;
        self.next = begun.map_or(self.next, |act| act + 1);
        figures.passed += 1;
        Ok(())
    }

    /// What the killed programs left unfinished is gone once another program did the same.
    fn is_tidy_in_the_end(&self) -> Result<(), String> {
        let now = Act::time(self.next);
        let mut study = Study::open(self.folder, now).map_err(|error| error.to_string())?;
        study.back_up(now).map_err(|error| error.to_string())?;
        Act::Rehearse.carry_out(&mut study, now).map_err(|error| error.to_string())?;
        let left = files(&self.folder.join("backups")).into_iter();
        let left: Vec<_> =
            left.filter(|file| file.extension().is_some_and(|extension| extension == "tmp")).collect();
        if left.is_empty() && !self.folder.join("scratch").exists() {
            return Ok(());
        }
        Err(format!("something unfinished stays behind, such as {left:?}"))
    }

    /// When the next program is killed: some while opening, the others in an act of a kind that is drawn, so that those that
    /// are seldom are met as often. The acts that come long before it are left out.
    fn kill(&mut self, random: &mut Random, usual: &Usual) -> Kill {
        if random.below(10) == 0 {
            return Kill { lines: 0, then: part_of(usual.first_start, random) };
        }
        let wanted = KINDS_OF_ACTS[random.below_usize(5)];
        let before = random.below(12);
        let first = self.next + before;
        let act = (first..first + 1000).find(|act| kind(&self.act(*act)) == wanted).unwrap_or(first);
        self.next = act - before;
        let time = usual.acts.get(wanted).copied().unwrap_or_default();
        // Two lines come before the first act, and each act is two.
        let lines = 3 + 2 * usize::try_from(before).unwrap_or(0);
        Kill { lines, then: part_of(time, random) }
    }
}

impl Figures {
    fn count(&mut self, what: &'static str) {
        *self.killed.entry(what).or_default() += 1;
    }

    fn look_at_backups(&mut self, folder: &Path, seen: &mut Vec<PathBuf>) -> Result<(), String> {
        let before = seen.len();
        backups_are_sound(folder, seen)?;
        self.backups += seen.len() - before;
        Ok(())
    }
}

const KINDS_OF_ACTS: [&str; 5] =
    ["in a backup", "in an import", "in putting a backup back", "in closing and opening", "in a write"];

fn kind(act: &Act) -> &'static str {
    match act {
        Act::Backup => "in a backup",
        Act::Rehearse | Act::PutBack(..) => "in putting a backup back",
        Act::Import(..) => "in an import",
        Act::Reopen => "in closing and opening",
        _ => "in a write",
    }
}

fn part_of(time: Duration, random: &mut Random) -> Duration {
    Duration::from_micros(random.below(u64::try_from(time.as_micros()).unwrap_or(1) + 1))
}

/// Starts a program, kills it, and gives what it said, with the time since it was started.
fn run(folder: &Path, orders: Orders, kill: &Kill) -> Result<Vec<(Line, Duration)>, String> {
    let began = Instant::now();
    let mut program = child::command(folder, orders).spawn().map_err(|error| error.to_string())?;
    let mut said = BufReader::new(program.stdout.take().ok_or("no standard output")?);
    let mut lines = Vec::new();
    let mut killed = false;
    loop {
        if !killed && lines.len() == kill.lines {
            thread::sleep(kill.then);
            program.kill().map_err(|error| error.to_string())?;
            killed = true;
        }
        let mut line = String::new();
        if said.read_line(&mut line).map_err(|error| error.to_string())? == 0 {
            break;
        }
        match Line::read(line.trim_end()) {
            Some(read) if line.ends_with('\n') => lines.push((read, began.elapsed())),
            _ if line.ends_with('\n') => return Err(line),
            _ => {}
        }
    }
    program.wait().map_err(|error| error.to_string())?;
    if killed { Ok(lines) } else { Err(format!("the program ended by itself after {lines:?}")) }
}
