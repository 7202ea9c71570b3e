// The lines of a transcript: which of them is said at a second, and where a search finds something in them.

/** @import { Cue } from "../types.js" */

/** A player that is sent to the beginning of a line may land a little before it. Seconds. */
const LANDS_EARLY = 0.1;

/**
 * The line that is said at `second`, or was said last; -1 before the first. Found by halving: a player tells its place
 * four times a second, and a lecture has thousands of lines.
 * @param {Cue[]} cues by their start
 * @param {number} second
 */
export function cueAt(cues, second) {
  let from = 0;
  let to = cues.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (cues[middle].start <= second + LANDS_EARLY) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/**
 * As it is compared: without case and accents, a letter for a letter, so that a place in one is the same in the other.
 * @param {string} text
 */
export function folded(text) {
  return text.replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize("NFD")[0]).toLowerCase().replace(/\s/g, " ");
}

/**
 * Where `sought` stands in `text`, as [from, to]. Both folded.
 * @param {string} text
 * @param {string} sought
 * @returns {[number, number][]}
 */
export function occurrences(text, sought) {
  /** @type {[number, number][]} */
  const found = [];
  for (let at = sought === "" ? -1 : text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length)) {
    found.push([at, at + sought.length]);
  }
  return found;
}
