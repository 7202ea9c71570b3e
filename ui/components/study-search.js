// <study-search>: a field, and what notes and transcripts have of what is typed into it, lesson by lesson, each a link to
// its second.
//
//   search.course = course;
//   search.refresh();         // something changed in the store: what is found is asked for anew
//
// Sends "searching" with { searching } when there begins or ceases to be something to search for.

/** @import { Course, Search, SearchHit } from "../types.js" */

import * as ipc from "../ipc.js";
import { systemClock } from "../lib/clock.js";
import { coalesced } from "../lib/coalesced.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { toLesson } from "../lib/route.js";
import { stamp } from "../lib/stamp.js";
import { counted } from "../lib/time.js";

/** From the last key to the search, in milliseconds. */
const AFTER_LAST_KEY = 150;

export class StudySearch extends HTMLElement {
  /** @type {Course | null} */
  course = null;

  #clock;
  #cancel = () => {};
  #searching = false;
  #search = coalesced(() => this.#run());

  #field = h("input", { type: "text", role: "searchbox", autocomplete: "off", spellcheck: "false",
    "aria-label": "Search notes and transcripts", placeholder: "Search notes and transcripts",
    oninput: () => this.#typed(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
  #count = h("p", { class: "study-search-count small", role: "status" });
  #results = h("div", { class: "hits" });

  /** @param {{ clock?: import("../lib/clock.js").Clock }} [given] */
  constructor({ clock = systemClock } = {}) {
    super();
    this.#clock = clock;
  }

  connectedCallback() {
    this.replaceChildren(h("search", null, this.#field, this.#count), this.#results);
  }

  disconnectedCallback() {
    this.#cancel();
  }

  refresh() {
    this.#search();
  }

  get #query() {
    return this.#field.value.trim();
  }

  #typed() {
    this.#cancel();
    if (this.#query === "") return this.#clear();
    this.#cancel = this.#clock.after(AFTER_LAST_KEY, () => this.#search());
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && this.#query !== "") {
      this.#cancel();
      this.#search();
    } else if (event.key === "Escape" && this.#field.value !== "") {
      event.preventDefault();
      this.#cancel();
      this.#field.value = "";
      this.#clear();
    }
  }

  async #run() {
    const query = this.#query;
    if (query === "") return;
    try {
      const search = await ipc.search({ query });
      // What was typed meanwhile has an answer of its own.
      if (query === this.#query && this.isConnected) this.#show(query, search);
    } catch (error) {
      if (query === this.#query && this.isConnected) this.#showFailure(messageOf(error));
    }
  }

  /**
   * @param {string} query
   * @param {Search} search
   */
  #show(query, search) {
    this.#setSearching(true);
    this.#say(foundWords(query, search));
    this.#results.replaceChildren(
      ...(this.course ? groupsOf(search.hits, this.course) : []).map(groupElement),
      ...(search.more ? [h("p", { class: "quiet-text hits-more" }, "And more. Another word narrows it down.")] : []));
  }

  /** @param {string} message */
  #showFailure(message) {
    this.#setSearching(true);
    this.#say(message);
    this.#count.classList.add("problem");
    this.#results.replaceChildren();
  }

  #clear() {
    this.#say("");
    this.#results.replaceChildren();
    this.#setSearching(false);
  }

  /** @param {string} words */
  #say(words) {
    this.#count.classList.remove("problem");
    if (this.#count.textContent !== words) this.#count.textContent = words;
  }

  /** @param {boolean} searching */
  #setSearching(searching) {
    if (searching === this.#searching) return;
    this.#searching = searching;
    this.dispatchEvent(new CustomEvent("searching", { bubbles: true, detail: { searching } }));
  }
}

/** @typedef {{ id: string, heading: string, isInCourse: boolean, hits: SearchHit[] }} Group */

/**
 * In the order of the course; what belongs to lessons that left it comes last, under one heading.
 * @param {SearchHit[]} hits
 * @param {Course} course
 * @returns {Group[]}
 */
function groupsOf(hits, { lessons }) {
  const groups = lessons.map(({ id, number, title }) =>
    ({ id, heading: `${number}. ${title}`, isInCourse: true, hits: hits.filter(({ lesson }) => lesson === id) }));
  const known = new Set(lessons.map(({ id }) => id));
  groups.push({ id: "retired", heading: "No longer in the course", isInCourse: false, hits: hits.filter(({ lesson }) => !known.has(lesson)) });
  return groups.filter(({ hits: some }) => some.length > 0);
}

/** @param {Group} group */
function groupElement({ id, heading, isInCourse, hits }) {
  return h("section", { "aria-labelledby": `hits-${id}` },
    h("h2", { id: `hits-${id}` }, isInCourse ? h("a", { href: toLesson(id) }, heading) : heading),
    h("ol", null, hits.map((hit) => h("li", null, hitElement(hit, isInCourse ? toLesson(id, hit.second) : null)))));
}

/**
 * @param {SearchHit} hit
 * @param {string | null} place the second in its lesson; null when the lesson is gone
 */
function hitElement({ kind, second, html }, place) {
  const text = h("span", { class: "hit-text" });
  setSanitised(text, html);
  return h(place === null ? "div" : "a", { class: "hit", href: place },
    h("span", { class: "hit-where" }, kind === "note" ? "Note" : "Transcript", " ", second === null ? "" : h("span", { class: "hit-second" }, stamp(second))),
    " ", text);
}

/**
 * @param {string} query
 * @param {Search} search
 */
function foundWords(query, { hits, more }) {
  if (hits.length === 0) return `Nothing was found for “${query}”. Notes are searched, and the transcripts of lessons to which you added captions.`;
  const notes = hits.filter(({ kind }) => kind === "note").length;
  const lines = hits.length - notes;
  const words = [notes > 0 && counted(notes, "note"), lines > 0 && counted(lines, "line of a transcript", "lines of transcripts")].filter(Boolean).join(" and ");
  return more ? `${words}, and more` : words;
}

customElements.define("study-search", StudySearch);
