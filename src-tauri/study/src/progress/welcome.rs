//! What helps somebody who was away to find the thread again.

use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

use crate::{Result, Study, id::LessonId, markdown, note::Note, store, time::Timestamp};

/// How much of the last note is shown, in characters.
const LAST_NOTE: usize = 160;

/// For whoever was away from a lesson for more than an hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Welcome {
    /// When the learner was last in this lesson.
    pub last_seen: Timestamp,
    /// The beginning of the note written last in it, in plain words.
    pub last_note: Option<String>,
}

impl Study {
    /// What to say to whoever comes back to a lesson that they are in the middle of; `None` when they were not away for
    /// more than an hour, or when there is no place to go back to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn welcome(&self, lesson: &LessonId, now: Timestamp) -> Result<Option<Welcome>> {
        let record = store::progress::get(self.reader(), lesson)?;
        match record.updated {
            Some(last_seen) if record.is_under_way() && record.is_long_ago(now) => {
                Ok(Some(Welcome { last_seen, last_note: last_note(self.reader(), lesson)? }))
            }
            _ => Ok(None),
        }
    }
}

/// The beginning of the note that was written last in a lesson, in plain words.
pub(super) fn last_note(connection: &Connection, lesson: &LessonId) -> Result<Option<String>> {
    Ok(store::note::newest(connection, lesson)?.map(|note| beginning(&note)))
}

fn beginning(note: &Note) -> String {
    let plain = markdown::to_plain(&note.body);
    match plain.char_indices().nth(LAST_NOTE) {
        Some((end, _)) => format!("{}…", plain[..end].trim_end()),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        note::NoteDraft,
        progress::ProgressReport,
        store::testing::{NOW, note_id, study},
    };

    #[test]
    fn whoever_was_away_from_a_lesson_under_way_is_welcomed() -> Result<()> {
        let mut study = study(&["a", "b"]);
        let lesson = LessonId("a".into());
        let after = |minutes: i64| Timestamp(NOW.0 + minutes * 60_000);
        assert_eq!(study.welcome(&lesson, after(600))?, None, "never opened");
        let at = |position| ProgressReport {
            position: Some(position),
            duration: Some(100.0),
            ..ProgressReport::default()
        };
        study.save_progress(&lesson, &at(50.0), NOW)?;
        assert_eq!(study.welcome(&lesson, after(60))?, None, "an hour is not yet more than an hour");
        let welcome = |last_note| Some(Welcome { last_seen: NOW, last_note });
        assert_eq!(study.welcome(&lesson, after(61))?, welcome(None));
        for (number, body) in [(1, "first"), (2, "the **second**")] {
            let draft = NoteDraft {
                id: note_id(number),
                lesson: lesson.clone(),
                second: None,
                mark: None,
                body: body.into(),
            };
            study.save_note(draft, after(number.into()))?;
        }
        assert_eq!(study.welcome(&lesson, after(61))?, welcome(Some("the second".into())));
        assert_eq!(study.welcome(&LessonId("b".into()), after(61))?, None, "another lesson");
        study.save_progress(&lesson, &at(99.0), NOW)?;
        assert_eq!(study.welcome(&lesson, after(61))?, None, "at the end there is no place to go back to");
        study.save_progress(&lesson, &at(50.0), NOW)?;
        study.mark_lesson(&lesson, true, NOW)?;
        assert_eq!(study.welcome(&lesson, after(61))?, None, "done");
        Ok(())
    }
}
