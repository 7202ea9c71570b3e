//! Searching what the learner wrote and what is said in their transcripts.

use serde::Serialize;
use ts_rs::TS;

use crate::{
    Result, Study,
    id::{LessonId, NoteId},
    markdown, store,
    store::search::FOUND,
};

/// How many hits of each kind are given.
const HITS: usize = 100;
/// How many words are looked for; more narrow nothing down any further.
const WORDS: usize = 16;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Search {
    /// Notes first, the newest of them first; then cues in the order of the video.
    pub hits: Vec<SearchHit>,
    /// Whether there is more than is given.
    pub more: bool,
}

/// A place where all the words stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SearchHit {
    pub kind: HitKind,
    pub lesson: LessonId,
    /// The second of the video; `None` for a note on the whole lesson.
    pub second: Option<u32>,
    /// `None` for a cue.
    pub note: Option<NoteId>,
    pub resource: Option<String>,
    pub mark: Option<crate::note::Mark>,
    pub title: String,
    /// The words around, sanitised, with what was found in `<mark>`.
    pub html: String,
}

/// Where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    Note,
    Ideas,
    Cue,
    Resource,
}

impl Study {
    /// Looks for notes and cues in which all the words stand, each as a word's beginning, whatever its accents and
    /// capitals. Nothing in the text is syntax: whatever is typed, it is searched for and never an error.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn search(&self, text: &str) -> Result<Search> {
        let Some(query) = query(text) else { return Ok(Search::default()) };
        let notes = store::search::notes(self.reader(), &query, HITS + 1)?;
        let cues = store::search::cues(self.reader(), &query, HITS + 1)?;
        let more = notes.len() > HITS || cues.len() > HITS;
        let notes = notes.into_iter().take(HITS).map(|found| SearchHit {
            kind: HitKind::Note,
            lesson: found.lesson,
            second: found.second,
            note: Some(found.note),
            resource: None,
            mark: None,
            title: String::new(),
            html: marked(&markdown::to_plain(&found.snippet)),
        });
        let cues = cues.into_iter().take(HITS).map(|found| SearchHit {
            kind: HitKind::Cue,
            lesson: found.lesson,
            second: Some(whole(found.start)),
            note: None,
            resource: None,
            mark: None,
            title: String::new(),
            html: marked(&found.snippet),
        });
        Ok(Search { hits: notes.chain(cues).collect(), more })
    }
}

/// The words as FTS5 wants them: each in quotation marks, so that nothing in it is syntax, and as a beginning. `None`
/// when there is no word.
fn query(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words = words.filter(|word| word.contains(char::is_alphanumeric)).take(WORDS);
    let query: Vec<_> = words.map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect();
    (!query.is_empty()).then(|| query.join(" "))
}

fn marked(snippet: &str) -> String {
    let escaped = snippet.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace(FOUND.0, "<mark>").replace(FOUND.1, "</mark>")
}

