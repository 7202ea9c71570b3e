//! The learner's own video files: which file belongs to which lesson. The file stays where it is and is only read.
//! Captions that lie beside it come with it, when the lesson has none yet.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::{
    Error, Result, Study,
    id::LessonId,
    store,
    time::Timestamp,
    transcript::{self, Captions},
};

/// A video file that can be read, with the captions that lie beside it.
#[derive(Debug)]
pub struct Video {
    /// Absolute.
    path: PathBuf,
    captions: Option<Beside>,
}

#[derive(Debug)]
struct Beside {
    file: PathBuf,
    captions: Captions,
}

impl Video {
    /// Looks at a file. A drive may take its time for that: it needs no store, and should not hold one.
    ///
    /// # Errors
    /// [`Error::File`] when there is no file to be read, [`Error::PathNotUnicode`].
    pub fn look(file: &Path) -> Result<Self> {
        let unreadable = |source| Error::File { path: file.to_owned(), source };
        let path = std::path::absolute(file).map_err(unreadable)?;
        let found = std::fs::metadata(&path).map_err(unreadable)?;
        if found.is_dir() {
            return Err(unreadable(ErrorKind::IsADirectory.into()));
        }
        if !found.is_file() {
            // Opening a pipe would wait for whoever writes to it.
            return Err(unreadable(io::Error::new(ErrorKind::InvalidInput, "it is not an ordinary file")));
        }
        std::fs::File::open(&path).map_err(unreadable)?;
        if path.to_str().is_none() {
            return Err(Error::PathNotUnicode { path });
        }
        let read = transcript::beside(&path)
            .map(|file| transcript::read(&file).map(|captions| Beside { file, captions }))
            .transpose();
        // Nobody asked for them, so nobody is told when they cannot be read.
        let captions = read.unwrap_or_else(|error| {
            tracing::info!("captions beside a video: {error}");
            None
        });
        Ok(Self { path, captions })
    }

    /// The same without the captions beside it, when their file is among these: it has a lesson of its own, or none.
    #[must_use]
    pub fn leaving<'a>(mut self, mut files: impl Iterator<Item = &'a Path>) -> Self {
        self.captions = self.captions.filter(|beside| !files.any(|file| file == beside.file));
        self
    }
}

impl Study {
    /// Looks at a file and attaches it: see [`Video::look`] and [`Study::keep_video`].
    ///
    /// # Errors
    /// As both.
    pub fn attach_video(&mut self, lesson: &LessonId, file: &Path, now: Timestamp) -> Result<PathBuf> {
        self.keep_video(lesson, &Video::look(file)?, now)
    }

    /// Attaches a video to a lesson, in the place of one attached before. The path is kept as an absolute one. Captions
    /// beside it are kept too, unless the lesson has a transcript.
    ///
    /// # Errors
    /// [`Error::NoSuchLesson`], or when the database cannot be written.
    pub fn keep_video(&mut self, lesson: &LessonId, video: &Video, now: Timestamp) -> Result<PathBuf> {
        let text = video.path.to_str().ok_or_else(|| Error::PathNotUnicode { path: video.path.clone() })?;
        self.write(|tx| {
            store::lesson::label(tx, lesson)?;
            store::attachment::put(tx, lesson, text, now)?;
            match &video.captions {
                Some(beside) if store::transcript::source(tx, lesson)?.is_none() => {
                    store::transcript::put(tx, lesson, &beside.captions, now)
                }
                _ => Ok(()),
            }
        })?;
        Ok(video.path.clone())
    }

    /// Forgets which file belongs to the lesson. The file itself is not touched.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn detach_video(&mut self, lesson: &LessonId) -> Result<()> {
        self.write(|tx| store::attachment::remove(tx, lesson))
    }

    /// The file that was attached to the lesson, whether or not it is still there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn attached_video(&self, lesson: &LessonId) -> Result<Option<PathBuf>> {
        store::attachment::get(self.reader(), lesson)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{NOW, study};

    #[test]
    fn a_file_is_attached_replaced_and_forgotten() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let [one, two] = ["one.mp4", "two ü.mp4"].map(|name| folder.path().join(name));
        for file in [&one, &two] {
            std::fs::write(file, b"video").expect("a file");
        }
        let (mut study, lesson) = (study(&["a"]), LessonId("a".into()));
        study.attach_video(&lesson, &one, NOW)?;
        study.attach_video(&lesson, &two, NOW)?;
        assert_eq!(study.attached_video(&lesson)?.as_deref(), Some(&*two));
        for bad in [folder.path().join("none.mp4"), folder.path().to_owned()] {
            assert!(matches!(study.attach_video(&lesson, &bad, NOW), Err(Error::File { .. })), "{bad:?}");
        }
        assert_eq!(study.attached_video(&lesson)?.as_deref(), Some(&*two), "a refused file changes nothing");
        study.detach_video(&lesson)?;
        assert_eq!(study.attached_video(&lesson)?, None);
        assert!(two.exists());
        Ok(())
    }

    #[test]
    fn captions_beside_a_video_come_with_it_unless_there_are_some() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            path
        };
        let (mut study, lesson) = (study(&["a", "b"]), LessonId("a".into()));
        let one = write("one.mp4", "video");
        write("one.en.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nof one\n");
        let two = write("two.mp4", "video");
        write("two.srt", "1\n00:00:01,000 --> 00:00:02,000\nof two\n");
        let broken = write("broken.mp4", "video");
        write("broken.vtt", "no captions");
        let name = |study: &Study| Ok::<_, Error>(study.captions_source(&lesson)?.map(|source| source.name));

        study.attach_video(&lesson, &broken, NOW)?;
        assert_eq!(name(&study)?, None, "what cannot be read does not keep the video away");
        study.attach_video(&lesson, &one, NOW)?;
        assert_eq!(name(&study)?.as_deref(), Some("one.en.vtt"));
        study.attach_video(&lesson, &two, NOW)?;
        assert_eq!(name(&study)?.as_deref(), Some("one.en.vtt"), "those that the lesson has stay");
        study.detach_video(&lesson)?;
        assert_eq!(name(&study)?.as_deref(), Some("one.en.vtt"), "they can be used with YouTube too");

        study.remove_captions(&lesson)?;
        let beside = folder.path().join("one.en.vtt");
        study.keep_video(&lesson, &Video::look(&one)?.leaving([&*beside].into_iter()), NOW)?;
        assert_eq!(name(&study)?, None, "captions that have a place of their own do not come along");
        Ok(())
    }
}
