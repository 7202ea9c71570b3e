// Which seconds of a lesson were really watched.
//
// The player says where it is several times a second. As long as the picture moves no faster than the clock and the
// chosen speed allow, the stretch under way grows; a jump of the picture (a seek, also one by YouTube's own slider) or of
// the clock (a suspended laptop) starts a new one. So skipping does not count as watching.

/** @import { Clock } from "../lib/clock.js" */
/** @import { Interval } from "./intervals.js" */

import { merged } from "./intervals.js";

// YouTube's position runs up to a second ahead of or behind the clock. The allowance is a purse, not a gift per sample:
// what is spent comes back only when the picture is slower than the clock, so that many small jumps do not pass.
const TOLERANCE_SECONDS = 1;

// After a silence as long as this the picture must also not be *behind* the clock: then the computer slept, or somebody
// moved the slider meanwhile. A window in the background is told the time only once a minute and is not behind.
const LONG_SILENCE_SECONDS = 5;

export class WatchTracker {
  #clock;
  /** @type {Interval[]} */
  #closed = [];
  /** @type {Interval[]} */
  #seen = [];
  /** @type {{ from: number, to: number, at: number, rate: number, purse: number } | null} */
  #open = null;

  /** @param {Pick<Clock, "now">} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** Everything that was watched, whether or not it was taken. */
  get seen() {
    return merged([...this.#seen, ...this.#underWay()]);
  }

  /**
   * The picture moves and is at `position`.
   * @param {number} position
   * @param {number} rate
   */
  sample(position, rate) {
    const at = this.#clock.now();
    const open = this.#open;
    const purse = open && this.#purseAfter(open, position, rate, at);
    if (!open || purse === null) {
      this.interrupt();
      this.#open = { from: position, to: position, at, rate, purse: TOLERANCE_SECONDS };
      return;
    }
    this.#open = { from: open.from, to: position, at, rate, purse };
  }

  /** The picture stopped or was moved: what follows does not continue what was. */
  interrupt() {
    this.#closed.push(...this.#underWay());
    this.#seen = this.seen;
    this.#open = null;
  }

  /** Takes out what was watched since the last time; the stretch under way goes on. */
  take() {
    const taken = merged([...this.#closed, ...this.#underWay()]);
    this.#seen = this.seen;
    this.#closed = [];
    if (this.#open) this.#open.from = this.#open.to;
    return taken;
  }

  /**
   * Puts back what was taken and could not be saved.
   * @param {Interval[]} intervals
   */
  giveBack(intervals) {
    this.#closed = merged([...intervals, ...this.#closed]);
  }

  /** @returns {Interval[]} */
  #underWay() {
    return this.#open && this.#open.to > this.#open.from ? [[this.#open.from, this.#open.to]] : [];
  }

  /**
   * What is left of the allowance if `position` continues the stretch; null if it does not.
   * @param {{ to: number, at: number, rate: number, purse: number }} open
   * @param {number} position
   * @param {number} rate
   * @param {number} at
   */
  #purseAfter(open, position, rate, at) {
    const advance = position - open.to;
    const elapsed = (at - open.at) / 1000;
    if (advance < 0 || elapsed < 0) return null;

    // The speed may have changed anywhere between two samples.
    const purse = open.purse + elapsed * Math.max(open.rate, rate) - advance;
    if (purse < 0) return null;
    if (elapsed > LONG_SILENCE_SECONDS && purse > open.purse + TOLERANCE_SECONDS + elapsed * Math.abs(open.rate - rate)) return null;
    return Math.min(TOLERANCE_SECONDS, purse);
  }
}
