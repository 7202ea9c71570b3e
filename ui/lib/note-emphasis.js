// Bold, italic and code in a note's text, each put on by a key and taken off by the same.
//
// Signs are looked for on the line alone, as runs of one character that have another at their inner side. That is not all
// of CommonMark, but what its keys write, they find again.

/** @import { Edit, Passage } from "./note-edit.js" */

import { carriedOut, lineAround } from "./note-edit.js";

/**
 * `isIn`: whether a run of so many characters holds the sign: three asterisks are bold and italic.
 * @typedef {{ sign: string, characters: string[], isIn: (length: number) => boolean }} Emphasis
 */

/** Of the runs around it, only the `length` characters next to the text are the sign. @typedef {{ from: number, to: number, length: number }} Span */

/** @type {Emphasis} */
const BOLD = { sign: "**", characters: ["*", "_"], isIn: (length) => length >= 2 };
/** @type {Emphasis} */
const ITALIC = { sign: "*", characters: ["*", "_"], isIn: (length) => length % 2 === 1 };

/** What stands before a line's text: quotation, a bullet or a number, a box, the signs of a heading. */
const BEFORE = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+))*[ \t]*/;

/** Between two of these, an underscore is a letter of a name. */
const IN_WORD = /[\p{L}\p{N}]/u;

/**
 * @param {Passage} passage
 * @returns {Edit | null} null where there is nothing to be emphasised
 */
export const bold = (passage) => emphasised(passage, BOLD);

/**
 * @param {Passage} passage
 * @returns {Edit | null}
 */
export const italic = (passage) => emphasised(passage, ITALIC);

/**
 * Within a line in backticks, more of them than the text has; several lines between fences.
 * @param {Passage} passage
 * @returns {Edit | null}
 */
export function code(passage) {
  const { text, start, end } = passage;
  const selected = text.slice(start, end);
  if (selected.includes("\n")) return fenced(passage);
  const longest = Math.max(0, ...runs(selected, "`").map(({ length }) => length));
  return emphasised(passage, { sign: "`".repeat(longest + 1), characters: ["`"], isIn: () => true });
}

/**
 * @param {Passage} passage
 * @param {Emphasis} emphasis
 * @returns {Edit | null}
 */
function emphasised(passage, emphasis) {
  const { text, start, end } = passage;
  if (text.slice(start, end).includes("\n")) return lineByLine(passage, emphasis);
  if (start === end) return atCaret(text, start, emphasis);
  const selection = trimmed(passage);
  if (selection.start >= selection.end) return null;
  const span = spanAround(selection, emphasis);
  return span ? takenOff(selection, span) : putOn(selection, emphasis);
}

/**
 * Several lines: each on its own, since a sign reaches no further than its paragraph or its item.
 * @param {Passage} passage
 * @param {Emphasis} emphasis
 * @returns {Edit | null}
 */
function lineByLine({ text, start, end }, emphasis) {
  /** @type {Passage[]} */
  const parts = [];
  for (let at = start; at <= end; at = lineAround(text, at).to + 1) {
    const part = trimmed({ text, start: at, end: Math.min(end, lineAround(text, at).to) });
    if (part.start < part.end) parts.push(part);
  }
  if (parts.length === 0) return null;
  const areOn = parts.every((part) => spanAround(part, emphasis));
  const edits = parts.map((part) => {
    const span = spanAround(part, emphasis);
    if (areOn && span) return takenOff(part, span);
    return span ? { from: part.start, to: part.end, put: text.slice(part.start, part.end) } : putOn(part, emphasis);
  });
  const from = edits[0].from;
  const to = /** @type {Edit} */ (edits.at(-1)).to;
  // From the last, so that the places of those before it stay true.
  const changed = edits.reduceRight((/** @type {string} */ before, edit) => carriedOut(before, edit), text);
  const put = changed.slice(from, changed.length - (text.length - to));
  return { from, to, put, start: from, end: from + put.length };
}

/**
 * With nothing selected: the word that the caret is in; between words, signs to write between. At the end of what is
 * emphasised, the caret steps out of it.
 * @param {string} text
 * @param {number} caret
 * @param {Emphasis} emphasis
 * @returns {Edit}
 */
function atCaret(text, caret, emphasis) {
  const span = spanAround({ text, start: caret, end: caret }, emphasis);
  if (span && caret === span.to) return { from: caret, to: caret, put: "", start: caret + span.length, end: caret + span.length };
  if (span) return takenOff({ text, start: caret, end: caret }, span);

  const { sign } = emphasis;
  const isBetween = signsBefore(text, caret, emphasis) === signsAfter(text, caret, emphasis) && signsAfter(text, caret, emphasis) > 0;
  if (isBetween) return { from: caret - sign.length, to: caret + sign.length, put: "", start: caret - sign.length, end: caret - sign.length };

  const word = wordAround(text, caret);
  const edit = putOn({ text, ...word }, emphasis);
  const moved = caret + sign.length * (caret === word.end && word.start < word.end ? 2 : 1);
  return { ...edit, start: moved, end: moved };
}

/**
 * @param {Passage} passage
 * @param {Emphasis} emphasis
 * @returns {Edit}
 */
function putOn({ text, start, end }, emphasis) {
  const { sign } = emphasis;
  const isCode = sign.startsWith("`");
  const bare = isCode ? text.slice(start, end) : withoutSigns({ text, start, end }, emphasis);
  // Backticks at the edge would join those around it.
  const space = isCode && /^`|`$/.test(bare) ? " " : "";
  const put = sign + space + bare + space + sign;
  const from = start + sign.length + space.length;
  return { from: start, to: end, put, start: from, end: from + bare.length };
}

