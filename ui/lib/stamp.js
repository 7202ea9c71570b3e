// A position in a lesson as text: shown as a clock, read out as minutes and seconds.

import { h } from "./html.js";
import { clock, spoken } from "./time.js";

/**
 * @param {number} seconds
 * @returns {Node[]}
 */
export function stamp(seconds) {
  return [
    h("span", { class: "figures", "aria-hidden": "true" }, clock(seconds)),
    h("span", { class: "visually-hidden" }, spoken(seconds)),
  ];
}
