// <note-stream>: the notes of a lesson beside its video, in the order of the lesson, and the field for the next one.
//
//   stream.lesson = "deep-learning"; stream.lessons = course.lessons; stream.notes = page.notes; stream.second = 222;
//   stream.merge(page.notes);   // what the database has now; what is being written here stays
//   await stream.flush();       // everything is saved, or it rejects
//   stream.quote({ second: 83, text: "…" });   // a line of the transcript, into the note under way or a new one
//
// Sends "seek-note" with { second }, "marks" with { marks } when the seconds that have notes change, "note-escape" when
// the empty field is left by Escape, and "toast".

/** @import { Lesson, Note, NoteDraft } from "../types.js" */

import * as ipc from "../ipc.js";
import { systemClock } from "../lib/clock.js";
import { draftOf, Drafts, isEmpty, isSame } from "../lib/drafts.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { former, takeBackElsewhere, takenBack } from "../lib/kept-notes.js";
import { NoteSaver } from "../lib/note-saver.js";
import { toast } from "../lib/toast.js";
import { NoteActions } from "./note-actions.js";
import { NoteComposer } from "./note-composer.js";
import { NoteList } from "./note-list.js";
import { NoteProblem } from "./note-problem.js";
import { NoteRow } from "./note-row.js";

export class NoteStream extends HTMLElement {
  lesson = "";
  /** Where a note can be moved. @type {Lesson[]} */
  lessons = [];
  /** @type {Note[]} */
  notes = [];

  #saver;
  /** Taken out here, and on their way out of the database. @type {Set<string>} */
  #leaving = new Set();
  /** Deletions and restorings. @type {Set<Promise<unknown>>} */
  #underWay = new Set();
  #marks = "";
  /** Where the picture is. @type {number | null} */
  #second = null;

  #status = h("span", { class: "notes-status" });
  #problem = new NoteProblem();
  #list = Object.assign(new NoteList(), { now: () => this.#second });
  #composer = new NoteComposer();
  #actions = new NoteActions();

  /** @param {{ clock?: import("../lib/clock.js").Clock, drafts?: Drafts }} [given] */
  constructor({ clock = systemClock, drafts = new Drafts() } = {}) {
    super();
    this.#saver = new NoteSaver(ipc, drafts, clock);
    this.#saver.on("status", () => this.#showStatus());
    this.#saver.on("saved", ({ draft, note }) => this.#showSaved(draft, note));
    this.#actions.settled = (note) => this.#saver.saved(note);
  }

  connectedCallback() {
    this.#composer.lesson = this.lesson;
    this.#actions.lessons = this.lessons;
    this.replaceChildren(
      h("header", null, h("h2", { id: "notes-heading" }, "Notes"), this.#status),
      this.#list, this.#composer, this.#problem,
      h("p", { class: "byline" }, "Write nothing that could identify a patient. Notes are stored on this computer, unencrypted."),
      this.#actions);
    this.#hearRows();
    for (const note of [...this.notes, ...this.#saver.recover()]) if (note.lesson === this.lesson) this.#list.show(note);
    this.#tellMarks();
  }

  disconnectedCallback() {
    this.#saver.end();
  }

  /** @param {number | null} second where the picture is; null while a note is about the lesson as a whole */
  set second(second) {
    this.#second = second;
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
      const emptied = this.#list.rows.map(({ draft }) => draft).filter(isEmpty);
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
      if (isOurs) continue;
      this.#saver.forget(note.id);
      this.#list.show(note);
    }
    for (const { draft: { id }, isEditing } of this.#list.rows) {
      if (!current.has(id) && !isEditing && !this.#saver.isBusy(id)) this.#takeOut(id);
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
      "note-change": ({ draft, change, said }) => this.#change(draft, change, said),
      "note-act": (asked) => this.#actions.carryOut(asked),
      "note-restored": ({ draft, note }) => this.#restoredVersion(draft, note),
      "note-retry": () => this.#saver.retry(),
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
    if (this.#composer.hasFocus) this.#list.row(draft.id)?.scrollIntoView?.({ block: "nearest" });
  }

  /**
   * Changes a note that nobody is writing in. Where words are given for that, it can be taken back.
   * @param {NoteDraft} known
   * @param {Partial<NoteDraft>} change
   * @param {string | null} [said]
   */
  #change(known, change, said = null) {
    const before = this.#list.row(known.id)?.draft ?? known;
    const draft = { ...before, ...change };
    this.#saver.edit(draft, { stored: true });
    this.#saver.settle(draft.id);
    this.#show(draft);
    if (said) toast(this, { message: said, action: { label: "Undo", run: () => this.#takeBack(draft, former(before, change)) } });
  }

  /**
   * Only what was changed: the text may have been written on since.
   * @param {NoteDraft} left
   * @param {Partial<NoteDraft>} former
   */
  async #takeBack(left, former) {
    if (!this.isConnected) return takeBackElsewhere(left, former);
    const now = this.#list.row(left.id)?.draft ?? this.#saver.latest(left.id) ?? left;
    this.#change(now, takenBack(now, left, former));
    this.#list.row(left.id)?.focusText();
  }

  /**
   * @param {NoteDraft} before
   * @param {Note} note
   */
  #restoredVersion(before, note) {
    this.#saver.forget(note.id);
    this.#show(note);
    this.#list.row(note.id)?.focusText();
    const elsewhere = note.lesson === this.lesson ? undefined : this.lessons.find(({ id }) => id === note.lesson);
    toast(this, {
      message: elsewhere ? `The earlier version is back, in lesson ${elsewhere.number}.` : "The earlier version is back.",
      action: { label: "Undo", run: () => this.#takeBack(draftOf(note), before) },
    });
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
    const note = await this.#during(this.#saver.restore(draft));
    if (!this.isConnected) return;
    this.#show(note);
    this.#list.row(note.id)?.focusText();
  }

  /**
   * @param {NoteDraft} draft what was saved; what is shown may be newer
   * @param {Note} note
   */
  #showSaved(draft, note) {
    const row = this.#list.row(note.id);
    if (row && isSame(row.draft, draft)) row.note = note;
  }

  /**
   * The note as it is now, in its place; out of the list, if its place is another lesson.
   * @param {Note | NoteDraft} note
   */
  #show(note) {
    if (note.lesson === this.lesson) this.#list.show(note);
    else this.#takeOut(note.id);
    this.#tellMarks();
  }

  /** @param {string} id */
  #takeOut(id) {
    if (this.#list.takeOut(id)) this.#composer.focusField();
  }

  #tellMarks() {
    const drafts = [...this.#list.rows.map(({ draft }) => draft), ...(this.#composer.draft ? [this.#composer.draft] : [])];
    const marks = drafts.map(({ second }) => second).filter((second) => second !== null);
    if (String(marks) === this.#marks) return;
    this.#marks = String(marks);
    this.#send("marks", { marks });
  }

  #showStatus() {
    const { status } = this.#saver;
    this.#status.textContent = { nothing: "", saving: "Saving…", saved: "Saved", failed: "Not saved" }[status.kind];
    this.#status.classList.toggle("failed", status.kind === "failed");
    this.#problem.status = status;
  }

  /**
   * @param {string} event
   * @param {object} detail
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

customElements.define("note-stream", NoteStream);
