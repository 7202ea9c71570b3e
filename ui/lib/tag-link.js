// A tag in a rendered note leads to the notes that have it.

import { toNotes } from "./route.js";

/**
 * Goes there if a tag was clicked.
 * @param {MouseEvent} event
 * @returns {boolean} whether it was one
 */
export function followTag(event) {
  const tag = /** @type {Element} */ (event.target).closest(".tag")?.textContent?.replace(/^#/, "");
  if (!tag) return false;
  location.hash = toNotes({ tag });
  return true;
}
