// <safety-panel>: the proof that nothing is lost, a backup now, the way back to an earlier one, and a second folder for
// copies.
//
//   panel.refresh();   // something changed: what it says is asked for anew
//
// Sends "restore-backup".

/** @import { Safety } from "../types.js" */

import * as ipc from "../ipc.js";
import { coalesced } from "../lib/coalesced.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { proof, secondWords } from "../lib/safety-words.js";
import { counted } from "../lib/time.js";

/** "3 minutes ago" goes on growing while it is looked at. */
const SAID_ANEW = 30_000;

export class SafetyPanel extends HTMLElement {
  /** @type {Safety | null} */
  #safety = null;
  #working = false;
  #saying = 0;
  /** @type {Promise<() => void> | null} */
  #listening = null;

  #proof = h("p", { class: "safety-proof" });
  #problem = h("p", { class: "problem", role: "alert", hidden: true });
  #folder = h("p", { class: "quiet-text" });
  #said = h("p", { class: "remark", role: "status" });
  #second = h("p", null);
  #choose = this.#button("Choose a folder…", () => this.#chooseFolder());
  #stop = this.#button("Stop copying", () => this.#forgetFolder());
  #secondSaid = h("p", { class: "remark", role: "status" });
  #refetch = coalesced(() => this.#fetch());

  connectedCallback() {
    const restore = () => this.#working || this.dispatchEvent(new CustomEvent("restore-backup", { bubbles: true }));
    this.replaceChildren(
      this.#proof, this.#problem,
      h("div", { class: "settings-buttons" },
        this.#button("Back up now", () => this.#backUp()),
        this.#button("Restore…", restore),
        this.#button("Show folder", () => this.#run(ipc.showDataFolder, this.#said, "", ""))),
      this.#said, this.#folder,
      h("div", { class: "safety-second", role: "group", "aria-labelledby": "second-folder" },
        h("h3", { id: "second-folder" }, "Copies in a second folder"),
        h("p", null, "Keep copies in a second folder, such as a USB stick or a cloud folder, so that your notes outlive this computer’s disk. "
          + "The copies hold your notes unencrypted: choose a folder that only you can read."),
        this.#second,
        h("div", { class: "settings-buttons" }, this.#choose, this.#stop),
        this.#secondSaid));
    this.#say();
    window.addEventListener("focus", this.#refetch);
    this.#listening = ipc.on("backup-failed", () => this.refresh());
    this.#saying = window.setInterval(() => this.#say(), SAID_ANEW);
    this.refresh();
  }

  disconnectedCallback() {
    window.removeEventListener("focus", this.#refetch);
    window.clearInterval(this.#saying);
    this.#listening?.then((stop) => stop());
  }

  refresh() {
    return this.#refetch();
  }

  async #fetch() {
    try {
      this.#show(await ipc.safety());
    } catch (error) {
      this.#showProblem(messageOf(error));
    }
  }

  /** @param {Safety} safety */
  #show(safety) {
    this.#safety = safety;
    this.#say();
    this.#showProblem(safety.problem);
  }

  #say() {
    const safety = this.#safety;
    // Nothing is said that is not known; and the buttons stay where they are, since one of them may have the focus.
    this.#stop.hidden = !safety?.second;
    this.#choose.textContent = safety?.second ? "Change folder…" : "Choose a folder…";
    this.#second.hidden = !safety?.second;
    if (safety === null) return;
    const now = Date.now();
    this.#proof.textContent = proof(safety, now);
    this.#folder.replaceChildren("Everything is in ", h("code", null, safety.folder), backupsWords(safety.backups));
    this.#second.replaceChildren(...(safety.second ? ["Copied to ", h("code", null, safety.second.path), `. ${secondWords(safety.second, now)}`] : []));
  }

  /** @param {string | null} words */
  #showProblem(words) {
    this.#problem.hidden = words === null;
    // Written only when it changes: it would be read out each time.
    if (this.#problem.textContent !== (words ?? "")) this.#problem.textContent = words;
  }

  #backUp() {
    return this.#run(async () => this.#show(await ipc.backUpNow()), this.#said, "Backing up…", "Done. The backup was opened and verified, and restoring from it was tested.");
  }

  #chooseFolder() {
    return this.#run(async () => {
      const safety = await ipc.chooseSecondFolder();
      if (!safety) return "";
      this.#show(safety);
      return "From now on, each backup is copied there.";
    }, this.#secondSaid, "", "");
  }

  #forgetFolder() {
    return this.#run(async () => {
      this.#show(await ipc.forgetSecondFolder());
      this.#choose.focus();
    }, this.#secondSaid, "", "No more copies are made. Those that are there stay.");
  }

  /**
   * One thing at a time.
   * @param {() => Promise<unknown>} work which may give what is to be said
   * @param {HTMLElement} place
   * @param {string} during
   * @param {string} done
   */
  async #run(work, place, during, done) {
    if (this.#working) return;
    this.#setWorking(true);
    place.textContent = during;
    try {
      const said = await work();
      place.textContent = typeof said === "string" ? said : done;
    } catch (error) {
      place.textContent = messageOf(error);
      // A part of it may have been done: a backup was made and not copied, a folder was chosen and cannot be written.
      this.refresh();
    }
    this.#setWorking(false);
  }

  /** @param {boolean} working */
  #setWorking(working) {
    this.#working = working;
    this.setAttribute("aria-busy", String(working));
    // Not disabled, which would take the focus from the one that was pressed.
    for (const button of this.querySelectorAll("button")) button.setAttribute("aria-disabled", String(working));
  }

  /**
   * @param {string} label
   * @param {() => unknown} onclick
   */
  #button(label, onclick) {
    return h("button", { class: "button quiet", type: "button", onclick }, label);
  }
}

/** @param {number} backups */
function backupsWords(backups) {
  if (backups === 0) return ".";
  return `, with ${counted(backups, "backup")} beside it.`;
}

customElements.define("safety-panel", SafetyPanel);
