// <export-dialog>: from the choice of notes to the finished PDF, in one dialog.
//
//   dialog.open({ course, overview, lesson: null });
//
// choosing → working (the system's own dialog asks for the place; it can be cancelled) → done | failed.

/** @import { Course, Exported, ExportStage, Overview } from "../types.js" */

import * as ipc from "../ipc.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { counted } from "../lib/time.js";

/** @type {ExportStage[]} */
const STAGES = ["collecting", "setting", "writing"];
const SAID = { collecting: "Collecting your notes", setting: "Setting the pages", writing: "Writing the file" };

/** @typedef {{ course: Course, overview: Overview, lesson: string | null }} Choice */

export class ExportDialog extends HTMLElement {
  /** @type {Choice | null} */
  #choice = null;
  /** @type {string | null} */
  #lesson = null;
  #working = false;
  #stopping = false;
  #stage = h("p", { role: "status" });
  #progress = h("progress", { max: STAGES.length, "aria-label": "Export" });
  #dialog = h("dialog", { class: "dialog", "aria-labelledby": "export-heading", oncancel: (/** @type {Event} */ event) => {
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

  /** @param {Choice} choice */
  open(choice) {
    if (this.#dialog.open) return;
    this.#choice = choice;
    this.#lesson = choice.lesson;
    this.#showChoice(null);
    this.#dialog.showModal();
    this.#focusHeading();
  }

  /** @param {string | null} remark */
  #showChoice(remark) {
    const { course, overview } = /** @type {Choice} */ (this.#choice);
    const first = this.#lesson ?? course.lessons[0].id;
    const lessons = h("select", { "aria-label": "Lesson", onchange: () => { one.checked = true; } },
      course.lessons.map((lesson) => {
        const notes = overview.lessons.find(({ id }) => id === lesson.id)?.notes ?? 0;
        return h("option", { value: lesson.id, selected: lesson.id === first }, `${lesson.number}. ${lesson.title} (${counted(notes, "note")})`);
      }));
    const all = h("input", { type: "radio", name: "export-what", checked: this.#lesson === null });
    const one = h("input", { type: "radio", name: "export-what", checked: this.#lesson !== null });
    const start = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#lesson = one.checked ? lessons.value : null;
      this.#export();
    };
    this.#show("Export your notes",
      h("form", { onsubmit: start },
        h("fieldset", { class: "choices" },
          h("legend", { class: "visually-hidden" }, "Which notes"),
          h("label", { class: "choice" }, all, h("span", null, `The whole course (${counted(overview.notes, "note")})`)),
          h("label", { class: "choice" }, one, h("span", null, "One lesson")),
          lessons),
        h("p", { class: "small quiet-text" }, "Each note keeps its time in the lesson, with a link to that second on YouTube. You choose where the file goes."),
        remark && h("p", { role: "status" }, remark),
        h("div", { class: "dialog-actions" },
          h("button", { class: "button quiet", type: "button", onclick: () => this.#dialog.close() }, "Cancel"),
          h("button", { class: "button filled", type: "submit" }, "Export as PDF"))));
  }

  async #export() {
    this.#working = true;
    this.#stopping = false;
    this.#stage.textContent = "Choose where to save it.";
    this.#progress.removeAttribute("value");
    this.#show("Exporting your notes", this.#stage, this.#progress,
      h("div", { class: "dialog-actions" }, h("button", { class: "button quiet", type: "button", onclick: () => this.#stop() }, "Cancel")));
    this.#focusHeading();
    try {
      const exported = await ipc.exportPdf({ lesson: this.#lesson });
      if (exported) this.#showDone(exported);
      else this.#showChoice(this.#stopping ? "The export was stopped. No file was written." : "No file was written.");
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
    this.#stage.textContent = `${SAID[stage]}…`;
    this.#progress.value = STAGES.indexOf(stage) + 0.5;
  }

  async #stop() {
    this.#stopping = true;
    this.#stage.textContent = "Stopping…";
    // The export's own answer says what became of it.
    await ipc.cancelExport().catch(() => {});
  }

  /** @param {Exported} exported */
  #showDone({ file, folder, pages, replaced }) {
    const remark = h("p", { role: "status" });
    const run = async (/** @type {() => Promise<null>} */ action) => {
      try {
        await action();
      } catch (error) {
        remark.textContent = messageOf(error);
      }
    };
    this.#show("Your notes are exported",
      h("p", null, h("strong", null, file), `, ${counted(pages, "page")}, in ${folder}`),
      replaced > 0 && h("p", null, replaced === 1
        ? "1 character had no typeface here and is shown as □."
        : `${replaced} characters had no typeface here and are shown as □.`),
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
        h("button", { class: "button filled", type: "button", onclick: () => { this.#showChoice(null); this.#focusHeading(); } }, "Try again")));
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

customElements.define("export-dialog", ExportDialog);
