//! A program that is killed at any moment loses nothing that it acknowledged.
//!
//! This test starts itself as another program (`child`), which writes notes, progress and a setting, imports, makes
//! backups, closes and opens, as fast as it can, and says on its standard output what it begins and, once `study` has
//! returned, what is done. It is killed (`rounds`) by SIGKILL, on Windows by `TerminateProcess`, at a random moment. Then
//! what was said to be done has to be there to the letter, what was only begun wholly or not at all, and every backup has
//! to be sound. The next program goes on in the same folder, with whatever the last one left. Others are killed at the first
//! start, and while they bring a database of the first schema up to date.
//!
//! `cargo test -p ml-health-study --test crash -- --rounds 5000 --seed 7`
//!
//! What this cannot show: a killed program takes nothing with it that it had given to the system, so a missing `fsync` goes
//! unnoticed here. That is what the losses of power in `tests/faults/` are for.

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "each test takes of it what it needs")]
mod support;

mod child;
mod rounds;

use std::{
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

/// How many programs are killed unless told otherwise.
const ROUNDS: u64 = 300;

fn main() -> ExitCode {
    if let Some(ended) = child::run() {
        return ended;
    }
    let Some((rounds, seed)) = arguments() else {
        println!("0 passed, 0 failed: the crash tests were not asked for");
        return ExitCode::SUCCESS;
    };
    let began = Instant::now();
    let usual = rounds::Usual::measured(seed);
    let next = AtomicU64::new(0);
    let series: Vec<_> = std::thread::scope(|scope| {
        let worker = || {
            let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
            let numbers = numbers.take_while(|number| number * rounds::IN_A_SERIES < rounds);
            numbers.map(|number| rounds::series(seed, number, &usual)).collect::<Vec<_>>()
        };
        let cores = std::thread::available_parallelism().map_or(2, |cores| cores.get().min(4));
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    });
    let mut total = rounds::Figures::default();
    for figures in &series {
        total.add(figures);
    }
    println!("{total}\nseed {seed}, {} s", began.elapsed().as_secs());
    println!("{} passed, {} failed", total.passed, total.failures.len());
    if total.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many rounds, and the seed, which is another each time unless it is told. `None` when a filter that cargo gives to
/// every test asks for others, or when what is asked for is the list.
fn arguments() -> Option<(u64, u64)> {
    let mut rounds = ROUNDS;
    let mut seed = std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_secs());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|number| number.parse().ok()).expect("a number");
        match &*argument {
            "--rounds" => rounds = number(),
            "--seed" => seed = number(),
            "--list" | "--ignored" => return None,
            option if option.starts_with('-') => {}
            filter if "crash".contains(filter) => {}
            _ => return None,
        }
    }
    Some((rounds, seed))
}
