//! What a learner does, made up from a seed.
//!
//! What is made up depends on its seed and number alone, never on what is in a database, so that whoever kills a program
//! knows without being told what that program was about to write.

use ml_health_study::{
    Error, Study,
    archive::{Archive, ArchivedNote, ArchivedProgress, Import},
    course::Source,
    id::{LessonId, NoteId},
    note::{Mark, NoteDraft},
    progress::ProgressReport,
    restore,
    settings::SettingsChange,
    time::Timestamp,
};

use super::NOW;

/// From one act to the next, in milliseconds: long enough that every change leaves a revision and a backup is due.
const BETWEEN: i64 = 61 * 60_000;
/// How many notes there can be, so that most acts meet one that is there; those of imports come behind.
const NOTES: u64 = 30;
const IMPORTED: u64 = 5;

/// What the learner does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    Save(NoteDraft),
    Delete(NoteId),
    Restore(NoteId),
    Place(LessonId, f64),
    Name(String),
    Import(Vec<NoteDraft>, LessonId, f64),
    EmptyTrash,
    Backup,
    /// A backup is put back on trial.
    Rehearse,
    /// Something is imported, and the backup from before put back.
    PutBack(Vec<NoteDraft>, LessonId, f64),
    /// Closing and opening: what is in the log goes into the database, and the log goes.
    Reopen,
}

/// Numbers that a seed makes up: `SplitMix64` (Steele, Lea and Flood, 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Each pair of numbers begins a row of its own.
    pub fn new(seed: u64, part: u64) -> Self {
        let mut random = Self(seed ^ part.wrapping_mul(0xd605_bbb5_8c8a_bbfd));
        random.next();
        random
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Less than `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub fn below_usize(&mut self, end: u64) -> usize {
        usize::try_from(self.below(end)).expect("a small number")
    }
}

fn note_id(number: u64) -> NoteId {
    NoteId::new(NOW, [u8::try_from(number).expect("a small number"); 10])
}

fn lesson(random: &mut Random) -> LessonId {
    let lessons = ["course-overview", "what-is-machine-learning", "how-models-learn", "neural-networks"];
    LessonId(lessons[random.below_usize(4)].into())
}

/// The word by which what a note became in this act is found, and nothing else.
fn word(act: u64, note: u64) -> String {
    format!("u{act}q{note}")
}

fn draft(random: &mut Random, note: u64, act: u64) -> NoteDraft {
    let words = if random.below(20) == 0 { 3000 } else { random.below(60) };
    let body = (0..words).fold(word(act, note), |body, _| match random.below(9) {
        0 => body + " #tag" + &random.below(7).to_string(),
        1 => body + " 心臓🧠é",
        2 => body + "\n\n*stressed*",
        _ => body + " sensitivity",
    });
    let second = u32::try_from(random.below(3000)).ok().filter(|second| second % 5 > 0);
    let mark = Mark::ALL.get(random.below_usize(6)).copied();
    NoteDraft { id: note_id(note), lesson: lesson(random), second, mark, body }
}

impl Act {
    /// The act with a number.
    pub fn of(seed: u64, act: u64) -> Self {
        let random = &mut Random::new(seed, act);
        let note = random.below(NOTES);
        // A fraction that a binary number holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let place = random.below(80_000) as f64 / 32.0;
        match random.below(100) {
            0..45 => Self::Save(draft(random, note, act)),
            45..55 => Self::Delete(note_id(note)),
            55..63 => Self::Restore(note_id(note)),
            63..78 => Self::Place(lesson(random), place),
            78..82 => Self::Name(format!("Dr {}", word(act, 0))),
            82..90 => {
                let drafts = (NOTES..NOTES + IMPORTED).map(|note| draft(random, note, act)).collect();
                let make = if random.below(3) == 0 { Self::PutBack } else { Self::Import };
                make(drafts, LessonId("next-steps".into()), place)
            }
            90..92 => Self::EmptyTrash,
            92..96 => Self::Backup,
            96 => Self::Rehearse,
            _ => Self::Reopen,
        }
    }

    /// When the act with a number happens.
    pub fn time(act: u64) -> Timestamp {
        Timestamp(NOW.0 + BETWEEN * i64::try_from(act).expect("a small number"))
    }

    /// # Errors
    /// Whatever `study` fails with. That a note is not there is none: it depends on what was done before.
    pub fn carry_out(&self, study: &mut Study, now: Timestamp) -> Result<(), Error> {
        let outcome = match self.clone() {
            Self::Save(draft) => study.save_note(draft, now).map(drop),
            Self::Delete(id) => study.delete_note(id, now),
            Self::Restore(id) => study.restore_note(id, now).map(drop),
            Self::Place(lesson, place) => {
                let report = ProgressReport {
                    position: Some(place),
                    duration: None,
                    watched: vec![(place, place + 1.0)],
                };
                study.save_progress(&lesson, &report, now).map(drop)
            }
            Self::Name(name) => {
                let change = SettingsChange { learner_name: Some(name), ..SettingsChange::default() };
                study.change_settings(change).map(drop)
            }
            Self::Import(drafts, lesson, place) => {
                study.import(&Import::Archive(archive(drafts, lesson, place, now)), now).map(drop)
            }
            Self::EmptyTrash => study.empty_trash().map(drop),
            Self::Backup => study.backup_if_due(now).map(drop),
            Self::Rehearse => {
                let folder = study.folder().expect("a folder");
                restore::rehearse(folder, &Source::embedded(), now).map(drop)
            }
            Self::PutBack(drafts, lesson, place) => {
                let archive = archive(drafts, lesson, place, now);
                let before = study.import(&Import::Archive(archive), now)?.backup.expect("a backup");
                study.restore(&before, &Source::embedded(), now).map(drop)
            }
            Self::Reopen => {
                let folder = study.folder().expect("a folder").to_owned();
                *study = Study::in_memory()?;
                Study::open(&folder, now).map(|opened| *study = opened)
            }
        };
        match outcome {
            Err(Error::NoSuchNote { .. }) => Ok(()),
            outcome => outcome,
        }
    }
}

fn archive(drafts: Vec<NoteDraft>, lesson: LessonId, position: f64, now: Timestamp) -> Archive {
    let note = |draft: NoteDraft| ArchivedNote {
        id: draft.id,
        lesson: draft.lesson,
        second: draft.second,
        mark: draft.mark,
        body: draft.body,
        tags: vec![],
        created: now,
        updated: now,
        deleted: None,
        revisions: vec![],
    };
    let progress = ArchivedProgress {
        lesson,
        position,
        duration: None,
        completed_by: None,
        pass: 1,
        updated: now,
        watched: vec![],
    };
    Archive {
        exported: now,
        course: None,
        lessons: vec![],
        notes: drafts.into_iter().map(note).collect(),
        progress: vec![progress],
        settings: serde_json::Map::new(),
    }
}
