// <note-history>: what a note was before. Each version is shown as what changed since, and can be restored, which is a
// change like any other.
//
//   dialog.open(draft);   // of a note that is saved
//
// Sends "note-restored" with { draft, note }: what the note was until now, and what it is.

/** @import { NoteDraft, Piece, RevisionLabel } from "../types.js" */

import * as ipc from "../ipc.js";
import { dated } from "../lib/dates.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { markLabel } from "../lib/marks.js";
import { clock } from "../lib/time.js";

const KEPT = "While a note is changed, what it was is kept, at most every two minutes, for 90 days.";

export class NoteHistory extends HTMLElement {
  /** @type {NoteDraft | null} */
  #draft = null;
  /** The version that is looked at. @type {number | null} */
  #chosen = null;

  #heading = h("h2", { id: "note-history-heading", tabindex: "-1" }, "Earlier versions");
  #content = h("div", { class: "history" });
  #problem = h("p", { role: "alert" });
  #restore = h("button", { class: "button filled", type: "button", hidden: true, onclick: () => this.#restoreChosen() }, "Restore this version");
  #dialog = h("dialog", { class: "dialog note-versions", "aria-labelledby": "note-history-heading" },
    h("div", { class: "dialog-content" },
      this.#heading, h("p", { class: "quiet-text" }, KEPT), this.#content, this.#problem,
      h("div", { class: "dialog-actions" },
        h("button", { class: "button quiet", type: "button", onclick: () => this.#dialog.close() }, "Close"), this.#restore)));

  connectedCallback() {
    this.replaceChildren(this.#dialog);
  }

  /** @param {NoteDraft} draft */
  async open(draft) {
    this.#draft = draft;
    this.#chosen = null;
    this.#restore.hidden = true;
    this.#problem.textContent = "";
    this.#content.replaceChildren();
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#heading.focus();
    try {
      const versions = await ipc.noteHistory({ note: draft.id });
      if (this.#draft === draft) this.#showVersions(versions);
    } catch (error) {
      if (this.#draft === draft) this.#problem.textContent = messageOf(error);
    }
  }

  /** @param {RevisionLabel[]} versions */
  #showVersions(versions) {
    if (versions.length === 0) {
      this.#content.replaceChildren(h("p", null, "There is no earlier version of this note: it was not changed since it was written, or not for long enough."));
      return;
    }
    const now = Date.now();
    this.#content.replaceChildren(
      h("ol", { class: "history-versions", "aria-label": "Versions, the newest first" },
        versions.map((version) => h("li", null, this.#version(version, now)))),
      h("div", { class: "history-difference", role: "region", "aria-label": "What changed since", "aria-live": "polite" },
        h("p", { class: "quiet-text" }, "Choose a version to see what changed since.")));
  }

  /**
   * @param {RevisionLabel} version
   * @param {number} now
   */
  #version({ revision, written, lessonTitle, second, mark, beginning }, now) {
    const when = dated(written, now);
    return h("button", { type: "button", class: "history-version", "aria-pressed": "false", "data-revision": revision,
      onclick: (/** @type {Event} */ event) => this.#choose(revision, /** @type {HTMLElement} */ (event.currentTarget)) },
      h("span", { class: "history-when" }, when[0].toUpperCase() + when.slice(1)),
      h("span", { class: "history-place" }, `${lessonTitle}, ${second === null ? "whole lesson" : clock(second)}`, mark && [" ", markLabel(mark)]),
      h("span", { class: "history-beginning" }, beginning));
  }

  /**
   * @param {number} revision
   * @param {HTMLElement} button
   */
  async #choose(revision, button) {
    this.#chosen = revision;
    this.#restore.hidden = true;
    this.#problem.textContent = "";
    for (const each of this.#content.querySelectorAll(".history-version")) each.setAttribute("aria-pressed", String(each === button));
    try {
      const page = await ipc.revision({ revision });
      if (this.#chosen !== revision) return;
      this.#content.querySelector(".history-difference")?.replaceChildren(...difference(page.difference));
      this.#restore.hidden = false;
    } catch (error) {
      if (this.#chosen === revision) this.#problem.textContent = messageOf(error);
    }
  }

  async #restoreChosen() {
    const [draft, revision] = [this.#draft, this.#chosen];
    if (draft === null || revision === null) return;
    // Once, however often it is pressed.
    this.#chosen = null;
    try {
      const note = await ipc.restoreRevision({ revision });
      this.#dialog.close();
      this.dispatchEvent(new CustomEvent("note-restored", { bubbles: true, detail: { draft, note } }));
    } catch (error) {
      this.#chosen ??= revision;
      this.#problem.textContent = messageOf(error);
    }
  }
}

/** @param {Piece[]} pieces */
function difference(pieces) {
  if (pieces.every(({ kind }) => kind === "same")) {
    return [h("p", { class: "quiet-text" }, "The text was the same as now."), h("div", { class: "history-text" }, pieces.map(({ text }) => text))];
  }
  return [
    h("p", { class: "quiet-text small" }, h("del", null, "Struck out"), ": was in this version. ", h("ins", null, "Underlined"), ": is new since."),
    h("div", { class: "history-text" }, pieces.map(piece)),
  ];
}

/** @param {Piece} piece */
function piece({ kind, text }) {
  if (kind === "same") return text;
  const [tag, before, after] = kind === "added" ? ["ins", "[new since: ", "]"] : ["del", "[was: ", "]"];
  const said = (/** @type {string} */ words) => h("span", { class: "visually-hidden" }, words);
  return h(tag, null, said(before), text, said(after));
}

customElements.define("note-history", NoteHistory);
