// <note-move>: asks to which other lesson a note goes.
//
//   dialog.open({ draft, lessons: course.lessons });
//
// Sends "note-change" with { draft, change: { lesson }, said }.

/** @import { Lesson, NoteDraft } from "../types.js" */

import { h } from "../lib/html.js";

export class NoteMove extends HTMLElement {
  #dialog = h("dialog", { class: "dialog", "aria-labelledby": "note-move-heading" });

  connectedCallback() {
    this.replaceChildren(this.#dialog);
  }

  /** @param {{ draft: NoteDraft, lessons: Lesson[] }} given */
  open({ draft, lessons }) {
    const others = lessons.filter(({ id }) => id !== draft.lesson);
    const select = h("select", { id: "note-move-lesson" }, others.map(({ id, number, title }) => h("option", { value: id }, `${number}. ${title}`)));
    const move = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#dialog.close();
      const lesson = others.find(({ id }) => id === select.value);
      if (lesson) this.#send(draft, lesson);
    };
    this.#dialog.replaceChildren(h("div", { class: "dialog-content" }, h("form", { onsubmit: move },
      h("h2", { id: "note-move-heading" }, "Move the note"),
      h("label", { for: "note-move-lesson" }, "To lesson"),
      select,
      draft.second !== null && h("p", { class: "quiet-text" }, "It keeps its time. If that means nothing in the other lesson, change it there."),
      h("div", { class: "dialog-actions" },
        h("button", { class: "button quiet", type: "button", onclick: () => this.#dialog.close() }, "Cancel"),
        h("button", { class: "button filled", type: "submit" }, "Move")))));
    this.#dialog.showModal();
    select.focus();
  }

  /**
   * @param {NoteDraft} draft
   * @param {Lesson} lesson
   */
  #send(draft, lesson) {
    const detail = { draft, change: { lesson: lesson.id }, said: `Moved to lesson ${lesson.number}.` };
    this.dispatchEvent(new CustomEvent("note-change", { bubbles: true, detail }));
  }
}

customElements.define("note-move", NoteMove);
