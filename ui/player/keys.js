// The keys of the lesson page: what each asks for; the one key that opens the search from anywhere; and the list of all of
// them that the learner can look at. What the note field and a note do with theirs stands in the files of notes.
//
// Single letters, digits and signs act only while nothing is being written, and can be turned off (WCAG 2.1.4), since
// somebody who speaks to their computer, or whose hand slips, would set them off. Space and the arrows are no characters
// and stay. While a note is being written, J, K and L work with Alt; on a Mac with Control and Command, because Option
// writes letters there. Control with them would collide: Ctrl+J turns on Japanese in SKK and opens the downloads in
// WebView2, Ctrl+; opens the emoji of IBus, Cmd+; checks the spelling on a Mac.

/** @import { Settings } from "../types.js" */

import { characterOf, isChord, isCommand, isComposing, isMac } from "../lib/keyboard.js";

/**
 * `seek` and `rate` go by `by`; `tenth` is 0 to 9.
 * @typedef {{ name: "toggle" | "write" | "mute" | "captions" | "theatre" | "fullscreen" | "keys" | "leave" }
 *   | { name: "seek", by: number } | { name: "rate", by: 1 | -1 } | { name: "tenth", tenth: number }} Command
 */

/** @typedef {{ singleKeys: boolean, mac: boolean }} Keyboard */

/**
 * @param {Settings | null} settings null while they could not be read
 * @returns {Keyboard}
 */
export function keyboardOf(settings) {
  return { singleKeys: settings?.singleKeys ?? true, mac: isMac() };
}

/**
 * The key that opens the search, as it is printed.
 * @param {Pick<Keyboard, "mac">} keyboard
 */
export function searchKey({ mac }) {
  return `${mainKey(mac)}K`;
}

/** @param {boolean} mac */
function mainKey(mac) {
  return mac ? "Command+" : "Ctrl+";
}

const LONG = 10; // seconds
const SHORT = 5;

const WRITING = 'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type="range"], [type="checkbox"], [type="radio"])';
// Space presses these itself; taking it from them would do two things at once.
const PRESSED_BY_SPACE = 'button, a[href], summary, [role=button], input:not([type="range"])';
// These have a use for the arrows themselves.
const MOVED_BY_ARROWS = "input, [role=listbox], [role=radiogroup], [data-own-arrows]";

/** @type {Record<string, Command>} */
const SINGLE = {
  k: { name: "toggle" }, j: { name: "seek", by: -LONG }, l: { name: "seek", by: LONG },
  m: { name: "mute" }, c: { name: "captions" }, t: { name: "theatre" }, f: { name: "fullscreen" }, n: { name: "write" },
  "<": { name: "rate", by: -1 }, ">": { name: "rate", by: 1 }, "?": { name: "keys" },
};
/** @type {Record<string, Command>} */
const CHORDS = { k: { name: "toggle" }, j: { name: "seek", by: -LONG }, l: { name: "seek", by: LONG } };
/** @type {Record<string, Command>} */
const OTHERS = {
  " ": { name: "toggle" }, ArrowLeft: { name: "seek", by: -SHORT }, ArrowRight: { name: "seek", by: SHORT }, Escape: { name: "leave" },
};
/** Held down, these go on and on; the others would flicker. */
const REPEATS = ["seek", "rate"];

/**
 * What a key asks for; null for one that is not ours.
 * @param {KeyboardEvent} event
 * @param {Keyboard} keyboard
 * @returns {Command | null}
 */
export function commandOf(event, { singleKeys, mac }) {
  if (event.defaultPrevented || isComposing(event) || document.querySelector("dialog[open]")) return null;
  const command = isChord(event, mac) ? CHORDS[characterOf(event)] : plain(event, singleKeys);
  return command && (!event.repeat || REPEATS.includes(command.name)) ? command : null;
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} singleKeys
 * @returns {Command | undefined}
 */
function plain(event, singleKeys) {
  const target = event.target instanceof Element ? event.target : null;
  // AltGr writes letters of its own, whatever key it is held with.
  if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState?.("AltGraph") || target?.closest(WRITING)) return undefined;
  if (event.key in OTHERS) {
    if (event.shiftKey) return undefined;
    if (event.key === " " && target?.closest(PRESSED_BY_SPACE)) return undefined;
    if (event.key.startsWith("Arrow") && target?.closest(MOVED_BY_ARROWS)) return undefined;
    return OTHERS[event.key];
  }
  if (!singleKeys) return undefined;
  const character = characterOf(event);
  return /^[0-9]$/.test(character) ? { name: "tenth", tenth: Number(character) } : SINGLE[character];
}

/**
 * Whether the search is asked for: Ctrl+K, on a Mac Command+K. While a note is written too, but not in the middle of a
 * character that is composed of several keys.
 * @param {KeyboardEvent} event
 * @param {Keyboard} keyboard
 */
export function asksForSearch(event, { mac }) {
  if (event.defaultPrevented || event.repeat || isComposing(event)) return false;
  return isCommand(event, mac) && !event.shiftKey && characterOf(event) === "k";
}

/**
 * What the sheet of keys shows: the keys as they are printed on the keyboard, and what they do.
 * @param {Keyboard} keyboard
 * @returns {{ heading: string, keys: [keys: string[], does: string][] }[]}
 */
export function sheet({ singleKeys, mac }) {
  const chord = mac ? "Control+Command+" : "Alt+";
  const main = mainKey(mac);
  const single = (/** @type {string[]} */ ...keys) => (singleKeys ? keys : []);
  /** @type {[string[], string][]} */
  const playing = [
    [["Space", ...single("K")], "Play or pause"],
    [["←", "→"], "Back or forward 5 seconds"],
    [single("J", "L"), "Back or forward 10 seconds"],
    [single("0", "…", "9"), "To a tenth of the lesson: 0 is the beginning, 5 the middle"],
    [single("<", ">"), "Slower or faster"],
    [single("M"), "Sound off or on"],
    [single("C"), "Captions"],
  ];
  /** @type {[string[], string][]} */
  const seeing = [
    [single("T"), "Theatre: the picture as wide as the page"],
    [single("F"), "Full screen"],
    [["Escape"], "Leave full screen or the compact window"],
    [single("?"), "This list"],
  ];
  /** @type {[string[], string][]} */
  const writing = [
    [single("N"), "Write a note"],
    [[`${chord}K`], "Play or pause while you write"],
    [[`${chord}J`, `${chord}L`], "Back or forward 10 seconds while you write"],
    [["Enter"], "Keep the note and begin the next"],
    [["Shift+Enter"], "A new line in the note"],
    [["Escape"], "Leave the note"],
    [[`${main}B`, `${main}I`, `${main}E`], "Bold, italic, code"],
    [[`${main}Shift+K`], "A link"],
    [[`${main}Shift+8`, `${main}Shift+7`], "A list, a numbered list"],
    [[`${chord}1`, `${chord}2`, `${chord}3`], "Important, a question, to do, while you write"],
    [["I", "Q", "D"], "Important, a question, to do, on a note that has the focus"],
    [["X"], "Tick a to-do that has the focus"],
  ];
  /** @type {[string[], string][]} */
  const finding = [
    [[searchKey({ mac })], "Search, and go anywhere"],
    [["↑", "↓"], "Through what is found"],
    [["Enter"], "Go there"],
  ];
  const groups = [{ heading: "Playing", keys: playing }, { heading: "Seeing", keys: seeing }, { heading: "Finding", keys: finding },
    { heading: "Notes", keys: writing }];
  return groups.map(({ heading, keys }) => ({ heading, keys: keys.filter(([pressed]) => pressed.length > 0) }));
}
