// <note-entry>: one note on the page of all notes: its second, its mark, its text. It is written and changed beside the
// video, where "Edit" leads; all else that can be done with a note can be done here.
//
//   const entry = new NoteEntry();
//   entry.place = "#/lesson/models?t=76";   // null when the lesson is gone
//   entry.note = note;
//
// Sends what note-controls.js sends: "note-change", "note-delete" and "note-act"; and "go" with { href, part }.

/** @import { Note, NoteDraft } from "../types.js" */

import { draftOf } from "../lib/drafts.js";
import { h, setSanitised } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { noteName } from "../lib/marks.js";
import { NoteControls } from "../lib/note-controls.js";
import { placeOf } from "../lib/note-id.js";
import { stamp } from "../lib/stamp.js";
import { followTag } from "../lib/tag-link.js";
import { clock } from "../lib/time.js";

export class NoteEntry extends HTMLElement {
  /** @type {string | null} */
  place = null;
  /** @type {NoteDraft} */
  #draft = { id: "", lesson: "", second: null, mark: null, body: "" };
  #html = "";
  #controls = new NoteControls(this, () => this.#draft);
  #stamp = h("div", { class: "kept-stamp" });
  #text = h("div", { class: "prose kept-text", tabindex: "-1", role: "group", onclick: followTag });
  #edit = h("a", { class: "link small", onclick: (/** @type {Event} */ event) => this.#goToEdit(event) }, "Edit");
  #delete = h("button", { class: "button icon", type: "button", onclick: () => this.#askToDelete() }, icon("bin"));

  connectedCallback() {
    this.classList.add("kept-note");
    this.setAttribute("role", "listitem");
    if (this.hasChildNodes()) return;
    this.append(this.#stamp, h("div", { class: "kept-body" }, this.#controls.head, this.#text),
      h("div", { class: "kept-actions" }, this.#edit, this.#delete, this.#controls.menu));
  }

  get draft() {
    return this.#draft;
  }

  /** @param {Note} note */
  set note(note) {
    this.#draft = draftOf(note);
    this.dataset.note = note.id;
    this.#text.setAttribute("aria-label", noteName(note));
    this.#controls.show(note);
    this.#showPlace(note.second);
    if (note.html === this.#html) return;
    this.#html = note.html;
    setSanitised(this.#text, note.html);
  }

  focusText() {
    this.#text.focus();
  }

  focusDelete() {
    this.#delete.focus();
  }

  /** @param {number | null} second */
  #showPlace(second) {
    // A link that has the focus must not be taken away.
    const shown = `${second} ${this.place}`;
    if (this.#stamp.dataset.shown === shown) return;
    this.#stamp.dataset.shown = shown;
    const when = second === null ? "" : ` at ${clock(second)}`;
    this.#stamp.replaceChildren(...(second === null ? [] : [
      this.place ? h("a", { class: "link", href: this.place }, stamp(second)) : h("span", null, stamp(second)),
    ]));
    this.#edit.hidden = this.place === null;
    if (this.place) this.#edit.href = this.place;
    this.#edit.setAttribute("aria-label", `Edit the note${when} in its lesson`);
    this.#delete.setAttribute("aria-label", `Delete the note${when}`);
  }

  /** @param {Event} event the note itself gets the focus there: as a link, it would be the lesson's heading */
  #goToEdit(event) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("go", { bubbles: true, detail: { href: this.place, part: placeOf(this.#draft.id) } }));
  }

  #askToDelete() {
    this.dispatchEvent(new CustomEvent("note-delete", { bubbles: true, detail: { draft: this.#draft } }));
  }
}

customElements.define("note-entry", NoteEntry);
