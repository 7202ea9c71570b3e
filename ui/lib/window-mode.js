// The three shapes of the window: normal, compact (player and note field, in front of the others), full screen. The shape
// stands at the document's root, where the stylesheets see it, and outlives the lesson: the next one opens in it.

/** @import { WindowMode, WindowState } from "../types.js" */

/** @returns {WindowMode} */
export function windowMode() {
  return /** @type {WindowMode | undefined} */ (document.documentElement.dataset.windowMode) ?? "normal";
}

/** @param {Pick<WindowState, "mode">} state */
export function showWindowMode({ mode }) {
  if (mode === "normal") delete document.documentElement.dataset.windowMode;
  else document.documentElement.dataset.windowMode = mode;
}
