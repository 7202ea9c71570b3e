// <export-dialog>: from the choice of notes to the finished file, in one dialog.
//
//   dialog.open({ course, overview, lesson: null });
//
// choosing → working (the system's own dialog asks for the place; it can be cancelled) → done | failed.

/** @import { Course, ExportChoice, Exported, ExportStage, Overview } from "../types.js" */

import * as ipc from "../ipc.js";
import { rememberSetting, rememberedSetting } from "../lib/export-choice.js";
import { ExportForm } from "../lib/export-form.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { counted } from "../lib/time.js";

/** @type {ExportStage[]} */
const STAGES = ["collecting", "setting", "writing"];
const SAID = { collecting: "Collecting your notes", setting: "Putting them together", writing: "Writing the file" };

const EVERYTHING = { lesson: null, mark: null, tag: null };

export class ExportDialog extends HTMLElement {
  /** @type {ExportForm | null} */
  #form = null;
  #working = false;
  #stopping = false;
  #stage = h("p", { role: "status" });
  #progress = h("progress", { max: STAGES.length, "aria-label": "Export" });
  #dialog = h("dialog", { class: "dialog export", "aria-labelledby": "export-heading", oncancel: (/** @type {Event} */ event) => {
    // Escape while working stops the work; the dialog closes when it has stopped.
    if (!this.#working) return;
    event.preventDefault();
    this.#stop();
  } });
  /** @type {Promise<() => void> | null} */
  #listening = null;

  connectedCallback() {
    this.append(this.#dialog);
    this.#listening = ipc.on("export-stage", (stage) => this.#showStage(stage));
  }

  disconnectedCallback() {
    this.#listening?.then((stop) => stop());
  }

  /** @param {{ course: Course, overview: Overview, lesson: string | null }} choice `lesson`: which is offered first; null: all */
  open({ course, overview, lesson }) {
    if (this.#dialog.open) return;
    this.#form = new ExportForm({ course, overview, lesson, setting: rememberedSetting(navigator.language),
      submit: (choice) => this.#export(choice), cancel: () => this.#dialog.close() });
    this.#fetchTags(this.#form);
    this.#showForm("");
    this.#dialog.showModal();
    this.#focusHeading();
  }

  /** @param {ExportForm} form */
  async #fetchTags(form) {
    // Without them, everything can be exported all the same.
    form.tags = await ipc.notes({ filter: EVERYTHING, limit: 1 }).then(({ tags }) => tags, () => []);
  }

  /** @param {string} remark */
  #showForm(remark) {
    if (!this.#form) return;
    this.#form.remark = remark;
    this.#show("Export your notes", this.#form.element);
  }

  /** @param {ExportChoice} choice */
  async #export(choice) {
    rememberSetting(choice);
    this.#working = true;
    this.#stopping = false;
    this.#stage.textContent = "Choose where to save it.";
    this.#progress.removeAttribute("value");
    this.#show("Exporting your notes", this.#stage, this.#progress,
      h("div", { class: "dialog-actions" }, h("button", { class: "button quiet", type: "button", onclick: () => this.#stop() }, "Cancel")));
    this.#focusHeading();
    try {
      const exported = await ipc.exportNotes({ choice });
      if (exported) this.#showDone(choice, exported);
      else this.#showForm(this.#stopping ? "The export was stopped. No file was written." : "No file was written.");
    } catch (error) {
      this.#showFailure(messageOf(error));
    } finally {
      this.#working = false;
    }
    this.#focusHeading();
  }

  /** @param {ExportStage} stage */
  #showStage(stage) {
    if (!this.#working || this.#stopping) return;
    const isPdf = this.#form?.choice.format === "pdf";
    this.#stage.textContent = `${stage === "setting" && isPdf ? "Setting the pages" : SAID[stage]}…`;
    this.#progress.value = STAGES.indexOf(stage) + 0.5;
  }

  async #stop() {
    this.#stopping = true;
    this.#stage.textContent = "Stopping…";
    // The export's own answer says what became of it.
    await ipc.cancelExport().catch(() => {});
  }

  /**
   * @param {ExportChoice} choice
   * @param {Exported} exported
   */
  #showDone(choice, exported) {
    const remark = h("p", { role: "status" });
    const run = async (/** @type {() => Promise<null>} */ action) => {
      try {
        await action();
      } catch (error) {
        remark.textContent = messageOf(error);
      }
    };
    this.#show("Your notes are exported",
      h("p", null, h("strong", null, exported.file), `, ${amount(exported)}, in ${exported.folder}`),
      remarks(choice, exported).map((words) => h("p", null, words)),
      remark,
      h("div", { class: "dialog-actions" },
        h("button", { class: "button quiet", type: "button", onclick: () => this.#dialog.close() }, "Close"),
        h("button", { class: "button quiet", type: "button", onclick: () => run(ipc.showExported) }, "Show in folder"),
        h("button", { class: "button filled", type: "button", onclick: () => run(ipc.openExported) }, "Open")));
  }

  /** @param {string} message */
  #showFailure(message) {
    this.#show("The export did not succeed",
      h("p", { class: "problem" }, message),
      h("p", { class: "quiet-text" }, "Your notes are unchanged."),
      h("div", { class: "dialog-actions" },
        h("button", { class: "button quiet", type: "button", onclick: () => this.#dialog.close() }, "Close"),
        h("button", { class: "button filled", type: "button", onclick: () => { this.#showForm(""); this.#focusHeading(); } }, "Try again")));
  }

  /**
   * @param {string} heading
   * @param {...import("../lib/html.js").Child} content
   */
  #show(heading, ...content) {
    const parts = h("div", { class: "dialog-content" }, h("h2", { id: "export-heading", tabindex: "-1" }, heading), ...content);
    this.#dialog.replaceChildren(parts);
  }

  #focusHeading() {
    this.#dialog.querySelector("h2")?.focus();
  }
}

/**
 * "6 pages, 12 notes".
 * @param {Exported} exported
 */
function amount({ pages, cards, notes }) {
  return [pages !== null && counted(pages, "page"), cards !== null && counted(cards, "card"), counted(notes, "note")].filter(Boolean).join(", ");
}

/**
 * What is worth knowing about the file, a paragraph each.
 * @param {ExportChoice} choice
 * @param {Exported} exported
 * @returns {string[]}
 */
function remarks({ format }, { notes, replaced, cards }) {
  const words = [
    notes === 0 && format !== "json" && "No note is among what you chose.",
    replaced === 1 && "1 character had no typeface here and is shown as □.",
    replaced > 1 && `${replaced} characters had no typeface here and are shown as □.`,
    cards === 0 && "It has no card yet. A note becomes one when it reads “Q: … A: …”. So does a note that is marked as a question, with the note "
      + "after it as the answer.",
    cards !== null && cards > 0 && "In Anki, choose Import and this file. Imported again later, it brings the cards up to date.",
    format === "json" && "Import brings it back, here or on another computer.",
  ];
  return words.filter((each) => typeof each === "string");
}

customElements.define("export-dialog", ExportDialog);
