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

use fontdb::{Database, Source};
use ttf_parser::{Face, Permissions};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook, FontFlags, FontInfo},
    utils::LazyHash,
};

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

/// Beginnings of family names. Where several families have a character, the first of these is taken: they are made
/// for reading, while what else is installed may be a poster face.
const PREFERRED: [&str; 24] = [
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
    "DejaVu Serif",
    "DejaVu Sans",
    "Apple Symbols",
    "Arial Unicode MS",
];

/// Faces for one document.
pub(crate) struct Faces {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    /// The system's families, in the order in which they are tried after the bundled ones.
    pub(crate) families: Vec<String>,
    /// The document's characters that one of the faces has.
    pub(crate) known: HashSet<char>,
}

impl Faces {
    /// The bundled faces alone.
    pub(crate) fn bundled(characters: &BTreeSet<char>) -> Self {
        let known = characters.iter().copied().filter(|&c| bundled_has(c)).collect();
        Self::new(BUNDLED.clone(), Vec::new(), known)
    }

    /// The bundled faces and as many of the system's as the characters need.
    pub(crate) fn with_system(characters: &BTreeSet<char>, system: impl FnOnce() -> Database) -> Self {
        let mut faces = Self::bundled(characters);
        let missing: BTreeSet<char> =
            characters.difference(&faces.known.iter().copied().collect()).copied().collect();
        if missing.is_empty() {
            return faces;
        }
        let database = system();
        let families = chosen(candidates(&database, &missing), missing);
        let mut files = HashMap::new();
        for family in families {
            let fonts = family.faces.iter().filter_map(|face| load(&database, face, &mut files));
            faces.fonts.extend(fonts);
            faces.known.extend(family.has);
            faces.families.push(family.name);
        }
        Self::new(faces.fonts, faces.families, faces.known)
    }

    fn new(fonts: Vec<Font>, families: Vec<String>, known: HashSet<char>) -> Self {
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, families, known }
    }
}

/// The faces that are installed.
pub(crate) fn system() -> Database {
    let mut database = Database::new();
    database.load_system_fonts();
    database
}

fn bundled_has(c: char) -> bool {
    BUNDLED.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

struct Family {
    name: String,
    serif: bool,
    has: BTreeSet<char>,
    faces: Vec<fontdb::FaceInfo>,
}

/// The families that may be embedded and have at least one of the characters, best first.
fn candidates(database: &Database, missing: &BTreeSet<char>) -> Vec<Family> {
    let mut faces: Vec<_> = database.faces().collect();
    faces.sort_by_key(|face| (path(&face.source), face.index, face.post_script_name.clone()));
    let mut families = BTreeMap::<String, Family>::new();
    for face in faces {
        let found = database.with_face_data(face.id, |data, index| {
            let parsed = Face::parse(data, index).ok().filter(usable)?;
            let has: BTreeSet<char> =
                missing.iter().copied().filter(|&c| parsed.glyph_index(c).is_some()).collect();
            let read = if has.is_empty() { None } else { FontInfo::new(data, index) };
            read.filter(|read| !read.is_last_resort()).map(|read| (read, has))
        });
        let Some((read, has)) = found.flatten() else { continue };
        let serif = read.flags.contains(FontFlags::SERIF);
        let family = families.entry(read.family.to_lowercase()).or_insert_with(|| Family {
            name: read.family,
            serif,
            has: BTreeSet::new(),
            faces: Vec::new(),
        });
        family.has.extend(has);
        family.faces.push(face.clone());
    }
    let mut families: Vec<_> = families.into_values().collect();
    families.sort_by_cached_key(|family| {
        let preferred = PREFERRED.iter().position(|start| family.name.starts_with(start));
        (preferred.unwrap_or(PREFERRED.len()), Reverse(family.serif), family.name.clone())
    });
    families
}

/// Takes families, best first, as long as one adds a character.
fn chosen(candidates: Vec<Family>, mut missing: BTreeSet<char>) -> Vec<Family> {
    let mut chosen = Vec::new();
    for family in candidates {
        let before = missing.len();
        missing.retain(|c| !family.has.contains(c));
        if missing.len() < before {
            chosen.push(family);
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

fn load(database: &Database, face: &fontdb::FaceInfo, files: &mut HashMap<PathBuf, Bytes>) -> Option<Font> {
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
