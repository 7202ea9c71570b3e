//! How far the learner is: the position to resume at, the seconds really watched, what is done, what comes next.
//!
//! The rules stand here; `intervals` merges what was watched, `overview` looks at the whole course, `fit` at what there
//! is time for, `welcome` at what helps somebody who was away.

mod fit;
mod intervals;
mod overview;
mod welcome;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use fit::{Fit, FitKind};
pub use intervals::Intervals;
pub use overview::{LessonOverview, Next, NextKind, Overview};
pub use welcome::Welcome;

use crate::{Result, Study, id::LessonId, store, time::Timestamp};

/// A lesson is done when this share of its length was watched.
pub const COMPLETE_SHARE: f64 = 0.9;
/// Whoever stopped this close to the end, in seconds, starts again from the beginning.
const AT_THE_END: f64 = 2.0;
/// Longer than any lesson, in seconds: what a player says beyond that is not believed.
pub(crate) const LONGEST: f64 = 86_400.0;
/// Whoever was away for longer than this, in milliseconds, has lost the thread …
const AWAY: i64 = 3_600_000;
/// … and finds it again this many seconds earlier.
const EARLIER: f64 = 10.0;

/// How far a lesson is. Positions and lengths are seconds of video.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Where the learner was last.
    pub position: f64,
    /// Where the lesson opens: the position, ten seconds before it after more than an hour away, or 0 for a completed
    /// lesson.
    pub resume_at: f64,
    /// As learnt from a player; `None` until one said it.
    pub duration: Option<f64>,
    pub watched: Intervals,
    pub watched_seconds: f64,
    pub completed: bool,
    pub completed_by: Option<CompletedBy>,
}

/// What made a lesson done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum CompletedBy {
    Watching,
    Hand,
}

/// What a player tells while it plays and when it stops.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProgressReport {
    /// `None` leaves the kept position alone: so says a player that never got as far as to have one.
    pub position: Option<f64>,
    pub duration: Option<f64>,
    /// Seconds of video played since the last report, as `[from, to]`.
    pub watched: Vec<(f64, f64)>,
}

/// A lesson's row, before the rules that make [`Progress`] of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    pub position: f64,
    pub duration: Option<f64>,
    pub completed_by: Option<CompletedBy>,
    /// Counts from 1; marking a lesson as not done begins the next pass, and only that pass counts from then on.
    pub pass: u32,
    pub watched: Intervals,
    pub updated: Option<Timestamp>,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            position: 0.0,
            duration: None,
            completed_by: None,
            pass: 1,
            watched: Intervals::default(),
            updated: None,
        }
    }
}

impl Record {
    fn take(&mut self, report: &ProgressReport, now: Timestamp) {
        if let Some(duration) = report.duration.filter(|d| *d > 0.0 && *d < LONGEST) {
            self.duration = Some(duration);
        }
        let end = self.duration.unwrap_or(LONGEST);
        if let Some(position) = report.position.filter(|p| p.is_finite()) {
            self.position = position.clamp(0.0, end);
        }
        for (from, to) in &report.watched {
            self.watched.add(from.clamp(0.0, end), to.clamp(0.0, end));
        }
        if self.completed_by.is_none() && is_complete(&self.watched, self.duration) {
            self.completed_by = Some(CompletedBy::Watching);
        }
        self.updated = Some(now);
    }

    /// Whether there is a place to go back to.
    fn is_under_way(&self) -> bool {
        self.completed_by.is_none() && self.position > 0.0 && !self.is_at_the_end()
    }

    fn is_at_the_end(&self) -> bool {
        self.duration.is_some_and(|duration| self.position > duration - AT_THE_END)
    }

    /// Whether the learner left this lesson more than an hour ago.
    fn is_long_ago(&self, now: Timestamp) -> bool {
        self.updated.is_some_and(|updated| now.0.saturating_sub(updated.0) > AWAY)
    }

    fn resume_at(&self, now: Timestamp) -> f64 {
        if !self.is_under_way() {
            return 0.0;
        }
        let earlier = if self.is_long_ago(now) { EARLIER } else { 0.0 };
        (self.position - earlier).max(0.0)
    }

