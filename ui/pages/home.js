// <home-page>: the one thing to do next, how far the course is, the nine lessons, what the course answers, and who made it.
//
//   page.course = course; page.overview = overview;   // set again whenever something changed

/** @import { Course, Lesson, LessonOverview, Overview, Resource } from "../types.js" */

import * as ipc from "../ipc.js";
import { LessonIllustration } from "../components/lesson-illustration.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { courseProgress, greeting, lessonOf, lessonState } from "../lib/progress-words.js";
import { toLesson } from "../lib/route.js";
import { toast } from "../lib/toast.js";

export class HomePage extends HTMLElement {
  /** @type {Course | null} */
  #course = null;
  /** @type {Overview | null} */
  #overview = null;

  #above = h("p", { class: "eyebrow" });
  #title = h("h1", { tabindex: "-1" });
  #words = h("p", { class: "hero-words" });
  #action = h("span", null);
  #go = h("a", { class: "button filled", href: "#/" }, icon("play"), this.#action);
  #notes = h("a", { class: "link", href: "#/notes" });
  #picture = new LessonIllustration();
  #progress = h("p", { class: "quiet-text" });
  /** @type {Map<string, Element>} */
  #states = new Map();

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
    this.#update();
  }

  #build() {
    const course = this.#course;
    if (!course) return;
    this.replaceChildren(
      h("div", { class: "home" },
        h("section", { class: "hero", "aria-label": "Next" },
          h("div", null, this.#above, this.#title, this.#words, h("p", { class: "hero-actions" }, this.#go, this.#notes)),
          this.#picture),
        h("section", { class: "home-lessons", "aria-labelledby": "home-lessons" },
          h("div", { class: "section-head" }, h("h2", { id: "home-lessons" }, "The lessons"), this.#progress),
          h("ol", { class: "cards" }, course.lessons.map((lesson) => h("li", null, this.#card(lesson)))),
          h("p", { class: "byline" }, "How long a lesson is, is learnt from the player when you first play it. Nothing is loaded from YouTube before that.")),
        h("div", { class: "home-about" }, answers(course), this.#author(course))));
    this.#update();
  }

  /** @param {Lesson} lesson */
  #card(lesson) {
    const picture = new LessonIllustration();
    picture.svg = lesson.illustration;
    const title = h("span", null);
    setSanitised(title, lesson.titleHtml);
    const state = h("p", { class: "card-state" });
    this.#states.set(lesson.id, state);
    return h("article", { class: "card" }, picture,
      h("h3", null, h("a", { href: toLesson(lesson.id) }, `${lesson.number}. `, title)),
      h("p", { class: "card-covers" }, lesson.covers), state);
  }

  /** @param {Course} course */
  #author(course) {
    // One is enough here; the library has the others.
    const support = course.shelves.flatMap((shelf) => shelf.resources).find(({ kind }) => kind === "support");
    return h("section", { "aria-labelledby": "home-author" },
      h("h2", { id: "home-author" }, "Who made it"),
      h("p", { class: "serif-text" }, h("strong", null, course.author.name), ". ", course.author.about),
      h("p", { class: "serif-text" }, course.about),
      h("div", { class: "home-links" },
        h("a", { class: "link", href: course.author.site }, new URL(course.author.site).host, h("span", { class: "visually-hidden" }, ", opens in the browser")),
        support && this.#support(support)),
      h("p", { class: "byline" }, `${published(course)} ${course.affiliationNotice}`));
  }

  /** @param {Resource} resource */
  #support(resource) {
    const open = () => ipc.openResource({ resource: resource.id }).catch((error) => toast(this, { message: messageOf(error) }));
    return h("button", { class: "link", type: "button", onclick: open, title: resource.host },
      resource.title, h("span", { class: "visually-hidden" }, ", opens in the browser"));
  }

  #update() {
    if (!this.#course || !this.#overview) return;
    const { next, notes, lessons } = this.#overview;
    const lesson = lessonOf(this.#course, next.lesson);
    const words = greeting(this.#course, this.#overview, Date.now());

    this.#above.textContent = words.above;
    if (words.title === null) setSanitised(this.#title, lesson.titleHtml);
    else this.#title.textContent = words.title;
    this.#words.textContent = words.words;
    this.#action.textContent = words.action;
    this.#go.href = toLesson(lesson.id);
    this.#notes.textContent = notes === 1 ? "Your note" : `Your ${notes} notes`;
    this.#notes.hidden = notes === 0;
    this.#picture.svg = lesson.illustration;
    this.#progress.textContent = courseProgress(this.#overview);
    for (const each of lessons) this.#showState(each);
  }

  /** @param {LessonOverview} lesson */
  #showState(lesson) {
    const state = this.#states.get(lesson.id);
    if (!state) return;
    state.textContent = lessonState(lesson);
    state.classList.toggle("done", lesson.progress.completed);
  }
}

/** @param {Course} course */
function answers(course) {
  return h("section", { "aria-labelledby": "home-answers" },
    h("h2", { id: "home-answers" }, "What the course answers"),
    h("ol", { class: "answers" }, course.answers.map((answer) => h("li", null, answer))));
}

/** @param {Course} course */
function published({ published }) {
  const day = new Date(`${published}T12:00:00`);
  if (Number.isNaN(day.getTime())) return "";
  return `Published ${new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(day)}.`;
}

customElements.define("home-page", HomePage);
