// <note-menu>: what can be done with a note, behind one button. The menu lies above everything, at the button, and is
// moved through by the arrows, Home, End and first letters; a letter that an item shows as its key chooses it. Escape, Tab
// and a click beside it close it.
//
//   menu.show({ mark: "todo", place: "at 1 minute 16 seconds" });
//
// Sends "note-menu-open" when it opens, and "note-choice" with { choice }, one of CHOICES.

/** @import { Mark } from "../types.js" */
/** @import { IconName } from "../lib/icons.js" */

import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { characterOf } from "../lib/keyboard.js";

/**
 * @typedef {{ choice: Choice, said: string, icon?: IconName, key?: string, marks?: Mark[] }} Item
 * @typedef {"important" | "question" | "todo" | "time" | "move" | "link" | "text" | "history" | "delete"} Choice
 */

/** `marks`: with which of them the item is ticked. @type {Item[][]} */
const CHOICES = [
  [
    { choice: "important", said: "Important", icon: "important", key: "I", marks: ["important"] },
    { choice: "question", said: "Question", icon: "question", key: "Q", marks: ["question"] },
    { choice: "todo", said: "To do", icon: "todo", key: "D", marks: ["todo", "done"] },
  ],
  [{ choice: "time", said: "Change the time…" }, { choice: "move", said: "Move to another lesson…" }],
  [{ choice: "link", said: "Copy link" }, { choice: "text", said: "Copy text and link" }],
  [{ choice: "history", said: "Earlier versions…" }, { choice: "delete", said: "Delete" }],
];

/** Between the menu and the button or the window's edge, in pixels. */
const GAP = 4;

export class NoteMenu extends HTMLElement {
  /** @type {Mark | null} */
  #mark = null;
  #place = "";
  #button = h("button", { class: "button icon note-more", type: "button", "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => (this.isOpen ? this.#leave() : this.#open()),
    // Pressed, it would take the focus from the menu, which would close and be opened again by the click.
    onmousedown: (/** @type {Event} */ event) => this.isOpen && event.preventDefault(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyOnButton(event) }, icon("more"));
  #list = h("div", { class: "note-menu-list", role: "menu", hidden: true, popover: "manual", "data-own-arrows": true,
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    onfocusout: (/** @type {FocusEvent} */ event) => this.#focusLeft(event) });

  connectedCallback() {
    this.replaceChildren(this.#button, this.#list);
  }

  disconnectedCallback() {
    this.close();
  }

  /** @param {{ mark: Mark | null, place: string }} note */
  show({ mark, place }) {
    this.#mark = mark;
    if (place === this.#place) return;
    this.#place = place;
    this.#button.setAttribute("aria-label", `More for the note ${place}`);
    this.#list.setAttribute("aria-label", `The note ${place}`);
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  focusButton() {
    this.#button.focus({ preventScroll: true });
  }

  close() {
    if (!this.isOpen) return;
    this.#button.setAttribute("aria-expanded", "false");
    if (this.isConnected) this.#list.hidePopover?.();
    this.#list.hidden = true;
    document.removeEventListener("pointerdown", this.#pressedBeside, true);
    document.removeEventListener("scroll", this.#follow, true);
  }

  #leave() {
    this.close();
    this.focusButton();
  }

  #open({ at = 0 } = {}) {
    this.dispatchEvent(new CustomEvent("note-menu-open", { bubbles: true }));
    this.#list.replaceChildren(...CHOICES.map((items) => h("div", { role: "group" }, items.map((item) => this.#item(item)))));
    this.#button.setAttribute("aria-expanded", "true");
    this.#list.hidden = false;
    // The top layer, which no list that scrolls can cut off.
    this.#list.showPopover?.();
    this.#lay();
    document.addEventListener("pointerdown", this.#pressedBeside, true);
    document.addEventListener("scroll", this.#follow, true);
    this.#items.at(at)?.focus({ preventScroll: true });
  }

  get #items() {
    return [...this.#list.querySelectorAll("button")];
  }

  /** @param {Item} item */
  #item({ choice, said, icon: picture, key, marks }) {
    const checked = marks ? String(this.#mark !== null && marks.includes(this.#mark)) : null;
    return h("button", { type: "button", role: marks ? "menuitemcheckbox" : "menuitem", tabindex: "-1", "data-choice": choice,
      "aria-checked": checked, "aria-keyshortcuts": key, onclick: () => this.#choose(choice) },
      h("span", { class: "note-menu-icon" }, picture && icon(picture)), h("span", null, said), key && h("kbd", { "aria-hidden": "true" }, key));
  }

  /** @param {Choice} choice */
  #choose(choice) {
    this.#leave();
    this.dispatchEvent(new CustomEvent("note-choice", { bubbles: true, detail: { choice } }));
  }

  /** Below the button, or above it where there is more room; always within the window. */
  #lay() {
    const button = this.#button.getBoundingClientRect();
    const { width, height } = this.#list.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const isBelow = clientHeight - button.bottom >= height + 2 * GAP || clientHeight - button.bottom >= button.top;
    const top = isBelow ? button.bottom + GAP : button.top - GAP - height;
    const within = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ room) => Math.max(GAP, Math.min(at, room - size - GAP));
    this.#list.style.setProperty("top", `${within(top, height, clientHeight)}px`);
    this.#list.style.setProperty("left", `${within(button.right - width, width, clientWidth)}px`);
  }

  /** @param {KeyboardEvent} event */
  #keyOnButton(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    this.#open({ at: event.key === "ArrowDown" ? 0 : -1 });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      // What it opens elsewhere gives the focus back to what had it, and the menu is gone by then.
      if (event.key.length === 1) this.#leave();
      return;
    }
    // What is pressed here is the menu's, not the video's.
    event.stopPropagation();
    const items = this.#items;
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    const moved = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (moved !== undefined) {
      event.preventDefault();
      items.at(moved % items.length)?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      this.#leave();
    } else if (event.key.length === 1 && event.key !== " ") {
      event.preventDefault();
      const letter = characterOf(event);
      const shown = items.find((item) => item.getAttribute("aria-keyshortcuts")?.toLowerCase() === letter);
      if (shown) return shown.click();
      const from = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      from.find((item) => item.children[1].textContent?.toLowerCase().startsWith(letter))?.focus();
    }
  }

  /** @param {FocusEvent} event */
  #focusLeft(event) {
    if (!this.#list.contains(/** @type {Node | null} */ (event.relatedTarget))) this.close();
  }

  #pressedBeside = (/** @type {Event} */ event) => {
    if (!this.contains(/** @type {Node} */ (event.target))) this.close();
  };

  /** Where the button goes when something is scrolled, the menu goes with it. */
  #follow = () => this.#lay();
}

customElements.define("note-menu", NoteMenu);
