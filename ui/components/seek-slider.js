// <seek-slider>: where the picture is, what was watched, where the notes are; and the way to move it, by pointer or keys.
//
//   slider.duration = 543; slider.position = 222; slider.watched = [[0, 140]]; slider.marks = [76, 134];
//
// Sends "scrub" with { to } while the thumb is dragged, and "seek" with { to } when a place is chosen.

/** @import { Interval } from "../player/intervals.js" */

import { h } from "../lib/html.js";
import { spoken } from "../lib/time.js";

const STEP = 5;
const PAGE = 30;

export class SeekSlider extends HTMLElement {
  /** @type {number | null} */
  #duration = null;
  #position = 0;
  /** @type {Interval[]} */
  #watched = [];
  /** @type {number[]} */
  #marks = [];
  #dragging = false;

  #seen = h("div", { class: "seek-seen" });
  #notes = h("div", { class: "seek-notes" });
  #input = h("input", {
    type: "range", min: 0, max: 1, step: 1, value: 0, disabled: true, "aria-label": "Place in the lesson",
    oninput: () => this.#scrub(),
    onchange: () => this.#choose(Number(this.#input.value)),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    onpointerup: () => this.#release(),
    onblur: () => this.#release(),
  });

  connectedCallback() {
    this.replaceChildren(h("div", { class: "seek-track", "aria-hidden": "true" }, this.#seen, this.#notes), this.#input);
  }

  /** @param {number | null} duration null while it is not known: then there is nowhere to go */
  set duration(duration) {
    if (duration === this.#duration) return;
    this.#duration = duration;
    this.#input.disabled = duration === null;
    this.#input.max = String(Math.max(1, Math.floor(duration ?? 1)));
    this.#showPosition();
    this.#showStretches();
    this.#showMarks();
  }

  /** @param {number} position */
  set position(position) {
    this.#position = position;
    if (!this.#dragging) this.#showPosition();
  }

  /** @param {Interval[]} watched */
  set watched(watched) {
    // To the second, as all that moves here: drawn four times a second, it would cost more than it shows.
    const seconds = watched.map(([from, to]) => /** @type {Interval} */ ([Math.floor(from), Math.ceil(to)]));
    if (String(seconds) === String(this.#watched)) return;
    this.#watched = seconds;
    this.#showStretches();
  }

  /** @param {number[]} marks */
  set marks(marks) {
    if (String(marks) === String(this.#marks)) return;
    this.#marks = marks;
    this.#showMarks();
  }

  #scrub() {
    this.#dragging = true;
    const to = Number(this.#input.value);
    this.#say(to);
    this.#send("scrub", to);
  }

  /** @param {number} to */
  #choose(to) {
    this.#dragging = false;
    this.#position = to;
    this.#showPosition();
    this.#send("seek", to);
  }

  /** Let go where it was taken: nothing was chosen. */
  #release() {
    // After `change`, which comes later than the pointer's release.
    setTimeout(() => {
      if (!this.#dragging) return;
      this.#dragging = false;
      this.#showPosition();
      this.#send("scrub", null);
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const end = Number(this.#input.max);
    /** @type {Record<string, number>} */
    const places = {
      ArrowLeft: this.#position - STEP, ArrowDown: this.#position - STEP,
      ArrowRight: this.#position + STEP, ArrowUp: this.#position + STEP,
      PageDown: this.#position - PAGE, PageUp: this.#position + PAGE,
      Home: 0, End: end,
    };
    const to = places[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#choose(Math.max(0, Math.min(end, to)));
  }

  #showPosition() {
    // While the length is not known there is no place to show.
    const value = this.#duration === null ? "0" : String(Math.floor(this.#position));
    if (this.#input.value !== value) this.#input.value = value;
    this.#say(this.#position);
  }

  /** @param {number} position */
  #say(position) {
    const said = this.#duration === null ? spoken(position) : `${spoken(position)} of ${spoken(this.#duration)}`;
    if (this.#input.getAttribute("aria-valuetext") !== said) this.#input.setAttribute("aria-valuetext", said);
  }

  #showStretches() {
    this.#seen.replaceChildren(...this.#watched.map(([from, to]) =>
      h("span", { style: { left: this.#share(from), right: this.#share((this.#duration ?? 0) - to) } })));
  }

  #showMarks() {
    this.#notes.replaceChildren(...this.#marks.map((second) => h("span", { style: { left: this.#share(second) } })));
  }

  /** @param {number} seconds */
  #share(seconds) {
    if (this.#duration === null) return "0%";
    return `${(Math.max(0, Math.min(1, seconds / this.#duration)) * 100).toFixed(2)}%`;
  }

  /**
   * @param {"scrub" | "seek"} event
   * @param {number | null} to
   */
  #send(event, to) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail: { to } }));
  }
}

customElements.define("seek-slider", SeekSlider);
