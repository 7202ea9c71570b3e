// <playback-check>: whether YouTube can be reached from here and this computer can play it, and a text about that for a
// hospital's IT department. Nothing is asked before the button is pressed.
//
//   check.clock = clock;   // only in tests; otherwise the system's
//
// YouTube's servers are asked by a page of our own loopback server, in a frame that is not seen, because that page's
// requests are like the player's. It speaks by postMessage; what it may say is in ui/player/diagnosis.js.

/** @import { System } from "../types.js" */
/** @import { Findings } from "../player/diagnosis.js" */

import * as ipc from "../ipc.js";
import { copied } from "../lib/clipboard.js";
import { systemClock } from "../lib/clock.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { conclusion, formatsOf, fromCheckPage, sections, textForIt } from "../player/diagnosis.js";

/** The page gives each host 8 s. This is for all of it, should the page itself not open. */
const PATIENCE = 20_000;

export class PlaybackCheck extends HTMLElement {
  clock = systemClock;
  /** The check that is under way; `stop` takes away its frame, its listener and its timer. @type {{ stop: () => void } | null} */
  #run = null;

  #begin = h("button", { class: "button quiet", type: "button", onclick: () => this.#check() }, "Check playback");
  #cancel = h("button", { class: "button quiet", type: "button", hidden: true, onclick: () => this.#end("The check was stopped.") }, "Stop");
  #said = h("p", { class: "check-said", role: "status" });
  #result = h("div", { class: "check-result", hidden: true });
  #frames = h("div", { class: "visually-hidden", "aria-hidden": "true" });

  connectedCallback() {
    this.replaceChildren(
      h("p", null, "Finds out why a lesson does not play. It asks YouTube’s servers whether they can be reached, as pressing play would; nothing else is sent."),
      h("p", { class: "check-actions" }, this.#begin, this.#cancel),
      this.#said, this.#result, this.#frames);
  }

  disconnectedCallback() {
    this.#end("");
  }

  async #check() {
    if (this.#run) return;
    const run = { stop: () => {} };
    this.#run = run;
    this.#begin.setAttribute("aria-disabled", "true");
    this.#cancel.hidden = false;
    this.#result.hidden = true;
    this.#said.className = "check-said";
    this.#said.textContent = "Asking YouTube’s servers…";
    try {
      const system = await ipc.system();
      if (this.#run === run) this.#ask(run, system);
    } catch (error) {
      if (this.#run === run) this.#end(messageOf(error));
    }
  }

  /**
   * @param {{ stop: () => void }} run
   * @param {System} system
   */
  #ask(run, system) {
    /** @type {Findings} */
    const findings = { system, online: navigator.onLine, asked: false, answers: new Map(), referer: null, formats: formatsHere(), when: Date.now() };
    const { origin } = new URL(system.checkPage);
    const frame = h("iframe", { title: "Check of playback", tabindex: "-1", src: system.checkPage });

    const hear = (/** @type {MessageEvent} */ event) => {
      if (event.origin !== origin || event.source === null || event.source !== frame.contentWindow) return;
      const message = fromCheckPage(event.data);
      switch (message?.kind) {
        case "listening":
          findings.asked = true;
          return frame.contentWindow?.postMessage({ kind: "check" }, origin);
        case "host":
          findings.answers.set(message.host, message.reachable);
          return;
        case "referer":
          findings.referer = message.sent;
          return;
        case "done":
          return this.#show(findings);
      }
    };
    window.addEventListener("message", hear);
    const cancelTimer = this.clock.after(PATIENCE, () => this.#show(findings));
    run.stop = () => {
      window.removeEventListener("message", hear);
      cancelTimer();
      frame.remove();
    };
    this.#frames.append(frame);
  }

  /** @param {Findings} findings */
  #show(findings) {
    const { words, well } = conclusion(findings);
    this.#end(words);
    this.#said.className = `check-said ${well ? "well" : "unwell"}`;
    this.#result.hidden = false;
    this.#result.replaceChildren(...sections(findings).map(sectionElement), textElement(textForIt(findings)));
  }

  /**
   * The check is over, and this is said.
   * @param {string} words
   */
  #end(words) {
    this.#run?.stop();
    this.#run = null;
    this.#begin.removeAttribute("aria-disabled");
    // The focus must not fall out of the document with the button that had it.
    if (document.activeElement === this.#cancel) this.#begin.focus();
    this.#cancel.hidden = true;
    this.#said.textContent = words;
  }
}

function formatsHere() {
  const video = document.createElement("video");
  const plays = (/** @type {string} */ type) => video.canPlayType(type) !== "";
  return formatsOf(plays, "MediaSource" in window ? (type) => MediaSource.isTypeSupported(type) : null);
}

/** @param {import("../player/diagnosis.js").Section} section */
function sectionElement({ heading, rows, notes }) {
  return h("section", null,
    h("h3", null, heading),
    h("dl", null, rows.map(({ what, found, well }) => h("div", null, h("dt", null, what), h("dd", { class: well ? null : "unwell" }, found)))),
    notes.map((note) => h("p", { class: "small quiet-text" }, note)));
}

/** @param {string} text */
function textElement(text) {
  const field = h("textarea", { readonly: true, rows: "10", "aria-labelledby": "check-text", "aria-describedby": "check-text-about", spellcheck: "false" });
  field.value = text;
  const said = h("span", { role: "status" });
  const copy = async () => {
    said.textContent = "";
    const done = await copied(field.value);
    said.textContent = done ? "Copied" : "It could not be copied. The text is selected: copy it with the keyboard.";
    if (done) return;
    field.focus();
    field.select();
  };
  return h("section", null,
    h("h3", { id: "check-text" }, "For your IT department"),
    h("p", { id: "check-text-about", class: "small quiet-text" }, "What was found and what to allow, to be sent by you. Nothing of yours is in it."),
    field,
    h("p", { class: "check-actions" }, h("button", { class: "button quiet", type: "button", onclick: copy }, "Copy text"), said));
}

customElements.define("playback-check", PlaybackCheck);
