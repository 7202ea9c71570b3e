//! Searching a small store, from what is written to what is found.

mod index;

use proptest::prelude::*;

use self::index::in_step;
use super::*;
use crate::{
    note::NoteDraft,
    store::testing::{NOW, attacks, note_id, study},
    transcript::parse,
};

fn draft(number: u8, lesson: &str, second: Option<u32>, mark: Option<Mark>, body: &str) -> NoteDraft {
    NoteDraft { id: note_id(number), lesson: LessonId(lesson.into()), second, mark, body: body.into() }
}

fn write(study: &mut Study, number: u8, second: Option<u32>, body: &str) {
    study.save_note(draft(number, "a", second, None, body), NOW).expect("a note");
}

fn marked(study: &mut Study, number: u8, lesson: &str, mark: Mark, body: &str) {
    study.save_note(draft(number, lesson, None, Some(mark), body), NOW).expect("a note");
}

fn say(study: &mut Study, lesson: &str, words: &[&str]) {
    let cue = |(second, words): (usize, &&str)| {
        format!("00:{:02}:{:02}.500 --> 00:{0:02}:{1:02}.900\n{words}\n\n", second / 60, second % 60)
    };
    let file = format!("WEBVTT\n\n{}", words.iter().enumerate().map(cue).collect::<String>());
    let captions = parse(file.as_bytes(), "a.vtt").expect("captions");
    study.keep_transcript(&LessonId(lesson.into()), &captions, NOW).expect("a transcript");
}

fn hits(study: &Study, text: &str) -> Vec<String> {
    let found = study.search(text).expect("an answer");
    let told = found.hits.into_iter().map(|hit| match (hit.kind, hit.second) {
        (HitKind::Note, None) => format!("note: {}", hit.html),
        (HitKind::Note, Some(second)) => format!("note at {second}: {}", hit.html),
        (HitKind::Ideas, _) => format!("ideas of {}: {}", hit.title, hit.html),
        (HitKind::Cue, second) => format!("cue at {}: {}", second.unwrap_or(u32::MAX), hit.html),
        (HitKind::Resource, _) => format!("resource {}: {}", hit.title, hit.html),
    });
    told.collect()
}

/// The lines of the notes that are found.
fn notes(study: &Study, text: &str) -> Vec<String> {
    let found = study.search(text).expect("an answer").hits.into_iter();
    found.filter(|hit| hit.kind == HitKind::Note).map(|hit| hit.html).collect()
}

#[test]
fn whatever_is_written_or_typed_a_hit_is_text_with_marks() {
    for attack in attacks() {
        let mut study = study(&["a"]);
        write(&mut study, 1, None, &attack);
        let said = attack.replace('\n', " ").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        say(&mut study, "a", &["words", &said]);
        for typed in [&attack, "alert", "script", "a", "tag:a"] {
            for hit in study.search(typed).expect("an answer").hits {
                let bare = hit.html.replace("<mark>", "").replace("</mark>", "");
                assert!(!bare.contains(['<', '>']), "{typed:?} found {:?}", hit.html);
            }
        }
    }
}

