// <settings-page>: appearance, playback and whether it works here, taking notes away and bringing them back, the name for
// the PDF, how safe the data is, what YouTube stored, deleting everything, and what the application is. A setting is saved
// when it is changed, it alone, and "Saved" is said only after it was.
//
//   page.course = course; page.settings = settings; await page.flush();   // without settings, the page fetches them
//   page.overview = overview;   // something changed
//
// Sends "settings-changed" with the Settings that were saved, "match-files" with { match }, "export" and "import"
// with { lesson: null }, "restore-backup" and "everything-deleted".

/** @import { Course, Overview, Settings, SettingsChange } from "../types.js" */

import * as ipc from "../ipc.js";
import { Drafts } from "../lib/drafts.js";
import { ConfirmDialog } from "../components/confirm-dialog.js";
import { ExportButton } from "../components/export-button.js";
import { PlaybackCheck } from "../components/playback-check.js";
import { SafetyPanel } from "../components/safety-panel.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";

const APPEARANCES = /** @type {const} */ ([["system", "As the system"], ["light", "Light"], ["dark", "Dark"]]);

export class SettingsPage extends HTMLElement {
  /** @type {Course | null} */
  course = null;
  /** @type {Settings | null} */
  #settings = null;
  /** @type {Promise<void>} */
  #saving = Promise.resolve();
  /** Why the last choice was not kept. @type {unknown} */
  #unsaved = null;

  #name = h("input", { type: "text", id: "learner-name", autocomplete: "name", "aria-describedby": "learner-name-about", onchange: () => this.#saveName() });
  #singleKeys = h("input", { type: "checkbox", id: "single-keys", "aria-describedby": "single-keys-about",
    onchange: () => this.#save({ singleKeys: this.#singleKeys.checked }, "keys-remark") });
  #choosing = false;
  #safety = new SafetyPanel();
  /** @type {Overview | null} */
  #overview = null;
  #confirm = new ConfirmDialog();

