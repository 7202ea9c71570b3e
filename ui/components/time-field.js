// <time-field>: where the picture is, as a clock; and a field in which a time can be typed to go there.
//
//   field.duration = 543; field.position = 222;
//
// Sends "seek" with { to } when Enter is pressed on a time that was changed. Escape, or going elsewhere, changes nothing.

import { h } from "../lib/html.js";
import { clock, seconds, spoken } from "../lib/time.js";

export class TimeField extends HTMLElement {
  #position = 0;
  /** @type {number | null} */
  #duration = null;
  #editing = false;
  #input = h("input", {
    type: "text", class: "time-field figures", autocomplete: "off", spellcheck: "false", "aria-label": "Time: type one to go there",
    oninput: () => this.#edit(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    onfocus: () => this.#input.select(),
    onmousedown: (/** @type {MouseEvent} */ event) => this.#enter(event),
    onblur: () => this.#end(),
  });
  #total = h("span", { class: "figures" });
  #wrong = h("span", { class: "time-wrong", role: "alert" });

  connectedCallback() {
    this.replaceChildren(this.#input, this.#total, this.#wrong);
    this.#show();
  }

  /** @param {number} position */
  set position(position) {
    this.#position = position;
    if (!this.#editing) this.#show();
  }

  /** @param {number | null} duration null while it is not known */
  set duration(duration) {
    this.#duration = duration;
    const said = duration === null ? "" : `/ ${clock(duration)}`;
    if (this.#total.textContent === said) return;
    this.#total.textContent = said;
    if (duration !== null) this.#total.setAttribute("aria-label", `of ${spoken(duration)}`);
  }

  /**
   * A click would put the caret between two figures, where nobody wants to type.
   * @param {MouseEvent} event
   */
  #enter(event) {
    if (document.activeElement === this.#input) return;
    event.preventDefault();
    this.#input.focus();
  }

  #show() {
    const said = clock(this.#position);
    if (this.#input.value === said) return;
    this.#input.value = said;
    this.#input.style.setProperty("--characters", String(Math.max(4, said.length)));
    if (document.activeElement === this.#input) this.#input.select();
  }

  #edit() {
    this.#editing = true;
    this.#wrong.textContent = "";
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Enter that ends the writing of a number in an input method is not ours.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.#end();
      this.#input.select();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#go();
    }
  }

  #go() {
    if (!this.#editing) return;
    const to = seconds(this.#input.value);
    if (to === null || (this.#duration !== null && to > this.#duration)) {
      this.#wrong.textContent = to === null ? "Write a time such as 2:14." : `The lesson ends at ${clock(this.#duration ?? 0)}.`;
      return;
    }
    this.#position = to;
    this.#end();
    this.#input.select();
    this.dispatchEvent(new CustomEvent("seek", { bubbles: true, detail: { to } }));
  }

  #end() {
    this.#editing = false;
    this.#wrong.textContent = "";
    this.#show();
  }
}

customElements.define("time-field", TimeField);
