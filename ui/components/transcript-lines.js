// <transcript-lines>: what is said in a lesson, line by line, in a list that scrolls by itself. It marks the line that is
// being said and keeps it in sight, until the learner looks elsewhere in it.
//
//   lines.cues = transcript.cues; lines.position = 83.2;   // null: nothing is played yet
//   lines.sought = "gradient";    // marks every line that has it and shows the next; lines.showMatch(lines.match + 1)
//   lines.follow();               // back to the line that is being said
//
// It has one stop for Tab, the line that the arrows move. Sends "seek-cue" with { second }, "quote-cue" with
// { second, text }, and "following" with { following } when it begins or ceases to keep to the video.

/** @import { Cue } from "../types.js" */

import { systemClock } from "../lib/clock.js";
import { CueRow, indexOfRow } from "../lib/cue-row.js";
import { cueAt, folded, occurrences } from "../lib/cues.js";
import { h } from "../lib/html.js";

/** How long the list stays where the learner has put it, after they last touched it. Milliseconds. */
const LEFT_ALONE = 20_000;

/** How long a scroll of our own may take; what scrolls later is the learner. Milliseconds. */
const OWN_SCROLL = 1_000;

/**
 * With more lines than this, those far from the one that is shown are not laid out, in groups (transcript-panel.css).
 * WebKitGTK takes two seconds to lay out 5,000 rows, and 0.3 s this way; deciding row by row would cost 0.2 s at every
 * change. With fewer it does without: while one scrolls up, heights that were guessed make the list jump.
 */
const LONG = 1_000;
const GROUP = 50;

export class TranscriptLines extends HTMLElement {
  /** @type {Cue[]} */
  #cues = [];
  /** @type {CueRow[]} */
  #rows = [];
  /** @type {HTMLElement[]} */
  #groups = [];
  /** The texts as they are searched. @type {string[]} */
  #folded = [];
  #sought = "";
  /** Where the learner was when they began to search. */
  #soughtFrom = 0;
  /** The rows that have what is sought. @type {number[]} */
  #found = [];
  #match = -1;

  /** @type {number | null} */
  #position = null;
  #current = -1;
  /** The row that Tab comes to. */
  #stop = -1;

  #clock;
  #following = true;
  #touched = 0;
  #ownScrollUntil = 0;

  #list = h("div", { class: "cues", role: "list", "aria-label": "Lines of the transcript", "aria-describedby": "cues-keys" });

