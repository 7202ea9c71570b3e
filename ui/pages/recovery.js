// <recovery-page>: in place of the course, when the file with the notes cannot be read: what happened, that nothing is
// deleted, what there is to go on with, and the choice.
//
// Sends "recovered" with what there is then.

/** @import { Damage, Recovery } from "../types.js" */

import * as ipc from "../ipc.js";
import { ConfirmDialog } from "../components/confirm-dialog.js";
import { moment } from "../lib/dates.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { counted } from "../lib/time.js";

/** @type {Record<Damage["finding"], [heading: string, words: string]>} */
const FINDINGS = {
  "damaged": ["The file with your notes cannot be read completely", "It was damaged, for example by a failing disk or a loss of power."],
  "not-a-database": ["The file with your notes cannot be read", "It holds something other than notes: it was overwritten or emptied, for example by a failing disk or by another program."],
  "missing": ["The file with your notes is missing or empty", "Something other than this application has moved, deleted or emptied it. If you have it elsewhere, put it back in its place and try again."],
};

export class RecoveryPage extends HTMLElement {
  #working = false;
  #heading = h("h1", { tabindex: "-1" }, "The file with your notes cannot be read completely");
  #findings = h("div", { class: "recovery-findings" });
  #choices = h("div", { class: "recovery-choices" });
  #status = h("p", { role: "status", class: "remark" });
  #problem = h("p", { role: "alert", class: "problem", hidden: true });
  #confirm = new ConfirmDialog();

  connectedCallback() {
    this.replaceChildren(
      h("div", { class: "plain-page recovery" }, this.#heading, this.#findings, this.#choices, this.#status, this.#problem),
      this.#confirm);
    this.#look();
  }

  async #look() {
    await this.#during("Looking at what can be read…", async () => this.#show(await ipc.damage()));
    // So that a screen reader begins there, now that there is something to read.
    this.#heading.focus();
  }

  /** @param {Damage} damage */
  #show(damage) {
    const [heading, words] = FINDINGS[damage.finding];
    this.#heading.textContent = heading;
    this.#findings.replaceChildren(
      h("p", null, words),
      keeping(damage),
      h("ul", { class: "recovery-facts" }, facts(damage, Date.now()).map((fact) => h("li", null, fact))));
    this.#choices.replaceChildren(...this.#ways(damage));
    if (damage.finding === "missing") this.#choices.append(this.#again());
  }

  /** The best way first, and it alone filled. @param {Damage} damage */
  #ways(damage) {
    const { newest, readable, newer } = damage;
    const run = (/** @type {Recovery} */ how) => () => this.#recover(how);
    /** @type {[label: string, act: () => unknown][]} */
    const ways = [];
    if (newest) ways.push([newer === 0 ? "Bring back the backup" : `Bring back the backup and the ${counted(newer, "newer note")}`, run("backup")]);
    if (readable) ways.push([newest ? "Only what could be read" : "Bring back what could be read", run("readable")]);
    ways.push(["Start empty…", () => this.#askToStartEmpty(damage)]);
    return ways.map(([label, act], index) => this.#button(label, index === 0, act));
  }

  /** @param {Damage} damage */
  #askToStartEmpty({ finding, keptIn, newest }) {
    const kept = [
      finding !== "missing" && `The damaged file is kept in ${keptIn}.`,
      newest && "The backups stay; one of them can be restored in the settings later.",
    ];
    this.#confirm.ask({
      heading: "Start empty?",
      words: ["The course opens without notes, as on the first day.", kept.filter(Boolean).join(" ")],
      action: "Start empty",
      // Not in the dialog's own time: what fails is said on the page, where the other ways are.
      run: async () => {},
      done: () => this.#recover("empty"),
    });
  }

  /** @param {Recovery} how */
  async #recover(how) {
    await this.#during(how === "empty" ? "Starting…" : "Bringing your notes back…", async () => {
      const recovered = await ipc.recover({ how });
      this.dispatchEvent(new CustomEvent("recovered", { bubbles: true, detail: recovered }));
    });
  }

  /**
   * @param {string} said
   * @param {() => Promise<unknown>} work
   */
  async #during(said, work) {
    if (this.#working) return;
    this.#setWorking(true);
    this.#status.textContent = said;
    this.#problem.hidden = true;
    this.#problem.textContent = "";
    try {
      await work();
    } catch (error) {
      this.#problem.textContent = messageOf(error);
      this.#problem.hidden = false;
      // The reason may be gone, or the whole damage with it.
      if (!this.#choices.querySelector("[data-again]")) this.#choices.append(this.#again());
    }
    this.#status.textContent = "";
    this.#setWorking(false);
  }

  /** @param {boolean} working */
  #setWorking(working) {
    this.#working = working;
    this.setAttribute("aria-busy", String(working));
    // Not disabled, which would take the focus from the one that was pressed.
    for (const button of this.#choices.querySelectorAll("button")) button.setAttribute("aria-disabled", String(working));
  }

  /** The window begins anew, and comes back here if it has to. */
  #again() {
    return h("button", { class: "button quiet", type: "button", "data-again": true, onclick: () => location.reload() }, "Try again");
  }

  /**
   * @param {string} label
   * @param {boolean} isMain
   * @param {() => unknown} onclick
   */
  #button(label, isMain, onclick) {
    return h("button", { class: isMain ? "button filled" : "button quiet", type: "button", onclick }, label);
  }
}

/** @param {Damage} damage */
function keeping({ finding, file, keptIn }) {
  if (finding === "missing") return h("p", null, "Its place is ", h("code", null, file), ". Nothing else was changed.");
  return h("p", null, "Nothing was deleted. Whatever you choose, the damaged file stays as it is and is kept in ", h("code", null, keptIn), ".");
}

/**
 * @param {Damage} damage
 * @param {number} now
 */
function facts({ finding, newest, readable, newer }, now) {
  return [
    newest ? `The newest good backup is from ${moment(newest.made, now)}, with ${counted(newest.notes ?? 0, "note")}.` : "There is no good backup.",
    (finding !== "missing" || readable !== null) && readableWords(readable),
    newest && readable && newerWords(newer, readable),
  ].filter((fact) => typeof fact === "string");
}

/** @param {number | null} readable */
function readableWords(readable) {
  if (readable === null) return "Nothing in the file can be read.";
  return readable === 0 ? "No note could be read in the file." : `${counted(readable, "note")} could be read in the file.`;
}

/**
 * @param {number} newer
 * @param {number} readable
 */
function newerWords(newer, readable) {
  if (newer === 0) return `The backup has ${readable === 1 ? "it" : "all of them"}.`;
  if (readable === 1) return "It is newer than in the backup, or not in it.";
  return `${counted(newer, "of them is", "of them are")} newer than in the backup, or not in it.`;
}

customElements.define("recovery-page", RecoveryPage);
