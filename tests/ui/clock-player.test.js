// The clock that runs beside a lesson in a window of its own: what it counts, and what of that is believed.

import "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClockPlayer } from "../../ui/player/clock-player.js";
import { fakeClock } from "./support/clock.js";
import { secondsWatched, watch } from "./support/watching.js";

const START = { startAt: 100, play: true, rate: 1, captions: false, volume: 1, muted: false };

/** A clock beside a lesson of 9:03, started at 1:40 unless the test says otherwise. */
function start(changes = {}, duration = 543) {
  const clock = fakeClock();
  const closed = [];
  const player = new ClockPlayer(duration, clock, () => closed.push("closed"));
  const events = [];
  for (const name of ["ready", "time", "state", "rate", "sound", "captions", "error"]) player.on(name, (detail) => events.push([name, detail]));
  const heard = (name) => events.filter(([event]) => event === name).map(([, detail]) => detail);
  player.load({ ...START, ...changes });
  return { clock, player, events, heard, closed };
}

/** A learner at 1:40 whose lesson plays in a window of its own. */
function beside(changes = {}) {
  const watching = watch({ position: 100, resumeAt: 100, player: (source, { duration, clock }) => (source === "window" ? new ClockPlayer(duration, clock, () => {}) : null), ...changes });
  watching.playback.playFrom("window");
  return watching;
}

test("it is ready at once, with the length that is known, speeds, and no captions", () => {
  const { heard } = start();
  const [{ duration, rates }] = heard("ready");
  assert.deepEqual([duration, Math.min(...rates), Math.max(...rates), rates.includes(1)], [543, 0.25, 2, true]);
  assert.deepEqual(heard("captions"), [{ available: false }]);
});

test("it runs by the clock from where it starts, and tells it four times a second", async () => {
  const { clock, player, heard } = start();
  assert.deepEqual(heard("state"), [{ state: "playing" }]);
  assert.equal(player.position, 100);
  await clock.pass(60_000);
  assert.equal(player.position, 160);
  assert.equal(heard("time").length, 1 + 4 * 60);
  assert.deepEqual(heard("time").at(-1), { position: 160, duration: 543, rate: 1 });
});

test("without play it rests", async () => {
  const { clock, player, heard } = start({ play: false });
  await clock.pass(60_000);
  assert.deepEqual([player.position, heard("state"), heard("time")], [100, [], []]);
  player.play();
  await clock.pass(1_000);
  assert.equal(player.position, 101);
});

test("it is paused and started by hand, and does not count while it rests", async () => {
  const { clock, player, heard } = start();
  await clock.pass(10_000);
  player.pause();
  const told = heard("time").length;
  await clock.pass(60_000);
  assert.deepEqual([player.position, heard("time").length], [110, told]);
  player.play();
  await clock.pass(5_000);
  assert.equal(player.position, 115);
  assert.deepEqual(heard("state").map(({ state }) => state), ["playing", "paused", "playing"]);
});

test("started twice it does not run twice", async () => {
  const { clock, player, heard } = start();
  await clock.pass(100);
  player.play();
  await clock.pass(900);
  assert.equal(player.position, 101);
  assert.ok(heard("time").length <= 6, String(heard("time").length));
});

test("it is set by hand, while it runs and while it rests", async () => {
  const { clock, player, heard } = start();
  await clock.pass(10_000);
  player.seek(300);
  assert.deepEqual(heard("time").at(-1), { position: 300, duration: 543, rate: 1 });
  await clock.pass(10_000);
  assert.equal(player.position, 310);
  player.pause();
  player.seek(20);
  assert.deepEqual(heard("time").at(-1), { position: 20, duration: 543, rate: 1 });
  await clock.pass(10_000);
  assert.equal(player.position, 20);
});

test("it begins at normal speed, as YouTube's own page does; what it has counted stays when that changes", async () => {
  const { clock, player } = start({ rate: 1.5 });
  await clock.pass(10_000);
  assert.equal(player.position, 110);
  player.setRate(2);
  assert.equal(player.position, 110);
  await clock.pass(10_000);
  assert.equal(player.position, 130);
});

test("a speed that was remembered can be chosen for the clock too", async () => {
  const { playback, clock } = beside({ choices: { rate: 1.5 } });
  await clock.pass(1_000);
  assert.deepEqual([playback.view.rate, playback.view.choices.rate], [1, 1.5]);
  playback.choose({ rate: 1.5 });
  await clock.pass(10_000);
  assert.equal(playback.view.position, 116);
});

test("a laptop that slept does not move the clock; it rests where it was", async () => {
  const { clock, player, heard } = start();
  await clock.pass(10_000);
  clock.jump(3_600_000);
  await clock.pass(1_000);
  assert.ok(Math.abs(player.position - 110) <= 0.25, String(player.position));
  assert.deepEqual(heard("state").at(-1), { state: "paused" });
  player.play();
  await clock.pass(2_000);
  assert.ok(Math.abs(player.position - 112) <= 0.5, String(player.position));
});

