//! Captions that the learner brings: a `.vtt` or `.srt` file becomes the transcript of a lesson.
//!
//! `read` makes cues of a file's bytes, `encoding` text of bytes, `rolling` undoes captions that repeat their lines,
//! `beside` finds such a file beside a video; what stands here keeps what was read and gives it back. The file is not
//! needed again.

mod beside;
#[cfg(test)]
mod cases;
mod encoding;
mod read;
mod rolling;

use std::path::Path;

use serde::Serialize;
use ts_rs::TS;

pub use beside::beside;
pub(crate) use beside::parted;
pub use read::{Captions, parse, read};

use crate::{Result, Study, id::LessonId, store, time::Timestamp};

/// What is said in a stretch of a video.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Cue {
    /// In seconds of video.
    pub start: f64,
    /// In seconds of video, not before `start`.
    pub end: f64,
    /// Plain text, its lines parted by `\n`.
    pub text: String,
}

/// All that is said in a lesson, in the order of its cues.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Transcript {
    pub kept: Timestamp,
    pub cues: Vec<Cue>,
}

/// Where a lesson's transcript comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TranscriptSource {
    /// The file's name without its folder.
    pub name: String,
    pub kept: Timestamp,
    /// How many cues there are.
    pub cues: u32,
    /// How many cues of the file could not be read and were left out.
    pub skipped: u32,
    /// The file's character encoding, such as `UTF-8` or `windows-1252`.
    pub encoding: String,
}

impl Study {
    /// Reads a file of captions and keeps them for the lesson, in the place of those it had.
    ///
    /// # Errors
    /// As [`read`] and [`Study::keep_transcript`]; what was kept before is then still there.
    pub fn keep_captions(
        &mut self,
        lesson: &LessonId,
        file: &Path,
        now: Timestamp,
    ) -> Result<TranscriptSource> {
        self.keep_transcript(lesson, &read(file)?, now)
    }

    /// Keeps captions that were read for the lesson, in the place of those it had.
    ///
    /// # Errors
    /// [`crate::Error::NoSuchLesson`], or when the database cannot be written.
    pub fn keep_transcript(
        &mut self,
        lesson: &LessonId,
        captions: &Captions,
        now: Timestamp,
    ) -> Result<TranscriptSource> {
        self.write(|tx| {
            store::lesson::label(tx, lesson)?;
            store::transcript::put(tx, lesson, captions, now)
        })?;
        Ok(TranscriptSource {
            name: captions.name.clone(),
            kept: now,
            cues: u32::try_from(captions.cues.len()).unwrap_or(u32::MAX),
            skipped: captions.skipped,
            encoding: captions.encoding.to_owned(),
        })
    }

    /// Where the lesson's transcript comes from; `None` when it has none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn captions_source(&self, lesson: &LessonId) -> Result<Option<TranscriptSource>> {
        store::transcript::source(self.reader(), lesson)
    }

    /// The lesson's transcript; `None` when it has none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn transcript(&self, lesson: &LessonId) -> Result<Option<Transcript>> {
        store::transcript::get(self.reader(), lesson)
    }

    /// Lets the lesson's transcript go. The file that it came from is not touched.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_captions(&mut self, lesson: &LessonId) -> Result<()> {
        self.write(|tx| store::transcript::remove(tx, lesson))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        Error,
        store::testing::{NOW, study},
    };

    const TWO: &str = "WEBVTT\n\n00:01.000 --> 00:02.500\none\n\n00:03.000 --> 00:04.000\ntwo\n";

    #[test]
    fn captions_are_kept_replaced_and_removed() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("talk ü.en.vtt");
        let (mut study, lesson) = (study(&["a"]), LessonId("a".into()));
        assert_eq!((study.captions_source(&lesson)?, study.transcript(&lesson)?), (None, None));

        fs::write(&file, TWO).expect("a file");
        let source = study.keep_captions(&lesson, &file, NOW)?;
        assert_eq!((&*source.name, source.cues, source.skipped), ("talk ü.en.vtt", 2, 0));
        assert_eq!(study.captions_source(&lesson)?, Some(source));
        let cue = |start, end, text: &str| Cue { start, end, text: text.into() };
        let kept = Transcript { kept: NOW, cues: vec![cue(1.0, 2.5, "one"), cue(3.0, 4.0, "two")] };
        assert_eq!(study.transcript(&lesson)?, Some(kept.clone()));

        fs::write(&file, "no captions").expect("a file");
        assert!(matches!(study.keep_captions(&lesson, &file, NOW), Err(Error::NotCaptions { .. })));
        assert_eq!(study.transcript(&lesson)?, Some(kept), "a refused file changes nothing");

        fs::write(&file, "WEBVTT\n\n00:05.000 --> 00:06.000\nthree\n").expect("a file");
        study.keep_captions(&lesson, &file, NOW)?;
        let cues = study.transcript(&lesson)?.expect("a transcript").cues;
        assert_eq!(cues, [cue(5.0, 6.0, "three")]);

        study.remove_captions(&lesson)?;
        assert_eq!((study.captions_source(&lesson)?, study.transcript(&lesson)?), (None, None));
        assert!(file.exists());
        Ok(())
    }

    #[test]
    fn an_unknown_lesson_gets_no_captions() {
        let captions = parse(TWO.as_bytes(), "a.vtt").expect("captions");
        let error = study(&["a"]).keep_transcript(&LessonId("z".into()), &captions, NOW);
        assert!(matches!(error, Err(Error::NoSuchLesson { lesson }) if lesson == "z"));
    }
}
