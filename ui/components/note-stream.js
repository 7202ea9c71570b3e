// <note-stream>: the notes of a lesson beside its video, in the order of the lesson, and the field for the next one.
//
//   stream.lesson = "deep-learning"; stream.notes = page.notes; stream.second = 222;
//   stream.merge(page.notes);   // what the database has now; what is being written here stays
//   await stream.flush();       // everything is saved, or it rejects
//   stream.quote({ second: 83, text: "…" });   // a line of the transcript, into the note under way or a new one
//
// Sends "seek-note" with { second }, "marks" with { marks } when the seconds that have notes change, "note-escape" when
// the empty field is left by Escape, and "toast".

/** @import { Note, NoteDraft } from "../types.js" */

import * as ipc from "../ipc.js";
import { systemClock } from "../lib/clock.js";
import { Drafts } from "../lib/drafts.js";
import { codeOf, messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { NoteSaver } from "../lib/note-saver.js";
import { toast } from "../lib/toast.js";
import { NoteComposer } from "./note-composer.js";
import { NoteRow } from "./note-row.js";

export class NoteStream extends HTMLElement {
  lesson = "";
  /** @type {Note[]} */
  notes = [];

  #saver;
  /** @type {Map<string, NoteRow>} */
  #rows = new Map();
  /** Taken out here, and on their way out of the database. @type {Set<string>} */
  #leaving = new Set();
  /** Deletions and restorings. @type {Set<Promise<unknown>>} */
  #underWay = new Set();
  #marks = "";

  #status = h("span", { class: "notes-status" });
  #failure = h("div", { class: "problem notes-failure", role: "alert", hidden: true });
  #list = h("div", { class: "notes-list", role: "list", "aria-label": "Notes of this lesson" });
  #composer = new NoteComposer();

  /** @param {{ clock?: import("../lib/clock.js").Clock, drafts?: Drafts }} [given] */
  constructor({ clock = systemClock, drafts = new Drafts() } = {}) {
    super();
    this.#saver = new NoteSaver(ipc, drafts, clock);
    this.#saver.on("status", () => this.#showStatus());
    this.#saver.on("saved", (note) => this.#showSaved(note));
  }

  connectedCallback() {
    this.#composer.lesson = this.lesson;
    this.replaceChildren(
      h("header", null, h("h2", { id: "notes-heading" }, "Notes"), this.#status),
      this.#list, this.#composer, this.#failure,
      h("p", { class: "byline" }, "Write nothing that could identify a patient. Notes are stored on this computer, unencrypted."));
    this.#hearRows();
    for (const note of this.notes) this.#show(note);
    for (const draft of this.#saver.recover()) if (draft.lesson === this.lesson) this.#show(draft);
    this.#tellMarks();
  }

  disconnectedCallback() {
    this.#saver.end();
  }

  /** @param {number | null} second where the picture is; null while a note is about the lesson as a whole */
  set second(second) {
    this.#composer.second = second;
  }

  /** How often anything changed here: notes fetched before the last change are out of date. */
  get changes() {
    return this.#saver.changes;
  }

  /** After Play: the field is ready, and the video stays in view. */
  focusComposer() {
    this.#composer.focusField();
  }

  goToComposer() {
    this.#composer.goToField();
  }

  /** @param {{ second: number, text: string }} line of the transcript */
  quote(line) {
    this.#composer.quote(line);
  }

  /** @param {{ leaving?: boolean }} [how] not leaving, an emptied row stays: it may be about to be written anew */
  async flush({ leaving = true } = {}) {
    if (leaving) {
      const emptied = [...this.#rows.values()].map(({ draft }) => draft).filter(isEmpty);
      await Promise.all(emptied.map((draft) => this.#remove(draft)));
      const { draft } = this.#composer;
      if (draft && isEmpty(draft)) await this.#during(this.#saver.remove(draft.id));
    }
    await this.#saver.flush();
    await Promise.all(this.#underWay);
  }

  /**
   * What a flush waits for, though its row is gone already.
   * @template T
   * @param {Promise<T>} work
   */
  #during(work) {
    const done = () => this.#underWay.delete(work);
    this.#underWay.add(work);
    work.then(done, done);
    return work;
  }

  /** @param {Note[]} notes */
  merge(notes) {
    const current = new Set(notes.map(({ id }) => id));
    for (const note of notes) {
      const isOurs = note.id === this.#composer.draft?.id || this.#leaving.has(note.id) || this.#saver.isBusy(note.id);
      if (!isOurs) this.#show(note);
    }
    for (const [id, row] of this.#rows) {
      if (!current.has(id) && !row.isEditing && !this.#saver.isBusy(id)) this.#takeOut(id);
    }
    this.#tellMarks();
  }

  #hearRows() {
    /** @type {Record<string, (detail: any, row: Element) => void>} */
    const heard = {
      "note-edit": ({ draft }, from) => this.#edited(draft, from),
      "note-left": ({ draft }) => this.#left(draft),
      "note-kept": ({ draft }) => this.#kept(draft),
      "note-next": () => this.#composer.goToField(),
      "note-delete": ({ draft }) => this.#remove(draft, { undo: true }),
      "note-seek": ({ second }) => this.#send("seek-note", { second }),
    };
    for (const [event, act] of Object.entries(heard)) {
      this.addEventListener(event, (/** @type {Event} */ sent) =>
        act(/** @type {CustomEvent} */ (sent).detail, /** @type {Element} */ (sent.target)));
    }
  }

  /**
   * @param {NoteDraft} draft
   * @param {Element} from
   */
  #edited(draft, from) {
    this.#saver.edit(draft, { stored: from instanceof NoteRow });
    this.#tellMarks();
  }

  /** @param {NoteDraft} draft */
  #left(draft) {
    if (isEmpty(draft)) this.#remove(draft, { undo: true });
    else this.#saver.settle(draft.id);
  }

  /** @param {NoteDraft} draft */
  #kept(draft) {
    if (isEmpty(draft)) return this.#remove(draft);
    this.#show(draft);
    this.#saver.settle(draft.id);
    this.#tellMarks();
    if (this.#composer.hasFocus) this.#rows.get(draft.id)?.scrollIntoView?.({ block: "nearest" });
  }

  /**
   * @param {NoteDraft} draft
   * @param {{ undo?: boolean }} [how]
   */
  async #remove(draft, { undo = false } = {}) {
    this.#leaving.add(draft.id);
    this.#takeOut(draft.id);
    this.#tellMarks();
    try {
      await this.#during(this.#saver.remove(draft.id));
      if (undo) toast(this, { message: "Note deleted.", action: { label: "Undo", run: () => this.#restore(draft) } });
    } catch (error) {
      this.#show(draft);
      toast(this, { message: `The note was not deleted. ${messageOf(error)}` });
    } finally {
      this.#leaving.delete(draft.id);
      this.#tellMarks();
    }
  }

  /** @param {NoteDraft} draft */
  async #restore(draft) {
    const note = await this.#during(this.#saver.restore(draft.id));
    if (!this.isConnected) return;
    this.#show(note);
    this.#tellMarks();
    this.#rows.get(note.id)?.focusText();
  }

  /** @param {Note} note */
  #showSaved(note) {
    const row = this.#rows.get(note.id);
    // What came back may be older than what was typed meanwhile.
    if (row?.draft.body === note.body) row.note = note;
  }

  /** @param {Note | NoteDraft} note */
  #show(note) {
    const known = this.#rows.get(note.id);
    if (known) {
      known.note = note;
      return;
    }
    const row = new NoteRow();
    row.note = note;
    const next = [...this.#rows.values()].filter(({ draft }) => isBefore(note, draft))
      .reduce((/** @type {NoteRow | null} */ first, other) => (first && isBefore(first.draft, other.draft) ? first : other), null);
    this.#rows.set(note.id, row);
    this.#list.insertBefore(row, next);
  }

  /** @param {string} id */
  #takeOut(id) {
    const row = this.#rows.get(id);
    if (!row) return;
    const neighbour = row.contains(document.activeElement) ? (row.nextElementSibling ?? row.previousElementSibling) : null;
    const hadFocus = row.contains(document.activeElement);
    this.#rows.delete(id);
    row.remove();
    if (neighbour instanceof NoteRow) neighbour.focusText();
    else if (hadFocus) this.#composer.focusField();
  }

  #tellMarks() {
    const drafts = [...[...this.#rows.values()].map(({ draft }) => draft), ...(this.#composer.draft ? [this.#composer.draft] : [])];
    const marks = drafts.map(({ second }) => second).filter((second) => second !== null);
    if (String(marks) === this.#marks) return;
    this.#marks = String(marks);
    this.#send("marks", { marks });
  }

  #showStatus() {
    const { status } = this.#saver;
    this.#status.textContent = { nothing: "", saving: "Saving…", saved: "Saved", failed: "Not saved" }[status.kind];
    this.#status.classList.toggle("failed", status.kind === "failed");
    const words = status.kind === "failed" ? failureWords(status.error) : "";
    if (this.#failure.dataset.words === words) return;
    this.#failure.dataset.words = words;
    this.#failure.hidden = words === "";
    this.#failure.replaceChildren(...(words === "" ? [] : [
      h("p", null, words),
      h("button", { class: "link", type: "button", onclick: () => this.#saver.retry() }, "Try again"),
    ]));
  }

  /**
   * @param {string} event
   * @param {object} detail
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

/** @param {NoteDraft} draft */
function isEmpty({ body }) {
  return body.trim() === "";
}

/** @param {unknown} error */
function failureWords(error) {
  const again = codeOf(error) === "store-failed" || codeOf(error) === "not-writable" ? " It is tried again by itself." : "";
  return `A note is not saved yet. ${messageOf(error)} What you wrote is kept here.${again}`;
}

/**
 * In the order of the lesson: what is about all of it, then by second, then by age (which is the order of the ids).
 * @param {Pick<NoteDraft, "id" | "second">} a
 * @param {Pick<NoteDraft, "id" | "second">} b
 */
function isBefore(a, b) {
  const [from, to] = [a.second ?? -1, b.second ?? -1];
  return from === to ? a.id < b.id : from < to;
}

customElements.define("note-stream", NoteStream);
