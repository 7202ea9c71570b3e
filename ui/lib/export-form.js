// What the export dialog asks for: the format, what is in it, and how the pages look. The format stands open; of the others
// one line says what is chosen, and opens them. JSON takes everything and asks for nothing more.
//
//   const form = new ExportForm({ course, overview, lesson: null, setting, submit: (choice) => … , cancel: () => … });
//   form.element; form.tags = ["sepsis"]; form.remark = "No file was written.";

/** @import { Course, ExportChoice, ExportFormat, Mark, Overview, Paper } from "../types.js" */
/** @import { Setting } from "./export-choice.js" */

import { h } from "./html.js";
import { PickList } from "./pick-list.js";
import { counted } from "./time.js";

/** @type {Record<ExportFormat, { name: string, about: string, action: string }>} */
const FORMATS = {
  "pdf": { name: "PDF", about: "A document to read, to print, or to hand to somebody.", action: "Export as PDF" },
  "markdown": { name: "Markdown", about: "One text file, for any editor.", action: "Export as Markdown" },
  "markdown-folder": { name: "Markdown folder", about: "A file for each lesson, for Obsidian and the like.", action: "Export as a folder" },
  "json": { name: "JSON", about: "Everything you made. The one to import again.", action: "Export everything" },
  "anki": { name: "Anki cards", about: "Questions with their answers, for Anki to import.", action: "Export for Anki" },
};
/** @type {[Mark, string][]} */
const KINDS = [["important", "Important"], ["question", "Questions"], ["todo", "To do"], ["done", "Done"]];
/** @type {[Paper, string][]} */
const PAPERS = [["a4", "A4"], ["letter", "Letter"]];

/**
 * @typedef {object} Given
 * @property {Course} course
 * @property {Overview} overview
 * @property {string | null} lesson which is picked at first; null: all
 * @property {Setting} setting
 * @property {(choice: ExportChoice) => void} submit
 * @property {() => void} cancel
 */

export class ExportForm {
  #course;
  #lessons;
  #marks;
  /** @type {PickList | null} */
  #tags = null;
  #formats;
  #papers;
  #keyIdeas = this.#checkbox();
  #largePrint = this.#checkbox();
  #studySheet = this.#checkbox();

  #contents = part("Contents");
  #pages = part("Pages");
  #filters = h("div", { class: "export-filters" });
  #withKeyIdeas = option(this.#keyIdeas, "With the key ideas of each lesson");
  #remark = h("p", { role: "status" });
  #action = h("button", { class: "button filled", type: "submit" });
  element;

