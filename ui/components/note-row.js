// <note-row>: one note beside the video: its second, its mark, its text, and the way to change or to delete it. It reads as
// text until it is clicked, or Enter or F2 is pressed on it; then it is a field until it is left.
//
//   const row = new NoteRow();
//   row.now = () => 222;       // where the picture is, for a change of the time
//   row.note = note;           // a Note, or a NoteDraft whose HTML has not come yet
//
// Sends "note-edit" with { draft } at every change of the text, "note-next" at Enter, "note-left" with { draft } when the
// field is left, "note-seek" with { second }, and what note-controls.js sends: "note-change", "note-delete", "note-act".

/** @import { Note, NoteDraft } from "../types.js" */

import { draftOf } from "../lib/drafts.js";
import { h, setSanitised } from "../lib/html.js";
import { noteName, toggled } from "../lib/marks.js";
import { NoteControls } from "../lib/note-controls.js";
import { NoteField } from "../lib/note-field.js";
import { placeOf } from "../lib/note-id.js";
import { whenPointerRests } from "../lib/pointer-rest.js";
import { stamp } from "../lib/stamp.js";
import { followTag } from "../lib/tag-link.js";

export class NoteRow extends HTMLElement {
  /** @type {NoteDraft} */
  #draft = { id: "", lesson: "", second: null, mark: null, body: "" };
  /** A text, and the HTML that Rust made of it: the last that came. */
  #rendered = { body: "", html: "" };
  /** The HTML that is shown; null while it is the text as it was typed. @type {string | null} */
  #shown = null;
  #built = false;
  #editing = false;
  #controls = new NoteControls(this, () => this.#draft);
  #stamp = h("div", { class: "note-place" });
  #text = h("div", {
    class: "note-text prose", tabindex: "0", role: "group", "aria-keyshortcuts": "Enter F2 I Q D X",
    onclick: (/** @type {MouseEvent} */ event) => this.#clicked(event),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyOnText(event),
  });
  #field = new NoteField({
    input: (body) => this.#edited({ body }),
    next: () => this.#next(),
    leave: () => this.#leaveByKey(),
    blurred: () => whenPointerRests(() => this.#left()),
    marked: (mark) => this.#edited({ mark: toggled(this.#draft.mark, mark) }),
  });

  connectedCallback() {
    if (this.#built) return;
    this.#built = true;
    this.setAttribute("role", "listitem");
    this.append(this.#stamp, h("div", { class: "note-body" }, this.#controls.head, this.#text), this.#controls.menu);
  }

  get draft() {
    return this.#draft;
  }

  /** Whether it is a field now. */
  get isEditing() {
    return this.#editing;
  }

  /** @param {() => number | null} now where the picture is */
  set now(now) {
    this.#controls.now = now;
  }

  /**
   * @param {Note | NoteDraft} note as it is now. In a field that is open too: what is typed next is added to that, and
   *   takes nothing of it back.
   */
  set note(note) {
    this.#draft = draftOf(note);
    if ("html" in note) this.#rendered = note;
    if (this.#editing) this.#field.become(note.body);
    else this.#showText();
    this.#showPlace();
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
    // A link opens in the browser, a tag leads to its notes, and a selection is for copying.
    if (selecting || /** @type {Element} */ (event.target).closest("a") || followTag(event)) return;
    this.edit();
  }

  /** @param {KeyboardEvent} event */
  #keyOnText(event) {
    if (event.target !== this.#text || (event.key !== "Enter" && event.key !== "F2")) return;
    event.preventDefault();
    this.edit();
  }

  /** @param {Partial<NoteDraft>} change */
  #edited(change) {
    this.#draft = { ...this.#draft, ...change };
    if ("mark" in change) this.#showPlace();
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
    const above = document.querySelector("dialog[open]");
    if (above) return above.addEventListener("close", () => this.#left(), { once: true });
    this.#read();
    this.#send("note-left", { draft: this.#draft });
  }

  /** From field to text. */
  #read() {
    // Before the field goes: some engines report that it lost the focus while it is being taken out.
    this.#editing = false;
    this.#field.element.replaceWith(this.#text);
    this.#showText();
  }

  #showPlace() {
    const { id, second } = this.#draft;
    const name = noteName(this.#draft);
    this.dataset.note = id;
    this.#text.id = placeOf(id);
    this.#text.setAttribute("aria-label", `${name}. Enter changes it.`);
    this.#field.element.setAttribute("aria-label", name);
    this.#controls.show(this.#draft);
    if (this.#stamp.dataset.second === String(second)) return;
    this.#stamp.dataset.second = String(second);
    this.#stamp.replaceChildren(second === null
      ? h("span", { class: "note-stamp whole-lesson" }, "Lesson")
      : h("button", { class: "note-stamp link", type: "button", onclick: () => this.#send("note-seek", { second }) },
        h("span", { class: "visually-hidden" }, "Go to "), stamp(second)));
  }

  /** As it was typed, until the database has answered with its HTML. */
  #showText() {
    const { body, html } = this.#rendered;
    const isRendered = body === this.#draft.body;
    if (isRendered && html === this.#shown) return;
    this.#shown = isRendered ? html : null;
    this.#text.classList.toggle("as-typed", !isRendered);
    if (isRendered) setSanitised(this.#text, html);
    else this.#text.textContent = this.#draft.body;
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
