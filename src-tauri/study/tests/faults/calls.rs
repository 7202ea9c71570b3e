//! Each call to the disk that an operation makes fails. The operation then fails as a whole, or it succeeds all the same;
//! and once the disk does as it should, it succeeds.

use std::path::Path;

use ml_health_study::{Error, StoreFault, Study, course::Source};
use rusqlite::ffi;

use crate::{
    disk::{Call, Calls, Disk, Fault},
    support::{Act, Made, NOW, Random, backups_are_sound, copy_files, look},
};

/// Of each kind of call of an operation, so many fail or a few more, spread evenly, unless `ML_HEALTH_ALL_CALLS` is set:
/// then all, in every way.
const OF_A_KIND: u64 = 20;
/// How many acts came before, so that an operation meets notes, places and a backup.
const BEFORE: u64 = 30;

/// The kinds of calls, and the ways in which each fails: SQLite's code, and whether half of it is done.
const WAYS: [(Call, &[(i32, bool)]); 5] = [
    (Call::Open, &[(ffi::SQLITE_CANTOPEN, false)]),
    (
        Call::Write,
        &[
            (ffi::SQLITE_FULL, false),
            (ffi::SQLITE_IOERR_WRITE, false),
            (ffi::SQLITE_FULL, true),
            (ffi::SQLITE_IOERR_WRITE, true),
            (ffi::SQLITE_READONLY, false),
        ],
    ),
    (Call::Sync, &[(ffi::SQLITE_IOERR_FSYNC, false)]),
    (Call::Cut, &[(ffi::SQLITE_IOERR_TRUNCATE, false)]),
    (Call::Delete, &[(ffi::SQLITE_IOERR_DELETE, false)]),
];

/// Lets an operation meet every fault, after it met none, which counts its calls. The ways take turns, and so do failing
/// once and failing from there on. Says how many faults there were.
pub fn every_fault(meets: impl Fn(Option<Fault>) -> Result<Calls, String>) -> Result<u64, String> {
    let (calls, mut faults) = (meets(None)?, 0);
    let all = std::env::var_os("ML_HEALTH_ALL_CALLS").is_some();
    for (call, ways) in WAYS {
        let calls = calls.get(&call).copied().unwrap_or(0);
        let step = if all { 1 } else { (calls / OF_A_KIND).max(1) };
        let places = (0..).map(|turn| (turn, u64::try_from(turn).unwrap_or(u64::MAX) * step));
        for (turn, at) in places.take_while(|(_, at)| *at < calls) {
            let ways = if all { ways } else { &ways[turn % ways.len()..][..1] };
            for (code, torn) in ways.iter().copied() {
                let fault = Fault { call, code, torn, at, lasts: turn % 2 == 1 };
                meets(Some(fault)).map_err(|wrong| format!("{fault:?}: {wrong}"))?;
                faults += 1;
            }
        }
    }
    Ok(faults)
}

/// A data folder with something of everything, and what is in it.
fn before() -> Result<(tempfile::TempDir, Made), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut study = Study::open(folder.path(), NOW)?;
    study.load_course(&Source::embedded())?;
    let mut made = Made::default();
    for number in 0..BEFORE {
        let act = Act::of(1, number);
        act.carry_out(&mut study, Act::time(number))?;
        made = made.after(&act);
    }
    Ok((folder, made))
}

/// What is done to a data folder, and what there is before and after.
struct Operation<'a, T> {
    /// What happens before, on a disk that does as it should.
    ready: &'a dyn Fn(&mut Study) -> Result<T, Error>,
    run: &'a dyn Fn(&mut Study, &T) -> Result<(), Error>,
    before: &'a Made,
    after: &'a Made,
}

impl<T> Operation<'_, T> {
    fn meets(&self, folder: &Path, fault: Option<Fault>) -> Result<Calls, String> {
        let Self { ready, run, before, after } = *self;
        let copy = tempfile::tempdir().expect("a folder");
        copy_files(folder, copy.path()).expect("files");
        let open =
            || Study::open(copy.path(), Act::time(BEFORE)).map_err(|error| format!("opening: {error}"));
        let mut study = open()?;
        let with = ready(&mut study).map_err(|error| error.to_string())?;
        let disk = Disk::of(copy.path());
        if let Some(fault) = fault {
            disk.fails(fault);
        }
        let outcome = run(&mut study, &with);
        let calls = disk.heals();
        if study.folder().is_none() {
            // It was closed, and could not be opened again.
            study = open()?;
        }
        let expected = if outcome.is_ok() { after } else { before };
        let found = Made::of(&study).map_err(|error| format!("reading after {outcome:?}: {error}"))?;
        if found != *expected {
            return Err(format!("after {outcome:?}: {}", expected.differs_from(&found)));
        }
        // If the program ended now: what was refused may be there all the same, but then wholly.
        let may_hold =
            if outcome.is_ok() { vec![after.clone()] } else { vec![before.clone(), after.clone()] };
        let random = &mut Random::new(1, 1);
        look(copy.path(), &may_hold, random).map_err(|wrong| format!("after {outcome:?}: {wrong}"))?;
        run(&mut study, &with).map_err(|error| format!("again after {outcome:?}: {error}"))?;
        drop(study);
        look(copy.path(), std::slice::from_ref(after), random).map_err(|wrong| format!("again: {wrong}"))?;
        backups_are_sound(copy.path(), &mut Vec::new())?;
        Ok(calls)
    }

    fn meets_every_fault(&self, name: &str, folder: &Path) {
        let faults =
            every_fault(|fault| self.meets(folder, fault)).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        println!("{faults} faults in {name}");
        assert!(faults > 0, "{name} asks nothing of the disk");
    }
}

