//! The words for every error: what happened, what was kept, what to do.

use std::{io, path::Path};

use ml_health_study::{Error as Study, StoreFault, archive::Fault, damage::Finding, restore::BackupFault};

use super::Error;

impl Error {
    /// One line in plain words: what happened, what was kept, what to do.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Study(error) => study_message(error),
            Self::Export(error) => export_message(error),
            Self::NoDataFolder => {
                "This system names no folder for an application’s data. Choose one with --data-dir FOLDER."
                    .into()
            }
            Self::NoDisplay => {
                "No display can be reached, so no window can be opened. Without a window there are: \
                ml-health lessons, notes, attach, search, export, import, backup, restore and check; see ml-health --help."
                    .into()
            }
            Self::AlreadyOpen => {
                "The application is already open with this data folder. Use that window.".into()
            }
            Self::Loopback(error) => format!(
                "The part that plays videos did not start ({error}). Nothing was changed. Start the application again."
            ),
            Self::WrongConfirmation { .. } => {
                "Nothing was deleted. Type the words exactly as shown to delete everything.".into()
            }
            Self::FolderNotEmpty { path } => format!(
                "Nothing was written: the folder {} is not empty, and what is in it might be yours. Choose a new one.",
                path.display()
            ),
            Self::Markdown(error) => markdown_message(error),
            Self::NoNotesFound { name } => {
                format!("There are no notes in {name}, so nothing was changed. Choose another file.")
            }
            Self::NothingToImport => "No file was chosen. Nothing was changed. Choose one first.".into(),
            Self::NothingToRestore => "No backup was chosen. Nothing was changed. Choose one first.".into(),
            Self::NoSuchBackup { name } => {
                format!("There is no backup {name}. Nothing was changed. See ml-health backup --list for all of them.")
            }
            Self::UnsoundBackups { count: 1 } => {
                "One backup cannot be read. Your notes are as they were; make a new one with ml-health backup.".into()
            }
            Self::UnsoundBackups { count } => format!(
                "{count} backups cannot be read. Your notes are as they were; make a new one with ml-health backup."
            ),
            Self::NothingExported => "There is no exported file yet. Export your notes first.".into(),
            Self::NotOpened { what, reason } => {
                format!("The system did not open {what} ({reason}). You can open it yourself.")
            }
            Self::Output(error) => format!("The result could not be printed ({error})."),
            Self::EmptyNote => "The note is empty. Nothing was saved.".into(),
            Self::Start(reason) => format!("The application could not be started: {reason}"),
            Self::Window(error) => format!("The window reported a problem: {error}"),
        }
    }

    /// The same for a backup that was not asked for.
    pub(crate) fn backup_message(&self) -> String {
        match self {
            Self::Study(Study::SecondFolder { .. } | Study::UnsoundBackup { .. }) => self.message(),
            _ => format!("A backup could not be made; your notes themselves are saved. {}", self.message()),
        }
    }

    /// The same for one that was put back on trial.
    pub(crate) fn trial_message(&self) -> String {
        match self {
            Self::Study(Study::FailedTrial { .. }) => self.message(),
            _ => format!(
                "Restoring the newest backup could not be tested; your notes themselves are saved. {}",
                self.message()
            ),
        }
    }
}

