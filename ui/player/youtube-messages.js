// What this window and the loopback page with YouTube's player (src-tauri/media/youtube.js) say to each other, by
// postMessage with exact origins. The page speaks first: "listening", and is answered with "load".

/** @import { Sound, Start } from "./player.js" */

/**
 * To the page. `load` comes once; `startAt` and `to` are seconds, a volume is 0 to 1.
 * @typedef {{ kind: "load" } & Start | { kind: "play" } | { kind: "pause" } | { kind: "seek", to: number }
 *   | { kind: "rate", rate: number } | { kind: "sound" } & Sound} ToPage
 */

/**
 * From the page. `state` is YouTube's number: -1 unstarted, 0 ended, 1 playing, 2 paused, 3 buffering, 5 cued. An error's
 * `code` is YouTube's number, or "no-network" when YouTube's script did not come. `duration` is 0 while it is not known.
 * @typedef {{ kind: "listening" } | { kind: "ready", duration: number, rates: number[] } | { kind: "state", state: number }
 *   | { kind: "time", position: number, duration: number, rate: number } | { kind: "rate", rate: number }
 *   | { kind: "sound" } & Sound | { kind: "error", code: number | "no-network" }} FromPage
 */

/**
 * The message in what was received, or null if it is none: what comes from another page is looked at before it is believed.
 * @param {unknown} data
 * @returns {FromPage | null}
 */
export function fromPage(data) {
  if (typeof data !== "object" || data === null) return null;
  const message = /** @type {any} */ (data);
  switch (message.kind) {
    case "listening":
      return { kind: "listening" };
    case "ready":
      return seconds(message.duration) && Array.isArray(message.rates) && message.rates.every(speed)
        ? { kind: "ready", duration: message.duration, rates: message.rates } : null;
    case "state":
      return Number.isInteger(message.state) ? { kind: "state", state: message.state } : null;
    case "time":
      return seconds(message.position) && seconds(message.duration) && speed(message.rate)
        ? { kind: "time", position: message.position, duration: message.duration, rate: message.rate } : null;
    case "rate":
      return speed(message.rate) ? { kind: "rate", rate: message.rate } : null;
    case "sound":
      return seconds(message.volume) && message.volume <= 1 && typeof message.muted === "boolean"
        ? { kind: "sound", volume: message.volume, muted: message.muted } : null;
    case "error":
      return Number.isInteger(message.code) || message.code === "no-network" ? { kind: "error", code: message.code } : null;
    default:
      return null;
  }
}

/** @param {unknown} value */
const seconds = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;

/** @param {unknown} value */
const speed = (value) => typeof value === "number" && Number.isFinite(value) && value > 0;
