// <course-rail>: the course at the left edge: its lessons with how far each is, and the other places of the window.
// In a narrow window it is a bar on top, and a button opens the list.
//
//   rail.course = course; rail.overview = overview; rail.current = "#/lesson/deep-learning";
//
// `current` is the address of the page that is open, without its query.

/** @import { Course, Lesson, LessonOverview, Overview } from "../types.js" */

import { h, setSanitised } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { watchedShare } from "../lib/progress-words.js";
import { toLesson } from "../lib/route.js";
import { stamp } from "../lib/stamp.js";
import { counted } from "../lib/time.js";
import { keyboardOf, searchKey } from "../player/keys.js";

const PLACES = [["#/", "Home"], ["#/notes", "Notes"], ["#/library", "Library"], ["#/settings", "Settings"]];

export class CourseRail extends HTMLElement {
  /** @type {Course | null} */
  #course = null;
  /** @type {Overview | null} */
  #overview = null;
  #current = "";

  /** @type {Map<string, { number: Element, said: Element, length: Element, bar: HTMLElement }>} */
  #rows = new Map();
  #menu = h("button", { class: "button icon rail-menu", type: "button", "aria-label": "Course menu", "aria-expanded": "false",
    "aria-controls": "rail-panel", onclick: () => this.#open(!this.isOpen) }, icon("menu"));

  get isOpen() {
    return this.#menu.getAttribute("aria-expanded") === "true";
  }

  get course() {
    return this.#course;
  }

  set course(course) {
    this.#course = course;
    this.#build();
  }

  get overview() {
    return this.#overview;
  }

  set overview(overview) {
    this.#overview = overview;
    for (const lesson of overview?.lessons ?? []) this.#showProgress(lesson);
  }

  get current() {
    return this.#current;
  }

  set current(current) {
    this.#current = current;
    this.#open(false);
    this.#markCurrent();
  }

  connectedCallback() {
    this.addEventListener("keydown", this.#closeOnEscape);
    document.addEventListener("pointerdown", this.#closeOutside);
    document.addEventListener("focusin", this.#closeOutside);
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this.#closeOnEscape);
    document.removeEventListener("pointerdown", this.#closeOutside);
    document.removeEventListener("focusin", this.#closeOutside);
  }

  #build() {
    const course = this.#course;
    if (!course) return;
    this.#rows.clear();
    const key = searchKey(keyboardOf(null));
    this.replaceChildren(
      h("header", { class: "rail-head" },
        h("a", { class: "rail-brand", href: "#/" },
          h("span", { class: "rail-title" }, course.shortTitle),
          h("span", { class: "rail-author" }, `${course.author.name} · ${counted(course.lessons.length, "lesson")}`)),
        h("button", { class: "rail-search", type: "button", "aria-keyshortcuts": key.replace("Ctrl", "Control").replace("Command", "Meta"), onclick: () => this.#search() },
          icon("search"), h("span", { class: "rail-search-name" }, "Search"), h("kbd", { "aria-hidden": "true" }, key)),
        this.#menu),
      h("nav", { id: "rail-panel", class: "rail-panel", "aria-label": "Course" },
        h("ol", { class: "rail-lessons" }, course.lessons.map((lesson) => h("li", null, this.#lessonLink(lesson)))),
        h("ul", { class: "rail-places" }, PLACES.map(([href, name]) => h("li", null, h("a", { href }, name))))),
    );
    for (const lesson of this.#overview?.lessons ?? []) this.#showProgress(lesson);
    this.#markCurrent();
  }

  /** @param {Lesson} lesson */
  #lessonLink(lesson) {
    const number = h("span", { class: "rail-number", "aria-hidden": "true" }, lesson.number);
    const said = h("span", { class: "visually-hidden" });
    const title = h("span", { class: "rail-lesson-title" });
    const length = h("span", { class: "rail-length" });
    const bar = h("span", { class: "rail-bar", "aria-hidden": "true", hidden: true }, h("span", null));
    setSanitised(title, lesson.titleHtml);
    this.#rows.set(lesson.id, { number, said, length, bar });
    return h("a", { href: toLesson(lesson.id) }, number, said, title, length, bar);
  }

  /** @param {LessonOverview} lesson */
  #showProgress({ id, progress }) {
    const row = this.#rows.get(id);
    const number = this.#course?.lessons.find((lesson) => lesson.id === id)?.number;
    if (!row || number === undefined) return;

    const share = watchedShare(progress);
    const percent = Math.round(share * 100);
    row.number.textContent = progress.completed ? "✓" : String(number);
    row.number.classList.toggle("done", progress.completed);
    row.said.textContent = `Lesson ${number}${progress.completed ? ", done" : percent > 0 ? `, ${percent}% watched` : ""}: `;
    row.length.replaceChildren(...(progress.duration === null ? [] : stamp(progress.duration)));
    row.bar.hidden = progress.completed || percent === 0;
    /** @type {HTMLElement} */ (row.bar.firstChild).style.setProperty("width", `${percent}%`);
  }

  #markCurrent() {
    for (const link of this.querySelectorAll("a")) {
      if (link.getAttribute("href") === this.#current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    this.querySelector(".rail-lessons [aria-current]")?.scrollIntoView?.({ block: "nearest" });
  }

  #search() {
    this.#open(false);
    this.dispatchEvent(new CustomEvent("open-search", { bubbles: true, detail: { query: "" } }));
  }

  /** @param {boolean} open */
  #open(open) {
    this.#menu.setAttribute("aria-expanded", String(open));
    this.#menu.replaceChildren(icon(open ? "close" : "menu") ?? "");
  }

  #closeOnEscape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !this.isOpen) return;
    event.stopPropagation();
    this.#open(false);
    this.#menu.focus();
  };

  #closeOutside = (/** @type {Event} */ event) => {
    if (this.isOpen && !this.contains(/** @type {Node} */ (event.target))) this.#open(false);
  };
}

customElements.define("course-rail", CourseRail);