#[test]
fn everything_is_found_in_its_order() {
    let mut study = study(&["a", "b"]);
    write(&mut study, 1, Some(7), "The **sensitivity** of a test");
    write(&mut study, 2, None, "Sensible defaults & <b>naïve</b> models");
    say(&mut study, "b", &["what a test is", "its sensitivity"]);
    say(&mut study, "a", &["nothing", "test"]);
    let ideas = |title| format!("ideas of Lesson {title}: {}…", vec!["<mark>word</mark>"; 24].join(" "));
    for (text, expected) in [
        (
            "sensi",
            &[
                "note at 7: The <mark>sensitivity</mark> of a test",
                "note: <mark>Sensible</mark> defaults &amp; &lt;b&gt;naïve&lt;/b&gt; models",
                "cue at 1: its <mark>sensitivity</mark>",
            ][..],
        ),
        ("TEST sensitivity", &["note at 7: The <mark>sensitivity</mark> of a <mark>test</mark>"]),
        ("naive", &["note: Sensible defaults &amp; &lt;b&gt;<mark>naïve</mark>&lt;/b&gt; models"]),
        ("\"a test\" is", &["cue at 0: what <mark>a test</mark> <mark>is</mark>"]),
        ("\"a tes\"", &[]),
        (
            "test",
            &[
                "note at 7: The sensitivity of a <mark>test</mark>",
                "cue at 1: <mark>test</mark>",
                "cue at 0: what a <mark>test</mark> is",
            ],
        ),
        ("word", &[&ideas("a"), &ideas("b")]),
        ("lesson b word", &[&ideas("b")]),
        ("r", &["resource R: D"]),
        ("R d", &["resource R: <mark>D</mark>"]),
        ("nsitivity", &[]),
        ("sensitivity zebra", &[]),
    ] {
        assert_eq!(hits(&study, text), expected, "{text:?}");
    }
    let hit = study.search("naive").expect("an answer").hits.swap_remove(0);
    assert_eq!((hit.note, hit.title.as_str()), (Some(note_id(2)), "Lesson a"));
    in_step(&mut study);
}

#[test]
fn filters_narrow_down() -> Result<()> {
    let mut study = study(&["a", "b"]);
    marked(&mut study, 1, "a", Mark::Todo, "read #Stats/ROC");
    marked(&mut study, 2, "b", Mark::Question, "why read #ÉCG?");
    marked(&mut study, 3, "b", Mark::Done, "read #statistics");
    write(&mut study, 4, None, "read todo mtodo");
    say(&mut study, "a", &["we read"]);
    say(&mut study, "b", &["they read"]);
    let read = "<mark>read</mark>";
    for (text, expected) in [
        ("is:todo", &["note: read #Stats/ROC".to_owned()][..]),
        ("IS:Todo is:DONE read", &[format!("note: {read} #statistics"), format!("note: {read} #Stats/ROC")]),
        ("is:important", &[]),
        ("tag:stat", &["note: read #statistics".into(), "note: read #Stats/ROC".into()]),
        ("tag:stats/roc", &["note: read #Stats/ROC".into()]),
        ("tag:\"stats\"", &[]),
        ("tag:#ecg read", &[format!("note: why {read} #ÉCG?")]),
        ("tag:nothing", &[]),
        ("lesson:2 they", &["cue at 0: <mark>they</mark> read".into()]),
        (
            "lesson:a read",
            &[
                format!("note: {read} todo mtodo"),
                format!("note: {read} #Stats/ROC"),
                format!("cue at 0: we {read}"),
            ],
        ),
        ("lesson:\"lesson b\" is:question", &["note: why read #ÉCG?".into()]),
        ("lesson:2 lesson:1 is:done is:todo tag:stats", &["note: read #Stats/ROC".into()]),
    ] {
        assert_eq!(hits(&study, text), expected, "{text:?}");
    }
    let kinds: Vec<_> = study.search("lesson:2")?.hits.into_iter().map(|hit| hit.kind).collect();
    assert_eq!(kinds, [HitKind::Note, HitKind::Note, HitKind::Ideas], "no cue without a word");
    Ok(())
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let mut study = study(&["a"]);
    write(&mut study, 1, None, "F1-score AND \"recall\" NEAR the AUC");
    for text in [
        "f1-score",
        "AND",
        "\"recall\"",
        "NEAR",
        "(AUC",
        "auc*",
        "recall AND",
        "recall\"",
        "{auc} ^f1",
        "\"au",
    ] {
        assert_eq!(notes(&study, text).len(), 1, "{text:?}");
    }
    for text in ["NOT recall", "body:auc", "words:auc", "is:nonsense", "lesson:9", "tag:", "\"au\""] {
        assert_eq!(notes(&study, text).len(), 0, "{text:?}");
    }
    for text in ["", "  ", "*", "\"", "\"\"", "- + ^ :", "\0"] {
        assert_eq!(hits(&study, text).len(), 0, "{text:?}");
    }
    for long in ["a ", "\"", "心", "心 ", "tag:a ", "lesson:1 ", "\"a b\"", "-a"] {
        assert!(study.search(&long.repeat(10_000)).is_ok(), "{long:?}, often");
    }
    write(&mut study, 2, None, "is nonsense in lesson 9, tag");
    for text in ["is:nonsense", "lesson:9", "tag:", "TAG:\"\""] {
        assert_eq!(notes(&study, text).len(), 1, "{text:?} is searched for as words");
    }
}

