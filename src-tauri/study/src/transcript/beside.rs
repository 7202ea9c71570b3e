//! Captions that lie beside a video, by their names.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the name of a file of captions says of their language, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    Untold,
    English,
    Other,
}

/// The file of captions that lies beside a video under the same name: `talk.vtt`, `talk.srt`, or with a language, as
/// `talk.en.vtt`. English comes before other languages, and `.vtt`, which says more, before `.srt`.
#[must_use]
pub fn beside(video: &Path) -> Option<PathBuf> {
    let stem = video.file_stem()?.to_str()?;
    let entries = fs::read_dir(video.parent()?).ok()?;
    let found = entries.filter_map(|entry| {
        let path = entry.ok()?.path();
        let name = path.file_name()?.to_str()?.to_owned();
        let kind = path.extension()?.to_str()?.to_ascii_lowercase();
        let captions = path.file_stem()?.to_str()?;
        let (own, language) = parted(captions);
        // A dot in the video's own name looks like one before a language.
        let whole = captions == stem;
        let rank = if whole { Language::Untold } else { language };
        let wanted = (whole || own == stem) && matches!(&*kind, "vtt" | "srt") && path.is_file();
        wanted.then(|| (rank, kind == "srt", name, path))
    });
    found.min().map(|(.., path)| path)
}

/// The name of a file of captions, without its ending, parted into that of the video and the language:
/// `talk.en-GB` is of `talk`.
pub(crate) fn parted(stem: &str) -> (&str, Language) {
    match stem.rsplit_once('.') {
        Some((own, tag)) if is_language(tag) => {
            let english = tag.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case("en"));
            (own, if english { Language::English } else { Language::Other })
        }
        _ => (stem, Language::Untold),
    }
}

/// Whether it looks like a language tag, such as `de`, `pt-BR` or `en-orig`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.next().is_some_and(|first| matches!(first.len(), 2 | 3) && letters(first))
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_found_beside_a_video() {
        for (files, found) in [
            (&["talk.vtt"][..], Some("talk.vtt")),
            (&["talk.srt"], Some("talk.srt")),
            (&["talk.srt", "talk.vtt"], Some("talk.vtt")),
            (&["talk.de.vtt", "talk.en-GB.srt"], Some("talk.en-GB.srt")),
            (&["talk.en-orig.vtt", "talk.srt"], Some("talk.srt")),
            (&["talk.pt-BR.vtt"], Some("talk.pt-BR.vtt")),
            (&["talk.EN.VTT"], Some("talk.EN.VTT")),
            (&["talk.2.vtt", "talks.vtt", "other.vtt", "talk.txt", "talk.vtt.bak", "vtt"], None),
            (&[], None),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            for file in files {
                fs::write(folder.path().join(file), "").expect("a file");
            }
            let video = folder.path().join("talk.mp4");
            assert_eq!(beside(&video), found.map(|name| folder.path().join(name)), "{files:?}");
        }
        assert_eq!(beside(Path::new("/nowhere/talk.mp4")), None);
    }
}
