// One lesson being watched, with a player that says what the test wants: what is reported to Rust, and when.

import "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { choices, progress } from "./support/course.js";
import { FILE, loaded, secondsWatched, watch } from "./support/watching.js";

const positions = (reports) => reports.map(({ position }) => position);

test("nothing is made or reported before play", async () => {
  const { playback, players, reports, clock } = watch();
  await playback.flush();
  await clock.pass(60_000);
  assert.deepEqual([players, reports, playback.view.phase, playback.view.position], [[], [], "idle", 222]);
});

test("play starts where the learner stopped, at their speed; a second in the address comes first", () => {
  for (const [options, startAt] of [[{}, 222], [{ startAt: 100 }, 100], [{ startAt: 0 }, 0], [{ completed: true, resumeAt: 0 }, 0]]) {
    const { playback, player } = watch({ choices: { rate: 1.5 }, ...options });
    playback.play();
    assert.deepEqual(player().did, [loaded(startAt, { rate: 1.5 })]);
  }
});

test("a file that is there is played; otherwise YouTube", () => {
  const withFile = watch({ file: FILE });
  withFile.playback.play();
  assert.deepEqual([withFile.player().source, withFile.player().url], ["file", FILE.url]);
  const without = watch();
  without.playback.play();
  assert.deepEqual([without.player().source, without.player().url], ["youtube", "http://127.0.0.1:4321/token/youtube/models"]);
});

test("every five seconds while it plays, and at the pause", async () => {
  const watching = watch();
  await watching.starts();
  await watching.plays(222, 234);
  const { reports } = watching;
  assert.equal(reports.filter(({ watched }) => watched.length > 0).length, 2, "at 5 and at 10 seconds");
  watching.state("paused");
  await watching.clock.pass(60_000);
  assert.equal(reports.at(-1).position, 234);
  assert.deepEqual(secondsWatched(reports), 12);
  const count = reports.length;
  await watching.clock.pass(60_000);
  assert.equal(reports.length, count, "nothing more while it rests");
});

test("the first report while playing comes within five seconds, and never later than five after the last", async () => {
  const watching = watch();
  await watching.starts();
  const times = [];
  watching.playback.on("progress", () => times.push(watching.clock.now()));
  const began = watching.clock.now();
  await watching.plays(222, 252);
  const gaps = [began, ...times].map((time, i, all) => (all[i + 1] ?? time) - time);
  assert.ok(times.length >= 6 && Math.max(...gaps) <= 5_000, String(gaps));
});

test("at the end, with the length that was learnt", async () => {
  const watching = watch({ position: 530, resumeAt: 530, duration: null });
  await watching.starts(530);
  await watching.plays(530, 543);
  watching.state("ended");
  await watching.clock.pass(0);
  const { position, duration } = watching.reports.at(-1);
  assert.deepEqual([position, duration], [543, 543]);
});

for (const code of ["youtube-2", "youtube-5", "youtube-100", "youtube-101", "youtube-150", "youtube-153", "no-network", "file-missing", "file-codec"]) {
  test(`${code} before anything played: no position is reported, whatever the player then says`, async () => {
    const watching = watch();
    watching.playback.play();
    if (code.startsWith("youtube")) watching.ready();
    watching.player().emit("error", { code });
    await watching.time(0, 300);
    watching.state("paused");
    await watching.time(0, 300);
    watching.state("buffering");
    await watching.time(0, 6_000);
    await watching.playback.flush();
    watching.playback.retry();
    await watching.clock.pass(30_000);
    assert.deepEqual(positions(watching.reports).filter((position) => position !== null), []);
    assert.deepEqual(watching.player().did[0], loaded(222), "it tries again where the learner was");
  });
}

test("an error in the middle keeps the last true place", async () => {
  const watching = watch();
  await watching.starts();
  await watching.plays(222, 230);
  watching.player().emit("error", { code: "youtube-5" });
  await watching.time(0, 250);
  watching.state("paused");
  await watching.time(0, 250);
  await watching.playback.flush();
  assert.equal(watching.reports.at(-1).position, 230);
  watching.playback.retry();
  assert.deepEqual(watching.player().did[0], loaded(230));
});

