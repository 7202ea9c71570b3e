//! Out and back in: nothing is lost, whatever a note holds. And what other tools write.

use proptest::{collection::vec, option, prelude::*};

use super::{
    LessonHint, MarkdownError, MarkdownLesson, MarkdownNote, markdown, markdown_folder, markdown_text,
    read_markdown,
};
use crate::{Document, Entry, Mark, Section};

fn read(text: &str) -> Result<Vec<MarkdownLesson>, MarkdownError> {
    let titles = ["How does it learn?", "What is deep learning?"];
    Ok(read_markdown(text, |words| titles.contains(&words))?.lessons)
}

/// Lesson, second, mark's name and text of each note, for short.
fn told(text: &str) -> Vec<(String, Option<u32>, &'static str, String)> {
    let lessons = read(text).unwrap_or_else(|error| panic!("{error} in {text:?}"));
    let notes = lessons.into_iter().flat_map(|MarkdownLesson { lesson, notes }| {
        let parts = [lesson.id, lesson.video, lesson.number.map(|number| number.to_string()), lesson.title];
        let lesson = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        notes
            .into_iter()
            .map(move |note| (lesson.clone(), note.second, note.mark.map_or("", Mark::name), note.body))
    });
    notes.collect()
}

const UUID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn document(notes: Vec<Entry>) -> Document {
    Document {
        course: "Machine Learning for Healthcare – The Online Course".to_owned(),
        author: "Dr Chris Lovejoy".to_owned(),
        learner: Some("Dr Amara Okafor".to_owned()),
        date: "22 November 2026".to_owned(),
        lessons: vec![Section {
            id: Some("how-it-learns".to_owned()),
            number: Some(3),
            title: "How does it *learn*?".to_owned(),
            video: Some("nrHH8y7cKAc".to_owned()),
            key_ideas: Some("# Ideas\n\n<!-- ml-health:note - -->\n12:34 no note".to_owned()),
            notes,
        }],
        ..Document::default()
    }
}

#[test]
fn a_file_reads_well() {
    let note = |second, mark, body: &str| Entry {
        id: Some(UUID.to_owned()),
        second,
        mark,
        body: body.to_owned(),
        tags: vec!["loss".to_owned()],
    };
    let mut document = document(vec![
        note(None, None, "Before Thursday"),
        note(Some(76), Some(Mark::Question), "Why squared? #loss"),
        note(Some(3723), Some(Mark::Todo), "Ask."),
    ]);
    document.lessons[0].key_ideas = Some("Loss is *one* number.\n".to_owned());
    let expected = "\
<!-- ml-health:notes 1 -->
# Machine Learning for Healthcare

Notes by Dr Amara Okafor, 22 November 2026

<!-- ml-health:lesson how-it-learns -->
## 3. How does it *learn*?

[Watch on YouTube](https://youtu.be/nrHH8y7cKAc)

<!-- ml-health:ideas -->
### Key ideas

Loss is *one* number.

<!-- ml-health:note 01890a5d-ac96-774b-bcce-b302099a8057 -->
*Whole lesson*

Before Thursday

<!-- ml-health:note 01890a5d-ac96-774b-bcce-b302099a8057 question -->
[1:16](https://youtu.be/nrHH8y7cKAc?t=76) **Question**

Why squared? #loss

<!-- ml-health:note 01890a5d-ac96-774b-bcce-b302099a8057 todo -->
- [ ] [1:02:03](https://youtu.be/nrHH8y7cKAc?t=3723) To do

Ask.

<!-- ml-health:end -->
";
    assert_eq!(markdown(&document), expected);

    let files = markdown_folder(&document);
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].name, "3 How does it learn.md");
    let front = "---\ntitle: \"How does it learn?\"\nlesson: 3\nvideo: \"https://youtu.be/nrHH8y7cKAc\"\ntags:\n  - \"loss\"\n---\n<!-- ml-health:notes 1 -->\n<!-- ml-health:lesson how-it-learns -->\n# 3. How does it *learn*?\n";
    assert!(files[0].text.starts_with(front), "{}", files[0].text);
}

#[test]
fn our_own_file_tells_the_lesson_in_every_way() {
    let lessons = read(&markdown(&document(vec![Entry::default()]))).expect("our own");
    let hint = LessonHint {
        id: Some("how-it-learns".to_owned()),
        video: Some("nrHH8y7cKAc".to_owned()),
        number: Some(3),
        title: Some("How does it learn?".to_owned()),
    };
    assert_eq!(lessons[0].lesson, hint);
}

#[test]
fn titles_and_names_are_safe_whatever_they_hold() {
    let mut document = document(vec![Entry::default()]);
    let titles = ["a: \"b\" \\ #c\n---\n- d", "\u{202e}evil\u{7f}\u{2028}", "*", "", "../../x", "CON", "con"];
    document.lessons = titles
        .map(|title| Section { title: title.to_owned(), number: None, ..document.lessons[0].clone() })
        .to_vec();
    let files = markdown_folder(&document);
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    let expected = [
        "a b #c --- - d.md",
        "evil.md",
        "Lesson.md",
        "Lesson (2).md",
        "x.md",
        "Notes CON.md",
        "Notes con (2).md",
    ];
    assert_eq!(names, expected);
    assert!(
        files[0].text.starts_with("---\ntitle: \"a: \\\"b\\\" \\\\ #c --- - d\"\nvideo:"),
        "{}",
        files[0].text
    );
    assert!(files[1].text.starts_with("---\ntitle: \"\\u202eevil\\u007f\"\n"), "{}", files[1].text);
    for file in files {
        assert_eq!(read(&file.text).expect("our own")[0].notes.len(), 1, "{}", file.text);
    }
}

#[test]
fn a_box_that_was_ticked_elsewhere_counts() {
    let todo = Entry { mark: Some(Mark::Todo), second: Some(1), body: "a".to_owned(), ..Entry::default() };
    let text = markdown(&document(vec![todo]));
    let ticked = text.replace("- [ ]", "- [x]");
    assert_ne!(text, ticked);
    assert_eq!(read(&ticked).expect("our own")[0].notes[0].mark, Some(Mark::Done));
}

#[test]
fn code_that_a_note_leaves_open_does_not_swallow_the_next() {
    for body in [
        "```\ncode",
        "text\n\n~~~~ python\ncode\n~~~\n\n",
        "```",
        "  ```\ncode\n",
        "```\na\n```\n```\nb",
        "```\na\n```",
        "- a\n  ```\n  code",
        "> ```\n> code",
        "    ```",
        "~~~\n```",
        "`````\n```\n",
    ] {
        let note = |body: &str| Entry { second: Some(76), body: body.to_owned(), ..Entry::default() };
        let text = markdown(&document(vec![note(body), note("next")]));
        let links = pulldown_cmark::Parser::new(&text)
            .filter(|event| matches!(event, pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { .. })));
        assert_eq!(links.count(), 3, "the video and two stamps in {text}");
        assert_eq!(read(&text).expect("our own")[0].notes[0].body, body);
    }
}

