//! All SQL, one file a table; and how the database is opened.
//!
//! Opening looks before it touches: a file that is not ours, or that a newer version of this program wrote, is
//! refused before any pragma or write. Every change to the schema is a numbered file in `migrations/`, never edited
//! once it has landed.

pub(crate) mod attachment;
pub(crate) mod backup;
pub(crate) mod copy;
pub(crate) mod course;
pub(crate) mod lesson;
#[cfg(test)]
mod migrations;
pub(crate) mod note;
pub(crate) mod progress;
pub(crate) mod resource;
pub(crate) mod revision;
pub(crate) mod salvage;
pub(crate) mod search;
pub(crate) mod setting;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod transcript;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::{
    Error, Result, StoreFault,
    backup::{self as backups, Occasion},
    damage::{self, Finding},
    time::Timestamp,
};

/// The database's name in the data folder.
pub(crate) const DATABASE: &str = "ml-health.db";
/// The database and what SQLite keeps beside it: its log, the log's index, and at times a journal, out of which SQLite
/// would write into whatever database stands beside it.
pub(crate) const FILES: [&str; 4] =
    ["ml-health.db-wal", "ml-health.db-shm", "ml-health.db-journal", DATABASE];
/// The folder for what is made aside before it takes its place.
const SCRATCH: &str = "scratch";
const APPLICATION_ID: i32 = 0x4D4C_4843;
/// The schema that this program knows: how many steps there are.
const SCHEMA: usize = 5;
/// No version of this program will have a schema of a higher number: one that is found is damage.
const HIGHEST_SCHEMA: usize = 9_999;
static MIGRATIONS: LazyLock<Migrations> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("migrations/0001_start.sql")),
        M::up(include_str!("migrations/0002_watching.sql")),
        M::up_with_hook(include_str!("migrations/0003_notes.sql"), |tx| Ok(note::index_tags(tx)?)),
        M::up(include_str!("migrations/0004_search.sql")),
        M::up_with_hook(include_str!("migrations/0005_search_again.sql"), |tx| Ok(search::index_all(tx)?)),
    ])
});
/// How long a write waits for another program, such as the command line, to finish its own.
const BUSY: Duration = Duration::from_secs(5);
/// How many statements stay prepared: more than this crate has, so that each is prepared once.
const STATEMENTS: usize = 128;

/// A learner's course, progress and notes: the way into this crate.
pub struct Study {
    connection: Connection,
    /// `None` in memory.
    folder: Option<PathBuf>,
    /// What [`Study::writes`] said when the newest backup was made, if this value made it.
    pub(crate) covered: Option<(u64, i64)>,
}