#[test]
fn words_of_all_scripts_are_found_and_marked() {
    for (body, text, expected) in [
        ("Le café, l’ÉLAN", "CAFE elan", "Le <mark>café</mark>, l’<mark>ÉLAN</mark>"),
        ("cafe\u{301}s", "café", "<mark>cafe\u{301}s</mark>"),
        ("Größe & Straße", "strasse", "Größe &amp; <mark>Straße</mark>"),
        ("grosse", "große", "<mark>grosse</mark>"),
        ("İstanbul’da ışık", "istanbul isik", "<mark>İstanbul</mark>’da <mark>ışık</mark>"),
        ("της καρδιάς", "ΚΑΡΔΙΑΣ", "της <mark>καρδιάς</mark>"),
        ("الكِتَابُ كِتَابٌ", "كتاب", "الكِتَابُ <mark>كِتَابٌ</mark>"),
        ("हृदय की धड़कन", "हृद", "<mark>हृदय</mark> की धड़कन"),
        ("हृदय", "हर", ""),
        ("โรคหัวใจในเด็ก", "หัวใจ", "โรค<mark>หัวใจ</mark>ในเด็ก"),
        ("โรคหัวใจ", "ห", "โรค<mark>หั</mark>วใจ"),
        ("心臓病の機械学習。", "心臓", "<mark>心臓</mark>病の機械学習。"),
        ("心臓病の機械学習。", "学 病", "心臓<mark>病</mark>の機械<mark>学</mark>習。"),
        ("心臓病の機械学習。", "臓心", ""),
        ("用AI诊断", "ai诊", "用<mark>AI诊</mark>断"),
        ("がんのリスク", "か", ""),
        ("ｶﾞﾝ", "ガン", "<mark>ｶﾞﾝ</mark>"),
        ("심장은 뛴다", "심장", "<mark>심장은</mark> 뛴다"),
        ("심장은 뛴다", "심자", "<mark>심장은</mark> 뛴다"),
        ("think 🧠 first", "🧠", "think <mark>🧠</mark> first"),
        ("👩‍⚕️ asks", "ask", "👩‍⚕️ <mark>asks</mark>"),
        ("*in*dex", "index", "<mark>index</mark>"),
        ("a\tb\n\nc", "\"a b c\"", "<mark>a b c</mark>"),
        ("x\u{202e}y z", "z", "xy <mark>z</mark>"),
    ] {
        let mut study = study(&["a"]);
        write(&mut study, 1, None, body);
        let expected = if expected.is_empty() { vec![] } else { vec![expected.to_owned()] };
        assert_eq!(notes(&study, text), expected, "{text:?} in {body:?}");
    }
}

#[test]
fn the_best_comes_first() {
    let mut study = study(&["a"]);
    for (number, body) in (1..).zip([
        "roc curve",
        "the curve, a roc",
        "curve of a roc, curve of a curve",
        "rocket curves",
        "roc and curves",
        "curve, and after many words that say little about anything, at the very end of them all, a roc",
    ]) {
        write(&mut study, number, None, body);
    }
    let order = |text| {
        let found =
            notes(&study, text).into_iter().map(|html| html.replace("<mark>", "").replace("</mark>", ""));
        found.collect::<Vec<_>>()
    };
    assert_eq!(
        order("roc curve"),
        [
            "roc curve",
            "curve of a roc, curve of a curve",
            "the curve, a roc",
            "curve, and after many words that say little about anything, at the very end of them all, a roc",
            "roc and curves",
            "rocket curves",
        ]
    );
    assert_eq!(order("rocket"), ["rocket curves"]);
}

