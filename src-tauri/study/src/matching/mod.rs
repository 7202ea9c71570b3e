//! Many files at once: which of them belongs to which lesson.
//!
//! `scan` finds videos and captions in what was dropped or chosen, `name` tells a lesson by a file's name; what stands
//! here proposes at most one video and one file of captions a lesson. A proposal changes nothing until it is kept.

mod name;
mod scan;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use name::lesson_of;
pub use scan::{CAPTION_ENDINGS, Found, VIDEO_ENDINGS, scan};

use crate::{Result, Study, course::Lesson, id::LessonId, transcript};

/// What was found, and where it seems to belong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Match {
    pub files: Vec<MatchedFile>,
    /// Files that are neither video nor captions.
    pub left_out: usize,
    /// Whether there was more than is looked at.
    pub too_many: bool,
}

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MatchedFile {
    /// Its place in the proposal, by which the window names it.
    pub index: usize,
    /// Without its folder.
    pub name: String,
    /// The folder, as a person reads it.
    pub folder: String,
    pub kind: MatchedKind,
    /// `None` when no lesson can be told, or when another file belongs there rather.
    pub lesson: Option<LessonId>,
    pub by: Option<MatchedBy>,
    /// The name of the file that the lesson has now.
    pub replaces: Option<String>,
    #[serde(skip)]
    pub path: PathBuf,
}

/// What a file is, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MatchedKind {
    Video,
    Captions,
}

/// What in its name tells the lesson, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MatchedBy {
    /// The video's identifier at YouTube.
    Id,
    /// The lesson's number.
    Number,
    /// Words of the lesson's title.
    Title,
}

/// Where a file of the proposal is to go; `None`: nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct MatchChoice {
    pub index: usize,
    pub lesson: Option<LessonId>,
}

impl Study {
    /// Proposes a lesson for each file, as far as one can be told.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn propose(&self, found: &Found) -> Result<Match> {
        let lessons = self.course()?.lessons;
        let mut files = Vec::new();
        for ((path, kind), told) in found.files.iter().zip(proposed(&found.files, &lessons)) {
            let (lesson, by) = told.unzip();
            let replaces = match (&lesson, kind) {
                (None, _) => None,
                (Some(lesson), MatchedKind::Video) => self.attached_video(lesson)?.map(|path| name_of(&path)),
                (Some(lesson), MatchedKind::Captions) => {
                    self.captions_source(lesson)?.map(|source| source.name)
                }
            };
            files.push(MatchedFile {
                index: files.len(),
                name: name_of(path),
                folder: path.parent().unwrap_or(path).display().to_string(),
                kind: *kind,
                lesson,
                by,
                replaces,
                path: path.clone(),
            });
        }
        Ok(Match { files, left_out: found.left_out, too_many: found.too_many })
    }
}