impl Study {
    /// Opens the database in a data folder and brings it to the current schema; makes both when they are not there.
    /// A database that has to be changed for that is backed up first.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::ForeignDatabase`] or [`Error::NewerDatabase`], with nothing changed;
    /// [`Error::File`] when the folder cannot be made.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Self> {
        create_data_folder(folder)?;
        let _turn = turn(folder);
        Self::open_in_turn(folder, now)
    }

    /// The same for who has the turn already.
    pub(crate) fn open_in_turn(folder: &Path, now: Timestamp) -> Result<Self> {
        damage::finish(folder)?;
        let found = look(folder)?;
        let connection = open_found(folder, found, now).or_else(|error| match error {
            // What cannot be written can still be read.
            Error::Sqlite(error)
                if found == Some(SCHEMA) && StoreFault::from(&error) == StoreFault::NotWritable =>
            {
                Ok(open_read_only(&folder.join(DATABASE))?)
            }
            error => Err(error),
        })?;
        Ok(Self { connection, folder: Some(folder.into()), covered: None })
    }

    /// Whether it can be read and not written. To be able to, it has to be opened again.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(false)
    }

    /// An empty database that is gone with this value.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        prepare(&mut connection)?;
        Ok(Self { connection, folder: None, covered: None })
    }

    /// Changes whenever another connection, such as that of the command line, wrote to the database.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn version_of_others(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Deletes everything: course, progress, notes, transcripts, settings, and every copy and backup. What is left is
    /// an empty database, as on the first start; the course has to be loaded again.
    ///
    /// # Errors
    /// [`Error::File`] when a file cannot be deleted; what could not be deleted is then still there.
    pub fn delete_everything(&mut self, now: Timestamp) -> Result<()> {
        let Some(folder) = self.folder.clone() else {
            *self = Self::in_memory()?;
            return Ok(());
        };
        // Closing the old connection first: Windows deletes no open file.
        *self = Self::in_memory()?;
        let _turn = turn(&folder);
        let deleted = delete_files(&folder);
        *self = Self::open_in_turn(&folder, now)?;
        deleted
    }

    /// The data folder; `None` for a database in memory.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    pub(crate) fn reader(&self) -> &Connection {
        &self.connection
    }

    /// Brings the database's file up to its log.
    ///
    /// # Errors
    /// When another program hinders it, by reading an older state for longer than a write waits.
    pub(crate) fn settle(&self) -> Result<()> {
        let is_hindered =
            self.connection.query_row("PRAGMA wal_checkpoint(FULL)", [], |row| row.get::<_, bool>(0))?;
        if is_hindered { Err(self::backup::busy().into()) } else { Ok(()) }
    }

    /// Takes what can be read of a damaged database, in the place of what this one holds.
    pub(crate) fn take_salvage(&mut self, damaged: &Path) -> Result<()> {
        let damaged = Connection::open_with_flags(damaged, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        self.write(|tx| salvage::copy(&damaged, tx))
    }

    /// Closes the database, all of it in its one file.
    pub(crate) fn close(self) -> Result<()> {
        Ok(self.connection.close().map_err(|(_, error)| error)?)
    }

    /// Puts what `other` holds in the place of all that this one holds. `keep` runs just before, when nobody can write
    /// any more: what it reads is what is replaced.
    pub(crate) fn replace_with<T>(&mut self, other: &Self, keep: impl FnOnce() -> Result<T>) -> Result<T> {
        self.covered = None;
        self::backup::replace(other.reader(), &mut self.connection, keep)
    }

    /// Runs a change and takes it back.
    pub(crate) fn rehearse<T>(&mut self, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = change(&tx)?;
        tx.rollback()?;
        Ok(outcome)
    }

    /// Runs a change as one transaction, which takes the write lock at once, so that it cannot fail half-way for
    /// having to wait.
    pub(crate) fn write<T>(&mut self, change: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = change(&tx)?;
        tx.commit()?;
        Ok(outcome)
    }
}

/// Programs that start at once open the database one after another, as long as this is held: none may find another's
/// half made, or run a migration that another has just run. Nor may one write a copy over another's. Where folders cannot
/// be locked, as on Windows and on some network drives, they take their chance.
pub(crate) fn turn(folder: &Path) -> Option<fs::File> {
    let folder = fs::File::open(folder).ok()?;
    folder.lock().is_ok().then_some(folder)
}

/// A folder for what is made aside before it takes its place. It is empty at first, and gone at the end.
pub(crate) struct Scratch {
    pub folder: PathBuf,
    /// One program at a time has it.
    _turn: Option<fs::File>,
}

