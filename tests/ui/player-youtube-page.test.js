// The loopback page that holds YouTube's player, with a stand-in for YouTube's API. What a stand-in cannot prove: that
// YouTube's own player does what its documentation says.

import "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

const WINDOW = "tauri://localhost";
const EMBED = "https://www.youtube-nocookie.com";
const SCRIPT = "https://www.youtube.com/iframe_api";
const ORIGIN = "http://127.0.0.1:4321";

/** What the page listened to and started, to be taken away after each test. @type {(() => void)[]} */
let undo = [];
afterEach(() => {
  for (const each of undo) each();
  undo = [];
});

let pages = 0;

/** The page as it stands when it is loaded in the window's frame. */
async function open() {
  const said = [];
  const parent = { postMessage: (message, origin) => said.push([message, origin]) };
  Object.assign(document.documentElement.dataset, { video: "nrHH8y7cKAc", windowOrigin: WINDOW, script: SCRIPT, embed: EMBED, origin: ORIGIN });
  document.head.replaceChildren();
  document.body.replaceChildren();
  const setIntervalBefore = globalThis.setInterval;
  let goesOn = () => {};
  Object.assign(globalThis, {
    parent,
    addEventListener: (name, listener) => {
      window.addEventListener(name, listener);
      undo.push(() => window.removeEventListener(name, listener));
    },
    setInterval: (run, every) => {
      const timer = setIntervalBefore(run, every);
      undo.push(() => clearInterval(timer));
      goesOn = run;
      return timer;
    },
  });
  undo.push(() => { globalThis.setInterval = setIntervalBefore; });
  await import(`../../src-tauri/media/youtube.js?${pages++}`);

  const did = [];
  const is = { time: 0, duration: 543, state: -1, rate: 1, rates: [0.5, 1, 1.5, 2], volume: 100, muted: false };
  let events;
  const player = {
    playVideo: () => did.push("play"), pauseVideo: () => did.push("pause"), seekTo: (to) => did.push(`seek ${to}`),
    setPlaybackRate: (rate) => did.push(`rate ${rate}`),
    setVolume: (volume) => did.push(`volume ${volume}`), mute: () => did.push("mute"), unMute: () => did.push("unmute"),
    getVolume: () => is.volume, isMuted: () => is.muted,
    getCurrentTime: () => is.time, getDuration: () => is.duration, getPlayerState: () => is.state, getPlaybackRate: () => is.rate,
    getAvailablePlaybackRates: () => is.rates,
  };
  window.YT = { Player: class { constructor(_id, given) { events = given.events; } } };
  return {
    said, did, is,
    hear: (data, { origin = WINDOW, source = parent } = {}) => window.dispatchEvent(Object.assign(new Event("message"), { data: structuredClone(data), origin, source })),
    script: () => document.head.querySelector("script"),
    frame: () => document.querySelector("iframe"),
    api: () => window.onYouTubeIframeAPIReady(),
    ready: () => events.onReady({ target: player }),
    state(state) { is.state = state; events.onStateChange({ data: state }); },
    error: (code) => events.onError({ data: code }),
    rate(rate) { is.rate = rate; events.onPlaybackRateChange({ data: rate }); },
    /** A quarter of a second goes by, in no time. */
    passes: () => goesOn(),
    kinds: (kind) => said.filter(([message]) => message.kind === kind).map(([message]) => message),
  };
}

const LOAD = { kind: "load", startAt: 222.7, play: true, rate: 1, captions: false, volume: 1, muted: false };

test("it says that it listens, to the window alone, and asks YouTube for nothing yet", async () => {
  const page = await open();
  assert.deepEqual(page.said, [[{ kind: "listening" }, WINDOW]]);
  assert.deepEqual([page.script(), page.frame()], [null, null]);
});

