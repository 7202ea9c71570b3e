//! From a file of captions to cues.
//!
//! `fasrt` reads the blocks and the markup: its makers test it with the WebVTT cases of web-platform-tests, and it leaves
//! out a cue that it cannot read and goes on with the next. It is given every file as WebVTT, SubRip's too, whose blocks
//! are a subset: its own reading of SubRip takes `00:00:01,500 --> 00:00:02,000` and nothing looser. Before that,
//! `loosened` writes each line with an arrow the way it expects, so that `0:00:01.500-->0:00:02.000` is read as well; and
//! after it, each arrow that came to no cue is counted as a broken one, which it does not tell.
//!
//! WebVTT: <https://www.w3.org/TR/webvtt1/#file-parsing>.

use std::{
    fs::File,
    io::{self, ErrorKind, Read as _},
    path::Path,
};

use fasrt::{
    srt::text::PlainText,
    vtt::{
        Block, Parser, Timestamp,
        cue::{CueParser, CueToken},
    },
};

use super::{Cue, encoding::decode, rolling::unrolled};
use crate::{Error, Result};

/// The largest file that is read, in bytes: captions of a whole day have a few.
const FILE_LIMIT: usize = 20_000_000;
/// The most cues that are kept of one file.
const CUE_LIMIT: usize = 50_000;
const ARROW: &str = "-->";
const SIGNATURE: &str = "WEBVTT";

/// What a file of captions says.
#[derive(Debug, Clone, PartialEq)]
pub struct Captions {
    /// The file's name without its folder.
    pub name: String,
    /// In the order of their beginnings.
    pub cues: Vec<Cue>,
    /// Cues that could not be read.
    pub skipped: u32,
    pub encoding: &'static str,
}

/// Reads a file of captions.
///
/// # Errors
/// [`Error::File`] when there is no file to be read, and as [`parse`].
pub fn read(file: &Path) -> Result<Captions> {
    let unreadable = |source| Error::File { path: file.to_owned(), source };
    let found = std::fs::metadata(file).map_err(unreadable)?;
    if found.is_dir() {
        return Err(unreadable(ErrorKind::IsADirectory.into()));
    }
    if !found.is_file() {
        // Opening a pipe would wait for whoever writes to it.
        return Err(unreadable(io::Error::new(ErrorKind::InvalidInput, "it is not an ordinary file")));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(unreadable)?;
    opened.take(FILE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    parse(&bytes, &file.file_name().unwrap_or(file.as_os_str()).to_string_lossy())
}

/// Reads captions, whether WebVTT or SubRip: what they are shows in the text, whatever the file is called.
///
/// # Errors
/// [`Error::CaptionsTooLarge`], [`Error::NotCaptions`], or [`Error::NoCues`] when no cue of it can be read.
pub fn parse(bytes: &[u8], name: &str) -> Result<Captions> {
    if bytes.len() > FILE_LIMIT {
        return Err(Error::CaptionsTooLarge { name: name.into() });
    }
    let (text, encoding) = decode(bytes);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let markup = if is_webvtt(&text) { Markup::WebVtt } else { Markup::SubRip };
    let body = match markup {
        Markup::WebVtt => text.split_once('\n').map_or("", |(_, body)| body),
        Markup::SubRip => &text,
    };
    if markup == Markup::SubRip && !body.contains(ARROW) {
        return Err(Error::NotCaptions { name: name.into() });
    }
    let source = match markup {
        Markup::WebVtt => format!("{SIGNATURE}\n{}", loosened(body)),
        Markup::SubRip => format!("{SIGNATURE}\n\n{}", loosened(body)),
    };
    let (mut cues, skipped) = cues(&source, markup);
    if cues.is_empty() {
        return Err(Error::NoCues { name: name.into(), broken: skipped });
    }
    cues.sort_by(|one, other| one.start.total_cmp(&other.start));
    let cues = unrolled(cues);
    if cues.len() > CUE_LIMIT {
        return Err(Error::CaptionsTooLarge { name: name.into() });
    }
    let skipped = u32::try_from(skipped).unwrap_or(u32::MAX);
    Ok(Captions { name: name.into(), cues, skipped, encoding })
}

/// How a cue's text is marked up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    WebVtt,
    SubRip,
}

fn is_webvtt(text: &str) -> bool {
    text.strip_prefix(SIGNATURE).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// The same text, each of its lines with an arrow written as WebVTT's parser expects it.
fn loosened(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + 64);
    for line in text.split('\n') {
        match line.split_once(ARROW) {
            Some((start, rest)) => lines.push_str(&timing(start, rest).unwrap_or_else(|| ARROW.into())),
            None => lines.push_str(line),
        }
        lines.push('\n');
    }
    lines
}

/// Start and end, without what is said of the cue's place on the picture; `None` when these are no times.
fn timing(start: &str, rest: &str) -> Option<String> {
    let [start, end] = [start.trim(), rest.split_whitespace().next()?].map(|time| time.replace(',', "."));
    let three_digits = |time: &str| time.rsplit_once('.').is_some_and(|(_, digits)| digits.len() == 3);
    (three_digits(&start) && three_digits(&end)).then(|| format!("{start} {ARROW} {end}"))
}

/// The cues that can be read and have something to say, and how many there are that cannot be read.
fn cues(source: &str, markup: Markup) -> (Vec<Cue>, usize) {
    let arrows = |text: &str| text.lines().filter(|line| line.contains(ARROW)).count();
    let (mut cues, mut tried) = (Vec::new(), arrows(source));
    let mut read = 0;
    for block in Parser::new(source) {
        match block {
            Ok(Block::Cue(cue)) => {
                let (start, end) = (seconds(cue.header_ref().start()), seconds(cue.header_ref().end()));
                if end < start {
                    continue;
                }
                read += 1;
                let text = plain(cue.body_ref(), markup);
                if !text.is_empty() {
                    cues.push(Cue { start, end, text });
                }
            }
            // A cue that its author took out is not a broken one.
            Ok(Block::Note(text) | Block::Style(text)) => tried -= arrows(text).min(tried),
            Ok(Block::Region(_)) | Err(_) => {}
        }
    }
    (cues, tried.saturating_sub(read))
}

// Hours that a float does not hold exactly are in no video.
#[allow(clippy::cast_precision_loss)]
fn seconds(time: Timestamp) -> f64 {
    let minutes = time.hours().as_u64() as f64 * 60.0 + f64::from(u8::from(time.minutes()));
    let seconds = minutes * 60.0 + f64::from(u8::from(time.seconds()));
    (seconds * 1000.0 + f64::from(u16::from(time.millis()))) / 1000.0
}

/// The text alone: no tags, no voices, no entities, no line without a character.
fn plain(body: &str, markup: Markup) -> String {
    let text = match markup {
        Markup::WebVtt => CueParser::new(body).fold(String::new(), |mut text, token| {
            if let CueToken::Text(words) = token {
                text.push_str(words.normalize());
            }
            text
        }),
        Markup::SubRip => PlainText::new(body).normalize().to_owned(),
    };
    let text = text.replace(|c: char| c.is_control() && c != '\n', " ");
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
