// <library-copy>: the learner's own copy of a PDF of the course: how to keep one, and what can be done with it then.
//
//   place.resource = "summary"; place.name = "PDF summary";
//   place.copy = copy;   // or null, when there is none; until it is set, nothing is shown
//
// Sends "copy-changed" after a copy was kept or removed; whoever hears it sets `copy` anew.

/** @import { KeptCopy } from "../types.js" */

import * as ipc from "../ipc.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { toast } from "../lib/toast.js";

/** @typedef {"none" | KeptCopy["state"]} State */

const WORDS = {
  none: "To read it without a network: download it in your browser, then choose the file here.",
  ready: "Available offline",
  missing: "Your copy is gone from this computer’s data folder. Choose the file again to have it back.",
};

export class LibraryCopy extends HTMLElement {
  resource = "";
  name = "";
  /** @type {State | null} */
  #state = null;
  #busy = false;
  #words = h("p", { class: "library-copy-words", role: "status" });
  #actions = h("div", { class: "library-copy-actions" });

  connectedCallback() {
    this.replaceChildren(this.#words, this.#actions);
  }

  /** @param {KeptCopy | null} copy */
  set copy(copy) {
    const state = copy?.state ?? "none";
    if (state === this.#state) return;
    const hadFocus = this.contains(document.activeElement);
    this.#state = state;
    this.dataset.state = state;
    this.#words.textContent = WORDS[state];
    this.#actions.replaceChildren(...this.#actionsFor(state));
    if (hadFocus) this.querySelector("button")?.focus();
  }

  /** @param {State} state */
  #actionsFor(state) {
    switch (state) {
      case "none": return [this.#button("button quiet small", "Keep a copy…", () => this.#keep())];
      case "ready": return [
        this.#button("button quiet small", "Open copy", () => ipc.openCopy({ resource: this.resource })),
        this.#button("link small", "Remove copy", () => this.#remove())];
      case "missing": return [
        this.#button("button quiet small", "Choose the file again…", () => this.#keep()),
        this.#button("link small", "Remove copy", () => this.#remove())];
    }
  }

  /**
   * @param {string} look
   * @param {string} label
   * @param {() => Promise<unknown>} work
   */
  #button(look, label, work) {
    return h("button", { class: look, type: "button", "aria-label": `${label} (${this.name})`, onclick: () => this.#during(work) }, label);
  }

  async #keep() {
    const copy = await ipc.attachCopy({ resource: this.resource });
    if (copy) this.#changed();
  }

  async #remove() {
    await ipc.removeCopy({ resource: this.resource });
    this.#changed();
    toast(this, { message: "The copy is removed from this application. The file that you chose it from stays where it is." });
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("copy-changed", { bubbles: true }));
  }

  /**
   * One at a time: a second press while a dialog is open is for nothing.
   * @param {() => Promise<unknown>} work
   */
  async #during(work) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await work();
    } catch (error) {
      toast(this, { message: messageOf(error) });
      // It may have gone meanwhile, and then that is what is to be shown.
      this.#changed();
    } finally {
      this.#busy = false;
    }
  }
}

customElements.define("library-copy", LibraryCopy);
