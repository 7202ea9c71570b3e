// A lesson that plays in a window of its own, at YouTube. Nobody can see from here what that window shows, so a clock runs
// beside it: it is started, paused and set by hand, and gives the notes their seconds. What it counts was not seen, and so
// does not count as watched.

/** @import { Clock } from "../lib/clock.js" */
/** @import { Player, PlayerEvents, Start } from "./player.js" */

import { Emitter } from "../lib/emitter.js";
import { h } from "../lib/html.js";

const TICK = 250; // milliseconds
/** In the background the clock is called once a minute. Whoever was not called for longer slept, as the video did. */
const ASLEEP = 90_000; // milliseconds

/** Those of YouTube's own menu. */
const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/**
 * @extends {Emitter<PlayerEvents>}
 * @implements {Player}
 */
export class ClockPlayer extends Emitter {
  seesPicture = false;
  #clock;
  #duration;
  #rate = 1;
  #cancel = () => {};
  #ticked = 0;
  #closeWindow;
  /** Where it was, and since when it runs from there; `since` is null while it rests. */
  #from = 0;
  /** @type {number | null} */
  #since = null;
  #element = h("div", { class: "own-window" },
    h("p", { class: "own-window-words" }, "The lesson plays in a window of its own."),
    h("p", null, "This clock gives your notes their time. Start and pause it together with the video, and choose the same speed in both; if the two differ, type the video’s time below."));

  /**
   * @param {number | null} duration as far as it is known from before
   * @param {Clock} clock
   * @param {() => void} closeWindow the other window is not needed any more
   */
  constructor(duration, clock, closeWindow) {
    super();
    this.#closeWindow = closeWindow;
    this.#duration = duration;
    this.#clock = clock;
  }

  get element() {
    return this.#element;
  }

  get position() {
    const ran = this.#since === null ? 0 : ((this.#clock.now() - this.#since) / 1000) * this.#rate;
    return Math.min(this.#from + ran, this.#duration ?? Infinity);
  }

  get duration() {
    return this.#duration;
  }

  /**
   * At normal speed, as YouTube's own page begins.
   * @param {Start} start
   */
  load({ startAt, play }) {
    this.#from = startAt;
    this.emit("captions", { available: false });
    this.emit("ready", { duration: this.#duration, rates: RATES });
    if (play) this.play();
  }

  play() {
    if (this.#duration !== null && this.position >= this.#duration) this.#from = 0;
    this.#since ??= this.#clock.now();
    this.#ticked = this.#clock.now();
    this.emit("state", { state: "playing" });
    this.#tick();
  }

  pause() {
    this.#rest();
    this.emit("state", { state: "paused" });
  }

  /** @param {number} second */
  seek(second) {
    this.#from = second;
    if (this.#since !== null) this.#since = this.#clock.now();
    this.#tell();
  }

  /** @param {number} rate */
  setRate(rate) {
    const at = this.position;
    this.#rate = rate;
    this.seek(at);
  }

  setSound() {}

  /** @returns {"shown"} */
  setCaptions() {
    return "shown";
  }

  setCues() {}

  destroy() {
    this.silence();
    this.#rest();
    this.#element.remove();
    this.#closeWindow();
  }

  #rest() {
    this.#from = this.position;
    this.#since = null;
    this.#cancel();
  }

  #tick() {
    this.#cancel();
    if (this.#clock.now() - this.#ticked > ASLEEP) return this.#pauseAtLastTick();
    this.#ticked = this.#clock.now();
    this.#tell();
    if (this.#duration !== null && this.position >= this.#duration) {
      this.#rest();
      this.emit("state", { state: "ended" });
    } else {
      this.#cancel = this.#clock.after(TICK, () => this.#tick());
    }
  }

  #pauseAtLastTick() {
    if (this.#since !== null) this.#since += this.#clock.now() - this.#ticked;
    this.#tell();
    this.pause();
  }

  #tell() {
    this.emit("time", { position: this.position, duration: this.#duration, rate: this.#rate });
  }
}
