//! The faces that a document is set in: the bundled ones, and the system's for characters that those lack.
//!
//! The system's are looked at only when there is such a character, since reading them takes longer than setting the
//! usual notes. Which of them are taken, and in which order they are tried, depends on nothing but what is installed.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::PathBuf,
    sync::LazyLock,
};

use fontdb::{Database, FaceInfo, Source};
use serde::Serialize;
use ttf_parser::{Face, Permissions};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook, FontFlags, FontInfo},
    utils::LazyHash,
};

use crate::characters::is_meaningless;

static BUNDLED: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&[u8]; 5] = [
        include_bytes!("../fonts/SourceSerif4-Regular.ttf"),
        include_bytes!("../fonts/SourceSerif4-Italic.ttf"),
        include_bytes!("../fonts/SourceSerif4-Bold.ttf"),
        include_bytes!("../fonts/SourceSerif4-BoldItalic.ttf"),
        include_bytes!("../fonts/SourceCodePro-Regular.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

static BUNDLED_CHARACTERS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let all = BUNDLED.iter().flat_map(|font| font.info().coverage.iter());
    all.filter_map(char::from_u32).filter(|&c| !is_meaningless(c)).collect()
});

/// Beginnings of the names of families that are made for reading. Any other is taken only for what none of these
/// has: it may be a poster face.
const FOR_READING: [&str; 20] = [
    "Noto Serif CJK SC",
    "Noto Serif",
    "Noto Naskh Arabic",
    "Noto Sans CJK SC",
    "Noto Sans",
    "Times New Roman",
    "Cambria Math",
    "Songti SC",
    "Hiragino Mincho",
    "PingFang SC",
    "Apple SD Gothic Neo",
    "Geeza Pro",
    "Kohinoor",
    "STIX Two",
    "Yu Mincho",
    "SimSun",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Nirmala",
    "Segoe UI",
];

/// Faces for one document.
pub(crate) struct Faces {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    /// The system's families, in the order in which they are tried after the bundled ones.
    pub(crate) taken: Vec<Taken>,
    clusters: HashSet<String>,
}

/// A family of the system, as Typst is told of it.
#[derive(Clone, Serialize)]
pub(crate) struct Taken {
    name: String,
    /// A class of the characters with which the clusters begin that it was taken for. Without this, Typst would let
    /// it set a part of a cluster and drop the rest without a word.
    covers: String,
}

impl Faces {
    /// The bundled faces alone.
    pub(crate) fn bundled() -> Self {
        Self::new(BUNDLED.clone(), Vec::new(), HashSet::new())
    }

    /// The bundled faces, and as many of the system's as the clusters need that those cannot set.
    pub(crate) fn with_system(wanted: &BTreeSet<String>, system: impl FnOnce() -> Database) -> Self {
        if wanted.is_empty() {
            return Self::bundled();
        }
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let database = system();
        let mut fonts = BUNDLED.clone();
        let mut taken = Vec::new();
        let mut clusters = HashSet::new();
        let mut files = HashMap::new();
        for (family, has) in chosen(candidates(&database, &wanted), &wanted) {
            fonts.extend(family.faces.iter().filter_map(|face| load(&database, face, &mut files)));
            taken.push(Taken { name: family.name, covers: class(&has) });
            clusters.extend(has.into_iter().map(str::to_owned));
        }
        Self::new(fonts, taken, clusters)
    }

    fn new(fonts: Vec<Font>, taken: Vec<Taken>, clusters: HashSet<String>) -> Self {
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, taken, clusters }
    }

    /// Whether there is a face for what a reader sees as one character.
    pub(crate) fn can_set(&self, visible: &str) -> bool {
        visible.chars().all(is_bundled) || self.clusters.contains(visible)
    }
}

pub(crate) fn is_bundled(c: char) -> bool {
    BUNDLED_CHARACTERS.contains(&c)
}

