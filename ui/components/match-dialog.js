// <match-dialog>: files that were dropped on the window, or found in a folder, and the lesson that each is proposed for.
// The learner changes what is wrong and keeps the rest.
//
//   dialog.open({ course, match });
//
// choosing → keeping → done, or back to choosing with what went wrong. One lesson has one video and one set of captions:
// while two files are meant for the same, nothing is kept.

/** @import { Course, Kept, Match, MatchedFile } from "../types.js" */

import * as ipc from "../ipc.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { counted } from "../lib/time.js";

/** @typedef {{ course: Course, match: Match }} Proposal */
/** @typedef {{ file: MatchedFile, lesson: HTMLSelectElement, replaces: HTMLElement, problem: HTMLElement }} Row */

const KINDS = { video: "Video", captions: "Captions" };
const WHY = { id: "by the video’s id", number: "by the lesson’s number", title: "by its title" };
const ONE_EACH = { video: "A lesson takes one video.", captions: "A lesson takes one set of captions." };

export class MatchDialog extends HTMLElement {
  /** @type {Course | null} */
  #course = null;
  /** @type {Row[]} */
  #rows = [];
  #keeping = false;

  #keep = h("button", { class: "button filled", type: "submit" });
  #problem = h("p", { role: "alert" });
  #dialog = h("dialog", { class: "dialog match", "aria-labelledby": "match-heading", oncancel: (/** @type {Event} */ event) => {
    // What is being kept cannot be stopped, and its outcome is to be seen.
    if (this.#keeping) event.preventDefault();
  } });

  connectedCallback() {
    this.append(this.#dialog);
  }

  /**
   * Takes the place of a proposal that is open: Rust knows the files of the last one alone.
   * @param {Proposal} proposal
   */
  open({ course, match }) {
    if (this.#keeping) return;
    this.#course = course;
    if (match.files.length === 0) this.#showNothing(match);
    else this.#showProposal(match);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#focusHeading();
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** @param {Match} match */
  #showNothing(match) {
    this.#show("No file here belongs to a lesson",
      leftOutWords(match).map((words) => h("p", null, words)),
      h("p", null, "Videos are matched, and captions that end in .vtt or .srt. A file finds its lesson by the video’s id in its name, "
        + "by the lesson’s number, such as “Lesson 3.mp4”, or by the lesson’s title."),
      this.#closing());
  }

  /** @param {Match} match */
  #showProposal(match) {
    this.#rows = match.files.map((file) => this.#row(file));
    this.#problem.textContent = "";
    const keep = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#submit();
    };
    this.#show("Keep these files with the lessons?",
      h("form", { onsubmit: keep, novalidate: true },
        h("p", { class: "quiet-text" }, "Videos are played from where they lie, and captions are copied. Your files stay as they are."),
        leftOutWords(match).map((words) => h("p", { class: "quiet-text" }, words)),
        h("ul", { class: "matches" }, this.#rows.map(({ file, lesson, replaces, problem }) => matchOf(file, lesson, replaces, problem))),
        this.#problem,
        h("div", { class: "dialog-actions" },
          h("button", { class: "button quiet", type: "button", onclick: () => this.#dialog.close() }, "Cancel"),
          this.#keep)));
    this.#changed();
  }

  /**
   * @param {MatchedFile} file
   * @returns {Row}
   */
  #row(file) {
    const lessons = /** @type {Course} */ (this.#course).lessons;
    const problemId = `match-problem-${file.index}`;
    const lesson = h("select", { "aria-label": `Lesson for ${file.name}`, "aria-describedby": problemId, onchange: () => this.#changed() },
      h("option", { value: "" }, "Do not use"),
      lessons.map(({ id, number, title }) => h("option", { value: id }, `${number}. ${title}`)));
    lesson.value = file.lesson ?? "";
    return { file, lesson, replaces: h("p", { class: "small" }), problem: h("p", { id: problemId, class: "match-problem small" }) };
  }

  /** What a change of one choice means for all of them. */
  #changed() {
    for (const row of this.#rows) {
      const { file, lesson, replaces, problem } = row;
      const rivals = this.#rivals(row);
      const number = this.#course?.lessons.find(({ id }) => id === lesson.value)?.number;
      problem.textContent = rivals.length === 0 ? ""
        : `Lesson ${number} is also chosen for ${rivals.map((rival) => rival.file.name).join(" and ")}. ${ONE_EACH[file.kind]}`;
      lesson.setAttribute("aria-invalid", String(rivals.length > 0));
      replaces.textContent = this.#replaced(row);
    }
    const count = this.#chosen().length;
    this.#keep.textContent = `Keep ${counted(count, "file")}`;
    this.#keep.disabled = count === 0;
    if (this.#firstRival() === undefined) this.#problem.textContent = "";
  }

  /**
   * What the lesson chosen has now, as far as Rust told: it looked at the lessons that it proposed.
   * @param {Row} row
   */
  #replaced({ file, lesson }) {
    const known = this.#rows.find((other) => other.file.kind === file.kind && other.file.lesson === lesson.value && other.file.replaces !== null);
    return known && lesson.value !== "" ? `Replaces ${known.file.replaces}.` : "";
  }

  #chosen() {
    return this.#rows.filter(({ lesson }) => lesson.value !== "");
  }

  /**
   * The other rows that want the same place.
   * @param {Row} row
   */
  #rivals(row) {
    return this.#chosen().filter((other) => other !== row && other.file.kind === row.file.kind && other.lesson.value === row.lesson.value);
  }

  #firstRival() {
    return this.#rows.find((row) => this.#rivals(row).length > 0);
  }

  #submit() {
    if (this.#keeping || this.#chosen().length === 0) return;
    const rival = this.#firstRival();
    if (!rival) return this.#keepChosen();
    this.#problem.textContent = "Nothing was kept: two files are meant for one lesson. Choose one of them, and “Do not use” for the other.";
    rival.lesson.focus();
  }

  async #keepChosen() {
    const choices = this.#rows.map(({ file, lesson }) => ({ index: file.index, lesson: lesson.value || null }));
    this.#setKeeping(true);
    this.#keep.textContent = "Keeping…";
    try {
      const kept = await ipc.keepMatches({ choices });
      this.#setKeeping(false);
      this.#showKept(kept);
      this.#focusHeading();
    } catch (error) {
      this.#setKeeping(false);
      this.#changed();
      this.#problem.textContent = messageOf(error);
      this.#keep.focus();
    }
  }

  /** @param {boolean} keeping */
  #setKeeping(keeping) {
    this.#keeping = keeping;
    this.#dialog.setAttribute("aria-busy", String(keeping));
    this.#problem.textContent = "";
    for (const control of this.#dialog.querySelectorAll("button, select")) /** @type {HTMLButtonElement} */ (control).disabled = keeping;
  }

  /** @param {Kept} kept */
  #showKept(kept) {
    const { failed } = kept;
    this.#show(failed.length === 0 ? "Your files are attached" : "Not every file could be attached",
      h("p", null, keptWords(kept)),
      failed.length > 0 && h("ul", { class: "matches-failed" },
        failed.map(({ name, message }) => h("li", null, h("strong", null, name), h("br", null), message))),
      this.#closing());
  }

  #closing() {
    return h("div", { class: "dialog-actions" },
      h("button", { class: "button filled", type: "button", onclick: () => this.#dialog.close() }, "Close"));
  }

  /**
   * @param {string} heading
   * @param {...import("../lib/html.js").Child} content
   */
  #show(heading, ...content) {
    this.#dialog.replaceChildren(
      h("div", { class: "dialog-content" }, h("h2", { id: "match-heading", tabindex: "-1" }, heading), ...content));
  }

  #focusHeading() {
    this.#dialog.querySelector("h2")?.focus();
  }
}

