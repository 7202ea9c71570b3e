// Keeping what was chosen for playing: when it is saved, and what becomes of it if it cannot be.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ChoiceKeeper } from "../../ui/player/choice-keeper.js";
import { fakeClock } from "./support/clock.js";
import { choices, settings } from "./support/course.js";

/** A keeper whose saves succeed, fail, or wait until the test lets them go. */
function start() {
  const clock = fakeClock();
  const saved = [];
  const is = { failing: false, waiting: false };
  let release = () => {};
  const keeper = new ChoiceKeeper(async (playback) => {
    saved.push(playback);
    if (is.waiting) await new Promise((resolve) => { release = () => resolve(undefined); });
    if (is.failing) throw { code: "store-failed", message: "no" };
    return settings({ playback });
  }, clock);
  return { keeper, clock, saved, is, release: () => release(), volumes: () => saved.map(({ volume }) => volume) };
}

const at = (volume) => choices({ volume });

test("a slider that is dragged is saved once, half a second after its last step", async () => {
  const { keeper, clock, volumes } = start();
  for (let step = 1; step <= 10; step++) {
    keeper.keep(at(step / 10));
    await clock.pass(100);
  }
  await clock.pass(399);
  assert.deepEqual(volumes(), []);
  await clock.pass(1);
  assert.deepEqual(volumes(), [1]);
  await clock.pass(60_000);
  assert.deepEqual(volumes(), [1], "and not again");
});

test("two choices with a rest between are saved each", async () => {
  const { keeper, clock, volumes } = start();
  keeper.keep(at(0.1));
  await clock.pass(500);
  keeper.keep(at(0.2));
  await clock.pass(500);
  assert.deepEqual(volumes(), [0.1, 0.2]);
});

test("flush saves at once, and only then is done", async () => {
  const { keeper, clock, volumes, is, release } = start();
  is.waiting = true;
  keeper.keep(at(0.1));
  let done = false;
  const flushed = keeper.flush().then(() => { done = true; });
  await clock.pass(0);
  assert.deepEqual([volumes(), done], [[0.1], false]);
  release();
  await flushed;
  await clock.pass(60_000);
  assert.deepEqual(volumes(), [0.1], "the timer has nothing left to save");
});

test("with nothing chosen, flush saves nothing", async () => {
  const { keeper, saved } = start();
  await keeper.flush();
  assert.deepEqual(saved, []);
});

test("flush rejects when it could not be saved; the next one carries it", async () => {
  const { keeper, clock, volumes, is } = start();
  is.failing = true;
  keeper.keep(at(0.1));
  await assert.rejects(keeper.flush(), { code: "store-failed" });
  is.failing = false;
  await keeper.flush();
  await keeper.flush();
  await clock.pass(60_000);
  assert.deepEqual(volumes(), [0.1, 0.1]);
});

test("what failed by itself is told to nobody, and goes with the next choice", async () => {
  const { keeper, clock, saved, is } = start();
  is.failing = true;
  keeper.keep(choices({ volume: 0.1 }));
  await clock.pass(500);
  is.failing = false;
  keeper.keep(choices({ volume: 0.1, rate: 2 }));
  await clock.pass(500);
  assert.deepEqual(saved.at(-1), choices({ volume: 0.1, rate: 2 }));
  await keeper.flush();
  assert.equal(saved.length, 2);
});

test("what is chosen while a save is under way is saved after it, in order", async () => {
  const { keeper, clock, volumes, is, release } = start();
  is.waiting = true;
  keeper.keep(at(0.1));
  await clock.pass(500);
  keeper.keep(at(0.2));
  await clock.pass(500);
  assert.deepEqual(volumes(), [0.1], "one at a time");
  is.waiting = false;
  release();
  await clock.pass(0);
  assert.deepEqual(volumes(), [0.1, 0.2]);
});

test("what comes back of an older save does not make a newer choice count as saved", async () => {
  const { keeper, clock, volumes, is, release } = start();
  is.waiting = true;
  keeper.keep(at(0.1));
  const first = keeper.flush();
  await clock.pass(0);
  keeper.keep(at(0.2));
  is.waiting = false;
  release();
  await first;
  await keeper.flush();
  assert.deepEqual(volumes(), [0.1, 0.2]);
});
