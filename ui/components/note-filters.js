// <note-filters>: which of the notes are shown: those of a lesson, with a mark, with a tag.
//
//   filters.show({ filter, lessons, tags });   // lessons: what can be chosen, { id, title }; tags without their sign
//
// Sends "note-filter" with { filter } when another is chosen.

/** @import { NoteFilter } from "../types.js" */

import { h } from "../lib/html.js";
import { isMark } from "../lib/marks.js";

const MARKS = [["important", "Important"], ["question", "Questions"], ["todo", "To do"], ["done", "Done"]];

export class NoteFilters extends HTMLElement {
  #lesson = h("select", { "aria-label": "Lesson", onchange: () => this.#changed() });
  #mark = h("select", { "aria-label": "Mark", onchange: () => this.#changed() });
  #tag = h("select", { "aria-label": "Tag", onchange: () => this.#changed() });

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Show only some notes");
    this.replaceChildren(this.#lesson, this.#mark, this.#tag);
  }

  /** @param {{ filter: NoteFilter, lessons: { id: string, title: string }[], tags: string[] }} shown */
  show({ filter, lessons, tags }) {
    fill(this.#lesson, "All lessons", lessons.map(({ id, title }) => [id, title]), filter.lesson);
    fill(this.#mark, "All marks", MARKS, filter.mark);
    // A tag in the address may be written in other capitals.
    const tag = filter.tag && (tags.find((each) => fold(each) === fold(filter.tag ?? "")) ?? filter.tag);
    fill(this.#tag, "All tags", tags.map((each) => [each, `#${each}`]), tag);
    this.#tag.hidden = tags.length === 0 && tag === null;
  }

  #changed() {
    const mark = this.#mark.value;
    /** @type {NoteFilter} */
    const filter = { lesson: this.#lesson.value || null, mark: isMark(mark) ? mark : null, tag: this.#tag.value || null };
    this.dispatchEvent(new CustomEvent("note-filter", { bubbles: true, detail: { filter } }));
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} all
 * @param {string[][]} choices value and words of each
 * @param {string | null} chosen which may not be among the choices any more
 */
function fill(select, all, choices, chosen) {
  const known = chosen === null || choices.some(([value]) => value === chosen);
  const options = [["", all], ...choices, ...(known ? [] : [[chosen, select.getAttribute("aria-label") === "Tag" ? `#${chosen}` : chosen]])];
  const now = options.map(([value, words]) => `${value}\n${words}`).join("\n");
  // A list that is open must not be taken away.
  if (select.dataset.options !== now) {
    select.dataset.options = now;
    select.replaceChildren(...options.map(([value, words]) => h("option", { value }, words)));
  }
  select.value = chosen ?? "";
}

/** @param {string} tag */
function fold(tag) {
  return tag.toLowerCase().normalize("NFC");
}

customElements.define("note-filters", NoteFilters);