/**
 * What is selected, without signs of the same kind, which would end the emphasis early.
 * @param {Passage} passage
 * @param {Emphasis} emphasis
 */
function withoutSigns({ text, start, end }, emphasis) {
  return emphasis.characters.flatMap((character) => spans(text, lineAround(text, start), character, emphasis))
    .filter(({ from, to, length }) => from - length >= start && to + length <= end)
    .flatMap(({ from, to, length }) => [{ from: from - length, to: from }, { from: to, to: to + length }])
    .sort((a, b) => b.from - a.from)
    .reduce((before, { from, to }) => carriedOut(before, { from: from - start, to: to - start, put: "" }), text.slice(start, end));
}

/**
 * @param {Passage} passage
 * @param {Span} span
 * @returns {Edit}
 */
function takenOff({ text, start, end }, { from, to, length }) {
  const content = text.slice(from, to);
  const space = length > 1 && /^ .*`.* $/.test(content) ? 1 : 0;
  const put = content.slice(space, content.length - space);
  const moved = (/** @type {number} */ at) => Math.max(from - length, Math.min(at - length - space, from - length + put.length));
  return { from: from - length, to: to + length, put, start: moved(start), end: moved(end) };
}

/**
 * The emphasised text that the selection is in, or is with its signs.
 * @param {Passage} passage
 * @param {Emphasis} emphasis
 * @returns {Span | null}
 */
function spanAround({ text, start, end }, emphasis) {
  const line = lineAround(text, start);
  for (const character of emphasis.characters) {
    for (const span of spans(text, line, character, emphasis)) {
      const begins = span.from - span.length;
      if (start >= begins && end <= span.to + span.length && (start !== end || start > begins)) return span;
    }
  }
  return null;
}

/**
 * The emphasised texts of a line.
 * @param {string} text
 * @param {{ from: number, to: number }} line
 * @param {string} character
 * @param {Emphasis} emphasis
 * @returns {Span[]}
 */
function spans(text, line, character, { sign, isIn }) {
  /** @type {Span[]} */
  const found = [];
  /** @type {{ from: number, length: number } | null} */
  let open = null;
  const isCode = character === "`";
  for (const run of runs(text.slice(line.from, line.to), character)) {
    const from = line.from + run.from;
    if (!isIn(run.length)) continue;
    const [before, after] = [text[from - 1] ?? "", text[from + run.length] ?? ""];
    const closes = isCode ? run.length === open?.length : /\S/.test(before) && !(character === "_" && IN_WORD.test(after));
    const opens = isCode ? open === null : /\S/.test(after) && !(character === "_" && IN_WORD.test(before));
    if (open !== null && closes) {
      found.push({ from: open.from + open.length, to: from, length: isCode ? run.length : sign.length });
      open = null;
    } else if (opens) {
      open = { from, length: run.length };
    }
  }
  return found;
}

/**
 * Runs of a character; one after a backslash is text.
 * @param {string} text
 * @param {string} character
 */
function runs(text, character) {
  const pattern = { "*": /\\.|\*+/g, _: /\\.|_+/g, "`": /`+/g }[character] ?? /$^/g;
  return [...text.matchAll(pattern)].filter(([found]) => found.startsWith(character)).map((found) => ({ from: found.index, length: found[0].length }));
}

/**
 * @param {string} text
 * @param {number} caret
 * @param {Emphasis} emphasis
 */
function signsBefore(text, caret, { sign, isIn }) {
  let from = caret;
  while (text[from - 1] === sign[0]) from--;
  return isIn(caret - from) ? caret - from : 0;
}

/**
 * @param {string} text
 * @param {number} caret
 * @param {Emphasis} emphasis
 */
function signsAfter(text, caret, { sign, isIn }) {
  let to = caret;
  while (text[to] === sign[0]) to++;
  return isIn(to - caret) ? to - caret : 0;
}

/**
 * The word that a place is in, or at the end of; empty between words.
 * @param {string} text
 * @param {number} at
 */
function wordAround(text, at) {
  const line = lineAround(text, at);
  const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text.slice(line.from, line.to));
  for (const place of [at - line.from, at - line.from - 1]) {
    const found = place >= 0 ? segments.containing(place) : undefined;
    if (found?.isWordLike) return { start: line.from + found.index, end: line.from + found.index + found.segment.length };
  }
  return { start: at, end: at };
}

/**
 * The selection without what stands before the line's text, and without white space at its edges.
 * @param {Passage} passage
 * @returns {Passage}
 */
function trimmed({ text, start, end }) {
  const line = lineAround(text, start);
  const content = line.from + (BEFORE.exec(text.slice(line.from, line.to))?.[0].length ?? 0);
  let [from, to] = [Math.max(start, Math.min(content, end)), end];
  while (from < to && /\s/.test(text[from])) from++;
  while (to > from && /\s/.test(text[to - 1])) to--;
  return { text, start: from, end: to };
}

/**
 * @param {Passage} passage
 * @returns {Edit}
 */
function fenced({ text, start, end }) {
  const from = lineAround(text, start).from;
  const to = lineAround(text, text[end - 1] === "\n" ? end - 1 : end).to;
  const lines = text.slice(from, to).split("\n");
  const [first, last] = [lines[0], lines[lines.length - 1]];
  if (lines.length > 2 && /^`{3,}$/.test(first) && first === last) {
    const put = lines.slice(1, -1).join("\n");
    return { from, to, put, start: from, end: from + put.length };
  }
  const longest = Math.max(2, ...runs(text.slice(from, to), "`").map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const put = `${fence}\n${lines.join("\n")}\n${fence}`;
  return { from, to, put, start: from, end: from + put.length };
}
