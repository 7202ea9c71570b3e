// What the learner chooses for every lesson: speed, sound, captions, theatre. That it reaches the player, also one that can
// only be told when it loads, and that nothing of the watching is lost by it.

import "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { FILE_RATES } from "../../ui/player/file-player.js";
import { choices } from "./support/course.js";
import { FILE, loaded, secondsWatched, watch } from "./support/watching.js";

const CUES = [{ start: 0, end: 2, text: "Welcome." }];

/** What was chosen, and what the player is asked for. */
const CHOSEN = [
  [{ rate: 1.5 }, [["rate", 1.5]]],
  [{ volume: 0.4 }, [["sound", 0.4, false]]],
  [{ muted: true }, [["sound", 1, true]]],
  [{ volume: 0.4, muted: true }, [["sound", 0.4, true]]],
  [{ captions: true }, [["captions", true]]],
  [{ theatre: true }, []],
];

for (const [change, asked] of CHOSEN) {
  test(`${JSON.stringify(change)} reaches the player that is there, and is told once`, async () => {
    const watching = watch();
    await watching.starts();
    watching.player().did.length = 0;
    let shown = 0;
    watching.playback.on("view", () => shown++);
    watching.playback.choose(change);
    assert.deepEqual(watching.player().did, asked);
    assert.deepEqual(watching.told, [choices(change)]);
    assert.deepEqual([watching.playback.view.choices, shown > 0], [choices(change), true]);
    watching.playback.choose(change);
    assert.deepEqual([watching.player().did, watching.told.length], [asked, 1], "the same once more is no choice");
  });
}

test("what is chosen before play goes with it", () => {
  const { playback, player } = watch({ choices: { muted: true } });
  playback.choose({ rate: 1.75, captions: true });
  playback.choose({ volume: 0.2 });
  playback.play();
  assert.deepEqual(player().did, [loaded(222, { rate: 1.75, captions: true, volume: 0.2, muted: true })]);
});

test("a speed chosen for one player goes with the next", () => {
  const { playback, player } = watch({ file: FILE });
  playback.play();
  playback.choose({ rate: 1.25, volume: 0.5 });
  playback.playFrom("youtube");
  assert.deepEqual(player().did, [loaded(222, { rate: 1.25, volume: 0.5 })]);
});

test("captions that can be shown at once are: nothing is loaded again", async () => {
  const watching = watch({ file: FILE });
  await watching.starts();
  watching.playback.choose({ captions: true });
  assert.equal(watching.players.length, 1);
});

test("captions on YouTube load it again at the same second, and what played plays", async () => {
  const watching = watch({ captions: "reload" });
  await watching.starts();
  await watching.plays(222, 230.5);
  watching.playback.choose({ captions: true });
  const [before, after] = watching.players;
  assert.equal(watching.players.length, 2);
  assert.deepEqual(before.did.at(-1), ["destroy"]);
  assert.deepEqual(after.did, [loaded(230.5, { captions: true })]);
  assert.equal(watching.playback.view.wanted, true);
  watching.ready();
  watching.state("playing");
  await watching.plays(230.5, 232);
  await watching.playback.flush();
  assert.equal(watching.reports.at(-1).position, 232);
  assert.equal(secondsWatched(watching.reports), 10, "what was watched before and after");
});

test("captions on YouTube while it rests: it rests at the same second, and nobody complains that it does not play", async () => {
  const watching = watch({ captions: "reload" });
  await watching.starts();
  await watching.plays(222, 230);
  watching.playback.pause();
  watching.state("paused");
  watching.playback.choose({ captions: true });
  assert.deepEqual(watching.player().did, [loaded(230, { captions: true, play: false })]);
  assert.equal(watching.playback.view.wanted, false);
  await watching.clock.pass(500);
  watching.ready();
  await watching.time(0);
  await watching.clock.pass(60_000);
  assert.deepEqual([watching.playback.view.problem, watching.playback.view.position, watching.playback.view.wanted], [null, 230, false]);
  assert.deepEqual(watching.reports.at(-1).position, 230);
});

test("after that rest, play plays, and a picture that then does not come is said", async () => {
  const watching = watch({ captions: "reload" });
  await watching.starts();
  watching.playback.pause();
  watching.state("paused");
  watching.playback.choose({ captions: true });
  watching.ready();
  await watching.clock.pass(60_000);
  watching.playback.play();
  assert.deepEqual(watching.player().did.at(-1), ["play"]);
  await watching.clock.pass(14_999);
  assert.equal(watching.playback.view.problem, null);
  await watching.clock.pass(1);
  assert.equal(watching.playback.view.problem, "not-started");
});

test("the same when play is pressed before the reloaded player has answered", async () => {
  const watching = watch({ captions: "reload" });
  await watching.starts();
  watching.playback.pause();
  watching.state("paused");
  watching.playback.choose({ captions: true });
  watching.playback.play();
  watching.ready();
  await watching.clock.pass(15_000);
  assert.equal(watching.playback.view.problem, "not-started");
});

test("a player that rests and never answers is said all the same", async () => {
  const watching = watch({ captions: "reload" });
  await watching.starts();
  watching.playback.pause();
  watching.state("paused");
  watching.playback.choose({ captions: true });
  await watching.clock.pass(8_000);
  assert.equal(watching.playback.view.problem, "no-ready");
});

