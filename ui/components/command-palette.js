// <command-palette>: one field from which everything is found and everywhere is reached: notes, key ideas, transcripts,
// resources, the lessons, and what can be done.
//
//   palette.open({ course, lesson: "deep-learning", query: "" });   // lesson: the one that is open, or null
//   palette.refresh();                                              // something changed in the store
//
// Sends "go" with { href, part }, where part is "key-ideas", the id of a note in its lesson, or null, the events of the actions in lib/actions.js, and
// "toast". What had the focus before has it again when the palette closes: a note that was being written is still written.
//
// A combobox with a listbox, as the ARIA Authoring Practices have it: the focus stays in the field.

/** @import { Course, Search, SearchHit } from "../types.js" */
/** @import { Action } from "../lib/actions.js" */

import * as ipc from "../ipc.js";
import { actions, lessonActions, meant } from "../lib/actions.js";
import { systemClock } from "../lib/clock.js";
import { coalesced } from "../lib/coalesced.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { isComposing } from "../lib/keyboard.js";
import { placeOf } from "../lib/note-id.js";
import { toLesson } from "../lib/route.js";
import { KINDS, foundWords, whereWords } from "../lib/search-words.js";
import { stamp } from "../lib/stamp.js";
import { toast } from "../lib/toast.js";

/** From the last key to the search, in milliseconds. */
const AFTER_LAST_KEY = 150;

/** @typedef {{ course: Course, lesson: string | null, query?: string }} Opening */
/** `run` is null for what leads nowhere. @typedef {{ key: string, element: HTMLElement, run: (() => void) | null }} Option */
/** @typedef {{ query: string, search: Search | null, problem: string }} Answer */

export class CommandPalette extends HTMLElement {
  #clock;
  #cancel = () => {};
  /** @type {Opening | null} */
  #opening = null;
  /** To the last search that ended. @type {Answer | null} */
  #answer = null;
  /** @type {Option[]} */
  #options = [];
  /** @type {Option | null} */
  #active = null;
  /** Whether the learner went to the active one; the first one is only proposed. */
  #moved = false;
  /** Whether Enter was pressed before the answer was there. */
  #goesOn = false;
  /** @type {HTMLElement | null} */
  #before = null;
  #search = coalesced(() => this.#run());

