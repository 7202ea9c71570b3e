// A lesson played from the learner's own file, by the webview itself.

/** @import { Cue, FileSource } from "../types.js" */
/** @import { Player, PlayerErrorCode, PlayerEvents, PlayerState, Sound, Start } from "./player.js" */

import { Emitter } from "../lib/emitter.js";
import { h } from "../lib/html.js";

/** 0.25 to 3 in steps of 0.05. */
export const FILE_RATES = Array.from({ length: 56 }, (_, step) => (25 + 5 * step) / 100);

/**
 * @extends {Emitter<PlayerEvents>}
 * @implements {Player}
 */
export class FilePlayer extends Emitter {
  seesPicture = true;
  #video;
  #url;
  #probe;
  #startAt = 0;
  #captions = false;
  /** The learner's own captions; made once, since a track cannot be taken away again. @type {TextTrack | null} */
  #track = null;
  #destroyed = false;
  /** The position that was told last. */
  #told = 0;
  /** @type {PlayerState | null} */
  #state = null;

  /**
   * @param {string} url of the file on the loopback server
   * @param {string} title of the lesson
   * @param {() => Promise<FileSource | null>} probe how the file is now: asked when the webview cannot play it, since the
   *   webview does not tell a file that is gone from one whose format it does not know
   */
  constructor(url, title, probe) {
    super();
    this.#url = url;
    this.#probe = probe;
    // No `crossorigin`: with it, WebKitGTK plays nothing from the loopback server.
    this.#video = h("video", { "aria-label": title, preload: "none", playsinline: true });
    for (const [event, hear] of Object.entries(this.#hears)) this.#video.addEventListener(event, hear);
    this.#video.textTracks?.addEventListener?.("addtrack", () => this.#showCaptions());
  }

  get element() {
    return this.#video;
  }

  get position() {
    return this.#video.readyState > 0 ? this.#video.currentTime : this.#startAt;
  }

  get duration() {
    const { duration } = this.#video;
    return Number.isFinite(duration) && duration > 0 ? duration : null;
  }

  /** @param {Start} start */
  load({ startAt, play, rate, captions, ...sound }) {
    this.#startAt = startAt;
    this.#video.preload = "metadata";
    this.setRate(rate);
    this.setSound(sound);
    this.setCaptions(captions);
    this.#video.src = this.#url;
    if (play) this.play();
  }

  play() {
    // The error event says what failed; a refusal without one leaves the video paused.
    this.#video.play()?.catch(() => this.#say(this.#video.paused ? "paused" : "buffering"));
  }

  pause() {
    this.#video.pause();
  }

  /** @param {number} second */
  seek(second) {
    if (this.#video.readyState === 0) this.#startAt = second;
    else this.#video.currentTime = second;
  }

  /** @param {number} rate */
  setRate(rate) {
    // Loading sets the speed back to the default.
    this.#video.defaultPlaybackRate = rate;
    this.#video.playbackRate = rate;
  }

  /** @param {Sound} sound */
  setSound({ volume, muted }) {
    this.#video.volume = volume;
    this.#video.muted = muted;
  }

  /**
   * @param {boolean} shown
   * @returns {"shown"}
   */
  setCaptions(shown) {
    this.#captions = shown;
    this.#showCaptions();
    return "shown";
  }

  /** @param {Cue[]} cues */
  setCues(cues) {
    if (cues.length === 0 && this.#track === null) return;
    this.#track ??= this.#video.addTextTrack("captions", "Captions");
    // The cues of a track that is off cannot be reached.
    if (this.#track.mode === "disabled") this.#track.mode = "hidden";
    for (const cue of [...(this.#track.cues ?? [])]) this.#track.removeCue(cue);
    for (const { start, end, text } of cues) this.#track.addCue(new VTTCue(start, end, asWebVtt(text)));
    this.#showCaptions();
  }

  /** The learner's own captions if there are any, else the first that the file brings. */
  #showCaptions() {
    const tracks = [...(this.#video.textTracks ?? [])].filter(({ kind }) => kind === "captions" || kind === "subtitles");
    const own = this.#track?.cues?.length ? this.#track : null;
    const shown = own ?? tracks.find((track) => track !== this.#track) ?? null;
    for (const track of tracks) track.mode = track === shown && this.#captions ? "showing" : track === this.#track ? "hidden" : "disabled";
    this.emit("captions", { available: shown !== null });
  }

  destroy() {
    this.#destroyed = true;
    this.silence();
    this.#video.pause();
    // Taking the source away, not only the element, is what ends the reading of the file.
    this.#video.removeAttribute("src");
    this.#video.load();
    this.#video.remove();
  }

  /** @type {Record<string, () => void>} */
  #hears = {
    loadedmetadata: () => {
      this.#showCaptions();
      if (this.#startAt > 0) this.#video.currentTime = this.#startAt;
      this.emit("ready", { duration: this.duration, rates: FILE_RATES });
    },
    timeupdate: () => this.#advance(),
    seeked: () => this.#tell(),
    durationchange: () => this.#tell(),
    // The webview keeps the volume in single precision: 0.4 comes back as 0.4000000059604645.
    volumechange: () => this.emit("sound", { volume: Math.round(this.#video.volume * 100) / 100, muted: this.#video.muted }),
    ratechange: () => this.emit("rate", { rate: this.#video.playbackRate }),
    playing: () => this.#say("playing"),
    waiting: () => this.#say("buffering"),
    pause: () => {
      if (!this.#video.ended) this.#say("paused");
    },
    ended: () => this.#say("ended"),
    error: () => this.#fail(),
  };

  /** WebKitGTK plays on after a seek without saying so: then the moving picture is the sign. */
  #advance() {
    const { currentTime, paused, seeking } = this.#video;
    const moves = currentTime > this.#told && !paused && !seeking;
    if (this.#state === "buffering" && moves) this.#say("playing");
    else this.#tell();
  }

  #tell() {
    if (this.#video.readyState === 0 || this.#video.seeking) return;
    this.#told = this.#video.currentTime;
    this.emit("time", { position: this.#told, duration: this.duration, rate: this.#video.playbackRate });
  }

  /** @param {PlayerState} state */
  #say(state) {
    // A position counts as watched only between the first and the last word about playing.
    if (state !== "playing") this.#tell();
    this.#state = state;
    this.emit("state", { state });
    if (state === "playing") this.#tell();
  }

  async #fail() {
    const failed = this.#video.error?.code;
    const aborted = 1; // MediaError.MEDIA_ERR_ABORTED: it was us
    if (this.#destroyed || failed === undefined || failed === aborted) return;
    const file = await this.#probe().catch(() => undefined);
    this.emit("error", { code: errorCode(failed, file) });
  }
}

/**
 * The text of a cue is WebVTT, in which “p < 0.05” would begin a tag.
 * @param {string} text
 */
function asWebVtt(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * @param {number} failed a MediaError's code
 * @param {FileSource | null | undefined} file undefined: it could not be asked
 * @returns {PlayerErrorCode}
 */
function errorCode(failed, file) {
  const network = 2; // MediaError.MEDIA_ERR_NETWORK
  if (file === null || file?.state === "missing") return "file-missing";
  if (file?.state === "unreadable") return "file-unreadable";
  return failed === network || file === undefined ? "file-interrupted" : "file-codec";
}