  connectedCallback() {
    this.replaceChildren(
      h("div", { class: "settings" },
        h("header", { class: "page-head" }, h("h1", { tabindex: "-1" }, "Settings")),
        h("div", { class: "settings-sections" },
          this.#appearance(), this.#playback(), check(), this.#notes(), this.#nameForPdf(), this.#safetySection(), this.#youtube(), this.#privacy(), this.#deletion(), this.#about())),
      this.#confirm);
    if (this.#settings) this.#show(this.#settings, null);
    else this.#load();
  }

  get settings() {
    return this.#settings;
  }

  set settings(settings) {
    const before = this.#settings;
    this.#settings = settings;
    if (settings && this.isConnected) this.#show(settings, before);
  }

  get overview() {
    return this.#overview;
  }

  set overview(overview) {
    this.#overview = overview;
    if (this.isConnected) this.#safety.refresh();
  }

  /** Resolves when what was typed is saved. */
  async flush() {
    this.#saveName();
    await this.#saving;
    if (this.#unsaved) throw this.#unsaved;
  }

  async #load() {
    try {
      this.settings = await ipc.settings();
    } catch (error) {
      this.#remark("appearance-remark")(messageOf(error));
    }
  }

  /**
   * @param {Settings} settings
   * @param {Settings | null} before
   */
  #show(settings, before) {
    // A name that is just being typed stays.
    if (this.#name.value === (before?.learnerName ?? "")) this.#name.value = settings.learnerName;
    this.#singleKeys.checked = settings.singleKeys;
    for (const radio of this.querySelectorAll("input[type=radio]")) {
      const input = /** @type {HTMLInputElement} */ (radio);
      input.checked = input.value === settings.appearance;
    }
  }

  #appearance() {
    const choose = (/** @type {Settings["appearance"]} */ appearance) => () => this.#save({ appearance }, "appearance-remark");
    return section("Appearance",
      h("fieldset", { class: "choices in-a-row" },
        h("legend", { class: "visually-hidden" }, "Appearance"),
        APPEARANCES.map(([value, name]) =>
          h("label", { class: "choice" }, h("input", { type: "radio", name: "appearance", value, onchange: choose(value) }), h("span", null, name)))),
      remark("appearance-remark"));
  }

  #playback() {
    return section("Playback",
      h("div", null,
        h("label", { class: "choice", for: "single-keys" }, this.#singleKeys, h("span", null, "Single-letter shortcuts")),
        h("p", { id: "single-keys-about", class: "small quiet-text" },
          "On a lesson’s page, letters like K, M and N act when no text field has the focus, and ? shows all keys. "
          + "Without them, Space, the arrow keys and the shortcuts with Alt (on a Mac, with Control and Command) go on working.")),
      remark("keys-remark"),
      h("p", null, "Videos that you have as files play without YouTube. They are matched with the lessons by their names, and nothing is kept before you agree. "
        + "You can also drop files or a folder on the window."),
      h("button", { class: "button quiet", type: "button", onclick: () => this.#chooseFolder() }, "Choose a folder with videos…"),
      remark("folder-remark"));
  }

  async #chooseFolder() {
    // The system's dialog is open already.
    if (this.#choosing) return;
    this.#choosing = true;
    const propose = async () => {
      const match = await ipc.chooseVideoFolder();
      if (match) this.dispatchEvent(new CustomEvent("match-files", { bubbles: true, detail: { match } }));
    };
    await this.#run(propose(), "folder-remark", "");
    this.#choosing = false;
  }

  #notes() {
    const bring = () => this.dispatchEvent(new CustomEvent("import", { bubbles: true, detail: { lesson: null } }));
    return section("Your notes",
      h("p", null, "They are yours to take away: as a PDF, as Markdown, as cards for Anki, or as JSON, which can be imported again."),
      h("div", { class: "settings-buttons" },
        new ExportButton(), h("button", { class: "button quiet", type: "button", onclick: bring }, "Import…")));
  }

  #nameForPdf() {
    return section("Your name on the PDF",
      h("label", { for: "learner-name", class: "visually-hidden" }, "Your name on the PDF"),
      this.#name,
      h("p", { id: "learner-name-about", class: "small quiet-text" }, "Stands on the title page of the notes that you export, if you give one. It is used nowhere else."),
      remark("name-remark"));
  }

  #safetySection() {
    // The window leads here when a backup failed.
    return h("section", null, h("h2", { id: "safety", tabindex: "-1" }, "Safety"), h("div", { class: "settings-content" }, this.#safety));
  }

  #youtube() {
    return section("What YouTube stored",
      h("p", null, "When you play a lesson from YouTube, YouTube keeps cookies and other data in this application, as it does in a browser. "
        + "Forgetting removes them. Your notes and your progress stay."),
      h("button", { class: "button quiet", type: "button",
        onclick: () => this.#run(forgetYoutube(), "youtube-remark", "What YouTube stored here is being removed.") }, "Forget what YouTube stored"),
      remark("youtube-remark"));
  }

  #privacy() {
    return section("Privacy",
      h("p", null, "There is no account, and nothing about you is sent anywhere. YouTube is asked for nothing until you press play on a lesson or check playback; "
        + "from then on YouTube sees what it sees in any browser."),
      h("p", null, "Notes are stored on this computer, unencrypted. Write nothing in them from which a patient could be recognised."));
  }

  #deletion() {
    return section("Delete everything",
      h("p", null, "Removes your notes, your progress, your settings, and the captions and copies of PDFs that you added from this computer. Files that you exported, and copies of backups in a second folder, stay where they are."),
      h("button", { class: "button danger", type: "button", onclick: () => this.#askToDelete() }, "Delete everything…"));
  }

  #about() {
    const version = h("span", null);
    ipc.about().then((about) => { version.textContent = `, version ${about.version}`; }, () => {});
    return section("About",
      h("p", null, h("strong", null, this.course?.shortTitle), version, ". Free software under the MIT licence. "
        + "Its typefaces, Source Serif 4 and in documents Source Code Pro, are under the SIL Open Font License."),
      h("p", null, this.course?.keyIdeasNotice),
      h("p", null, this.course?.affiliationNotice));
  }

  #askToDelete() {
    this.#confirm.ask({
      heading: "Delete everything",
      words: [
        "This removes every note, how far you are in each lesson, your settings, the captions and the copies of PDFs that you added, the backups, and what YouTube stored here. It cannot be undone.",
        "Files that you exported, copies of backups in a second folder, and video files of your own stay where they are.",
      ],
      phrase: "delete everything",
      action: "Delete everything",
      run: async (confirmation) => {
        await ipc.deleteEverything({ confirmation });
        this.dispatchEvent(new CustomEvent("everything-deleted", { bubbles: true }));
      },
    });
  }

  #saveName() {
    const learnerName = this.#name.value.trim();
    if (learnerName !== (this.#settings?.learnerName ?? "")) this.#save({ learnerName }, "name-remark");
  }

  /**
   * One save after another, in the order in which the changes were made.
   * @param {SettingsChange} change
   * @param {string} remarkId
   */
  #save(change, remarkId) {
    const say = this.#remark(remarkId);
    say("");
    this.#saving = this.#saving.then(async () => {
      try {
        this.#settings = await ipc.saveSettings({ change });
      } catch (error) {
        this.#unsaved = error;
        return say(messageOf(error));
      }
      this.#unsaved = null;
      say("Saved");
      this.dispatchEvent(new CustomEvent("settings-changed", { bubbles: true, detail: this.#settings }));
    });
  }

  /**
   * @param {Promise<unknown>} work
   * @param {string} remarkId
   * @param {string} done
   */
  async #run(work, remarkId, done) {
    const say = this.#remark(remarkId);
    say("");
    try {
      await work;
      say(done);
    } catch (error) {
      say(messageOf(error));
    }
  }

  /** @param {string} id */
  #remark(id) {
    return (/** @type {string} */ words) => {
      const place = this.querySelector(`#${id}`);
      if (place) place.textContent = words;
    };
  }
}

function check() {
  return section("Check playback", new PlaybackCheck());
}

/** The webview forgets all that it stored, and the notes that could not be saved yet are kept in there as well. */
async function forgetYoutube() {
  if (new Drafts().all().length > 0) {
    throw { code: "unsaved-notes", message: "Nothing was forgotten, because a note is not saved yet. Open its lesson, wait until it says Saved, and try again." };
  }
  await ipc.forgetYoutube();
}

/**
 * @param {string} heading
 * @param {...import("../lib/html.js").Child} content
 */
function section(heading, ...content) {
  return h("section", null, h("h2", null, heading), h("div", { class: "settings-content" }, ...content));
}

/** @param {string} id */
function remark(id) {
  return h("p", { id, class: "remark", role: "status" });
}

customElements.define("settings-page", SettingsPage);
