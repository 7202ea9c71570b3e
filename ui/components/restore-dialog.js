// <restore-dialog>: from the list of backups, or a file, to what restoring it would change, to restoring it.
//
//   dialog.apart = (work) => …;   // carries out what replaces everything, while nothing else writes
//   dialog.open();
//
// choosing → looking at what differs → restoring → closed | failed. It can be cancelled until it restores; that is all or
// nothing, and its outcome is to be seen.
//
// Sends "restored" with { restored, made }, when the backup was made.

/** @import { BackupEntry, NoteGroup, RestorePreview } from "../types.js" */

import * as ipc from "../ipc.js";
import { daysBetween, moment, timeOfDay } from "../lib/dates.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { groupWords, OCCASIONS } from "../lib/safety-words.js";
import { counted } from "../lib/time.js";

export class RestoreDialog extends HTMLElement {
  /** @type {<T>(work: () => Promise<T>) => Promise<T>} */
  apart = (work) => work();
  /** @type {BackupEntry[]} */
  #backups = [];
  #restoring = false;
  /** Counts the questions: the answer to an older one is dropped. */
  #asked = 0;
  #status = h("p", { role: "status" });
  #problem = h("p", { role: "alert" });
  #dialog = h("dialog", { class: "dialog restoring", "aria-labelledby": "restore-heading",
    oncancel: (/** @type {Event} */ event) => {
      if (this.#restoring) event.preventDefault();
      else this.#asked += 1;
    } });

  connectedCallback() {
    this.append(this.#dialog);
  }

  async open() {
    if (this.#dialog.open) return;
    const asked = ++this.#asked;
    this.#backups = [];
    this.#showList("Looking at the backups…");
    this.#dialog.showModal();
    this.#focusHeading();
    try {
      const backups = await ipc.backupList();
      if (asked !== this.#asked) return;
      this.#backups = backups;
      this.#showList(backups.length === 0 ? "There is no backup here yet." : "");
      this.#focusHeading();
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#status.textContent = "";
      this.#problem.textContent = messageOf(error);
    }
  }

  #close() {
    this.#asked += 1;
    this.#dialog.close();
  }

  /** @param {string} said */
  #showList(said) {
    this.#status.textContent = said;
    this.#problem.textContent = "";
    this.#show("Restore a backup",
      h("p", { class: "quiet-text" }, "First you see what would change. Nothing changes until you agree, and what is here now is backed up first."),
      this.#groups(Date.now()), this.#status, this.#problem,
      h("div", { class: "dialog-actions" },
        this.#button("Cancel", () => this.#close(), { leaves: true }),
        this.#button("Choose a file…", () => this.#look(() => ipc.chooseBackupFile()))));
  }

  /** @param {number} now */
  #groups(now) {
    if (this.#backups.length === 0) return null;
    /** @type {[string, (days: number) => boolean][]} */
    const groups = [["Today", (days) => days === 0], ["Yesterday", (days) => days === 1], ["Earlier", (days) => days > 1], ["Dated in the future", (days) => days < 0]];
    return h("div", { class: "backups" }, groups.map(([name, holds]) => {
      const entries = this.#backups.filter(({ made }) => holds(daysBetween(made, now)));
      const timed = name === "Today" || name === "Yesterday";
      return entries.length > 0 && h("section", null,
        h("h3", { id: `backups-${name.split(" ")[0]}` }, name),
        h("ul", { "aria-labelledby": `backups-${name.split(" ")[0]}` },
          entries.map((entry) => h("li", null, this.#entry(entry, timed ? timeOfDay(entry.made) : moment(entry.made, now))))));
    }));
  }

  /**
   * @param {BackupEntry} entry
   * @param {string} when
   */
  #entry({ id, notes, occasion }, when) {
    const time = h("span", { class: "backup-when figures" }, when);
    if (notes === null) return h("p", { class: "backup" }, time, " ", h("span", { class: "quiet-text" }, "cannot be read"));
    return h("button", { class: "backup", type: "button", "data-backup": id, onclick: () => this.#look(() => ipc.previewRestore({ backup: id })) },
      time, " ", h("span", { class: "figures" }, counted(notes, "note")), " ", h("span", { class: "quiet-text small" }, OCCASIONS[occasion]));
  }

  /** @param {() => Promise<RestorePreview | null>} ask */
  async #look(ask) {
    const asked = ++this.#asked;
    const pressed = /** @type {HTMLElement | null} */ (document.activeElement);
    this.#problem.textContent = "";
    this.#setBusy(true);
    try {
      const preview = await ask();
      if (asked !== this.#asked) return;
      this.#setBusy(false);
      // What cannot be pressed has lost the focus.
      if (!preview) return pressed?.focus();
      this.#showPreview(preview);
      this.#focusHeading();
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#setBusy(false);
      this.#problem.textContent = messageOf(error);
      pressed?.focus();
    }
  }

  /** @param {RestorePreview} preview */
  #showPreview(preview) {
    const { backup, returning, leaving, different } = preview;
    const same = returning.count + leaving.count + different.count === 0;
    this.#status.textContent = "";
    this.#problem.textContent = "";
    this.#show(`The backup of ${moment(backup.made, Date.now())}`,
      h("p", { class: "quiet-text" }, [backup.id, OCCASIONS[backup.occasion] && `made ${OCCASIONS[backup.occasion]}`].filter(Boolean).join(", ")),
      comparison(preview),
      same ? h("p", null, "The notes are the same in the backup and here.") : [
        group(returning, "comes back", "come back"),
        group(leaving, "goes, since it is not in the backup", "go, since they are not in the backup"),
        group(different, "becomes what it was then", "become what they were then"),
      ],
      h("p", null, "All else becomes what it was then as well: the trash, how far you are in each lesson, captions and attached files, your settings. "
        + "What is here now is backed up first, and the restore can be undone."),
      this.#status,
      h("div", { class: "dialog-actions" },
        this.#button("Cancel", () => this.#close()),
        this.#button("Another backup…", () => this.#goBack(backup.id)),
        h("button", { class: "button filled", type: "button", onclick: () => this.#restore(preview) }, "Restore this backup")));
  }

  /** @param {string} id of the one that was looked at */
  #goBack(id) {
    this.#showList("");
    const entries = /** @type {HTMLElement[]} */ ([...this.#dialog.querySelectorAll("[data-backup]")]);
    const looked = entries.find((entry) => entry.dataset.backup === id);
    if (looked) looked.focus();
    else this.#focusHeading();
  }

  /** @param {RestorePreview} preview */
  async #restore({ backup }) {
    if (this.#restoring) return;
    this.#restoring = true;
    this.#status.textContent = "Restoring…";
    this.#setBusy(true);
    try {
      const restored = await this.apart(() => ipc.carryOutRestore({ backup: backup.id }));
      this.#close();
      this.dispatchEvent(new CustomEvent("restored", { bubbles: true, detail: { restored, made: backup.made } }));
    } catch (error) {
      this.#showFailure(backup.id, messageOf(error));
    } finally {
      this.#restoring = false;
      this.#setBusy(false);
    }
  }

  /**
   * @param {string} id
   * @param {string} message
   */
  #showFailure(id, message) {
    this.#show("Nothing was restored",
      h("p", { class: "problem", role: "alert" }, message),
      h("div", { class: "dialog-actions" },
        this.#button("Close", () => this.#close()),
        this.#button("Another backup…", () => this.#goBack(id))));
    this.#focusHeading();
  }

  /**
   * @param {string} label
   * @param {() => unknown} onclick
   * @param {{ leaves?: boolean }} [how]
   */
  #button(label, onclick, { leaves = false } = {}) {
    return h("button", { class: "button quiet", type: "button", "data-leaves": leaves, onclick }, label);
  }

  /**
   * While a backup is looked at the dialog can be left; while it is restored it cannot.
   * @param {boolean} busy
   */
  #setBusy(busy) {
    this.#dialog.setAttribute("aria-busy", String(busy));
    for (const button of this.#dialog.querySelectorAll("button")) button.disabled = busy && (this.#restoring || !button.hasAttribute("data-leaves"));
  }

  /**
   * @param {string} heading
   * @param {...import("../lib/html.js").Child} content
   */
  #show(heading, ...content) {
    this.#dialog.setAttribute("aria-busy", "false");
    this.#dialog.replaceChildren(h("div", { class: "dialog-content" }, h("h2", { id: "restore-heading", tabindex: "-1" }, heading), content));
    this.#dialog.scrollTop = 0;
  }

  #focusHeading() {
    this.#dialog.querySelector("h2")?.focus();
  }
}

/** @param {RestorePreview} preview */
function comparison({ backup, notesNow, lessonsDoneNow }) {
  const row = (/** @type {string} */ name, /** @type {number | null} */ then, /** @type {number} */ now) =>
    h("tr", null, h("th", { scope: "row" }, name), h("td", { class: "figures" }, then), h("td", { class: "figures" }, now));
  return h("table", { class: "comparison" },
    h("caption", { class: "visually-hidden" }, "What is in the backup, and what is here now"),
    h("thead", null, h("tr", null, h("td", null), h("th", { scope: "col" }, "In the backup"), h("th", { scope: "col" }, "Here now"))),
    h("tbody", null, row("Notes", backup.notes, notesNow), row("Lessons done", backup.lessonsDone, lessonsDoneNow)));
}

/**
 * @param {NoteGroup} notes
 * @param {string} one
 * @param {string} many
 */
function group(notes, one, many) {
  if (notes.count === 0) return null;
  const more = notes.count - notes.examples.length;
  return h("div", { class: "differing" },
    h("p", { class: "differing-count" }, `${groupWords(notes, one, many)}:`),
    h("ul", null,
      notes.examples.map((example) => h("li", null, example)),
      more > 0 && h("li", { class: "quiet-text" }, `and ${more} more`)));
}

customElements.define("restore-dialog", RestoreDialog);
