//! The whole course at a glance: each lesson's progress, what is left, the one thing to do next.

use serde::Serialize;
use ts_rs::TS;

use super::{Progress, Record, welcome};
use crate::{Result, Study, id::LessonId, store, time::Timestamp};

/// How far the course is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// In the order of the course.
    pub lessons: Vec<LessonOverview>,
    pub next: Next,
    /// Seconds not yet watched of the lessons that are not done and whose length is known.
    pub seconds_left: f64,
    /// Lessons not done whose length no player has told yet.
    pub lessons_of_unknown_length: usize,
    pub notes: usize,
}

/// How far a lesson is, and how many notes it has.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LessonOverview {
    pub id: LessonId,
    pub progress: Progress,
    pub notes: usize,
}

/// The one thing to do next.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Next {
    pub lesson: LessonId,
    pub kind: NextKind,
    /// Where that lesson opens, in seconds.
    pub position: f64,
    /// The beginning of the note written last in that lesson, in plain words.
    pub last_note: Option<String>,
    /// When the learner last watched anything.
    pub last_seen: Option<Timestamp>,
}

/// Why it is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum NextKind {
    /// Nothing was watched yet.
    Start,
    /// It was begun and is not done.
    Resume,
    /// The last one is done.
    Next,
    /// All are done.
    Finished,
}

impl Study {
    /// How far the course is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn overview(&self, now: Timestamp) -> Result<Overview> {
        let mut rows = Vec::new();
        for lesson in store::lesson::in_course(self.reader())? {
            let record = store::progress::get(self.reader(), &lesson.id)?;
            rows.push((lesson.id, record));
        }
        let (lesson, kind) = next(&rows);
        let last_note = match &lesson {
            Some(lesson) => welcome::last_note(self.reader(), lesson)?,
            None => None,
        };
        let last_seen = rows.iter().filter_map(|(_, record)| record.updated).max();
        let counts = store::note::counts(self.reader())?;
        let lessons: Vec<_> = rows
            .into_iter()
            .map(|(id, record)| LessonOverview {
                notes: counts.get(&id).copied().unwrap_or(0),
                progress: record.progress(now),
                id,
            })
            .collect();
        let open = || lessons.iter().map(|lesson| &lesson.progress).filter(|progress| !progress.completed);
        let lesson = lesson.unwrap_or_else(|| LessonId(String::new()));
        Ok(Overview {
            next: Next {
                position: lessons.iter().find(|l| l.id == lesson).map_or(0.0, |l| l.progress.resume_at),
                lesson,
                kind,
                last_note,
                last_seen,
            },
            seconds_left: open()
                .filter_map(|progress| Some((progress.duration? - progress.watched_seconds).max(0.0)))
                .fold(0.0, |total, seconds| total + seconds),
            lessons_of_unknown_length: open().filter(|progress| progress.duration.is_none()).count(),
            notes: counts.values().sum(),
            lessons,
        })
    }
}

fn next(rows: &[(LessonId, Record)]) -> (Option<LessonId>, NextKind) {
    let last =
        rows.iter().enumerate().filter_map(|(place, (_, record))| Some((record.updated?, place))).max();
    let done = |place: usize| rows[place].1.completed_by.is_some();
    let (place, kind) = match last {
        None => (0, NextKind::Start),
        Some((_, last)) if !done(last) => (last, NextKind::Resume),
        Some((_, last)) => match (last..rows.len()).chain(0..last).find(|place| !done(*place)) {
            Some(open) if rows[open].1.position > 0.0 => (open, NextKind::Resume),
            Some(open) => (open, NextKind::Next),
            None => (0, NextKind::Finished),
        },
    };
    (rows.get(place).map(|(id, _)| id.clone()), kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        note::NoteDraft,
        progress::ProgressReport,
        store::testing::{NOW, note_id, study},
    };

    fn later(minutes: i64) -> Timestamp {
        Timestamp(NOW.0 + minutes * 60_000)
    }

    fn watched(position: f64) -> ProgressReport {
        ProgressReport { position: Some(position), duration: Some(100.0), watched: vec![(0.0, position)] }
    }

    fn says(study: &Study) -> (String, NextKind) {
        let next = study.overview(NOW).expect("an overview").next;
        (next.lesson.0, next.kind)
    }

    #[test]
    fn home_proposes_one_thing() -> Result<()> {
        let mut study = study(&["a", "b", "c"]);
        let [a, b, c] = ["a", "b", "c"].map(|id| LessonId(id.into()));
        assert_eq!(says(&study), ("a".into(), NextKind::Start));
        study.save_progress(&b, &watched(30.0), later(1))?;
        assert_eq!(says(&study), ("b".into(), NextKind::Resume));
        study.save_progress(&b, &watched(95.0), later(2))?;
        assert_eq!(says(&study), ("c".into(), NextKind::Next));
        study.mark_lesson(&c, true, later(3))?;
        assert_eq!(says(&study), ("a".into(), NextKind::Next), "what was passed over comes round");
        study.mark_lesson(&a, true, later(4))?;
        assert_eq!(says(&study), ("a".into(), NextKind::Finished));
        Ok(())
    }

    #[test]
    fn what_is_left_counts_only_what_is_known() -> Result<()> {
        let mut study = study(&["a", "b", "c"]);
        study.save_progress(&LessonId("a".into()), &watched(30.0), NOW)?;
        study.mark_lesson(&LessonId("b".into()), true, NOW)?;
        let overview = study.overview(NOW)?;
        assert_eq!((overview.seconds_left, overview.lessons_of_unknown_length), (70.0, 1));
        Ok(())
    }

    #[test]
    fn the_last_note_is_told_in_plain_words() -> Result<()> {
        let mut study = study(&["a"]);
        let lesson = LessonId("a".into());
        for (number, body) in [(1, "first"), (2, "**bold** and é".repeat(40).as_str())] {
            let draft = NoteDraft {
                id: note_id(number),
                lesson: lesson.clone(),
                second: None,
                mark: None,
                body: body.into(),
            };
            study.save_note(draft, later(number.into()))?;
        }
        let overview = study.overview(NOW)?;
        let told = overview.next.last_note.unwrap_or_default();
        assert!(told.starts_with("bold and ébold") && told.ends_with('…'), "{told}");
        assert_eq!((overview.notes, overview.lessons[0].notes), (2, 2));
        Ok(())
    }
}
