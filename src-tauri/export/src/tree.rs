//! A note as the template reads it: a small typed tree, serialised into the manuscript. Text is a value in it and is
//! never read as markup.

use serde::Serialize;

use crate::characters::Place;

#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(crate) enum Block {
    Paragraph {
        text: Vec<Inline>,
        rtl: bool,
    },
    /// Set as a strong paragraph: the document's own headings are its lessons, and their levels must not skip.
    Heading {
        text: Vec<Inline>,
        rtl: bool,
    },
    Code {
        text: String,
    },
    Quote {
        blocks: Vec<Block>,
    },
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Table {
        columns: Vec<Side>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    Rule,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Item {
    /// For a task: whether it is done.
    pub(crate) done: Option<bool>,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Cell {
    pub(crate) text: Vec<Inline>,
    pub(crate) rtl: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Side {
    Start,
    Left,
    Center,
    Right,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(crate) enum Inline {
    Text {
        text: String,
    },
    Code {
        text: String,
    },
    Emphasis {
        text: Vec<Inline>,
    },
    Strong {
        text: Vec<Inline>,
    },
    Struck {
        text: Vec<Inline>,
    },
    /// PDF/UA knows one decoration at a time, so a link in or around struck text is not underlined.
    Link {
        to: String,
        text: Vec<Inline>,
        underlined: bool,
    },
    Break,
}

impl Block {
    /// Calls `change` with every piece of text, and then settles the direction in which each paragraph runs.
    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut String, Place)) {
        match self {
            Self::Paragraph { text, rtl } | Self::Heading { text, rtl } => {
                *rtl = each_text(text, Place::Prose, change);
            }
            Self::Code { text } => change(text, Place::Code),
            Self::Quote { blocks } => blocks.iter_mut().for_each(|block| block.each_text(change)),
            Self::List { items, .. } => {
                items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| block.each_text(change));
            }
            Self::Table { head, rows, .. } => {
                for cell in head.iter_mut().chain(rows.iter_mut().flatten()) {
                    cell.rtl = each_text(&mut cell.text, Place::Cell, change);
                }
            }
            Self::Rule => {}
        }
    }
}

/// Calls `change` with every piece of text of a line, and says whether the line then runs from right to left.
pub(crate) fn each_text(
    line: &mut [Inline],
    place: Place,
    change: &mut dyn FnMut(&mut String, Place),
) -> bool {
    for inline in line.iter_mut() {
        inline.each_text(place, change);
    }
    line.iter().find_map(Inline::rtl).unwrap_or(false)
}

impl Inline {
    fn each_text(&mut self, place: Place, change: &mut dyn FnMut(&mut String, Place)) {
        match self {
            Self::Text { text } | Self::Code { text } => change(text, place),
            Self::Emphasis { text }
            | Self::Strong { text }
            | Self::Struck { text }
            | Self::Link { text, .. } => {
                for inline in text {
                    inline.each_text(place, change);
                }
            }
            Self::Break => {}
        }
    }

    /// The direction of the first letter that has one.
    fn rtl(&self) -> Option<bool> {
        match self {
            Self::Text { text } | Self::Code { text } => {
                match unicode_bidi::get_base_direction(text.as_str()) {
                    unicode_bidi::Direction::Ltr => Some(false),
                    unicode_bidi::Direction::Rtl => Some(true),
                    unicode_bidi::Direction::Mixed => None,
                }
            }
            Self::Emphasis { text }
            | Self::Strong { text }
            | Self::Struck { text }
            | Self::Link { text, .. } => text.iter().find_map(Self::rtl),
            Self::Break => None,
        }
    }

    pub(crate) fn holds_struck(&self) -> bool {
        match self {
            Self::Struck { .. } => true,
            Self::Emphasis { text } | Self::Strong { text } | Self::Link { text, .. } => {
                text.iter().any(Self::holds_struck)
            }
            Self::Text { .. } | Self::Code { .. } | Self::Break => false,
        }
    }
}
