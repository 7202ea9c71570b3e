// <course-window>: the whole window. It fetches the course, the learner's overview and settings, gives them down to the
// rail and the page, changes pages with the address, and hears what bubbles up: "toast", "open-search" with { query }, "go"
// with { href, part }, "write-note", "keys", "export" and "import" with { lesson }, "settings-changed", "match-files",
// "restore-backup" and "restored", "recovered", "everything-deleted", and clicks on links that lead out of the window. Files that were dropped on it, it proposes for
// lessons; Ctrl+K, on a Mac Command+K, opens the search.
//
// A page with something to save has an async `flush()`: it is awaited before the page is left and before the window closes.

/** @import { Course, Match, Overview, Recovered, Restored, Settings } from "../types.js" */
/** @import { Page } from "../pages/pages.js" */

import * as ipc from "../ipc.js";
import { coalesced, doneWithin } from "../lib/coalesced.js";
import { codeOf, messageOf } from "../lib/failure.js";
import { focusHeading } from "../lib/focus-heading.js";
import { h } from "../lib/html.js";
import { settleAllKept } from "../lib/kept-notes.js";
import { parse } from "../lib/route.js";
import { recoveredWords, restoredWords, undoneWords } from "../lib/safety-words.js";
import { obeyUndoKeys } from "../lib/undo-keys.js";
import { LessonPage } from "../pages/lesson.js";
import { pageOf, railEntryOf, titleOf } from "../pages/pages.js";
import { RecoveryPage } from "../pages/recovery.js";
import { asksForSearch, keyboardOf } from "../player/keys.js";
import { CommandPalette } from "./command-palette.js";
import { CourseRail } from "./course-rail.js";
import { ExportDialog } from "./export-dialog.js";
import { ImportDialog } from "./import-dialog.js";
import { MatchDialog } from "./match-dialog.js";
import { RestoreDialog } from "./restore-dialog.js";
import { ShortcutSheet } from "./shortcut-sheet.js";
import { ToastRegion } from "./toast-region.js";

/** How long a page may take to save before it is left all the same; Rust waits as long before it asks. */
const PATIENCE = 2000;

export class CourseWindow extends HTMLElement {
  /** @type {Course | null} */
  #course = null;
  /** @type {Overview | null} */
  #overview = null;
  /** Null while they could not be read. @type {Settings | null} */
  #settings = null;
  /** @type {Page | null} */
  #page = null;

  #rail = new CourseRail();
  #main = h("main", { id: "main", tabindex: "-1" });
  #toasts = new ToastRegion();
  #palette = new CommandPalette();
  #export = new ExportDialog();
  #import = new ImportDialog();
  #match = new MatchDialog();
  #restore = Object.assign(new RestoreDialog(), { apart: this.#apart.bind(this) });
  #sheet = new ShortcutSheet();
  /** The part of the next page that the learner goes to. @type {string | null} */
  #part = null;
  /** While everything is replaced at once, no page opens, and the window does not close. @type {Promise<unknown>} */
  #replacing = Promise.resolve();
  #letUndoGo = () => {};
  #letNoticeGo = () => {};

  #refresh = coalesced(() => this.#fetchOverview());
  #navigate = coalesced(() => this.#showPage());
  #proposeDropped = coalesced(() => this.#fetchDropped());

  /** @type {Promise<() => void>[]} */
  #listening = [];

