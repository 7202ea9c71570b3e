// Which seconds of a lesson were really watched.
//
// The player says where it is several times a second. As long as the picture moves no faster than the clock and the
// chosen speed allow, the stretch under way grows; a jump of the picture (a seek, also one by YouTube's own slider) or of
// the clock (a suspended laptop) starts a new one. So skipping does not count as watching.

/** @import { Clock } from "../lib/clock.js" */
/** @import { Interval } from "./intervals.js" */

import { merged } from "./intervals.js";

// YouTube's position runs up to a second ahead of or behind the clock. The allowance is a purse, not a gift per sample or
// per stretch: what is spent comes back only as the clock runs on while nothing is counted, so that many small jumps,
// forward and back, do not pass.
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
  /** The stretch under way. @type {{ from: number, to: number } | null} */
  #open = null;
  /** When the last sample came, and at what speed; kept over an interruption. @type {{ at: number, rate: number } | null} */
  #last = null;
  /** What is left of the allowance, in seconds. */
  #purse = TOLERANCE_SECONDS;

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
    const last = this.#last ?? { at, rate };
    this.#last = { at, rate };
    const elapsed = (at - last.at) / 1000;
    // The speed may have changed anywhere between the two samples.
    const least = elapsed * Math.min(last.rate, rate);
    const most = elapsed * Math.max(last.rate, rate);

    const open = this.#open;
    const advance = open ? position - open.to : 0;
    if (!open || !isShown(advance, elapsed, least, most)) {
      this.interrupt();
      this.#open = { from: position, to: position };
      this.#fill(Math.max(0, most)); // a clock that was set back has given no time
      return;
    }
    const counted = Math.min(advance, most + this.#purse);
    this.#fill(most - counted);
    if (counted === advance) {
      open.to = position;
      return;
    }
    // Only a small part is in doubt; to drop the whole could be to drop a minute that was told at once.
    open.to += counted;
    this.interrupt();
    this.#open = { from: position, to: position };
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

  /** @param {number} seconds by which less was counted than the clock allowed; below 0 if it was more */
  #fill(seconds) {
    this.#purse = Math.min(TOLERANCE_SECONDS, this.#purse + seconds);
  }
}

/**
 * Whether a picture that is `advance` further after `elapsed` seconds, in which it moves between `least` and `most`, was
 * shown all the way.
 * @param {number} advance
 * @param {number} elapsed
 * @param {number} least
 * @param {number} most
 */
function isShown(advance, elapsed, least, most) {
  if (elapsed < 0 || advance < 0 || advance > most + TOLERANCE_SECONDS) return false;
  return elapsed <= LONG_SILENCE_SECONDS || advance >= least - TOLERANCE_SECONDS;
}
