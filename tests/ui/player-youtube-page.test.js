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
  Object.assign(globalThis, {
    parent,
    addEventListener: (name, listener) => {
      window.addEventListener(name, listener);
      undo.push(() => window.removeEventListener(name, listener));
    },
    setInterval: (...args) => {
      const timer = setIntervalBefore(...args);
      undo.push(() => clearInterval(timer));
      return timer;
    },
  });
  undo.push(() => { globalThis.setInterval = setIntervalBefore; });
  await import(`../../src-tauri/media/youtube.js?${pages++}`);

  const did = [];
  const is = { time: 0, duration: 543, state: -1, rate: 1, rates: [0.5, 1, 1.5, 2] };
  let events;
  const player = {
    playVideo: () => did.push("play"), pauseVideo: () => did.push("pause"), seekTo: (to) => did.push(`seek ${to}`),
    setPlaybackRate: (rate) => did.push(`rate ${rate}`),
    getCurrentTime: () => is.time, getDuration: () => is.duration, getPlayerState: () => is.state, getPlaybackRate: () => is.rate,
    getAvailablePlaybackRates: () => is.rates,
  };
  window.YT = { Player: class { constructor(_id, given) { events = given.events; } } };
  return {
    said, did, is,
    hear: (data, { origin = WINDOW, source = parent } = {}) => window.dispatchEvent(Object.assign(new Event("message"), { data, origin, source })),
    script: () => document.head.querySelector("script"),
    frame: () => document.querySelector("iframe"),
    api: () => window.onYouTubeIframeAPIReady(),
    ready: () => events.onReady({ target: player }),
    state(state) { is.state = state; events.onStateChange({ data: state }); },
    error: (code) => events.onError({ data: code }),
    rate(rate) { is.rate = rate; events.onPlaybackRateChange({ data: rate }); },
    kinds: (kind) => said.filter(([message]) => message.kind === kind).map(([message]) => message),
  };
}

const LOAD = { kind: "load", startAt: 222.7, rate: 1, play: true };

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
  assert.deepEqual(page.did, ["play"]);
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
  for (const message of [{ kind: "pause" }, { kind: "play" }, { kind: "seek", to: 9 }, { kind: "rate", rate: 2 }]) page.hear(message);
  assert.deepEqual(page.did, ["pause", "play", "seek 9", "rate 2"]);
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
  assert.equal(page.did[0], "rate 1.5");
});
