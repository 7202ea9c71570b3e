// The window's addresses, which are hashes: #/ , #/lesson/<id>?t=<seconds> , #/notes?lesson=<id>&mark=<mark>&tag=<tag> ,
// #/trash , #/library , #/settings.

/** @import { NoteFilter } from "../types.js" */

import { isMark } from "./marks.js";

/**
 * @typedef {{ page: "home" | "trash" | "library" | "settings" | "nowhere" }
 *   | { page: "notes", filter: NoteFilter }
 *   | { page: "lesson", lesson: string, startAt: number | null }} Route
 */

const PLACES = /** @type {const} */ (["trash", "library", "settings"]);

/**
 * The route of a hash; `nowhere` for one that the window does not have.
 * @param {string} hash
 * @returns {Route}
 */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split("?", 2);
  if (path === "" || path === "/") return { page: "home" };

  const lesson = /^\/lesson\/([a-z0-9-]+)$/.exec(path);
  if (lesson) return { page: "lesson", lesson: lesson[1], startAt: second(query) };
  if (path === "/notes") return { page: "notes", filter: filter(query) };

  const place = PLACES.find((name) => path === `/${name}`);
  return { page: place ?? "nowhere" };
}

/**
 * The address of a lesson, at a second of it if one is given.
 * @param {string} lesson
 * @param {number | null} [startAt]
 */
export function toLesson(lesson, startAt = null) {
  return startAt === null ? `#/lesson/${lesson}` : `#/lesson/${lesson}?t=${Math.floor(startAt)}`;
}

/**
 * The address of the notes that are looked for.
 * @param {Partial<NoteFilter>} [filter]
 */
export function toNotes({ lesson = null, mark = null, tag = null } = {}) {
  const given = Object.entries({ lesson, mark, tag }).filter(([, value]) => value !== null);
  const query = new URLSearchParams(/** @type {[string, string][]} */ (given)).toString();
  return query === "" ? "#/notes" : `#/notes?${query}`;
}

/** @param {string} query */
function second(query) {
  const given = new URLSearchParams(query).get("t");
  return given !== null && /^\d{1,6}$/.test(given) ? Number(given) : null;
}

/**
 * @param {string} query
 * @returns {NoteFilter}
 */
function filter(query) {
  const given = new URLSearchParams(query);
  const mark = given.get("mark");
  return { lesson: given.get("lesson") || null, mark: isMark(mark) ? mark : null, tag: given.get("tag") || null };
}
