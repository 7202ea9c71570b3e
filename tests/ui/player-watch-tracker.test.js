// Which seconds count as watched, as tables: what the player said and when, and what was watched.

import assert from "node:assert/strict";
import { test } from "node:test";
import { merged } from "../../ui/player/intervals.js";
import { WatchTracker } from "../../ui/player/watch-tracker.js";

/**
 * Each sample is [milliseconds on the clock, position, rate]; "stop" interrupts.
 * @param {([number, number, number?] | "stop")[]} samples
 */
function watched(samples) {
  let now = 0;
  const tracker = new WatchTracker({ now: () => now });
  for (const sample of samples) {
    if (sample === "stop") tracker.interrupt();
    else {
      now = sample[0];
      tracker.sample(sample[1], sample[2] ?? 1);
    }
  }
  return tracker.take();
}

/** @type {[string, ([number, number, number?] | "stop")[], [number, number][]][]} */
const TABLE = [
  ["playing", [[0, 10], [250, 10.25], [500, 10.5], [1000, 11]], [[10, 11]]],
  ["one sample is nothing yet", [[0, 10]], []],
  ["at double speed", [[0, 10, 2], [1000, 12, 2], [2000, 14, 2]], [[10, 14]]],
  ["a speed that rises between two samples", [[0, 10, 1], [1000, 12, 2]], [[10, 12]]],
  ["a speed that falls between two samples", [[0, 10, 2], [1000, 12, 1]], [[10, 12]]],
  ["faster than the speed allows is a jump", [[0, 10], [250, 10.25], [500, 20], [750, 20.25]], [[10, 10.25], [20, 20.25]]],
  ["a jump back", [[0, 100], [250, 100.25], [500, 50], [750, 50.25]], [[50, 50.25], [100, 100.25]]],
  ["a jump back into what was watched is merged", [[0, 10], [1000, 11], [2000, 12], [2250, 10.5], [3250, 11.5]], [[10, 12]]],
  ["a reading that lags and catches up", [[0, 10], [250, 10], [500, 10], [750, 10.75]], [[10, 10.75]]],
  ["waiting for data", [[0, 10], [250, 10.25], "stop", [4000, 10.25], [4250, 10.5]], [[10, 10.5]]],
  ["paused and moved meanwhile", [[0, 10], [250, 10.25], "stop", [4000, 60], [4250, 60.25]], [[10, 10.25], [60, 60.25]]],
  ["a window in the background is told once a minute", [[0, 10], [60_000, 70]], [[10, 70]]],
  ["a suspended laptop: the clock ran on, the picture did not", [[0, 10], [250, 10.25], [3_600_000, 10.5], [3_600_250, 10.75]], [[10, 10.25], [10.5, 10.75]]],
  ["a suspended laptop, and moved by YouTube's own slider", [[0, 10], [3_600_000, 400], [3_600_250, 400.25]], [[400, 400.25]]],
  ["a clock that was set back", [[10_000, 10], [10_250, 10.25], [5_000, 10.5], [5_250, 10.75]], [[10, 10.25], [10.5, 10.75]]],
  ["a clock that was set back a little", [[10_000, 10], [10_250, 10.25], [10_200, 10.5], [10_450, 10.75]], [[10, 10.25], [10.5, 10.75]]],
  ["a clock that was set on", [[0, 10], [250, 10.25], [90_000, 10.5], [90_250, 10.75]], [[10, 10.25], [10.5, 10.75]]],
];

for (const [name, samples, expected] of TABLE) {
  test(`watched: ${name}`, () => assert.deepEqual(watched(samples), expected));
}

/** @type {[string, (i: number) => number][]} */
const NUDGES = [
  ["forward", (i) => i * 0.9],
  ["forward, with a small one back before each", (i) => Math.floor(i / 2) * 0.9 + (i % 2 ? 0.95 : 0)],
];

for (const [name, position] of NUDGES) {
  test(`many jumps, each small enough to pass for a reading that is off, do not count as watching: ${name}`, () => {
    const jumps = Array.from({ length: 100 }, (_, i) => /** @type {[number, number]} */ ([i * 250, position(i)]));
    const afterAPause = /** @type {[number, number]} */ ([-3_600_000, 0]);
    for (const samples of [jumps, [afterAPause, "stop", ...jumps]]) {
      const seconds = watched(/** @type {any} */ (samples)).reduce((sum, [from, to]) => sum + to - from, 0);
      assert.ok(seconds <= 25 + 1, `${seconds} s watched in 25 s of time`);
    }
  });
}

test("what is taken out is not given twice, and what could not be saved comes back", () => {
  let now = 0;
  const tracker = new WatchTracker({ now: () => now });
  const play = (/** @type {number} */ from, /** @type {number} */ to) => {
    for (let at = from; at <= to; at += 0.5) {
      tracker.sample(at, 1);
      now += 500;
    }
  };
  play(0, 5);
  const first = tracker.take();
  assert.deepEqual(first, [[0, 5]]);
  assert.deepEqual(tracker.take(), []);
  play(5.5, 8);
  tracker.giveBack(first);
  assert.deepEqual(tracker.take(), [[0, 8]]);
  assert.deepEqual(tracker.seen, [[0, 8]]);
});

test("intervals merge where they touch or overlap, and only there", () => {
  assert.deepEqual(merged([[5, 6], [0, 2], [2, 3], [1, 1.5], [4, 4]]), [[0, 3], [5, 6]]);
});
