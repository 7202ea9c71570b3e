//! The learner's own video files: which file belongs to which lesson. The file stays where it is and is only read.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::{Error, Result, Study, id::LessonId, store, time::Timestamp};

impl Study {
    /// Attaches a file to a lesson, in the place of one attached before. The path is kept as an absolute one.
    ///
    /// # Errors
    /// [`Error::File`] when there is no file to be read, [`Error::PathNotUnicode`], [`Error::NoSuchLesson`], or when
    /// the database cannot be written.
    pub fn attach_video(&mut self, lesson: &LessonId, file: &Path, now: Timestamp) -> Result<PathBuf> {
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
        let text = path.to_str().ok_or_else(|| Error::PathNotUnicode { path: path.clone() })?;
        self.write(|tx| {
            store::lesson::label(tx, lesson)?;
            store::attachment::put(tx, lesson, text, now)
        })?;
        Ok(path)
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
}
