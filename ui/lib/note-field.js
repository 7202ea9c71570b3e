// The field that a note is written in, in its row and for a new one: it grows with the text, Enter goes on to the next
// note, Shift+Enter makes a new line, Escape leaves.

import { h } from "./html.js";

/**
 * @typedef {object} Hears
 * @property {(body: string) => void} input
 * @property {() => void} next
 * @property {() => void} leave
 * @property {() => void} [blurred]
 */

export class NoteField {
  #hears;
  element = h("textarea", {
    class: "note-field", rows: 1, autocapitalize: "sentences", spellcheck: "true",
    oninput: () => {
      this.#grow();
      this.#hears.input(this.element.value);
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    onblur: () => this.#hears.blurred?.(),
  });

  /** @param {Hears} hears */
  constructor(hears) {
    this.#hears = hears;
  }

  get body() {
    return this.element.value;
  }

  set body(body) {
    this.element.value = body;
    this.#grow();
  }

  /** With the caret at the end. */
  focus() {
    // The video above must not be scrolled away by a focus that nobody asked to look at.
    this.element.focus({ preventScroll: true });
    this.element.setSelectionRange(this.body.length, this.body.length);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Enter that chooses a word in an input method is not ours. Safari's engine says so by the key code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.#hears.next();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#hears.leave();
    }
  }

  #grow() {
    this.element.style.height = "auto";
    this.element.style.height = `${this.element.scrollHeight}px`;
  }
}
