// <playback-problem>: why the video does not play, what goes on working, and what to do. It stands below the picture and
// its controls, never over them; with no problem it is not there.
//
//   panel.show(wordsFor(code, circumstances));   panel.show(null);
//
// Sends "remedy" with { remedy }.

/** @import { Remedy, Words } from "../player/problem-words.js" */

import { h } from "../lib/html.js";

/** @type {Record<Remedy, string>} */
const LABELS = {
  "retry": "Try again",
  "own-window": "Play in a window of its own",
  "open-on-youtube": "Open on YouTube",
  "attach": "Attach a video file…",
  "choose-again": "Choose the file again…",
  "play-from-youtube": "Play from YouTube",
};

export class PlaybackProblem extends HTMLElement {
  #panel = h("section", { class: "playback-problem", "aria-label": "The video does not play", hidden: true });
  #said = "";

  connectedCallback() {
    // The region stands before it speaks: one that comes with its words is often not read out.
    this.setAttribute("role", "alert");
    this.replaceChildren(this.#panel);
  }

  /** @param {Words | null} words */
  show(words) {
    const said = words ? words.heading + words.text : "";
    if (said === this.#said) return;
    this.#said = said;
    const hadFocus = this.contains(document.activeElement);
    this.#panel.hidden = words === null;
    this.#panel.replaceChildren(...(words ? this.#content(words) : []));
    if (hadFocus) this.dispatchEvent(new CustomEvent("focus-lost", { bubbles: true }));
  }

  /** @param {Words} words */
  #content({ heading, text, remedies }) {
    return [
      h("h2", null, heading),
      h("p", null, text),
      h("p", { class: "quiet-text" }, "Your place is kept. Notes and key ideas work as before; a note you write now is saved."),
      h("div", { class: "remedies" }, remedies.map((remedy) =>
        h("button", { class: "button quiet", type: "button", onclick: () => this.#choose(remedy) }, LABELS[remedy]))),
    ];
  }

  /** @param {Remedy} remedy */
  #choose(remedy) {
    this.dispatchEvent(new CustomEvent("remedy", { bubbles: true, detail: { remedy } }));
  }
}

customElements.define("playback-problem", PlaybackProblem);
