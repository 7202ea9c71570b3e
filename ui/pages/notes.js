// <notes-page>: every note, lesson by lesson; to read, to go back to its second, to search, to delete and to export.
// Notes are written and changed on the lesson's page, where the video is. While something is searched for, what is found
// stands in place of the notes.
//
//   page.course = course; page.overview = overview;   // set again whenever something changed: the notes are fetched anew

/** @import { Course, LessonNotes, Note, Overview } from "../types.js" */

import * as ipc from "../ipc.js";
import { Drafts } from "../lib/drafts.js";
import { ExportButton } from "../components/export-button.js";
import { StudySearch } from "../components/study-search.js";
import { coalesced } from "../lib/coalesced.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { toLesson } from "../lib/route.js";
import { stamp } from "../lib/stamp.js";
import { clock, counted } from "../lib/time.js";
import { toast } from "../lib/toast.js";

export class NotesPage extends HTMLElement {
  /** @type {Course | null} */
  course = null;
  /** @type {Overview | null} */
  #overview = null;

  #count = h("p", { class: "quiet-text", role: "status" });
  #export = new ExportButton();
  #search = new StudySearch();
  #content = h("div", { class: "notes-content" });
  #refetch = coalesced(() => this.#fetch());

  get overview() {
    return this.#overview;
  }

  set overview(overview) {
    this.#overview = overview;
    if (!this.isConnected) return;
    this.#refetch();
    this.#search.refresh();
  }

  connectedCallback() {
    this.#export.hidden = true;
    this.#search.course = this.course;
    this.#search.addEventListener("searching", (event) => { this.#content.hidden = /** @type {CustomEvent} */ (event).detail.searching; });
    this.replaceChildren(
      h("div", { class: "notes-page" },
        h("header", { class: "page-head" }, h("div", null, h("h1", { tabindex: "-1" }, "Notes"), this.#count), this.#export),
        this.#search,
        this.#content));
    this.#refetch();
  }

  async #fetch() {
    try {
      this.#show(await ipc.notes());
    } catch (error) {
      this.#content.replaceChildren(h("p", { class: "problem" }, messageOf(error)));
    }
  }

  /** @param {LessonNotes[]} groups */
  #show(groups) {
    const written = groups.filter(({ notes }) => notes.length > 0);
    const count = written.reduce((sum, { notes }) => sum + notes.length, 0);
    const focused = this.#focusedNote();

    this.#count.textContent = count === 0 ? "" : `${counted(count, "note")} in ${counted(written.length, "lesson")}`;
    this.#export.hidden = count === 0;
    const current = written.filter(({ number }) => number !== null);
    const retired = written.filter(({ number }) => number === null);
    this.#content.replaceChildren(
      ...(count === 0 ? [this.#nothingYet()] : []),
      ...current.map((group) => this.#group(group)),
      ...(retired.length === 0 ? [] : [this.#retired(retired)]));
    if (focused) this.#focusNote(focused);
  }

  #nothingYet() {
    const next = this.#overview?.next.lesson ?? this.course?.lessons[0].id;
    return h("div", { class: "notes-empty" },
      h("p", { class: "serif-text" }, "You have not written a note yet. Play a lesson and type in the field beside it: a note keeps the second at "
        + "which you began to type, so that it can take you back there. All of them gather here, to read and to export as a PDF."),
      next && h("a", { class: "button filled", href: toLesson(next) }, "Go to the lesson"));
  }

  /** @param {LessonNotes} group */
  #group({ lesson, title, number, notes }) {
    return h("section", { "aria-labelledby": `notes-${lesson}` },
      h("h2", { id: `notes-${lesson}` }, h("a", { href: toLesson(lesson) }, `${number}. ${title}`)),
      h("ol", { class: "kept-notes" }, notes.map((note) => this.#note(note, toLesson(lesson, note.second)))));
  }

  /** @param {LessonNotes[]} groups */
  #retired(groups) {
    return h("section", { "aria-labelledby": "notes-retired" },
      h("h2", { id: "notes-retired" }, "No longer in the course"),
      groups.map(({ title, notes }) => [
        h("h3", null, title),
        h("ol", { class: "kept-notes" }, notes.map((note) => this.#note(note, null))),
      ]));
  }

  /**
   * @param {Note} note
   * @param {string | null} place the note's second in its lesson; null when the lesson is gone
   */
  #note(note, place) {
    const text = h("div", { class: "prose kept-text" });
    setSanitised(text, note.html);
    const when = note.second === null ? null : clock(note.second);
    return h("li", { class: "kept-note", "data-note": note.id },
      h("div", { class: "kept-stamp" }, note.second !== null && (place ? h("a", { class: "link", href: place }, stamp(note.second)) : stamp(note.second))),
      text,
      h("div", { class: "kept-actions" },
        place && h("a", { class: "link small", href: place, "aria-label": when ? `Edit the note at ${when} in its lesson` : "Edit the note in its lesson" }, "Edit"),
        h("button", { class: "button icon", type: "button", "aria-label": when ? `Delete the note at ${when}` : "Delete the note",
          onclick: () => this.#delete(note) }, icon("bin"))));
  }

  /** @param {Note} note */
  async #delete(note) {
    const neighbour = this.#neighbour(note.id);
    try {
      await deleteWithDraft(note.id);
    } catch (error) {
      return toast(this, { message: messageOf(error) });
    }
    const undo = async () => {
      await ipc.restoreNote({ note: note.id });
      await this.#refetch();
      this.#focusNote(note.id);
    };
    toast(this, { message: "Note deleted.", action: { label: "Undo", run: undo } });
    await this.#refetch();
    if (neighbour) this.#focusNote(neighbour);
    else this.querySelector("h1")?.focus();
  }

  /** @param {string} id */
  #neighbour(id) {
    const ids = [...this.querySelectorAll("[data-note]")].map((row) => row.getAttribute("data-note"));
    const at = ids.indexOf(id);
    return ids[at + 1] ?? ids[at - 1] ?? null;
  }

  #focusedNote() {
    const row = this.contains(document.activeElement) ? document.activeElement?.closest("[data-note]") : null;
    return row?.getAttribute("data-note") ?? null;
  }

  /** @param {string} id */
  #focusNote(id) {
    const row = [...this.querySelectorAll("[data-note]")].find((each) => each.getAttribute("data-note") === id);
    row?.querySelector("button")?.focus();
  }
}

/**
 * Deletes the note with what the journal still has of it: left there, it would bring the note back; saved first, it comes
 * back with Undo.
 * @param {string} note
 */
async function deleteWithDraft(note) {
  const drafts = new Drafts();
  const draft = drafts.all().find(({ id }) => id === note);
  if (draft && draft.body.trim() !== "") await ipc.saveNote({ draft });
  await ipc.deleteNote({ note });
  drafts.drop(note);
}

customElements.define("notes-page", NotesPage);