impl Scratch {
    pub(crate) fn new(data: &Path) -> Result<Self> {
        create_data_folder(data)?;
        let turn = turn(data);
        let folder = data.join(SCRATCH);
        let file = |source| Error::File { path: folder.clone(), source };
        remove_folder(&folder).map_err(file)?;
        create_private(&folder).map_err(file)?;
        Ok(Self { folder, _turn: turn })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = remove_folder(&self.folder) {
            tracing::warn!("{:?} stays behind: {error}", self.folder);
        }
    }
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

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
        None if found == SCHEMA => self::backup::unreadable(&connection).map_err(told)?,
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

/// Whether a migration failed for a reason that passes, such as a full disk.
fn is_passing(error: &rusqlite_migration::Error) -> bool {
    use rusqlite::ErrorCode::{OutOfMemory, SystemIoFailure};
    let rusqlite_migration::Error::RusqliteError { err, .. } = error else { return false };
    !matches!(StoreFault::from(err), StoreFault::Damaged | StoreFault::Other)
        || matches!(err.sqlite_error_code(), Some(SystemIoFailure | OutOfMemory))
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

/// Opens a database of which it was looked what it is, and brings it to this program's schema.
fn open_found(folder: &Path, found: Option<usize>, now: Timestamp) -> Result<Connection> {
    let path = folder.join(DATABASE);
    let mut connection = Connection::open(&path)?;
    if found.is_some_and(|schema| schema < SCHEMA) {
        backups::make(&connection, folder, Occasion::Migration, now)?;
    }
    prepare(&mut connection).map_err(|error| {
        // The file passed its check, and is all the same not what its schema says.
        let is_damaged = match &error {
            Error::Migration(error) => !is_passing(error),
            Error::Sqlite(error) => StoreFault::from(error) == StoreFault::Damaged,
            _ => false,
        };
        if is_damaged { Error::Damaged { path, finding: Finding::Damaged } } else { error }
    })?;
    Ok(connection)
}

fn prepare(connection: &mut Connection) -> Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    MIGRATIONS.to_latest(connection)?;
    Ok(())
}

/// Makes the data folder, for its owner alone, when it is not there.
///
/// # Errors
/// [`Error::File`] when it cannot be made.
pub fn create_data_folder(folder: &Path) -> Result<()> {
    create_private(folder).map_err(|source| Error::File { path: folder.into(), source })
}

/// Makes a folder that only its owner may enter, and those above it as needed.
pub(crate) fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn delete_files(folder: &Path) -> Result<()> {
    let gone = |path: &Path, outcome: io::Result<()>| match outcome {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Error::File { path: path.into(), source })
        }
        _ => Ok(()),
    };
    // The database last: when a copy cannot be deleted, nothing that the learner still sees is gone.
    for name in [crate::copy::FOLDER, damage::FOLDER, SCRATCH, backups::FOLDER] {
        let path = folder.join(name);
        gone(&path, fs::remove_dir_all(&path))?;
    }
    for name in FILES {
        let path = folder.join(name);
        gone(&path, fs::remove_file(&path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::LessonId,
        note::{NoteDraft, NoteFilter},
        store::testing::{NOW, note_id, tiny},
    };

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    /// Every file below a folder with its bytes, but for the index of a log, which holds nothing of its own.
    fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_none_or(|extension| extension != "db-shm"))
            .map(|path| (path.clone(), fs::read(path).unwrap_or_default()))
            .collect();
        files.sort();
        files
    }

    #[test]
    fn migrations_run_from_empty_and_are_valid() {
        assert!(MIGRATIONS.validate().is_ok());
        let study = Study::in_memory().expect("a database");
        let pragma = |name| study.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        assert_eq!(pragma("user_version").ok(), i64::try_from(SCHEMA).ok(), "SCHEMA counts the migrations");
        assert_eq!(pragma("application_id").ok(), Some(i64::from(APPLICATION_ID)));
        assert_eq!(pragma("foreign_keys").ok(), Some(1));
        assert_eq!(pragma("synchronous").ok(), Some(2));
    }

    #[test]
    fn what_was_written_is_there_after_opening_again() -> Result<()> {
        let folder = folder();
        let data = folder.path().join("new/data");
        let mut study = Study::open(&data, NOW)?;
        study.load_course(&tiny(&["a"]))?;
        let lesson = LessonId("a".into());
        study.save_note(
            NoteDraft { id: note_id(1), lesson: lesson.clone(), second: None, mark: None, body: "x".into() },
            NOW,
        )?;
        drop(study);
        assert_eq!(Study::open(&data, NOW)?.lesson_notes(&lesson)?.len(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&data).expect("metadata").permissions().mode() & 0o777, 0o700);
        }
        Ok(())
    }

    /// What it is called, how it comes to be, and what is said of it.
    type Case<'a> = (&'a str, &'a dyn Fn(&Path) -> rusqlite::Result<()>, fn(&Error) -> bool);

    #[test]
    fn a_database_that_is_not_ours_is_refused_unchanged() {
        let newer = |path: &Path| {
            drop(Study::open(path.parent().expect("a folder"), NOW));
            Connection::open(path)?.pragma_update(None, "user_version", 99)
        };
        // The version stands in the log alone when the newer program crashed before it was written back.
        let newer_in_log = |path: &Path| {
            newer(path)?;
            let writer = Connection::open(path)?;
            writer.pragma_update(None, "user_version", 98)?;
            let log = |name: &str| path.with_file_name(name);
            let kept = fs::read(log("ml-health.db-wal")).expect("a log");
            let database = fs::read(path).expect("a database");
            drop(writer);
            fs::write(path, database).expect("a database");
            fs::write(log("ml-health.db-wal"), kept).expect("a log");
            fs::write(log("ml-health.db-shm"), b"").expect("an index");
            Ok(())
        };
        let foreign = |path: &Path| Connection::open(path)?.execute_batch("CREATE TABLE theirs (x)");
        let text = |path: &Path| {
            fs::write(path, "a letter to my aunt".repeat(50)).expect("a file");
            Ok(())
        };
        let cases: [Case; 4] = [
            ("newer", &newer, |e| matches!(e, Error::NewerDatabase { found: 99, known: SCHEMA, .. })),
            ("newer in the log", &newer_in_log, |e| matches!(e, Error::NewerDatabase { found: 98, .. })),
            ("foreign", &foreign, |e| matches!(e, Error::ForeignDatabase { .. })),
            ("text", &text, |e| matches!(e, Error::Damaged { finding: Finding::NotADatabase, .. })),
        ];
        for (name, make, expected) in cases {
            let folder = folder();
            make(&folder.path().join(DATABASE)).expect("a database");
            let before = contents(folder.path());
            let error = Study::open(folder.path(), NOW).err().expect("it was opened");
            assert!(expected(&error), "{name}: {error:?}");
            assert!(contents(folder.path()) == before, "{name}: something changed");
        }
    }

    #[test]
    fn an_empty_file_is_a_database_to_be() -> Result<()> {
        let folder = folder();
        fs::write(folder.path().join(DATABASE), b"").expect("a file");
        Study::open(folder.path(), NOW)?.overview(NOW)?;
        Ok(())
    }

    #[test]
    fn a_database_of_an_older_schema_is_copied_before_it_is_changed() -> Result<()> {
        let folder = folder();
        let older = Connection::open(folder.path().join(DATABASE))?;
        older.pragma_update(None, "application_id", APPLICATION_ID)?;
        older.execute_batch("CREATE TABLE older (x)")?;
        drop(older);
        let study = Study::open(folder.path(), NOW)?;
        let copies = study.backups()?;
        let copy = Connection::open(&copies[0].path)?;
        let schema: i64 = copy.pragma_query_value(None, "user_version", |row| row.get(0))?;
        assert_eq!((copies.len(), schema), (1, 0), "as it was before");
        assert_eq!(copy.query_row("SELECT count(*) FROM older", [], |row| row.get::<_, i64>(0))?, 0);
        study.overview(NOW)?;
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn where_nothing_can_be_written_what_is_there_can_be_read() -> Result<()> {
        let folder = folder();
        Study::open(folder.path(), NOW)?.load_course(&tiny(&["a"]))?;
        // As in a folder that may not be written, no log can be made.
        let log = folder.path().join(FILES[0]);
        std::os::unix::fs::symlink(folder.path().join("none/log"), &log).expect("a link");
        let mut study = Study::open(folder.path(), NOW)?;
        assert!(study.is_read_only());
        assert_eq!(study.course()?.lessons.len(), 1);
        let refused = study.empty_trash();
        assert!(
            matches!(&refused, Err(Error::Sqlite(error)) if StoreFault::from(error) == StoreFault::NotWritable),
            "{refused:?}"
        );
        fs::remove_file(log).expect("a link");
        assert!(!Study::open(folder.path(), NOW)?.is_read_only());
        Ok(())
    }

    #[test]
    fn another_connection_is_noticed() -> Result<()> {
        let folder = folder();
        let (mut one, mut two) = (Study::open(folder.path(), NOW)?, Study::open(folder.path(), NOW)?);
        let before = one.version_of_others()?;
        one.load_course(&tiny(&["a"]))?;
        assert_eq!(one.version_of_others()?, before, "its own writes do not count");
        two.change_settings(crate::settings::SettingsChange::default())?;
        assert_ne!(one.version_of_others()?, before);
        Ok(())
    }

    #[test]
    fn everything_is_deleted_and_the_database_works_on() -> Result<()> {
        let folder = folder();
        let mut study = Study::open(folder.path(), NOW)?;
        study.load_course(&tiny(&["a"]))?;
        let draft = NoteDraft {
            id: note_id(1),
            lesson: LessonId("a".into()),
            second: None,
            mark: None,
            body: "secret".into(),
        };
        study.save_note(draft, NOW)?;
        study.backup_if_due(NOW)?;
        study.delete_everything(NOW)?;
        study.load_course(&tiny(&["a"]))?;
        assert_eq!(study.notes(&NoteFilter::default(), 9)?.total, 0);
        assert!(study.backups()?.is_empty());
        for (path, bytes) in contents(folder.path()) {
            assert!(!bytes.windows(6).any(|window| window == b"secret"), "{path:?} still holds the note");
        }
        Ok(())
    }
}
