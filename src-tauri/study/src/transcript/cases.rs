//! Files of captions, good and bad, and what is read of them. In the spirit of the WebVTT tests of
//! web-platform-tests, and of what is found on learners' disks.

use proptest::prelude::*;

use super::{Captions, Cue, parse};
use crate::{Error, Result};

/// Each cue as `start-end text`, and how many were broken.
fn reads(file: &str) -> (Vec<String>, u32) {
    let Captions { cues, skipped, .. } = parse(file.as_bytes(), "a file").expect("captions");
    let told = cues.into_iter().map(|cue| format!("{}-{} {}", cue.start, cue.end, cue.text));
    (told.collect(), skipped)
}

#[track_caller]
fn check(cases: &[(&str, &[&str], u32)]) {
    for (file, cues, skipped) in cases {
        assert_eq!(reads(file), (cues.iter().map(ToString::to_string).collect(), *skipped), "{file:?}");
    }
}

#[test]
fn the_signature_and_what_surrounds_the_cues() {
    check(&[
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("\u{feff}WEBVTT\n\n00:01.000 --> 00:02.000\na", &["1-2 a"], 0),
        ("WEBVTT and a title\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\tX\r\n\r\n00:01.000 --> 00:02.000\r\na\r\nb\r\n", &["1-2 a\nb"], 0),
        ("WEBVTT\r\r00:01.000 --> 00:02.000\ra\r\r00:03.000 --> 00:04.000\rb", &["1-2 a", "3-4 b"], 0),
        ("WEBVTT\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\n\n\n\n00:01.000 --> 00:02.000\na\n\n\n\n", &["1-2 a"], 0),
        // No WebVTT by its first line, but captions all the same.
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        (" WEBVTT\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
    ]);
}

#[test]
fn what_is_no_cue_is_not_counted_as_broken() {
    check(&[
        ("WEBVTT\n\nNOTE hello\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\nNOTE\n00:05.000 --> 00:06.000\ntaken out\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\nREGION\nid:fred\nwidth:40%\n\n00:01.000 --> 00:02.000 region:fred\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\nsome words alone\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\nan id\n00:01.000 --> 00:02.000 align:start position:0% nonsense:1\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\n \nb\n", &["3-4 b"], 0),
    ]);
}

#[test]
fn times() {
    check(&[
        ("WEBVTT\n\n00:00:01.500 --> 01:00:02.000\na\n", &["1.5-3602 a"], 0),
        ("WEBVTT\n\n1:00:01.500 --> 123:00:02.000\na\n", &["3601.5-442802 a"], 0),
        ("WEBVTT\n\n00:01.000-->00:02.000\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\n\t00:01.000\t-->\t00:02.000\t\na\n", &["1-2 a"], 0),
        ("WEBVTT\n\n00:01.000 --> 00:01.000\na\n", &["1-1 a"], 0),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n", &["1-2 a", "5-6 b"], 0),
        ("WEBVTT\n\n00:01.000 --> 00:09.000\na\n\n00:01.000 --> 00:02.000\nb\n", &["1-9 a", "1-2 b"], 0),
    ]);
}

#[test]
fn broken_cues_are_left_out_and_counted() {
    for broken in [
        "00:02.000 --> 00:01.000",
        "00:01.000 -> 00:02.000 -->",
        "00:01.000 --> ",
        "--> 00:02.000",
        "-->",
        "00:01 --> 00:02",
        "00:1.000 --> 00:02.000",
        "0:01.000 --> 00:02.000",
        "00:60.000 --> 00:62.000",
        "60:00.000 --> 62:00.000",
        "00:01.00 --> 00:02.000",
        "00:01.000 --> 00:02.0000",
        "00:01.000x --> 00:02.000",
        "-00:01.000 --> 00:02.000",
        "00:00:00:01.000 --> 00:02.000",
        "one --> two",
        "99999999999999999999:00:00.000 --> 99999999999999999999:00:01.000",
        "٠٠:٠١.٠٠٠ --> 00:02.000",
    ] {
        let file = format!("WEBVTT\n\n{broken}\nlost\n\n00:07.000 --> 00:08.000\nkept\n");
        assert_eq!(reads(&file), (vec!["7-8 kept".to_owned()], 1), "{broken:?}");
        let file = format!("WEBVTT\n\n00:07.000 --> 00:08.000\nkept\n{broken}\nlost\n");
        assert_eq!(reads(&file), (vec!["7-8 kept".to_owned()], 1), "{broken:?} without a blank line");
    }
}

#[test]
fn markup_is_taken_out() {
    for (text, plain) in [
        ("<b>bold</b> and <i>italic</i>", "bold and italic"),
        ("<v Dr Lovejoy>Hello", "Hello"),
        ("<c.yellow.bg_blue>a</c>", "a"),
        ("one<00:00:01.500> two", "one two"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("a&nbsp;b&lrm;&rlm;&#x1f9e0;", "a\u{a0}b\u{200e}\u{200f}🧠"),
        ("&nosuchentity; &", "&nosuchentity; &"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("a <unclosed", "a"),
        ("a\tb\u{7}c\0", "a b c\u{fffd}"),
    ] {
        let file = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n");
        assert_eq!(reads(&file).0, [format!("1-2 {plain}")], "{text:?}");
    }
}

#[test]
fn subrip() {
    check(&[
        (
            "1\n00:00:01,000 --> 00:00:02,500\na\nb\n\n2\n00:00:03,000 --> 00:00:04,000\nc\n",
            &["1-2.5 a\nb", "3-4 c"],
            0,
        ),
        ("\u{feff}1\r\n0:00:01,000-->0:00:02,000\r\n<font color=\"red\">a</font>\r\n", &["1-2 a"], 0),
        ("1\n00:00:01.000 --> 00:00:02.000 X1:10 X2:20\n{\\an8}a <i>b</i> <3\n", &["1-2 a b <3"], 0),
        ("00:00:01,000 --> 00:00:02,000\nno number\n", &["1-2 no number"], 0),
        ("7\n00:00:01,000 --> 00:00:02,000\nAT&amp;T\n", &["1-2 AT&amp;T"], 0),
        ("1\n00:00:01,000 --> 00:00:02\nlost\n\n2\n00:00:03,000 --> 00:00:04,000\nkept\n", &["3-4 kept"], 1),
    ]);
}

#[test]
fn what_youtube_writes_reads_well() {
    let file = "WEBVTT\nKind: captions\nLanguage: en\n\n\
        00:00:00.160 --> 00:00:02.310 align:start position:0%\n \nhello<00:00:00.480><c> and</c><c> welcome</c>\n\n\
        00:00:02.310 --> 00:00:02.320 align:start position:0%\nhello and welcome\n \n\n\
        00:00:02.320 --> 00:00:04.950 align:start position:0%\nhello and welcome\nto<00:00:02.480><c> this</c>\n\n\
        00:00:04.950 --> 00:00:04.960 align:start position:0%\nto this\n \n";
    check(&[(file, &["0.16-2.32 hello and welcome", "2.32-4.96 to this"], 0)]);
}

#[test]
fn what_holds_no_captions_is_refused() {
    for (bytes, expected) in [
        (&b""[..], "no captions"),
        (b"a letter to my aunt", "no captions"),
        (b"\x00\x01\x02\xff\xfe", "no captions"),
        (b"WEBVTT", "none of 0"),
        (b"WEBVTT\n\nNOTE nothing\n", "none of 0"),
        (b"1\n00:01 --> 00:02\na\n\n2\n00:01 --> 00:02\nb\n", "none of 2"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "none of 0"),
    ] {
        let told = match parse(bytes, "x.vtt") {
            Err(Error::NotCaptions { name }) if name == "x.vtt" => "no captions".to_owned(),
            Err(Error::NoCues { broken, .. }) => format!("none of {broken}"),
            other => format!("{other:?}"),
        };
        assert_eq!(told, expected, "{bytes:?}");
    }
}

#[test]
fn captions_have_limits() {
    let pairs = "00:01.000 --> 00:02.000\na\n\n00:01.000 --> 00:02.000\nb\n\n".repeat(25_000);
    assert_eq!(parse(pairs.as_bytes(), "x").map(|captions| captions.cues.len()).ok(), Some(50_000));
    let one_more = format!("{pairs}00:01.000 --> 00:02.000\na");
    assert!(matches!(parse(one_more.as_bytes(), "x"), Err(Error::CaptionsTooLarge { .. })));
    assert!(matches!(parse(&vec![b'a'; 20_000_001], "x"), Err(Error::CaptionsTooLarge { .. })));
}

#[test]
fn other_encodings_are_read_and_named() -> Result<()> {
    let file = "WEBVTT\n\n00:01.000 --> 00:02.000\nLe modèle a été entraîné sur des données étiquetées.\n";
    let latin = encoding_rs::WINDOWS_1252.encode(file).0;
    let utf_16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(file.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [(&latin[..], "windows-1252"), (&utf_16, "UTF-16LE"), (file.as_bytes(), "UTF-8")] {
        let captions = parse(bytes, "x")?;
        assert_eq!(captions.encoding, name);
        assert_eq!(captions.cues[0].text, "Le modèle a été entraîné sur des données étiquetées.");
    }
    Ok(())
}

/// Random cues with the text `<number> <words>`, in the order of their beginnings.
fn any_cues() -> impl Strategy<Value = Vec<Cue>> {
    let cue = (0_u32..20_000_000, 0_u32..10_000, "[a-zé漢🧠 .,?!'-]{0,30}");
    prop::collection::vec(cue, 1..40).prop_map(|mut cues| {
        cues.sort();
        let cue = |(number, (start, length, words)): (usize, (u32, u32, String))| Cue {
            start: f64::from(start) / 1000.0,
            end: f64::from(start + length) / 1000.0,
            text: format!("{number} {}", words.replace("--", "-").trim()).trim().to_owned(),
        };
        cues.into_iter().enumerate().map(cue).collect()
    })
}

fn clock(seconds: f64, point: char) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let millis = (seconds * 1000.0).round() as u64;
    let (hours, minutes) = (millis / 3_600_000, millis / 60_000 % 60);
    format!("{hours:02}:{minutes:02}:{:02}{point}{:03}", millis / 1000 % 60, millis % 1000)
}

mod properties {
    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            drop(parse(&bytes, "x"));
        }

        /// As a disk or a download leaves them, in whatever encoding they were written.
        #[test]
        fn damaged_captions_are_read_or_refused(
            cues in any_cues(),
            encoding in 0..4_usize,
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            end in any::<prop::sample::Index>(),
        ) {
            let file = cues.iter().fold("WEBVTT\n\n".to_owned(), |file, Cue { start, end, text }| {
                format!("{file}{} --> {}\n{text}\n\n", clock(*start, '.'), clock(*end, '.'))
            });
            let mut bytes: Vec<u8> = match encoding {
                0 => file.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                1 => file.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                2 => encoding_rs::SHIFT_JIS.encode(&file).0.into_owned(),
                _ => file.into_bytes(),
            };
            for (place, byte) in damage {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            bytes.truncate(end.index(bytes.len() * 2) + 1);
            if let Ok(captions) = parse(&bytes, "x") {
                prop_assert!(captions.cues.iter().all(|cue| cue.start <= cue.end && !cue.text.is_empty()));
                let steers = |c: char| c.is_control() && c != '\n';
                prop_assert!(captions.cues.iter().all(|cue| !cue.text.contains(steers)));
            }
        }

        /// Made of the pieces that a parser looks at, so that more of them come near to a cue.
        #[test]
        fn any_pieces_are_read_or_refused(pieces in prop::collection::vec(prop::sample::select(vec![
            "WEBVTT", "\n", "\r\n", "\n\n", " ", "-->", "00:01.000", "1:00:02,000", "99999999999999999999:00:00.000", "a",
            "NOTE", "STYLE", "REGION", "<c>", "<", "&", "&#", "&#xffffffff;", "{\\", "é", "\0", "\u{feff}", "7",
        ]), 0..60)) {
            if let Ok(captions) = parse(pieces.concat().as_bytes(), "x") {
                prop_assert!(captions.cues.iter().all(|cue| cue.start <= cue.end && !cue.text.is_empty()));
                prop_assert!(captions.cues.is_sorted_by(|one, other| one.start <= other.start));
            }
        }

        #[test]
        fn what_is_written_is_read(cues in any_cues()) {
            for (head, point) in [("WEBVTT\n\n", '.'), ("", ',')] {
                let file = cues.iter().enumerate().fold(head.to_owned(), |file, (number, Cue { start, end, text })| {
                    format!("{file}{}\n{} --> {}\n{text}\n\n", number + 1, clock(*start, point), clock(*end, point))
                });
                let captions = parse(file.as_bytes(), "x").expect("captions");
                prop_assert_eq!(&captions.cues, &cues);
                prop_assert_eq!(captions.skipped, 0);
            }
        }
    }
}
