//! Finds videos and captions in what was dropped or chosen.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::MatchedKind;

/// The endings of video files that a dialog offers and a scan looks for.
pub const VIDEO_ENDINGS: &[&str] = &["mp4", "m4v", "mov", "webm", "mkv", "ogv", "avi"];
/// The same of captions.
pub const CAPTION_ENDINGS: &[&str] = &["vtt", "srt"];

/// How deep folders are entered, the one that was chosen being the first.
const DEPTH: usize = 5;
/// How many entries of folders are looked at: whoever drops a whole disk gets an answer all the same.
const ENTRIES: usize = 10_000;
/// How many files are proposed.
const FILES: usize = 500;

/// What a scan found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// In the order of their paths.
    pub files: Vec<(PathBuf, MatchedKind)>,
    /// Files that are neither video nor captions.
    pub left_out: usize,
    /// Whether a limit was met before the end.
    pub too_many: bool,
}

/// Looks at these files, and into these folders. Below them no link is followed, nothing hidden is looked at, and what
/// cannot be read is left out.
#[must_use]
pub fn scan(paths: &[PathBuf]) -> Found {
    let (mut found, mut left) = (Found::default(), ENTRIES);
    // What was chosen is followed, if it is a link: it is what was meant.
    let mut waiting: Vec<_> = paths.iter().rev().map(|path| (path.clone(), DEPTH)).collect();
    while let Some((path, depth)) = waiting.pop() {
        let Ok(metadata) = fs::metadata(&path) else {
            found.left_out += 1;
            continue;
        };
        if metadata.is_file() {
            found.take(path);
        } else if metadata.is_dir() && (depth == 0 || left == 0) {
            found.too_many = true;
        } else if metadata.is_dir() {
            let below = entries_of(&path, &mut left);
            found.too_many |= below.cut;
            waiting.extend(below.paths.into_iter().rev().map(|path| (path, depth - 1)));
        } else {
            found.left_out += 1;
        }
        if found.files.len() >= FILES {
            found.too_many |= !waiting.is_empty();
            break;
        }
    }
    found.files.sort();
    found.files.dedup();
    found
}

impl Found {
    fn take(&mut self, path: PathBuf) {
        match kind_of(&path).filter(|_| path.to_str().is_some()) {
            Some(kind) => self.files.push((path, kind)),
            None => self.left_out += 1,
        }
    }
}

/// What a file is by its ending.
pub(super) fn kind_of(path: &Path) -> Option<MatchedKind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    if VIDEO_ENDINGS.contains(&&*ending) {
        Some(MatchedKind::Video)
    } else {
        CAPTION_ENDINGS.contains(&&*ending).then_some(MatchedKind::Captions)
    }
}

/// What is in a folder.
#[derive(Default)]
struct Below {
    /// By their names, without links and what is hidden.
    paths: Vec<PathBuf>,
    /// Whether there was more than might be looked at.
    cut: bool,
}

/// Looks into a folder. Every entry counts against what is left, whatever it is.
fn entries_of(folder: &Path, left: &mut usize) -> Below {
    let Ok(mut entries) = fs::read_dir(folder) else { return Below::default() };
    let mut below = Below::default();
    for entry in entries.by_ref().take(*left) {
        *left -= 1;
        let Ok(entry) = entry else { continue };
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let link = entry.file_type().map_or(true, |kind| kind.is_symlink());
        if !hidden && !link {
            below.paths.push(entry.path());
        }
    }
    below.cut = entries.next().is_some();
    below.paths.sort();
    below
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        folder
    }

    #[test]
    fn a_folder_with_more_than_is_looked_at_gives_what_was_and_says_so() {
        let folder = folder(&[".hidden", "00 lesson 3.mp4"]);
        for other in 0..ENTRIES {
            fs::write(folder.path().join(format!("{other}.txt")), "").expect("a file");
        }
        let found = scan(&[folder.path().to_owned()]);
        assert!(found.too_many, "two more than are looked at");
        assert!(found.left_out + found.files.len() >= ENTRIES - 1, "{} were looked at", found.left_out);
        fs::remove_file(folder.path().join("0.txt")).expect("gone");
        fs::remove_file(folder.path().join("1.txt")).expect("gone");
        let found = scan(&[folder.path().to_owned()]);
        assert_eq!((found.files.len(), found.left_out, found.too_many), (1, ENTRIES - 2, false));
    }

    /// The found files by their paths in the folder, how many were left out, and whether there were too many.
    fn scanned(folder: &Path, paths: &[&str]) -> (Vec<String>, usize, bool) {
        let found = scan(&paths.iter().map(|path| folder.join(path)).collect::<Vec<_>>());
        let names = found.files.iter().map(|(path, _)| {
            let inside = path.strip_prefix(folder).expect("inside").to_str().expect("Unicode");
            inside.replace('\\', "/")
        });
        (names.collect(), found.left_out, found.too_many)
    }

    #[test]
    fn files_and_folders_are_looked_at() {
        let folder =
            folder(&["b.MP4", "a/2.vtt", "a/1.webm", "a/b/3.srt", "a/notes.txt", ".x/4.mp4", "a/.5.mp4"]);
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let all = names(&["a/1.webm", "a/2.vtt", "a/b/3.srt", "b.MP4"]);
        assert_eq!(scanned(folder.path(), &[""]), (all, 1, false));
        let twice = scanned(folder.path(), &["b.MP4", "a/notes.txt", "b.MP4", "gone.mp4"]);
        assert_eq!(twice, (names(&["b.MP4"]), 2, false));
        assert_eq!(scanned(folder.path(), &[]), (vec![], 0, false));
    }

    #[test]
    fn a_scan_has_limits() {
        let deep = folder(&["1/2/3/4/in.mp4", "1/2/3/4/5/out.mp4"]);
        assert_eq!(scanned(deep.path(), &[""]), (vec!["1/2/3/4/in.mp4".to_owned()], 0, true));
        let many: Vec<_> = (0..=FILES).map(|number| format!("{number}.mp4")).collect();
        let many = folder(&many.iter().map(String::as_str).collect::<Vec<_>>());
        let (files, _, too_many) = scanned(many.path(), &[""]);
        assert_eq!((files.len(), too_many), (FILES, true));
    }

    #[cfg(unix)]
    #[test]
    fn links_below_are_not_followed() {
        let folder = folder(&["a/1.mp4"]);
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(name)).expect("a link");
        };
        link("", "a/round");
        link("a/1.mp4", "a/2.mp4");
        link("a", "chosen");
        assert_eq!(scanned(folder.path(), &["a"]), (vec!["a/1.mp4".to_owned()], 0, false));
        assert_eq!(scanned(folder.path(), &["chosen"]), (vec!["chosen/1.mp4".to_owned()], 0, false));
    }
}