test("a new speed is told as the new one, also while it rests", () => {
  const { player, heard } = start({ play: false });
  player.setRate(2);
  assert.ok(heard("time").every(({ rate }) => rate === 2), JSON.stringify(heard("time")));
});

test("it ends at the lesson's end, and begins anew from there", async () => {
  const { clock, player, heard } = start({ startAt: 540 });
  await clock.pass(10_000);
  assert.equal(player.position, 543);
  assert.deepEqual(heard("time").at(-1), { position: 543, duration: 543, rate: 1 });
  assert.deepEqual(heard("state").map(({ state }) => state), ["playing", "ended"]);
  const told = heard("time").length;
  await clock.pass(10_000);
  assert.equal(heard("time").length, told, "it rests");
  player.play();
  await clock.pass(5_000);
  assert.equal(player.position, 5);
});

test("set back after the end, it goes on from there", async () => {
  const { clock, player } = start({ startAt: 540 });
  await clock.pass(10_000);
  player.seek(300);
  player.play();
  await clock.pass(5_000);
  assert.equal(player.position, 305);
});

test("where the length is not known it goes on", async () => {
  const { clock, player, heard } = start({}, null);
  await clock.pass(3_600_000);
  assert.deepEqual([player.position, player.duration, heard("state").at(-1).state], [3_700, null, "playing"]);
});

test("sound and captions are the other window's: asking for them says nothing and loads nothing", () => {
  const { player, events } = start();
  events.length = 0;
  player.setSound();
  player.setCues();
  assert.deepEqual([player.setCaptions(), events], ["shown", []]);
});

test("after destroy it is silent, rests, and is gone from the page", async () => {
  const { clock, player, events, closed } = start();
  document.body.append(player.element);
  player.destroy();
  assert.deepEqual(closed, ["closed"], "the other window goes with it");
  events.length = 0;
  const at = player.position;
  await clock.pass(10_000);
  assert.deepEqual([player.position, player.element.isConnected], [at, false]);
  player.seek(300);
  assert.deepEqual(events, []);
});

test("beside it: the position is reported every five seconds, and no second counts as watched", async () => {
  const { playback, reports, clock } = beside();
  await clock.pass(30_000);
  assert.equal(playback.view.position, 130);
  const positions = reports.map(({ position }) => position);
  assert.ok(positions.length >= 6 && Math.abs(positions.at(-1) - 130) <= 5, String(positions));
  playback.pause();
  await clock.pass(0);
  assert.ok(Math.abs(reports.at(-1).position - 130) <= 0.25);
  assert.deepEqual([secondsWatched(reports), playback.view.watched], [0, []]);
});

test("beside it: a note has the clock's second", async () => {
  const { playback, clock } = beside();
  await clock.pass(12_900);
  assert.equal(playback.second, 112);
  playback.seek(300);
  assert.equal(playback.second, 300);
});

test("beside it: no problem is seen, since nothing is; neither while it runs nor while it rests", async () => {
  const { playback, clock } = beside({ online: false });
  await clock.pass(60_000);
  assert.equal(playback.view.problem, null);
  playback.pause();
  await clock.pass(60_000);
  assert.deepEqual([playback.view.problem, playback.view.state, playback.view.wanted], [null, "paused", false]);
});

test("beside it: play, pause and the keys are the clock's", async () => {
  const { playback, clock } = beside();
  playback.toggle();
  await clock.pass(10_000);
  assert.equal(playback.view.position, 100);
  playback.toggle();
  await clock.pass(10_000);
  assert.equal(playback.view.position, 110);
});

test("beside it: the speed is shown and counts, also when it is changed while the clock rests", async () => {
  const { playback, clock, told } = beside();
  playback.pause();
  playback.choose({ rate: 2 });
  assert.deepEqual([playback.view.rate, told.at(-1).rate], [2, 2]);
  playback.play();
  await clock.pass(10_000);
  assert.deepEqual([playback.view.position, playback.view.rate], [120, 2]);
});

test("from the video's place to the clock, and back to the video at the clock's", async () => {
  const watching = beside({ position: 222, resumeAt: 222 });
  await watching.clock.pass(8_000);
  assert.equal(watching.playback.view.position, 230);
  watching.playback.useFile(null);
  assert.deepEqual([watching.playback.view.source, watching.playback.view.phase], ["youtube", "idle"]);
  watching.playback.play();
  assert.equal(watching.player().did[0][1].startAt, 230);
});

test("a place beyond what the window knows as the end begins at the beginning", () => {
  const { playback } = beside({ position: 543, resumeAt: 543 });
  assert.equal(playback.view.position, 0);
});
