// What comes into a note from the clipboard: plain text, without what other programs leave in it unseen.

/** @import { Edit, Passage } from "./note-edit.js" */

import { canBeLinked, isAddress, link } from "./note-links.js";

const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Control characters, the soft hyphen, the zero-width space and the byte order mark. Joiners stay: scripts and emoji need them. */
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\ufeff]/g;

/**
 * Text as it goes into a note.
 * @param {string} text
 */
export function plain(text) {
  const lines = text.replace(LINE_ENDS, "\n").replace(UNSEEN, "").replaceAll("\u00a0", " ").split("\n");
  // At the end of the last line a space may be meant: the text may go on.
  const last = lines.pop();
  return [...lines.map(withoutEnd), last].join("\n").replace(/\n{3,}/g, "\n\n");
}

/**
 * Without the white space at its end. A pattern for that takes the square of a long run of spaces.
 * @param {string} line
 */
function withoutEnd(line) {
  let to = line.length;
  while (to > 0 && (line[to - 1] === " " || line[to - 1] === "\t")) to--;
  return line.slice(0, to);
}

/**
 * What pasting does; null where the webview's own pasting does the same, which for a long text is much the faster.
 * @param {Passage} passage
 * @param {string} given
 * @returns {Edit | null}
 */
export function pasted({ text, start, end }, given) {
  const selected = text.slice(start, end);
  const put = isAddress(given.trim()) && canBeLinked(selected) ? link(selected, given.trim()) : plain(given);
  if (put === given.replace(/\r\n?/g, "\n")) return null;
  return { from: start, to: end, put, start: start + put.length, end: start + put.length };
}
