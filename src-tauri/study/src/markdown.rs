//! Markdown to the HTML that the window may show.
//!
//! What the learner or the course wrote stays readable whatever it holds: raw HTML is shown as text, an image as its
//! alternative text, a heading as a strong paragraph (the page has headings of its own). `ammonia` has the last word.

#[cfg(test)]
mod tests;

use std::{collections::HashSet, sync::LazyLock};

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream, html};

use crate::tag;

/// Made once: its tables take longer to make than a note to clean.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .rm_tags(["img"])
        .add_allowed_classes("span", ["tag"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None);
    builder
});

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS)
}

/// Sanitised HTML of a text of the course.
#[must_use]
pub fn to_html(text: &str) -> String {
    sanitised(text, readable(parser(text)))
}

/// Sanitised HTML of a note, with its tags in `<span class="tag">`.
#[must_use]
pub fn note_to_html(text: &str) -> String {
    let mut prose = Prose::default();
    let mut events = Vec::new();
    for event in note_events(text) {
        prose.pass(&event);
        match event {
            Event::Text(words) if prose.is_here() && words.contains('#') => {
                push_with_tags(&mut events, &words);
            }
            other => events.push(other),
        }
    }
    sanitised(text, events.into_iter())
}

/// What a note says, as it is shown: who makes a new line in a note means one, which `CommonMark` alone would not show.
pub(crate) fn note_events(text: &str) -> impl Iterator<Item = Event<'_>> {
    readable(TextMergeStream::new(parser(text))).map(|event| match event {
        Event::SoftBreak => Event::HardBreak,
        other => other,
    })
}

/// Follows the events of a text, to tell whether what comes is prose: neither code nor the words of a link.
#[derive(Default)]
pub(crate) struct Prose {
    outside: usize,
}

impl Prose {
    pub(crate) fn is_here(&self) -> bool {
        self.outside == 0
    }

    pub(crate) fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. }) => self.outside += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => self.outside -= 1,
            _ => {}
        }
    }
}

fn push_with_tags(events: &mut Vec<Event<'_>>, words: &str) {
    let mut shown = 0;
    for place in tag::places(words) {
        events.push(Event::Text(words[shown..place.start].to_owned().into()));
        events.push(Event::InlineHtml("<span class=\"tag\">".into()));
        events.push(Event::Text(words[place.clone()].to_owned().into()));
        events.push(Event::InlineHtml("</span>".into()));
        shown = place.end;
    }
    events.push(Event::Text(words[shown..].to_owned().into()));
}

/// The events of a text with everything readable that must not act: what is raw HTML becomes text.
fn readable<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let events = events.flat_map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => [Some(Event::Text(raw)), None],
        Event::Start(Tag::Heading { .. }) => {
            [Some(Event::Start(Tag::Paragraph)), Some(Event::Start(Tag::Strong))]
        }
        Event::End(TagEnd::Heading(_)) => {
            [Some(Event::End(TagEnd::Strong)), Some(Event::End(TagEnd::Paragraph))]
        }
        Event::Start(Tag::HtmlBlock) => [Some(Event::Start(Tag::Paragraph)), None],
        Event::End(TagEnd::HtmlBlock) => [Some(Event::End(TagEnd::Paragraph)), None],
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => [None, None],
        Event::TaskListMarker(done) => [Some(Event::Text(if done { "☑ " } else { "☐ " }.into())), None],
        other => [Some(other), None],
    });
    events.flatten()
}

fn sanitised<'a>(text: &str, events: impl Iterator<Item = Event<'a>>) -> String {
    let mut unsafe_html = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut unsafe_html, events);
    SANITISER.clean(&unsafe_html).to_string()
}

/// Sanitised HTML of one line, such as a title: emphasis, and no paragraph around it.
#[must_use]
pub fn line_to_html(text: &str) -> String {
    let html = to_html(text);
    let line = html.trim();
    let inside = line.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    // Of several paragraphs, the first begins and the last ends.
    inside.filter(|inside| !inside.contains("<p>")).unwrap_or(line).to_owned()
}

/// The words alone, paragraphs and items parted by a space.
#[must_use]
pub fn to_plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for event in parser(text) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                plain.push_str(&words);
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock,
            ) => {
                plain.push(' ');
            }
            _ => {}
        }
    }
    plain.trim_end().to_owned()
}

/// Every address that a link in the text points to.
pub fn links(text: &str) -> impl Iterator<Item = String> {
    parser(text).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    })
}
