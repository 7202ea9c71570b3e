//! A line that begins with a time: "12:34 text", "[12:34]", "- [1:02:14](https://…t=…)", "12:34 - text", or a link to a
//! second of a video. Also what a link alone says.

use crate::{Mark, address::VideoPlace, stamp};

/// What such a line says.
#[derive(Debug, PartialEq)]
pub(super) struct Place<'a> {
    pub(super) second: u32,
    /// The video's id on YouTube, if the time is a link to it.
    pub(super) video: Option<&'a str>,
    /// From a box before the time.
    pub(super) mark: Option<Mark>,
    /// What the link is called, where that is not the time itself.
    pub(super) called: Option<&'a str>,
    /// What follows the time.
    pub(super) text: &'a str,
    /// How far the text of a list's item is indented: lines that belong to it are indented as far.
    pub(super) indent: usize,
}

/// It stands in the brackets of a stamp and looks like one, but no clock shows it.
#[derive(Debug, PartialEq)]
pub(super) struct NotATime<'a>(pub(super) &'a str);

/// `None`: the line begins with no time.
pub(super) fn read(line: &str) -> Result<Option<Place<'_>>, NotATime<'_>> {
    let Item { mark, indent, text } = Item::of(line);
    let inside = text.trim_start_matches(['*', '_', '`']);
    let signs = &text[..text.len() - inside.len()];
    let Some(found) = found(inside)? else { return Ok(None) };
    let after = signs.chars().rev().try_fold(found.text, str::strip_prefix).unwrap_or(found.text);
    Ok(Some(Place { mark, indent, text: without_dash(after), ..found }))
}

/// The box alone, before whatever follows it.
pub(super) fn ticked(line: &str) -> (Option<Mark>, &str) {
    let item = Item::of(line);
    (item.mark, item.text)
}

/// The address of a line that is nothing but a link, or a word with a colon and a link: "Video: https://…".
pub(super) fn lone_link(line: &str) -> Option<&str> {
    let text = Item::of(line).text.trim();
    let start = text.find(['[', '<']).into_iter().chain(text.find("http")).min()?;
    let word = text[..start].trim();
    if !word.is_empty() && (!word.ends_with(':') || word.contains(char::is_whitespace)) {
        return None;
    }
    let (_, address, rest) = link(&text[start..])?;
    rest.trim().is_empty().then_some(address)
}

struct Item<'a> {
    mark: Option<Mark>,
    indent: usize,
    text: &'a str,
}

impl<'a> Item<'a> {
    /// Without the signs of a heading, of a list's item and of its box.
    fn of(line: &'a str) -> Self {
        let mut text = line.trim_start();
        let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let listed = text
            .strip_prefix(['-', '*', '+'])
            .or_else(|| number.strip_prefix(['.', ')']).filter(|_| number.len() < text.len()));
        if let Some(listed) = listed.filter(|listed| listed.starts_with([' ', '\t'])) {
            text = listed.trim_start();
        }
        let indent = line.len() - text.len();
        let heading = text.trim_start_matches('#');
        if heading.len() < text.len() && heading.starts_with(' ') {
            text = heading.trim_start();
        }
        for (sign, mark) in [("[ ] ", Mark::Todo), ("[x] ", Mark::Done), ("[X] ", Mark::Done)] {
            if let Some(text) = text.strip_prefix(sign) {
                return Self { mark: Some(mark), indent, text: text.trim_start() };
            }
        }
        Self { mark: None, indent, text }
    }
}

fn found(text: &str) -> Result<Option<Place<'_>>, NotATime<'_>> {
    let place = |second, video, called, text| Place { second, video, called, text, mark: None, indent: 0 };
    if let Some((name, address, rest)) = link(text) {
        let to = VideoPlace::of(address);
        let name = name.trim_matches(['*', '_', '`', ' ']);
        if stamp::is_like(name) {
            let second = stamp::read(name).ok_or(NotATime(name))?;
            return Ok(Some(place(second, to.video, None, rest)));
        }
        let called = Some(name).filter(|name| !name.is_empty());
        return Ok(to.second.map(|second| place(second, to.video, called, rest)));
    }
    if let Some((name, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        if !stamp::is_like(name) {
            return Ok(None);
        }
        let second = stamp::read(name).ok_or(NotATime(name))?;
        return Ok(Some(place(second, None, None, rest)));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(text.len());
    // A colon may stand after the time as well.
    let time = text[..end].trim_end_matches(':');
    let rest = &text[time.len()..];
    if !rest.is_empty() && !rest.starts_with([' ', '\t', ':', '-', '–', '—', '|', '*', '_', '`']) {
        return Ok(None);
    }
    Ok(stamp::read(time).map(|second| place(second, None, None, rest)))
}

/// A link with which the text begins: its name, its address, and what follows. A bare address has no name.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        return Some(("", &text[..end], &text[end..]));
    }
    if let Some((address, rest)) = text.strip_prefix('<').and_then(|text| text.split_once('>')) {
        return address.starts_with("http").then_some(("", address, rest));
    }
    let (name, rest) = text.strip_prefix('[')?.split_once("](")?;
    if name.contains(['[', ']']) {
        return None;
    }
    let (inside, rest) = rest.split_once(')')?;
    // A title may follow the address.
    let address = inside.split_whitespace().next().unwrap_or_default();
    Some((name, address.trim_matches(['<', '>']), rest))
}