    fn progress(self, now: Timestamp) -> Progress {
        Progress {
            resume_at: self.resume_at(now),
            position: self.position,
            duration: self.duration,
            watched_seconds: self.watched.total(),
            watched: self.watched,
            completed: self.completed_by.is_some(),
            completed_by: self.completed_by,
        }
    }
}

pub(crate) fn is_complete(watched: &Intervals, duration: Option<f64>) -> bool {
    duration.is_some_and(|duration| watched.total() >= COMPLETE_SHARE * duration)
}

impl Study {
    /// How far a lesson is; a lesson that was never opened is at its beginning.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn progress(&self, lesson: &LessonId, now: Timestamp) -> Result<Progress> {
        Ok(store::progress::get(self.reader(), lesson)?.progress(now))
    }

    /// Keeps what a player reports. What is not a believable number in it is left out.
    ///
    /// # Errors
    /// [`crate::Error::NoSuchLesson`], or when the database cannot be written.
    pub fn save_progress(
        &mut self,
        lesson: &LessonId,
        report: &ProgressReport,
        now: Timestamp,
    ) -> Result<Progress> {
        self.change_progress(lesson, now, |record| record.take(report, now))
    }

    /// Marks a lesson as done or not done by hand. Not done begins a new pass: the lesson is watched anew, and what
    /// was watched before is kept but no longer counts.
    ///
    /// # Errors
    /// [`crate::Error::NoSuchLesson`], or when the database cannot be written.
    pub fn mark_lesson(&mut self, lesson: &LessonId, completed: bool, now: Timestamp) -> Result<Progress> {
        self.change_progress(lesson, now, |record| {
            if completed {
                record.completed_by = record.completed_by.or(Some(CompletedBy::Hand));
            } else if record.completed_by.take().is_some() {
                record.pass += 1;
                record.watched = Intervals::default();
            }
            record.updated = Some(now);
        })
    }

    fn change_progress(
        &mut self,
        lesson: &LessonId,
        now: Timestamp,
        change: impl FnOnce(&mut Record),
    ) -> Result<Progress> {
        self.write(|tx| {
            store::lesson::label(tx, lesson)?;
            let mut record = store::progress::get(tx, lesson)?;
            change(&mut record);
            store::progress::put(tx, lesson, &record)?;
            Ok(record.progress(now))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Error,
        store::testing::{NOW, study},
    };

    fn report(position: f64, watched: &[(f64, f64)]) -> ProgressReport {
        ProgressReport { position: Some(position), duration: Some(100.0), watched: watched.into() }
    }

    fn lesson() -> LessonId {
        LessonId("a".into())
    }

    #[test]
    fn a_lesson_resumes_where_it_was_left() -> Result<()> {
        let mut study = study(&["a"]);
        assert!(study.progress(&lesson(), NOW)?.resume_at.abs() < f64::EPSILON);
        study.save_progress(&lesson(), &report(42.5, &[(0.0, 42.5)]), NOW)?;
        let progress = study.progress(&lesson(), NOW)?;
        assert_eq!(
            (progress.resume_at, progress.duration, progress.watched_seconds),
            (42.5, Some(100.0), 42.5)
        );
        Ok(())
    }

    #[test]
    fn after_more_than_an_hour_a_lesson_opens_ten_seconds_earlier() -> Result<()> {
        let mut study = study(&["a"]);
        let after = |minutes: i64| Timestamp(NOW.0 + minutes * 60_000);
        for (position, minutes, resume_at) in [
            (42.5, 0, 42.5),
            (42.5, 60, 42.5),
            (42.5, 61, 32.5),
            (42.5, -600, 42.5), // a clock that was set back
            (4.0, 61, 0.0),
            (99.0, 61, 0.0), // at the end
        ] {
            study.save_progress(&lesson(), &report(position, &[]), NOW)?;
            let found = study.progress(&lesson(), after(minutes))?.resume_at;
            assert!((found - resume_at).abs() < f64::EPSILON, "{position} after {minutes} minutes: {found}");
        }
        study.save_progress(&lesson(), &report(42.5, &[]), NOW)?;
        let kept = study.progress(&lesson(), after(61))?.position;
        assert!((kept - 42.5).abs() < f64::EPSILON, "the place itself stays: {kept}");
        let again = study.save_progress(&lesson(), &report(33.0, &[]), after(62))?;
        assert!((again.resume_at - 33.0).abs() < f64::EPSILON, "back at it, nobody is sent back again");
        Ok(())
    }

    #[test]
    fn a_report_without_a_position_leaves_the_kept_one() -> Result<()> {
        let mut study = study(&["a"]);
        study.save_progress(&lesson(), &report(42.5, &[]), NOW)?;
        let after = study.save_progress(&lesson(), &ProgressReport::default(), NOW)?;
        assert_eq!((after.resume_at, after.duration), (42.5, Some(100.0)));
        Ok(())
    }

    #[test]
    fn ninety_percent_watched_is_done_and_skipping_is_not() -> Result<()> {
        let mut study = study(&["a"]);
        let skipped = study.save_progress(&lesson(), &report(100.0, &[(0.0, 10.0), (95.0, 100.0)]), NOW)?;
        assert!(!skipped.completed, "15 seconds of 100");
        assert!(skipped.resume_at.abs() < f64::EPSILON, "at the very end it starts again");
        let twice = study.save_progress(&lesson(), &report(50.0, &[(0.0, 10.0); 20]), NOW)?;
        assert!(!twice.completed, "the same seconds count once");
        let almost = study.save_progress(&lesson(), &report(84.9, &[(10.0, 84.9)]), NOW)?;
        assert!(!almost.completed, "{} of 100", almost.watched_seconds);
        let done = study.save_progress(&lesson(), &report(85.0, &[(84.9, 85.0)]), NOW)?;
        assert_eq!(done.completed_by, Some(CompletedBy::Watching));
        assert!(done.resume_at.abs() < f64::EPSILON, "a completed lesson opens at 0:00");
        Ok(())
    }

    #[test]
    fn done_and_not_done_by_hand() -> Result<()> {
        let mut study = study(&["a"]);
        assert_eq!(study.mark_lesson(&lesson(), true, NOW)?.completed_by, Some(CompletedBy::Hand));
        assert!(!study.mark_lesson(&lesson(), false, NOW)?.completed);

        assert!(study.save_progress(&lesson(), &report(95.0, &[(0.0, 95.0)]), NOW)?.completed);
        let again = study.mark_lesson(&lesson(), false, NOW)?;
        assert_eq!((again.completed, again.watched_seconds), (false, 0.0));
        assert!(
            !study.save_progress(&lesson(), &report(96.0, &[(95.0, 96.0)]), NOW)?.completed,
            "stays not done"
        );
        assert!(
            study.save_progress(&lesson(), &report(95.0, &[(0.0, 95.0)]), NOW)?.completed,
            "until watched anew"
        );
        Ok(())
    }

    #[test]
    fn what_a_player_cannot_mean_is_left_out() -> Result<()> {
        let mut study = study(&["a"]);
        let odd = ProgressReport {
            position: Some(f64::NAN),
            duration: Some(-1.0),
            watched: vec![(f64::NAN, 3.0), (5.0, 2.0), (-10.0, 1.0)],
        };
        let progress = study.save_progress(&lesson(), &odd, NOW)?;
        assert_eq!((progress.position, progress.duration), (0.0, None));
        assert_eq!(progress.watched.iter().collect::<Vec<_>>(), [(0.0, 1.0)]);
        Ok(())
    }

    #[test]
    fn an_unknown_lesson_has_no_progress_to_save() {
        let error = study(&["a"]).save_progress(&LessonId("z".into()), &report(1.0, &[]), NOW);
        assert!(matches!(error, Err(Error::NoSuchLesson { lesson }) if lesson == "z"));
    }
}
