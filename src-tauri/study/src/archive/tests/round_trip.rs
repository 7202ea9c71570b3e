//! There and back: whatever a learner made comes out of the JSON as it was.

use proptest::prelude::*;

use super::*;
use crate::{
    id::NoteId,
    note::{BODY_LIMIT, NoteFilter},
    settings::PlaybackChoices,
    store::testing::{attacks, tiny},
};

/// Something that a learner does.
#[derive(Debug, Clone)]
enum Deed {
    Write { note: u8, lesson: usize, second: Option<u32>, mark: Option<Mark>, body: String },
    Delete(u8),
    Restore(u8),
    Watch { lesson: usize, report: (f64, f64, f64, f64) },
    Done { lesson: usize, done: bool },
    Choose { name: String, rate: f64, minutes: u32 },
}

const LESSONS: [&str; 3] = ["a", "b", "c"];

fn text() -> impl Strategy<Value = String> {
    let scripts = "(العَرَبِيَّة|עִבְרִית|हिन्दी|ไทย|中文|日本語|한국어|Ελληνικά|Кириллица|Tiếng Việt|👩🏽‍⚕️|🇬🇧|e\u{301}|\u{202e}|\u{feff}|#tag|#心臓|`code`|\\\\|\"|\n|\t| ){0,30}";
    prop_oneof![Just(String::new()), any::<String>(), "\\PC{0,40}", scripts]
}

fn mark() -> impl Strategy<Value = Option<Mark>> {
    prop::option::of(prop::sample::select(Mark::ALL.to_vec()))
}

fn deed() -> impl Strategy<Value = Deed> {
    let write = (0_u8..6, 0_usize..3, prop::option::of(any::<u32>()), mark(), text())
        .prop_map(|(note, lesson, second, mark, body)| Deed::Write { note, lesson, second, mark, body });
    let seconds = 0.0..90_000.0_f64;
    let report = (seconds.clone(), seconds.clone(), seconds, 0.0..300.0_f64);
    prop_oneof![
        4 => write,
        1 => (0_u8..6).prop_map(Deed::Delete),
        1 => (0_u8..6).prop_map(Deed::Restore),
        2 => (0_usize..3, report).prop_map(|(lesson, report)| Deed::Watch { lesson, report }),
        1 => (0_usize..3, any::<bool>()).prop_map(|(lesson, done)| Deed::Done { lesson, done }),
        1 => (text(), 0.0..4.0_f64, 0_u32..2000)
            .prop_map(|(name, rate, minutes)| Deed::Choose { name, rate, minutes }),
    ]
}

/// Some minutes later, or whenever a clock that is wrong says.
fn moment() -> impl Strategy<Value = Timestamp> {
    prop_oneof![9 => (0_i64..1000).prop_map(after), 1 => any::<i64>().prop_map(Timestamp)]
}

fn carry_out(study: &mut Study, deed: Deed, now: Timestamp) -> Result<()> {
    match deed {
        Deed::Write { note, lesson, second, mark, body } => {
            study.save_note(NoteDraft { mark, ..draft(note, LESSONS[lesson], second, &body) }, now)?;
        }
        // There may be no such note.
        Deed::Delete(note) => drop(study.delete_note(note_id(note), now)),
        Deed::Restore(note) => drop(study.restore_note(note_id(note), now)),
        Deed::Watch { lesson, report: (position, duration, from, length) } => {
            let watched = vec![(from, from + length)];
            let report = ProgressReport { position: Some(position), duration: Some(duration), watched };
            study.save_progress(&super::lesson(LESSONS[lesson]), &report, now)?;
        }
        Deed::Done { lesson, done } => {
            study.mark_lesson(&super::lesson(LESSONS[lesson]), done, now)?;
        }
        Deed::Choose { name, rate, minutes } => {
            let playback = Some(PlaybackChoices { rate, ..PlaybackChoices::default() });
            let change = SettingsChange {
                learner_name: Some(name),
                minutes: Some(minutes),
                playback,
                ..SettingsChange::default()
            };
            study.change_settings(change)?;
        }
    }
    Ok(())
}

