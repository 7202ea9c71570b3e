//! What there is time for: “I have 20 minutes”.

use serde::Serialize;
use ts_rs::TS;

use super::{NextKind, Progress};
use crate::{Result, Study, id::LessonId, time::Timestamp};

/// What to do with the time that there is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Fit {
    pub kind: FitKind,
    pub lesson: LessonId,
    /// How long it takes at `rate`, in seconds; `None` when no player has told the lesson's length yet.
    pub seconds: Option<f64>,
    /// The learner's playback rate.
    pub rate: f64,
}

/// How it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum FitKind {
    /// What is left of the lesson under way.
    Rest,
    /// A lesson that was not begun, from beginning to end.
    Whole,
    /// Nothing of known length fits: go on with the next lesson all the same.
    Part,
    /// Nothing of known length fits, and the next lesson's length is not known.
    Unknown,
}

impl Study {
    /// What fits into so many minutes at the learner's speed: what is left of the lesson under way, or else the first
    /// lesson in the order of the course, from the next one on, that fits as a whole. `None` when all are done.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn what_fits(&self, minutes: u32, now: Timestamp) -> Result<Option<Fit>> {
        let overview = self.overview(now)?;
        if overview.next.kind == NextKind::Finished || overview.lessons.is_empty() {
            return Ok(None);
        }
        let rate = self.settings()?.playback.rate;
        let takes = |progress: &Progress| Some((progress.duration? - progress.resume_at).max(0.0) / rate);
        let fits =
            |progress: &Progress| takes(progress).filter(|seconds| *seconds <= f64::from(minutes) * 60.0);
        let fit =
            |kind, lesson: &LessonId, seconds| Ok(Some(Fit { kind, lesson: lesson.clone(), seconds, rate }));
        let place = overview.lessons.iter().position(|lesson| lesson.id == overview.next.lesson).unwrap_or(0);
        let (before, from_next) = overview.lessons.split_at(place);
        let next = &from_next[0];
        if is_begun(&next.progress)
            && let Some(seconds) = fits(&next.progress)
        {
            return fit(FitKind::Rest, &next.id, Some(seconds));
        }
        let fresh = from_next.iter().chain(before).filter(|lesson| !is_begun(&lesson.progress));
        for lesson in fresh.filter(|lesson| !lesson.progress.completed) {
            if let Some(seconds) = fits(&lesson.progress) {
                return fit(FitKind::Whole, &lesson.id, Some(seconds));
            }
        }
        let seconds = takes(&next.progress);
        fit(if seconds.is_some() { FitKind::Part } else { FitKind::Unknown }, &next.id, seconds)
    }
}

fn is_begun(progress: &Progress) -> bool {
    progress.position > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        progress::ProgressReport,
        settings::{PlaybackChoices, SettingsChange},
        store::testing::{NOW, study},
    };

    /// Lessons of so many minutes, of which so many were watched: what is proposed for so many minutes at this rate?
    #[test]
    fn what_fits_is_proposed() -> Result<()> {
        let [known, begun, unknown] =
            [|minutes| Some((minutes, 0.0)), |minutes| Some((minutes, 4.0)), |_: f64| None];
        for (a, b, c, minutes, rate, expected) in [
            (begun(10.0), known(3.0), known(5.0), 6, 1.0, (FitKind::Rest, "a", Some(360.0))),
            (begun(10.0), known(6.0), known(5.0), 5, 1.0, (FitKind::Whole, "c", Some(300.0))),
            (begun(10.0), known(3.0), known(5.0), 4, 1.5, (FitKind::Rest, "a", Some(240.0))),
            (begun(10.0), known(6.0), known(7.0), 5, 1.0, (FitKind::Part, "a", Some(360.0))),
            (known(6.0), known(3.0), known(2.0), 3, 1.0, (FitKind::Whole, "b", Some(180.0))),
            (known(6.0), known(3.0), known(2.0), 1, 2.0, (FitKind::Whole, "c", Some(60.0))),
            (unknown(0.0), unknown(0.0), known(5.0), 5, 1.0, (FitKind::Whole, "c", Some(300.0))),
            (unknown(0.0), known(6.0), known(6.0), 5, 1.0, (FitKind::Unknown, "a", None)),
            (known(6.0), unknown(0.0), unknown(0.0), 5, 1.0, (FitKind::Part, "a", Some(360.0))),
            (unknown(0.0), unknown(0.0), unknown(0.0), 5, 1.0, (FitKind::Unknown, "a", None)),
        ] {
            let mut study = study(&["a", "b", "c"]);
            let playback = Some(PlaybackChoices { rate, ..PlaybackChoices::default() });
            study.change_settings(SettingsChange { playback, ..SettingsChange::default() })?;
            let lessons = [("c", c), ("b", b), ("a", a)];
            for ((id, length), age) in lessons.into_iter().zip([3, 2, 1]) {
                let report = ProgressReport {
                    duration: length.map(|(minutes, _)| minutes * 60.0),
                    position: length.map(|(_, position)| position * 60.0),
                    watched: vec![],
                };
                study.save_progress(&LessonId(id.into()), &report, Timestamp(NOW.0 - age))?;
            }
            let fit = study.what_fits(minutes, NOW)?.expect("a proposal");
            assert_eq!((fit.kind, fit.lesson.as_str(), fit.seconds), expected, "{minutes} minutes at {rate}");
            assert!((fit.rate - rate).abs() < f64::EPSILON);
        }
        Ok(())
    }

    #[test]
    fn what_is_done_is_not_proposed() -> Result<()> {
        let mut study = study(&["a", "b"]);
        let [a, b] = ["a", "b"].map(|id| LessonId(id.into()));
        for lesson in [&a, &b] {
            let report = ProgressReport { duration: Some(60.0), ..ProgressReport::default() };
            study.save_progress(lesson, &report, NOW)?;
        }
        study.mark_lesson(&a, true, NOW)?;
        assert_eq!(study.what_fits(1, NOW)?.map(|fit| fit.lesson), Some(b.clone()));
        study.mark_lesson(&b, true, NOW)?;
        assert_eq!(study.what_fits(1, NOW)?, None);
        Ok(())
    }
}
