//! All SQL, one file a table; and how the database is opened.
//!
//! Opening looks before it touches (`look`): a file that is damaged, that is not ours, or that a newer version of this program
//! wrote, is refused before any pragma or write. Every change to the schema is a numbered file in `migrations/`, never edited
//! once it has landed.

pub(crate) mod attachment;
pub(crate) mod backup;
pub(crate) mod copy;
pub(crate) mod course;
pub(crate) mod lesson;
mod look;
#[cfg(test)]
mod migrations;
pub(crate) mod note;
pub(crate) mod progress;
pub(crate) mod resource;
pub(crate) mod revision;
pub(crate) mod salvage;
mod scratch;
pub(crate) mod search;
pub(crate) mod setting;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod transcript;

pub(crate) use look::{finding, look, look_into, open_read_only};
pub(crate) use scratch::Scratch;

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
const APPLICATION_ID: i32 = 0x4D4C_4843;
/// The schema that this program knows: how many steps there are.
const SCHEMA: usize = 5;
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

/// Whether a migration failed for a reason that passes, such as a full disk.
fn is_passing(error: &rusqlite_migration::Error) -> bool {
    use rusqlite::ErrorCode::{OutOfMemory, SystemIoFailure};
    let rusqlite_migration::Error::RusqliteError { err, .. } = error else { return false };
    !matches!(StoreFault::from(err), StoreFault::Damaged | StoreFault::Other)
        || matches!(err.sqlite_error_code(), Some(SystemIoFailure | OutOfMemory))
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
    for name in [crate::copy::FOLDER, damage::FOLDER, scratch::FOLDER, backups::FOLDER] {
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
