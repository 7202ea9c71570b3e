// A change of the text in a note's field, as the keys and the clipboard make them: pure, so that what they do to any text
// can be tested. note-field.js carries it out.

/**
 * The text of the field and what is selected in it; nothing is, where start and end are the same.
 * @typedef {{ text: string, start: number, end: number }} Passage
 */

/**
 * What stands from `from` to `to` becomes `put`; then `start` to `end` is selected, counted in the new text.
 * @typedef {{ from: number, to: number, put: string, start: number, end: number }} Edit
 */

/**
 * @param {string} text
 * @param {Pick<Edit, "from" | "to" | "put">} edit
 */
export function carriedOut(text, { from, to, put }) {
  return text.slice(0, from) + put + text.slice(to);
}

/**
 * Where the line begins and ends that a place is in.
 * @param {string} text
 * @param {number} at
 */
export function lineAround(text, at) {
  const from = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const next = text.indexOf("\n", at);
  return { from, to: next === -1 ? text.length : next };
}
