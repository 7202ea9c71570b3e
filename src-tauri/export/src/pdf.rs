//! Notes as a PDF for everyone: tagged, PDF/UA-1, with links back to the second in the lesson.
//!
//! What a note contains never makes this fail. Characters are judged before Typst is called; what its shaping then
//! still cannot set is found in the pages and marked; and should Typst refuse all the same, the document is set again
//! in a plainer way, down to bundled faces and lines as they were typed.

use std::{collections::HashSet, thread};

use fontdb::Database;
use typst::{
    comemo,
    diag::SourceDiagnostic,
    foundations::{Bytes, Smart},
    layout::{Frame, FrameItem},
    text::TextItem,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Document, Error,
    characters::{self, Fitting},
    faces::{self, Faces},
    manuscript::{Form, Manuscript},
    world::Desk,
};

/// In bytes. Typst recurses with the depth of the notes; this is what a main thread would give it.
const STACK: usize = 8 << 20;

/// How often characters that prove impossible to set are marked, before the document is set in a plainer way.
const ROUNDS: usize = 3;

/// A finished file.
#[derive(Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// Characters that no usable face has. Each is shown as □.
    pub replaced: usize,
}

/// Sets the document. Blocks for about a millisecond a note, after a tenth of a second for the first.
///
/// # Errors
///
/// [`Error::NotSet`], for a defect in the template; never because of what a note contains.
pub fn pdf(document: &Document) -> Result<Pdf, Error> {
    with_faces(document, faces::system)
}

pub(crate) fn with_faces(document: &Document, system: fn() -> Database) -> Result<Pdf, Error> {
    let mut reasons = Vec::new();
    for (form, system) in [(Form::Full, Some(system)), (Form::Full, None), (Form::Plain, None)] {
        let set = on_a_deep_stack(|| set(document, form, system));
        // Typst remembers all that it ever set; between two exports, that is only memory.
        comemo::evict(0);
        match set {
            Ok(pdf) => return Ok(pdf),
            Err(refused) => {
                tracing::warn!(?form, ?refused, "the document is set in a plainer way");
                reasons.extend(refused);
            }
        }
    }
    Err(Error::NotSet { reasons })
}

/// A thread of its own: its stack does not depend on the caller, and a panic within Typst ends nothing else.
fn on_a_deep_stack<T: Send>(set: impl FnOnce() -> Result<T, Vec<String>> + Send) -> Result<T, Vec<String>> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, set);
        match thread.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(vec!["Typst panicked".to_owned()]),
            Err(error) => Err(vec![error.to_string()]),
        }
    })
}

pub(crate) fn set(
    document: &Document,
    form: Form,
    system: Option<fn() -> Database>,
) -> Result<Pdf, Vec<String>> {
    let mut manuscript = Manuscript::new(document, form);
    let faces = match system {
        Some(system) => Faces::with_system(&manuscript.wanted(), system),
        None => Faces::bundled(),
    };
    let mut impossible = HashSet::new();
    for _ in 0..ROUNDS {
        let mut fitting =
            Fitting { faces: &faces, impossible: &impossible, print: document.layout.print, replaced: 0 };
        manuscript.fit(&mut fitting);
        let replaced = fitting.replaced;
        manuscript.faces.clone_from(&faces.taken);
        let pages = pages(&manuscript, &faces)?;
        let unset = pages.pages().iter().flat_map(|page| without_glyph(&page.frame));
        let unset: Vec<_> = unset.collect();
        if unset.is_empty() {
            let bytes = typst_pdf::pdf(&pages, &options()?).map_err(|errors| in_words(&errors))?;
            return Ok(Pdf { bytes, pages: pages.pages().len(), replaced });
        }
        impossible.extend(unset);
        manuscript = Manuscript::new(document, form);
    }
    Err(vec![format!("no face can set {impossible:?}")])
}

fn pages(manuscript: &Manuscript, faces: &Faces) -> Result<PagedDocument, Vec<String>> {
    let compiled = typst::compile(&Desk { manuscript: json(manuscript)?, faces });
    if !compiled.warnings.is_empty() {
        tracing::debug!(warnings = ?in_words(&compiled.warnings), "Typst warns");
    }
    compiled.output.map_err(|errors| in_words(&errors))
}

pub(crate) fn json(manuscript: &Manuscript) -> Result<Bytes, Vec<String>> {
    Ok(Bytes::new(serde_json::to_vec(manuscript).map_err(|error| vec![error.to_string()])?))
}

pub(crate) fn options() -> Result<PdfOptions, Vec<String>> {
    Ok(PdfOptions {
        creator: Smart::Custom(Some("Machine Learning for Healthcare".to_owned())),
        standards: PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|error| vec![error.message().to_string()])?,
        ..PdfOptions::default()
    })
}

/// What was laid out and would be an empty box, each as a reader would see it: a letter with its accents.
fn without_glyph(frame: &Frame) -> Vec<String> {
    let mut found = Vec::new();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => found.extend(without_glyph(&group.frame)),
            FrameItem::Text(text) if text.glyphs.iter().any(|glyph| glyph.id == 0) => {
                found.extend(empty_boxes(text));
            }
            _ => {}
        }
    }
    found
}

fn empty_boxes(item: &TextItem) -> impl Iterator<Item = String> {
    let empty = |start: usize, end: usize| {
        let overlaps = |glyph: &typst::text::Glyph| {
            let range = glyph.range();
            glyph.id == 0 && range.start < end && start < range.end
        };
        item.glyphs.iter().any(overlaps)
    };
    item.text
        .grapheme_indices(true)
        .filter(move |(start, cluster)| empty(*start, start + cluster.len()))
        .map(|(_, cluster)| characters::visible(cluster))
}

pub(crate) fn in_words(diagnostics: &[SourceDiagnostic]) -> Vec<String> {
    diagnostics.iter().map(|diagnostic| diagnostic.message.to_string()).collect()
}
