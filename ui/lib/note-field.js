// The field that a note is written in, in its row and for a new one: it grows with the text, Enter goes on to the next
// note, Shift+Enter makes a new line, Escape leaves. Its keys for Markdown are in KEYS, what they do to the text in
// note-emphasis.js, note-links.js and note-lists.js; what is pasted goes through note-paste.js.

/** @import { Mark } from "../types.js" */
/** @import { Edit, Passage } from "./note-edit.js" */

import { h } from "./html.js";
import { characterOf, digitOf, isCommand, isComposing, isMac } from "./keyboard.js";
import { markOfChord } from "./marks.js";
import { carriedOut } from "./note-edit.js";
import { bold, code, italic } from "./note-emphasis.js";
import { linked } from "./note-links.js";
import { listGoneOnWith, listed } from "./note-lists.js";
import { pasted } from "./note-paste.js";

/**
 * @typedef {object} Hears
 * @property {(body: string) => void} input
 * @property {() => void} next
 * @property {() => void} leave
 * @property {() => void} [blurred]
 * @property {(mark: Mark) => void} [marked] a mark was asked for by its chord
 */

/** So long a text fills the field to its greatest height in any window; below, measuring it costs little. */
const FULL = 10_000;

/** A webview types line by line: WebKit takes 2 ms for each, so that 1,700 lines would take more than three seconds. */
const TYPED_LINES = 150;

/**
 * With Ctrl, on a Mac with Command. Without Shift, Ctrl+K is the search.
 * @type {Record<string, (passage: Passage) => Edit | null>}
 */
const KEYS = {
  b: bold, i: italic, e: code, "shift+k": linked,
  "shift+8": (passage) => listed(passage, "bullets"), "shift+7": (passage) => listed(passage, "numbers"),
};

export class NoteField {
  #hears;
  /** Whether an edit is under way, of which a webview may tell line by line. */
  #carrying = false;
  element = h("textarea", {
    class: "note-field", rows: 1, autocapitalize: "sentences", spellcheck: "true",
    oninput: () => {
      if (!this.#carrying) this.#changed();
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    onpaste: (/** @type {ClipboardEvent} */ event) => this.#paste(event),
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

  /**
   * Changed by somebody else while it is written in: the caret stays.
   * @param {string} body
   */
  become(body) {
    if (body === this.body) return;
    const { selectionStart, selectionEnd } = this.element;
    this.body = body;
    this.element.setSelectionRange(selectionStart, selectionEnd);
  }

  /** With the caret at the end. */
  focus() {
    // The video above must not be scrolled away by a focus that nobody asked to look at.
    this.element.focus({ preventScroll: true });
    this.element.setSelectionRange(this.body.length, this.body.length);
  }

  /** @returns {Passage} */
  get #passage() {
    const { value, selectionStart, selectionEnd } = this.element;
    return { text: value, start: selectionStart, end: selectionEnd };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Enter that chooses a word in an input method is not ours.
    if (isComposing(event)) return;
    const mark = markOfChord(event, isMac());
    if (mark && this.#hears.marked) {
      event.preventDefault();
      this.#hears.marked(mark);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.#enter(event);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#hears.leave();
    } else if (isCommand(event, isMac())) {
      this.#command(event);
    }
  }

  /** @param {KeyboardEvent} event */
  #enter(event) {
    if (!event.shiftKey) {
      event.preventDefault();
      return this.#hears.next();
    }
    const edit = listGoneOnWith(this.#passage);
    if (edit === null) return;
    event.preventDefault();
    this.#carryOut(edit);
  }

  /** @param {KeyboardEvent} event */
  #command(event) {
    const key = event.shiftKey ? `shift+${digitOf(event) ?? characterOf(event)}` : characterOf(event);
    if (!Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    const edit = event.repeat ? null : KEYS[key](this.#passage);
    if (edit) this.#carryOut(edit);
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const edit = pasted(this.#passage, event.clipboardData?.getData("text/plain") ?? "");
    if (edit === null) return;
    event.preventDefault();
    this.#carryOut(edit);
  }

  /**
   * As if it were typed where the webview can do that soon enough, so that its own Undo takes it back.
   * @param {Edit} edit
   */
  #carryOut({ from, to, put, start, end }) {
    const { element } = this;
    const expected = carriedOut(element.value, { from, to, put });
    if (expected !== element.value) {
      this.#carrying = true;
      element.setSelectionRange(from, to);
      if (put.split("\n", TYPED_LINES + 1).length <= TYPED_LINES) document.execCommand?.(put === "" ? "delete" : "insertText", false, put);
      if (element.value !== expected) element.setRangeText(expected, 0, element.value.length);
      this.#carrying = false;
      this.#changed();
    }
    element.setSelectionRange(start, end);
  }

  #changed() {
    this.#grow();
    this.#hears.input(this.element.value);
  }

  #grow() {
    const { style, classList, value } = this.element;
    // Each measuring lays the whole text out anew.
    const isFull = value.length > FULL;
    classList.toggle("full", isFull);
    // At each letter WebKitGTK checks the whole field: at 100 kB, for a tenth of a second and more.
    this.element.spellcheck = !isFull;
    if (isFull) return style.removeProperty("height");
    style.height = "auto";
    style.height = `${this.element.scrollHeight}px`;
  }
}
