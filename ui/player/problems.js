// When a video counts as not playing, and when that is taken back.
//
// A pure machine: `after` takes what is known, what happened and the time, and gives what is known now; `deadline` says
// when it wants to be woken. ProblemWatch is the same with a clock. What to say to the learner is in problem-words.js.

/** @import { Clock } from "../lib/clock.js" */
/** @import { PlayerErrorCode } from "./player.js" */

/** @typedef {PlayerErrorCode | "no-ready" | "not-started" | "stalled"} ProblemCode */

/**
 * `offline`: the system said at loading that there is no network. It is wrong often enough (virtual networks) that the
 * video is tried all the same; only the patience is shorter.
 * `moved`: the picture has moved since it was last loaded.
 * @typedef {object} Watch
 * @property {ProblemCode | null} problem
 * @property {number | null} readyBy milliseconds; null while nothing is waited for
 * @property {number | null} movingBy
 * @property {boolean} offline
 * @property {boolean} moved
 */

/**
 * `load`, `play` and `pause` are the learner's; the others the player's. `moving` is PLAYING or a position that advances.
 * @typedef {{ kind: "load", online: boolean } | { kind: "ready" | "play" | "pause" | "moving" | "buffering" | "paused" | "tick" }
 *   | { kind: "error", code: PlayerErrorCode }} PlaybackEvent
 */

export const READY_WITHIN = 8_000;
export const READY_WITHIN_OFFLINE = 1_500;
export const MOVING_WITHIN = 15_000;

/** @type {Watch} */
export const NOTHING_LOADED = { problem: null, readyBy: null, movingBy: null, offline: false, moved: false };

/**
 * @param {Watch} watch
 * @param {PlaybackEvent} event
 * @param {number} now milliseconds
 * @returns {Watch}
 */
export function after(watch, event, now) {
  switch (event.kind) {
    case "load":
      return {
        problem: null,
        readyBy: now + (event.online ? READY_WITHIN : READY_WITHIN_OFFLINE),
        movingBy: now + MOVING_WITHIN,
        offline: !event.online,
        moved: false,
      };
    case "ready": {
      // A late answer is an answer: the panel goes, and the picture gets its full time to start.
      const late = watch.problem === "no-ready" || watch.problem === "no-network";
      return { ...watch, readyBy: null, ...(late && { problem: null, movingBy: now + MOVING_WITHIN }) };
    }
    case "play": {
      // While the first answer is awaited the time runs already, unless the learner had stopped it by a pause.
      const running = watch.readyBy !== null && watch.movingBy !== null;
      return running || watch.problem !== null ? watch : { ...watch, movingBy: now + MOVING_WITHIN };
    }
    case "moving":
      return { ...watch, problem: null, readyBy: null, movingBy: null, moved: true };
    case "buffering":
      return watch.moved && watch.movingBy === null && watch.problem === null ? { ...watch, movingBy: now + MOVING_WITHIN } : watch;
    case "pause":
      return { ...watch, movingBy: null };
    case "paused":
      // Before the first picture a player may report a pause that nobody asked for: playing by itself was refused.
      return watch.moved ? { ...watch, movingBy: null } : watch;
    case "error":
      return { ...watch, problem: event.code, readyBy: null, movingBy: null };
    case "tick":
      return late(watch, now);
  }
}

/**
 * @param {Watch} watch
 * @param {number} now
 * @returns {Watch}
 */
function late(watch, now) {
  if (watch.readyBy !== null && now >= watch.readyBy) {
    return { ...watch, problem: watch.offline ? "no-network" : "no-ready", readyBy: null, movingBy: null };
  }
  if (watch.movingBy !== null && now >= watch.movingBy) {
    return { ...watch, problem: watch.moved ? "stalled" : "not-started", movingBy: null };
  }
  return watch;
}

/**
 * When `tick` is due, in milliseconds of the same clock; null if nothing is waited for.
 * @param {Watch} watch
 */
export function deadline({ readyBy, movingBy }) {
  const due = [readyBy, movingBy].filter((time) => time !== null);
  return due.length > 0 ? Math.min(...due) : null;
}

export class ProblemWatch {
  #clock;
  #changed;
  #watch = NOTHING_LOADED;
  #cancel = () => {};

  /**
   * @param {Clock} clock
   * @param {() => void} changed called when the problem is another one than before, or none
   */
  constructor(clock, changed) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get problem() {
    return this.#watch.problem;
  }

  /** @param {PlaybackEvent} event */
  note(event) {
    const before = this.#watch;
    this.#watch = after(before, event, this.#clock.now());
    this.#wakeAtDeadline();
    if (this.#watch.problem !== before.problem) this.#changed();
  }

  /** The player is gone, and with it whatever was wrong. */
  stop() {
    this.#watch = NOTHING_LOADED;
    this.#cancel();
  }

  #wakeAtDeadline() {
    this.#cancel();
    const due = deadline(this.#watch);
    if (due === null) return;
    // A timer may fire a little early by the clock's reckoning; then `tick` changes nothing and sets it again.
    this.#cancel = this.#clock.after(Math.max(0, due - this.#clock.now()), () => this.note({ kind: "tick" }));
  }
}
