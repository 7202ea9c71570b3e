// One lesson being watched: from which source, with which player, and whether all is well with it.
//
// It joins the rooms beside it and knows nothing of the page: <lesson-player> shows its `view` and passes on what the
// learner does. What is remembered of the watching is in watch-record.js. Nothing is asked of YouTube or of a file
// before `play`.
//
// Events: `view` something that is shown has changed (`time`: it is only the position), `progress` Rust has saved how far
// the learner is, `unsaved` it could not.

/** @import { FileSource, LessonPage, Progress, ProgressReport } from "../types.js" */
/** @import { Clock } from "../lib/clock.js" */
/** @import { Player, PlayerEvents, PlayerState } from "./player.js" */
/** @import { ProblemCode } from "./problems.js" */
/** @import { Source, View } from "./view.js" */

import { Emitter } from "../lib/emitter.js";
import { merged } from "./intervals.js";
import { ProblemWatch } from "./problems.js";
import { WatchRecord } from "./watch-record.js";

/**
 * @typedef {object} Needs
 * @property {(source: Source, url: string) => Player} makePlayer
 * @property {(report: ProgressReport) => Promise<Progress>} save
 * @property {Clock} clock
 * @property {() => boolean} online what the system says about the network
 */

/** @typedef {{ view: null, time: null, progress: Progress, unsaved: unknown }} Events */

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

// These say only that something is late; the player may still be all right. Every other problem is an error it reported.
const LATE = ["no-ready", "not-started", "stalled"];

/** @extends {Emitter<Events>} */
export class Playback extends Emitter {
  #needs;
  #progress;
  #youtube;
  #file;
  /** @type {Source} */
  #source;
  /** @type {Player | null} */
  #player = null;
  /** @type {View["phase"]} */
  #phase = "idle";
  #wanted = false;
  /** @type {PlayerState | null} */
  #state = null;
  #rate;
  #rates = RATES;
  #heard = 0;
  #problems;
  #record;

