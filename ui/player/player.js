// What every player of a lesson can do, whoever shows the picture.
//
// YouTubePlayer and FilePlayer both are a `Player`: an element that is put into the page, commands that go down, events
// that come up. Everything is in seconds of the lesson. A player is made when the learner asks to play and thrown away
// afterwards: before `load` it has asked for nothing, after `destroy` it is silent.

/** @import { Emitter } from "../lib/emitter.js" */

/** @typedef {"playing" | "paused" | "buffering" | "ended"} PlayerState */

/**
 * Why a video does not play. The watch over it (problems.js) adds what a player cannot know: that nothing came.
 * @typedef {"youtube-2" | "youtube-5" | "youtube-100" | "youtube-101" | "youtube-150" | "youtube-153" | "youtube-other"
 *   | "no-network" | "file-missing" | "file-unreadable" | "file-codec" | "file-interrupted"} PlayerErrorCode
 */

/**
 * `ready`: the length may be known and commands are obeyed; `rates` are the speeds that can be chosen.
 * `time`: where the picture is; several times a second while it moves, and once whenever it has been moved.
 * `state` and `rate`: follow the picture, also when it was the player's own controls that changed them.
 * @typedef {object} PlayerEvents
 * @property {{ duration: number | null, rates: number[] }} ready
 * @property {{ position: number, duration: number | null, rate: number }} time
 * @property {{ state: PlayerState }} state
 * @property {{ rate: number }} rate
 * @property {{ code: PlayerErrorCode }} error
 */

/**
 * @typedef {object} Player
 * @property {HTMLElement} element to be put into the page before `load`
 * @property {(start: { startAt: number, rate: number }) => void} load loads, and plays as soon as it can
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(second: number) => void} seek
 * @property {(rate: number) => void} setRate
 * @property {number} position
 * @property {number | null} duration null while it is not known
 * @property {() => void} destroy
 * @property {Emitter<PlayerEvents>["on"]} on
 */

export {};
