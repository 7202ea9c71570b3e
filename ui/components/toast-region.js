// <toast-region>: short messages at the bottom, each with an action (Undo) if it has one.
//
//   region.show({ message: "Note deleted.", action: { label: "Undo", run: () => restore(note) } });
//
// A message stays for eight seconds, and as long as the pointer or the focus is on it. Screen readers hear it without
// being interrupted. An action that fails says so in a message of its own.

import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";

const STAYS = 8000;

/**
 * @typedef {object} Toast
 * @property {string} message
 * @property {{ label: string, run: () => unknown }} [action]
 */

export class ToastRegion extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    this.setAttribute("aria-live", "polite");
    this.setAttribute("aria-atomic", "false");
  }

  /** @param {Toast} toast */
  show({ message, action }) {
    const dismiss = () => {
      clearTimeout(timer);
      this.#remove(element);
    };
    const act = async () => {
      dismiss();
      try {
        await action?.run();
      } catch (error) {
        this.show({ message: messageOf(error) });
      }
    };
    const element = h("div", { class: "toast" },
      h("p", null, message),
      action && h("button", { class: "link", type: "button", onclick: act }, action.label),
      h("button", { class: "button icon", type: "button", "aria-label": "Dismiss message", onclick: dismiss }, icon("close")));

    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const hold = () => clearTimeout(timer);
    const release = () => {
      clearTimeout(timer);
      timer = setTimeout(dismiss, STAYS);
    };
    element.addEventListener("pointerenter", hold);
    element.addEventListener("pointerleave", release);
    element.addEventListener("focusin", hold);
    element.addEventListener("focusout", release);
    this.append(element);
    release();
  }

  /** @param {HTMLElement} element */
  #remove(element) {
    // The focus must not fall out of the document with the button that had it.
    const hadFocus = element.contains(document.activeElement);
    element.remove();
    if (hadFocus) document.querySelector("main")?.focus();
  }
}

customElements.define("toast-region", ToastRegion);
