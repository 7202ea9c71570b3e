// <note-problem>: says that a note is not saved, why, and what becomes of it; with a way to try again.
//
//   problem.status = saver.status;
//
// Sends "note-retry".

/** @import { Status } from "../lib/note-saver.js" */

import { codeOf, messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";

export class NoteProblem extends HTMLElement {
  #said = "";

  connectedCallback() {
    this.className = "problem notes-failure";
    this.setAttribute("role", "alert");
    this.hidden = this.#said === "";
  }

  /** @param {Status} status */
  set status(status) {
    const words = status.kind === "failed" ? failureWords(status.error) : "";
    // Said once, not at every try.
    if (this.#said === words) return;
    this.#said = words;
    this.hidden = words === "";
    this.replaceChildren(...(words === "" ? [] : [
      h("p", null, words),
      h("button", { class: "link", type: "button", onclick: () => this.dispatchEvent(new CustomEvent("note-retry", { bubbles: true })) }, "Try again"),
    ]));
  }
}

/** @param {unknown} error */
function failureWords(error) {
  const again = codeOf(error) === "store-failed" || codeOf(error) === "not-writable" ? " It is tried again by itself." : "";
  return `A note is not saved yet. ${messageOf(error)} What you wrote is kept here.${again}`;
}

customElements.define("note-problem", NoteProblem);
