// Time as an argument: what counts seconds here is given a clock, so that a test can turn it.

/**
 * @typedef {object} Clock
 * @property {() => number} now milliseconds, never going back while the computer is awake
 * @property {(milliseconds: number, run: () => void) => () => void} after runs once later; call what it returns to cancel
 */

/** @type {Clock} */
export const systemClock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