/// A place in a video in whole seconds. A float turns into the nearest number that there is, whatever it holds.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(seconds: f64) -> u32 {
    seconds as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        note::NoteDraft,
        store::testing::{NOW, note_id, study, tiny},
        transcript::parse,
    };

    fn write(study: &mut Study, number: u8, second: Option<u32>, body: &str) {
        let draft = NoteDraft {
            id: note_id(number),
            lesson: LessonId("a".into()),
            second,
            mark: None,
            body: body.into(),
        };
        study.save_note(draft, NOW).expect("a note");
    }

    fn say(study: &mut Study, lesson: &str, words: &[&str]) {
        let cue =
            |(second, words): (usize, &&str)| format!("00:0{second}.500 --> 00:0{second}.900\n{words}\n\n");
        let file = format!("WEBVTT\n\n{}", words.iter().enumerate().map(cue).collect::<String>());
        let captions = parse(file.as_bytes(), "a.vtt").expect("captions");
        study.keep_transcript(&LessonId(lesson.into()), &captions, NOW).expect("a transcript");
    }

    fn hits(study: &Study, text: &str) -> Vec<String> {
        let found = study.search(text).expect("an answer");
        let told = found.hits.into_iter().map(|hit| match (hit.kind, hit.second) {
            (HitKind::Note, None) => format!("note: {}", hit.html),
            (HitKind::Note, Some(second)) => format!("note at {second}: {}", hit.html),
            (_, second) => format!("cue at {}: {}", second.unwrap_or(u32::MAX), hit.html),
        });
        told.collect()
    }

    /// FTS5's own check that its tables say what the tables behind them do.
    fn in_step(study: &Study) {
        for table in ["note_word", "cue_word"] {
            let check = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
            study.reader().execute_batch(&check).expect(table);
        }
    }

    #[test]
    fn notes_and_transcripts_are_found() {
        let mut study = study(&["a", "b"]);
        write(&mut study, 1, Some(7), "The **sensitivity** of a test");
        write(&mut study, 2, None, "Sensible defaults & <b>naïve</b> models");
        say(&mut study, "b", &["what a test is", "its sensitivity"]);
        for (text, expected) in [
            (
                "sensi",
                &[
                    "note: <mark>Sensible</mark> defaults &amp; &lt;b&gt;naïve&lt;/b&gt; models",
                    "note at 7: The <mark>sensitivity</mark> of a test",
                    "cue at 1: its <mark>sensitivity</mark>",
                ][..],
            ),
            ("TEST sensitivity", &["note at 7: The <mark>sensitivity</mark> of a <mark>test</mark>"]),
            ("naive", &["note: Sensible defaults &amp; &lt;b&gt;<mark>naïve</mark>&lt;/b&gt; models"]),
            ("what", &["cue at 0: <mark>what</mark> a test is"]),
            ("nsitivity", &[]),
            ("sensitivity zebra", &[]),
        ] {
            assert_eq!(hits(&study, text), expected, "{text:?}");
        }
        in_step(&study);
    }

    #[test]
    fn what_is_found_follows_what_is_kept() -> Result<()> {
        let mut study = study(&["a", "b"]);
        write(&mut study, 1, None, "alpha");
        assert_eq!(hits(&study, "alpha").len(), 1);
        write(&mut study, 1, None, "beta");
        assert_eq!((hits(&study, "alpha").len(), hits(&study, "beta").len()), (0, 1), "edited");
        study.delete_note(note_id(1), NOW)?;
        assert_eq!(hits(&study, "beta").len(), 0, "deleted");
        study.delete_note(note_id(1), NOW)?;
        in_step(&study);
        study.restore_note(note_id(1), NOW)?;
        assert_eq!(hits(&study, "beta").len(), 1, "restored");
        study.delete_note(note_id(1), NOW)?;
        write(&mut study, 1, None, "gamma");
        assert_eq!((hits(&study, "beta").len(), hits(&study, "gamma").len()), (0, 1), "typed again");
        say(&mut study, "b", &["delta", "epsilon"]);
        say(&mut study, "b", &["zeta"]);
        assert_eq!((hits(&study, "delta").len(), hits(&study, "zeta").len()), (0, 1), "replaced");
        in_step(&study);
        study.load_course(&tiny(&["a"]))?;
        assert_eq!(hits(&study, "zeta").len(), 0, "of a lesson that left the course");
        study.load_course(&tiny(&["a", "b"]))?;
        study.remove_captions(&LessonId("b".into()))?;
        assert_eq!(hits(&study, "zeta").len(), 0, "removed");
        in_step(&study);
        Ok(())
    }

    #[test]
    fn nothing_that_is_typed_is_syntax() {
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
            "NOT recall\"",
            "body:auc",
        ] {
            let found = hits(&study, text).len();
            assert_eq!(found, usize::from(!matches!(text, "NOT recall\"" | "body:auc")), "{text:?}");
        }
        for text in ["", "  ", "*", "\"", "\"\"", "- + ^ :", "\0"] {
            assert_eq!(hits(&study, text).len(), 0, "{text:?}");
        }
    }

    #[test]
    fn a_common_word_gives_the_newest_and_says_that_there_is_more() -> Result<()> {
        let mut study = study(&["a"]);
        for number in 0..=100 {
            write(&mut study, number, None, &format!("common {number}"));
        }
        let found = study.search("common")?;
        assert_eq!((found.hits.len(), found.more), (HITS, true));
        assert_eq!(found.hits[0].html, "<mark>common</mark> 100");
        assert!(!study.search("common 7")?.more);
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched_for(text in any::<String>()) {
            let mut study = study(&["a"]);
            write(&mut study, 1, None, &text);
            prop_assert!(study.search(&text).is_ok());
            in_step(&study);
        }
    }
}
