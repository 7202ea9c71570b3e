// What is shown of a lesson being watched: made by playback.js, read by the components under the picture.

/** @import { FileSource } from "../types.js" */
/** @import { Interval } from "./intervals.js" */
/** @import { PlayerState } from "./player.js" */
/** @import { ProblemCode } from "./problems.js" */

/** @typedef {"youtube" | "file"} Source */

/**
 * `phase`: "idle" nothing is loaded, "loading" the player is awaited, "ready" it obeys.
 * `wanted`: the learner wants it to play, whether or not it does yet.
 * @typedef {object} View
 * @property {Source} source
 * @property {FileSource | null} file
 * @property {"idle" | "loading" | "ready"} phase
 * @property {HTMLElement | null} picture
 * @property {boolean} wanted
 * @property {PlayerState | null} state
 * @property {number} position
 * @property {number | null} duration
 * @property {number} rate
 * @property {number[]} rates
 * @property {Interval[]} watched
 * @property {ProblemCode | null} problem
 */

export {};
