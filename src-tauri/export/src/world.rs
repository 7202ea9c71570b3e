//! All that Typst may see: the template, the manuscript, the faces. No other file, no package, no clock.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::faces::Faces;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| Source::new(file_id("notes.typ"), include_str!("../templates/notes.typ").to_owned()));
static MANUSCRIPT: LazyLock<FileId> = LazyLock::new(|| file_id("notes.json"));

pub(crate) struct Desk<'a> {
    pub(crate) manuscript: Bytes,
    pub(crate) faces: &'a Faces,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.faces.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *MANUSCRIPT { Ok(self.manuscript.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_template_and_manuscript_can_be_read() {
        let desk = Desk { manuscript: Bytes::from_string("{}"), faces: &Faces::bundled() };
        assert!(desk.source(desk.main()).is_ok() && desk.file(*MANUSCRIPT).is_ok());
        assert!(desk.today(None).is_none());
        for other in [file_id("/etc/passwd"), file_id("fonts/x.ttf"), file_id("notes.json.typ")] {
            assert!(desk.source(other).is_err() && desk.file(other).is_err());
        }
        assert!(desk.source(*MANUSCRIPT).is_err(), "the manuscript is data, not a template");
    }
}