test("load brings the script, then the player, with a referrer and the second", async () => {
  const page = await open();
  page.hear(LOAD);
  assert.deepEqual([page.script().src, page.frame()], [SCRIPT, null]);
  page.api();
  const address = new URL(page.frame().src);
  assert.equal(address.origin + address.pathname, `${EMBED}/embed/nrHH8y7cKAc`);
  assert.deepEqual(Object.fromEntries(address.searchParams), { enablejsapi: "1", origin: ORIGIN, playsinline: "1", rel: "0", start: "222" });
  assert.equal(page.frame().referrerPolicy, "strict-origin-when-cross-origin");
  page.hear(LOAD);
  assert.equal(document.querySelectorAll("iframe, script").length, 2, "once");
});

test("a message from another origin or another window does nothing", async () => {
  const page = await open();
  for (const from of [{ origin: "http://tauri.localhost" }, { origin: "null" }, { origin: ORIGIN }, { origin: EMBED }, { source: window }, { source: null }]) page.hear(LOAD, from);
  page.hear(null);
  page.hear("load");
  assert.equal(page.script(), null);
});

test("a script that does not come is no network", async () => {
  const page = await open();
  page.hear(LOAD);
  page.script().onerror();
  assert.deepEqual(page.kinds("error"), [{ kind: "error", code: "no-network" }]);
});

test("it plays as soon as it is ready, and relays what happens, the position first", async () => {
  const page = await open();
  page.hear(LOAD);
  page.api();
  page.ready();
  assert.deepEqual(page.did, ["volume 100", "unmute", "play"]);
  assert.deepEqual(page.kinds("ready"), [{ kind: "ready", duration: 543, rates: [0.5, 1, 1.5, 2] }]);
  page.said.length = 0;
  page.is.time = 222;
  page.state(1);
  page.error(150);
  assert.deepEqual(page.said, [
    [{ kind: "time", position: 222, duration: 543, rate: 1 }, WINDOW], [{ kind: "state", state: 1 }, WINDOW], [{ kind: "error", code: 150 }, WINDOW]]);
});

test("while it plays the position comes four times a second, while it rests not", async () => {
  const page = await open();
  page.hear(LOAD);
  page.api();
  page.ready();
  page.state(1);
  page.said.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const count = page.kinds("time").length;
  assert.ok(count >= 3 && count <= 5, String(count));
  page.state(2);
  page.said.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.deepEqual(page.said, []);
});

test("a pause and a seek before it is ready are obeyed when it is", async () => {
  const page = await open();
  page.hear(LOAD);
  page.hear({ kind: "pause" });
  page.hear({ kind: "seek", to: 40 });
  page.api();
  page.ready();
  assert.deepEqual(page.did.filter((what) => what.startsWith("seek")), ["seek 40"]);
  assert.equal(page.did.at(-1), "pause");
});

test("commands", async () => {
  const page = await open();
  page.hear(LOAD);
  page.api();
  page.ready();
  page.state(1);
  page.did.length = 0;
  for (const message of [{ kind: "pause" }, { kind: "play" }, { kind: "seek", to: 9 }, { kind: "rate", rate: 2 },
    { kind: "sound", volume: 0.35, muted: true }, { kind: "sound", volume: 0.35, muted: false }]) page.hear(message);
  assert.deepEqual(page.did, ["pause", "play", "seek 9", "rate 2", "volume 35", "mute", "volume 35", "unmute"]);
});

test("a load that is to rest rests, until it is told to play", async () => {
  const page = await open();
  page.hear({ ...LOAD, play: false });
  page.api();
  page.ready();
  assert.deepEqual([page.did.includes("play"), page.did.at(-1)], [false, "pause"]);
  page.hear({ kind: "play" });
  assert.equal(page.did.at(-1), "play");
});

for (const [captions, parameter] of [[true, "1"], [false, null]]) {
  test(`captions ${captions ? "on: by the parameter that YouTube documents" : "off: the parameter is not there, since any value of it would turn them on"}`, async () => {
    const page = await open();
    page.hear({ ...LOAD, captions });
    page.api();
    assert.equal(new URL(page.frame().src).searchParams.get("cc_load_policy"), parameter);
  });
}