#[test]
fn what_was_written_between_ours_elsewhere_is_not_lost() {
    let text =
        markdown(&document(vec![Entry { second: Some(5), body: "ours".to_owned(), ..Entry::default() }]));
    let watch = "[Watch on YouTube](https://youtu.be/nrHH8y7cKAc)\n";
    let text = text
        .replace(watch, &format!("{watch}\nA thought\n\n[0:07](https://youtu.be/nrHH8y7cKAc?t=7) there\n"));
    let text = format!("{text}\nAt the end\n\n# Lesson 5\n\n1:00 of another\n");
    let lesson = "how-it-learns nrHH8y7cKAc 3 How does it learn?";
    let expected = [
        (lesson, None, "A thought"),
        (lesson, Some(7), "there"),
        (lesson, Some(5), "ours"),
        (lesson, None, "At the end"),
        ("5", Some(60), "of another"),
    ];
    assert_eq!(
        told(&text),
        expected.map(|(lesson, second, body)| (lesson.to_owned(), second, "", body.to_owned()))
    );
    let lines: Vec<_> = read(&text).expect("notes")[0].notes.iter().map(|note| note.line).collect();
    let line = |words: &str| text.lines().position(|line| line.contains(words)).expect("a line") + 1;
    assert_eq!((lines[0], lines[1], lines[3]), (line("A thought"), line("there"), line("At the end")));
    let folder = markdown_folder(&document(vec![Entry { body: "ours".to_owned(), ..Entry::default() }]));
    assert_eq!(told(&folder[0].text.repeat(2)).len(), 2, "files one after another have nothing between them");
}

#[test]
fn other_line_ends_change_nothing() {
    let note = Entry { body: "a\n\nb\n".to_owned(), ..Entry::default() };
    let text = markdown(&document(vec![note]));
    let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(read(&other), read(&text));
}

