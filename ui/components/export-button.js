// <export-button>: asks for the export dialog, for one lesson or for the whole course.
//
//   const button = new ExportButton();
//   button.lesson = "deep-learning";   // null, as it is at first: the whole course
//
// Sends "export" with { lesson }.

import { h } from "../lib/html.js";

export class ExportButton extends HTMLElement {
  /** @type {string | null} */
  lesson = null;

  connectedCallback() {
    this.replaceChildren(h("button", { class: "button quiet", type: "button", onclick: () => this.#ask() }, "Export…"));
  }

  #ask() {
    this.dispatchEvent(new CustomEvent("export", { bubbles: true, detail: { lesson: this.lesson } }));
  }
}

customElements.define("export-button", ExportButton);