fn study_message(error: &Study) -> String {
    match error {
        Study::NoSuchLesson { lesson } => {
            format!("The course has no lesson {lesson}. See ml-health lessons for all of them.")
        }
        Study::NoSuchResource { .. } => "The library has no such entry.".into(),
        Study::NoSuchNote { .. } => "This note is no longer there.".into(),
        Study::NoSuchRevision { .. } => "This earlier version is no longer there. The note is as it was.".into(),
        Study::InvalidNoteId { .. } => "This note has no valid identifier, so it was not saved.".into(),
        Study::NoteTooLong { limit, .. } => format!(
            "This note is too long to be saved: it can hold {} kB. Nothing of it is lost here; part it into several notes.",
            limit / 1000
        ),
        Study::InvalidTime { text } => format!("{text:?} is not a time in a video. Write it like 2:14 or 1:02:14."),
        Study::UnknownLink { .. } => {
            "This link stands neither in the course nor in your notes, so it was not opened.".into()
        }
        Study::PathNotUnicode { path } => format!(
            "The name of {} cannot be kept. Rename the file with ordinary letters, then attach it again.",
            path.display()
        ),
        Study::Damaged { path, finding } => damage_message(path, *finding),
        Study::NotDamaged => "Your data can be read again. Nothing was changed.".into(),
        Study::ForeignDatabase { path } => {
            format!("{} belongs to another application. Nothing was changed. Choose another folder.", path.display())
        }
        Study::NewerDatabase { path, .. } => format!(
            "{} was written by a newer version of this application. Nothing was changed. Install the newer version to \
             open it.",
            path.display()
        ),
        Study::UnsoundBackup { .. } => {
            "A backup did not pass its check, so it was not kept. Earlier backups are as they were. Close the application and \
             open it again: it looks at your data and offers the newest good backup if anything is the matter."
                .into()
        }
        Study::FailedTrial { name } => format!(
            "The backup {name} does not hold what it should. Your notes and the other backups are as they were. Make a new one, \
             in Settings under Safety or with ml-health backup."
        ),
        Study::UnusableBackup { name, fault } => {
            let why = match fault {
                BackupFault::NotOurs => "is not a backup of this application’s",
                BackupFault::Newer => "was made by a newer version of this application",
                BackupFault::Damaged => "is damaged",
            };
            format!("{name} {why}, so nothing was changed. Choose another one.")
        }
        Study::NoBackup => "There is no backup yet. Nothing was changed.".into(),
        Study::SecondFolder { path, source } => format!(
            "Backups could not be copied to {} ({source}). Those on this computer go on. Connect the drive, or choose \
             another folder in Settings under Safety.",
            path.display()
        ),
        Study::NotCaptions { name } => format!(
            "{name} holds no captions, so nothing was changed. Captions come in files that end in .vtt or .srt."
        ),
        Study::NoCues { name, broken: 0 } => {
            format!("{name} holds no words, so nothing was changed. Choose another file.")
        }
        Study::NoCues { name, .. } => format!(
            "The times in {name} cannot be read, so nothing was changed. Choose another file, or download it again."
        ),
        Study::CaptionsTooLarge { name } => {
            format!("{name} is larger than captions are, so it was not read. Nothing was changed.")
        }
        Study::NothingToCopy { .. } => "Only the PDFs of the library can be kept as copies.".into(),
        Study::NoSuchCopy { .. } => {
            "The copy is no longer in the data folder. Download the PDF and attach it again.".into()
        }
        Study::NotAPdf { name } => format!(
            "{name} is not a PDF, so nothing was changed. If you downloaded it, open it once to see what it is."
        ),
        Study::PdfTooLarge { name } => {
            format!("{name} is larger than 500 MB, so it was not copied. Nothing was changed.")
        }
        Study::NotJson { line, reason, .. } => format!(
            "Nothing was imported: line {line} of the file is not JSON ({reason}). The file may be cut short; export it \
             again."
        ),
        Study::ForeignArchive { .. } => {
            "Nothing was imported: the file is JSON, but not of this application’s.".into()
        }
        Study::NewerArchive { .. } => {
            "Nothing was imported: the file is from a newer version of this application. Install that version first.".into()
        }
        Study::NotImported { line, fault, .. } => {
            format!("Nothing was imported: in line {line} of the file, {}.", fault_words(fault))
        }
        Study::ArchiveNotWritten(error) => {
            format!("The export could not be made. Your notes are as they were. ({error})")
        }
        Study::File { path, source } => file_message(path, source),
        Study::Course(error) => format!("The course cannot be read. Your notes are as they were. ({error})"),
        Study::Migration(error) => {
            format!("Your data could not be brought to this version. It is as it was, with a backup beside it. ({error})")
        }
        Study::Sqlite(error) => store_message(StoreFault::from(error), error),
    }
}

fn store_message(fault: StoreFault, error: &dyn std::fmt::Display) -> String {
    match fault {
        StoreFault::DiskFull => {
            "The disk is full, so this was not saved. What was saved before is safe. Make room and try again.".into()
        }
        StoreFault::Busy => {
            "Another program is using your data, so this was not saved. What was saved before is safe. Try again."
                .into()
        }
        StoreFault::NotWritable => {
            "The data folder cannot be written, so this was not saved. What was saved before is safe. Check that \
             you may write there."
                .into()
        }
        StoreFault::Damaged => {
            "Your data cannot be read as it should be, so this was not saved. Close the application and open it again: \
             it shows what can be read, and offers the newest good backup."
                .into()
        }
        StoreFault::Other => {
            format!("Your data could not be read or written. What was saved before is as it was. ({error})")
        }
    }
}

fn damage_message(path: &Path, finding: Finding) -> String {
    let what = match finding {
        Finding::Missing => "is not there, or empty, although it was written before",
        Finding::Damaged => "is damaged",
        Finding::NotADatabase => "is not this application’s database",
    };
    format!(
        "{} {what}. Nothing was changed. Open the window, or run ml-health restore: it puts the newest backup in its \
         place, with whatever newer can be read, and keeps the file.",
        path.display()
    )
}