/// What of a study the learner sees.
fn seen(study: &Study) -> Result<String> {
    let notes = study.notes(&NoteFilter::default(), usize::MAX)?;
    let history = |id: NoteId| {
        study.note_history(id).map(|labels| {
            labels.into_iter().map(|label| (label.written, label.beginning)).collect::<Vec<_>>()
        })
    };
    let histories = (0..6).filter_map(|number| history(note_id(number)).ok()).collect::<Vec<_>>();
    let progress = LESSONS.map(|id| study.progress(&lesson(id), NOW));
    Ok(format!("{notes:?} {:?} {histories:?} {progress:?} {:?}", study.trash()?, study.settings()?))
}

mod properties {
    use super::*;

    /// A case takes as long as many others; `cargo xtask fuzz` asks for as many all the same.
    fn fewer_cases() -> ProptestConfig {
        let asked = ProptestConfig::default();
        ProptestConfig {
            cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 64 },
            ..asked
        }
    }

    proptest! {
        #![proptest_config(fewer_cases())]
        #[test]
        fn what_a_learner_made_comes_back_whole(deeds in prop::collection::vec((deed(), moment()), 0..30)) {
            let mut origin = study(&LESSONS);
            for (deed, now) in deeds {
                carry_out(&mut origin, deed, now)?;
            }
            // What hangs on a lesson that left the course comes back as well.
            origin.load_course(&tiny(&LESSONS[..2]))?;
            let archive = origin.archive(NOW)?;
            let json = archive.to_json()?;
            prop_assert!(super::format::schema().is_valid(&serde_json::from_str(&json).expect("JSON")));
            prop_assert_eq!(&Archive::from_json(json.as_bytes())?, &archive);

            let mut other = study(&LESSONS[..2]);
            let counts = take(&mut other, &origin, after(2000))?;
            prop_assert_eq!(counts.added + counts.trashed, archive.notes.len());
            prop_assert_eq!(&other.archive(NOW)?, &archive);
            prop_assert_eq!(seen(&other)?, seen(&origin)?);

            let before = dump(&other)?;
            let again = take(&mut other, &origin, after(3000))?;
            prop_assert_eq!(again, ImportCounts { same: archive.notes.len(), ..ImportCounts::default() });
            prop_assert_eq!(dump(&other)?, before);
        }
    }
}

#[test]
fn it_comes_back_where_there_is_no_course_yet() -> Result<()> {
    let (origin, mut other) = (full()?, Study::in_memory()?);
    take(&mut other, &origin, after(30))?;
    other.load_course(&tiny(&["a", "b", "c"]))?;
    assert_eq!(other.archive(NOW)?, origin.archive(NOW)?);
    Ok(())
}

#[test]
fn what_would_run_elsewhere_comes_back_to_the_letter() -> Result<()> {
    let mut origin = study(&["a"]);
    for (number, attack) in (0..).zip(attacks()) {
        origin.save_note(draft(number, "a", None, &attack), NOW)?;
    }
    let mut other = study(&["a"]);
    take(&mut other, &origin, after(1))?;
    assert_eq!(other.archive(NOW)?, origin.archive(NOW)?);
    Ok(())
}

#[test]
fn a_note_of_a_megabyte_comes_back_whole() -> Result<()> {
    let mut origin = study(&["a"]);
    for (number, piece) in ["x", "心", "\n", "\"", "👩🏽‍⚕️ #tag\t"].into_iter().enumerate() {
        let body = piece.repeat(BODY_LIMIT / piece.len());
        origin.save_note(draft(u8::try_from(number).expect("few"), "a", None, &body), NOW)?;
    }
    let mut other = study(&["a"]);
    assert_eq!(told(take(&mut other, &origin, after(1))?), "5 added");
    assert_eq!(other.archive(NOW)?, origin.archive(NOW)?);
    Ok(())
}
