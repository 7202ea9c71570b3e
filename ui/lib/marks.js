// The marks of a note: important, a question, something to do, and done. One at a time. Their words, and the keys that
// set them: a letter on a note that has the focus, a chord while it is written.

/** @import { Mark, NoteDraft } from "../types.js" */

import { h } from "./html.js";
import { icon } from "./icons.js";
import { characterOf, digitOf, isChord, isComposing } from "./keyboard.js";
import { spoken } from "./time.js";

/** @type {Record<Mark, string>} */
export const MARK_WORDS = { important: "Important", question: "Question", todo: "To do", done: "Done" };

/** The letter that sets each mark; "x" ticks what is to do. @type {Record<string, Mark>} */
const LETTERS = { i: "important", q: "question", d: "todo" };
/** @type {Record<string, Mark>} */
const DIGITS = { 1: "important", 2: "question", 3: "todo" };

/**
 * @param {unknown} name
 * @returns {name is Mark}
 */
export function isMark(name) {
  return typeof name === "string" && Object.hasOwn(MARK_WORDS, name);
}

/**
 * The mark after `asked` was asked for: asked for again, it comes off. Done is a way of being to do.
 * @param {Mark | null} mark
 * @param {Mark} asked
 * @returns {Mark | null}
 */
export function toggled(mark, asked) {
  const same = mark === asked || (mark === "done" && asked === "todo");
  return same ? null : asked;
}

/**
 * To do becomes done, and done to do again; any other mark stays.
 * @param {Mark | null} mark
 * @returns {Mark | null}
 */
export function ticked(mark) {
  if (mark === "todo") return "done";
  return mark === "done" ? "todo" : mark;
}

/**
 * The mark after a key on a note that has the focus; undefined for a key that asks for none.
 * @param {KeyboardEvent} event
 * @param {Mark | null} mark
 * @returns {Mark | null | undefined}
 */
export function markedByLetter(event, mark) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isComposing(event)) return undefined;
  const letter = characterOf(event);
  if (letter === "x") return mark === "todo" || mark === "done" ? ticked(mark) : undefined;
  return Object.hasOwn(LETTERS, letter) ? toggled(mark, LETTERS[letter]) : undefined;
}

/**
 * The mark that is asked for by a chord while a note is written: Alt+1, 2, 3, on a Mac Control+Command+1, 2, 3.
 * @param {KeyboardEvent} event
 * @param {boolean} mac
 * @returns {Mark | null}
 */
export function markOfChord(event, mac) {
  const digit = isChord(event, mac) && !event.repeat ? digitOf(event) : null;
  return digit !== null && Object.hasOwn(DIGITS, digit) ? DIGITS[digit] : null;
}

/**
 * The mark as a picture and a word, to be shown where it cannot be changed.
 * @param {Mark} mark
 */
export function markLabel(mark) {
  return h("span", { class: `mark ${mark}` }, icon(mark), MARK_WORDS[mark]);
}

/**
 * Where a note belongs, as it is read out: "at 1 minute 16 seconds", "about the whole lesson".
 * @param {number | null} second
 */
export function placeWords(second) {
  return second === null ? "about the whole lesson" : `at ${spoken(second)}`;
}

/**
 * A note as it is read out: "Note at 1 minute 16 seconds, to do".
 * @param {Pick<NoteDraft, "second" | "mark">} note
 */
export function noteName({ second, mark }) {
  return `Note ${placeWords(second)}${mark === null ? "" : `, ${MARK_WORDS[mark].toLowerCase()}`}`;
}
