// <playback-controls>: everything that moves the picture, under it and never over it.
//
//   controls.view = playback.view; controls.marks = [76, 134]; controls.mode = "compact";
//   controls.previous = "#/lesson/…"; controls.next = null;
//
// Sends "toggle", "skip" with { by } seconds, "seek" with { to } seconds, "choose" with what changed of the
// PlaybackChoices, "mode" with { mode } of the window, and "keys" to see the list of keys.

/** @import { PlaybackChoices, WindowMode } from "../types.js" */
/** @import { View } from "../player/view.js" */

import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { SeekSlider } from "./seek-slider.js";
import { TimeField } from "./time-field.js";
import { VolumeControl } from "./volume-control.js";

const SKIP = 10;

export class PlaybackControls extends HTMLElement {
  /** @type {View | null} */
  #view = null;
  #playing = false;
  #offered = "";
  /** @type {WindowMode} */
  #mode = "normal";

  #play = h("button", { class: "button play", type: "button", "aria-label": "Play", title: "Play or pause (Space)", onclick: () => this.#send("toggle") }, icon("play"));
  #back = this.#skip(-SKIP, `Back ${SKIP} seconds`, `−${SKIP}`);
  #on = this.#skip(SKIP, `Forward ${SKIP} seconds`, `+${SKIP}`);
  #slider = new SeekSlider();
  #time = new TimeField();
  #previous = neighbour("Previous lesson", "previous");
  #next = neighbour("Next lesson", "next");
  #volume = new VolumeControl();
  #rate = h("select", { class: "speed figures", "aria-label": "Speed", title: "Speed", onchange: () => this.#choose({ rate: Number(this.#rate.value) }) });
  #captions = this.#tool("captions", "Captions", () => this.#choose({ captions: !this.#view?.choices.captions }));
  #theatre = this.#tool("theatre", "Theatre", () => this.#choose({ theatre: !this.#view?.choices.theatre }));
  #compact = this.#tool("compact", "Compact window", () => this.#toggleMode("compact"));
  #full = this.#tool("fullscreen", "Full screen", () => this.#toggleMode("fullscreen"));
  #keys = this.#tool("keys", "Keys", () => this.#send("keys"));

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Playback");
    this.#slider.addEventListener("scrub", (event) => {
      event.stopPropagation();
      const { to } = /** @type {CustomEvent} */ (event).detail;
      this.#time.position = to ?? this.#view?.position ?? 0;
    });
    this.#theatre.classList.add("theatre-button");
    this.#keys.removeAttribute("aria-pressed");
    this.replaceChildren(
      h("div", { class: "playback-line" }, this.#play, this.#back, this.#on, this.#slider, this.#time),
      h("div", { class: "playback-line" }, this.#previous, this.#next, h("span", { class: "filler" }),
        this.#volume, this.#rate, this.#captions, this.#theatre, this.#compact, this.#full, this.#keys));
  }

  /** @param {View} view */
  set view(view) {
    this.#view = view;
    this.#slider.duration = this.#time.duration = view.duration;
    this.#slider.watched = view.watched;
    this.#slider.position = this.#time.position = view.position;
    this.#back.disabled = this.#on.disabled = view.duration === null && view.phase !== "ready";
    this.#volume.sound = view.choices;
    this.#volume.hidden = view.source === "window";
    this.#showPlaying(view.wanted);
    this.#showRates(view);
    this.#showCaptions(view);
    press(this.#theatre, view.choices.theatre);
  }

  /** @param {number[]} marks */
  set marks(marks) {
    this.#slider.marks = marks;
  }

  /** @param {WindowMode} mode of the window */
  set mode(mode) {
    this.#mode = mode;
    press(this.#compact, mode === "compact");
    press(this.#full, mode === "fullscreen");
    this.#theatre.hidden = mode !== "normal";
  }

  /** @param {string | null} place where the lesson before is; null if this is the first */
  set previous(place) {
    lead(this.#previous, place);
  }

  /** @param {string | null} place */
  set next(place) {
    lead(this.#next, place);
  }

  focusPlay() {
    this.#play.focus();
  }

  /** @param {boolean} playing */
  #showPlaying(playing) {
    if (playing === this.#playing) return;
    this.#playing = playing;
    this.#play.setAttribute("aria-label", playing ? "Pause" : "Play");
    this.#play.replaceChildren(icon(playing ? "pause" : "play") ?? "");
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

  /** @param {View} view */
  #showCaptions({ choices, captioned, source }) {
    press(this.#captions, choices.captions);
    this.#captions.disabled = !captioned;
    this.#captions.title = captioned ? "Captions"
      : source === "window" ? "Captions are chosen in YouTube’s own window" : "This file has no captions. They can be added under Transcript.";
  }

  /** @param {Partial<PlaybackChoices>} detail */
  #choose(detail) {
    this.#send("choose", detail);
  }

  /** @param {WindowMode} mode */
  #toggleMode(mode) {
    this.#send("mode", { mode: this.#mode === mode ? "normal" : mode });
  }

  /**
   * @param {number} by
   * @param {string} label
   * @param {string} shown
   */
  #skip(by, label, shown) {
    return h("button", { class: "button skip figures", type: "button", "aria-label": label, title: label,
      onclick: () => this.#send("skip", { by }) }, shown);
  }

  /**
   * @param {import("../lib/icons.js").IconName} drawn
   * @param {string} label
   * @param {() => void} run
   */
  #tool(drawn, label, run) {
    return h("button", { class: "button icon", type: "button", "aria-label": label, "aria-pressed": "false",
      title: label, onclick: run }, icon(drawn));
  }

  /**
   * @param {string} event
   * @param {object} [detail]
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

/**
 * @param {Element} button
 * @param {boolean} pressed
 */
function press(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}

/**
 * @param {string} label
 * @param {import("../lib/icons.js").IconName} drawn
 */
function neighbour(label, drawn) {
  return h("a", { class: "button icon", "aria-label": label, title: label }, icon(drawn));
}

/**
 * @param {HTMLElement} link
 * @param {string | null} place
 */
function lead(link, place) {
  link.hidden = place === null;
  if (place !== null) link.setAttribute("href", place);
}

customElements.define("playback-controls", PlaybackControls);
