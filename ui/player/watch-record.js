// What is remembered of watching a lesson: the place and the seconds watched; and that it is saved.
//
// It listens to what the player says and decides what of it is true (resume-point.js) and what was watched
// (watch-tracker.js); progress-reporter.js does the saving.

/** @import { Progress, ProgressReport } from "../types.js" */
/** @import { Clock } from "../lib/clock.js" */

import { ProgressReporter } from "./progress-reporter.js";
import { ResumePoint } from "./resume-point.js";
import { WatchTracker } from "./watch-tracker.js";

/**
 * @typedef {object} Needs
 * @property {(report: ProgressReport) => Promise<Progress>} save
 * @property {(progress: Progress) => void} saved
 * @property {(error: unknown) => void} failed
 * @property {Clock} clock
 */

export class WatchRecord {
  #clock;
  #tracker;
  #reporter;
  #position;
  #resume;
  #correctable = true;
  /** @type {number | null} */
  #duration = null;

  /**
   * @param {number} startAt
   * @param {Needs} needs
   */
  constructor(startAt, { save, saved, failed, clock }) {
    this.#clock = clock;
    this.#position = startAt;
    this.#resume = new ResumePoint(startAt);
    this.#tracker = new WatchTracker(clock);
    this.#reporter = new ProgressReporter({ save, saved, failed, clock, tracker: this.#tracker, read: () => this.#known() });
  }

  /** Where the learner is: the last place that was true, or the one that they asked for. */
  get position() {
    return this.#position;
  }

  /** Whether the picture was seen there. */
  get reached() {
    return this.#resume.reached;
  }

  /** What was watched since the page was opened. */
  get watched() {
    return this.#tracker.seen;
  }

  /**
   * The picture ought to be at `position` from now on, and is believed when it is.
   * @param {number} position
   */
  expect(position) {
    this.#tracker.interrupt();
    this.#position = position;
    this.#resume = new ResumePoint(position);
    this.#correctable = false;
  }

  /** A player is about to load, and to start where the learner is. */
  loading() {
    this.expect(this.#position);
    this.#correctable = true;
  }

  /**
   * The player says where the picture is. True if it started elsewhere and ought to be moved to `position` once more.
   * @param {{ position: number, duration: number | null, rate: number }} time
   * @param {{ playing: boolean, seen: boolean }} how `seen`: that the picture really plays is known, so it counts as watched
   */
  heard({ position, duration, rate }, { playing, seen }) {
    this.#duration = duration ?? this.#duration;
    if (playing) {
      if (seen) this.#tracker.sample(position, rate);
      this.#reporter.moving = true;
    }
    const before = this.#resume.reached;
    this.#resume.seen(position, this.#clock.now());
    if (!this.#resume.reached) {
      const again = playing && this.#correctable;
      if (again) this.#correctable = false;
      return again;
    }
    this.#position = position;
    if (!before) this.#saveSoon();
    return false;
  }

  /** The picture waits for more of the video. */
  interrupted() {
    this.#tracker.interrupt();
  }

  /** The picture rests, or is gone. */
  stopped() {
    this.#tracker.interrupt();
    this.#reporter.moving = false;
    this.#saveSoon();
  }

  /** Rejects if what is known could not be saved; it is tried again by itself until `end`. */
  flush() {
    return this.#reporter.flush();
  }

  end() {
    this.#reporter.end();
  }

  #saveSoon() {
    this.flush().catch(() => {}); // `failed` was told
  }

  #known() {
    return { position: this.#resume.reached ? this.#position : null, duration: this.#duration };
  }
}