  /** @param {{ clock?: import("../lib/clock.js").Clock }} [given] */
  constructor({ clock = systemClock } = {}) {
    super();
    this.#clock = clock;
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    // A click leaves the focus where it is: in the note that is being written, or where Space stops the video.
    this.#list.addEventListener("mousedown", (event) => {
      if (indexOfRow(event.target) !== -1) event.preventDefault();
    });
    this.#list.addEventListener("scroll", () => {
      if (this.#clock.now() > this.#ownScrollUntil) this.#touch();
    });
    for (const touch of ["wheel", "touchmove", "pointerdown", "focusin"]) {
      this.#list.addEventListener(touch, () => this.#touch(), { passive: true });
    }
  }

  connectedCallback() {
    this.replaceChildren(this.#list,
      h("p", { id: "cues-keys", class: "visually-hidden" }, "The arrow keys move, Enter plays from a line, Q quotes it in a note."));
  }

  /** @param {Cue[]} cues by their start */
  set cues(cues) {
    this.#cues = cues;
    this.#rows = cues.map((cue, index) => new CueRow(cue, index));
    this.#folded = cues.map(({ text }) => folded(text));
    [this.#found, this.#match, this.#current, this.#stop] = [[], -1, -1, -1];
    this.#groups = groupsOf(this.#rows);
    this.#list.classList.toggle("long", cues.length > LONG);
    this.#list.replaceChildren(...this.#groups);
    this.#ownScrollUntil = this.#clock.now() + OWN_SCROLL;
    this.#setStop(0);
    this.#mark();
    this.#setFollowing(true);
    this.#markCurrent();
    // Asked for a place at once, WebKitGTK would lay out every row.
    afterLayout(() => {
      if (this.isConnected && this.#following) this.#reveal(this.#current);
    });
  }

  /** @param {number | null} position where the picture is, in seconds */
  set position(position) {
    this.#position = position;
    this.#keepUp();
  }

  /** @param {string} sought */
  set sought(sought) {
    const typed = folded(sought.trim());
    // A single letter stands in every line; a single 心 does not.
    const to = /^[a-z0-9]$/.test(typed) ? "" : typed;
    if (to === this.#sought) return;
    if (this.#sought === "") this.#soughtFrom = this.#stop;
    this.#sought = to;
    this.#mark();
    this.showMatch(Math.max(0, this.#found.findIndex((index) => index >= this.#soughtFrom)));
  }

  /** Whether enough was given to be sought. */
  get isSearched() {
    return this.#sought !== "";
  }

  /** How many lines have what is sought. */
  get found() {
    return this.#found.length;
  }

  /** Which of the lines found is shown, from 0; -1 while none is. */
  get match() {
    return this.#match;
  }

  /** @param {number} match goes round at the ends */
  showMatch(match) {
    if (this.#found.length === 0) return;
    this.#touch();
    this.#setMatch(false);
    this.#match = (match + this.#found.length) % this.#found.length;
    this.#setMatch(true);
    this.#setStop(this.#found[this.#match]);
    this.#reveal(this.#found[this.#match]);
  }

  /** Back to the line that is being said, with the focus on it. */
  follow() {
    this.#goTo(Math.max(0, this.#current));
    this.#setFollowing(true);
    this.#reveal(this.#current);
  }

  /** The focus to the line that Tab would come to. */
  focusLine() {
    this.#rows[this.#stop]?.focus();
  }

  #keepUp() {
    const resumes = !this.#following && this.#sought === "" && this.#clock.now() - this.#touched > LEFT_ALONE;
    if (resumes) this.#setFollowing(true);
    const changed = this.#markCurrent();
    if (this.#following && (changed || resumes)) this.#reveal(this.#current);
  }

  /** Whether it is another line than before. */
  #markCurrent() {
    const index = this.#position === null ? -1 : cueAt(this.#cues, this.#position);
    if (index === this.#current) return false;
    const before = this.#rows[this.#current];
    if (before) before.isCurrent = false;
    this.#current = index;
    if (index !== -1) this.#rows[index].isCurrent = true;
    // Tab comes to what is being said, but a line that has the focus keeps it.
    if (this.#following && !this.#list.contains(document.activeElement)) this.#setStop(Math.max(0, index));
    return true;
  }

  /** The learner looks at something in the list: it stays where it is. */
  #touch() {
    this.#touched = this.#clock.now();
    this.#setFollowing(false);
  }

  /** @param {boolean} following */
  #setFollowing(following) {
    if (following === this.#following) return;
    this.#following = following;
    this.#send("following", { following });
  }

  /**
   * Puts a row a third below the top of the list, unless it is well in sight. Only the list is scrolled, never the page.
   * @param {number} index
   */
  #reveal(index) {
    const row = this.#rows[index]?.element;
    if (!row) return;
    this.#layOutAround(index);
    const { above, below } = placeOf(row, this.#list);
    // Wholly in the list, and with a few lines below it that come next.
    if (above >= 0 && below >= this.#list.clientHeight / 5) return;
    const by = above - this.#list.clientHeight / 3;
    const isNear = Math.abs(by) < this.#list.clientHeight;
    const glides = isNear && Boolean(window.matchMedia?.("(prefers-reduced-motion: no-preference)").matches);
    this.#ownScrollUntil = this.#clock.now() + OWN_SCROLL;
    this.#list.scrollBy?.({ top: by, behavior: glides ? "smooth" : "instant" });
  }

  /**
   * Whatever will be in sight with this row gets its true place, and the guess for the rest gets better.
   * @param {number} index
   */
  #layOutAround(index) {
    const at = Math.floor(index / GROUP);
    const isNew = !isLaidOut(this.#groups[at]);
    for (const group of this.#groups.slice(Math.max(0, at - 1), at + 2)) {
      if (!isLaidOut(group)) group.classList.add("laid-out");
    }
    const height = isNew && this.#list.classList.contains("long") ? this.#groups[at].offsetHeight : 0;
    if (height > 0) this.#list.style.setProperty("--group-height", `${height}px`);
  }

  #mark() {
    const before = new Set(this.#found);
    this.#setMatch(false);
    this.#match = -1;
    this.#found = [];
    for (const [index, text] of this.#folded.entries()) {
      const places = occurrences(text, this.#sought);
      if (places.length > 0) this.#found.push(index);
      if (places.length > 0 || before.has(index)) this.#rows[index].marked = places;
    }
  }

  /** @param {boolean} isMatch */
  #setMatch(isMatch) {
    if (this.#match !== -1) this.#rows[this.#found[this.#match]].isMatch = isMatch;
  }

  /** @param {number} index */
  #setStop(index) {
    const [before, after] = [this.#rows[this.#stop], this.#rows[index]];
    if (before) before.isStop = false;
    if (after) after.isStop = true;
    this.#stop = index;
  }

  /** @param {number} index */
  #goTo(index) {
    if (!this.#rows[index]) return;
    this.#setStop(index);
    this.#layOutAround(index);
    this.#rows[index].focus();
  }

  /** @param {Event} event */
  #clicked({ target }) {
    const index = indexOfRow(target);
    if (index === -1) return;
    if (/** @type {Element} */ (target).closest(".cue-quote")) return this.#quote(index);
    this.#setStop(index);
    this.#send("seek-cue", { second: this.#cues[index].start });
    // Who plays from a line wants to go on from there.
    this.#setFollowing(true);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const index = indexOfRow(event.target);
    if (index === -1 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#rows.length - 1;
    /** @type {Record<string, number>} */
    const moves = { ArrowUp: Math.max(0, index - 1), ArrowDown: Math.min(last, index + 1), Home: 0, End: last };
    if (event.key in moves) {
      event.preventDefault();
      this.#goTo(moves[event.key]);
    } else if (event.key.toLowerCase() === "q") {
      event.preventDefault();
      if (!event.repeat) this.#quote(index);
    }
  }

  /** @param {number} index */
  #quote(index) {
    const { start, text } = this.#cues[index];
    this.#setStop(index);
    this.#send("quote-cue", { second: Math.floor(start), text });
  }

  /**
   * @param {string} event
   * @param {object} detail
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

/** @param {HTMLElement} group */
function isLaidOut(group) {
  return group.classList.contains("laid-out");
}

/** @param {() => void} run */
function afterLayout(run) {
  window.requestAnimationFrame(() => window.requestAnimationFrame(run));
}

/** @param {CueRow[]} rows */
function groupsOf(rows) {
  const count = Math.ceil(rows.length / GROUP);
  return Array.from({ length: count }, (_, group) =>
    h("div", { class: "cue-group" }, rows.slice(group * GROUP, (group + 1) * GROUP).map(({ element }) => element)));
}

/**
 * How far a row is below the upper edge of the list, and above the lower one; negative beyond it.
 * @param {HTMLElement} row
 * @param {HTMLElement} list
 */
function placeOf(row, list) {
  const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  return { above: inner.top - outer.top, below: outer.bottom - inner.bottom };
}

customElements.define("transcript-lines", TranscriptLines);
