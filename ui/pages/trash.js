// <trash-page>: the notes that were deleted in the last thirty days, to be brought back, or let go of for good.
//
//   page.overview = overview;   // set again whenever something changed: the notes are fetched anew
//
// Sends "toast".

/** @import { Overview, TrashedNote } from "../types.js" */

import * as ipc from "../ipc.js";
import { ConfirmDialog } from "../components/confirm-dialog.js";
import { coalesced } from "../lib/coalesced.js";
import { dated } from "../lib/dates.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { markLabel, noteName } from "../lib/marks.js";
import { clock, counted } from "../lib/time.js";
import { toast } from "../lib/toast.js";

export class TrashPage extends HTMLElement {
  /** @type {Overview | null} */
  #overview = null;
  /** @type {TrashedNote[]} */
  #trashed = [];
  #count = h("p", { class: "quiet-text", role: "status" });
  #empty = h("button", { class: "button danger", type: "button", hidden: true, onclick: () => this.#askToEmpty() }, "Empty the trash");
  #content = h("div", { class: "trash-content" });
  #confirm = new ConfirmDialog();
  #refetch = coalesced(() => this.#fetch());

  get overview() {
    return this.#overview;
  }

  set overview(overview) {
    this.#overview = overview;
    if (this.isConnected) this.#refetch();
  }

  connectedCallback() {
    this.replaceChildren(
      h("div", { class: "notes-page" },
        h("header", { class: "page-head" }, h("div", null, h("h1", { tabindex: "-1" }, "Trash"), this.#count), this.#empty),
        h("p", { class: "trash-about" }, "A deleted note stays here for 30 days and can be brought back. Then it is gone for good. ",
          h("a", { class: "link", href: "#/notes" }, "Back to the notes")),
        this.#content),
      this.#confirm);
    this.#refetch();
  }

  async #fetch() {
    try {
      this.#show(await ipc.trash());
    } catch (error) {
      this.#content.replaceChildren(h("p", { class: "problem" }, messageOf(error)));
    }
  }

  /** @param {TrashedNote[]} trashed */
  #show(trashed) {
    const focused = this.#content.contains(document.activeElement) ? document.activeElement?.closest("[data-note]")?.getAttribute("data-note") : null;
    this.#trashed = trashed;
    this.#count.textContent = trashed.length === 0 ? "" : counted(trashed.length, "note");
    this.#empty.hidden = trashed.length === 0;
    const now = Date.now();
    this.#content.replaceChildren(trashed.length === 0
      ? h("p", { class: "serif-text" }, "The trash is empty.")
      : h("ol", null, trashed.map((each) => this.#note(each, now))));
    if (focused) this.#focusNote(focused);
  }

  /**
   * @param {TrashedNote} trashed
   * @param {number} now
   */
  #note({ note, lessonTitle, lessonNumber, deleted }, now) {
    const text = h("div", { class: "prose kept-text" });
    setSanitised(text, note.html);
    const lesson = lessonNumber === null ? lessonTitle : `${lessonNumber}. ${lessonTitle}`;
    return h("li", { class: "trashed-note", "data-note": note.id, "aria-label": noteName(note) },
      h("div", { class: "trashed-about" },
        h("span", null, note.second === null ? lesson : `${lesson}, ${clock(note.second)}`),
        note.mark && markLabel(note.mark),
        h("span", null, `Deleted ${dated(deleted, now)}`)),
      text,
      h("button", { class: "button quiet", type: "button", "aria-label": `Restore: ${noteName(note)}, ${lessonTitle}`, onclick: () => this.#restore(note.id) }, "Restore"));
  }

  /** @param {string} id */
  async #restore(id) {
    const at = this.#trashed.findIndex(({ note }) => note.id === id);
    const neighbour = this.#trashed[at + 1] ?? this.#trashed[at - 1];
    const { lessonTitle } = this.#trashed[at];
    try {
      await ipc.restoreNote({ note: id });
    } catch (error) {
      return toast(this, { message: `The note was not restored. ${messageOf(error)}` });
    }
    toast(this, { message: `The note is back in “${lessonTitle}”.` });
    await this.#refetch();
    if (neighbour) this.#focusNote(neighbour.note.id);
    else this.querySelector("h1")?.focus();
  }

  #askToEmpty() {
    this.#confirm.ask({
      heading: "Empty the trash?",
      words: ["All notes in the trash go for good, and their earlier versions with them. This cannot be undone."],
      action: "Empty the trash",
      run: () => ipc.emptyTrash(),
      done: (gone) => this.#emptied(gone),
    });
  }

  /** @param {number} gone */
  async #emptied(gone) {
    toast(this, { message: gone === 1 ? "1 note is gone." : `${gone} notes are gone.` });
    await this.#refetch();
    this.querySelector("h1")?.focus();
  }

  /** @param {string} id */
  #focusNote(id) {
    const row = [...this.#content.querySelectorAll("[data-note]")].find((each) => each.getAttribute("data-note") === id);
    row?.querySelector("button")?.focus();
  }
}

customElements.define("trash-page", TrashPage);
