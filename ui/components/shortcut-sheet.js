// <shortcut-sheet>: every key, in a dialog.
//
//   sheet.open(keyboard);

/** @import { Keyboard } from "../player/keys.js" */

import { h } from "../lib/html.js";
import { sheet } from "../player/keys.js";

export class ShortcutSheet extends HTMLElement {
  #heading = h("h2", { id: "sheet-heading", tabindex: "-1" }, "Keys");
  #groups = h("div", { class: "sheet-groups" });
  #off = h("p", { class: "quiet-text" }, "Single letters are turned off in Settings.");
  #dialog = h("dialog", { class: "dialog sheet", "aria-labelledby": "sheet-heading" },
    h("div", { class: "dialog-content" },
      this.#heading, this.#off, this.#groups,
      h("div", { class: "dialog-actions" },
        h("button", { class: "button filled", type: "button", onclick: () => this.#dialog.close() }, "Close"))));

  connectedCallback() {
    this.replaceChildren(this.#dialog);
  }

  /** @param {Keyboard} keyboard */
  open(keyboard) {
    this.#off.hidden = keyboard.singleKeys;
    this.#groups.replaceChildren(...sheet(keyboard).map(({ heading, keys }) =>
      h("section", null,
        h("h3", null, heading),
        h("dl", null, keys.map(([pressed, does]) =>
          h("div", null, h("dt", null, pressed.map((key) => h("kbd", null, key))), h("dd", null, does)))))));
    this.#dialog.showModal();
    this.#heading.focus();
  }
}

customElements.define("shortcut-sheet", ShortcutSheet);
