//! What is in a database, found out before it is touched: whether it is ours, of which schema, and sound.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

use super::{APPLICATION_ID, BUSY, DATABASE, FILES, SCHEMA, backup, setting};
use crate::{Error, Result, backup as backups, damage::Finding};

/// No version of this program will have a schema of a higher number: one that is found is damage.
const HIGHEST_SCHEMA: usize = 9_999;

/// The schema of the database in a data folder, read without changing a byte; `None` when there is none yet. All of it
/// is checked: 10,000 notes take 50 ms.
pub(crate) fn look(folder: &Path) -> Result<Option<usize>> {
    let path = folder.join(DATABASE);
    play_back(&path)?;
    let length = |path: &Path| match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        outcome => outcome.map(|metadata| metadata.len()),
    };
    let file = |source| Error::File { path: path.clone(), source };
    if length(&path).map_err(file)? == 0 {
        // SQLite would take this for a beginning, and delete the log.
        let log = length(&folder.join(FILES[0])).map_err(file)?;
        let was_more = log > 0 || backups::list(folder).is_ok_and(|backups| !backups.is_empty());
        return if was_more { Err(Error::Damaged { path, finding: Finding::Missing }) } else { Ok(None) };
    }
    let found = look_into(&path)?;
    if hides_notes(&path).unwrap_or(false) {
        return Err(Error::Damaged { path, finding: Finding::Damaged });
    }
    Ok(found)
}

/// Takes back what was half done in a database out of WAL mode, as a new one is for a moment, and one that somebody put back
/// by hand: who only reads cannot, and what is half written looks like damage.
fn play_back(path: &Path) -> rusqlite::Result<()> {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    if !path.exists() || fs::metadata(journal).map_or(0, |journal| journal.len()) == 0 {
        return Ok(());
    }
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY)?;
    match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        // What it is then, is found out by looking.
        Err(error) if error.sqlite_error_code().is_some_and(tells_damage) => Ok(()),
        outcome => outcome,
    }
}

/// Whether a log lies beside the database that is another's, or of another day: a database may be sound with it, and yet
/// lack what it holds without it. Notes leave a database through the trash alone, and at a restore.
fn hides_notes(path: &Path) -> rusqlite::Result<bool> {
    if fs::metadata(log_of(path)).map_or(0, |log| log.len()) == 0 {
        return Ok(false);
    }
    let alone = open_alone(path)?;
    // In the middle of being brought up to date, it says nothing.
    if finding(&alone)?.is_some() {
        return Ok(false);
    }
    let with_log = open_read_only(path)?;
    let lost = backup::live_notes(&alone)?.difference(&backup::all_notes(&with_log)?).next().is_some();
    Ok(lost && setting::restored(&alone)? == setting::restored(&with_log)?)
}

fn log_of(path: &Path) -> PathBuf {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

/// The same for a file, whatever is beside it but for its log.
pub(crate) fn look_into(path: &Path) -> Result<Option<usize>> {
    let damaged = |finding| Error::Damaged { path: path.into(), finding };
    let told = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => damaged(Finding::NotADatabase),
        Some(code) if tells_damage(code) => damaged(Finding::Damaged),
        _ => error.into(),
    };
    let connection = open_read_only(path)?;
    connection.busy_timeout(BUSY)?;
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let application = number("application_id").map_err(told)?;
    let found = usize::try_from(number("user_version").map_err(told)?).unwrap_or(usize::MAX);
    let count = |what: &str| connection.query_row(what, [], |row| row.get::<_, i64>(0)).map_err(told);
    let tables = count("SELECT count(*) FROM sqlite_schema")?;
    let ours =
        count("SELECT count(*) FROM sqlite_schema WHERE name IN ('lesson', 'note', 'progress', 'setting')")?;
    match (application, found) {
        (0, 0) if tables == 0 => return Ok(None),
        (APPLICATION_ID, _) => {}
        // Our tables under another mark: the mark is damaged.
        _ if ours == 4 => return Err(damaged(Finding::Damaged)),
        _ => return Err(Error::ForeignDatabase { path: path.into() }),
    }
    match found {
        known if known <= SCHEMA => {}
        newer if newer <= HIGHEST_SCHEMA => {
            return Err(Error::NewerDatabase { path: path.into(), found, known: SCHEMA });
        }
        _ => return Err(damaged(Finding::Damaged)),
    }
    let finding = match finding(&connection)? {
        // Of an older schema, the migration sees to it.
        None if found == SCHEMA => backup::unreadable(&connection).map_err(told)?,
        finding => finding,
    };
    match finding {
        Some(finding) => {
            tracing::error!("{path:?} is damaged: {finding}");
            Err(damaged(Finding::Damaged))
        }
        None => Ok(Some(found)),
    }
}

/// What SQLite finds wrong in a database, all of it read; `None` for a sound one.
///
/// # Errors
/// When it cannot be read for another reason than what is in it.
pub(crate) fn finding(connection: &Connection) -> rusqlite::Result<Option<String>> {
    match connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0)) {
        Ok(finding) => Ok((finding != "ok").then_some(finding)),
        Err(error) if error.sqlite_error_code().is_some_and(tells_damage) => Ok(Some(error.to_string())),
        Err(error) => Err(error),
    }
}

/// Whether what was sound to ask failed because of what is in the file. SQLite has no code of its own for a schema whose
/// words are damaged.
fn tells_damage(code: rusqlite::ErrorCode) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, Unknown};
    matches!(code, DatabaseCorrupt | NotADatabase | Unknown)
}

/// Even a reader of a WAL database leaves files beside it. Where there is no log to be read, none is left.
pub(crate) fn open_read_only(path: &Path) -> rusqlite::Result<Connection> {
    if log_of(path).exists() {
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
    } else {
        open_alone(path)
    }
}

/// Opens a database without its log, and leaves nothing beside it: `immutable` does.
fn open_alone(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let Some(name) = whole.to_str() else { return Connection::open_with_flags(path, flags) };
    let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23").replace('\\', "/");
    let root = if name.starts_with('/') { "" } else { "/" };
    Connection::open_with_flags(format!("file:{root}{name}?immutable=1"), flags)
}
