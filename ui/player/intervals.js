// Watched stretches of a lesson: [from, to] in seconds, in order, none touching another.

/** @typedef {[number, number]} Interval */

/**
 * @param {Interval[]} intervals in any order, overlapping or not
 * @returns {Interval[]}
 */
export function merged(intervals) {
  const sorted = intervals.filter(([from, to]) => to > from).sort(([a], [b]) => a - b);
  /** @type {Interval[]} */
  const result = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
