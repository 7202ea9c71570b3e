//! The power goes at any moment, and takes what was not yet durable.

use std::{
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use ml_health_study::{Study, course::Source};

use crate::{
    disk::Disk,
    support::{Act, Made, NOW, Random, look, old},
};

/// How many losses there are unless `ML_HEALTH_POWER_LOSSES` says otherwise.
const LOSSES: u64 = 400;
/// How many there are in a folder, one after another.
const IN_A_FOLDER: u64 = 10;
/// Of how many folders one begins with the first start.
const FRESH: u64 = 5;
/// The most acts between two losses.
const ACTS: u64 = 30;
/// Within so many calls the power goes: while what the last loss left is opened, at the first start, in an act.
const CALLS: [u64; 3] = [30, 600, 1200];

#[derive(Default)]
struct Figures {
    acknowledged: u64,
    also_there: u64,
    while_opening: u64,
    in_an_act: u64,
}

#[test]
fn power_that_goes_at_any_moment_takes_nothing_that_was_acknowledged() {
    let number = |name| std::env::var(name).ok().and_then(|number: String| number.parse().ok());
    let losses: u64 = number("ML_HEALTH_POWER_LOSSES").unwrap_or(LOSSES);
    let seed = number("ML_HEALTH_SEED")
        .unwrap_or_else(|| std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_secs()));
    let began = Instant::now();
    let next = AtomicU64::new(0);
    let all: Vec<Figures> = std::thread::scope(|scope| {
        let worker = || {
            let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
            let numbers = numbers.take_while(|number| number * IN_A_FOLDER < losses);
            let folders = numbers.map(|number| {
                in_a_folder(seed, number)
                    .unwrap_or_else(|wrong| panic!("ML_HEALTH_SEED={seed}, folder {number}: {wrong}"))
            });
            folders.collect::<Vec<_>>()
        };
        let workers = [scope.spawn(worker), scope.spawn(worker)];
        workers.into_iter().flat_map(|worker| worker.join().expect("nothing lost")).collect()
    });
    let sum = |part: fn(&Figures) -> u64| all.iter().map(part).sum::<u64>();
    println!(
        "{} losses of power in {} s (seed {seed}): {} while opening, {} in an act; {} acts acknowledged, {} more begun and \
         wholly there; lost: 0",
        all.len() as u64 * IN_A_FOLDER,
        began.elapsed().as_secs(),
        sum(|figures| figures.while_opening),
        sum(|figures| figures.in_an_act),
        sum(|figures| figures.acknowledged),
        sum(|figures| figures.also_there),
    );
}

fn in_a_folder(seed: u64, number: u64) -> Result<Figures, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let random = &mut Random::new(seed, number);
    if !number.is_multiple_of(FRESH) {
        let mut study = Study::open(folder.path(), NOW).expect("a database");
        study.load_course(&Source::embedded()).expect("a course");
    }
    let (acts, mut act, mut made, mut figures) = (random.next(), 0, Made::default(), Figures::default());
    for loss in 0..IN_A_FOLDER {
        let disk = Disk::of(folder.path());
        let within = CALLS[random.below_usize(3)];
        disk.power_goes_at(random.below(within));
        let last = act + 1 + random.below(ACTS);
        let mut begun = None;
        let mut live = || {
            let mut study = Study::open(folder.path(), Act::time(act))?;
            study.load_course(&Source::embedded())?;
            while act < last {
                begun = Some(act);
                Act::of(acts, act).carry_out(&mut study, Act::time(act))?;
                made = std::mem::take(&mut made).after(&Act::of(acts, act));
                figures.acknowledged += 1;
                (begun, act) = (None, act + 1);
            }
            // Nothing is closed: the power goes now at the latest.
            disk.power_goes_at(0);
            Ok::<_, ml_health_study::Error>(())
        };
        if let Err(error) = live()
            && !disk.power_is_gone()
        {
            return Err(format!("loss {loss}: {error} ({error:?}), while there was power"));
        }
        figures.in_an_act += u64::from(begun.is_some());
        figures.while_opening += u64::from(begun.is_none() && act < last);
        disk.loses_power(random);
        let may_hold = begun.map_or(vec![made.clone()], |act| made.while_at(&Act::of(acts, act)));
        let held = look(folder.path(), &may_hold, random).map_err(|wrong| format!("loss {loss}: {wrong}"))?;
        figures.also_there += u64::from(held != made);
        made = held;
        act = begun.map_or(act, |act| act + 1);
    }
    Ok(figures)
}

#[test]
fn a_note_that_was_thrown_away_for_good_just_before_a_loss_is_no_damage() -> Result<(), ml_health_study::Error>
{
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = Study::open(folder.path(), NOW)?;
    study.load_course(&Source::embedded())?;
    let acts: Vec<_> =
        (0..).map(|act| Act::of(1, act)).filter(|act| matches!(act, Act::Save(_))).take(2).collect();
    let Act::Save(draft) = &acts[0] else { panic!("{acts:?}") };
    let acts = [acts[0].clone(), acts[1].clone(), Act::Reopen, Act::Delete(draft.id), Act::EmptyTrash];
    let mut made = Made::default();
    for (number, act) in (0..).zip(acts) {
        act.carry_out(&mut study, Act::time(number))?;
        made = made.after(&act);
    }
    look(folder.path(), &[made], &mut Random::new(1, 1)).expect("the other note");
    Ok(())
}

/// Takes the power away at each of the first calls of an opening, six times each, and then now and then.
fn at_each_call_of_opening(prepare: impl Fn(&Path), holds: impl Fn(&Path) -> Result<(), String>) -> u64 {
    let mut losses = 0;
    for call in (0..30).chain((30..600).step_by(30)) {
        for turn in 0..if call < 30 { 6 } else { 2 } {
            let folder = tempfile::tempdir().expect("a folder");
            prepare(folder.path());
            let disk = Disk::of(folder.path());
            disk.power_goes_at(call);
            let outcome = Study::open(folder.path(), NOW).map(drop);
            let is_gone = disk.power_is_gone();
            disk.loses_power(&mut Random::new(call, turn));
            if !is_gone {
                outcome.expect("a database");
                return losses;
            }
            holds(folder.path()).unwrap_or_else(|wrong| panic!("call {call}, turn {turn}: {wrong}"));
            losses += 1;
        }
    }
    losses
}

#[test]
fn power_that_goes_at_the_first_start_leaves_a_beginning() {
    let losses = at_each_call_of_opening(
        |_| {},
        |folder| look(folder, &[Made::default()], &mut Random::new(1, 1)).map(drop),
    );
    println!("{losses} losses of power at the first start");
}

#[test]
fn power_that_goes_during_an_upgrade_takes_nothing() {
    for mode in ["WAL", "DELETE"] {
        let losses = at_each_call_of_opening(
            |folder| old::fixture_in("schema-1", folder, mode).expect("an old database"),
            |folder| old::upgraded("schema-1", folder),
        );
        println!("{losses} losses of power during an upgrade out of {mode}");
    }
}