  /** @param {Given} given */
  constructor({ course, overview, lesson, setting, submit, cancel }) {
    const changed = () => this.#showChosen();
    this.#course = course;
    this.#lessons = new PickList({ legend: "Lessons", all: `All lessons (${counted(overview.notes, "note")})`, changed, picked: lesson === null ? [] : [lesson],
      choices: course.lessons.map(({ id, number, title }) => [id, `${number}. ${title} (${notesOf(overview, id)})`]) });
    this.#marks = new PickList({ legend: "Kinds", all: "All kinds", changed, choices: KINDS });
    this.#formats = Object.keys(FORMATS).map((value) => h("input", { type: "radio", name: "export-format", value, checked: value === setting.format, onchange: changed }));
    this.#papers = PAPERS.map(([value]) => h("input", { type: "radio", name: "export-paper", value, checked: value === setting.paper, onchange: changed }));
    this.#keyIdeas.checked = setting.keyIdeas;
    this.#largePrint.checked = setting.largePrint;
    this.#studySheet.checked = setting.studySheet;
    this.#filters.append(this.#marks.element);
    this.#contents.content.append(this.#lessons.element, this.#filters, this.#withKeyIdeas);
    this.#pages.content.append(this.#paper(), this.#options());
    const submitted = (/** @type {Event} */ event) => {
      event.preventDefault();
      submit(this.choice);
    };
    this.element = h("form", { class: "export-form", onsubmit: submitted },
      h("fieldset", { class: "export-formats" },
        h("legend", { class: "visually-hidden" }, "Format"),
        Object.values(FORMATS).map(({ name, about }, index) =>
          h("label", { class: "export-format" }, this.#formats[index], h("span", { class: "export-name" }, name), " ", h("span", { class: "small quiet-text" }, about)))),
      this.#contents.element, this.#pages.element,
      this.#remark,
      h("div", { class: "dialog-actions" },
        h("button", { class: "button quiet", type: "button", onclick: cancel }, "Cancel"), this.#action));
    this.#showChosen();
  }

  /** @returns {ExportChoice} */
  get choice() {
    const lessons = this.#lessons.picked;
    return {
      format: /** @type {ExportFormat} */ (this.#formats.find(({ checked }) => checked)?.value ?? "pdf"),
      lessons: lessons.length === 0 ? null : lessons,
      marks: /** @type {Mark[]} */ (this.#marks.picked),
      tags: this.#tags?.picked ?? [],
      keyIdeas: this.#keyIdeas.checked,
      paper: /** @type {Paper} */ (this.#papers.find(({ checked }) => checked)?.value ?? "a4"),
      largePrint: this.#largePrint.checked,
      studySheet: this.#studySheet.checked,
    };
  }

  /** @param {string[]} tags that there are; known a moment later than the rest */
  set tags(tags) {
    if (tags.length === 0 || this.#tags) return;
    this.#tags = new PickList({ legend: "Tags", all: "All tags, and notes without", changed: () => this.#showChosen(), choices: tags.map((tag) => [tag, `#${tag}`]) });
    this.#filters.append(this.#tags.element);
  }

  /** @param {string} words */
  set remark(words) {
    this.#remark.textContent = words;
  }

  #checkbox() {
    return h("input", { type: "checkbox", onchange: () => this.#showChosen() });
  }

  #paper() {
    return h("fieldset", { class: "choices in-a-row" },
      h("legend", null, "Paper"),
      PAPERS.map(([, name], index) => h("label", { class: "choice" }, this.#papers[index], h("span", null, name))));
  }

  #options() {
    return h("fieldset", { class: "choices" },
      h("legend", { class: "visually-hidden" }, "Layout"),
      option(this.#largePrint, "Large print (18 pt)"), option(this.#studySheet, "As a study sheet, questions first"));
  }

  #showChosen() {
    const { format, lessons, marks, tags, keyIdeas, paper, largePrint, studySheet } = this.choice;
    this.#contents.element.hidden = format === "json";
    this.#withKeyIdeas.hidden = format === "anki";
    this.#pages.element.hidden = format !== "pdf";
    const which = [
      lessons !== null && lessonWords(this.#course, lessons),
      KINDS.filter(([mark]) => marks.includes(mark)).map(([, name]) => name.toLowerCase()).join(", "),
      tags.map((tag) => `#${tag}`).join(", "),
    ].filter(Boolean).join(" · ");
    this.#contents.chosen.textContent = `${which || "All notes"}${keyIdeas && format !== "anki" ? ", with key ideas" : ""}`;
    this.#pages.chosen.textContent = [
      paper === "a4" ? "A4" : "Letter", largePrint && "large print", studySheet && "study sheet",
    ].filter(Boolean).join(", ");
    this.#action.textContent = FORMATS[format].action;
  }
}

/**
 * @param {HTMLElement} box
 * @param {string} name
 */
function option(box, name) {
  return h("label", { class: "choice" }, box, h("span", null, name));
}

/**
 * Closed at first, with what is chosen beside its name.
 * @param {string} name
 */
function part(name) {
  const chosen = h("span", { class: "export-chosen" });
  const content = h("div", { class: "export-part-content" });
  const element = h("details", { class: "export-part" }, h("summary", null, h("span", { class: "export-name" }, name), " ", chosen), content);
  return { element, chosen, content };
}

/**
 * @param {Overview} overview
 * @param {string} lesson
 */
function notesOf({ lessons }, lesson) {
  return counted(lessons.find(({ id }) => id === lesson)?.notes ?? 0, "note");
}

/**
 * "Lesson 3", "Lessons 2, 3 and 7".
 * @param {Course} course
 * @param {string[]} picked
 */
function lessonWords(course, picked) {
  const numbers = course.lessons.filter(({ id }) => picked.includes(id)).map(({ number }) => number);
  const last = numbers.pop();
  return numbers.length === 0 ? `Lesson ${last}` : `Lessons ${numbers.join(", ")} and ${last}`;
}
