// The order of the notes of a lesson.

/** @import { NoteDraft } from "../types.js" */

/**
 * In the order of the lesson: what is about all of it, then by second, then by age (which is the order of the ids).
 * @param {Pick<NoteDraft, "id" | "second">} a
 * @param {Pick<NoteDraft, "id" | "second">} b
 */
export function isBefore(a, b) {
  const [from, to] = [a.second ?? -1, b.second ?? -1];
  return from === to ? a.id < b.id : from < to;
}

/**
 * The first of the rows that come after a note; null if it is the last.
 * @template {{ draft: NoteDraft }} Row
 * @param {Iterable<Row>} rows
 * @param {Pick<NoteDraft, "id" | "second">} note
 */
export function rowAfter(rows, note) {
  /** @type {Row | null} */
  let first = null;
  for (const row of rows) {
    if (isBefore(note, row.draft) && (first === null || isBefore(row.draft, first.draft))) first = row;
  }
  return first;
}