  /**
   * @param {Pick<LessonPage, "progress" | "file" | "youtube">} page
   * @param {number | null} startAt the second asked for in the address; null to resume
   * @param {Needs} needs
   */
  constructor({ progress, file, youtube }, startAt, needs) {
    super();
    this.#needs = needs;
    this.#progress = progress;
    this.#youtube = youtube;
    this.#file = file;
    this.#source = file ? "file" : "youtube";
    this.#rate = progress.rate;
    this.#problems = new ProblemWatch(needs.clock, () => this.#problemChanged());
    this.#record = new WatchRecord(startAt ?? progress.resumeAt, {
      save: needs.save,
      clock: needs.clock,
      saved: (saved) => {
        this.progress = saved;
        this.emit("progress", saved);
      },
      failed: (error) => this.emit("unsaved", error),
    });
  }

  /** @returns {View} */
  get view() {
    return {
      source: this.#source, file: this.#file, phase: this.#phase, picture: this.#player?.element ?? null,
      wanted: this.#wanted, state: this.#state, position: this.#record.position, duration: this.#duration,
      rate: this.#rate, rates: this.#rates, watched: merged([...this.#progress.watched, ...this.#record.watched]),
      problem: this.#problem,
    };
  }

  get progress() {
    return this.#progress;
  }

  /** @param {Progress} progress as Rust knows it */
  set progress(progress) {
    this.#progress = progress;
    this.emit("view", null);
  }

  /**
   * The lesson as it is in the store now. A file that was attached or taken away elsewhere counts from the next play.
   * @param {Pick<LessonPage, "progress" | "file">} page
   */
  refresh({ progress, file }) {
    this.#progress = progress;
    const same = file?.url === this.#file?.url && file?.name === this.#file?.name && file?.state === this.#file?.state;
    if (same || this.#player) this.emit("view", null);
    else this.useFile(file);
  }

  /**
   * The second that a note written now belongs to. None while nothing has been shown and nothing is to be resumed: such a
   * note is about the lesson as a whole.
   */
  get second() {
    const { position, reached } = this.#record;
    const shown = reached || (this.#phase !== "idle" && this.#problem === null);
    return shown || position >= 1 ? Math.floor(position) : null;
  }

  play() {
    if (!this.#player) return this.#load();
    // A player that failed, or never answered, does not obey either.
    if (this.#failed || (this.#problem !== null && this.#phase === "loading")) return this.retry();
    this.#wanted = true;
    this.#problems.note({ kind: "play" });
    this.#player.play();
    this.emit("view", null);
  }

  pause() {
    this.#wanted = false;
    this.#problems.note({ kind: "pause" });
    this.#player?.pause();
    this.emit("view", null);
  }

  toggle() {
    if (this.#wanted) this.pause();
    else this.play();
  }

  /**
   * Moves the picture; before anything is loaded, the place where it will start.
   * @param {number} second
   */
  seek(second) {
    const to = Math.max(0, Math.min(second, this.#duration ?? second));
    this.#record.expect(to);
    this.#player?.seek(to);
    this.emit("time", null);
  }

  /**
   * To the second of a note: goes on playing or resting there, and plays from there if nothing is loaded.
   * @param {number} second
   */
  goTo(second) {
    this.seek(second);
    if (!this.#player) this.play();
    else if (this.#failed) this.retry();
  }

  /** @param {number} rate */
  setRate(rate) {
    this.#player?.setRate(rate);
    this.#rateChanged(rate);
  }

  /** Loads once more, where the learner was. */
  retry() {
    this.#unload();
    this.#load();
  }

  /**
   * The learner's file is another one now, or none. What was playing stops; the place is kept.
   * @param {FileSource | null} file
   */
  useFile(file) {
    this.#unload();
    this.#file = file;
    this.#source = file ? "file" : "youtube";
    this.emit("view", null);
  }

  /** YouTube for this visit; an attached file stays attached. */
  playFromYouTube() {
    this.#unload();
    this.#source = "youtube";
    this.#load();
  }

  /** Rejects if how far the learner is could not be saved. */
  flush() {
    return this.#record.flush();
  }

  destroy() {
    this.silence();
    this.#unload();
    this.#record.end();
  }

  get #duration() {
    return this.#player?.duration ?? this.#progress.duration;
  }

  /** @returns {ProblemCode | null} */
  get #problem() {
    if (this.#source === "file" && this.#phase === "idle") {
      if (this.#file?.state === "missing") return "file-missing";
      if (this.#file?.state === "unreadable") return "file-unreadable";
    }
    return this.#problems.problem;
  }

  /** The player reported an error and has not played since: what it says about its position is not true. */
  get #failed() {
    const { problem } = this.#problems;
    return problem !== null && !LATE.includes(problem);
  }

  #load() {
    const url = this.#source === "file" ? /** @type {FileSource} */ (this.#file).url : this.#youtube.page;
    const player = this.#needs.makePlayer(this.#source, url);
    player.on("ready", ({ rates }) => this.#ready(rates));
    player.on("time", (time) => this.#timeHeard(time));
    player.on("state", ({ state }) => this.#stateChanged(state));
    player.on("rate", ({ rate }) => this.#rateChanged(rate));
    player.on("error", ({ code }) => this.#problems.note({ kind: "error", code }));
    this.#player = player;
    this.#phase = "loading";
    this.#wanted = true;
    this.#record.loading();
    this.#problems.note({ kind: "load", online: this.#source === "file" || this.#needs.online() });
    // The picture has to be in the page before a frame can load: whoever shows `view` puts it there.
    this.emit("view", null);
    player.load({ startAt: this.#record.position, rate: this.#rate });
  }

  #unload() {
    this.#record.stopped();
    this.#player?.destroy();
    this.#player = null;
    this.#phase = "idle";
    this.#wanted = false;
    this.#state = null;
    this.#problems.stop();
  }

  /** @param {number[]} rates */
  #ready(rates) {
    this.#phase = "ready";
    this.#rates = rates.length > 0 ? rates : RATES;
    this.#problems.note({ kind: "ready" });
    this.#startWithinVideo();
    this.emit("view", null);
  }

  /** A file may be shorter than what it stands for: to start at its end would show nothing. */
  #startWithinVideo() {
    const duration = this.#player?.duration ?? null;
    if (duration === null || this.#record.position < duration - 1) return;
    this.#record.expect(0);
    this.#player?.seek(0);
  }

  /** @param {PlayerEvents["time"]} time */
  #timeHeard(time) {
    if (this.#phase !== "ready" || this.#state === null || this.#failed) return;
    const advance = time.position - this.#heard;
    this.#heard = time.position;
    if (advance > 0 && advance < 2) this.#problems.note({ kind: "moving" });
    if (this.#record.heard(time, this.#state === "playing")) this.#player?.seek(this.#record.position);
    this.emit("time", null);
  }

  /** @param {PlayerState} state */
  #stateChanged(state) {
    this.#state = state;
    switch (state) {
      case "playing":
        this.#wanted = true;
        this.#problems.note({ kind: "moving" });
        break;
      case "buffering":
        this.#record.interrupted();
        this.#problems.note({ kind: "buffering" });
        break;
      default:
        this.#wanted = false;
        this.#record.stopped();
        this.#problems.note({ kind: "paused" });
    }
    this.emit("view", null);
  }

  #problemChanged() {
    if (this.#failed) {
      this.#wanted = false;
      this.#state = null;
      this.#record.stopped();
    }
    this.emit("view", null);
  }

  /** @param {number} rate */
  #rateChanged(rate) {
    if (rate === this.#rate) return;
    this.#rate = rate;
    this.#record.chose(rate);
    this.emit("view", null);
  }
}
