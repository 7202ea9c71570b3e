// What every player of a lesson can do, whoever shows the picture.
//
// YouTubePlayer, FilePlayer and ClockPlayer each are a `Player`: an element that is put into the page, commands that go
// down, events that come up. Everything is in seconds of the lesson. A player is made when the learner asks to play and
// thrown away afterwards: before `load` it has asked for nothing, after `destroy` it is silent.

/** @import { Emitter } from "../lib/emitter.js" */
/** @import { Cue } from "../types.js" */

/** @typedef {"playing" | "paused" | "buffering" | "ended"} PlayerState */

/**
 * Why a video does not play. The watch over it (problems.js) adds what a player cannot know: that nothing came.
 * @typedef {"youtube-2" | "youtube-5" | "youtube-100" | "youtube-101" | "youtube-150" | "youtube-153" | "youtube-other"
 *   | "no-network" | "file-missing" | "file-unreadable" | "file-codec" | "file-interrupted"} PlayerErrorCode
 */

/**
 * `ready`: the length may be known and commands are obeyed; `rates` are the speeds that can be chosen.
 * `time`: where the picture is; several times a second while it moves, and once whenever it has been moved.
 * `state`, `rate` and `sound`: follow the picture, also when it was the player's own controls that changed them.
 * `captions`: whether there are any to be shown.
 * @typedef {object} PlayerEvents
 * @property {{ duration: number | null, rates: number[] }} ready
 * @property {{ position: number, duration: number | null, rate: number }} time
 * @property {{ state: PlayerState }} state
 * @property {{ rate: number }} rate
 * @property {Sound} sound
 * @property {{ available: boolean }} captions
 * @property {{ code: PlayerErrorCode }} error
 */

/**
 * `volume` is 0 to 1 and is kept while `muted`.
 * @typedef {{ volume: number, muted: boolean }} Sound
 */

/**
 * How a player begins. Without `play` it rests at `startAt`.
 * @typedef {{ startAt: number, play: boolean, rate: number, captions: boolean } & Sound} Start
 */

/**
 * @typedef {object} Player
 * @property {HTMLElement} element to be put into the page before `load`
 * @property {boolean} seesPicture whether it knows what the learner sees: only then do its seconds count as watched
 * @property {(start: Start) => void} load loads, and plays as soon as it can
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(second: number) => void} seek
 * @property {(rate: number) => void} setRate
 * @property {(sound: Sound) => void} setSound
 * @property {(shown: boolean) => "shown" | "reload"} setCaptions "reload": it can only be told so when it loads
 * @property {(cues: Cue[]) => void} setCues the learner's own captions; a player that has its own passes over them
 * @property {number} position
 * @property {number | null} duration null while it is not known
 * @property {() => void} destroy
 * @property {Emitter<PlayerEvents>["on"]} on
 */

export {};
