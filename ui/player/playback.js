// One lesson being watched: from which source, with which player, and whether all is well with it.
//
// It joins the rooms beside it and knows nothing of the page: <lesson-player> shows its `view` and passes on what the
// learner does. What is remembered of the watching is in watch-record.js. Nothing is asked of YouTube or of a file
// before `play`.
//
// Events: `view` something that is shown has changed (`time`: it is only the position), `progress` Rust has saved how far
// the learner is, `unsaved` it could not, `choices` the learner chose a speed, a volume or the like.

/** @import { Cue, FileSource, LessonPage, PlaybackChoices, Progress, ProgressReport } from "../types.js" */
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
 * @property {(source: Source, from: { url: string, duration: number | null }) => Player} makePlayer
 * @property {(report: ProgressReport) => Promise<Progress>} save
 * @property {Clock} clock
 * @property {() => boolean} online what the system says about the network
 */

/** @typedef {{ view: null, time: null, progress: Progress, unsaved: unknown, choices: PlaybackChoices }} Events */

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
  #choices;
  /** At which the player plays; what was chosen may be a speed that it does not have. */
  #rate;
  #rates = RATES;
  /** @type {Cue[]} */
  #cues = [];
  #captioned = true;
  #heard = 0;
  #problems;
  #record;

  /**
   * @param {Pick<LessonPage, "progress" | "file" | "youtube">} page
   * @param {{ startAt: number | null, choices: PlaybackChoices }} how `startAt`: the second asked for in the address; null
   *   to resume
   * @param {Needs} needs
   */
  constructor({ progress, file, youtube }, { startAt, choices }, needs) {
    super();
    this.#needs = needs;
    this.#progress = progress;
    this.#youtube = youtube;
    this.#file = file;
    this.#source = file ? "file" : "youtube";
    this.#choices = choices;
    this.#rate = choices.rate;
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
      rate: this.#rate, rates: this.#rates, choices: this.#choices, captioned: this.#captioned, watched: merged([...this.#progress.watched, ...this.#record.watched]),
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
    if (!same && !this.#player) return this.useFile(file);
    // What plays from elsewhere plays on, and the file is offered.
    if (this.#source !== "file") this.#file = file;
    this.emit("view", null);
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

  /**
   * A speed, a volume, captions or the theatre view; kept for every lesson and the next start.
   * @param {Partial<PlaybackChoices>} change
   */
  choose(change) {
    const chosen = this.#adopt(change);
    // A player may go at another speed than the one that was chosen before.
    if (change.rate !== undefined && change.rate !== this.#rate) {
      this.#rate = change.rate;
      this.#player?.setRate(change.rate);
    }
    if (chosen && (change.volume !== undefined || change.muted !== undefined)) this.#player?.setSound(this.#choices);
    if (chosen && change.captions !== undefined && this.#player?.setCaptions(change.captions) === "reload") this.#reload();
    this.emit("view", null);
  }

  /**
   * The next speed that this player has, faster or slower.
   * @param {1 | -1} direction
   */
  stepRate(direction) {
    const beyond = this.#rates.filter((rate) => (rate - this.#rate) * direction > 0.001);
    if (beyond.length > 0) this.choose({ rate: direction > 0 ? Math.min(...beyond) : Math.max(...beyond) });
  }

  /** @param {Cue[]} cues the learner's own captions; none: those of the file, if it has any */
  set cues(cues) {
    this.#cues = cues;
    this.#player?.setCues(cues);
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

  /**
   * From YouTube for this visit, here or in a window of its own; an attached file stays attached.
   * @param {"youtube" | "window"} source
   */
  playFrom(source) {
    this.#unload();
    this.#source = source;
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

  /** Once more at the same second, for what a player can only be told when it loads. A failed one waits for the learner. */
  #reload() {
    if (this.#failed) return;
    const play = this.#wanted;
    this.#unload();
    this.#load({ play });
  }

  #load({ play = true } = {}) {
    const url = this.#source === "file" ? /** @type {FileSource} */ (this.#file).url : this.#youtube.page;
    const player = this.#needs.makePlayer(this.#source, { url, duration: this.#progress.duration });
    player.on("ready", ({ rates }) => this.#ready(rates));
    player.on("time", (time) => this.#timeHeard(time));
    player.on("state", ({ state }) => this.#stateChanged(state));
    // The learner may use YouTube's own menu as well: that is a choice too.
    player.on("rate", ({ rate }) => this.#heardChoice({ rate }));
    player.on("sound", (sound) => this.#heardChoice(sound));
    player.on("captions", ({ available }) => this.#captionsHeard(available));
    player.on("error", ({ code }) => this.#problems.note({ kind: "error", code }));
    this.#player = player;
    this.#phase = "loading";
    this.#wanted = play;
    this.#record.loading();
    this.#problems.note({ kind: "load", online: this.#source !== "youtube" || this.#needs.online() });
    if (!play) this.#problems.note({ kind: "pause" });
    // The picture has to be in the page before a frame can load: whoever shows `view` puts it there.
    this.emit("view", null);
    player.setCues(this.#cues);
    const { rate, captions, volume, muted } = this.#choices;
    player.load({ startAt: this.#record.position, play, rate, captions, volume, muted });
  }

  #unload() {
    this.#record.stopped();
    this.#player?.destroy();
    this.#player = null;
    this.#phase = "idle";
    this.#wanted = false;
    this.#state = null;
    this.#captioned = true;
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
    const otherRate = this.#rate !== time.rate;
    this.#rate = time.rate;
    const how = { playing: this.#state === "playing", seen: this.#player?.seesPicture ?? false };
    if (this.#record.heard(time, how)) this.#player?.seek(this.#record.position);
    this.emit(otherRate ? "view" : "time", null);
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

  /** @param {Partial<PlaybackChoices>} change made in the player's own controls */
  #heardChoice(change) {
    if (change.rate !== undefined) this.#rate = change.rate;
    if (this.#adopt(change)) this.emit("view", null);
  }

  /** @param {boolean} available */
  #captionsHeard(available) {
    if (available === this.#captioned) return;
    this.#captioned = available;
    this.emit("view", null);
  }

  /**
   * Whether it was another choice than before.
   * @param {Partial<PlaybackChoices>} change
   */
  #adopt(change) {
    const before = this.#choices;
    this.#choices = { ...before, ...change };
    const changed = JSON.stringify(before) !== JSON.stringify(this.#choices);
    if (changed) this.emit("choices", this.#choices);
    return changed;
  }
}