for (const [sound, asked] of [[{ volume: 0.4, muted: false }, ["volume 40", "unmute"]], [{ volume: 1, muted: true }, ["volume 100", "mute"]], [{ volume: 0.333, muted: false }, ["volume 33", "unmute"]]]) {
  test(`the learner's sound, ${JSON.stringify(sound)}, is set when it is ready, before it plays`, async () => {
    const page = await open();
    page.hear({ ...LOAD, ...sound });
    page.api();
    page.ready();
    assert.deepEqual(page.did, [...asked, "play"]);
  });
}

test("a sound that is chosen before it is ready is the one that is set", async () => {
  const page = await open();
  page.hear(LOAD);
  page.hear({ kind: "sound", volume: 0.2, muted: true });
  page.api();
  assert.deepEqual(page.did, []);
  page.ready();
  assert.deepEqual(page.did.slice(0, 2), ["volume 20", "mute"]);
});

test("a change in YouTube's own volume is told, once each, also while it rests", async () => {
  const page = await open();
  page.hear(LOAD);
  page.api();
  page.ready();
  page.state(1);
  page.passes();
  assert.deepEqual(page.kinds("sound"), []);
  Object.assign(page.is, { volume: 60 });
  for (let i = 0; i < 4; i++) page.passes();
  page.state(2);
  Object.assign(page.is, { muted: true });
  for (let i = 0; i < 4; i++) page.passes();
  assert.deepEqual(page.kinds("sound"), [{ kind: "sound", volume: 0.6, muted: false }, { kind: "sound", volume: 0.6, muted: true }]);
  assert.equal(page.did.filter((what) => what.startsWith("volume")).length, 1, "and is not set back");
});

test("what stands before ours has taken is no choice: neither at the start nor after a command", async () => {
  const page = await open();
  page.hear({ ...LOAD, volume: 0.4, muted: true });
  page.api();
  page.ready();
  page.passes();
  Object.assign(page.is, { volume: 40 });
  page.passes();
  Object.assign(page.is, { muted: true });
  page.passes();
  page.hear({ kind: "sound", volume: 0.8, muted: false });
  page.passes();
  Object.assign(page.is, { volume: 80, muted: false });
  page.passes();
  assert.deepEqual(page.kinds("sound"), []);
  Object.assign(page.is, { volume: 70 });
  page.passes();
  assert.deepEqual(page.kinds("sound"), [{ kind: "sound", volume: 0.7, muted: false }], "and from then on it is heard");
});

test("a volume between two of YouTube's steps has taken when the nearest has", async () => {
  const page = await open();
  page.hear({ ...LOAD, volume: 0.333 });
  page.api();
  page.ready();
  Object.assign(page.is, { volume: 33 });
  page.passes();
  assert.deepEqual(page.kinds("sound"), []);
  Object.assign(page.is, { volume: 50 });
  page.passes();
  assert.deepEqual(page.kinds("sound"), [{ kind: "sound", volume: 0.5, muted: false }]);
});

test("a video that was only cued does not start because it was moved", async () => {
  const page = await open();
  page.hear({ ...LOAD, play: false });
  page.api();
  page.ready();
  page.did.length = 0;
  page.hear({ kind: "seek", to: 9 });
  assert.deepEqual(page.did, ["seek 9", "pause"]);
});

test("the learner's speed is set, also when YouTube forgets it; only a change of theirs is told", async () => {
  const page = await open();
  page.hear({ ...LOAD, rate: 1.5 });
  page.api();
  page.ready();
  page.state(1);
  assert.deepEqual(page.did.filter((what) => what.startsWith("rate")), ["rate 1.5", "rate 1.5"], "when ready, and when it played at another");
  page.rate(1);
  page.rate(1.5);
  assert.deepEqual(page.kinds("rate"), [], "that was not the learner");
  page.rate(2);
  assert.deepEqual(page.kinds("rate"), [{ kind: "rate", rate: 2 }]);
});

test("a speed that YouTube does not have becomes the nearest", async () => {
  const page = await open();
  page.hear({ ...LOAD, rate: 1.6 });
  page.api();
  page.ready();
  assert.deepEqual(page.did.filter((what) => what.startsWith("rate")), ["rate 1.5"]);
});
