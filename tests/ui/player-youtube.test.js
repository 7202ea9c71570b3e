// The window's side of YouTube's player, against a page that says whatever the test wants.

import { settled } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { YouTubePlayer } from "../../ui/player/youtube-player.js";
import { fromPage } from "../../ui/player/youtube-messages.js";

const PAGE = "http://127.0.0.1:4321/token/youtube/models";
const ORIGIN = "http://127.0.0.1:4321";
const START = { startAt: 0, play: true, rate: 1, captions: false, volume: 1, muted: false };

function open() {
  const player = new YouTubePlayer(PAGE, "How models learn");
  const said = [];
  const frame = { postMessage: (message, origin) => said.push([message, origin]) };
  Object.defineProperty(player.element, "contentWindow", { value: frame });
  const events = [];
  for (const name of ["ready", "time", "state", "rate", "sound", "captions", "error"]) player.on(name, (detail) => events.push([name, detail]));
  const hear = (data, { origin = ORIGIN, source = frame } = {}) => {
    window.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
  };
  return { player, said, events, hear };
}

test("nothing is asked for before load", () => {
  const { player } = open();
  assert.equal(player.element.getAttribute("src"), null);
  player.load({ ...START, startAt: 12 });
  assert.equal(player.element.src, PAGE);
  assert.equal(player.element.getAttribute("title"), "YouTube player: How models learn");
  player.destroy();
});

test("the page that listens is told where to start, with an exact origin", () => {
  const { player, said, hear } = open();
  player.load({ ...START, startAt: 12, rate: 1.5, captions: true, volume: 0.4, muted: true });
  assert.deepEqual(said, [], "nothing before it listens: it would be lost");
  hear({ kind: "listening" });
  assert.deepEqual(said, [[{ kind: "load", startAt: 12, play: true, rate: 1.5, captions: true, volume: 0.4, muted: true }, ORIGIN]]);
  player.destroy();
});

test("what the learner does before the page listens goes with load", () => {
  const { player, said, hear } = open();
  player.load({ ...START, startAt: 12 });
  player.seek(40);
  player.setRate(2);
  player.setSound({ volume: 0.3, muted: true });
  player.pause();
  hear({ kind: "listening" });
  assert.deepEqual(said.map(([message]) => message), [{ kind: "load", startAt: 40, play: false, rate: 2, captions: false, volume: 0.3, muted: true }]);
  player.destroy();
});

test("what it was given to load stays whose it was", () => {
  const { player } = open();
  const start = { ...START };
  player.load(start);
  player.seek(40);
  player.setSound({ volume: 0.3, muted: true });
  assert.deepEqual(start, START);
  player.destroy();
});

test("a load that is to rest says so to the page", () => {
  const { player, said, hear } = open();
  player.load({ ...START, play: false });
  hear({ kind: "listening" });
  assert.deepEqual(said.map(([message]) => message), [{ kind: "load", ...START, play: false }]);
  player.destroy();
});

test("captions can be had by loading alone, and YouTube does not say whether there are any; the learner's own are not for it", () => {
  const { player, said, events, hear } = open();
  player.load(START);
  assert.deepEqual(events, [["captions", { available: true }]]);
  hear({ kind: "listening" });
  said.length = 0;
  player.setCues();
  assert.deepEqual([player.setCaptions(), said], ["reload", []]);
  player.destroy();
});

test("commands afterwards", () => {
  const { player, said, hear } = open();
  player.load(START);
  hear({ kind: "listening" });
  said.length = 0;
  player.play();
  player.pause();
  player.seek(9);
  player.setRate(1.25);
  player.setSound({ volume: 0.3, muted: false });
  assert.deepEqual(said, [
    [{ kind: "play" }, ORIGIN], [{ kind: "pause" }, ORIGIN], [{ kind: "seek", to: 9 }, ORIGIN], [{ kind: "rate", rate: 1.25 }, ORIGIN],
    [{ kind: "sound", volume: 0.3, muted: false }, ORIGIN]]);
  player.destroy();
});

