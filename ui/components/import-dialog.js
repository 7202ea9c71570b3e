// <import-dialog>: notes from a file, looked at before anything changes.
//
//   dialog.open({ course, lesson: "deep-learning" });   // lesson: where notes go that name none; null: the first
//
// choosing (the system's own dialog asks for the file) → looking at what would change → importing → done | failed. It can
// be cancelled until it imports; that is all or nothing, and its outcome is to be seen.
//
// Sends "settings-changed" with the Settings when they came from the file.

/** @import { Course, Imported, ImportPreview } from "../types.js" */

import * as ipc from "../ipc.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { changesNothing, importedWords, previewWords } from "../lib/import-words.js";

export class ImportDialog extends HTMLElement {
  /** @type {Course | null} */
  #course = null;
  /** @type {string | null} */
  #lesson = null;
  #importing = false;
  /** Counts the files that were asked for: the answer to an older question is dropped. */
  #asked = 0;
  #problem = h("p", { role: "alert", class: "import-problem" });
  #status = h("p", { role: "status" });
  #dialog = h("dialog", { class: "dialog importing", "aria-labelledby": "import-heading",
    oncancel: (/** @type {Event} */ event) => {
      if (this.#importing) event.preventDefault();
      else this.#asked += 1;
    } });

  connectedCallback() {
    this.append(this.#dialog);
  }

  /** @param {{ course: Course, lesson: string | null }} opening */
  open({ course, lesson }) {
    if (this.#dialog.open) return;
    this.#course = course;
    this.#lesson = lesson ?? course.lessons[0].id;
    this.#showChoice();
    this.#dialog.showModal();
    this.#focusHeading();
  }

  #close() {
    this.#asked += 1;
    this.#dialog.close();
  }

  #showChoice() {
    const lessons = /** @type {Course} */ (this.#course).lessons;
    const select = h("select", { id: "import-lesson", onchange: () => { this.#lesson = select.value; } },
      lessons.map(({ id, number, title }) => h("option", { value: id, selected: id === this.#lesson }, `${number}. ${title}`)));
    this.#problem.textContent = "";
    this.#show("Import notes",
      h("p", null, "A JSON file that was exported here comes back whole. From a Markdown file of another tool, each note is taken with its time, such as [12:34]."),
      h("p", { class: "quiet-text" }, "First you see what would change. Nothing changes until you agree, and a backup is made first."),
      h("div", { class: "import-lesson" },
        h("label", { for: "import-lesson" }, "Notes that name no lesson go to"), select),
      this.#problem,
      this.#actions("Cancel", this.#chooser("Choose a file…", true)));
  }

  async #choose() {
    const asked = ++this.#asked;
    const chooser = /** @type {HTMLElement | null} */ (document.activeElement);
    this.#setBusy(true);
    try {
      const preview = await ipc.chooseImport({ lesson: this.#lesson });
      if (asked !== this.#asked) return;
      this.#setBusy(false);
      // What cannot be pressed has lost the focus.
      if (!preview) return chooser?.focus();
      this.#showPreview(preview);
      this.#focusHeading();
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#showChoice();
      this.#problem.textContent = messageOf(error);
      this.#focusHeading();
    }
  }

  /** @param {ImportPreview} preview */
  #showPreview(preview) {
    const nothing = changesNothing(preview.counts);
    this.#status.textContent = "";
    this.#show(nothing ? "There is nothing new in this file" : "This is what would change",
      h("p", { class: "quiet-text" }, preview.file),
      sentences(previewWords(preview.counts)),
      this.#status,
      this.#actions("Cancel", this.#chooser("Another file…", nothing),
        !nothing && h("button", { class: "button filled", type: "button", onclick: () => this.#import(preview.file) }, "Import")));
  }

  /** @param {string} file */
  async #import(file) {
    if (this.#importing) return;
    this.#importing = true;
    this.#status.textContent = "Importing…";
    this.#setBusy(true);
    try {
      const imported = await ipc.carryOutImport();
      this.#showDone(file, imported);
      if (imported.counts.settings) this.#tellSettings();
    } catch (error) {
      this.#showFailure(messageOf(error));
    } finally {
      this.#importing = false;
      this.#setBusy(false);
    }
    this.#focusHeading();
  }

  async #tellSettings() {
    // Those that cannot be read now are read at the next start.
    const settings = await ipc.settings().catch(() => null);
    if (settings) this.dispatchEvent(new CustomEvent("settings-changed", { bubbles: true, detail: settings }));
  }

  /**
   * @param {string} file
   * @param {Imported} imported
   */
  #showDone(file, imported) {
    this.#show("Your notes are imported",
      h("p", { class: "quiet-text" }, file),
      sentences(importedWords(imported)),
      h("div", { class: "dialog-actions" },
        h("button", { class: "button filled", type: "button", onclick: () => this.#close() }, "Close")));
  }

  /** @param {string} message */
  #showFailure(message) {
    this.#show("Nothing was imported",
      h("p", { class: "problem import-problem" }, message),
      this.#actions("Close", this.#chooser("Another file…", true)));
  }

  /**
   * @param {string} label
   * @param {boolean} isMain
   */
  #chooser(label, isMain) {
    return h("button", { class: isMain ? "button filled" : "button quiet", type: "button", onclick: () => this.#choose() }, label);
  }

  /**
   * @param {string} leave
   * @param {...import("../lib/html.js").Child} others
   */
  #actions(leave, ...others) {
    return h("div", { class: "dialog-actions" },
      h("button", { class: "button quiet", type: "button", "data-leaves": true, onclick: () => this.#close() }, leave), ...others);
  }

  /**
   * While a file is chosen the dialog can be left; while it is imported it cannot.
   * @param {boolean} busy
   */
  #setBusy(busy) {
    this.#dialog.setAttribute("aria-busy", String(busy));
    for (const control of this.#dialog.querySelectorAll("button, select")) {
      /** @type {HTMLButtonElement} */ (control).disabled = busy && (this.#importing || !control.hasAttribute("data-leaves"));
    }
  }

  /**
   * @param {string} heading
   * @param {...import("../lib/html.js").Child} content
   */
  #show(heading, ...content) {
    this.#dialog.setAttribute("aria-busy", "false");
    this.#dialog.replaceChildren(h("div", { class: "dialog-content" }, h("h2", { id: "import-heading", tabindex: "-1" }, heading), ...content));
  }

  #focusHeading() {
    this.#dialog.querySelector("h2")?.focus();
  }
}

/** @param {string[]} words */
function sentences(words) {
  return h("ul", { class: "import-words" }, words.map((each) => h("li", null, each)));
}

customElements.define("import-dialog", ImportDialog);
