//! The VFS: what SQLite calls. It asks the `disk` of the thread, and lets the system's VFS do it.

#![allow(unsafe_code, reason = "a VFS is C: SQLite calls it by pointers")]

use std::{
    collections::HashMap,
    ffi::{CStr, c_char, c_int, c_void},
    fs,
    path::PathBuf,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};

use crate::disk::{self, Call, Change, Verdict};

/// A file that is open through this disk.
#[derive(Clone)]
struct Open {
    path: PathBuf,
    /// How the system's VFS does it.
    methods: &'static sqlite3_io_methods,
    /// Whether its next sync is one of the folder as well: SQLite's `UNIXFILE_DIRSYNC`.
    syncs_folder: bool,
}

/// The system's VFS.
struct System(*mut sqlite3_vfs);

// SAFETY: a registered VFS lives as long as the process and is used by SQLite from all threads at once.
unsafe impl Send for System {}
// SAFETY: as above; this code only reads it.
unsafe impl Sync for System {}

static SYSTEM: OnceLock<System> = OnceLock::new();
/// The open files by the address that SQLite gave them.
static FILES: Mutex<Option<HashMap<usize, Open>>> = Mutex::new(None);
/// Our methods for each set of the system's, by its address.
static METHODS: Mutex<Vec<(usize, &'static sqlite3_io_methods)>> = Mutex::new(Vec::new());

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes it the process's default, so that `Study::open` uses it and knows nothing of it.
pub fn register() {
    SYSTEM.get_or_init(|| {
        // SAFETY: the system's VFS is there once SQLite is initialised. Ours is a copy, so that whatever we do not do ourselves
        // is done by the same functions with the same data; it is never freed.
        unsafe {
            assert_eq!(ffi::sqlite3_initialize(), ffi::SQLITE_OK);
            let system = ffi::sqlite3_vfs_find(std::ptr::null());
            let ours = sqlite3_vfs {
                zName: c"failing".as_ptr(),
                pNext: std::ptr::null_mut(),
                xOpen: Some(open),
                xDelete: Some(delete),
                ..*system
            };
            assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(ours)), 1), ffi::SQLITE_OK);
            System(system)
        }
    });
}

fn system() -> *mut sqlite3_vfs {
    SYSTEM.get().expect("registered").0
}

fn opened(file: *mut sqlite3_file) -> Open {
    locked(&FILES).as_ref().and_then(|files| files.get(&(file as usize)).cloned()).expect("an open file")
}

fn path_of(name: *const c_char) -> Option<PathBuf> {
    // SAFETY: SQLite gives names that end in a zero, or none for a temporary file.
    let name = (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) })?;
    Some(name.to_str().expect("a name in UTF-8").into())
}

