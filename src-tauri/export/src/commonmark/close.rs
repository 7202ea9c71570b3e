//! What a construct becomes when it ends: each closed frame hands what it holds to the one around it.

use std::mem;

use super::{
    Page,
    frame::{Frame, Holder, Style},
};
use crate::{
    address,
    tree::{Block, Cell, Inline, Item, Side},
};

/// A table beyond these is set as lines of text: it would be no table on paper.
const MOST_COLUMNS: usize = 12;
const MOST_CELLS: usize = 4_000;
/// Lines of one paragraph or piece of code. Typst's time grows with the square of them, so more become several.
const MOST_LINES: usize = 400;

impl Page {
    /// Closes the innermost frame and hands what it holds to the one around it.
    pub(super) fn close(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        match frame {
            Frame::Blocks(Holder::Page, blocks) => self.open.push(Frame::Blocks(Holder::Page, blocks)),
            Frame::Blocks(Holder::Quote, blocks) => self.block(Block::Quote { blocks }),
            Frame::Blocks(Holder::Item { done }, blocks) => {
                if let Some(Frame::List { items, .. }) = self.open.last_mut() {
                    items.push(Item { done, blocks });
                }
            }
            Frame::List { start, items } => self.block(Block::List { start, items }),
            Frame::Code(text) => {
                let lines: Vec<_> = text.trim_end_matches('\n').split('\n').collect();
                lines.chunks(MOST_LINES).for_each(|lines| self.block(Block::Code { text: lines.join("\n") }));
            }
            Frame::Table { columns, rows } => self.table(columns, rows),
            Frame::Row(cells) => {
                if let Some(Frame::Table { rows, .. }) = self.open.last_mut() {
                    rows.push(cells);
                }
            }
            Frame::Line(style, text) => self.close_line(style, text),
        }
    }

    fn close_line(&mut self, style: Style, text: Vec<Inline>) {
        match style {
            Style::Paragraph | Style::Implied => self.paragraph(text),
            Style::Heading => self.block(Block::Heading { text, rtl: false }),
            Style::Cell => {
                if let Some(Frame::Row(cells)) = self.open.last_mut() {
                    cells.push(Cell { text, rtl: false });
                }
            }
            Style::Emphasis => self.inline(Inline::Emphasis { text }),
            Style::Strong => self.inline(Inline::Strong { text }),
            Style::Struck => self.inline(Inline::Struck { text }),
            Style::Image(_) if !text.is_empty() => self.inlines(text),
            Style::Image(address) => self.text(&address),
            Style::Link(address) => self.link(&address, text),
        }
    }

    fn link(&mut self, address: &str, mut text: Vec<Inline>) {
        if text.is_empty() {
            text.push(Inline::Text { text: address.to_owned() });
        }
        if let Some(to) = address::followable(address) {
            let struck = self.open.iter().any(|frame| matches!(frame, Frame::Line(Style::Struck, _)));
            let underlined = !struck && !text.iter().any(Inline::holds_struck);
            return self.inline(Inline::Link { to, text, underlined });
        }
        let shown = matches!(text.as_slice(), [Inline::Text { text }] if text == address);
        self.inlines(text);
        if !shown && !address.is_empty() {
            self.text(&format!(" ({address})"));
        }
    }

    fn table(&mut self, columns: Vec<Side>, mut rows: Vec<Vec<Cell>>) {
        if columns.len() > MOST_COLUMNS || columns.len() * rows.len() > MOST_CELLS {
            for cells in rows {
                let parted = cells.into_iter().filter(|cell| !cell.text.is_empty()).map(|cell| cell.text);
                let text = parted.reduce(|mut line, cell| {
                    line.push(Inline::Text { text: " | ".to_owned() });
                    line.extend(cell);
                    line
                });
                self.block(Block::Paragraph { text: text.unwrap_or_default(), rtl: false });
            }
            return;
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        self.block(Block::Table { columns, head, rows });
    }

    fn paragraph(&mut self, text: Vec<Inline>) {
        let mut lines = 0;
        let mut part = Vec::new();
        for inline in text {
            lines += usize::from(matches!(inline, Inline::Break));
            part.push(inline);
            if lines == MOST_LINES {
                lines = 0;
                self.block(Block::Paragraph { text: mem::take(&mut part), rtl: false });
            }
        }
        self.block(Block::Paragraph { text: part, rtl: false });
    }

    pub(super) fn block(&mut self, mut block: Block) {
        if let Block::Paragraph { text, .. } | Block::Heading { text, .. } = &mut block {
            while matches!(text.last(), Some(Inline::Break)) {
                text.pop();
            }
            if text.is_empty() {
                return;
            }
        }
        if let Some(Frame::Blocks(_, blocks)) =
            self.open.iter_mut().rev().find(|frame| matches!(frame, Frame::Blocks(..)))
        {
            blocks.push(block);
        }
    }
}
