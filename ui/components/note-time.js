// <note-time>: changes the second that a note belongs to, in its place: nudged, typed, taken from the video, or none.
//
//   const editor = new NoteTime();
//   editor.second = 76;
//   editor.now = () => 222;   // where the picture is, null before there is one; left out where there is no video
//
// Sends "note-time" with { second } when a time was chosen, null for the whole lesson; and "note-time-left" at Escape or Cancel.

import { h } from "../lib/html.js";
import { isComposing } from "../lib/keyboard.js";
import { clock, seconds } from "../lib/time.js";

/** What the clock can show. */
const LAST = 99 * 3600 + 59 * 60 + 59;

export class NoteTime extends HTMLElement {
  /** @type {number | null} */
  second = null;
  /** @type {(() => number | null) | null} */
  now = null;

  #input = h("input", { type: "text", class: "figures", autocomplete: "off", spellcheck: "false", "aria-label": "Time of the note",
    oninput: () => this.#say("") });
  #wrong = h("p", { class: "note-time-wrong", role: "alert" });

  constructor() {
    super();
    this.addEventListener("keydown", (event) => this.#key(event));
  }

  connectedCallback() {
    // Put into another place, it keeps what was typed.
    if (this.hasChildNodes()) return;
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Change the time of the note");
    this.#input.value = clock(this.second ?? this.now?.() ?? 0);
    const button = (/** @type {string} */ name, /** @type {() => void} */ act, /** @type {object} */ more = {}) =>
      h("button", { class: "button quiet", type: "button", onclick: act, ...more }, name);
    this.replaceChildren(
      h("span", { class: "note-time-nudge" },
        button("−", () => this.#nudge(-1), { "aria-label": "One second earlier" }), this.#input,
        button("+", () => this.#nudge(1), { "aria-label": "One second later" })),
      button("Keep", () => this.#keep()),
      h("span", { class: "note-time-ways" },
        this.now && h("button", { class: "link", type: "button", onclick: () => this.#takeNow() }, "Now"),
        h("button", { class: "link", type: "button", onclick: () => this.#send("note-time", { second: null }) }, "Whole lesson"),
        h("button", { class: "link", type: "button", onclick: () => this.#send("note-time-left") }, "Cancel")),
      this.#wrong);
  }

  focusField() {
    this.#input.focus({ preventScroll: true });
    this.#input.select();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isComposing(event)) return;
    const inField = event.target === this.#input;
    const by = inField ? { ArrowUp: 1, ArrowDown: -1 }[event.key] : undefined;
    if (event.key === "Escape") this.#send("note-time-left");
    else if (event.key === "Enter" && inField) this.#keep();
    else if (by !== undefined) this.#nudge(by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} by */
  #nudge(by) {
    const from = this.#typed();
    if (from === null) return;
    this.#input.value = clock(Math.max(0, Math.min(LAST, from + by)));
    this.#say("");
  }

  #keep() {
    const second = this.#typed();
    if (second !== null) this.#send("note-time", { second });
  }

  #takeNow() {
    const second = this.now?.() ?? null;
    if (second === null) this.#say("The video has not been played yet.");
    else this.#send("note-time", { second });
  }

  /** The time in the field; null, and that is said, for what is none. */
  #typed() {
    const second = seconds(this.#input.value);
    if (second !== null && second <= LAST) return second;
    this.#say("Write a time such as 2:14.");
    this.#input.focus();
    return null;
  }

  /** @param {string} words */
  #say(words) {
    if (this.#wrong.textContent !== words) this.#wrong.textContent = words;
    this.#input.setAttribute("aria-invalid", String(words !== ""));
  }

  /**
   * @param {string} event
   * @param {object} [detail]
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

customElements.define("note-time", NoteTime);