fn without_dash(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text.strip_prefix(['-', '–', '—', ':', '|']).unwrap_or(text);
    if rest.is_empty() || rest.starts_with([' ', '\t']) { rest.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_time_in_many_forms() {
        let video = Some("nrHH8y7cKAc");
        for (line, second, to, text) in [
            ("12:34", 754, None, ""),
            ("12:34 text", 754, None, "text"),
            ("12:34 - text", 754, None, "text"),
            ("12:34 – text", 754, None, "text"),
            ("12:34: text", 754, None, "text"),
            ("12:34 -5 mmol/l", 754, None, "-5 mmol/l"),
            ("[12:34]", 754, None, ""),
            ("[00:12:34] text", 754, None, "text"),
            ("**[12:34]** text", 754, None, "text"),
            ("`12:34` text", 754, None, "text"),
            ("- 12:34 text", 754, None, "text"),
            ("  3. [12:34] text", 754, None, "text"),
            ("### 12:34 text", 754, None, "text"),
            ("- [1:02:14](https://youtu.be/nrHH8y7cKAc?t=3734) text", 3734, video, "text"),
            ("[12:34](https://www.youtube.com/watch?v=nrHH8y7cKAc&t=754s)", 754, video, ""),
            ("[12:34](https://a.org/x?t=1 \"title\") text", 754, None, "text"),
            ("[**12:34**](https://youtu.be/nrHH8y7cKAc?t=754)", 754, video, ""),
            ("https://youtu.be/nrHH8y7cKAc?t=2m14s text", 134, video, "text"),
            ("<https://youtu.be/nrHH8y7cKAc#t=134> text", 134, video, "text"),
        ] {
            let place = read(line).expect("a time").unwrap_or_else(|| panic!("none in {line:?}"));
            assert_eq!((place.second, place.video, place.text), (second, to, text), "{line:?}");
            assert_eq!((place.mark, place.called), (None, None), "{line:?}");
        }
        let called = read("[Loss](https://youtu.be/nrHH8y7cKAc?t=76): one number").expect("a time");
        let called = called.map(|place| (place.second, place.called, place.text));
        assert_eq!(called, Some((76, Some("Loss"), "one number")));
        let ticked = read("  - [x] [2:14](https://youtu.be/nrHH8y7cKAc?t=134) Done").expect("a time");
        assert_eq!(ticked.map(|place| (place.mark, place.indent)), Some((Some(Mark::Done), 4)));
    }

    #[test]
    fn other_lines_begin_with_none() {
        for line in [
            "",
            "text 12:34",
            "12:75 text",
            "16:9",
            "1:100 dilution",
            "12:34th",
            "12.34",
            "[a](https://a.org)",
            "[paper](https://a.org/?t=5) said so",
            "https://youtu.be/nrHH8y7cKAc",
            "[ref]: https://a.org",
            "[x] done",
            "[[12:34]]",
            "- ",
            "#",
            "[",
            "](",
            "**",
            "é12:34",
        ] {
            assert_eq!(read(line), Ok(None), "{line:?}");
        }
        for (line, text) in
            [("[12:75] text", "12:75"), ("- [1:2](https://a.org)", "1:2"), ("[99:99:99]", "99:99:99")]
        {
            assert_eq!(read(line), Err(NotATime(text)), "{line:?}");
        }
    }

    #[test]
    fn a_link_stands_alone() {
        for (line, address) in [
            ("https://youtu.be/nrHH8y7cKAc", Some("https://youtu.be/nrHH8y7cKAc")),
            ("Video: https://youtu.be/nrHH8y7cKAc", Some("https://youtu.be/nrHH8y7cKAc")),
            ("# [How?](https://youtu.be/nrHH8y7cKAc)", Some("https://youtu.be/nrHH8y7cKAc")),
            ("- <https://youtu.be/nrHH8y7cKAc>", Some("https://youtu.be/nrHH8y7cKAc")),
            ("see https://youtu.be/nrHH8y7cKAc", None),
            ("https://youtu.be/nrHH8y7cKAc is good", None),
            ("words", None),
            ("", None),
        ] {
            assert_eq!(lone_link(line), address, "{line:?}");
        }
    }
}
