//! All SQL, one file a table; and how the database is opened.
//!
//! Opening looks before it touches: a file that is not ours, or that a newer version of this program wrote, is
//! refused before any pragma or write. Every change to the schema is a numbered file in `migrations/`, never edited
//! once it has landed.

pub(crate) mod attachment;
pub(crate) mod copy;
pub(crate) mod course;
pub(crate) mod lesson;
#[cfg(test)]
mod migrations;
pub(crate) mod note;
pub(crate) mod progress;
pub(crate) mod resource;
pub(crate) mod revision;
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

use crate::{Error, Result, backup, time::Timestamp};

/// The database's name in the data folder.
const DATABASE: &str = "ml-health.db";
const APPLICATION_ID: i32 = 0x4D4C_4843;
/// The schema that this program knows: how many steps there are.
const SCHEMA: usize = 4;
static MIGRATIONS: LazyLock<Migrations> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("migrations/0001_start.sql")),
        M::up(include_str!("migrations/0002_watching.sql")),
        M::up_with_hook(include_str!("migrations/0003_notes.sql"), |tx| Ok(note::index_tags(tx)?)),
        M::up_with_hook(include_str!("migrations/0004_search.sql"), |tx| Ok(search::index_all(tx)?)),
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
}

impl Study {
    /// Opens the database in a data folder and brings it to the current schema; makes both when they are not there.
    /// A database that has to be changed for that is backed up first.
    ///
    /// # Errors
    /// [`Error::NotADatabase`], [`Error::ForeignDatabase`] or [`Error::NewerDatabase`], with nothing changed;
    /// [`Error::File`] when the folder cannot be made.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Self> {
        create_data_folder(folder)?;
        let _turn = turn(folder);
        let path = folder.join(DATABASE);
        let found = look(&path)?;
        let mut connection = Connection::open(&path)?;
        if found.is_some_and(|schema| schema < SCHEMA) {
            backup::make(&connection, folder, now)?;
        }
        prepare(&mut connection)?;
        Ok(Self { connection, folder: Some(folder.into()) })
    }

    /// An empty database that is gone with this value.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        prepare(&mut connection)?;
        Ok(Self { connection, folder: None })
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
        let deleted = delete_files(&folder);
        *self = Self::open(&folder, now)?;
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

/// The schema of the database at `path`, read without changing a byte; `None` when there is none yet.
fn look(path: &Path) -> Result<Option<usize>> {
    let file = |source| Error::File { path: path.into(), source };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(file(error)),
        Ok(metadata) if metadata.len() == 0 => return Ok(None),
        Ok(_) => {}
    }
    let connection = open_read_only(path)?;
    connection.busy_timeout(BUSY)?;
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let application = number("application_id").map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::NotADatabase { path: path.into() },
        _ => error.into(),
    })?;
    let found = usize::try_from(number("user_version")?).unwrap_or(usize::MAX);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, found) {
        (0, 0) if tables == 0 => Ok(None),
        (APPLICATION_ID, found) if found > SCHEMA => {
            Err(Error::NewerDatabase { path: path.into(), found, known: SCHEMA })
        }
        (APPLICATION_ID, found) => Ok(Some(found)),
        _ => Err(Error::ForeignDatabase { path: path.into() }),
    }
}

/// Even a reader of a WAL database leaves files beside it. Where there is no log to be read, `immutable` leaves none.
fn open_read_only(path: &Path) -> rusqlite::Result<Connection> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    match path.to_str() {
        Some(name) if !Path::new(&log).exists() => {
            let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23").replace('\\', "/");
            let root = if name.starts_with('/') { "" } else { "/" };
            Connection::open_with_flags(format!("file:{root}{name}?immutable=1"), flags)
        }
        _ => Connection::open_with_flags(path, flags),
    }
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
    for name in [crate::copy::FOLDER, backup::FOLDER] {
        let path = folder.join(name);
        gone(&path, fs::remove_dir_all(&path))?;
    }
    for name in ["ml-health.db-wal", "ml-health.db-shm", DATABASE] {
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
            ("text", &text, |e| matches!(e, Error::NotADatabase { .. })),
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
        let copy = Connection::open(&copies[0])?;
        let schema: i64 = copy.pragma_query_value(None, "user_version", |row| row.get(0))?;
        assert_eq!((copies.len(), schema), (1, 0), "as it was before");
        assert_eq!(copy.query_row("SELECT count(*) FROM older", [], |row| row.get::<_, i64>(0))?, 0);
        study.overview(NOW)?;
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
