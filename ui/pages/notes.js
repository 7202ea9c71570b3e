// <notes-page>: every note, lesson by lesson; to read, to go back to its second, to mark, to move, to delete, to export. Notes
// are written and changed on the lesson's page, where the video is.
//
//   page.course = course; page.filter = { lesson: null, mark: "todo", tag: null };
//   page.overview = overview;   // set again whenever something changed: the notes are fetched anew
//   await page.flush();
//
// Only the first notes are fetched, and more when they are asked for, so that the page opens as fast with ten thousand.
// Which notes are shown stands in the address.
//
// Sends "open-search" with { query }, "import" with { lesson: null }, and "toast".

/** @import { Course, LessonNotes, Note, NoteDraft, NoteFilter, NotesShown, Overview } from "../types.js" */

import * as ipc from "../ipc.js";
import { ExportButton } from "../components/export-button.js";
import { NoteActions } from "../components/note-actions.js";
import { NoteEntry } from "../components/note-entry.js";
import { NoteFilters } from "../components/note-filters.js";
import { coalesced } from "../lib/coalesced.js";
import { draftOf } from "../lib/drafts.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { changeKept, deleteKept, former, settleKept, takeBackElsewhere, takenBack } from "../lib/kept-notes.js";
import { isMac } from "../lib/keyboard.js";
import { toLesson, toNotes } from "../lib/route.js";
import { counted } from "../lib/time.js";
import { toast } from "../lib/toast.js";
import { searchKey } from "../player/keys.js";

const FIRST = 50;
const MORE = 100;

/** @type {NoteFilter} */
const ALL = { lesson: null, mark: null, tag: null };

export class NotesPage extends HTMLElement {
  /** @type {Course | null} */
  course = null;
  filter = ALL;
  /** @type {Overview | null} */
  #overview = null;
  #limit = FIRST;
  /** @type {Map<string, NoteEntry>} */
  #entries = new Map();