test("silence: nothing is reported", async () => {
  const watching = watch();
  watching.playback.play();
  await watching.clock.pass(60_000);
  await watching.playback.flush();
  assert.deepEqual(watching.reports, []);
  assert.equal(watching.playback.view.problem, "no-ready");
});

test("an advert that plays at 0:00 is not a place, and the lesson is where it was", async () => {
  const watching = watch();
  watching.playback.play();
  watching.ready();
  watching.state("playing");
  await watching.plays(0, 15);
  await watching.playback.flush();
  assert.deepEqual(positions(watching.reports).filter((position) => position !== null), [], "during the advert");
  assert.deepEqual(watching.player().did.filter(([what]) => what === "seek"), [["seek", 222]], "asked for once");
  await watching.time(222, 250);
  await watching.playback.flush();
  assert.equal(watching.reports.at(-1).position, 222);
});

test("a picture that goes on elsewhere for half a minute is believed after all", async () => {
  const watching = watch();
  watching.playback.play();
  watching.ready();
  watching.state("playing");
  await watching.plays(0, 29);
  assert.equal(watching.playback.view.position, 222);
  await watching.plays(29.25, 32);
  assert.equal(watching.playback.view.position, 32);
});

test("a picture that stood still elsewhere is not believed as soon as it moves", async () => {
  const watching = watch();
  watching.playback.play();
  watching.ready();
  watching.state("playing");
  for (let i = 0; i < 200; i++) await watching.time(0, 250);
  await watching.plays(0.25, 5);
  assert.equal(watching.playback.view.position, 222);
});

test("YouTube may start a little before the second, at a key frame", async () => {
  const watching = watch();
  await watching.starts(220.2);
  await watching.playback.flush();
  assert.equal(watching.reports.at(-1).position, 220.2);
});

test("after a seek, a position from before it is not believed, and the place is reported when it is reached", async () => {
  const watching = watch();
  await watching.starts();
  await watching.plays(222, 224);
  watching.playback.seek(100);
  assert.deepEqual([watching.player().did.at(-1), watching.playback.view.position], [["seek", 100], 100]);
  await watching.time(224.3, 250);
  assert.equal(watching.playback.view.position, 100, "it said where it was before");
  const before = watching.reports.length;
  await watching.time(100.1, 250);
  await watching.clock.pass(0);
  assert.equal(watching.reports.at(-1).position, 100.1);
  assert.ok(watching.reports.length > before, "at once");
  const seconds = secondsWatched(watching.reports);
  assert.equal(seconds, 2, "what was skipped does not count");
});

test("a seek to the very beginning is a place like any other", async () => {
  const watching = watch();
  await watching.starts();
  watching.playback.seek(-5);
  await watching.time(0, 250);
  await watching.playback.flush();
  assert.equal(watching.reports.at(-1).position, 0);
});

test("before anything is loaded, a seek says where to start; a note's second starts there", () => {
  const { playback, player, players } = watch();
  playback.seek(60);
  assert.equal(players.length, 0);
  playback.goTo(90);
  assert.deepEqual(player().did, [loaded(90)]);
});

test("a note's second while it rests moves the picture and no more", async () => {
  const watching = watch();
  await watching.starts();
  watching.state("paused");
  watching.player().did.length = 0;
  watching.playback.goTo(90);
  assert.deepEqual(watching.player().did, [["seek", 90]]);
});

test("the speed is remembered, also when it was changed in YouTube's own menu", async () => {
  const watching = watch();
  watching.playback.choose({ rate: 1.5 });
  assert.deepEqual([watching.told, watching.playback.view.rate], [[choices({ rate: 1.5 })], 1.5]);
  await watching.starts();
  assert.deepEqual(watching.player().did, [loaded(222, { rate: 1.5 })]);
  watching.player().emit("rate", { rate: 2 });
  assert.deepEqual([watching.told.at(-1), watching.playback.view.rate], [choices({ rate: 2 }), 2]);
});

test("a report that fails is said, and what it carried goes with the next, by itself", async () => {
  const watching = watch();
  await watching.starts();
  await watching.playback.flush();
  watching.breakStore(true);
  await watching.plays(222, 226);
  watching.state("paused");
  await watching.clock.pass(0);
  assert.equal(watching.unsaved.length, 1);
  await assert.rejects(watching.playback.flush());
  watching.breakStore(false);
  await watching.clock.pass(5_000);
  assert.deepEqual(watching.reports.at(-1), { position: 226, duration: 543, watched: [[222, 226]] });
});

