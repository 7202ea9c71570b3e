// When a video counts as not playing, for any course of events.

import fc from "fast-check";
import assert from "node:assert/strict";
import { test } from "node:test";
import { after, deadline, NOTHING_LOADED } from "../../ui/player/problems.js";

/** @typedef {import("../../ui/player/problems.js").PlaybackEvent} PlaybackEvent */
/** @typedef {import("../../ui/player/problems.js").Watch} Watch */

/** @type {fc.Arbitrary<PlaybackEvent>} */
const event = fc.oneof(
  fc.record({ kind: fc.constant(/** @type {const} */ ("load")), online: fc.boolean() }),
  fc.record({ kind: fc.constantFrom(/** @type {const} */ ("ready"), "play", "pause", "moving", "buffering", "paused", "tick") }),
  fc.record({ kind: fc.constant(/** @type {const} */ ("error")), code: fc.constantFrom(/** @type {const} */ ("youtube-150"), "no-network", "file-codec") }));

/** Each event, and how many milliseconds after the one before it. */
const events = fc.array(fc.record({ event, wait: fc.integer({ min: 0, max: 20_000 }) }), { minLength: 1, maxLength: 40, size: "max" });

/**
 * Looks at every step that any course of events leads to.
 * @param {(before: Watch, event: PlaybackEvent, after: Watch, now: number) => void} look
 */
function atEveryStep(look) {
  fc.assert(fc.property(events, (events) => {
    let watch = NOTHING_LOADED;
    let now = 0;
    for (const { event, wait } of events) {
      now += wait;
      const next = after(watch, event, now);
      look(watch, event, next, now);
      watch = next;
    }
  }), { numRuns: 500 });
}

test("a picture that moves takes every problem away, and nothing is waited for any more", () => {
  atEveryStep((before, { kind }, after) => {
    if (kind !== "moving") return;
    assert.equal(after.problem, null, `after ${before.problem}`);
    assert.equal(deadline(after), null);
  });
});

test("the clock makes a problem at its deadline, and never before", () => {
  atEveryStep((before, { kind }, after, now) => {
    if (kind !== "tick") return;
    const due = deadline(before);
    if (due === null || now < due) assert.deepEqual(after, before);
    else assert.notEqual(after.problem, null);
  });
});

test("only an error and the clock make a problem", () => {
  atEveryStep((before, { kind }, after) => {
    if (kind === "error" || kind === "tick") return;
    assert.ok(after.problem === null || after.problem === before.problem, `${kind}: ${before.problem} became ${after.problem}`);
  });
});
