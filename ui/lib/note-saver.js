// Brings what is written into the database, soon and in order. A change of a note's place or mark is a change like that
// of its text, and is taken back like it: by changing the note to what it was.
//
// A note is saved at its first letter, then a quarter of a second after the last key, and every two seconds while the
// typing does not stop. Saves of one note never overtake each other. What fails stays in the journal (drafts.js) and is
// tried again. An emptied note is not saved: it is deleted when its field is left, by whoever owns the field.
//
// Events: `status` for the learner, `saved` with the draft that was saved and the note as it came back.

/** @import { Clock } from "./clock.js" */
/** @import { Note, NoteDraft } from "../types.js" */
/** @import { Drafts } from "./drafts.js" */

import { isEmpty, isSame } from "./drafts.js";
import { Emitter } from "./emitter.js";
import { codeOf } from "./failure.js";

export const AFTER_LAST_KEY = 250;
export const WHILE_TYPING = 2_000;
const RETRY_FIRST = 1_000;
const RETRY_AT_MOST = 30_000;

// A refusal for any other reason, such as a note that is too long, would be the same the next time.
const PASSING = [null, "not-writable", "store-failed"];

/**
 * @typedef {object} Store
 * @property {(args: { draft: NoteDraft }) => Promise<Note>} saveNote
 * @property {(args: { note: string }) => Promise<null>} deleteNote
 * @property {(args: { note: string }) => Promise<Note>} restoreNote
 */

/** @typedef {{ kind: "nothing" } | { kind: "saving" } | { kind: "saved" } | { kind: "failed", error: unknown }} Status */

/** @typedef {{ status: Status, saved: { draft: NoteDraft, note: Note } }} Events */

/**
 * A note that was changed here. `typedSince`: when the first letter was typed that is not saved yet.
 * @typedef {object} Entry
 * @property {NoteDraft} draft
 * @property {NoteDraft | null} committed the note in the database; null if this window has put none there
 * @property {boolean} stored whether the database may hold the note
 * @property {number | null} typedSince
 * @property {Promise<void> | null} saving
 * @property {boolean} again whether to save once more after that
 * @property {unknown} failure
 * @property {number} tries
 * @property {() => void} cancel the timer
 */

/** @extends {Emitter<Events>} */
export class NoteSaver extends Emitter {
  /** How often anything changed here: a list that was fetched before the last change is out of date. */
  changes = 0;
  #store;
  #drafts;
  #clock;
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  #anySaved = false;
  #ended = false;

  /**
   * @param {Store} store
   * @param {Drafts} drafts
   * @param {Clock} clock
   */
  constructor(store, drafts, clock) {
    super();
    this.#store = store;
    this.#drafts = drafts;
    this.#clock = clock;
  }