/**
 * @param {MatchedFile} file
 * @param {HTMLElement} lesson
 * @param {HTMLElement} replaces
 * @param {HTMLElement} problem
 */
function matchOf({ name, folder, kind, by }, lesson, replaces, problem) {
  return h("li", { class: "match-file" },
    h("div", { class: "match-name" },
      h("p", null, name),
      h("p", { class: "small quiet-text" }, `${KINDS[kind]}, ${by === null ? "not matched" : `matched ${WHY[by]}`}`),
      folder !== "" && h("p", { class: "small quiet-text" }, folder)),
    h("div", { class: "match-lesson" }, lesson, replaces, problem));
}

/** @param {Match} match */
function leftOutWords({ leftOut, tooMany }) {
  return [
    leftOut > 0 && `${counted(leftOut, "file")} ${leftOut === 1 ? "is" : "are"} neither a video nor captions, and ${leftOut === 1 ? "is" : "are"} left out.`,
    tooMany && "There was more than could be looked through, so that some files may be missing here. For those, choose a smaller folder.",
  ].filter((words) => words !== false);
}

/** @param {Kept} kept */
function keptWords({ videos, captions }) {
  const parts = [
    videos > 0 && counted(videos, "video"),
    captions > 0 && (captions === 1 ? "1 set of captions" : `${captions} captions`),
  ].filter(Boolean);
  if (parts.length === 0) return "Nothing was attached.";
  return `${parts.join(" and ")} ${videos + captions === 1 ? "is" : "are"} attached.`;
}

customElements.define("match-dialog", MatchDialog);
