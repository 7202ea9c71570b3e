//! What is found follows what is kept: the index holds what one that is made afresh would.

use proptest::prelude::*;

use super::{draft, hits, notes, say, write};
use crate::{
    Result, Study,
    id::{LessonId, NoteId},
    note::{Mark, NoteDraft},
    store::{
        search::index_all,
        testing::{NOW, note_id, study, tiny},
    },
    time::Timestamp,
};

/// Every word in the index with its note or cue and its place there.
fn indexed(study: &Study) -> Vec<(String, String, i64, i64)> {
    let all = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.note_term USING fts5vocab (main, note_word, instance);
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.cue_term USING fts5vocab (main, cue_word, instance);";
    study.reader().execute_batch(all).expect("views on the index");
    let mut query = study
        .reader()
        .prepare(
            "SELECT 'note', term, doc, offset FROM note_term UNION ALL SELECT 'cue', term, doc, offset FROM cue_term",
        )
        .expect("a query");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    let mut rows: Vec<_> = rows.expect("rows").map(|row| row.expect("a row")).collect();
    rows.sort();
    rows
}

/// The index is sound and holds what one that is made afresh holds.
pub(super) fn in_step(study: &mut Study) {
    for table in ["note_word", "cue_word"] {
        let check = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
        study.reader().execute_batch(&check).expect(table);
    }
    let found = indexed(study);
    study.write(|tx| Ok(index_all(tx)?)).expect("a new index");
    assert_eq!(found, indexed(study));
}

#[test]
fn what_is_found_follows_what_is_kept() -> Result<()> {
    let mut study = study(&["a", "b"]);
    write(&mut study, 1, None, "alpha");
    assert_eq!(notes(&study, "alpha").len(), 1);
    write(&mut study, 1, None, "beta");
    assert_eq!((notes(&study, "alpha").len(), notes(&study, "beta").len()), (0, 1), "edited");
    study.delete_note(note_id(1), NOW)?;
    assert_eq!(notes(&study, "beta").len(), 0, "deleted");
    study.delete_note(note_id(1), NOW)?;
    study.restore_note(note_id(1), NOW)?;
    assert_eq!(notes(&study, "beta").len(), 1, "restored");
    study.delete_note(note_id(1), NOW)?;
    write(&mut study, 1, None, "gamma");
    assert_eq!((notes(&study, "beta").len(), notes(&study, "gamma").len()), (0, 1), "typed again");
    study.save_note(draft(1, "b", None, Some(Mark::Todo), "gamma"), NOW)?;
    assert_eq!(
        (notes(&study, "lesson:1").len(), notes(&study, "lesson:2 is:todo").len()),
        (0, 1),
        "moved, marked"
    );
    say(&mut study, "b", &["delta", "epsilon"]);
    say(&mut study, "b", &["zeta"]);
    assert_eq!((hits(&study, "delta").len(), hits(&study, "zeta").len()), (0, 1), "replaced");
    in_step(&mut study);
    study.load_course(&tiny(&["a"]))?;
    assert_eq!(hits(&study, "zeta").len(), 0, "of a lesson that left the course");
    assert_eq!(notes(&study, "lesson:b gamma").len(), 1, "whose notes stay");
    study.load_course(&tiny(&["a", "b"]))?;
    study.remove_captions(&LessonId("b".into()))?;
    assert_eq!(hits(&study, "zeta").len(), 0, "removed");
    in_step(&mut study);
    Ok(())
}

/// What happens to a note, with how many days go by before.
#[derive(Debug, Clone)]
enum Change {
    Save(NoteDraft),
    Delete(NoteId),
    Restore(NoteId),
    RestoreRevision(NoteId),
    EmptyTrash,
    LetGo,
    Say(Vec<String>),
    Silence,
}

fn change() -> impl Strategy<Value = Change> {
    let mark = prop::option::of(prop::sample::select(&Mark::ALL[..]));
    let note = (0_u8..4).prop_map(note_id);
    let body = "([a-c心é]{1,3}|#[a-c]| |\n){0,6}";
    let draft = (note.clone(), "[ab]", mark, body).prop_map(|(id, lesson, mark, body)| NoteDraft {
        id,
        lesson: LessonId(lesson),
        second: None,
        mark,
        body,
    });
    prop_oneof![
        6 => draft.prop_map(Change::Save),
        2 => note.clone().prop_map(Change::Delete),
        1 => note.clone().prop_map(Change::Restore),
        1 => note.prop_map(Change::RestoreRevision),
        1 => Just(Change::EmptyTrash),
        1 => Just(Change::LetGo),
        1 => prop::collection::vec("[a-c心]{1,3}", 1..4).prop_map(Change::Say),
        1 => Just(Change::Silence),
    ]
}

mod properties {
    use super::*;

    proptest! {
        #[test]
        fn the_index_holds_what_a_new_one_would(changes in prop::collection::vec((change(), 0_i64..20), 0..30)) {
            let mut study = study(&["a", "b"]);
            let mut now = NOW;
            for (change, days) in changes {
                now = Timestamp(now.0 + days * 86_400_000);
                // What cannot be done, such as restoring a note that is gone, changes nothing.
                let _ = match change {
                    Change::Save(draft) => study.save_note(draft, now).map(drop),
                    Change::Delete(note) => study.delete_note(note, now),
                    Change::Restore(note) => study.restore_note(note, now).map(drop),
                    Change::RestoreRevision(note) => study.note_history(note).and_then(|history| {
                        history.last().map_or(Ok(()), |last| study.restore_revision(last.revision, now).map(drop))
                    }),
                    Change::EmptyTrash => study.empty_trash().map(drop),
                    Change::LetGo => study.let_go_of_old(now),
                    Change::Say(words) => {
                        say(&mut study, "a", &words.iter().map(String::as_str).collect::<Vec<_>>());
                        Ok(())
                    }
                    Change::Silence => study.remove_captions(&LessonId("a".into())),
                };
            }
            in_step(&mut study);
        }
    }
}
