// What the system shows of a lesson that plays here, and its keys for playing.

import { settled } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { joinMediaSession } from "../../ui/player/media-session.js";
import { fakeMediaSession } from "./support/media.js";
import { FILE, watch } from "./support/watching.js";

const LESSON = { title: "How models learn", artist: "Dr Chris Lovejoy", album: "The course" };
const ACTIONS = ["play", "pause", "seekbackward", "seekforward", "seekto", "previoustrack", "nexttrack"];

afterEach(() => {
  delete globalThis.navigator;
  delete globalThis.MediaMetadata;
});

/** A lesson from a file, with a Media Session beside it. */
function start({ unknown = [], file = FILE, neighbours = {} } = {}) {
  const system = fakeMediaSession({ unknown });
  const watching = watch({ file });
  const gone = [];
  const end = joinMediaSession(watching.playback, LESSON, { previous: () => gone.push("previous"), next: () => gone.push("next"), ...neighbours });
  return { ...watching, ...system, end, gone };
}

/** … that plays. */
async function playing(changes = {}) {
  const all = start(changes);
  await all.starts();
  all.player().did.length = 0;
  return all;
}

test("nothing is shown before the file is ready", () => {
  const { playback, session, actions } = start();
  playback.play();
  assert.deepEqual([session.metadata, session.playbackState, actions()], [null, "none", []]);
});

test("a file that plays is shown with its lesson, author and course", async () => {
  const { session, actions } = await playing();
  assert.deepEqual({ ...session.metadata }, LESSON);
  assert.deepEqual([session.playbackState, actions()], ["playing", ACTIONS]);
});

test("it says whether the lesson plays or rests", async () => {
  const { playback, session, state } = await playing();
  playback.pause();
  assert.equal(session.playbackState, "paused");
  playback.play();
  assert.equal(session.playbackState, "playing");
  state("ended");
  assert.equal(session.playbackState, "paused");
});

test("a lesson in a window of its own is shown too", async () => {
  const { playback, session, ready } = start({ file: null });
  playback.playFrom("window");
  ready();
  assert.deepEqual([session.metadata?.title, session.playbackState], [LESSON.title, "playing"]);
});

test("YouTube's frame has a session of its own: nothing is shown", async () => {
  const { session, log } = await playing({ file: null });
  assert.deepEqual([session.metadata, session.playbackState, log], [null, "none", []]);
});

/** What the system asks for, and what the player is asked for; the picture is at 222 s. */
const ASKED = [
  ["pause", {}, [["pause"]]], ["play", {}, [["play"]]],
  ["seekbackward", {}, [["seek", 212]]], ["seekbackward", { seekOffset: 30 }, [["seek", 192]]],
  ["seekforward", {}, [["seek", 232]]], ["seekforward", { seekOffset: 30 }, [["seek", 252]]],
  ["seekto", { seekTime: 60 }, [["seek", 60]]], ["seekto", { seekTime: 0 }, [["seek", 0]]], ["seekto", {}, []],
];

for (const [action, details, did] of ASKED) {
  test(`“${action}” ${JSON.stringify(details)}: ${JSON.stringify(did)}`, async () => {
    const { press, player } = await playing();
    press(action, details);
    assert.deepEqual(player().did, did);
  });
}

test("the tracks are the lessons before and after; at the ends of the course one is not offered", async () => {
  const { press, gone } = await playing();
  press("nexttrack");
  press("previoustrack");
  assert.deepEqual(gone, ["next", "previous"]);
  assert.equal((await playing({ neighbours: { previous: null } })).actions().includes("previoustrack"), false);
  assert.equal((await playing({ neighbours: { next: null } })).actions().includes("nexttrack"), false);
});

test("an action that the webview does not know does not take the others with it", async () => {
  const { session, actions, end } = await playing({ unknown: ["seekto", "play"] });
  assert.deepEqual(actions(), ACTIONS.filter((action) => action !== "seekto" && action !== "play"));
  assert.equal(session.playbackState, "playing");
  end();
  assert.deepEqual([session.metadata, actions()], [null, []]);
});

test("the actions are set once, not at every word about playing", async () => {
  const { playback, log } = await playing();
  const before = log.length;
  playback.pause();
  playback.play();
  playback.choose({ muted: true });
  assert.equal(log.length, before);
});

for (const [how, leave] of [["when it ends", ({ end }) => end()], ["when the file is taken away", ({ playback }) => playback.useFile(null)]]) {
  test(`${how} nothing stays`, async () => {
    const all = await playing();
    leave(all);
    await settled();
    assert.deepEqual([all.session.metadata, all.session.playbackState, all.actions()], [null, "none", []]);
  });
}

test("ended without having been shown, it leaves the system's session alone: it may be somebody else's", () => {
  const { session, end, log } = start();
  session.metadata = "somebody else's";
  end();
  assert.deepEqual([session.metadata, log], ["somebody else's", []]);
});

test("where the webview has no Media Session, nothing happens and nothing breaks", async () => {
  for (const navigator of [{}, { mediaSession: {} }]) {
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: navigator });
    const watching = watch({ file: FILE });
    const end = joinMediaSession(watching.playback, LESSON, { previous: null, next: null });
    await watching.starts();
    end();
    assert.equal(watching.playback.view.state, "playing");
  }
});
