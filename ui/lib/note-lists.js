// Lists in a note's text: made and unmade by a key, and gone on with on the next line.

/** @import { Edit, Passage } from "./note-edit.js" */

import { lineAround } from "./note-edit.js";

/** Before an item's text: what it is indented or quoted by, a bullet or a number, and the box of something to do. */
const ITEM = /^([ \t]*(?:>[ \t]?)*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\](?:[ \t]+|$))?/;
const BEFORE = /^[ \t]*(?:>[ \t]?)*/;

/**
 * A new line that goes on with the list; in an item that is empty, the list ends instead. Null outside a list, where a new
 * line is only that.
 * @param {Passage} passage
 * @returns {Edit | null}
 */
export function listGoneOnWith({ text, start, end }) {
  const { from, to } = lineAround(text, start);
  const item = ITEM.exec(text.slice(from, to));
  if (item === null || start < from + item[0].length) return null;
  if (start === end && text.slice(from + item[0].length, to).trim() === "") return { from, to, put: "", start: from, end: from };

  const [, before, bullet, number, dot, space, box] = item;
  const marker = bullet ?? `${Math.min(Number(number) + 1, 999_999_999)}${dot}`;
  const put = `\n${before}${marker}${space}${box ? "[ ] " : ""}`;
  return { from: start, to: end, put, start: start + put.length, end: start + put.length };
}

/**
 * The selected lines become items of a list; lines that all are ones become plain again.
 * @param {Passage} passage
 * @param {"bullets" | "numbers"} kind
 * @returns {Edit}
 */
export function listed({ text, start, end }, kind) {
  const { from } = lineAround(text, start);
  // A selection that ends where a line begins has nothing of that line.
  const { to } = lineAround(text, end > start && text[end - 1] === "\n" ? end - 1 : end);
  const lines = text.slice(from, to).split("\n");
  const counts = (/** @type {string} */ line) => lines.length === 1 || line.trim() !== "";
  const isOn = lines.filter(counts).every((line) => kindOf(line) === kind);

  let number = 0;
  const marker = () => (kind === "bullets" ? "- " : `${++number}. `);
  const changed = lines.map((line) => {
    if (!counts(line)) return line;
    return isOn ? plain(line) : put(line, marker());
  });
  const after = changed.join("\n");
  if (start !== end) return { from, to, put: after, start: from, end: from + after.length };

  const caret = Math.max(from, start + changed[0].length - lines[0].length);
  return { from, to, put: after, start: caret, end: caret };
}

/** @param {string} line */
function kindOf(line) {
  const item = ITEM.exec(line);
  if (item === null) return null;
  return item[2] === undefined ? "numbers" : "bullets";
}

/** @param {string} line */
function plain(line) {
  const item = ITEM.exec(line);
  return item === null ? line : item[1] + line.slice(item[0].length);
}

/**
 * @param {string} line
 * @param {string} marker
 */
function put(line, marker) {
  const item = ITEM.exec(line);
  if (item !== null) return item[1] + marker + (item[6] ?? "") + line.slice(item[0].length);
  const before = BEFORE.exec(line)?.[0] ?? "";
  return before + marker + line.slice(before.length);
}
