// Links in a note's text: made by a key, or by an address that is pasted over words.

/** @import { Edit, Passage } from "./note-edit.js" */

import { lineAround } from "./note-edit.js";

/**
 * The selection becomes a link whose address is written next; in a link, its address is selected; a link that has none is
 * taken off.
 * @param {Passage} passage
 * @returns {Edit}
 */
export function linked({ text, start, end }) {
  const { from, to } = lineAround(text, start);
  for (const link of text.slice(from, to).matchAll(/\[((?:\\.|[^[\]\\])*)\]\(([^()\s]*)\)/g)) {
    const [begins, ends] = [from + link.index, from + link.index + link[0].length];
    if (start < begins || end > ends || (start === end && (start === begins || start === ends))) continue;
    const address = begins + link[1].length + 3;
    if (link[2] !== "") return { from: start, to: start, put: "", start: address, end: address + link[2].length };
    return { from: begins, to: ends, put: link[1], start: begins, end: begins + link[1].length };
  }
  const selected = text.slice(start, end);
  const put = isAddress(selected) ? `[](${selected})` : `[${selected}]()`;
  const caret = start === end || isAddress(selected) ? start + 1 : start + put.length - 1;
  return { from: start, to: end, put, start: caret, end: caret };
}

/** @param {string} text */
export function isAddress(text) {
  return /^https?:\/\/[^\s<>]+$/i.test(text);
}

/**
 * Whether it can be the words of a link.
 * @param {string} text
 */
export function canBeLinked(text) {
  return text.trim() !== "" && !text.includes("\n") && !isAddress(text.trim());
}

/**
 * @param {string} words
 * @param {string} address
 */
export function link(words, address) {
  const [, before, said, after] = /** @type {RegExpExecArray} */ (/^(\s*)(.*?)(\s*)$/s.exec(words));
  // Brackets would end the words, and parentheses the address.
  return `${before}[${said.replace(/[[\]]/g, "\\$&")}](${/[()]/.test(address) ? `<${address}>` : address})${after}`;
}
