// Changing and deleting notes where none is written. What the journal still has of a note, from a lesson that was left in
// haste, is newer than what the database has: left there, it would take the change back when the next lesson is opened.

/** @import { Note, NoteDraft } from "../types.js" */

import * as ipc from "../ipc.js";
import { draftOf, Drafts, isEmpty } from "./drafts.js";

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
 * Changes a note of a lesson that is not open here; one that is gone by now stays so.
 * @param {NoteDraft} note as it was left
 * @param {Partial<NoteDraft>} change
 */
export async function changeElsewhere(note, change) {
  const { notes } = await ipc.lesson({ lesson: note.lesson });
  const now = notes.find(({ id }) => id === note.id);
  if (now) await changeKept(now, change);
}

/**
 * Deletes the note with what the journal has of it; saved first, that comes back with Undo.
 * @param {string} id
 */
export async function deleteKept(id) {
  const drafts = new Drafts();
  const draft = drafts.of(id);
  if (draft && !isEmpty(draft)) await ipc.saveNote({ draft });
  await ipc.deleteNote({ note: id });
  drafts.drop(id);
}