/// What is wrong in a file, as the end of a sentence.
fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::Shape { reason } => format!("something stands where it should not ({reason})"),
        Fault::Missing { field } => format!("“{field}” is missing"),
        Fault::InvalidNoteId { text } => format!("{text:?} is not the identifier of a note"),
        Fault::InvalidLessonId { text } => format!("{text:?} is not the name of a lesson"),
        Fault::InvalidVideoId { text } => format!("{text:?} is not the name of a video"),
        Fault::RepeatedNote { .. } => "a note stands for the second time".into(),
        Fault::RepeatedLesson { lesson } => format!("the lesson {lesson} stands for the second time"),
        Fault::UnlistedLesson { lesson } => {
            format!("the lesson {lesson} is not among the lessons of the file")
        }
        Fault::NoLesson { named: Some(named) } => {
            format!(
                "the note belongs to “{named}”, which is no lesson of the course; say which lesson such notes go to"
            )
        }
        Fault::NoLesson { named: None } => {
            "the note does not say which lesson it belongs to; say which lesson such notes go to".into()
        }
        Fault::UnknownWord { field, word } => format!("“{field}” cannot be {word:?}"),
        Fault::InvalidNumber { field, value } => format!("“{field}” cannot be {value}"),
        Fault::EmptyStretch { start, end } => {
            format!("what was watched ends at {end}, before it begins at {start}")
        }
        Fault::NoteTooLong { limit, .. } => {
            format!("a note is longer than the {} kB that one can hold", limit / 1000)
        }
        Fault::InvalidSetting { name } => format!("“{name}” cannot be chosen so"),
    }
}

fn markdown_message(error: &ml_health_export::MarkdownError) -> String {
    use ml_health_export::MarkdownError as Found;
    match error {
        Found::NotText { line } => format!(
            "Nothing was imported: line {line} of the file is not text in UTF-8. Save it as UTF-8, or choose another file."
        ),
        Found::NotATime { line, text } => format!(
            "Nothing was imported: in line {line} of the file, {text} is not a time. Times are like 2:14 or 1:02:14."
        ),
        Found::NoteTooLong { line, .. } => format!(
            "Nothing was imported: the note that begins in line {line} of the file is longer than the 1000 kB that one can \
             hold."
        ),
        Found::DamagedMarker { line, text } => format!(
            "Nothing was imported: line {line} of the file, {text}, was changed and cannot be read. Undo that change, or take \
             out all lines that begin with <!-- ml-health."
        ),
        Found::CutShort { line } => format!(
            "Nothing was imported: the file ends in line {line}, before its last line, <!-- ml-health:end -->. It was cut \
             short; export it again."
        ),
        Found::NoPlace { line } => format!(
            "Nothing was imported: line {line} of the file should have the note’s time, like [2:14], or *Whole lesson*."
        ),
    }
}

fn file_message(path: &Path, source: &io::Error) -> String {
    let path = path.display();
    match source.kind() {
        io::ErrorKind::NotFound => format!("There is no file {path}. Nothing was changed."),
        io::ErrorKind::PermissionDenied => {
            format!(
                "{path} may not be opened or changed by you, or is open in another program. Nothing was changed."
            )
        }
        io::ErrorKind::StorageFull => {
            format!("The disk is full, so {path} was not written. Make room and try again.")
        }
        io::ErrorKind::IsADirectory => format!("{path} is a folder, not a file. Nothing was changed."),
        _ => format!("{path} cannot be used. Nothing was changed. ({source})"),
    }
}

fn export_message(error: &ml_health_export::Error) -> String {
    use ml_health_export::Error as Export;
    let end = "Your notes are as they were.";
    match error {
        Export::NoSuchFolder { folder } => {
            format!(
                "The file was not written: there is no folder {}. {end} Choose another place.",
                folder.display()
            )
        }
        Export::IsFolder { path } => {
            format!("The file was not written: {} is a folder. {end} Choose another name.", path.display())
        }
        Export::NotAllowed { path } => format!(
            "The file was not written: {} cannot be written here, or is open in another program. {end} Choose another \
             place.",
            path.display()
        ),
        Export::DiskFull { .. } => {
            format!("The file was not written: the disk is full. {end} Make room or choose another disk.")
        }
        Export::Io { path, source } => {
            format!("The file was not written to {} ({source}). {end} Choose another place.", path.display())
        }
        Export::NotSet { reasons } => {
            format!(
                "The PDF could not be made: this is a fault of the application ({}). {end}",
                reasons.join("; ")
            )
        }
    }
}