#[test]
fn stamps_of_other_tools_are_read() {
    let some = |lesson: &str, second, text: &str| (lesson.to_owned(), second, "", text.to_owned());
    for (text, expected) in [
        ("12:34 text", vec![some("", Some(754), "text")]),
        (
            "[0:10] one\nmore\n\n    code\n\n[0:20]\n\ntwo\n",
            vec![some("", Some(10), "one\nmore\n\n    code"), some("", Some(20), "two")],
        ),
        ("before\n0:10 one", vec![some("", None, "before"), some("", Some(10), "one")]),
        (
            "- 0:10 one\n  - below\n  more\n- 0:20 two",
            vec![some("", Some(10), "one\n- below\nmore"), some("", Some(20), "two")],
        ),
        (
            "## 3. How does it work?\n0:10 a\n## Lesson 4\nb\n0:20 c\n### not a lesson\nd",
            vec![
                some("3 How does it work?", Some(10), "a"),
                some("4", None, "b"),
                some("4", Some(20), "c\n### not a lesson\nd"),
            ],
        ),
        ("# How does it *learn*?\n0:10 a", vec![some("How does it learn?", Some(10), "a")]),
        (
            "https://youtu.be/nrHH8y7cKAc\n## 1. Start\n0:10 a",
            vec![some("nrHH8y7cKAc", None, "## 1. Start"), some("nrHH8y7cKAc", Some(10), "a")],
        ),
        (
            "[0:10](https://youtu.be/nrHH8y7cKAc?t=10) a\n[0:20](https://youtu.be/dj_mF4OlcUY?t=20) b\n0:30 c",
            vec![
                some("nrHH8y7cKAc", Some(10), "a"),
                some("dj_mF4OlcUY", Some(20), "b"),
                some("dj_mF4OlcUY", Some(30), "c"),
            ],
        ),
        (
            "---\ntitle: \"How does it learn?\"\nvideo: 'https://youtu.be/nrHH8y7cKAc'\nlesson: 3\n---\n# How does it learn?\n0:10 a",
            vec![some("nrHH8y7cKAc 3 How does it learn?", Some(10), "a")],
        ),
        ("---\nlesson: deep-learning\n---\n0:10 a", vec![some("deep-learning", Some(10), "a")]),
        ("---\n0:10 a", vec![some("", None, "---"), some("", Some(10), "a")]),
        (
            "0:10 a\n```\n0:20 code\n# 3. x\n```\n0:30 b",
            vec![some("", Some(10), "a\n```\n0:20 code\n# 3. x\n```"), some("", Some(30), "b")],
        ),
        ("0:10 ```a```\n0:20 b", vec![some("", Some(10), "```a```"), some("", Some(20), "b")]),
        ("[Loss](https://youtu.be/nrHH8y7cKAc?t=76)", vec![some("nrHH8y7cKAc", Some(76), "Loss")]),
        ("0:10", vec![some("", Some(10), "")]),
        ("\n \n", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(told(text), expected, "{text:?}");
    }
    let ticked = told("- [ ] 0:10 a\n- [x] 0:20 b");
    assert_eq!(ticked.iter().map(|note| note.2).collect::<Vec<_>>(), ["todo", "done"]);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    use MarkdownError::{DamagedMarker, NoPlace, NotATime, NotText, NoteTooLong};
    let long = format!("a\n0:10 {}", "é".repeat(500_001));
    for (text, error) in [
        ("a\n[12:75] b", NotATime { line: 2, text: "12:75".to_owned() }),
        ("a\nb\0", NotText { line: 2 }),
        (&long, NoteTooLong { line: 2, bytes: 1_000_002 }),
        (
            "\n<!-- ml-health:note x -->",
            DamagedMarker { line: 2, text: "<!-- ml-health:note x -->".to_owned() },
        ),
        ("<!-- ml-health:note - -->\nsoon\n", NoPlace { line: 2 }),
        ("<!-- ml-health:note - -->", NoPlace { line: 2 }),
        ("<!-- ml-health:note - -->\n[1:99](x)", NotATime { line: 2, text: "1:99".to_owned() }),
    ] {
        assert_eq!(read(text), Err(error));
    }
    assert_eq!(markdown_text(b"a\nb\xff"), Err(NotText { line: 2 }));
    assert_eq!(markdown_text("\u{feff}é".as_bytes()), Ok("é"));
}

/// Lines of all scripts, and those that look as if they were ours or another tool's.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[^\\p{Cc}]{0,40}",
        1 => "[\\p{Arabic}\\p{Hebrew}\\p{Han}\\p{Devanagari}\\p{Thai}\\p{So}\u{200d}\u{fe0f}\u{202e} ]{0,20}",
        2 => Just("<!-- ml-health:end -->".to_owned()),
        1 => Just(format!("<!-- ml-health:note {UUID} todo -->")),
        1 => "<!-- ml-health\\\\{0,3}:[ -~]{0,10}",
        1 => Just("12:34 - not a stamp".to_owned()),
        1 => Just("[12:75](https://youtu.be/nrHH8y7cKAc?t=1)".to_owned()),
        1 => Just("# 3. How does it learn?".to_owned()),
        1 => Just("*Whole lesson*".to_owned()),
        1 => Just("---".to_owned()),
        1 => Just("```".to_owned()),
        1 => "[ \t]{0,3}",
    ]
}