test("its events, in the player's words", () => {
  const { player, events, hear } = open();
  player.load(START);
  events.length = 0;
  hear({ kind: "ready", duration: 0, rates: [1, 2] });
  hear({ kind: "time", position: 3.5, duration: 543, rate: 1 });
  for (const state of [-1, 3, 1, 2, 0, 5]) hear({ kind: "state", state });
  hear({ kind: "rate", rate: 2 });
  hear({ kind: "sound", volume: 0.5, muted: true });
  for (const code of [2, 5, 100, 101, 150, 153, 999, "no-network"]) hear({ kind: "error", code });
  assert.deepEqual(events, [
    ["ready", { duration: null, rates: [1, 2] }],
    ["time", { position: 3.5, duration: 543, rate: 1 }],
    ...["buffering", "playing", "paused", "ended"].map((state) => ["state", { state }]),
    ["rate", { rate: 2 }],
    ["sound", { volume: 0.5, muted: true }],
    ...["youtube-2", "youtube-5", "youtube-100", "youtube-101", "youtube-150", "youtube-153", "youtube-other", "no-network"].map((code) => ["error", { code }]),
  ]);
  assert.deepEqual([player.position, player.duration], [3.5, 543]);
  player.destroy();
});

test("a message from another origin, another window, or none is not heard", () => {
  const { player, events, said, hear } = open();
  player.load(START);
  events.length = 0;
  const time = { kind: "time", position: 500, duration: 543, rate: 1 };
  for (const from of [
    { origin: "http://127.0.0.1:4322" }, { origin: "https://127.0.0.1:4321" }, { origin: "http://localhost:4321" }, { origin: "null" }, { origin: "" },
    { source: window }, { source: {} }, { source: null },
  ]) {
    hear(time, from);
    hear({ kind: "listening" }, from);
  }
  assert.deepEqual([events, said, player.position], [[], [], 0]);
  hear(time);
  assert.equal(events.length, 1, "the same message from the page itself is heard");
  player.destroy();
});

test("with no frame in the page, a message without a source is not the frame's", () => {
  const player = new YouTubePlayer(PAGE, "x");
  Object.defineProperty(player.element, "contentWindow", { value: null });
  let heard = 0;
  player.on("time", () => heard++);
  player.load(START);
  window.dispatchEvent(Object.assign(new Event("message"), { data: { kind: "time", position: 1, duration: 2, rate: 1 }, origin: ORIGIN, source: null }));
  assert.equal(heard, 0);
  player.destroy();
});

test("a message that is not one of ours is not believed", () => {
  for (const data of [
    null, 7, "ready", [], {}, { kind: "no" }, { kind: "time" }, { kind: "time", position: -1, duration: 1, rate: 1 },
    { kind: "time", position: NaN, duration: 1, rate: 1 }, { kind: "time", position: "1", duration: 1, rate: 1 }, { kind: "time", position: 1, duration: Infinity, rate: 1 },
    { kind: "time", position: 1, duration: 1, rate: 0 }, { kind: "ready", duration: 1 }, { kind: "ready", duration: 1, rates: ["1"] },
    { kind: "state", state: "1" }, { kind: "rate", rate: null }, { kind: "error", code: "x" },
    { kind: "sound" }, { kind: "sound", volume: 0.5 }, { kind: "sound", volume: "0.5", muted: false }, { kind: "sound", volume: 1.01, muted: false },
    { kind: "sound", volume: -0.1, muted: false }, { kind: "sound", volume: NaN, muted: false }, { kind: "sound", volume: 0.5, muted: 1 },
  ]) assert.equal(fromPage(data), null, JSON.stringify(data));
  assert.deepEqual(fromPage({ kind: "state", state: 1, more: "left out" }), { kind: "state", state: 1 });
  assert.deepEqual(fromPage({ kind: "sound", volume: 0, muted: false, more: "left out" }), { kind: "sound", volume: 0, muted: false });
});

test("after destroy it is silent, and gone from the page", async () => {
  const { player, events, hear } = open();
  document.body.append(player.element);
  player.load(START);
  player.destroy();
  events.length = 0;
  hear({ kind: "ready", duration: 1, rates: [1] });
  await settled();
  assert.deepEqual(events, []);
  assert.equal(document.querySelector("iframe"), null);
});
