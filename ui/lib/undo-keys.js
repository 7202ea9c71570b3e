// Undo and redo by key in every field. Other engines see to that themselves; WebKitGTK leaves it to the application.

import { characterOf, isCommand, isComposing } from "./keyboard.js";

/**
 * To be called with every key that nobody else took. Does nothing where the engine undoes by itself.
 * @param {KeyboardEvent} event
 */
export function obeyUndoKeys(event) {
  if (!/Linux/.test(window.navigator.userAgent) || event.defaultPrevented || isComposing(event) || !isCommand(event, false)) return;
  if (!(event.target instanceof Element) || !event.target.closest("textarea, input")) return;
  const command = commandOf(characterOf(event), event.shiftKey);
  if (!command) return;
  event.preventDefault();
  document.execCommand(command);
}

/**
 * @param {string} letter
 * @param {boolean} shift
 */
function commandOf(letter, shift) {
  if (letter === "z") return shift ? "redo" : "undo";
  return letter === "y" && !shift ? "redo" : null;
}