fn body() -> impl Strategy<Value = String> {
    let lines = |most| vec(line(), 0..most).prop_map(|lines| lines.join("\n"));
    prop_oneof![20 => lines(8), 1 => lines(8).prop_map(|lines| lines.repeat(1_000)).prop_filter("a note", |body| body.len() < 1_000_000)]
}

fn entry() -> impl Strategy<Value = Entry> {
    let mark = option::of(prop::sample::select(Mark::ALL.to_vec()));
    let second = option::of(prop_oneof![any::<u32>(), 0..7200_u32]);
    let id = option::of(any::<u128>().prop_map(|id| uuid::Uuid::from_u128(id).to_string()));
    (id, second, mark, body()).prop_map(|(id, second, mark, body)| Entry {
        id,
        second,
        mark,
        body,
        tags: Vec::new(),
    })
}

fn section() -> impl Strategy<Value = Section> {
    let video = option::of(Just("nrHH8y7cKAc".to_owned()));
    let id = option::of("[a-z][a-z0-9-]{0,20}");
    (id, option::of(0..50_u32), any::<String>(), video, option::of(body()), vec(entry(), 0..4)).prop_map(
        |(id, number, title, video, key_ideas, notes)| Section { id, number, title, video, key_ideas, notes },
    )
}

fn same(sections: &[Section], read: &[MarkdownLesson]) -> Result<(), TestCaseError> {
    let written: Vec<_> = sections.iter().filter(|section| !section.notes.is_empty()).collect();
    prop_assert_eq!(written.len(), read.len());
    for (section, lesson) in written.into_iter().zip(read) {
        prop_assert_eq!(&section.id, &lesson.lesson.id);
        prop_assert_eq!(section.notes.len(), lesson.notes.len());
        for (entry, note) in section.notes.iter().zip(&lesson.notes) {
            let MarkdownNote { id, second, mark, body, .. } = note;
            prop_assert_eq!((&entry.id, &entry.second, &entry.mark, &entry.body), (id, second, mark, body));
        }
    }
    Ok(())
}

mod properties {
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_comes_back(lessons in vec(section(), 0..4), course: String, learner: Option<String>) {
            let document = Document { course, learner, lessons, ..Document::default() };
            let back = read(&markdown(&document));
            prop_assert!(back.is_ok(), "{:?}", back);
            same(&document.lessons, &back.unwrap_or_default())?;
            let files = markdown_folder(&document);
            prop_assert_eq!(files.len(), document.lessons.len());
            for (lesson, file) in document.lessons.iter().zip(files) {
                let back = read(&file.text);
                prop_assert!(back.is_ok(), "{:?}", back);
                same(std::slice::from_ref(lesson), &back.unwrap_or_default())?;
            }
        }

        #[test]
        fn no_text_makes_reading_fail_other_than_by_an_error(lines in vec(prop_oneof![line(), any::<String>(), "[-*0-9:\\[\\]() #`.<>]{0,12}", "[-*] \\[[0-9:]{1,9}\\]\\(https://youtu.be/[a-z]{11}\\?t=[0-9hms]{0,9}\\).{0,9}"], 0..12)) {
            let _ = read(&lines.join("\n"));
        }

        #[test]
        fn no_bytes_do(bytes: Vec<u8>) {
            if let Ok(text) = markdown_text(&bytes) {
                let _ = read(text);
            }
        }
    }
}

#[test]
fn a_megabyte_comes_back() {
    let words = "心 العربية שלום 👩🏽‍⚕️ words\n<!-- ml-health:end -->\n";
    let mut body = words.repeat(1_000_000 / words.len());
    body.push_str(&"x".repeat(1_000_000 - body.len()));
    let entry = Entry { body, ..Entry::default() };
    let back = read(&markdown(&document(vec![entry.clone()]))).expect("our own");
    assert!(back[0].notes[0].body == entry.body, "a megabyte came back changed");
}

#[test]
fn a_file_that_was_cut_short_is_not_read() {
    let entry = |body: &str| Entry { body: body.into(), ..Entry::default() };
    let lesson = Section { notes: ["one", "two, which is longer"].map(entry).into(), ..Section::default() };
    let whole = markdown(&Document { lessons: vec![lesson], ..Document::default() });
    for end in (whole.len() / 2..whole.len() - 2).filter(|end| whole.is_char_boundary(*end)) {
        let read = read_markdown(&whole[..end], |_| false);
        assert!(read.is_err(), "{:?} was taken for a whole file", &whole[..end]);
    }
}
