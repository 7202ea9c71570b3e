//! Taking in an archive, or notes that were found in Markdown: all or nothing, and looked at before.

use std::path::PathBuf;

use rusqlite::Transaction;
use serde::Serialize;
use ts_rs::TS;

use super::{Archive, FoundNote, found, merge};
use crate::{Result, Study, backup::Occasion, id::LessonId, store, time::Timestamp};

/// What is to be taken in.
#[derive(Debug, Clone, PartialEq)]
pub enum Import {
    Archive(Archive),
    Notes {
        notes: Vec<FoundNote>,
        /// The lesson of notes that name none that is known here.
        lesson: Option<LessonId>,
    },
}

/// What an import does, or did. A note of the file counts once: as added, changed, kept, same or trashed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportCounts {
    /// Notes that were not here.
    pub added: usize,
    /// Notes that are newer in the file: what they were here becomes a revision.
    pub changed: usize,
    /// Notes that are newer here: what the file says becomes a revision.
    pub kept: usize,
    /// Notes that are the same.
    pub same: usize,
    /// Notes that are in the trash now, and were not before.
    pub trashed: usize,
    /// Revisions that were not here.
    pub revisions: usize,
    /// Lessons whose progress becomes another.
    pub lessons: usize,
    /// Whether a choice was taken.
    pub settings: bool,
}

/// An import that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub counts: ImportCounts,
    /// A copy of the database as it was before; `None` in memory.
    pub backup: Option<PathBuf>,
}

impl Study {
    /// What an import would do. It is carried out and taken back, so that it cannot come out otherwise later.
    ///
    /// # Errors
    /// As [`Study::import`].
    pub fn preview_import(&mut self, import: &Import, now: Timestamp) -> Result<ImportCounts> {
        self.rehearse(|tx| carry_out(tx, import, now))
    }

    /// Takes in an archive or notes, after a copy of the database was made.
    ///
    /// # Errors
    /// [`crate::Error::NotImported`] for a note that belongs to no lesson or is too long; [`crate::Error::NoSuchLesson`];
    /// whatever [`Study::backup_if_due`] fails with; or when the database cannot be written. Nothing is changed then.
    pub fn import(&mut self, import: &Import, now: Timestamp) -> Result<Imported> {
        let backup = self.backup(Occasion::Import, now)?.map(|backup| backup.path);
        let counts = self.write(|tx| carry_out(tx, import, now))?;
        Ok(Imported { counts, backup })
    }

    /// The same without a backup, for a database that is only being made.
    pub(crate) fn take_in(&mut self, import: &Import, now: Timestamp) -> Result<()> {
        self.write(|tx| carry_out(tx, import, now)).map(drop)
    }
}

fn carry_out(tx: &Transaction<'_>, import: &Import, now: Timestamp) -> Result<ImportCounts> {
    let mut counts = ImportCounts::default();
    match import {
        Import::Archive(archive) => {
            for lesson in &archive.lessons {
                store::lesson::add_retired(tx, lesson)?;
            }
            for note in &archive.notes {
                merge::note(tx, note, now, &mut counts)?;
            }
            for progress in &archive.progress {
                counts.lessons += usize::from(merge::progress(tx, progress)?);
            }
            counts.settings = merge::settings(tx, &archive.settings)?;
        }
        Import::Notes { notes, lesson } => found::take_in(tx, notes, lesson.as_ref(), now, &mut counts)?,
    }
    Ok(counts)
}
