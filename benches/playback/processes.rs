//! CPU time, as `/proc` tells it.

use std::{collections::HashMap, fs, path::Path, time::Duration};

/// Linux counts in hundredths of a second here, whatever its own clock does (`USER_HZ`, proc(5)).
const TICK: Duration = Duration::from_millis(10);

struct Process {
    parent: u32,
    /// Its own time, and that of the children that it has seen end.
    used: Duration,
}

/// The CPU time of a process and of all below it. What ends in between counts on in its parent's.
pub fn cpu_time(root: u32) -> Duration {
    let all = all();
    let below = below(&all, root);
    all.iter().filter(|(id, _)| below.contains(id)).map(|(_, process)| process.used).sum()
}

/// The process below this one that runs the program.
pub fn running(program: &Path) -> Option<u32> {
    let is_it = |id: &u32| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == program);
    below(&all(), std::process::id()).into_iter().find(is_it)
}

/// The CPU time of the whole computer.
pub fn cpu_time_of_all() -> Duration {
    let text = fs::read_to_string("/proc/stat").expect("/proc/stat");
    let ticks = text.lines().next().unwrap_or_default().split_whitespace().skip(1).map(number);
    // User, nice, system, then idle and waiting, which are none, then interrupts; what follows is counted already.
    let busy: u32 =
        ticks.enumerate().filter(|(place, _)| matches!(place, 0..3 | 5..8)).map(|(_, ticks)| ticks).sum();
    TICK * busy
}

fn all() -> HashMap<u32, Process> {
    let entries = fs::read_dir("/proc").expect("/proc").filter_map(Result::ok);
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    // A process may end while it is looked at.
    ids.filter_map(|id: u32| Some((id, parse(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?)?)))
        .collect()
}

/// The fields after the program's name, which may itself hold spaces and brackets.
fn parse(stat: &str) -> Option<Process> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let used = fields.get(11..15)?.iter().map(|ticks| number(ticks)).sum();
    Some(Process { parent: number(fields.get(1)?), used: TICK * used })
}

fn number(field: &str) -> u32 {
    field.parse().unwrap_or(0)
}

fn below(all: &HashMap<u32, Process>, root: u32) -> Vec<u32> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(all.iter().filter(|(_, process)| process.parent == parent).map(|(id, _)| *id));
        next += 1;
    }
    found
}
