//! A disk that fails when it is told to.
//!
//! `vfs` asks it what becomes of each call before the system's VFS gets it, and tells it what was done. Each thread has a
//! disk of its own, or none, and then everything passes. Two things can happen in the folder that it watches:
//!
//! - **A call fails**: the n-th to open, write, sync, cut or delete a file, once or from then on. A write can be torn, its
//!   first half done.
//! - **The power goes** at the n-th call. Every call after that fails and does nothing. What was written since the last sync
//!   of a file is then lost, all of it or at random, sector by sector and file by file. So may be that a file was cut, made or
//!   deleted, of two files in either order, which is harsher than a file system that keeps a journal.
//!
//! What it does not see: what is done through `std::fs`, which is how folders are made, and how a finished backup is synced
//! and named; the index of the log (`-shm`), which is shared memory and gone after a loss of power; and a disk that lies about
//! a sync. The sync of a file is taken to make its name durable too, as on ext4 and APFS, and the first of a journal or a log
//! all names in the folder, since SQLite then syncs the folder as well. A sector does not tear.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    ffi::c_int,
    fs,
    path::{Path, PathBuf},
};

use rusqlite::ffi;

use crate::{support::Random, vfs};

/// What a disk writes wholly or not at all, in bytes.
const SECTOR: usize = 512;

/// What is asked of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    Open,
    Write,
    Sync,
    Cut,
    Delete,
}

/// How many calls of each kind there were.
pub type Calls = BTreeMap<Call, u64>;

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub call: Call,
    /// SQLite's code; `SQLITE_READONLY` opens a database for reading alone.
    pub code: c_int,
    /// Whether the first half of a write is done.
    pub torn: bool,
    /// Which call it is, counted from 0.
    pub at: u64,
    /// Whether all calls of that kind fail from there on.
    pub lasts: bool,
}

/// The disk of a thread, until this is dropped.
pub struct Disk(());

struct State {
    folder: PathBuf,
    /// How many calls of each kind there were.
    calls: Calls,
    power_goes_at: Option<u64>,
    power_is_gone: bool,
    fault: Option<Fault>,
    /// The files that stand in the folder itself.
    files: BTreeMap<PathBuf, Tracked>,
}

/// A file as it is after a loss of power, and what was done to it since.
struct Tracked {
    durable: Option<Vec<u8>>,
    since: Vec<Change>,
}

pub enum Change {
    Made,
    Written(usize, Vec<u8>),
    Cut(usize),
    Deleted,
}

thread_local! {
    static DISK: RefCell<Option<State>> = const { RefCell::new(None) };
}

#[expect(clippy::unused_self, reason = "whoever has it has the disk of this thread")]
impl Disk {
    /// A disk that watches a folder and does as it should.
    pub fn of(folder: &Path) -> Self {
        vfs::register();
        let state = State {
            folder: folder.into(),
            calls: Calls::new(),
            power_goes_at: None,
            power_is_gone: false,
            fault: None,
            files: BTreeMap::new(),
        };
        DISK.set(Some(state));
        Self(())
    }

    pub fn fails(&self, fault: Fault) {
        with(|disk| disk.calls.clear());
        with(|disk| disk.fault = Some(fault));
    }

    /// The disk does as it should from here on. Says how many calls of each kind there were.
    pub fn heals(&self) -> Calls {
        with(|disk| disk.fault = None);
        with(|disk| std::mem::take(&mut disk.calls)).unwrap_or_default()
    }

    pub fn power_goes_at(&self, call: u64) {
        with(|disk| disk.calls.clear());
        with(|disk| disk.power_goes_at = Some(call));
    }

    pub fn power_is_gone(&self) -> bool {
        with(|disk| disk.power_is_gone).unwrap_or(false)
    }

