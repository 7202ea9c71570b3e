// The journal of what is being written. At every letter the whole note goes into the webview's own storage, at once and
// without waiting; it leaves only when exactly that note was committed to the database. So a page change, a reload or a
// crash of the page loses nothing: note-saver.js saves what it finds here the next time a lesson is opened.
//
// Of a note of 100 kB that is a copy of 100 kB for each letter, which takes less than a millisecond. It is not put off
// until a pause: what was typed before a crash would then be lost.

/** @import { NoteDraft } from "../types.js" */

import { isMark } from "./marks.js";

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
      this.#storage.setItem(PREFIX + draft.id, written(draft));
      this.#behind.delete(draft.id);
    } catch {
      // The storage is full. The text still stands in its field and is about to be saved; there is nothing better to do.
      this.#behind.add(draft.id);
    }
  }

  /**
   * The note is in the database like this. What was changed since stays.
   * @param {NoteDraft} draft
   */
  committed(draft) {
    if (this.#behind.delete(draft.id) || this.#storage.getItem(PREFIX + draft.id) === written(draft)) this.drop(draft.id);
  }

  /** @param {string} id */
  drop(id) {
    this.#storage.removeItem(PREFIX + id);
  }

  /** @param {string} id */
  of(id) {
    return read(this.#storage.getItem(PREFIX + id));
  }

  /** @returns {NoteDraft[]} */
  all() {
    const keys = Array.from({ length: this.#storage.length }, (_, i) => this.#storage.key(i) ?? "");
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => read(this.#storage.getItem(key))).filter((draft) => draft !== null);
  }
}

/**
 * Of a note or a draft, what is written by the learner.
 * @param {NoteDraft} note
 * @returns {NoteDraft}
 */
export function draftOf({ id, lesson, second, mark, body }) {
  return { id, lesson, second, mark, body };
}

/**
 * Whether two drafts of a note are the same in text, place and mark.
 * @param {NoteDraft} a
 * @param {NoteDraft} b
 */
export function isSame(a, b) {
  return a.second === b.second && a.mark === b.mark && a.lesson === b.lesson && a.body === b.body;
}

/** @param {Pick<NoteDraft, "body">} draft */
export function isEmpty({ body }) {
  return body.trim() === "";
}

/** @param {NoteDraft} draft */
function written(draft) {
  return JSON.stringify(draftOf(draft));
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
    // Before there were marks, drafts had none.
    return stands ? draftOf({ ...draft, mark: isMark(draft.mark) ? draft.mark : null }) : null;
  } catch {
    return null;
  }
}