  #field = h("input", { type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", autocapitalize: "off",
    "aria-label": "Search", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "palette-options", "aria-describedby": "palette-hint",
    placeholder: "Search, or go anywhere",
    oninput: () => this.#typed(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
  #said = h("p", { class: "palette-said small", role: "status" });
  #list = h("div", { id: "palette-options", role: "listbox", "aria-label": "Found", onmousedown: (/** @type {Event} */ event) => event.preventDefault() });
  #more = h("p", { class: "palette-more small quiet-text", hidden: true }, "And more. Another word narrows it down.");
  #dialog = h("dialog", { class: "palette", "aria-label": "Search",
    // The ground around it is the dialog's own.
    onclick: (/** @type {Event} */ event) => { if (event.target === this.#dialog) this.#close(); },
    oncancel: (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#close();
    } },
    h("div", { class: "palette-sheet" },
      h("div", { class: "palette-field" }, icon("search"), this.#field,
        h("button", { class: "button icon", type: "button", "aria-label": "Close the search", onclick: () => this.#close() }, icon("close"))),
      h("div", { class: "palette-found" }, this.#said, this.#list, this.#more),
      hint()));

  /** @param {{ clock?: import("../lib/clock.js").Clock }} [given] */
  constructor({ clock = systemClock } = {}) {
    super();
    this.#clock = clock;
  }

  connectedCallback() {
    this.replaceChildren(this.#dialog);
  }

  disconnectedCallback() {
    this.#cancel();
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** @param {Opening} opening */
  open(opening) {
    if (this.isOpen) return;
    this.#opening = opening;
    this.#answer = null;
    this.#before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#field.value = opening.query ?? "";
    this.#dialog.showModal();
    this.#field.focus();
    this.#field.select();
    this.#moved = this.#goesOn = false;
    this.#show();
    if (this.#query !== "") this.#search();
  }

  refresh() {
    if (this.isOpen) this.#search();
  }

  #close() {
    if (!this.isOpen) return;
    this.#cancel();
    this.#dialog.close();
    // With the caret where it was; the page must not be scrolled by it.
    if (this.#before?.isConnected) this.#before.focus({ preventScroll: true });
    this.#before = null;
  }

  get #query() {
    return this.#field.value.trim();
  }

  /** Whether what is shown below the actions is found for what is typed. */
  get #isAnswered() {
    return this.#query === "" || this.#answer?.query === this.#query;
  }

  #typed() {
    this.#cancel();
    this.#moved = this.#goesOn = false;
    if (this.#query === "") this.#answer = null;
    else this.#cancel = this.#clock.after(AFTER_LAST_KEY, () => this.#search());
    this.#show();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    switch (event.key) {
      case "ArrowDown": this.#move(1); break;
      case "ArrowUp": this.#move(-1); break;
      case "Enter": this.#enter(); break;
      case "Escape": this.#close(); break;
      default: return;
    }
    event.preventDefault();
  }

  /** @param {1 | -1} by */
  #move(by) {
    const count = this.#options.length;
    if (count === 0) return;
    const at = this.#active ? this.#options.indexOf(this.#active) : by > 0 ? -1 : 0;
    this.#moved = true;
    this.#activate(this.#options[(at + by + count) % count]);
  }

  #enter() {
    // An action is known at once; what is found comes a moment after the last key.
    const isKnown = this.#isAnswered || this.#moved || this.#active?.key.startsWith("action-");
    if (isKnown) return this.#choose(this.#active);
    this.#goesOn = true;
    this.#cancel();
    this.#search();
  }

  /** @param {Option | null} option */
  #choose(option) {
    if (!option?.run) return;
    this.#close();
    option.run();
  }

  async #run() {
    const query = this.#query;
    if (query === "" || !this.isOpen) return;
    /** @type {Answer} */
    const answer = await ipc.search({ query }).then((search) => ({ query, search, problem: "" }), (error) => ({ query, search: null, problem: messageOf(error) }));
    // What was typed meanwhile has an answer of its own.
    if (query !== this.#query || !this.isOpen) return;
    this.#answer = answer;
    this.#show();
    if (this.#goesOn) this.#choose(this.#active);
    this.#goesOn = false;
  }

  #show() {
    const { course, lesson } = /** @type {Opening} */ (this.#opening);
    const query = this.#query;
    const hits = this.#answer?.search?.hits ?? [];
    const groups = [
      { heading: "Actions", options: meant(actions(lesson), query).map((action) => this.#action(action, "action")) },
      ...KINDS.map(([kind, heading]) =>
        ({ heading, options: hits.filter((hit) => hit.kind === kind).map((hit) => this.#hit(hit, course)) })),
      { heading: "Lessons", options: meant(lessonActions(course), query).map((action) => this.#action(action, "lesson")) },
    ].filter(({ options }) => options.length > 0);

    const active = this.#active?.key;
    this.#options = groups.flatMap(({ options }) => options);
    this.#options.forEach(({ element }, index) => { element.id = `palette-option-${index}`; });
    this.#list.replaceChildren(...groups.map(({ heading, options }, index) =>
      h("div", { role: "group", "aria-labelledby": `palette-group-${index}` },
        h("div", { id: `palette-group-${index}`, class: "palette-heading", role: "presentation" }, heading), options.map(({ element }) => element))));
    this.#field.setAttribute("aria-expanded", String(this.#options.length > 0));
    this.#activate((this.#moved && this.#options.find(({ key }) => key === active)) || this.#options.find(({ run }) => run !== null) || null);
    this.#say();
  }

  #say() {
    const { search = null, query = "", problem = "" } = this.#answer ?? {};
    this.#said.classList.toggle("problem", problem !== "");
    this.#more.hidden = !search?.more;
    // A list that stands there all the same has actions.
    const onlyActions = search?.hits.length === 0 && this.#options.length > 0;
    const words = problem || (onlyActions ? `“${query}” is in no note and no text.` : search ? foundWords(query, search) : "");
    // What stands there already would be read out once more.
    if (this.#said.textContent !== words) this.#said.textContent = words;
  }

  /** @param {Option | null} option */
  #activate(option) {
    this.#active?.element.setAttribute("aria-selected", "false");
    this.#active = option;
    if (!option) return this.#field.removeAttribute("aria-activedescendant");
    option.element.setAttribute("aria-selected", "true");
    this.#field.setAttribute("aria-activedescendant", option.element.id);
    option.element.scrollIntoView?.({ block: "nearest" });
  }

  /**
   * @param {Action} action
   * @param {"action" | "lesson"} kind
   */
  #action({ id, name, title, event, detail }, kind) {
    return this.#option(`${kind}-${id}`, () => this.#send(event, detail),
      h("span", { class: "palette-name" }, name), title && [" ", h("span", { class: "palette-title" }, title)]);
  }

  /**
   * @param {SearchHit} hit
   * @param {Course} course
   */
  #hit(hit, course) {
    const { kind, lesson, second, note, resource, title, html } = hit;
    const text = h("span", { class: "palette-text" });
    setSanitised(text, html);
    const place = whereWords(hit, course).map((words, index) => (index === 0 ? words : [" · ", h("strong", null, words)]));
    return this.#option(`${kind} ${note ?? resource ?? `${lesson} ${second}`}`, this.#runOf(hit, course),
      text, " ",
      h("span", { class: "palette-place" }, place, second !== null && [" · ", h("span", null, stamp(second))], " · ", title));
  }

  /**
   * @param {SearchHit} hit
   * @param {Course} course
   */
  #runOf({ kind, lesson, second, resource, note }, course) {
    if (resource !== null) return () => void ipc.openResource({ resource }).catch((error) => toast(this, { message: messageOf(error) }));
    if (lesson === null || !course.lessons.some(({ id }) => id === lesson)) return null;
    return () => this.#send("go", { href: toLesson(lesson, second), part: kind === "ideas" ? "key-ideas" : note && placeOf(note) });
  }

  /**
   * @param {string} key by which it is known again after another search
   * @param {Option["run"]} run
   * @param {...import("../lib/html.js").Child} content
   * @returns {Option}
   */
  #option(key, run, ...content) {
    const element = h("div", { class: "palette-option", role: "option", "aria-selected": "false", "aria-disabled": run === null && "true",
      onclick: () => this.#choose(option),
      // Not "pointerenter": a list that moves under a pointer that rests chooses nothing.
      onpointermove: () => {
        if (this.#active === option) return;
        this.#moved = true;
        this.#activate(option);
      } }, ...content);
    const option = { key, element, run };
    return option;
  }

  /**
   * @param {string} event
   * @param {object} [detail]
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

function hint() {
  return h("p", { id: "palette-hint", class: "palette-hint small quiet-text" }, "Narrow it down: ",
    ["tag:sepsis", "lesson:3", "is:todo", "“a phrase”"].map((each) => [h("code", null, each), " "]));
}

customElements.define("command-palette", CommandPalette);