test("a player that failed or never answered is made anew by play; one that only rests is not", async () => {
  const watching = watch();
  watching.playback.play();
  await watching.clock.pass(8_000);
  watching.playback.play();
  assert.equal(watching.players.length, 2, "it never answered");
  watching.ready();
  watching.player().emit("error", { code: "youtube-150" });
  watching.playback.toggle();
  assert.equal(watching.players.length, 3, "it failed");
  watching.ready();
  watching.state("playing");
  watching.playback.toggle();
  watching.state("paused");
  watching.playback.toggle();
  assert.deepEqual([watching.players.length, watching.player().did.slice(-2)], [3, [["pause"], ["play"]]]);
});

test("a file that is missing is said before play; YouTube can stand in for this visit", () => {
  const { playback, player } = watch({ file: { ...FILE, state: "missing" } });
  assert.equal(playback.view.problem, "file-missing");
  playback.playFrom("youtube");
  assert.deepEqual([player().source, playback.view.problem, playback.view.file?.name], ["youtube", null, "a.mp4"]);
});

test("a file needs no network: without one it has as long to answer as with it", async () => {
  for (const [file, problem] of [[FILE, null], [null, "no-network"]]) {
    const { playback, clock } = watch({ file, online: false });
    playback.play();
    await clock.pass(7_999);
    assert.equal(playback.view.problem, problem);
  }
});

test("attaching a file while YouTube plays keeps the place", async () => {
  const watching = watch();
  await watching.starts();
  await watching.plays(222, 225);
  watching.playback.useFile(FILE);
  assert.deepEqual(watching.player().did.at(-1), ["destroy"]);
  await watching.clock.pass(0);
  assert.equal(watching.reports.at(-1).position, 225);
  watching.playback.play();
  assert.deepEqual([watching.player().source, watching.player().did], ["file", [loaded(225)]]);
});

test("a file shorter than the place starts at its beginning", () => {
  const watching = watch({ file: FILE });
  watching.playback.play();
  watching.ready(90);
  assert.deepEqual(watching.player().did.at(-1), ["seek", 0]);
});

test("a file attached by the command line is used if nothing plays, and disturbs nothing that does", async () => {
  const idle = watch();
  idle.playback.refresh({ progress: progress(), file: FILE });
  assert.equal(idle.playback.view.source, "file");
  const busy = watch();
  await busy.starts();
  busy.playback.refresh({ progress: progress(), file: FILE });
  assert.deepEqual([busy.playback.view.source, busy.playback.view.state], ["youtube", "playing"]);
});

test("the second of a note: none for a lesson not begun, else what the clock shows", async () => {
  assert.equal(watch({ position: 0, resumeAt: 0 }).playback.second, null);
  assert.equal(watch().playback.second, 222, "the place at which it will go on");
  const loading = watch({ position: 0, resumeAt: 0 });
  loading.playback.play();
  assert.equal(loading.playback.second, 0);
  await loading.clock.pass(8_000);
  assert.equal(loading.playback.second, null, "it never showed anything");
  const watching = watch();
  await watching.starts();
  await watching.time(224.9, 250);
  assert.equal(watching.playback.second, 224);
});

test("a suspended laptop does not count as watching", async () => {
  const watching = watch();
  await watching.starts();
  await watching.plays(222, 224);
  watching.clock.jump(3_600_000);
  await watching.time(224.25);
  await watching.plays(224.5, 226);
  watching.state("paused");
  await watching.clock.pass(0);
  const seconds = secondsWatched(watching.reports);
  assert.ok(seconds <= 4, `${seconds} s`);
});

test("after destroy nothing more is reported by itself", async () => {
  const watching = watch();
  await watching.starts();
  await watching.plays(222, 224);
  await watching.playback.flush();
  watching.playback.destroy();
  await watching.clock.pass(0);
  const count = watching.reports.length;
  await watching.clock.pass(60_000);
  assert.equal(watching.reports.length, count);
});