test("while it is still loading, captions begin the loading anew, and it still plays", () => {
  const { playback, players, player } = watch({ captions: "reload" });
  playback.play();
  playback.choose({ captions: true });
  assert.deepEqual([players.length, player().did], [2, [loaded(222, { captions: true })]]);
});

test("a player that failed is not loaded again by captions; the next try has them", async () => {
  const watching = watch({ captions: "reload" });
  await watching.starts();
  watching.player().emit("error", { code: "youtube-150" });
  watching.playback.choose({ captions: true });
  assert.deepEqual([watching.players.length, watching.playback.view.problem, watching.told], [1, "youtube-150", [choices({ captions: true })]]);
  watching.playback.retry();
  assert.deepEqual(watching.player().did, [loaded(222, { captions: true })]);
});

for (const [event, heard] of [["rate", { rate: 2 }], ["sound", { volume: 0.3, muted: false }], ["sound", { volume: 1, muted: true }]]) {
  test(`${JSON.stringify(heard)} in the player's own controls is a choice, and is not sent back to it`, async () => {
    const watching = watch();
    await watching.starts();
    watching.player().did.length = 0;
    watching.player().emit(event, heard);
    watching.player().emit(event, heard);
    assert.deepEqual(watching.told, [choices(heard)], "once");
    assert.deepEqual([watching.playback.view.choices, watching.player().did], [choices(heard), []]);
    watching.playback.retry();
    assert.deepEqual(watching.player().did, [loaded(222, heard)]);
  });
}

test("a player that says what was chosen anyway chooses nothing", async () => {
  const watching = watch({ choices: { rate: 1.5, volume: 0.5 } });
  await watching.starts();
  watching.player().emit("rate", { rate: 1.5 });
  watching.player().emit("sound", { volume: 0.5, muted: false });
  assert.deepEqual(watching.told, []);
});

/** From a speed, in a direction, among the player's, to a speed; null: it stays and nothing is told. */
const STEPS = [
  [1, 1, [0.5, 1, 2], 2], [1, -1, [0.5, 1, 2], 0.5],
  [2, 1, [0.5, 1, 2], null], [0.5, -1, [0.5, 1, 2], null],
  [1.6, 1, [0.5, 1, 1.5, 2], 2], [1.6, -1, [0.5, 1, 1.5, 2], 1.5],
  [1, 1, [2, 0.5, 1, 1.25], 1.25],
  [1, 1, FILE_RATES, 1.05], [1, -1, FILE_RATES, 0.95], [3, 1, FILE_RATES, null], [0.25, -1, FILE_RATES, null],
  [1, 1, [1], null],
];

for (const [from, direction, rates, to] of STEPS) {
  const among = rates === FILE_RATES ? "those of a file" : rates.join(", ");
  test(`from ${from}× ${direction > 0 ? "faster" : "slower"} among ${among}: ${to === null ? "stays" : `${to}×`}`, async () => {
    const watching = watch({ choices: { rate: from } });
    watching.playback.play();
    watching.ready(543, rates);
    watching.playback.stepRate(direction);
    assert.deepEqual(watching.told, to === null ? [] : [choices({ rate: to })]);
    assert.equal(watching.playback.view.rate, to ?? from);
  });
}

test("a player that names no speeds has the usual ones", () => {
  const watching = watch();
  watching.playback.play();
  watching.ready(543, []);
  watching.playback.stepRate(1);
  assert.equal(watching.playback.view.rate, 1.25);
});

test("a speed that the player does not have: shown is what it plays, kept is what was wished", async () => {
  const watching = watch({ choices: { rate: 2.5 } });
  watching.playback.play();
  watching.ready();
  watching.state("playing");
  let shown = 0;
  watching.playback.on("view", () => shown++);
  await watching.time(222, 0, 2);
  assert.deepEqual([watching.playback.view.rate, watching.playback.view.choices.rate, watching.told, shown], [2, 2.5, [], 1]);
  watching.playback.useFile(FILE);
  watching.playback.play();
  assert.deepEqual(watching.player().did, [loaded(222, { rate: 2.5 })], "the file has it");
});

test("a step from a speed that was wished goes from the one that is played", async () => {
  const watching = watch({ choices: { rate: 2.5 } });
  await watching.starts();
  await watching.time(222.5, 250, 2);
  watching.playback.stepRate(-1);
  assert.deepEqual(watching.told, [choices({ rate: 1 })]);
});

test("captions of the learner's own are given to the player, and to the next one", () => {
  const { playback, player } = watch({ file: FILE });
  playback.cues = CUES;
  playback.play();
  assert.deepEqual(player().cues, CUES);
  playback.cues = [];
  assert.deepEqual(player().cues, []);
  playback.cues = CUES;
  playback.retry();
  assert.deepEqual(player().cues, CUES);
});

test("whether there are captions is what the player says; of the next player nothing is known yet", () => {
  const { playback, player } = watch({ file: FILE });
  assert.equal(playback.view.captioned, true);
  playback.play();
  player().emit("captions", { available: false });
  assert.equal(playback.view.captioned, false);
  player().emit("captions", { available: true });
  assert.equal(playback.view.captioned, true);
  player().emit("captions", { available: false });
  playback.useFile(null);
  assert.equal(playback.view.captioned, true, "YouTube may have some");
});
