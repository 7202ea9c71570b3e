// The journal of what is being written. At every letter the whole note goes into the webview's own storage, at once and
// without waiting; it leaves only when exactly that text was committed to the database. So a page change, a reload or a
// crash of the page loses nothing: note-saver.js saves what it finds here the next time a lesson is opened.

/** @import { NoteDraft } from "../types.js" */

const PREFIX = "ml-health.draft.";

export class Drafts {
  #storage;
  /** Notes whose draft here is older than what was typed. @type {Set<string>} */
  #behind = new Set();

  /** @param {Storage} [storage] */
  constructor(storage = localStorage) {
    this.#storage = storage;
  }

  /** @param {NoteDraft} draft */
  keep(draft) {
    try {
      this.#storage.setItem(PREFIX + draft.id, JSON.stringify(draft));
      this.#behind.delete(draft.id);
    } catch {
      // The storage is full. The text still stands in its field and is about to be saved; there is nothing better to do.
      this.#behind.add(draft.id);
    }
  }

  /**
   * `body` is in the database. What was written since stays.
   * @param {string} id
   * @param {string} body
   */
  committed(id, body) {
    if (this.#behind.delete(id) || read(this.#storage.getItem(PREFIX + id))?.body === body) this.drop(id);
  }

  /** @param {string} id */
  drop(id) {
    this.#storage.removeItem(PREFIX + id);
  }

  /** @returns {NoteDraft[]} */
  all() {
    const keys = Array.from({ length: this.#storage.length }, (_, i) => this.#storage.key(i) ?? "");
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => read(this.#storage.getItem(key))).filter((draft) => draft !== null);
  }
}

/**
 * @param {string | null} text
 * @returns {NoteDraft | null} null for what is not a draft
 */
function read(text) {
  try {
    const draft = JSON.parse(text ?? "null");
    const stands = typeof draft?.id === "string" && typeof draft.lesson === "string" && typeof draft.body === "string"
      && (draft.second === null || typeof draft.second === "number");
    return stands ? draft : null;
  } catch {
    return null;
  }
}
