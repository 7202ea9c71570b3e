// <home-page>: the one thing to do next, what fits into the minutes that there are, how far the course is, the nine lessons,
// what the course answers, and who made it.
//
//   page.course = course; page.overview = overview; page.settings = settings;   // set again whenever something changed
//   await page.flush();
//
// Sends "settings-changed" with the Settings that were saved.

/** @import { Course, Fit, Lesson, LessonOverview, Overview, Resource, Settings } from "../types.js" */

import * as ipc from "../ipc.js";
import { LessonIllustration } from "../components/lesson-illustration.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { courseProgress, fitting, greeting, lessonOf, lessonState } from "../lib/progress-words.js";
import { toLesson } from "../lib/route.js";
import { counted } from "../lib/time.js";
import { toast } from "../lib/toast.js";

/** What is offered; another number that was saved before stands among them. */
const MINUTES = [5, 10, 15, 20, 25, 30, 45, 60, 90];

export class HomePage extends HTMLElement {
  /** @type {Course | null} */
  #course = null;
  /** @type {Overview | null} */
  #overview = null;
  /** @type {Settings | null} */
  #settings = null;

  #above = h("p", { class: "eyebrow" });
  #title = h("h1", { tabindex: "-1" });
  #words = h("p", { class: "hero-words" });
  #action = h("span", null);
  #go = h("a", { class: "button filled", href: "#/" }, icon("play"), this.#action);
  #notes = h("a", { class: "link", href: "#/notes" });
  #minutes = h("select", { id: "home-minutes", onchange: () => this.#choose(Number(this.#minutes.value)) });
  #fits = h("p", { class: "fits", role: "status" });
  /** Chosen and not yet saved. @type {number | null} */
  #chosen = null;
  /** @type {Promise<unknown>} */
  #saving = Promise.resolve();
  #questions = 0;
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

  get settings() {
    return this.#settings;
  }

  set settings(settings) {
    this.#settings = settings;
    this.#showMinutes();
    this.#askWhatFits();
  }

  /** Resolves when the last choice was saved, or could not be; it is too small a thing to keep anybody here. */
  async flush() {
    await this.#saving;
  }

  #build() {
    const course = this.#course;
    if (!course) return;
    this.replaceChildren(
      h("div", { class: "home" },
        h("section", { class: "hero", "aria-label": "Next" },
          h("div", null, this.#above, this.#title, this.#words, h("p", { class: "hero-actions" }, this.#go, this.#notes), this.#time()),
          this.#picture),
        h("section", { class: "home-lessons", "aria-labelledby": "home-lessons" },
          h("div", { class: "section-head" }, h("h2", { id: "home-lessons" }, "The lessons"), this.#progress),
          h("ol", { class: "cards" }, course.lessons.map((lesson) => h("li", null, this.#card(lesson)))),
          h("p", { class: "byline" }, "How long a lesson is, is learnt from the player when you first play it. Nothing is loaded from YouTube before that.")),
        h("div", { class: "home-about" }, answers(course), this.#author(course))));
    this.#update();
  }

  #time() {
    this.#showMinutes();
    return h("div", { class: "time-there-is" },
      h("p", { class: "minutes" }, h("label", { for: "home-minutes" }, "I have"), this.#minutes),
      this.#fits);
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

  #minutesThereAre() {
    return this.#chosen ?? this.#settings?.minutes ?? null;
  }

  #showMinutes() {
    const minutes = this.#minutesThereAre();
    const offered = minutes === null ? [null, ...MINUTES] : [...new Set([...MINUTES, minutes])].sort((a, b) => a - b);
    const values = offered.map((each) => String(each ?? ""));
    // Somebody may be choosing just now: the list is made anew only when it has to be another one.
    if (values.join() !== [...this.#minutes.options].map(({ value }) => value).join()) {
      this.#minutes.replaceChildren(...offered.map((each, i) => h("option", { value: values[i] }, each === null ? "… minutes" : counted(each, "minute"))));
    }
    this.#minutes.value = String(minutes ?? "");
  }

  /** @param {number} minutes */
  #choose(minutes) {
    if (minutes <= 0) return;
    this.#chosen = minutes;
    this.#showMinutes();
    this.#askWhatFits();
    this.#saving = this.#saving.then(() => this.#save(minutes));
  }

  /** @param {number} minutes */
  async #save(minutes) {
    try {
      const settings = await ipc.saveSettings({ change: { minutes } });
      if (this.#chosen === minutes) this.#chosen = null;
      this.settings = settings;
      this.dispatchEvent(new CustomEvent("settings-changed", { bubbles: true, detail: settings }));
    } catch (error) {
      toast(this, { message: messageOf(error) });
    }
  }

  /** Asked again whenever something changed; the answer to an older question is dropped. */
  async #askWhatFits() {
    const [course, overview, minutes] = [this.#course, this.#overview, this.#minutesThereAre()];
    if (!course || !overview || minutes === null) return;
    const question = ++this.#questions;
    const said = h("p", null, await ipc.whatFits({ minutes }).then((fit) => whatFits(course, overview, fit), messageOf));
    // What stands there already would be read out once more.
    if (question === this.#questions && said.textContent !== this.#fits.textContent) this.#fits.replaceChildren(...said.childNodes);
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
    this.#askWhatFits();
  }

  /** @param {LessonOverview} lesson */
  #showState(lesson) {
    const state = this.#states.get(lesson.id);
    if (!state) return;
    state.textContent = lessonState(lesson);
    state.classList.toggle("done", lesson.progress.completed);
  }
}

/**
 * @param {Course} course
 * @param {Overview} overview
 * @param {Fit | null} fit
 */
function whatFits(course, overview, fit) {
  const { words, action } = fitting(course, overview, fit);
  return [words, fit && [" ", h("a", { class: "link", href: toLesson(fit.lesson) }, action)]];
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
