// <toast-region>: short messages at the bottom, each with an action (Undo) if it has one.
//
//   region.show({ message: "Note deleted.", action: { label: "Undo", run: () => restore(note) } });
//   const dismiss = region.show({ message: "The last backup failed.", stays: true });
//
// A message stays for eight seconds, and as long as the pointer or the focus is on it; one that must not be missed stays
// until it is dismissed. Screen readers hear it without being interrupted. An action that fails says so in a message of its own.

import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";

const STAYS = 8000;

/**
 * @typedef {object} Toast
 * @property {string} message
 * @property {{ label: string, run: () => unknown }} [action]
 * @property {boolean} [stays]
 */

export class ToastRegion extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    this.setAttribute("aria-live", "polite");
    this.setAttribute("aria-atomic", "false");
  }

  /**
   * @param {Toast} toast
   * @returns {() => void} which takes it away
   */
  show({ message, action, stays = false }) {
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
      if (!stays) timer = setTimeout(dismiss, STAYS);
    };
    element.addEventListener("pointerenter", hold);
    element.addEventListener("pointerleave", release);
    element.addEventListener("focusin", hold);
    element.addEventListener("focusout", release);
    this.append(element);
    release();
    return dismiss;
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
