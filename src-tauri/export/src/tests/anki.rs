//! Cards, read back the way Anki reads them.

use proptest::{collection::vec, option, prelude::*};

use crate::{Document, Entry, Mark, Section, anki};

/// Rows of fields: parted by tabs, each in quotes, a quote within them doubled.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut ended) = (false, false);
    for c in text.lines().skip_while(|line| line.starts_with('#')).flat_map(|line| line.chars().chain(['\n']))
    {
        match c {
            '"' if ended => {
                field.push('"');
                (quoted, ended) = (true, false);
            }
            '"' if quoted => (quoted, ended) = (false, true),
            '"' => quoted = true,
            c if quoted => field.push(c),
            '\t' | '\n' => {
                row.push(std::mem::take(&mut field));
                ended = false;
                if c == '\n' {
                    rows.push(std::mem::take(&mut row));
                }
            }
            c => panic!("{c:?} outside of quotes"),
        }
    }
    assert!(!quoted && row.is_empty(), "a row without an end");
    rows
}

fn lesson(notes: Vec<Entry>) -> Document {
    let lesson = Section {
        number: Some(3),
        title: "How does it *learn*?".to_owned(),
        video: Some("nrHH8y7cKAc".to_owned()),
        notes,
        ..Section::default()
    };
    let course = "Machine Learning – The Online Course".to_owned();
    Document { course, lessons: vec![lesson], ..Document::default() }
}

fn note(id: &str, mark: Option<Mark>, body: &str) -> Entry {
    let tags = vec!["loss".to_owned()];
    Entry { id: Some(id.to_owned()), second: Some(76), mark, body: body.to_owned(), tags }
}

const LINK: &str = "<p><a href=\"https://youtu.be/nrHH8y7cKAc?t=76\">1:16</a></p>";

#[test]
fn cards_have_all_that_anki_wants() {
    let notes = vec![note("1", None, "Q: a\nA: b \"c\"\td\nQ: e\nA: f")];
    let cards = anki(&lesson(notes), |_| true, |markdown| format!("<b>{markdown}</b>"));
    let headers: Vec<_> = cards.text.lines().take_while(|line| line.starts_with('#')).collect();
    assert_eq!(
        headers,
        [
            "#separator:tab",
            "#html:true",
            "#notetype:Basic",
            "#guid column:1",
            "#deck column:2",
            "#tags column:5"
        ]
    );
    let deck = "Machine Learning::3. How does it learn?";
    assert_eq!(
        rows(&cards.text),
        [
            ["1", deck, "<b>a</b>", &format!("<b>b \"c\"\td</b>{LINK}"), "loss ml-health"],
            ["1-2", deck, "<b>e</b>", &format!("<b>f</b>{LINK}"), "loss ml-health"],
        ]
    );
    assert_eq!((cards.cards, cards.unanswered), (2, 0));
}

#[test]
fn a_marked_question_is_answered_by_the_next_note_unless_that_asks_too() {
    let question = |id, body| note(id, Some(Mark::Question), body);
    for (notes, expected, unanswered) in [
        (vec![question("1", "a"), note("2", None, "b")], vec!["a b"], 0),
        (vec![question("1", "a"), question("2", "b"), note("3", None, "c")], vec!["b c"], 1),
        (vec![question("1", "a"), note("2", None, "Q: b\nA: c")], vec!["b c"], 1),
        (vec![question("1", "Q: a\nA: b"), note("2", None, "c")], vec!["a b"], 0),
        (vec![question("1", "a")], vec![], 1),
        (vec![question("1", "a"), note("2", None, " \n")], vec![], 1),
        (vec![question("1", " "), note("2", None, "a")], vec![], 1),
        (vec![note("1", Some(Mark::Important), "a"), note("2", None, "b")], vec![], 0),
    ] {
        let cards = anki(&lesson(notes), |_| true, str::to_owned);
        let shown: Vec<_> = rows(&cards.text)
            .into_iter()
            .map(|row| format!("{} {}", row[2], row[3].trim_end_matches(LINK)))
            .collect();
        assert_eq!(shown, expected);
        assert_eq!((cards.cards, cards.unanswered), (expected.len(), unanswered));
    }
}

#[test]
fn a_question_is_not_answered_from_the_next_lesson() {
    let mut document = lesson(vec![note("1", Some(Mark::Question), "a")]);
    document.lessons.push(lesson(vec![note("2", None, "b")]).lessons.remove(0));
    assert_eq!(anki(&document, |_| true, str::to_owned).cards, 0);
}

#[test]
fn a_deck_is_never_more_than_the_course_and_the_lesson() {
    for (course, number, title, deck) in [
        ("A – B", Some(3), "c", "A::3. c"),
        ("A::B", Some(3), "c::d: e:", "A: B::3. c: d: e"),
        ("", Some(3), "", "Lesson 3"),
        ("A", None, "\t\"\n", "A::Lesson"),
        ("A", None, "#c", "A::#c"),
    ] {
        let mut document = lesson(vec![note("1", None, "Q: a\nA: b")]);
        document.course = course.to_owned();
        document.lessons[0].number = number;
        document.lessons[0].title = title.to_owned();
        assert_eq!(rows(&anki(&document, |_| true, str::to_owned).text)[0][1], deck);
    }
}

#[test]
fn without_a_video_the_stamp_is_no_link() {
    let mut document = lesson(vec![note("1", None, "Q: a\nA: b")]);
    document.lessons[0].video = None;
    assert_eq!(rows(&anki(&document, |_| true, str::to_owned).text)[0][3], "b<p>1:16</p>");
    document.lessons[0].video = Some("\"><script>".to_owned());
    let back = &rows(&anki(&document, |_| true, str::to_owned).text)[0][3];
    assert_eq!(back, "b<p><a href=\"https://youtu.be/%22%3E%3Cscript%3E?t=76\">1:16</a></p>");
}

mod properties {
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_characters_break_the_rows(
            course: String,
            title: String,
            bodies in vec((option::of(Just(Mark::Question)), "(Q: |A: |[\"\t#\n,;]|\\PC){0,30}", vec(any::<String>(), 0..2)), 0..6),
        ) {
            let notes = bodies.into_iter().map(|(mark, body, tags)| Entry {
                id: Some("1".to_owned()), second: Some(1), mark, body, tags,
            });
            let mut document = lesson(notes.collect());
            document.course = course;
            document.lessons[0].title = title;
            let cards = anki(&document, |_| true, str::to_owned);
            let rows = rows(&cards.text);
            prop_assert_eq!(rows.len(), cards.cards);
            for row in rows {
                prop_assert_eq!(row.len(), 5);
                prop_assert!(row[1].matches("::").count() <= 1, "{}", row[1]);
                prop_assert!(row[4].split(' ').all(|tag| !tag.is_empty()));
            }
        }
    }
}