/// The faces that are installed.
pub(crate) fn system() -> Database {
    let mut database = Database::new();
    database.load_system_fonts();
    database
}

/// A regular expression for the characters with which clusters begin.
fn class(clusters: &[&str]) -> String {
    let first: BTreeSet<char> = clusters.iter().filter_map(|cluster| cluster.chars().next()).collect();
    let escaped: Vec<_> = first.into_iter().map(|c| format!("\\x{{{:x}}}", u32::from(c))).collect();
    format!("[{}]", escaped.concat())
}

struct Family {
    name: String,
    /// Place among those for reading.
    rank: Option<usize>,
    serif: bool,
    characters: HashSet<char>,
    faces: Vec<FaceInfo>,
}

/// The families that may be embedded and have at least one of the characters, sorted.
fn candidates(database: &Database, wanted: &[&str]) -> Vec<Family> {
    let missing: HashSet<char> = wanted.iter().flat_map(|cluster| cluster.chars()).collect();
    let mut faces: Vec<_> = database.faces().collect();
    faces.sort_by_key(|face| (path(&face.source), face.index, face.post_script_name.clone()));
    let mut families = BTreeMap::<String, Family>::new();
    for face in faces {
        let found = database.with_face_data(face.id, |data, index| {
            let parsed = Face::parse(data, index).ok().filter(usable)?;
            let read = FontInfo::new(data, index).filter(|read| !read.is_last_resort())?;
            let all = read.coverage.iter().filter_map(char::from_u32);
            let has: HashSet<char> =
                all.filter(|c| missing.contains(c) && parsed.glyph_index(*c).is_some()).collect();
            has.iter().any(|&c| !is_bundled(c)).then_some((read, has))
        });
        let Some((read, has)) = found.flatten() else { continue };
        let family = families.entry(read.family.to_lowercase()).or_insert_with(|| Family {
            rank: FOR_READING.iter().position(|start| read.family.starts_with(start)),
            name: read.family,
            serif: read.flags.contains(FontFlags::SERIF),
            characters: HashSet::new(),
            faces: Vec::new(),
        });
        family.characters.extend(has);
        family.faces.push(face.clone());
    }
    families.into_values().collect()
}

/// The families to take, each with the clusters it is taken for: those for reading first, and of these always the one
/// that sets most of what is still to be set. So a script stays in one face, with its punctuation.
fn chosen<'a>(candidates: Vec<Family>, wanted: &[&'a str]) -> Vec<(Family, Vec<&'a str>)> {
    let mut candidates: Vec<_> = candidates
        .into_iter()
        .map(|family| {
            let has = |cluster: &&str| cluster.chars().all(|c| family.characters.contains(&c));
            let clusters: Vec<&str> = wanted.iter().copied().filter(has).collect();
            (family, clusters)
        })
        .collect();
    let mut chosen = Vec::new();
    loop {
        let best = candidates.iter().enumerate().min_by_key(|(index, (family, clusters))| {
            (family.rank.is_none(), Reverse(clusters.len()), family.rank, !family.serif, *index)
        });
        let Some((index, _)) = best else { break };
        let (family, clusters) = candidates.remove(index);
        if !clusters.is_empty() {
            let set: HashSet<&str> = clusters.iter().copied().collect();
            for (_, others) in &mut candidates {
                others.retain(|cluster| !set.contains(cluster));
            }
            chosen.push((family, clusters));
        }
    }
    chosen
}

/// May be embedded, and as the subset that a document needs; and has drawings in it, be they colour pictures, which
/// PDF/UA allows as long as each says what character it shows.
fn usable(face: &Face) -> bool {
    let tables = face.tables();
    let drawn = tables.glyf.is_some()
        || tables.cff.is_some()
        || tables.cff2.is_some()
        || tables.cbdt.is_some()
        || tables.sbix.is_some()
        || tables.svg.is_some();
    let allowed = matches!(
        face.permissions(),
        Some(Permissions::Installable | Permissions::Editable | Permissions::PreviewAndPrint)
    );
    drawn && allowed && face.is_subsetting_allowed() && face.is_outline_embedding_allowed()
}

