// One line of the transcript: its time, which is read out in words, its text, and the button that quotes it.

/** @import { Cue } from "../types.js" */

import { h } from "./html.js";
import { clock, spoken } from "./time.js";

/** Cloned, not made: there may be thousands. */
const ROW = h("div", { class: "cue-row", role: "listitem" },
  h("button", { class: "cue", type: "button", tabindex: "-1", "aria-keyshortcuts": "Q" },
    h("span", { class: "cue-time figures", "aria-hidden": "true" }), h("span", { class: "visually-hidden" }), h("span", { class: "cue-text" })),
  h("button", { class: "link cue-quote", type: "button", tabindex: "-1" }, "Quote"));

export class CueRow {
  element = /** @type {HTMLElement} */ (ROW.cloneNode(true));
  #line;
  #text;
  #quote;
  #cue;

  /**
   * @param {Cue} cue
   * @param {number} index its place among the lines, by which an event in it is told apart
   */
  constructor(cue, index) {
    const [line, quote] = /** @type {HTMLElement[]} */ ([...this.element.children]);
    const [time, said, text] = /** @type {HTMLElement[]} */ ([...line.children]);
    this.#line = line;
    this.#quote = quote;
    this.#text = text;
    this.#cue = cue;
    this.element.dataset.index = String(index);
    time.textContent = clock(cue.start);
    said.textContent = `${spoken(cue.start)}: `;
    text.textContent = cue.text;
    quote.setAttribute("aria-label", `Quote in a note: ${cue.text.replace(/\s+/g, " ")}`);
  }

  /** @param {boolean} isCurrent whether it is being said */
  set isCurrent(isCurrent) {
    if (isCurrent) this.#line.setAttribute("aria-current", "true");
    else this.#line.removeAttribute("aria-current");
  }

  /** @param {boolean} isStop whether Tab comes to it */
  set isStop(isStop) {
    for (const button of [this.#line, this.#quote]) button.tabIndex = isStop ? 0 : -1;
  }

  /** @param {boolean} isMatch whether it is the one, of those found, that is shown */
  set isMatch(isMatch) {
    this.element.classList.toggle("at", isMatch);
  }

  /** @param {[number, number][]} places of its text that are marked */
  set marked(places) {
    const { text } = this.#cue;
    let end = 0;
    /** @type {(string | Node)[]} */
    const parts = [];
    for (const [from, to] of places) {
      parts.push(text.slice(end, from), h("mark", null, text.slice(from, to)));
      end = to;
    }
    this.#text.replaceChildren(...parts, text.slice(end));
    this.element.classList.toggle("found", places.length > 0);
  }

  focus() {
    this.#line.focus();
  }
}

/**
 * The index of the row that an event happened in; -1 for none.
 * @param {EventTarget | null} target
 */
export function indexOfRow(target) {
  const row = /** @type {Element} */ (target).closest(".cue-row");
  return row instanceof HTMLElement ? Number(row.dataset.index) : -1;
}
