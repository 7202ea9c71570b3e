// <transcript-panel>: the captions of a lesson as a text that follows the video, can be searched, and can be quoted in a
// note; and where the learner adds, replaces and removes them. The lines themselves are <transcript-lines>.
//
//   panel.lesson = "deep-learning"; panel.source = fetched.transcript;   // set again whenever the page was fetched anew
//   panel.position = 83.2;                                               // null: nothing is played yet
//
// Sends "captions-changed" with { transcript } once lines were loaded, or null once they are gone; and, from the lines,
// "seek-cue" with { second } and "quote-cue" with { second, text }.

/** @import { Transcript, TranscriptSource } from "../types.js" */

import * as ipc from "../ipc.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { counted } from "../lib/time.js";
import { toast } from "../lib/toast.js";
import { TranscriptLines } from "./transcript-lines.js";

export class TranscriptPanel extends HTMLElement {
  lesson = "";
  /** @type {TranscriptSource | null} */
  #source = null;
  /** When the captions that are shown, or are on their way, were kept. @type {number | null} */
  #kept = null;
  #busy = false;

  #about = h("p", { class: "transcript-about", role: "status" });
  #add = h("button", { class: "button quiet small", type: "button", onclick: () => this.#during(() => this.#attach()) });
  #remove = h("button", { class: "button quiet small", type: "button", "aria-label": "Remove the captions",
    onclick: () => this.#during(() => this.#forget()) }, "Remove");
  #find = h("input", { type: "text", role: "searchbox", class: "transcript-find", "aria-label": "Find in the transcript", placeholder: "Find in the transcript",
    autocomplete: "off", spellcheck: "false", oninput: () => this.#seek(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#findKey(event) });
  #found = h("p", { class: "transcript-found", role: "status" });
  #follow = h("button", { class: "button quiet small transcript-follow", type: "button", onclick: () => this.#lines.follow() }, "Follow the video");
  #tools = h("div", { class: "transcript-tools", hidden: true }, h("div", { class: "transcript-search" }, this.#find, this.#found), this.#follow);
  #failed = h("p", { class: "problem", hidden: true }, "The lines could not be read. ",
    h("button", { class: "link", type: "button", onclick: () => this.#load() }, "Try again"));
  #lines;

  /** @param {{ clock?: import("../lib/clock.js").Clock }} [given] */
  constructor(given) {
    super();
    this.#lines = new TranscriptLines(given);
    this.#lines.hidden = true;
    this.#lines.addEventListener("following", (event) => this.#showFollowing(/** @type {CustomEvent} */ (event).detail.following));
  }

  connectedCallback() {
    // Whoever goes from a note to a line, to quote it, goes on with that note.
    this.dataset.keepsNoteOpen = "";
    this.replaceChildren(
      h("section", { class: "transcript", "aria-labelledby": "transcript-heading" },
        h("header", { class: "transcript-head" },
          h("h2", { id: "transcript-heading" }, "Transcript"),
          h("div", { class: "transcript-actions" }, this.#add, this.#remove)),
        this.#about, this.#tools, this.#failed, this.#lines));
    this.#showFollowing(true);
    this.#showSource();
  }

  get source() {
    return this.#source;
  }

  /** @param {TranscriptSource | null} source */
  set source(source) {
    this.#source = source;
    if (this.isConnected) this.#showSource();
  }

  /** @param {number | null} position in seconds */
  set position(position) {
    this.#lines.position = position;
  }

  #showSource() {
    const source = this.#source;
    const hadFocus = document.activeElement === this.#remove;
    this.#add.textContent = source ? "Replace…" : "Add captions…";
    if (source) this.#add.setAttribute("aria-label", "Replace the captions…");
    else this.#add.removeAttribute("aria-label");
    this.#remove.hidden = source === null;
    if (hadFocus && source === null) this.#add.focus();
    const words = source ? sourceWords(source) : NOTHING_YET;
    if (this.#about.textContent !== words) this.#about.textContent = words;
    if ((source?.kept ?? null) !== this.#kept) this.#load();
  }

  async #load() {
    const kept = this.#source?.kept ?? null;
    this.#kept = kept;
    this.#failed.hidden = true;
    if (kept === null) return this.#show(null);
    try {
      const transcript = await ipc.transcript({ lesson: this.lesson });
      // Others may have taken their place while these were on their way.
      if (kept === this.#kept) this.#show(transcript);
    } catch (error) {
      if (kept !== this.#kept) return;
      // The lines of before are another file's.
      this.#show(null);
      this.#failed.hidden = false;
      toast(this, { message: messageOf(error) });
    }
  }

  /** @param {Transcript | null} transcript */
  #show(transcript) {
    const cues = transcript?.cues ?? [];
    this.#clearFind();
    this.#tools.hidden = cues.length === 0;
    this.#lines.hidden = cues.length === 0;
    this.#lines.cues = cues;
    this.dispatchEvent(new CustomEvent("captions-changed", { bubbles: true, detail: { transcript } }));
  }

  async #attach() {
    const source = await ipc.attachCaptions({ lesson: this.lesson });
    if (source) this.source = source;
  }

  async #forget() {
    const name = this.#source?.name;
    await ipc.removeCaptions({ lesson: this.lesson });
    this.source = null;
    toast(this, { message: `The captions are removed from this lesson. Your file ${name} stays where it is.` });
  }

  /**
   * One at a time: a second press while a dialog is open, or while Rust works, is for nothing.
   * @param {() => Promise<void>} work
   */
  async #during(work) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await work();
    } catch (error) {
      toast(this, { message: messageOf(error) });
    } finally {
      this.#busy = false;
    }
  }

  #seek() {
    this.#lines.sought = this.#find.value;
    this.#showFound();
  }

  /** @param {KeyboardEvent} event */
  #findKey(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#lines.showMatch(this.#lines.match + (event.shiftKey ? -1 : 1));
      this.#showFound();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      this.#lines.focusLine();
    } else if (event.key === "Escape" && this.#find.value !== "") {
      event.preventDefault();
      this.#clearFind();
    }
  }

  #clearFind() {
    this.#find.value = "";
    this.#seek();
  }

  #showFound() {
    const { found, match, isSearched } = this.#lines;
    const words = !isSearched ? "" : found === 0 ? "No line has that" : `${match + 1} of ${counted(found, "line")}`;
    if (this.#found.textContent !== words) this.#found.textContent = words;
  }

  /** @param {boolean} following */
  #showFollowing(following) {
    // Its room stays: what is being clicked in the list must not move away.
    this.#follow.classList.toggle("unseen", following);
  }
}

const NOTHING_YET = "Add captions from a .vtt or .srt file, and what is said in the lesson stands here to be read, searched and quoted in a note. "
  + "It follows the video, whether that comes from YouTube or from a file of your own.";

/** @param {TranscriptSource} source */
function sourceWords({ name, cues, skipped, encoding }) {
  return [
    `${name}, ${counted(cues, "line")}.`,
    skipped > 0 && `${counted(skipped, "damaged caption")} ${skipped === 1 ? "was" : "were"} left out.`,
    encoding.toUpperCase() !== "UTF-8" && `Read as ${encoding}.`,
  ].filter(Boolean).join(" ");
}

customElements.define("transcript-panel", TranscriptPanel);
