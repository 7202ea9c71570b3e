// <confirm-dialog>: asks before something that cannot be undone; before what matters most, a phrase has to be typed.
//
//   dialog.ask({ heading, words: ["…"], phrase: "delete everything", action: "Delete everything", run: (phrase) => … });
//   dialog.ask({ heading, words: ["…"], action: "Empty the trash", run: () => … });
//
// `run` gets the phrase, once it was typed; if it fails, the dialog stays and says why. What moves the focus goes into
// `done`, which has what `run` came to: nothing outside can have it before the dialog is closed.

import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";

/**
 * @typedef {object} Question
 * @property {string} heading
 * @property {string[]} words a paragraph each
 * @property {string} [phrase]
 * @property {string} action
 * @property {(phrase: string) => Promise<unknown>} run
 * @property {(outcome: any) => void} [done]
 */

export class ConfirmDialog extends HTMLElement {
  #dialog = h("dialog", { class: "dialog", "aria-labelledby": "confirm-heading" });

  connectedCallback() {
    this.append(this.#dialog);
  }

  /** @param {Question} question */
  ask({ heading, words, phrase = "", action, run, done = () => {} }) {
    const field = h("input", { type: "text", id: "confirm-phrase", autocomplete: "off", spellcheck: "false", autocapitalize: "off",
      "aria-describedby": "confirm-problem" });
    const cancel = h("button", { class: "button quiet", type: "button", onclick: () => this.#dialog.close() }, "Cancel");
    const problem = h("p", { id: "confirm-problem", role: "alert" });
    let isRunning = false;
    const submit = async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (isRunning) return;
      if (phrase && field.value.trim().toLowerCase() !== phrase) {
        problem.textContent = `Nothing was deleted. To go on, type “${phrase}”.`;
        field.focus();
        return;
      }
      isRunning = true;
      try {
        const outcome = await run(phrase);
        this.#dialog.close();
        done(outcome);
      } catch (error) {
        problem.textContent = messageOf(error);
      } finally {
        isRunning = false;
      }
    };
    this.#dialog.replaceChildren(
      h("form", { class: "dialog-content", onsubmit: submit },
        h("h2", { id: "confirm-heading" }, heading),
        words.map((paragraph) => h("p", null, paragraph)),
        phrase && [h("label", { for: "confirm-phrase" }, `Type “${phrase}” to confirm`), field],
        problem,
        h("div", { class: "dialog-actions" },
          cancel,
          h("button", { class: "button danger filled", type: "submit" }, action))));
    this.#dialog.showModal();
    (phrase ? field : cancel).focus();
  }
}

customElements.define("confirm-dialog", ConfirmDialog);