/// For each file its lesson, at most one file of a kind for each.
fn proposed(files: &[(PathBuf, MatchedKind)], lessons: &[Lesson]) -> Vec<Option<(LessonId, MatchedBy)>> {
    let told = |path: &Path| lesson_of(&stem(path), lessons);
    let videos: BTreeMap<_, _> = files
        .iter()
        .filter(|(_, kind)| *kind == MatchedKind::Video)
        .filter_map(|(path, _)| Some((path.with_extension(""), told(path)?)))
        .collect();
    let wishes: Vec<_> = files
        .iter()
        .map(|(path, kind)| match kind {
            MatchedKind::Video => told(path),
            // Captions are read first as beside their video, which may be told by more than its name.
            MatchedKind::Captions => told(path).or_else(|| videos.get(&of_video(path)).cloned()),
        })
        .collect();
    let mut best = BTreeMap::new();
    for (place, ((path, kind), wish)) in files.iter().zip(&wishes).enumerate() {
        let Some((lesson, by)) = wish else { continue };
        let language = match kind {
            MatchedKind::Video => None,
            MatchedKind::Captions => Some(transcript::parted(&stem(path)).1),
        };
        let rank = (*by, language, place);
        let held = best.entry((lesson, *kind)).or_insert(rank);
        *held = rank.min(*held);
    }
    let winners: Vec<_> = best.into_values().map(|(.., place)| place).collect();
    let kept = |place: &usize| winners.contains(place);
    wishes.iter().enumerate().map(|(place, wish)| wish.clone().filter(|_| kept(&place))).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The video that captions are of, without its ending.
fn of_video(captions: &Path) -> PathBuf {
    captions.with_file_name(transcript::parted(&stem(captions)).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        course::Source,
        store::testing::{NOW, study},
    };

    /// Which lesson, by its number, and by what, each of these files is proposed for.
    fn check(files: &[&str], expected: &[Option<(usize, MatchedBy)>]) {
        let lessons = Source::embedded().parse().expect("the course").lessons;
        let found: Vec<_> = files
            .iter()
            .map(|file| {
                let path = Path::new("/videos").join(file);
                let kind = scan::kind_of(&path).expect("a video or captions");
                (path, kind)
            })
            .collect();
        let told = proposed(&found, &lessons);
        let place = |id: &LessonId| lessons.iter().position(|lesson| lesson.id == *id).map_or(0, |at| at + 1);
        let told: Vec<_> = told.iter().map(|told| told.as_ref().map(|(id, by)| (place(id), *by))).collect();
        assert_eq!(told, expected, "{files:?}");
    }

    #[test]
    fn one_file_of_a_kind_a_lesson() {
        use MatchedBy::{Id, Number, Title};
        check(&["03 - a.mp4", "x [nrHH8y7cKAc].mp4", "3. b.mp4"], &[None, Some((3, Id)), None]);
        check(&["Lesson 2.mp4", "Lesson 2.srt"], &[Some((2, Number)), Some((2, Number))]);
        check(&["02.mp4", "02 (copy).mp4"], &[Some((2, Number)), None]);
        check(&["02.de.vtt", "02.en.vtt", "02.fr.vtt"], &[None, Some((2, Number)), None]);
        check(&["deep learning.mov", "5.mov"], &[None, Some((5, Number))]);
        check(&["deep learning.mov", "x.mov"], &[Some((5, Title)), None]);
    }

    #[test]
    fn captions_follow_their_own_name_or_that_of_their_video() {
        use MatchedBy::{Number, Title};
        check(&["deep learning.mov", "deep learning.en-GB.vtt"], &[Some((5, Title)), Some((5, Title))]);
        check(&["a/4. x.mp4", "a/4. x.vtt", "b/x.vtt"], &[Some((4, Number)), Some((4, Number)), None]);
    }

    #[test]
    fn a_proposal_says_what_it_would_replace() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "WEBVTT\n\n00:01.000 --> 00:02.000\na\n").expect("a file");
            path
        };
        let mut study = study(&["a", "b"]);
        let old = write("old.mp4");
        study.attach_video(&LessonId("a".into()), &old, NOW)?;
        study.keep_captions(&LessonId("b".into()), &write("old.vtt"), NOW)?;
        let files =
            [("1.mp4", MatchedKind::Video), ("2.mp4", MatchedKind::Video), ("2.vtt", MatchedKind::Captions)];
        let files = files.map(|(name, kind)| (folder.path().join(name), kind)).to_vec();
        let proposal = study.propose(&Found { files, left_out: 3, too_many: true })?;
        let told: Vec<_> =
            proposal.files.iter().map(|file| (file.index, &*file.name, file.replaces.as_deref())).collect();
        assert_eq!(told, [(0, "1.mp4", Some("old.mp4")), (1, "2.mp4", None), (2, "2.vtt", Some("old.vtt"))]);
        assert_eq!(proposal.files[0].folder, folder.path().display().to_string());
        assert_eq!((proposal.left_out, proposal.too_many), (3, true));
        Ok(())
    }
}