fn ours(methods: &'static sqlite3_io_methods) -> &'static sqlite3_io_methods {
    let mut known = locked(&METHODS);
    let address = std::ptr::from_ref(methods) as usize;
    if let Some((_, ours)) = known.iter().find(|(system, _)| *system == address) {
        return ours;
    }
    let ours: &'static _ = Box::leak(Box::new(sqlite3_io_methods {
        xClose: Some(close),
        xWrite: Some(write_file),
        xTruncate: Some(cut),
        xSync: Some(sync),
        ..*methods
    }));
    known.push((address, ours));
    ours
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    mut flags: c_int,
    given: *mut c_int,
) -> c_int {
    let path = path_of(name);
    let before = path.as_ref().and_then(|path| fs::read(path).ok());
    if let Some(path) = &path {
        match disk::verdict(path, Call::Open) {
            Verdict::Done => {}
            Verdict::Fails(ffi::SQLITE_READONLY) if flags & ffi::SQLITE_OPEN_MAIN_DB == 0 => {}
            Verdict::Fails(ffi::SQLITE_READONLY) => {
                flags = flags & !(ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_CREATE)
                    | ffi::SQLITE_OPEN_READONLY;
            }
            Verdict::Fails(code) | Verdict::Torn(code) => {
                // SAFETY: SQLite gives room for a file, and wants no methods where none was opened.
                unsafe { (*file).pMethods = std::ptr::null() };
                return code;
            }
        }
    }
    // SAFETY: the arguments are SQLite's own.
    let outcome = unsafe { (*system()).xOpen.expect("a VFS opens")(system(), name, file, flags, given) };
    let Some(path) = path.filter(|_| outcome == ffi::SQLITE_OK) else { return outcome };
    disk::opened(&path, before);
    // SAFETY: the system's VFS has opened the file, and its methods are constants of SQLite's.
    let methods: &'static sqlite3_io_methods = unsafe { &*(*file).pMethods };
    let is_journal = flags & (ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_WAL) != 0;
    let syncs_folder = is_journal && flags & ffi::SQLITE_OPEN_CREATE != 0;
    locked(&FILES).get_or_insert_default().insert(file as usize, Open { path, methods, syncs_folder });
    // SAFETY: the methods that are not ours are the system's, for the same file.
    unsafe { (*file).pMethods = ours(methods) };
    outcome
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    let path = path_of(name).unwrap_or_default();
    if let Verdict::Fails(code) | Verdict::Torn(code) = disk::verdict(&path, Call::Delete) {
        return code;
    }
    // SAFETY: the arguments are SQLite's own.
    let outcome = unsafe { (*system()).xDelete.expect("a VFS deletes")(system(), name, 0) };
    if outcome == ffi::SQLITE_OK {
        disk::changed(&path, Change::Deleted);
        if sync_folder != 0 {
            disk::synced(&path);
        }
    }
    outcome
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let methods = opened(file).methods;
    locked(&FILES).get_or_insert_default().remove(&(file as usize));
    // SAFETY: the file is open, and closed by whoever opened it.
    unsafe { methods.xClose.expect("a file closes")(file) }
}

unsafe extern "C" fn write_file(
    file: *mut sqlite3_file,
    bytes: *const c_void,
    amount: c_int,
    offset: sqlite3_int64,
) -> c_int {
    let Open { path, methods, .. } = opened(file);
    let (amount, code) = match disk::verdict(&path, Call::Write) {
        Verdict::Done => (amount, ffi::SQLITE_OK),
        Verdict::Torn(code) => (amount / 2, code),
        Verdict::Fails(code) => return code,
    };
    // SAFETY: SQLite gives at least so many bytes.
    let written =
        unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), usize::try_from(amount).unwrap_or(0)) };
    // SAFETY: the file is open.
    let outcome = unsafe { methods.xWrite.expect("a file is written")(file, bytes, amount, offset) };
    let offset = usize::try_from(offset).unwrap_or(0);
    disk::changed(&path, Change::Written(offset, written.to_vec()));
    if outcome == ffi::SQLITE_OK { code } else { outcome }
}

unsafe extern "C" fn cut(file: *mut sqlite3_file, bytes: sqlite3_int64) -> c_int {
    let Open { path, methods, .. } = opened(file);
    if let Verdict::Fails(code) | Verdict::Torn(code) = disk::verdict(&path, Call::Cut) {
        return code;
    }
    // SAFETY: the file is open.
    let outcome = unsafe { methods.xTruncate.expect("a file is cut")(file, bytes) };
    disk::changed(&path, Change::Cut(usize::try_from(bytes).unwrap_or(0)));
    outcome
}

/// Nothing has to become durable in truth: this process does not lose power. So the tests do not wait for the disk.
unsafe extern "C" fn sync(file: *mut sqlite3_file, _: c_int) -> c_int {
    let Open { path, methods, syncs_folder } = opened(file);
    if let Verdict::Fails(code) | Verdict::Torn(code) = disk::verdict(&path, Call::Sync) {
        return code;
    }
    disk::synced(&path);
    if syncs_folder {
        disk::names_synced();
        let open = Open { path, methods, syncs_folder: false };
        locked(&FILES).get_or_insert_default().insert(file as usize, open);
    }
    ffi::SQLITE_OK
}
