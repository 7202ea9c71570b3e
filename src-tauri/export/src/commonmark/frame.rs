//! What is open while a note is read: one frame for each construct that has begun and not ended.

use pulldown_cmark::Alignment;

use crate::tree::{Block, Cell, Inline, Item, Side};

pub(super) enum Frame {
    Blocks(Holder, Vec<Block>),
    List { start: Option<u64>, items: Vec<Item> },
    Code(String),
    Table { columns: Vec<Side>, rows: Vec<Vec<Cell>> },
    Row(Vec<Cell>),
    Line(Style, Vec<Inline>),
}

/// What holds blocks.
pub(super) enum Holder {
    Page,
    Quote,
    Item { done: Option<bool> },
}

/// What holds text.
pub(super) enum Style {
    Paragraph,
    /// A paragraph that Markdown does not announce, as in a list without blank lines.
    Implied,
    Heading,
    Cell,
    Emphasis,
    Strong,
    Struck,
    Link(String),
    Image(String),
}

impl Frame {
    /// Takes room from the width of the page.
    pub(super) fn nests(&self) -> bool {
        matches!(self, Self::List { .. } | Self::Blocks(Holder::Quote, _))
    }
}

pub(super) fn side(alignment: Alignment) -> Side {
    match alignment {
        Alignment::None => Side::Start,
        Alignment::Left => Side::Left,
        Alignment::Center => Side::Center,
        Alignment::Right => Side::Right,
    }
}
