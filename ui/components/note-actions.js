// <note-actions>: what a note's menu offers that is more than a change in its place: copying, another lesson, earlier
// versions. It has their dialogs, for all the notes of a page.
//
//   actions.lessons = course.lessons;
//   actions.settled = (note) => saver.saved(note);   // rejects if what was written of it cannot be saved
//   actions.carryOut({ act: "link", draft });
//
// Sends what its dialogs send, "note-change" and "note-restored", and "toast".

/** @import { Lesson, NoteDraft } from "../types.js" */

import * as ipc from "../ipc.js";
import { copied } from "../lib/clipboard.js";
import { messageOf } from "../lib/failure.js";
import { toast } from "../lib/toast.js";
import { NoteHistory } from "./note-history.js";
import { NoteMove } from "./note-move.js";

export class NoteActions extends HTMLElement {
  /** @type {Lesson[]} */
  lessons = [];
  /** @type {(note: string) => Promise<unknown>} */
  settled = async () => {};
  #move = new NoteMove();
  #history = new NoteHistory();
  /** Asked for as soon as the menu is open: a webview may let the clipboard be written only right at the click. */
  #link = { note: "", address: Promise.resolve("") };

  connectedCallback() {
    this.replaceChildren(this.#move, this.#history);
  }

  /** @param {{ act: "ready" | "move" | "link" | "text" | "history", draft: NoteDraft }} asked */
  carryOut({ act, draft }) {
    switch (act) {
      case "ready": return this.#prepare(draft);
      case "move": return this.#move.open({ draft, lessons: this.lessons });
      case "link": return this.#copyLink(draft);
      case "text": return this.#copyText(draft);
      case "history": return this.#openHistory(draft);
    }
  }

  /** @param {NoteDraft} draft */
  #prepare({ id }) {
    this.#link = { note: id, address: this.settled(id).then(() => ipc.noteLink({ note: id })) };
    this.#link.address.catch(() => {}); // it is told when the link is copied
  }

  /** @param {NoteDraft} draft */
  async #copyLink(draft) {
    await this.#copy(draft, (address) => address, {
      done: "Link copied.", refused: (address) => `This computer did not let the link be copied. It is ${address}` });
  }

  /** @param {NoteDraft} draft */
  async #copyText(draft) {
    await this.#copy(draft, (address) => `${draft.body.trimEnd()}\n\n${address}\n`, {
      done: "Note copied, with its link.", refused: () => "This computer did not let the note be copied. Open it, and copy its text with the keyboard." });
  }

  /**
   * @param {NoteDraft} draft
   * @param {(address: string) => string} textOf
   * @param {{ done: string, refused: (address: string) => string }} words
   */
  async #copy(draft, textOf, { done, refused }) {
    if (this.#link.note !== draft.id) this.#prepare(draft);
    try {
      const address = await this.#link.address;
      toast(this, { message: (await copied(textOf(address))) ? done : refused(address) });
    } catch (error) {
      toast(this, { message: `Nothing was copied. ${messageOf(error)}` });
    }
  }

  /** @param {NoteDraft} draft */
  async #openHistory(draft) {
    try {
      await this.settled(draft.id);
    } catch (error) {
      return toast(this, { message: `The note has to be saved before its earlier versions can be shown. ${messageOf(error)}` });
    }
    await this.#history.open(draft);
  }
}

customElements.define("note-actions", NoteActions);
