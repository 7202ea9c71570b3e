// The keys of the lesson page that work wherever the focus is, except while something is being written.

/** @typedef {"toggle" | "write"} Command */

const WRITING = 'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type="range"])';
// Space presses these itself; taking it from them would do two things at once.
const PRESSED_BY_SPACE = "button, a[href], summary, [role=button]";

/**
 * What a key asks for; null for one that is not ours.
 * @param {KeyboardEvent} event
 * @returns {Command | null}
 */
export function commandOf(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (target?.closest(WRITING) || document.querySelector("dialog[open]")) return null;

  switch (event.key) {
    case " ":
      return event.shiftKey || target?.closest(PRESSED_BY_SPACE) ? null : "toggle";
    case "k":
    case "K":
      return event.repeat ? null : "toggle";
    case "n":
    case "N":
      return "write";
    default:
      return null;
  }
}
