// Keys as a person means them, whatever the system and the keyboard's alphabet. Which key does what is said where it is
// done: player/keys.js for the lesson page, note-field.js and marks.js for notes.

/** Whether keys are held with Command here, rather than with Ctrl. */
export function isMac() {
  return /Mac/.test(window.navigator.userAgent);
}

/**
 * Alt, on a Mac Control and Command: what works while something is written. Option writes letters there.
 * @param {KeyboardEvent} event
 * @param {boolean} mac
 */
export function isChord(event, mac) {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (shiftKey) return false;
  return mac ? ctrlKey && metaKey && !altKey : altKey && !ctrlKey && !metaKey && !writesByAltGr(event);
}

/**
 * Ctrl, on a Mac Command; with Shift or without.
 * @param {KeyboardEvent} event
 * @param {boolean} mac
 */
export function isCommand(event, mac) {
  const { ctrlKey, metaKey, altKey } = event;
  if (altKey || writesByAltGr(event)) return false;
  return mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
}

/**
 * The letter on the key, also where the keyboard is set to Greek or Cyrillic.
 * @param {KeyboardEvent} event
 */
export function characterOf({ key, code }) {
  const latin = /^[\x20-\x7e]$/.test(key);
  const letter = /^Key([A-Z])$/.exec(code);
  return (!latin && key.length === 1 && letter ? letter[1] : key).toLowerCase();
}

/**
 * The digit on the key, also where Shift is needed for it, or writes another character with it. Null if it has none, and
 * for the number pad: with Alt, Windows writes characters by their numbers there.
 * @param {KeyboardEvent} event
 */
export function digitOf({ key, code }) {
  if (code.startsWith("Numpad")) return null;
  return /^\d$/.test(key) ? key : /^Digit(\d)$/.exec(code)?.[1] ?? null;
}

/**
 * Whether the key belongs to an input method. Safari's engine says so by the key code alone.
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** @param {KeyboardEvent} event */
function writesByAltGr(event) {
  return event.getModifierState?.("AltGraph") ?? false;
}
