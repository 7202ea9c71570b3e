// <note-row>: one note: its second, its text, and the way to change or to delete it. It reads as text until it is
// clicked, or Enter or F2 is pressed on it; then it is a field until it is left.
//
//   const row = new NoteRow();
//   row.note = note;           // a Note, or a NoteDraft whose HTML has not come yet
//
// Sends "note-edit" with { draft } at every change, "note-next" at Enter, "note-left" with { draft } when the field is
// left, "note-seek" with { second } and "note-delete" with { draft }.

/** @import { Note, NoteDraft } from "../types.js" */

import { h, setSanitised } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { NoteField } from "../lib/note-field.js";
import { whenPointerRests } from "../lib/pointer-rest.js";
import { stamp } from "../lib/stamp.js";
import { spoken } from "../lib/time.js";

export class NoteRow extends HTMLElement {
  /** @type {NoteDraft} */
  #draft = { id: "", lesson: "", second: null, body: "" };
  /** What is shown; null while it is the text as it was typed. @type {string | null} */
  #html = null;
  #built = false;
  #editing = false;
  #text = h("div", {
    class: "note-text prose", tabindex: "0", role: "group", "aria-keyshortcuts": "Enter F2",
    onclick: (/** @type {MouseEvent} */ event) => this.#clicked(event),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyOnText(event),
  });
  #field = new NoteField({
    input: (body) => this.#edited(body),
    next: () => this.#next(),
    leave: () => this.#leaveByKey(),
    blurred: () => whenPointerRests(() => this.#left()),
  });

  connectedCallback() {
    if (this.#built) return;
    this.#built = true;
    const { second } = this.#draft;
    const place = second === null ? "about the whole lesson" : `at ${spoken(second)}`;
    this.setAttribute("role", "listitem");
    this.dataset.note = this.#draft.id;
    this.#text.setAttribute("aria-label", `Note ${place}. Enter changes it.`);
    this.#field.element.setAttribute("aria-label", `Note ${place}`);
    this.append(
      second === null
        ? h("span", { class: "note-stamp whole-lesson" }, "Lesson")
        : h("button", { class: "note-stamp link", type: "button", onclick: () => this.#send("note-seek", { second }) },
          h("span", { class: "visually-hidden" }, "Go to "), stamp(second)),
      this.#text,
      h("button", { class: "button icon note-delete", type: "button", "aria-label": `Delete the note ${place}`,
        onclick: () => this.#send("note-delete", { draft: this.#draft }) }, icon("bin")));
  }

  get draft() {
    return this.#draft;
  }

  /** Whether it is a field now. */
  get isEditing() {
    return this.#editing;
  }

  /** @param {Note | NoteDraft} note what is in the database; a field that is being written in stays as it is */
  set note(note) {
    if (this.#editing) return;
    const { id, lesson, second, body } = note;
    this.#draft = { id, lesson, second, body };
    if ("html" in note) this.#showHtml(note.html);
    else this.#showAsTyped();
  }

  edit() {
    if (this.#editing) return;
    this.#editing = true;
    this.#text.replaceWith(this.#field.element);
    this.#field.body = this.#draft.body;
    this.#field.focus();
  }

  focusText() {
    this.#text.focus();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const selecting = document.getSelection()?.type === "Range";
    // A link opens in the browser, and a selection is for copying.
    if (selecting || /** @type {Element} */ (event.target).closest("a")) return;
    this.edit();
  }

  /** @param {KeyboardEvent} event */
  #keyOnText(event) {
    if (event.target !== this.#text || (event.key !== "Enter" && event.key !== "F2")) return;
    event.preventDefault();
    this.edit();
  }

  /** @param {string} body */
  #edited(body) {
    this.#draft = { ...this.#draft, body };
    this.#send("note-edit", { draft: this.#draft });
  }

  #next() {
    this.#read();
    this.#send("note-next");
    this.#send("note-left", { draft: this.#draft });
  }

  #leaveByKey() {
    this.#read();
    this.#text.focus();
    this.#send("note-left", { draft: this.#draft });
  }

  #left() {
    // The field may have been entered again, or left by a key.
    if (!this.#editing || this.#field.element === document.activeElement) return;
    this.#read();
    this.#send("note-left", { draft: this.#draft });
  }

  /** From field to text: as it was typed, until the database has answered with its HTML. */
  #read() {
    // Before the field goes: some engines report that it lost the focus while it is being taken out.
    this.#editing = false;
    this.#field.element.replaceWith(this.#text);
    this.#showAsTyped();
  }

  /** @param {string} html */
  #showHtml(html) {
    if (html === this.#html) return;
    this.#html = html;
    setSanitised(this.#text, html);
    this.#text.classList.remove("as-typed");
  }

  #showAsTyped() {
    this.#html = null;
    this.#text.textContent = this.#draft.body;
    this.#text.classList.add("as-typed");
  }

  /**
   * @param {string} event
   * @param {object} [detail]
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

customElements.define("note-row", NoteRow);