  /** @returns {Status} */
  get status() {
    const entries = [...this.#entries.values()];
    const failed = entries.find(({ failure }) => failure !== null);
    if (failed) return { kind: "failed", error: failed.failure };
    if (entries.some((entry) => isUnsaved(entry))) return { kind: "saving" };
    return { kind: this.#anySaved ? "saved" : "nothing" };
  }

  /**
   * Whether the note is, or is about to be, another than the database's.
   * @param {string} id
   */
  isBusy(id) {
    const entry = this.#entries.get(id);
    return entry !== undefined && (entry.saving !== null || !isCommitted(entry));
  }

  /**
   * The note reads like this now.
   * @param {NoteDraft} draft
   * @param {{ stored: boolean }} known whether the database has the note already
   */
  edit(draft, { stored }) {
    this.changes++;
    this.#drafts.keep(draft);
    const entry = this.#entries.get(draft.id) ?? newEntry(draft, stored);
    const isFirstLetter = !entry.stored && entry.saving === null && entry.failure === null;
    this.#entries.set(draft.id, entry);
    entry.draft = draft;
    entry.typedSince ??= this.#clock.now();
    entry.cancel();
    if (!isUnsaved(entry)) {
      // Typed back to what was committed: the journal must not keep it, nor a save under way have the last word.
      entry.failure = null;
      if (entry.saving !== null) entry.again = true;
      else if (isCommitted(entry)) this.#drafts.committed(draft);
    } else if (isFirstLetter) this.#save(entry);
    else this.#saveSoon(entry, entry.typedSince);
    this.emit("status", this.status);
  }

  /**
   * The note as it was written here last; null if it was not.
   * @param {string} id
   */
  latest(id) {
    return this.#entries.get(id)?.draft ?? null;
  }

  /**
   * Somebody else changed the note: what was committed here says nothing about it any more.
   * @param {string} id
   */
  forget(id) {
    this.changes++;
    if (!this.isBusy(id)) this.#entries.delete(id);
  }

  /** Saves what an earlier page could not, and returns it. */
  recover() {
    const drafts = this.#drafts.all();
    for (const draft of drafts) {
      if (!isEmpty(draft)) this.edit(draft, { stored: true });
      else this.#delete(draft.id).catch(() => {}); // it was emptied and never left; it stays in the journal
    }
    return drafts.filter((draft) => !isEmpty(draft));
  }

  /** Saves everything now. Rejects if something could not be saved. */
  async flush() {
    await Promise.all([...this.#entries.values()].map((entry) => this.#saveNow(entry)));
  }

  /**
   * Saves one note now, because its field was left.
   * @param {string} id
   */
  settle(id) {
    this.saved(id).catch(() => {}); // the status says so
  }

  /**
   * Saves one note now. Rejects if it cannot be saved.
   * @param {string} id
   */
  async saved(id) {
    const entry = this.#entries.get(id);
    if (entry) await this.#saveNow(entry);
  }

  /**
   * Deletes the note. What was last written of it is saved before, if that can be, so that it can come back whole.
   * @param {string} id
   */
  async remove(id) {
    this.changes++;
    const entry = this.#entries.get(id);
    if (entry) {
      await this.#saveNow(entry).catch(() => {});
      while (entry.saving !== null) await entry.saving;
      entry.cancel();
    }
    const last = entry?.draft;
    await this.#delete(id);
    // What was typed while the deletion ran is a note again.
    if (entry && entry.draft !== last) {
      entry.committed = null;
      this.edit(entry.draft, { stored: false });
    } else {
      this.#entries.delete(id);
    }
    this.emit("status", this.status);
  }

  /**
   * Brings a deleted note back as it was last written, whether or not that could be saved before it was deleted.
   * @param {NoteDraft} draft
   * @returns {Promise<Note | NoteDraft>}
   */
  async restore(draft) {
    try {
      const note = await this.#store.restoreNote({ note: draft.id });
      this.changes++;
      if (isEmpty(draft) || isSame(note, draft)) return note;
    } catch (error) {
      if (isEmpty(draft) || codeOf(error) !== "no-such-note") throw error;
    }
    this.edit(draft, { stored: true });
    return draft;
  }

  /** Tries again at once what failed. */
  retry() {
    for (const [id, { failure }] of this.#entries) if (failure !== null) this.settle(id);
  }

  /** No more by itself. What is not saved is in the journal. */
  end() {
    this.#ended = true;
    this.silence();
    for (const entry of this.#entries.values()) entry.cancel();
  }

  /** @param {Entry} entry */
  async #saveNow(entry) {
    do {
      this.#save(entry);
      await entry.saving;
      if (entry.failure !== null) throw entry.failure;
    } while (isUnsaved(entry));
  }

  /**
   * @param {Entry} entry
   * @param {number} typedSince
   */
  #saveSoon(entry, typedSince) {
    const latest = typedSince + WHILE_TYPING - this.#clock.now();
    entry.cancel = this.#clock.after(Math.max(0, Math.min(AFTER_LAST_KEY, latest)), () => this.#save(entry));
  }

  /** @param {Entry} entry */
  #save(entry) {
    if (!isUnsaved(entry)) return;
    if (entry.saving !== null) {
      entry.again = true;
      return;
    }
    entry.cancel();
    entry.saving = this.#send(entry).finally(() => {
      entry.saving = null;
      if (entry.again && !this.#ended) this.#save(entry);
      this.emit("status", this.status);
    });
    this.emit("status", this.status);
  }

  /** @param {Entry} entry */
  async #send(entry) {
    const { draft } = entry;
    entry.again = false;
    entry.typedSince = null;
    entry.stored = true;
    try {
      const note = await this.#store.saveNote({ draft });
      this.changes++;
      this.#anySaved = true;
      entry.committed = draft;
      entry.failure = null;
      entry.tries = 0;
      this.#drafts.committed(draft);
      this.emit("saved", { draft, note });
    } catch (error) {
      entry.committed = null;
      entry.failure = isUnsaved(entry) ? error : null;
      const wait = Math.min(RETRY_AT_MOST, RETRY_FIRST * 2 ** entry.tries++);
      if (this.#ended || entry.failure === null || !PASSING.includes(codeOf(error)) || entry.again) return;
      entry.cancel();
      entry.cancel = this.#clock.after(wait, () => this.#save(entry));
    }
  }

  /** @param {string} id */
  async #delete(id) {
    try {
      await this.#store.deleteNote({ note: id });
    } catch (error) {
      // It never came that far, or is gone already.
      if (codeOf(error) !== "no-such-note") throw error;
    }
    this.changes++;
    this.#drafts.drop(id);
  }
}

/**
 * @param {NoteDraft} draft
 * @param {boolean} stored
 * @returns {Entry}
 */
function newEntry(draft, stored) {
  return { draft, committed: null, stored, typedSince: null, saving: null, again: false, failure: null, tries: 0, cancel: () => {} };
}

/** @param {Entry} entry */
function isCommitted({ draft, committed }) {
  return committed !== null && isSame(draft, committed);
}

/** @param {Entry} entry */
function isUnsaved(entry) {
  return !isCommitted(entry) && !isEmpty(entry.draft);
}
