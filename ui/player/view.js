// What is shown of a lesson being watched: made by playback.js, read by the components under the picture.

/** @import { FileSource, PlaybackChoices } from "../types.js" */
/** @import { Interval } from "./intervals.js" */
/** @import { PlayerState } from "./player.js" */
/** @import { ProblemCode } from "./problems.js" */

/** `window`: at YouTube, in a window of its own, with a clock beside it. @typedef {"youtube" | "file" | "window"} Source */

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
 * @property {number} rate at which it plays; what was chosen may be a speed that this player does not have
 * @property {number[]} rates
 * @property {PlaybackChoices} choices
 * @property {boolean} captioned whether there are captions, as far as is known
 * @property {Interval[]} watched
 * @property {ProblemCode | null} problem
 */

export {};