#[test]
fn a_common_word_gives_the_newest_and_says_that_there_is_more() -> Result<()> {
    let mut study = study(&["a"]);
    for number in 0..=100 {
        marked(&mut study, number, "a", Mark::Todo, &format!("common {number}"));
    }
    for (text, first) in [("common", "<mark>common</mark> 100"), ("is:todo", "common 100")] {
        let found = study.search(text)?;
        assert_eq!((found.hits.len(), found.more), (NOTES, true));
        assert_eq!(found.hits[0].html, first);
    }
    assert!(!study.search("common 7")?.more);
    say(&mut study, "a", &["said"; CUES]);
    assert_eq!((hits(&study, "said").len(), study.search("said")?.more), (CUES, false));
    say(&mut study, "a", &["said"; CUES + 1]);
    assert_eq!((hits(&study, "said").len(), study.search("said")?.more), (CUES, true));
    Ok(())
}

#[test]
fn the_line_shows_the_best_place() {
    let filler = |words: usize| "filler ".repeat(words);
    for (body, text, expected) in [
        (
            format!("roc {}roc curve {}", filler(40), filler(40)),
            "roc curve",
            format!("…{}<mark>roc</mark> <mark>curve</mark> {}…", filler(6), filler(16).trim_end()),
        ),
        (format!("{}end", filler(40)), "end", format!("…{}<mark>end</mark>", filler(23))),
        (filler(40), "\"filler\"", format!("{}…", vec!["<mark>filler</mark>"; 24].join(" "))),
        ("心".repeat(100) + "臓", "臓", format!("…{}<mark>臓</mark>", "心".repeat(47))),
        (format!("{} end", "x".repeat(1000)), "end", format!("{}… <mark>end</mark>", "x".repeat(60))),
        (format!("a{}end", "-".repeat(1000)), "end", format!("a{}…<mark>end</mark>", "-".repeat(12))),
    ] {
        let mut study = study(&["a"]);
        write(&mut study, 1, None, &body);
        assert_eq!(notes(&study, text), [expected], "{text:?}");
    }
}

mod properties {
    use super::*;

    proptest! {
        #[test]
        fn any_text_can_be_searched_for(text in "(\\PC|[a心\"“:# é]|tag:|is:todo|lesson:1){0,30}", body in "\\PC{0,40}") {
            let mut study = study(&["a"]);
            write(&mut study, 1, None, &body);
            prop_assert!(study.search(&text).is_ok());
            prop_assert!(study.search(&body).is_ok());
            in_step(&mut study);
        }

        #[test]
        fn what_is_marked_stands_in_the_note(
            body in "([a-cé心ห़ั́<&\\u{202e}\\-*]{1,4}|[ \n\t]|#){0,40}", word in "[a-c心ห]{1,2}"
        ) {
            let mut study = study(&["a"]);
            write(&mut study, 1, None, &body);
            let plain = markdown::to_plain(&body);
            let words = Words::of(&plain);
            let looked_for = Words::of(&word);
            for html in notes(&study, &word) {
                let bare = |html: &str| html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                let one_line: String = plain.chars().filter(|c| *c != '\u{202e}').collect();
                let one_line = one_line.split_whitespace().collect::<Vec<_>>().join(" ");
                let marks: Vec<_> = html.split("<mark>").skip(1).filter_map(|rest| rest.split("</mark>").next()).collect();
                prop_assert!(!marks.is_empty() && !html.contains('\n'), "{html}");
                for mark in marks {
                    // What is long between two words of a phrase is cut.
                    let stands = bare(mark).split('…').all(|piece| one_line.contains(piece.trim()));
                    prop_assert!(stands, "{mark:?} in {one_line:?}");
                    prop_assert!(Words::of(&bare(mark)).joined().starts_with(looked_for.joined()), "{mark:?}");
                }
            }
            // And all of it is found where it stands word for word.
            let stands = (0..words.len()).any(|at| {
                (0..looked_for.len()).all(|next| words.get(at + next).is_some_and(|word| Some(word) == looked_for.get(next)))
            });
            prop_assert!(!stands || !notes(&study, &word).is_empty());
        }
    }
}
