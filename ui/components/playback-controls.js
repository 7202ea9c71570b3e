// <playback-controls>: everything that moves the picture, under it and never over it.
//
//   controls.view = playback.view; controls.marks = [76, 134];
//
// Sends "toggle", "skip" with { by } seconds, "seek" with { to } seconds and "rate" with { rate }.

/** @import { View } from "../player/view.js" */

import { drawing, h } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { clock, spoken } from "../lib/time.js";
import { SeekSlider } from "./seek-slider.js";

const SKIP = 10;
const PAUSE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" class="icon" fill="currentColor"><path d="M5.5 4h3v12h-3zM11.5 4h3v12h-3z"/></svg>';

export class PlaybackControls extends HTMLElement {
  /** @type {View | null} */
  #view = null;
  #playing = false;
  #play = h("button", { class: "button play", type: "button", "aria-label": "Play", onclick: () => this.#send("toggle") }, icon("play"));
  #back = h("button", { class: "button skip figures", type: "button", "aria-label": `Back ${SKIP} seconds`, onclick: () => this.#send("skip", { by: -SKIP }) }, `−${SKIP}`);
  #on = h("button", { class: "button skip figures", type: "button", "aria-label": `Forward ${SKIP} seconds`, onclick: () => this.#send("skip", { by: SKIP }) }, `+${SKIP}`);
  #slider = new SeekSlider();
  #time = h("span", { class: "playback-time figures" });
  #rate = h("select", { class: "speed figures", "aria-label": "Speed", onchange: () => this.#send("rate", { rate: Number(this.#rate.value) }) });
  #offered = "";

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Playback");
    this.#slider.addEventListener("scrub", (event) => {
      event.stopPropagation();
      this.#showTime(/** @type {CustomEvent} */ (event).detail.to);
    });
    this.replaceChildren(this.#play, this.#back, this.#on, this.#slider, this.#time, this.#rate);
  }

  /** @param {View} view */
  set view(view) {
    this.#view = view;
    this.#slider.duration = view.duration;
    this.#slider.watched = view.watched;
    this.#slider.position = view.position;
    this.#back.disabled = this.#on.disabled = view.duration === null;
    this.#showTime(null);
    this.#showPlaying(view.wanted);
    this.#showRates(view);
  }

  /** @param {number[]} marks */
  set marks(marks) {
    this.#slider.marks = marks;
  }

  focusPlay() {
    this.#play.focus();
  }

  /** @param {number | null} scrubbed where the thumb is while it is dragged */
  #showTime(scrubbed) {
    const { position, duration } = /** @type {View} */ (this.#view);
    const at = scrubbed ?? position;
    const shown = duration === null ? clock(at) : `${clock(at)} / ${clock(duration)}`;
    if (this.#time.textContent === shown) return;
    this.#time.textContent = shown;
    this.#time.setAttribute("aria-label", duration === null ? spoken(at) : `${spoken(at)} of ${spoken(duration)}`);
  }

  /** @param {boolean} playing */
  #showPlaying(playing) {
    if (playing === this.#playing) return;
    this.#playing = playing;
    this.#play.setAttribute("aria-label", playing ? "Pause" : "Play");
    this.#play.replaceChildren((playing ? drawing(PAUSE) : icon("play")) ?? "");
  }

  /** @param {View} view */
  #showRates({ rates, rate }) {
    const offered = [...new Set([...rates, rate])].sort((a, b) => a - b);
    if (String(offered) !== this.#offered) {
      this.#offered = String(offered);
      this.#rate.replaceChildren(...offered.map((each) => h("option", { value: each }, `${each}×`)));
    }
    if (this.#rate.value !== String(rate)) this.#rate.value = String(rate);
  }

  /**
   * @param {string} event
   * @param {object} [detail]
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

customElements.define("playback-controls", PlaybackControls);