  constructor() {
    super();
    this.addEventListener("click", this.#followOutwards);
    this.addEventListener("auxclick", this.#followOutwards);
    /** @type {Record<string, (detail: any) => void>} */
    const heard = {
      "toast": (detail) => this.#toasts.show(detail),
      "open-search": ({ query }) => this.#openSearch(query),
      "go": (detail) => this.#go(detail),
      "write-note": () => this.#lessonPage?.writeNote(),
      "keys": () => this.#sheet.open(keyboardOf(this.#settings)),
      "export": ({ lesson }) => this.#openExport(lesson),
      "import": ({ lesson }) => this.#openImport(lesson),
      "settings-changed": (detail) => this.#setSettings(detail),
      "match-files": ({ match }) => this.#propose(match),
      "restore-backup": () => this.#openRestore(),
      "restored": (detail) => this.#restored(detail),
      "recovered": (detail) => this.#recovered(detail),
      "everything-deleted": () => this.#startOver(),
    };
    for (const [event, act] of Object.entries(heard)) {
      this.addEventListener(event, (sent) => act(/** @type {CustomEvent} */ (sent).detail));
    }
  }

  connectedCallback() {
    const skip = h("a", { class: "skip-link", href: "#main", onclick: (/** @type {Event} */ event) => {
      // The address belongs to the pages.
      event.preventDefault();
      this.#main.focus();
    } }, "Skip to the content");
    this.replaceChildren(skip, h("div", { class: "window" }, this.#rail, this.#main), this.#toasts,
      this.#palette, this.#export, this.#import, this.#match, this.#restore, this.#sheet);
    window.addEventListener("hashchange", this.#navigate);
    document.addEventListener("keydown", this.#key);
    document.addEventListener("keydown", obeyUndoKeys);
    this.#listening = [ipc.on("study-changed", () => this.#refresh()), ipc.on("close-requested", () => this.#close()),
      ipc.on("files-dropped", () => this.#proposeDropped()), ipc.on("backup-failed", () => this.#tellBackup())];
    this.#start();
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#navigate);
    document.removeEventListener("keydown", this.#key);
    document.removeEventListener("keydown", obeyUndoKeys);
    for (const listening of this.#listening) listening.then((stop) => stop());
  }

  async #start() {
    // Whatever becomes of the settings, the course is shown.
    const settings = ipc.settings().then((fetched) => this.#setSettings(fetched), () => {});
    try {
      [this.#course, this.#overview] = await Promise.all([ipc.course(), ipc.overview(), settings]);
    } catch (error) {
      return this.#showFailure(error);
    }
    this.#rail.hidden = false;
    this.#rail.course = this.#course;
    this.#rail.overview = this.#overview;
    await this.#navigate();
    this.#tellBackup();
  }

  /** A backup that failed is told once, and not before there is a window to tell it in. */
  async #tellBackup() {
    if (!this.#course) return;
    // What cannot be asked for now is told at the next start.
    const words = await ipc.backupNotice().catch(() => null);
    if (words === null) return;
    // The newest says how things are; over a day, those before it would cover the page.
    this.#letNoticeGo();
    this.#letNoticeGo = this.#toasts.show({ message: words, stays: true, action: { label: "See Safety", run: () => this.#go({ href: "#/settings", part: "safety" }) } });
  }

  /** @param {Settings} settings */
  #setSettings(settings) {
    this.#settings = settings;
    applyAppearance(settings);
    if (this.#page) this.#page.settings = settings;
  }

  async #fetchOverview() {
    if (!this.#course) return;
    try {
      this.#overview = await ipc.overview();
    } catch (error) {
      return this.#toasts.show({ message: messageOf(error) });
    }
    this.#rail.overview = this.#overview;
    if (this.#page) this.#page.overview = this.#overview;
    this.#palette.refresh();
  }

  async #showPage() {
    if (!this.#course || !this.#overview) return;
    const arriving = this.#page === null;
    if (!(await this.#isFlushed({ leaving: true }))) {
      this.#toasts.show({ message: "The last change could not be saved before the page was left. What you wrote in a note is kept, and is saved when a lesson is opened." });
    }

    await this.#replacing;
    // Read only now: while the old page saved, the learner may have gone on.
    const route = parse(location.hash);
    const page = pageOf(route, this.#course);
    page.course = this.#course;
    page.overview = this.#overview;
    page.settings = this.#settings;
    this.#page = page;
    this.#main.replaceChildren(page);
    this.#rail.current = railEntryOf(location.hash);
    document.title = `${titleOf(route, this.#course)} · ${this.#course.shortTitle}`;
    window.scrollTo(0, 0);
    if (!arriving) focusHeading(page, this.#main, this.#part);
    this.#part = null;
  }

  /**
   * Saves what the page has to save.
   * @param {{ leaving: boolean }} how
   * @returns {Promise<boolean>} whether that was done in time
   */
  #isFlushed(how) {
    return doneWithin(Promise.resolve(this.#page?.flush?.(how)), PATIENCE);
  }

  async #close() {
    // If this does not come to an end in time, Rust asks the learner; closing later would then be a surprise.
    if (await doneWithin(Promise.all([this.#page?.flush?.({ leaving: true }), this.#replacing]), PATIENCE)) await ipc.closeWindow();
  }

  /** Before notes are counted, or compared with others. The page stays, with all that is being written. */
  async #saveHere() {
    // The notes of an open lesson took the journal over: saved from here too, a text could be followed by an older one of its own.
    const settle = () => this.querySelector("note-stream") ? Promise.resolve() : settleAllKept();
    if (await this.#isFlushed({ leaving: false }) && await doneWithin(settle(), PATIENCE)) return;
    this.#toasts.show({ message: "What you wrote last is not saved yet, so it is not taken into account here. It is kept." });
  }

  get #lessonPage() {
    return this.#page instanceof LessonPage ? this.#page : null;
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    if (!asksForSearch(event, keyboardOf(this.#settings))) return;
    event.preventDefault();
    this.#openSearch("");
  };

  /** @param {string} query */
  #openSearch(query) {
    if (!this.#course || document.querySelector("dialog[open]")) return;
    this.#palette.open({ course: this.#course, lesson: this.#lessonPage?.lessonId ?? null, query });
  }

  /** @param {{ href: string, part?: string | null }} place */
  #go({ href, part = null }) {
    const route = parse(href);
    const isHere = href === (location.hash || "#/") || (route.page === "lesson" && route.lesson === this.#lessonPage?.lessonId);
    if (isHere && route.page === "lesson" && route.startAt !== null) return this.#lessonPage?.goTo(route.startAt);
    // The same address again would change nothing.
    if (isHere && this.#page) return focusHeading(this.#page, this.#main, part);
    this.#part = part;
    location.hash = href;
  }

  /** @param {string | null} lesson */
  async #openExport(lesson) {
    await this.#saveHere();
    await this.#refresh();
    if (this.#course && this.#overview) this.#export.open({ course: this.#course, overview: this.#overview, lesson });
  }

  /** @param {string | null} lesson where notes go that name none */
  async #openImport(lesson) {
    await this.#saveHere();
    if (this.#course) this.#import.open({ course: this.#course, lesson });
  }

  async #openRestore() {
    await this.#saveHere();
    if (this.#course && !document.querySelector("dialog[open]")) this.#restore.open();
  }

  /**
   * What replaces everything at once is done with no lesson open: its page would write the place and the notes that it
   * holds over what was restored.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #apart(work) {
    const done = this.#saveHere().then(() => {
      const lesson = this.#lessonPage;
      lesson?.remove();
      return lesson?.rest;
    }).then(work);
    this.#replacing = done.catch(() => {});
    try {
      return await done;
    } finally {
      await this.#showAnew();
    }
  }

  /** All of it may be other than it was. */
  async #showAnew() {
    const wasLesson = this.#lessonPage !== null;
    if (wasLesson) this.#page = null;
    await Promise.all([ipc.settings().then((fetched) => this.#setSettings(fetched), () => {}), this.#refresh()]);
    if (!wasLesson) return;
    await this.#navigate();
    if (this.#page) focusHeading(this.#page, this.#main);
  }

  /** @param {{ restored: Restored, made: number }} restore */
  #restored({ restored, made }) {
    this.#offerUndo(restoredWords(restored, made, Date.now()));
  }

  /** @param {string} message */
  #offerUndo(message) {
    // The undo of an earlier restore would undo this one.
    this.#letUndoGo();
    this.#letUndoGo = this.#toasts.show({ message, stays: true, action: { label: "Undo", run: () => this.#undoRestore() } });
  }

  async #undoRestore() {
    try {
      const undone = await this.#apart(() => ipc.undoRestore());
      this.#toasts.show({ message: undoneWords(undone), stays: true });
    } catch (error) {
      this.#offerUndo(`The restore was not undone. ${messageOf(error)}`);
    }
  }

  /** @param {Recovered} recovered */
  async #recovered(recovered) {
    await this.#start();
    if (!this.#page) return;
    focusHeading(this.#page, this.#main);
    this.#toasts.show({ message: recoveredWords(recovered), stays: true });
  }

  async #fetchDropped() {
    // Asked for only now, a proposal would take the place of the one that is being looked at.
    if (this.#isOccupied()) return;
    try {
      const match = await ipc.droppedFiles();
      if (match) this.#propose(match);
    } catch (error) {
      this.#toasts.show({ message: messageOf(error) });
    }
  }

  /** @param {Match} match */
  #propose(match) {
    if (this.#course && (this.#match.isOpen || !this.#isOccupied())) this.#match.open({ course: this.#course, match });
  }

  /** Whether a dialog is open; the learner is told. */
  #isOccupied() {
    if (!document.querySelector("dialog[open]")) return false;
    this.#toasts.show({ message: "The files were not looked at, because a dialog is open. Close it, and try again." });
    return true;
  }

  #startOver() {
    // Drafts that a page kept in the webview's own storage are the learner's words too.
    localStorage.clear();
    sessionStorage.clear();
    this.#page = null;
    history.replaceState(null, "", "#/");
    location.reload();
  }

  /** Links in key ideas and notes lead to websites: Rust opens them in the browser, the window stays. */
  #followOutwards = (/** @type {Event} */ event) => {
    // The other buttons' clicks are the context menu and the like.
    if (/** @type {MouseEvent} */ (event).button > 1) return;
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    const url = link?.getAttribute("href") ?? "";
    if (!/^(https?|mailto):/i.test(url)) return;
    event.preventDefault();
    ipc.openLink({ url }).catch((error) => this.#toasts.show({ message: messageOf(error) }));
  };

  /** @param {unknown} error */
  #showFailure(error) {
    this.#rail.hidden = true;
    if (codeOf(error) === "damaged") return this.#main.replaceChildren(new RecoveryPage());
    this.#main.replaceChildren(
      h("div", { class: "plain-page" },
        h("h1", { tabindex: "-1" }, "The course could not be opened"),
        h("p", { class: "problem", role: "alert" }, messageOf(error)),
        h("p", null, "Nothing was changed: your notes are as they were."),
        h("button", { class: "button filled", type: "button", onclick: () => location.reload() }, "Try again")));
  }
}

/** @param {Settings} settings */
function applyAppearance({ appearance }) {
  if (appearance === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = appearance;
}

customElements.define("course-window", CourseWindow);
