//! What has to be there once an act was acknowledged.

use std::collections::BTreeMap;

use ml_health_study::{
    Error, Study,
    archive::ArchivedNote,
    id::{LessonId, NoteId},
    note::{NoteDraft, NoteFilter},
    search::HitKind,
};

use super::{Act, NOW, Random, same, short, told};

/// What the learner made, as far as the acts reach: all of it is compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Made {
    notes: BTreeMap<NoteId, Kept>,
    places: BTreeMap<LessonId, f64>,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Kept {
    draft: NoteDraft,
    deleted: bool,
    /// The bodies of its revisions, the oldest first.
    before: Vec<String>,
}

impl Made {
    /// What there is once the act was carried out.
    #[must_use]
    pub fn after(mut self, act: &Act) -> Self {
        match act.clone() {
            Act::Save(draft) => self.write(draft),
            Act::Delete(id) => self.throw(id, true),
            Act::Restore(id) => self.throw(id, false),
            Act::Place(lesson, place) => drop(self.places.insert(lesson, place)),
            Act::Name(name) => self.name = Some(name),
            Act::Import(drafts, lesson, place) => {
                for draft in drafts {
                    self.write(draft);
                }
                self.places.insert(lesson, place);
            }
            Act::EmptyTrash => self.notes.retain(|_, note| !note.deleted),
            Act::Backup | Act::Rehearse | Act::PutBack(..) | Act::Reopen => {}
        }
        self
    }

    /// What there can be when the act was begun: what there was, what there is in its midst, what there is at its end.
    #[must_use]
    pub fn while_at(&self, act: &Act) -> Vec<Self> {
        let midst = match act.clone() {
            Act::PutBack(drafts, lesson, place) => Some(Act::Import(drafts, lesson, place)),
            _ => None,
        };
        let states = midst.iter().chain([act]).map(|act| self.clone().after(act));
        [self.clone()].into_iter().chain(states).collect()
    }

    /// In what something else is not this, in words.
    #[must_use]
    pub fn differs_from(&self, found: &Self) -> String {
        let ids = self.notes.keys().chain(found.notes.keys());
        let (found, expected) = match ids.into_iter().find(|id| self.notes.get(id) != found.notes.get(id)) {
            Some(id) => (short(&found.notes.get(id)), short(&self.notes.get(id))),
            None => (short(&(&found.places, &found.name)), short(&(&self.places, &self.name))),
        };
        format!("{found} instead of {expected}")
    }

    fn write(&mut self, draft: NoteDraft) {
        match self.notes.get_mut(&draft.id) {
            Some(note) => {
                note.before.push(std::mem::replace(&mut note.draft, draft).body);
                note.deleted = false;
            }
            None => drop(self.notes.insert(draft.id, Kept { draft, deleted: false, before: vec![] })),
        }
    }

    fn throw(&mut self, id: NoteId, deleted: bool) {
        if let Some(note) = self.notes.get_mut(&id) {
            note.deleted = deleted;
        }
    }

    /// What a database holds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(study: &Study) -> Result<Self, Error> {
        let archive = study.archive(NOW)?;
        let notes = archive.notes.into_iter().map(|note| {
            let ArchivedNote { id, lesson, second, mark, body, deleted, revisions, .. } = note;
            let before = revisions.into_iter().map(|revision| revision.body).collect();
            let draft = NoteDraft { id, lesson, second, mark, body };
            (id, Kept { draft, deleted: deleted.is_some(), before })
        });
        Ok(Self {
            notes: notes.collect(),
            places: archive.progress.into_iter().map(|place| (place.lesson, place.position)).collect(),
            name: archive.settings.get("learnerName").and_then(|name| name.as_str()).map(str::to_owned),
        })
    }

    /// Says in what a database differs from this, where one can see it from outside: what is counted and what is found.
    pub fn is_told_by(&self, study: &Study, random: &mut Random) -> Result<(), String> {
        let shown = told(study.notes(&NoteFilter::default(), 0))?;
        let deleted = self.notes.values().filter(|note| note.deleted).count();
        same("notes counted", &(self.notes.len() - deleted, deleted), &(shown.total, shown.trashed))?;
        for note in self.notes.values().filter(|_| random.below(4) == 0) {
            let first = |body: &str| body.split([' ', '\n']).next().unwrap_or_default().to_owned();
            let found = |word: String| -> Result<Vec<NoteId>, String> {
                let hits = told(study.search(&word))?.hits.into_iter();
                Ok(hits.filter(|hit| hit.kind == HitKind::Note).filter_map(|hit| hit.note).collect())
            };
            let expected: Vec<_> = Some(note.draft.id).filter(|_| !note.deleted).into_iter().collect();
            same("notes found", &expected, &found(first(&note.draft.body))?)?;
            if let Some(before) = note.before.last() {
                same("notes found by what they were", &vec![], &found(first(before))?)?;
            }
        }
        Ok(())
    }
}
