//! Markdown (`CommonMark`, tables, struck text, task lists) into the tree that the template walks.
//!
//! Nothing that was written gets lost: raw HTML stays visible, an image becomes its alternative text, a link that may
//! not be followed shows where it pointed. A line that was ended by hand stays a line. What is nested deeper than a
//! page can show is flattened, so that no input can exhaust a stack, here or in Typst.

mod close;
mod frame;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use self::frame::{Frame, Holder, Style, side};
use crate::tree::{Block, Inline};

/// Quotes and lists within each other.
const DEEPEST_BLOCK: usize = 6;
/// Emphasis and the like within each other.
const DEEPEST_INLINE: usize = 4;

pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut page = Page { open: vec![Frame::Blocks(Holder::Page, Vec::new())], shown: Vec::new() };
    for event in Parser::new_ext(markdown, options) {
        page.take(event);
    }
    page.finish()
}

/// A text as one line, for a title: its emphasis, and the words of its links.
pub(crate) fn line(markdown: &str) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks(markdown) {
        if let Block::Paragraph { text, .. } | Block::Heading { text, .. } = block {
            line.extend(text);
        } else {
            return vec![Inline::Text { text: markdown.to_owned() }];
        }
    }
    unlinked(line)
}

/// The words of a line alone.
pub(crate) fn plain_line(markdown: &str) -> String {
    fn add(line: &[Inline], words: &mut String) {
        for inline in line {
            match inline {
                Inline::Text { text } | Inline::Code { text } => words.push_str(text),
                Inline::Emphasis { text }
                | Inline::Strong { text }
                | Inline::Struck { text }
                | Inline::Link { text, .. } => add(text, words),
                Inline::Break => words.push(' '),
            }
        }
    }
    let mut words = String::new();
    add(&line(markdown), &mut words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unlinked(line: Vec<Inline>) -> Vec<Inline> {
    let mut words = Vec::with_capacity(line.len());
    for inline in line {
        match inline {
            Inline::Emphasis { text } => words.push(Inline::Emphasis { text: unlinked(text) }),
            Inline::Strong { text } => words.push(Inline::Strong { text: unlinked(text) }),
            Inline::Struck { text } => words.push(Inline::Struck { text: unlinked(text) }),
            Inline::Link { text, .. } => words.extend(unlinked(text)),
            Inline::Break => words.push(Inline::Text { text: " ".to_owned() }),
            Inline::Text { .. } | Inline::Code { .. } => words.push(inline),
        }
    }
    words
}

struct Page {
    /// Never empty: the page itself comes first.
    open: Vec<Frame>,
    /// For each start that has had no end yet: whether it opened a frame.
    shown: Vec<bool>,
}

impl Page {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inline(Inline::Code { text: text.into_string() });
            }
            Event::FootnoteReference(name) => self.text(&name),
            Event::SoftBreak | Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => {
                self.close_implied();
                self.block(Block::Rule);
            }
            Event::TaskListMarker(checked) => self.task(checked),
        }
    }

    fn start(&mut self, tag: Tag) {
        let frame = match tag {
            Tag::Emphasis => self.styled(Style::Emphasis),
            Tag::Strong => self.styled(Style::Strong),
            Tag::Strikethrough => self.styled(Style::Struck),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.styled(Style::Link(format!("mailto:{dest_url}")))
            }
            Tag::Link { dest_url, .. } => self.styled(Style::Link(dest_url.into_string())),
            Tag::Image { dest_url, .. } => self.styled(Style::Image(dest_url.into_string())),
            block => {
                self.close_implied();
                self.framed(block)
            }
        };
        self.shown.push(frame.is_some());
        self.open.extend(frame);
    }

    /// The frame of a block, or none where it adds no form of its own or lies too deep.
    fn framed(&self, tag: Tag) -> Option<Frame> {
        let deep = self.open.iter().filter(|frame| frame.nests()).count() >= DEEPEST_BLOCK;
        let in_list = matches!(self.open.last(), Some(Frame::List { .. }));
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => Some(Frame::Line(Style::Paragraph, Vec::new())),
            Tag::Heading { .. } => Some(Frame::Line(Style::Heading, Vec::new())),
            Tag::CodeBlock(_) => Some(Frame::Code(String::new())),
            Tag::BlockQuote(_) if !deep => Some(Frame::Blocks(Holder::Quote, Vec::new())),
            Tag::List(start) if !deep => Some(Frame::List { start, items: Vec::new() }),
            Tag::Item if in_list => Some(Frame::Blocks(Holder::Item { done: None }, Vec::new())),
            Tag::Table(sides) => {
                Some(Frame::Table { columns: sides.into_iter().map(side).collect(), rows: Vec::new() })
            }
            Tag::TableHead | Tag::TableRow => Some(Frame::Row(Vec::new())),
            Tag::TableCell => Some(Frame::Line(Style::Cell, Vec::new())),
            _ => None,
        }
    }

    fn styled(&mut self, style: Style) -> Option<Frame> {
        self.open_line();
        let mut within = 0;
        for frame in &self.open {
            match (frame, &style) {
                (Frame::Line(Style::Link(_), _), Style::Link(_)) => return None,
                (
                    Frame::Line(
                        Style::Emphasis | Style::Strong | Style::Struck | Style::Link(_) | Style::Image(_),
                        _,
                    ),
                    _,
                ) => {
                    within += 1;
                }
                _ => {}
            }
        }
        (within < DEEPEST_INLINE).then(|| Frame::Line(style, Vec::new()))
    }

    fn end(&mut self, tag: TagEnd) {
        use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
        if !matches!(tag, Emphasis | Strong | Strikethrough | Link | Image) {
            self.close_implied();
        }
        if self.shown.pop() == Some(true) {
            self.close();
        }
    }

    fn close_implied(&mut self) {
        if matches!(self.open.last(), Some(Frame::Line(Style::Implied, _))) {
            self.close();
        }
    }

    fn task(&mut self, checked: bool) {
        let holder = self.open.iter_mut().rev().find(|frame| matches!(frame, Frame::Blocks(..)));
        match holder {
            Some(Frame::Blocks(Holder::Item { done }, _)) if self.shown.last() == Some(&true) => {
                *done = Some(checked);
            }
            _ => self.text(if checked { "☑ " } else { "☐ " }),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Frame::Code(code)) = self.open.last_mut() {
            return code.push_str(text);
        }
        // Only raw HTML comes with line ends in it.
        for line in text.split_inclusive('\n') {
            self.words(line.trim_end_matches('\n'));
            if line.ends_with('\n') {
                self.inline(Inline::Break);
            }
        }
    }

    fn words(&mut self, words: &str) {
        self.open_line();
        match self.open.last_mut() {
            Some(Frame::Line(_, line)) => match line.last_mut() {
                Some(Inline::Text { text }) => text.push_str(words),
                _ if words.is_empty() => {}
                _ => line.push(Inline::Text { text: words.to_owned() }),
            },
            _ => self
                .block(Block::Paragraph { text: vec![Inline::Text { text: words.to_owned() }], rtl: false }),
        }
    }

    fn inline(&mut self, inline: Inline) {
        if let Inline::Text { text } = inline {
            return self.words(&text);
        }
        self.open_line();
        match self.open.last_mut() {
            Some(Frame::Line(_, line)) => line.push(inline),
            _ => self.block(Block::Paragraph { text: vec![inline], rtl: false }),
        }
    }

    fn inlines(&mut self, text: Vec<Inline>) {
        for inline in text {
            self.inline(inline);
        }
    }

    fn open_line(&mut self) {
        if matches!(self.open.last(), Some(Frame::Blocks(..))) {
            self.open.push(Frame::Line(Style::Implied, Vec::new()));
        }
    }

    fn finish(mut self) -> Vec<Block> {
        while self.open.len() > 1 {
            self.close();
        }
        match self.open.pop() {
            Some(Frame::Blocks(_, blocks)) => blocks,
            _ => Vec::new(),
        }
    }
}
