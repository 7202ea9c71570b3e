// Tells Rust how far the learner is: every five seconds while the picture moves, and at once when asked to.
// One report at a time; what a failed one carried goes with the next.

/** @import { Progress, ProgressReport } from "../types.js" */
/** @import { Clock } from "../lib/clock.js" */
/** @import { WatchTracker } from "./watch-tracker.js" */

export const REPORT_EVERY = 5_000;

/**
 * @typedef {object} Needs
 * @property {(report: ProgressReport) => Promise<Progress>} save
 * @property {() => Omit<ProgressReport, "watched">} read what is known now; null for whatever is to be left as it is
 * @property {Pick<WatchTracker, "take" | "giveBack">} tracker
 * @property {Clock} clock
 * @property {(progress: Progress) => void} saved
 * @property {(error: unknown) => void} failed
 */

export class ProgressReporter {
  #needs;
  #moving = false;
  #unsaved = false;
  #ended = false;
  #cancel = () => {};
  /** @type {Promise<void>} */
  #last = Promise.resolve();
  /** @type {ProgressReport | null} */
  #told = null;

  /** @param {Needs} needs */
  constructor(needs) {
    this.#needs = needs;
  }

  /** @param {boolean} moving whether the picture moves, so that there will be more to tell */
  set moving(moving) {
    if (moving === this.#moving) return;
    this.#moving = moving;
    this.#wakeLater();
  }

  /**
   * Saves what is known now. Rejects if it could not be saved; it is then tried again by itself.
   * @returns {Promise<void>}
   */
  flush() {
    // Read at once: the player may be gone when the report before this one has returned.
    const report = { ...this.#needs.read(), watched: this.#needs.tracker.take() };
    const sent = this.#last.then(() => this.#send(report));
    this.#last = sent.catch(() => {});
    return sent;
  }

  /** No more by itself; a report under way is not held up. */
  end() {
    this.#ended = true;
    this.#cancel();
  }

  /** @param {ProgressReport} report */
  async #send(report) {
    if (saysNothingNew(report, this.#told)) return;
    const { tracker, save, saved, failed } = this.#needs;
    try {
      const progress = await save(report);
      this.#told = report;
      this.#unsaved = false;
      saved(progress);
    } catch (error) {
      tracker.giveBack(report.watched);
      this.#unsaved = true;
      failed(error);
      throw error;
    } finally {
      this.#wakeLater();
    }
  }

  #wakeLater() {
    this.#cancel();
    if (this.#ended || !(this.#moving || this.#unsaved)) return;
    this.#cancel = this.#needs.clock.after(REPORT_EVERY, () => {
      this.#wakeLater();
      this.flush().catch(() => {}); // `failed` was told
    });
  }
}

/**
 * @param {ProgressReport} report
 * @param {ProgressReport | null} told the last one that was saved
 */
function saysNothingNew(report, told) {
  return report.watched.length === 0
    && (report.position === null || report.position === told?.position)
    && (report.duration === null || report.duration === told?.duration);
}