fn load(database: &Database, face: &FaceInfo, files: &mut HashMap<PathBuf, Bytes>) -> Option<Font> {
    database.with_face_data(face.id, |data, index| {
        let bytes = match path(&face.source) {
            Some(path) => files.entry(path).or_insert_with(|| Bytes::new(data.to_vec())).clone(),
            None => Bytes::new(data.to_vec()),
        };
        Font::new(bytes, index)
    })?
}

fn path(source: &Source) -> Option<PathBuf> {
    match source {
        Source::Binary(_) => None,
        Source::File(path) | Source::SharedFile(path, _) => Some(path.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(name: &str, characters: &str) -> Family {
        Family {
            name: name.to_owned(),
            rank: FOR_READING.iter().position(|start| name.starts_with(start)),
            serif: false,
            characters: characters.chars().collect(),
            faces: Vec::new(),
        }
    }

    #[test]
    fn a_script_stays_in_one_face_made_for_reading() {
        let installed = [
            ("Noto Naskh Arabic", "ابت،"),
            ("Noto Serif Yezidi", "،"),
            ("Noto Sans Symbols", "⚕⇌"),
            ("DejaVu Sans", "ابت،⚕⇌∀"),
            ("Poster", "ابت،⚕⇌∀心"),
            ("Some Color Emoji", "👩🏽⚕🧠"),
        ];
        for (wanted, expected) in [
            (vec!["ا", "ب", "،"], vec!["Noto Naskh Arabic: ا ب ،"]),
            (vec!["⚕", "⇌", "∀"], vec!["Noto Sans Symbols: ⚕ ⇌", "DejaVu Sans: ∀"]),
            (vec!["心"], vec!["Poster: 心"]),
            (vec!["⚕", "👩🏽⚕"], vec!["Noto Sans Symbols: ⚕", "Some Color Emoji: 👩🏽⚕"]),
            (vec!["ا\u{301}", "ا", "ت"], vec!["Noto Naskh Arabic: ا ت"]),
            (vec!["ह"], vec![]),
        ] {
            let families = installed.map(|(name, characters)| family(name, characters));
            let taken = chosen(families.into(), &wanted);
            let taken: Vec<_> =
                taken.iter().map(|(family, has)| format!("{}: {}", family.name, has.join(" "))).collect();
            assert_eq!(taken, expected, "{wanted:?}");
        }
    }

    #[test]
    fn only_what_may_be_embedded_is_used() {
        let font = include_bytes!("../fonts/SourceSerif4-Italic.ttf");
        let place = os2(font);
        for (fs_type, allowed) in
            [(0, true), (4, true), (8, true), (2, false), (0x100, false), (0x200, false), (0x104, false)]
        {
            let mut changed = font.to_vec();
            changed[place + 8..place + 10].copy_from_slice(&u16::to_be_bytes(fs_type));
            let face = Face::parse(&changed, 0).expect("a face");
            assert_eq!(usable(&face), allowed, "fsType {fs_type:#x}");
        }
    }

    #[test]
    fn the_bundled_faces_have_the_mark_and_nothing_private() {
        assert!(is_bundled(crate::characters::MARK));
        assert!(is_bundled('☐') && is_bundled('☑') && is_bundled('•'), "signs of the template");
        assert!(!BUNDLED_CHARACTERS.iter().any(|&c| is_meaningless(c)));
    }

    /// Where the table with the permissions begins.
    fn os2(font: &[u8]) -> usize {
        let records = font[12..].chunks(16);
        let record = records.take(64).find(|record| record.starts_with(b"OS/2")).expect("an OS/2 table");
        let offset: [u8; 4] = record[8..12].try_into().expect("four bytes");
        usize::try_from(u32::from_be_bytes(offset)).expect("an offset")
    }
}