/// So that there is something in the log.
fn first() -> Act {
    Act::Name("Dr Ada".into())
}

/// What kind of act it is, in words, and whether an act is one.
type Kind<'a> = (&'a str, fn(&Act) -> bool);

fn check(wanted: &[Kind<'_>]) -> Result<(), Error> {
    let (folder, made) = before()?;
    let (now, made) = (Act::time(BEFORE), made.after(&first()));
    for (name, wanted) in wanted {
        // Of the acts to come, the first that is one of these and changes something, if it is one that changes anything.
        let quiet = |act: &Act| matches!(act, Act::Backup | Act::Rehearse | Act::Reopen);
        let acts = (BEFORE..).map(|number| Act::of(1, number)).filter(wanted);
        let act = acts.take(90).find(|act| made.clone().after(act) != made || quiet(act)).expect("an act");
        let operation = Operation {
            ready: &|study| first().carry_out(study, now),
            run: &|study, ()| act.carry_out(study, now),
            before: &made,
            after: &made.clone().after(&act),
        };
        operation.meets_every_fault(name, folder.path());
    }
    Ok(())
}

#[test]
fn writing_on_a_disk_that_fails_is_done_wholly_or_not_at_all() -> Result<(), Error> {
    check(&[
        ("saving a note", |act| matches!(act, Act::Save(_))),
        ("deleting a note", |act| matches!(act, Act::Delete(_))),
        ("bringing a note back", |act| matches!(act, Act::Restore(_))),
        ("emptying the trash", |act| matches!(act, Act::EmptyTrash)),
        ("keeping a place", |act| matches!(act, Act::Place(..))),
        ("keeping a choice", |act| matches!(act, Act::Name(_))),
    ])
}

#[test]
fn an_import_a_backup_and_opening_on_a_disk_that_fails_leave_everything_there() -> Result<(), Error> {
    check(&[
        ("an import", |act| matches!(act, Act::Import(..))),
        ("a backup", |act| matches!(act, Act::Backup)),
        ("putting a backup back on trial", |act| matches!(act, Act::Rehearse)),
        ("closing and opening", |act| matches!(act, Act::Reopen)),
    ])
}

#[test]
fn putting_a_backup_back_on_a_disk_that_fails_is_done_wholly_or_not_at_all() -> Result<(), Error> {
    let (folder, made) = before()?;
    let now = Act::time(BEFORE);
    let operation = Operation {
        ready: &|study| {
            let backup = study.back_up(now)?.expect("a backup");
            first().carry_out(study, now)?;
            Ok(backup.path)
        },
        // An hour later, since of each hour one backup is kept.
        run: &|study, backup| study.restore(backup, &Source::embedded(), Act::time(BEFORE + 1)).map(drop),
        before: &made.clone().after(&first()),
        after: &made,
    };
    operation.meets_every_fault("putting a backup back", folder.path());
    Ok(())
}

#[test]
fn a_database_that_may_only_be_read_is_opened_and_says_so_when_it_is_written() -> Result<(), Error> {
    let (folder, made) = before()?;
    let disk = Disk::of(folder.path());
    disk.fails(Fault { call: Call::Open, code: ffi::SQLITE_READONLY, torn: false, at: 0, lasts: true });
    let (now, act) = (Act::time(BEFORE), first());
    let mut study = Study::open(folder.path(), now)?;
    match act.carry_out(&mut study, now) {
        Err(Error::Sqlite(error)) => assert_eq!(StoreFault::from(&error), StoreFault::NotWritable),
        outcome => panic!("{outcome:?}"),
    }
    assert_eq!(Made::of(&study)?, made);
    disk.heals();
    drop(study);
    act.carry_out(&mut Study::open(folder.path(), now)?, now)?;
    look(folder.path(), &[made.after(&act)], &mut Random::new(1, 1)).expect("everything");
    Ok(())
}

#[test]
fn the_first_start_on_a_disk_that_fails_succeeds_at_the_next_attempt() {
    let start = |folder: &Path| Study::open(folder, NOW)?.load_course(&Source::embedded());
    let meets = |fault| {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Disk::of(folder.path());
        if let Some(fault) = fault {
            disk.fails(fault);
        }
        let outcome = start(folder.path());
        let calls = disk.heals();
        look(folder.path(), &[Made::default()], &mut Random::new(1, 1))?;
        start(folder.path()).map_err(|error| format!("again after {outcome:?}: {error}"))?;
        look(folder.path(), &[Made::default()], &mut Random::new(1, 1))?;
        Ok(calls)
    };
    println!("{} faults", every_fault(meets).expect("a course"));
}
