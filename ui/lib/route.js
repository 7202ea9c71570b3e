// The window's addresses, which are hashes: #/ , #/lesson/<id>?t=<seconds> , #/notes , #/library , #/settings.

/**
 * @typedef {{ page: "home" | "notes" | "library" | "settings" | "nowhere" }
 *   | { page: "lesson", lesson: string, startAt: number | null }} Route
 */

const PLACES = /** @type {const} */ (["notes", "library", "settings"]);

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

/** @param {string} query */
function second(query) {
  const given = new URLSearchParams(query).get("t");
  return given !== null && /^\d{1,6}$/.test(given) ? Number(given) : null;
}
