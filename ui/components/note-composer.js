// <note-composer>: the row at the end, where the next note is written. It shows the second that the note will have; at
// the first letter the note exists and keeps that second. A mark may be given to it before or after that.
//
//   composer.lesson = "deep-learning"; composer.second = 222;   // null: about the lesson as a whole
//   composer.quote({ second: 83, text: "…" });   // what was said then, into the note under way or a new one of that second
//
// The note is finished by Enter, by Escape, or by going elsewhere; but not by going to an element marked with
// data-keeps-note-open, which is how one stops the video in the middle of a sentence and goes on writing, nor to a dialog,
// which gives the focus back.
//
// Sends "note-edit" with { draft } at every change, "note-kept" with { draft } when the note is finished, after which the
// composer is empty again, and "note-escape" when Escape leaves the field.

/** @import { Mark, NoteDraft } from "../types.js" */

import { isEmpty } from "../lib/drafts.js";
import { h } from "../lib/html.js";
import { MARK_WORDS, markLabel, toggled } from "../lib/marks.js";
import { NoteField } from "../lib/note-field.js";
import { noteId } from "../lib/note-id.js";
import { whenPointerRests } from "../lib/pointer-rest.js";
import { clock } from "../lib/time.js";

export class NoteComposer extends HTMLElement {
  lesson = "";
  /** @type {number | null} */
  #second = null;
  /** @type {NoteDraft | null} */
  #draft = null;
  /** Of the note that is written, or will be. @type {Mark | null} */
  #mark = null;
  #stamp = h("span", { class: "figures", "aria-hidden": "true" });
  #marked = h("span", { role: "status" });
  #field = new NoteField({
    input: (body) => this.#edited(body),
    next: () => this.#keep(),
    leave: () => this.#escape(),
    marked: (mark) => this.#setMark(toggled(this.#mark, mark)),
  });

  connectedCallback() {
    document.addEventListener("focusin", this.#focusMoved);
    this.#field.element.setAttribute("placeholder", "Write a note");
    this.replaceChildren(
      h("div", { class: "composer-head" }, this.#stamp, this.#marked, h("span", { class: "composer-hint", "aria-hidden": "true" }, "Enter keeps it")),
      this.#field.element);
    this.#showSecond();
    this.#showMark();
  }

  disconnectedCallback() {
    document.removeEventListener("focusin", this.#focusMoved);
  }

  /** The note that is being written, if one is. */
  get draft() {
    return this.#draft;
  }

  /** @param {number | null} second where the picture is now */
  set second(second) {
    if (second === this.#second) return;
    this.#second = second;
    this.#showSecond();
  }

  get hasFocus() {
    return this.#field.element === document.activeElement;
  }

  focusField() {
    this.#field.focus();
  }

  /** Into view as well: asked for by a key, not by the way. */
  goToField() {
    this.#field.focus();
    this.scrollIntoView?.({ block: "nearest" });
  }

  /** @param {{ second: number, text: string }} line of the transcript */
  quote({ second, text }) {
    const before = this.#draft && !isEmpty(this.#draft) ? this.#draft.body.replace(/\n?$/, "\n") : "";
    const body = before + quoted(text);
    this.#field.body = body;
    this.#edited(body, second);
    this.goToField();
  }

  /**
   * @param {string} body
   * @param {number | null} [second] which a note that begins now is about
   */
  #edited(body, second = this.#second) {
    const draft = this.#draft;
    if (draft === null && body.trim() === "") return;
    if (draft === null) this.#draft = { id: noteId(Date.now()), lesson: this.lesson, second, mark: this.#mark, body };
    // Emptied and begun again, it is about what is seen now.
    else this.#draft = { ...draft, second: isEmpty(draft) ? second : draft.second, body };
    this.#showSecond();
    this.#send("note-edit", { draft: this.#draft });
  }

  /** @param {Mark | null} mark */
  #setMark(mark) {
    this.#mark = mark;
    this.#showMark();
    if (this.#draft === null) return;
    this.#draft = { ...this.#draft, mark };
    this.#send("note-edit", { draft: this.#draft });
  }

  #focusMoved = (/** @type {FocusEvent} */ event) => {
    const to = /** @type {Element} */ (event.target);
    if (this.#draft === null || this.contains(to) || to.closest("dialog, [data-keeps-note-open]")) return;
    whenPointerRests(() => {
      if (!this.hasFocus) this.#keep();
    });
  };

  #keep() {
    const draft = this.#draft;
    this.#draft = null;
    this.#mark = null;
    this.#field.body = "";
    this.#showSecond();
    this.#showMark();
    if (draft) this.#send("note-kept", { draft });
  }

  #escape() {
    this.#keep();
    this.#send("note-escape");
  }

  #showMark() {
    const said = this.#mark === null ? "" : `, ${MARK_WORDS[this.#mark].toLowerCase()}`;
    this.#field.element.setAttribute("aria-label", `New note${said}`);
    this.#marked.replaceChildren(...(this.#mark === null ? [] : [markLabel(this.#mark)]));
  }

  #showSecond() {
    const second = this.#draft && !isEmpty(this.#draft) ? this.#draft.second : this.#second;
    const said = second === null ? "Whole lesson" : clock(second);
    if (this.#stamp.textContent !== said) this.#stamp.textContent = said;
  }

  /**
   * @param {string} event
   * @param {object} [detail]
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

/**
 * As Markdown quotes it, with the line after it on which one goes on writing.
 * @param {string} text
 */
function quoted(text) {
  return `${text.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n")}\n\n`;
}

customElements.define("note-composer", NoteComposer);
