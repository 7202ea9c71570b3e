// When a video counts as not playing: what happened at which millisecond, and what the learner is told then.

import "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsFor } from "../../ui/player/problem-words.js";
import { after, deadline, NOTHING_LOADED, ProblemWatch } from "../../ui/player/problems.js";
import { fakeClock } from "./support/clock.js";

/** @typedef {import("../../ui/player/problems.js").PlaybackEvent} PlaybackEvent */

const load = { kind: /** @type {const} */ ("load"), online: true };
const offline = { kind: /** @type {const} */ ("load"), online: false };

/**
 * Each line: when, what happened (nothing: only time passed), and the problem after it.
 * @param {[number, PlaybackEvent | PlaybackEvent["kind"] | null, string | null][]} lines
 */
function check(lines) {
  let watch = NOTHING_LOADED;
  for (const [at, happened, problem] of lines) {
    for (let due = deadline(watch); due !== null && due <= at; due = deadline(watch)) watch = after(watch, { kind: "tick" }, due);
    const event = typeof happened === "string" ? /** @type {PlaybackEvent} */ ({ kind: happened }) : happened;
    if (event) watch = after(watch, event, at);
    assert.equal(watch.problem, problem, `at ${at} ms, after ${JSON.stringify(happened)}`);
  }
}

for (const code of /** @type {const} */ (["youtube-2", "youtube-5", "youtube-100", "youtube-101", "youtube-150", "youtube-153", "no-network"])) {
  test(`${code} is said at once, and stays until something plays`, () => {
    check([[0, load, null], [500, "ready", null], [600, { kind: "error", code }, code], [30_000, null, code], [31_000, "paused", code],
      [32_000, "moving", null]]);
  });
}

test("an error that comes before `ready` is not taken back by it", () => {
  check([[0, load, null], [400, { kind: "error", code: "youtube-150" }, "youtube-150"], [500, "ready", "youtube-150"], [20_000, null, "youtube-150"]]);
});

test("no `ready` within 8 seconds", () => check([[0, load, null], [7_999, null, null], [8_000, null, "no-ready"]]));

test("`ready` at the last moment", () => check([[0, load, null], [7_999, "ready", null], [8_001, null, null]]));

test("a late `ready` takes the panel away, and the picture has its 15 seconds", () => {
  check([[0, load, null], [8_000, null, "no-ready"], [20_000, "ready", null], [34_999, null, null], [35_000, null, "not-started"]]);
});

test("ready, and nothing moves within 15 seconds of play", () => {
  check([[0, load, null], [300, "ready", null], [14_999, null, null], [15_000, null, "not-started"]]);
});

test("a start after an advert or a consent page takes the panel away", () => {
  check([[0, load, null], [300, "ready", null], [15_000, null, "not-started"], [47_000, "moving", null], [90_000, null, null]]);
});

test("playing in time", () => check([[0, load, null], [300, "ready", null], [2_000, "moving", null], [60_000, null, null]]));

test("a pause that the learner asked for is no failure to start", () => {
  check([[0, load, null], [300, "ready", null], [400, "pause", null], [60_000, null, null], [60_001, "play", null], [75_001, null, "not-started"]]);
});

test("a pause before the first answer, and play again: the picture has its 15 seconds from there", () => {
  check([[0, load, null], [400, "pause", null], [5_000, "play", null], [5_500, "ready", null], [19_999, null, null], [20_000, null, "not-started"]]);
  check([[0, load, null], [400, "pause", null], [5_000, "play", null], [8_000, null, "no-ready"]]);
});

test("play pressed again and again does not put off what is said", () => {
  check([[0, load, null], [3_000, "play", null], [7_000, "play", null], [7_500, "ready", null], [15_000, null, "not-started"]]);
});

test("a video that was loaded to rest may rest, but has to answer", () => {
  check([[0, load, null], [0, "pause", null], [500, "ready", null], [60_000, null, null]]);
  check([[0, load, null], [0, "pause", null], [8_000, null, "no-ready"]]);
});

test("a pause that the player reports by itself before the first picture is one", () => {
  check([[0, load, null], [300, "ready", null], [400, "paused", null], [15_000, null, "not-started"]]);
});

test("a picture that stops for want of data, and comes back", () => {
  check([[0, load, null], [300, "ready", null], [900, "moving", null], [5_000, "buffering", null], [19_999, null, null],
    [20_000, null, "stalled"], [40_000, "moving", null]]);
});

test("a short wait for data is nothing", () => check([[0, load, null], [900, "moving", null], [5_000, "buffering", null], [9_000, "moving", null], [60_000, null, null]]));

test("offline is said sooner, but the video is tried all the same", () => {
  check([[0, offline, null], [1_499, null, null], [1_500, null, "no-network"], [4_000, "ready", null]]);
  check([[0, offline, null], [700, "ready", null], [1_600, null, null]]);
});

test("loading again forgets what was wrong", () => {
  check([[0, load, null], [8_000, null, "no-ready"], [9_000, load, null], [16_999, null, null], [17_000, null, "no-ready"]]);
});

test("the watch wakes by itself, tells each change once, and is silent when stopped", async () => {
  const clock = fakeClock();
  /** @type {(string | null)[]} */
  const told = [];
  const watch = new ProblemWatch(clock, () => told.push(watch.problem));
  watch.note(load);
  await clock.pass(8_000);
  watch.note({ kind: "ready" });
  await clock.pass(15_000);
  watch.note({ kind: "moving" });
  assert.deepEqual(told, ["no-ready", null, "not-started", null]);
  watch.note(load);
  watch.stop();
  await clock.pass(60_000);
  assert.equal(told.length, 4);
});

test("every problem has words, and a way on", () => {
  const youtube = ["no-network", "no-ready", "not-started", "stalled", "youtube-2", "youtube-5", "youtube-100", "youtube-101", "youtube-150", "youtube-153"];
  const seen = new Set();
  for (const code of youtube) {
    const words = wordsFor(/** @type {any} */ (code), { file: null, linux: true });
    assert.deepEqual(words.remedies, ["retry", "own-window", "attach", "open-on-youtube"], code);
    seen.add(words.text);
  }
  assert.equal(seen.size, youtube.length, "each says something of its own");
  for (const code of /** @type {const} */ (["file-missing", "file-unreadable", "file-codec", "file-interrupted", "no-ready", "not-started", "stalled"])) {
    const words = wordsFor(code, { file: "ward.mkv", linux: false });
    assert.match(words.text, /ward\.mkv/, code);
    assert.ok(words.remedies.includes("play-from-youtube"), code);
  }
});

test("on Linux, a format that cannot be played names the package", () => {
  assert.match(wordsFor("file-codec", { file: "a.mp4", linux: true }).text, /gstreamer1\.0-libav/);
  assert.doesNotMatch(wordsFor("file-codec", { file: "a.mp4", linux: false }).text, /gstreamer/);
});
