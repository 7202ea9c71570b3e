// <note-list>: the rows of a lesson's notes, in the order of the lesson.
//
//   list.now = () => 222;      // where the picture is, for a change of a note's time
//   list.show(note);           // a row for it, or in its row, at its place
//   list.takeOut(note.id);     // the focus goes to its neighbour

/** @import { Note, NoteDraft } from "../types.js" */

import { rowAfter } from "../lib/note-order.js";
import { NoteRow } from "./note-row.js";

export class NoteList extends HTMLElement {
  /** @type {() => number | null} */
  now = () => null;
  /** @type {Map<string, NoteRow>} */
  #rows = new Map();

  connectedCallback() {
    this.className = "notes-list";
    this.setAttribute("role", "list");
    this.setAttribute("aria-label", "Notes of this lesson");
  }

  /** @param {string} id */
  row(id) {
    return this.#rows.get(id);
  }

  get rows() {
    return [...this.#rows.values()];
  }

  /** @param {Note | NoteDraft} note */
  show(note) {
    const known = this.#rows.get(note.id);
    const row = known ?? Object.assign(new NoteRow(), { now: () => this.now() });
    const before = known?.draft.second;
    row.note = note;
    this.#rows.set(note.id, row);
    if (!known || row.draft.second !== before) this.#place(row);
  }

  /**
   * @param {string} id
   * @returns {boolean} whether the focus was there and has no other note to go to
   */
  takeOut(id) {
    const row = this.#rows.get(id);
    if (!row) return false;
    const hadFocus = row.contains(document.activeElement);
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    this.#rows.delete(id);
    row.remove();
    if (!hadFocus) return false;
    if (neighbour instanceof NoteRow) neighbour.focusText();
    return neighbour === null;
  }

  /** @param {NoteRow} row */
  #place(row) {
    const focused = row.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    this.insertBefore(row, rowAfter(this.#rows.values(), row.draft));
    // In another place of the document, it has lost it.
    focused?.focus({ preventScroll: true });
    if (focused) row.scrollIntoView?.({ block: "nearest" });
  }
}

customElements.define("note-list", NoteList);
