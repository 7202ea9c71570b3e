//! For the benchmark alone: what bare Typst does for the same document. All that is ours has been done before.

use std::collections::HashSet;

use typst::{comemo, foundations::Bytes};
use typst_layout::PagedDocument;

use crate::{
    Document,
    characters::Fitting,
    faces::Faces,
    manuscript::{Form, Manuscript},
    pdf::{in_words, json, options},
    world::Desk,
};

/// A document that only needs to be set.
pub struct Ready {
    manuscript: Bytes,
    faces: Faces,
}

/// # Errors
///
/// Never for a document that [`crate::pdf`] sets.
pub fn ready(document: &Document) -> Result<Ready, Vec<String>> {
    let (mut manuscript, faces) = (Manuscript::new(document, Form::Full), Faces::bundled());
    let impossible = HashSet::new();
    let print = document.layout.print;
    manuscript.fit(&mut Fitting { faces: &faces, impossible: &impossible, print, replaced: 0 });
    Ok(Ready { manuscript: json(&manuscript)?, faces })
}

/// The bytes of the PDF.
///
/// # Errors
///
/// As [`ready`].
pub fn set(ready: &Ready) -> Result<Vec<u8>, Vec<String>> {
    let compiled = typst::compile(&Desk { manuscript: ready.manuscript.clone(), faces: &ready.faces });
    let pages: PagedDocument = compiled.output.map_err(|errors| in_words(&errors))?;
    typst_pdf::pdf(&pages, &options()?).map_err(|errors| in_words(&errors))
}

/// Makes Typst forget what it has set, as it does after each [`crate::pdf`], so that the next time is not shorter.
pub fn forget() {
    comemo::evict(0);
}
