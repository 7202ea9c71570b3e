// Changing and deleting notes where none is written. What the journal still has of a note, from a lesson that was left in
// haste, is newer than what the database has: left there, it would take the change back when the next lesson is opened.

/** @import { Note, NoteDraft } from "../types.js" */

import * as ipc from "../ipc.js";
import { draftOf, Drafts, isEmpty } from "./drafts.js";

/** More than a lesson has. */
const ANY = 1_000_000;
const WRITTEN_ON = "The note was changed since, so it stays as it is. What it was before is among its earlier versions.";

/**
 * What a change takes from a note, so that it can be given back.
 * @param {NoteDraft} draft
 * @param {Partial<NoteDraft>} change
 * @returns {Partial<NoteDraft>}
 */
export function former(draft, change) {
  return Object.fromEntries(Object.keys(change).map((name) => [name, draft[/** @type {keyof NoteDraft} */ (name)]]));
}

/**
 * The change that takes another back, which had left the note as `left`. A text that was written on since is not
 * overwritten by it: then this throws.
 * @param {NoteDraft} now
 * @param {NoteDraft} left
 * @param {Partial<NoteDraft>} former
 */
export function takenBack(now, left, former) {
  if (former.body !== undefined && now.body !== left.body) throw { code: "written-on", message: WRITTEN_ON };
  return former;
}

/**
 * @param {NoteDraft} note as far as it is known
 * @param {Partial<NoteDraft>} change
 * @returns {Promise<Note>}
 */
export async function changeKept(note, change) {
  const drafts = new Drafts();
  const written = drafts.of(note.id);
  const known = written && !isEmpty(written) ? written : draftOf(note);
  const saved = await ipc.saveNote({ draft: { ...known, ...change } });
  if (written) drafts.committed(written);
  return saved;
}

/**
 * Takes a change back whose page was left; a note that is gone by now stays so.
 * @param {NoteDraft} left as the change left it
 * @param {Partial<NoteDraft>} former
 */
export async function takeBackElsewhere(left, former) {
  const { lessons } = await ipc.notes({ filter: { lesson: left.lesson, mark: null, tag: null }, limit: ANY });
  const now = lessons.flatMap(({ notes }) => notes).find(({ id }) => id === left.id);
  if (now) await changeKept(now, takenBack(new Drafts().of(now.id) ?? now, left, former));
}

/**
 * Deletes the note with what the journal has of it; saved first, that comes back with Undo.
 * @param {string} id
 */
export async function deleteKept(id) {
  await settleKept(id);
  await ipc.deleteNote({ note: id });
  new Drafts().drop(id);
}

/**
 * Saves what the journal has of a note. Rejects if it cannot be saved.
 * @param {string} id
 */
export async function settleKept(id) {
  const drafts = new Drafts();
  const draft = drafts.of(id);
  if (!draft || isEmpty(draft)) return;
  await ipc.saveNote({ draft });
  drafts.committed(draft);
}

/** Saves all that pages which are gone left in the journal. Rejects if some of it cannot be saved. */
export async function settleAllKept() {
  await Promise.all(new Drafts().all().map(({ id }) => settleKept(id)));
}
