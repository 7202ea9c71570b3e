// A lesson played by YouTube, in a frame of our own loopback page. The page is there because YouTube plays only for a page
// that can say who it is, which this window's own origin cannot.

/** @import { Player, PlayerErrorCode, PlayerEvents, PlayerState, Sound, Start } from "./player.js" */
/** @import { ToPage } from "./youtube-messages.js" */

import { Emitter } from "../lib/emitter.js";
import { h } from "../lib/html.js";
import { fromPage } from "./youtube-messages.js";

/** @type {Record<number, PlayerState | undefined>} */
const STATES = { 0: "ended", 1: "playing", 2: "paused", 3: "buffering" };
const KNOWN_ERRORS = [2, 5, 100, 101, 150, 153];

/**
 * @extends {Emitter<PlayerEvents>}
 * @implements {Player}
 */
export class YouTubePlayer extends Emitter {
  seesPicture = true;
  position = 0;
  /** @type {number | null} */
  duration = null;
  #page;
  #origin;
  /** @type {Start} */
  #start = { startAt: 0, play: true, rate: 1, captions: false, volume: 1, muted: false };
  #listening = false;
  #element;

  /**
   * @param {string} page the loopback page's address
   * @param {string} title of the lesson, by which assistive technology names the frame
   */
  constructor(page, title) {
    super();
    this.#page = page;
    this.#origin = new URL(page).origin;
    this.#element = h("iframe", { title: `YouTube player: ${title}`, allow: "autoplay; fullscreen; encrypted-media", allowfullscreen: true });
  }

  get element() {
    return this.#element;
  }

  /** @param {Start} start */
  load(start) {
    this.#start = { ...start };
    this.position = start.startAt;
    // Which captions a video has, YouTube does not say.
    this.emit("captions", { available: true });
    window.addEventListener("message", this.#hear);
    this.#element.src = this.#page;
  }

  play() {
    this.#start.play = true;
    this.#say({ kind: "play" });
  }

  pause() {
    this.#start.play = false;
    this.#say({ kind: "pause" });
  }

  /** @param {number} second */
  seek(second) {
    this.#start.startAt = second;
    this.#say({ kind: "seek", to: second });
  }

  /** @param {number} rate */
  setRate(rate) {
    this.#start.rate = rate;
    this.#say({ kind: "rate", rate });
  }

  /** @param {Sound} sound */
  setSound({ volume, muted }) {
    Object.assign(this.#start, { volume, muted });
    this.#say({ kind: "sound", volume, muted });
  }

  /**
   * YouTube documents captions only as a parameter of loading.
   * @returns {"reload"}
   */
  setCaptions() {
    return "reload";
  }

  setCues() {}

  destroy() {
    window.removeEventListener("message", this.#hear);
    this.silence();
    this.#element.remove();
  }

  /** @param {ToPage} message */
  #say(message) {
    // What is asked for before the page listens goes with `load`.
    if (this.#listening) this.#element.contentWindow?.postMessage(message, this.#origin);
  }

  #hear = (/** @type {MessageEvent} */ event) => {
    if (event.origin !== this.#origin || event.source === null || event.source !== this.#element.contentWindow) return;
    const message = fromPage(event.data);
    switch (message?.kind) {
      case "listening":
        this.#listening = true;
        return this.#say({ kind: "load", ...this.#start });
      case "ready":
        this.#learn(message.duration);
        return this.emit("ready", { duration: this.duration, rates: message.rates });
      case "time":
        this.position = message.position;
        this.#learn(message.duration);
        return this.emit("time", { position: this.position, duration: this.duration, rate: message.rate });
      case "state": {
        const state = STATES[message.state];
        return state && this.emit("state", { state });
      }
      case "rate":
        return this.emit("rate", { rate: message.rate });
      case "sound":
        return this.emit("sound", { volume: message.volume, muted: message.muted });
      case "error":
        return this.emit("error", { code: errorCode(message.code) });
    }
  };

  /** @param {number} duration */
  #learn(duration) {
    if (duration > 0) this.duration = duration;
  }
}

/**
 * @param {number | "no-network"} code
 * @returns {PlayerErrorCode}
 */
function errorCode(code) {
  if (code === "no-network") return code;
  return KNOWN_ERRORS.includes(code) ? /** @type {PlayerErrorCode} */ (`youtube-${code}`) : "youtube-other";
}