    /// Brings the files into the state in which a loss of power leaves them. No database may be open.
    pub fn loses_power(self, random: &mut Random) {
        let state = DISK.take().expect("a disk");
        // All that was not synced, or of everything so much of a hundred parts.
        let kept = [0, 10, 50, 90, 100][random.below_usize(5)];
        for (path, file) in &state.files {
            match left_of(file, kept, random) {
                Some(bytes) => fs::write(path, bytes).expect("a file"),
                None => drop(fs::remove_file(path)),
            }
            let mut index = path.clone().into_os_string();
            index.push("-shm");
            drop(fs::remove_file(index));
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        DISK.set(None);
    }
}

/// What is left of a file when of a hundred sectors that were written since the last sync so many are.
fn left_of(file: &Tracked, kept: u64, random: &mut Random) -> Option<Vec<u8>> {
    let mut is_kept = || random.below(100) < kept;
    let mut left = file.durable.clone();
    for change in &file.since {
        match change {
            // A journalling file system keeps the order in which names come and go: what comes later is lost with it.
            Change::Made | Change::Deleted if !is_kept() => return left,
            Change::Made => left = Some(left.unwrap_or_default()),
            Change::Deleted => left = None,
            Change::Cut(_) if !is_kept() => {}
            Change::Cut(bytes) => left.as_mut().into_iter().for_each(|left| left.resize(*bytes, 0)),
            Change::Written(offset, bytes) => {
                let Some(left) = &mut left else { continue };
                let mut from = 0;
                while from < bytes.len() {
                    let to = bytes.len().min((offset + from) / SECTOR * SECTOR + SECTOR - offset);
                    if is_kept() {
                        write(left, offset + from, &bytes[from..to]);
                    }
                    from = to;
                }
            }
        }
    }
    left
}

fn write(file: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    if file.len() < offset + bytes.len() {
        file.resize(offset + bytes.len(), 0);
    }
    file[offset..offset + bytes.len()].copy_from_slice(bytes);
}

impl Tracked {
    fn sync(&mut self) {
        let mut durable = self.durable.take();
        for change in self.since.drain(..) {
            match change {
                Change::Made => durable = Some(durable.unwrap_or_default()),
                Change::Deleted => durable = None,
                Change::Cut(bytes) => durable.as_mut().into_iter().for_each(|file| file.resize(bytes, 0)),
                Change::Written(offset, bytes) => write(durable.get_or_insert_default(), offset, &bytes),
            }
        }
        self.durable = durable;
    }

    /// Makes durable whether the file is there, but not what is in it.
    fn sync_name(&mut self) {
        let is_name = |change: &Change| matches!(change, Change::Made | Change::Deleted);
        if let Some(last) = self.since.iter().rposition(is_name) {
            let is_there = matches!(self.since[last], Change::Made);
            self.durable = is_there.then(Vec::new);
            self.since.drain(..=last);
        }
    }
}

fn with<T>(what: impl FnOnce(&mut State) -> T) -> Option<T> {
    DISK.with_borrow_mut(|disk| disk.as_mut().map(what))
}

/// What becomes of a call.
#[derive(Clone, Copy)]
pub enum Verdict {
    Done,
    Fails(c_int),
    Torn(c_int),
}

pub fn verdict(path: &Path, call: Call) -> Verdict {
    let verdict = with(|disk| {
        if !path.starts_with(&disk.folder) {
            return Verdict::Done;
        }
        let all: u64 = disk.calls.values().sum();
        disk.power_is_gone |= disk.power_goes_at.is_some_and(|at| all >= at);
        let calls = disk.calls.entry(call).or_default();
        let number = *calls;
        *calls += 1;
        if disk.power_is_gone {
            return Verdict::Fails(ffi::SQLITE_IOERR);
        }
        let Some(fault) = disk.fault.filter(|fault| fault.call == call) else { return Verdict::Done };
        if number < fault.at || (number > fault.at && !fault.lasts) {
            return Verdict::Done;
        }
        if fault.torn { Verdict::Torn(fault.code) } else { Verdict::Fails(fault.code) }
    });
    verdict.unwrap_or(Verdict::Done)
}

/// A file was opened.
pub fn opened(path: &Path, before: Option<Vec<u8>>) {
    with(|disk| {
        if path.parent() == Some(&disk.folder) {
            let is_new = before.is_none() && path.exists();
            let tracked = Tracked { durable: before, since: vec![] };
            let tracked = disk.files.entry(path.into()).or_insert(tracked);
            if is_new {
                tracked.since.push(Change::Made);
            }
        }
    });
}

/// A file was changed.
pub fn changed(path: &Path, change: Change) {
    with(|disk| disk.files.get_mut(path).map(|file| file.since.push(change)));
}

/// A file was synced.
pub fn synced(path: &Path) {
    with(|disk| disk.files.get_mut(path).map(Tracked::sync));
}

/// The folder was synced: the names in it.
pub fn names_synced() {
    with(|disk| disk.files.values_mut().for_each(Tracked::sync_name));
}
