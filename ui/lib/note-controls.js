// What a note has beside its text, beside the video and on the page of all notes alike: its mark, its menu, the keys that
// mark it, and the change of its time.
//
//   const controls = new NoteControls(element, () => draft);
//   element.append(controls.head, text, controls.menu);   // the head has the mark, and the time while it is changed
//   controls.now = () => 222;                             // where the picture is; not set where there is no video
//   controls.show(draft);
//
// The element sends "note-change" with { draft, change, said }: what is to be another, and the words for that if it is to
// be told with Undo; "note-delete" with { draft }; and "note-act" with { act, draft } for the rest of the menu, which
// <note-actions> does, "ready" being sent when the menu opens.

/** @import { NoteDraft } from "../types.js" */
/** @import { Choice } from "../components/note-menu.js" */

import { NoteMark } from "../components/note-mark.js";
import { NoteMenu } from "../components/note-menu.js";
import { NoteTime } from "../components/note-time.js";
import { h } from "./html.js";
import { isMark, markedByLetter, placeWords, toggled } from "./marks.js";
import { clock } from "./time.js";

const WRITING = 'textarea, input:not([type="checkbox"])';

export class NoteControls {
  menu = new NoteMenu();
  /** @type {(() => number | null) | null} */
  now = null;
  #mark = new NoteMark();
  head = h("div", { class: "note-head" }, this.#mark);
  #owner;
  #draft;

  /**
   * @param {HTMLElement} owner
   * @param {() => NoteDraft} draft
   */
  constructor(owner, draft) {
    this.#owner = owner;
    this.#draft = draft;
    owner.addEventListener("keydown", (event) => this.#key(event));
    this.#hear("note-marked", ({ mark }) => this.#change({ mark }));
    this.#hear("note-choice", ({ choice }) => this.#chosen(choice));
    this.#hear("note-menu-open", () => this.#send("note-act", { act: "ready", draft: this.#draft() }));
    this.#hear("note-time", ({ second }) => this.#timed(second));
    this.#hear("note-time-left", () => this.#endTime());
  }

  /** @param {Pick<NoteDraft, "second" | "mark">} note */
  show({ second, mark }) {
    const place = placeWords(second);
    this.#mark.show({ mark, place });
    this.menu.show({ mark, place });
  }

  editTime() {
    this.#endTime({ focus: false });
    const editor = Object.assign(new NoteTime(), { second: this.#draft().second, now: this.now });
    this.head.append(editor);
    editor.focusField();
  }

  /** @param {Choice} choice */
  #chosen(choice) {
    const draft = this.#draft();
    if (isMark(choice)) this.#change({ mark: toggled(draft.mark, choice) });
    else if (choice === "time") this.editTime();
    else if (choice === "delete") this.#send("note-delete", { draft });
    else this.#send("note-act", { act: choice, draft });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || /** @type {Element} */ (event.target).closest(WRITING)) return;
    const mark = markedByLetter(event, this.#draft().mark);
    if (mark === undefined) return;
    event.preventDefault();
    this.#change({ mark });
  }

  /** @param {number | null} second */
  #timed(second) {
    this.#endTime();
    if (second === this.#draft().second) return;
    const said = second === null ? "The note is about the whole lesson now." : `The note is at ${clock(second)} now.`;
    this.#change({ second }, said);
  }

  #endTime({ focus = true } = {}) {
    this.head.querySelector("note-time")?.remove();
    if (focus) this.menu.focusButton();
  }

  /**
   * @param {Partial<NoteDraft>} change
   * @param {string | null} [said]
   */
  #change(change, said = null) {
    this.#send("note-change", { draft: this.#draft(), change, said });
  }

  /**
   * @param {string} event
   * @param {(detail: any) => void} act
   */
  #hear(event, act) {
    this.#owner.addEventListener(event, (sent) => {
      sent.stopPropagation();
      act(/** @type {CustomEvent} */ (sent).detail);
    });
  }

  /**
   * @param {string} event
   * @param {object} detail
   */
  #send(event, detail) {
    this.#owner.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}
