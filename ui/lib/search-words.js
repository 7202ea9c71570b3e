// What a search found, in words: how much of which kind, and where each of it stands.

/** @import { Course, HitKind, Search, SearchHit } from "../types.js" */

import { MARK_WORDS } from "./marks.js";
import { counted } from "./time.js";

/** In the order in which they are shown. @type {[kind: HitKind, heading: string][]} */
export const KINDS = [["note", "Notes"], ["ideas", "Key ideas"], ["cue", "Transcripts"], ["resource", "Resources"]];

/** @type {Record<HitKind, (count: number) => string>} */
const COUNTS = {
  note: (count) => counted(count, "note"),
  ideas: (count) => (count === 1 ? "the key ideas of a lesson" : `the key ideas of ${count} lessons`),
  cue: (count) => counted(count, "line of a transcript", "lines of transcripts"),
  resource: (count) => counted(count, "resource"),
};

/**
 * "2 notes and the key ideas of a lesson, and more".
 * @param {string} query
 * @param {Search} search
 */
export function foundWords(query, { hits, more }) {
  const parts = KINDS.map(([kind]) => /** @type {const} */ ([kind, hits.filter((hit) => hit.kind === kind).length]))
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => COUNTS[kind](count));
  if (parts.length === 0) {
    return `Nothing was found for “${query}”. Your notes are searched, the key ideas, the resources, and the transcripts of lessons to which you added captions.`;
  }
  const last = parts.pop();
  const words = parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
  return more ? `${words}, and more` : `${words}`;
}

/**
 * "Lesson 3 · To do": what stands before the title. Its second, if it has one, is shown by whoever shows this.
 * @param {SearchHit} hit
 * @param {Course} course
 */
export function whereWords({ kind, lesson, mark }, course) {
  if (kind === "resource") return ["Opens in the browser"];
  const number = course.lessons.find(({ id }) => id === lesson)?.number;
  return [number === undefined ? "No longer in the course" : `Lesson ${number}`, ...(mark === null ? [] : [MARK_WORDS[mark]])];
}
