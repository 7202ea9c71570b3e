// A list of which some are ticked, or all. "All" is ticked as long as nothing else is, so that nothing is ever left out
// without being seen.
//
//   const lessons = new PickList({ legend: "Lessons", all: "All lessons", choices: [["papers", "3. How to read a paper"]],
//     picked: [], changed: () => … });
//   lessons.element; lessons.picked;   // [] is all

import { h } from "./html.js";

/** More than these scroll by themselves. */
const MANY = 16;

/**
 * @typedef {object} Picks
 * @property {string} legend
 * @property {string} all
 * @property {[value: string, name: string][]} choices
 * @property {string[]} [picked]
 * @property {() => void} changed
 */

export class PickList {
  #all;
  #boxes;
  element;

  /** @param {Picks} picks */
  constructor({ legend, all, choices, picked = [], changed }) {
    this.#all = h("input", { type: "checkbox", checked: picked.length === 0, onchange: () => {
      for (const box of this.#boxes) box.checked = false;
      this.#all.checked = true;
      changed();
    } });
    this.#boxes = choices.map(([value]) => h("input", { type: "checkbox", value, checked: picked.includes(value), onchange: () => {
      this.#all.checked = this.picked.length === 0;
      changed();
    } }));
    this.element = h("fieldset", { class: "choices picks" },
      h("legend", null, legend),
      h("div", { class: choices.length > MANY && "many" },
        h("label", { class: "choice" }, this.#all, h("span", null, all)),
        choices.map(([, name], index) => h("label", { class: "choice" }, this.#boxes[index], h("span", null, name)))));
  }

  /** What is ticked; none of it means all. */
  get picked() {
    return this.#boxes.filter(({ checked }) => checked).map(({ value }) => value);
  }
}