  #count = h("p", { class: "quiet-text", role: "status" });
  #export = new ExportButton();
  #search = h("button", { class: "notes-search", type: "button", "aria-keyshortcuts": isMac() ? "Meta+K" : "Control+K",
    onclick: () => this.#send("open-search", { query: "" }) },
    h("span", null, "Search notes, key ideas, transcripts"), h("kbd", { "aria-hidden": "true" }, searchKey({ mac: isMac() })));
  #filters = new NoteFilters();
  #trash = h("a", { class: "link small", href: "#/trash", hidden: true });
  #content = h("div", { class: "notes-content" });
  #more = h("button", { class: "button quiet", type: "button", hidden: true, onclick: () => this.#showMore() }, "Show more");
  #actions = new NoteActions();
  #refetch = coalesced(() => this.#fetch());
  /** Changes go one after the other: each writes the whole note, as the one before left it. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  get overview() {
    return this.#overview;
  }

  set overview(overview) {
    this.#overview = overview;
    if (this.isConnected) this.#refetch();
  }

  connectedCallback() {
    this.#export.hidden = true;
    this.#filters.hidden = true;
    this.#actions.lessons = this.course?.lessons ?? [];
    this.#actions.settled = settleKept;
    this.#hear();
    this.replaceChildren(
      h("div", { class: "notes-page" },
        h("header", { class: "page-head" }, h("div", null, h("h1", { tabindex: "-1" }, "Notes"), this.#count),
          h("div", { class: "notes-away" },
            h("button", { class: "button quiet", type: "button", onclick: () => this.#send("import", { lesson: null }) }, "Import…"), this.#export)),
        this.#search,
        h("div", { class: "notes-which" }, this.#filters, this.#trash),
        this.#content,
        this.#more,
        this.#actions));
    this.#refetch();
  }

  #hear() {
    /** @type {Record<string, (detail: any) => unknown>} */
    const heard = {
      "note-filter": ({ filter }) => this.#choose(filter),
      "note-change": ({ draft, change, said }) => this.#inTurn(() => this.#change(draft, change, said)),
      "note-delete": ({ draft }) => this.#inTurn(() => this.#delete(draft.id)),
      "note-act": (asked) => this.#actions.carryOut(asked),
      "note-restored": ({ draft, note }) => this.#restoredVersion(draft, note),
    };
    for (const [event, act] of Object.entries(heard)) {
      this.addEventListener(event, (sent) => act(/** @type {CustomEvent} */ (sent).detail));
    }
  }

  /** Resolves when the last change was saved, or could not be: which is told. */
  async flush() {
    await this.#turn;
  }

  /** @param {() => Promise<unknown>} act */
  #inTurn(act) {
    this.#turn = this.#turn.then(act, act);
  }

  async #fetch() {
    const [filter, limit] = [this.filter, this.#limit];
    try {
      const shown = await ipc.notes({ filter, limit });
      if (filter === this.filter) this.#show(shown);
    } catch (error) {
      this.#content.replaceChildren(h("p", { class: "problem" }, messageOf(error)));
    }
  }

  /** @param {NotesShown} shown */
  #show({ lessons, total, more, tags, trashed }) {
    const count = lessons.reduce((sum, { notes }) => sum + notes.length, 0);
    const focused = this.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    const note = focused?.closest("note-entry")?.getAttribute("data-note");

    this.#count.textContent = this.#countWords(count, total, more);
    this.#export.hidden = total === 0;
    this.#filters.hidden = total === 0;
    this.#filters.show({ filter: this.filter, lessons: this.#lessonChoices(lessons), tags });
    this.#trash.hidden = trashed === 0;
    this.#trash.textContent = `Trash (${trashed})`;
    this.#more.hidden = !more;

    const staying = new Set(lessons.flatMap(({ notes }) => notes.map(({ id }) => id)));
    const neighbour = note ? this.#neighbourOf(note, (each) => staying.has(each)) : null;
    const written = lessons.filter(({ notes }) => notes.length > 0);
    const retired = written.filter(({ number }) => number === null);
    this.#keepEntries(written);
    this.#content.replaceChildren(
      ...(count === 0 ? [total === 0 ? this.#nothingYet() : this.#noneOfThose()] : []),
      ...written.filter(({ number }) => number !== null).map((group) => this.#group(group)),
      ...(retired.length === 0 ? [] : [this.#retired(retired)]));
    if (!focused || document.activeElement === focused) return;
    // What had the focus was taken out and put in again, or is gone.
    if (focused.isConnected && !focused.closest("[hidden]")) focused.focus({ preventScroll: true });
    else if (neighbour) this.#entries.get(neighbour)?.focusText();
    else if (note) this.querySelector("h1")?.focus();
  }

  /**
   * Of the notes that stay, the one that is nearest below a note, or else above it; itself, if it stays.
   * @param {string} id
   * @param {(id: string) => boolean} stays
   */
  #neighbourOf(id, stays) {
    const ids = [...this.#entries.keys()];
    const at = ids.indexOf(id);
    return [...ids.slice(at), ...ids.slice(0, at).reverse()].find(stays) ?? null;
  }

  /**
   * @param {number} count
   * @param {number} total
   * @param {boolean} more
   */
  #countWords(count, total, more) {
    if (total === 0) return "";
    if (!this.#isFiltered) return counted(total, "note");
    return more ? `More than ${count} of ${counted(total, "note")}` : `${count} of ${counted(total, "note")}`;
  }

  get #isFiltered() {
    return this.filter.lesson !== null || this.filter.mark !== null || this.filter.tag !== null;
  }

  /** @param {LessonNotes[]} shown of which some may be no longer in the course */
  #lessonChoices(shown) {
    const gone = shown.filter(({ number }) => number === null).map(({ lesson, title }) => ({ id: lesson, title }));
    return [...(this.course?.lessons ?? []).map(({ id, number, title }) => ({ id, title: `${number}. ${title}` })), ...gone];
  }

  #nothingYet() {
    const next = this.#overview?.next.lesson ?? this.course?.lessons[0].id;
    return h("div", { class: "notes-empty" },
      h("p", { class: "serif-text" }, "You have not written a note yet. Play a lesson and type in the field beside it: a note keeps the second at "
        + "which you began to type, so that it can take you back there. All of them gather here, to read and to take away."),
      next && h("a", { class: "button filled", href: toLesson(next) }, "Go to the lesson"));
  }

  #noneOfThose() {
    return h("div", { class: "notes-empty" },
      h("p", { class: "serif-text" }, "No note matches what you chose."),
      h("button", { class: "button quiet", type: "button", onclick: () => this.#choose(ALL, { focus: true }) }, "Show all notes"));
  }

  /**
   * An element for each note: the one that it has already, so that what is open in it stays open.
   * @param {LessonNotes[]} groups
   */
  #keepEntries(groups) {
    const before = this.#entries;
    this.#entries = new Map();
    for (const { lesson, number, notes } of groups) {
      for (const note of notes) {
        const entry = before.get(note.id) ?? new NoteEntry();
        entry.place = number === null ? null : toLesson(lesson, note.second);
        entry.note = note;
        this.#entries.set(note.id, entry);
      }
    }
  }

  /** @param {LessonNotes} group */
  #group({ lesson, title, number, notes }) {
    return h("section", { "aria-labelledby": `notes-${lesson}` },
      h("h2", { id: `notes-${lesson}` }, h("a", { href: toLesson(lesson) }, `${number}. ${title}`)),
      this.#list(notes));
  }

  /** @param {LessonNotes[]} groups */
  #retired(groups) {
    return h("section", { "aria-labelledby": "notes-retired" },
      h("h2", { id: "notes-retired" }, "No longer in the course"),
      groups.map(({ title, notes }) => [h("h3", null, title), this.#list(notes)]));
  }

  /** @param {Note[]} notes */
  #list(notes) {
    return h("div", { class: "kept-notes", role: "list" }, notes.map(({ id }) => this.#entries.get(id)));
  }

  /**
   * @param {NoteFilter} filter
   * @param {{ focus?: boolean }} [how]
   */
  async #choose(filter, { focus = false } = {}) {
    this.filter = filter;
    this.#limit = FIRST;
    // The page stays: an address that is replaced tells nobody.
    history.replaceState(history.state, "", toNotes(filter));
    await this.#refetch();
    if (focus) this.querySelector("h1")?.focus();
  }

  async #showMore() {
    const known = new Set(this.#entries.keys());
    this.#limit += MORE;
    await this.#refetch();
    [...this.#entries.values()].find(({ draft }) => !known.has(draft.id))?.focusText();
  }

  /**
   * @param {NoteDraft} draft
   * @param {Partial<NoteDraft>} change
   * @param {string | null} said
   */
  async #change(draft, change, said) {
    const before = this.#now(draft);
    try {
      const note = await changeKept(before, change);
      if (said) toast(this, { message: said, action: { label: "Undo", run: () => this.#takeBack(draftOf(note), former(before, change)) } });
    } catch (error) {
      toast(this, { message: `The note was not changed. ${messageOf(error)}` });
    }
    // A box that was ticked in vain is shown as it is.
    await this.#refetch();
  }

  /**
   * @param {NoteDraft} left
   * @param {Partial<NoteDraft>} former
   */
  async #takeBack(left, former) {
    if (!this.isConnected) return takeBackElsewhere(left, former);
    const now = this.#now(left);
    await changeKept(now, takenBack(now, left, former));
    await this.#refetch();
    this.#entries.get(left.id)?.focusText();
  }

  /**
   * The note as it was fetched last.
   * @param {NoteDraft} known
   */
  #now(known) {
    return this.#entries.get(known.id)?.draft ?? known;
  }

  /**
   * @param {NoteDraft} draft
   * @param {Note} note
   */
  async #restoredVersion(draft, note) {
    await this.#refetch();
    this.#entries.get(note.id)?.focusText();
    toast(this, { message: "The earlier version is back.", action: { label: "Undo", run: () => this.#takeBack(draftOf(note), draft) } });
  }

  /** @param {string} id */
  async #delete(id) {
    const neighbour = this.#neighbourOf(id, (each) => each !== id);
    try {
      await deleteKept(id);
    } catch (error) {
      return toast(this, { message: messageOf(error) });
    }
    const undo = async () => {
      await ipc.restoreNote({ note: id });
      await this.#refetch();
      this.#entries.get(id)?.focusDelete();
    };
    toast(this, { message: "Note deleted.", action: { label: "Undo", run: undo } });
    await this.#refetch();
    if (neighbour && this.#entries.has(neighbour)) this.#entries.get(neighbour)?.focusDelete();
    else this.querySelector("h1")?.focus();
  }

  /**
   * @param {string} event
   * @param {object} detail
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

customElements.define("notes-page", NotesPage);
