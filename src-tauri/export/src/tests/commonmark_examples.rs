//! Every example of CommonMark's own specification is set, and comes back from a file.

use super::{commonmark_spec::examples, notes};
use crate::{manuscript::Form, markdown, pdf, read_markdown};

#[test]
fn each_is_set_as_it_is_meant() {
    let examples = examples();
    let bodies: Vec<&str> = examples.iter().map(String::as_str).collect();
    // One document, since each has its cost; if it is refused, the examples are tried alone to name the guilty one.
    let document = notes(&bodies);
    if let Err(refused) = pdf::set(&document, Form::Full, None) {
        for body in bodies {
            let alone = pdf::set(&notes(&[body]), Form::Full, None);
            assert!(alone.is_ok(), "{body:?}: {alone:?}");
        }
        panic!("{refused:?}");
    }
}

#[test]
fn each_comes_back_from_a_file() {
    let examples = examples();
    let bodies: Vec<&str> = examples.iter().map(String::as_str).collect();
    let read = read_markdown(&markdown(&notes(&bodies)), |_| false).expect("our own file");
    let back: Vec<&str> = read.lessons[0].notes.iter().map(|note| note.body.as_str()).collect();
    assert_eq!(back, bodies);
}
