// One lesson being watched, with a player that says what the test wants.
//
//   const watching = watch();           // a learner who stopped at 3:42 of 9:03
//   await watching.starts();            // plays, and the picture is there
//   await watching.plays(222, 230);     // told four times a second
//   watching.player().did               // what the player was asked to do
//   watching.reports                    // what was reported to Rust

import { Emitter } from "../../../ui/lib/emitter.js";
import { Playback } from "../../../ui/player/playback.js";
import { fakeClock } from "./clock.js";
import { choices as chosen, progress } from "./course.js";

export const FILE = { url: "http://127.0.0.1:4321/token/video/models", name: "a.mp4", state: /** @type {const} */ ("ready") };

/** What a player is given to load, at normal speed and full volume unless the test says otherwise. */
export function loaded(startAt, changes = {}) {
  return ["load", { startAt, play: true, rate: 1, captions: false, volume: 1, muted: false, ...changes }];
}

class FakePlayer extends Emitter {
  did = [];
  element = document.createElement("div");
  position = 0;
  duration = null;
  seesPicture = true;
  /** @type {"shown" | "reload"} */
  captions = "shown";
  cues = null;
  load(start) { this.did.push(["load", start]); }
  play() { this.did.push(["play"]); }
  pause() { this.did.push(["pause"]); }
  seek(second) { this.did.push(["seek", second]); }
  setRate(rate) { this.did.push(["rate", rate]); }
  setSound({ volume, muted }) { this.did.push(["sound", volume, muted]); }
  setCaptions(shown) { this.did.push(["captions", shown]); return this.captions; }
  setCues(cues) { this.cues = cues; }
  destroy() { this.did.push(["destroy"]); this.silence(); }
}

/**
 * `player` makes a player of the test's own for a source, with the clock that is turned here; without it, or where it gives
 * null, a fake one. `captions`: how a fake player shows captions.
 */
export function watch({ startAt = null, file = null, online = true, choices = {}, captions = "shown", player: own = null, ...changes } = {}) {
  const clock = fakeClock();
  const players = [];
  const reports = [];
  const unsaved = [];
  const told = [];
  let fails = false;
  const at = progress({ position: 222, resumeAt: 222, duration: 543, ...changes });
  const youtube = { page: "http://127.0.0.1:4321/token/youtube/models", watch: "" };
  const playback = new Playback({ progress: at, file, youtube }, { startAt, choices: chosen(choices) }, {
    clock,
    online: () => online,
    makePlayer: (source, { url, duration }) => {
      const player = own?.(source, { url, duration, clock }) ?? Object.assign(new FakePlayer(), { source, url, captions });
      players.push(player);
      return player;
    },
    save: async (report) => {
      if (fails) throw { code: "store-failed", message: "no" };
      reports.push(report);
      return { ...at, position: report.position ?? at.position };
    },
  });
  playback.on("unsaved", (error) => unsaved.push(error));
  playback.on("choices", (made) => told.push(made));
  const player = () => players.at(-1);
  return {
    playback, clock, players, player, reports, unsaved,
    /** The choices that were told to be kept. */
    told,
    breakStore: (broken) => { fails = broken; },
    ready(duration = 543, rates = [0.5, 1, 2]) {
      player().duration = duration;
      player().emit("ready", { duration, rates });
    },
    state: (state) => player().emit("state", { state }),
    /** The picture is here; while it plays, `milliseconds` of the clock before. */
    async time(position, milliseconds = 0, rate = 1) {
      await clock.pass(milliseconds);
      player().position = position;
      player().emit("time", { position, duration: player().duration, rate });
    },
    /** Plays from one second to another, told four times a second. */
    async plays(from, to) {
      for (let at = from; at <= to; at += 0.25) await this.time(at, at === from ? 0 : 250);
    },
    async starts(from = 222) {
      playback.play();
      this.ready();
      this.state("playing");
      await this.time(from);
    },
  };
}

/** The seconds that reports say were watched. */
export function secondsWatched(reports) {
  return reports.flatMap(({ watched }) => watched).reduce((sum, [from, to]) => sum + to - from, 0);
}
