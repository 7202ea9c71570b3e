// The learner's own file, on a <video> that does what the test tells it: jsdom plays nothing.

import { settled } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { FilePlayer } from "../../ui/player/file-player.js";

const URL_OF_FILE = "http://127.0.0.1:4321/token/video/models";
const READY = { url: URL_OF_FILE, name: "a.mp4", state: "ready" };

/** @param {() => Promise<any>} [probe] */
function open(probe = async () => READY) {
  const player = new FilePlayer(URL_OF_FILE, "How models learn", probe);
  const video = /** @type {any} */ (player.element);
  const is = { readyState: 0, currentTime: 0, duration: NaN, paused: true, seeking: false, ended: false, error: null };
  for (const name of Object.keys(is)) Object.defineProperty(video, name, { get: () => is[name], set: (value) => { is[name] = value; } });
  const did = [];
  video.play = () => { did.push("play"); is.paused = false; return Promise.resolve(); };
  video.pause = () => { did.push("pause"); is.paused = true; };
  video.load = () => did.push("load");
  const events = [];
  for (const name of ["ready", "time", "state", "rate", "error"]) player.on(name, (detail) => events.push([name, detail]));
  const happens = (name, changes = {}) => {
    Object.assign(is, changes);
    video.dispatchEvent(new Event(name));
  };
  return { player, video, is, did, events, happens, heard: (name) => events.filter(([event]) => event === name).map(([, detail]) => detail) };
}

test("nothing is read before load, and never with crossorigin", () => {
  const { player, video } = open();
  assert.deepEqual([video.getAttribute("src"), video.preload, video.hasAttribute("crossorigin")], [null, "none", false]);
  player.load({ startAt: 0, rate: 1 });
  assert.deepEqual([video.getAttribute("src"), video.preload, video.hasAttribute("crossorigin")], [URL_OF_FILE, "metadata", false]);
});

test("it starts where the learner was, at the learner's speed", () => {
  const { player, video, is, did, heard, happens } = open();
  player.load({ startAt: 42, rate: 1.5 });
  assert.equal(player.position, 42, "before anything is known of the file");
  happens("loadedmetadata", { readyState: 1, duration: 90 });
  assert.deepEqual([is.currentTime, video.playbackRate, video.defaultPlaybackRate, did], [42, 1.5, 1.5, ["play"]]);
  assert.equal(heard("ready")[0].duration, 90);
});

test("the position comes before the pause, and is not told while the picture is moved", () => {
  const { player, events, happens } = open();
  player.load({ startAt: 0, rate: 1 });
  happens("loadedmetadata", { readyState: 4, duration: 90 });
  events.length = 0;
  happens("playing", { currentTime: 1 });
  happens("timeupdate", { currentTime: 2 });
  happens("timeupdate", { currentTime: 50, seeking: true });
  happens("pause", { currentTime: 3, seeking: false });
  const at = (position) => ["time", { position, duration: 90, rate: 1 }];
  assert.deepEqual(events, [["state", { state: "playing" }], at(1), at(2), at(3), ["state", { state: "paused" }]]);
});

test("a picture that moves after a wait is playing, whether or not the webview says so", () => {
  const { player, heard, happens } = open();
  player.load({ startAt: 0, rate: 1 });
  happens("loadedmetadata", { readyState: 4, duration: 90 });
  happens("playing", { currentTime: 1, paused: false });
  happens("waiting", { currentTime: 30, seeking: true });
  happens("seeked", { seeking: false });
  happens("timeupdate", { currentTime: 30 });
  assert.equal(heard("state").at(-1).state, "buffering", "it stands still");
  happens("timeupdate", { currentTime: 30.3 });
  assert.equal(heard("state").at(-1).state, "playing");
});

test("the end is not a pause", () => {
  const { player, heard, happens } = open();
  player.load({ startAt: 0, rate: 1 });
  happens("loadedmetadata", { readyState: 4, duration: 90 });
  happens("pause", { currentTime: 90, ended: true });
  happens("ended");
  assert.deepEqual(heard("state"), [{ state: "ended" }]);
});

/** @type {[string, number, () => Promise<any>, string | null][]} */
const ERRORS = [
  ["an unknown format", 4, async () => READY, "file-codec"],
  ["a damaged file", 3, async () => READY, "file-codec"],
  ["reading broke off", 2, async () => READY, "file-interrupted"],
  ["the file is gone", 4, async () => ({ ...READY, state: "missing" }), "file-missing"],
  ["the file was taken away meanwhile", 4, async () => null, "file-missing"],
  ["no permission", 4, async () => ({ ...READY, state: "unreadable" }), "file-unreadable"],
  ["the file cannot be asked about", 4, () => Promise.reject(new Error("no")), "file-interrupted"],
  ["it was us", 1, async () => READY, null],
];

for (const [name, code, probe, expected] of ERRORS) {
  test(`error: ${name}`, async () => {
    const { player, heard, happens } = open(probe);
    player.load({ startAt: 0, rate: 1 });
    happens("error", { error: { code } });
    await settled();
    assert.deepEqual(heard("error"), expected === null ? [] : [{ code: expected }]);
  });
}

test("after destroy the file is let go, and nothing is said", async () => {
  const { player, video, did, events, happens } = open();
  player.load({ startAt: 0, rate: 1 });
  events.length = 0;
  player.destroy();
  happens("error", { error: { code: 4 } });
  happens("timeupdate", { readyState: 4, currentTime: 7 });
  await settled();
  assert.deepEqual([video.getAttribute("src"), did.slice(-2), events], [null, ["pause", "load"], []]);
});
