// <note-mark>: the mark of a note, as a picture and a word. What is to do has a box to tick.
//
//   element.show({ mark: "todo", place: "at 1 minute 16 seconds" });   // a mark of null shows nothing
//
// Sends "note-marked" with { mark } when the box is ticked, or its tick taken away.

/** @import { Mark } from "../types.js" */

import { h } from "../lib/html.js";
import { MARK_WORDS, markLabel, ticked } from "../lib/marks.js";

export class NoteMark extends HTMLElement {
  /** @type {Mark | null} */
  #mark = null;
  #box = h("input", { type: "checkbox", onchange: () => this.#tick() });
  #word = h("span", null);
  #place = h("span", { class: "visually-hidden" });
  #toDo = h("label", { class: "mark todo" }, this.#box, this.#word, this.#place);

  connectedCallback() {
    // Set by a key, it is heard.
    this.setAttribute("aria-live", "polite");
  }

  /** @param {{ mark: Mark | null, place: string }} shown */
  show({ mark, place }) {
    const where = `, ${place}`;
    this.#box.checked = mark === "done";
    // What stands there already would be read out once more.
    if (mark === this.#mark && where === this.#place.textContent) return;
    this.#mark = mark;
    this.#place.textContent = where;
    if (mark === "todo" || mark === "done") {
      // The same box, so that it keeps the focus when it is ticked.
      this.#word.textContent = MARK_WORDS[mark];
      this.#toDo.classList.toggle("done", mark === "done");
      if (!this.contains(this.#toDo)) this.replaceChildren(this.#toDo);
    } else {
      this.replaceChildren(...(mark === null ? [] : [markLabel(mark)]));
    }
  }

  #tick() {
    this.dispatchEvent(new CustomEvent("note-marked", { bubbles: true, detail: { mark: ticked(this.#mark) } }));
  }
}

customElements.define("note-mark", NoteMark);
