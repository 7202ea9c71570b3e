// The learner's own file, on a <video> that does what the test tells it: jsdom plays nothing.

import { settled } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { FILE_RATES, FilePlayer } from "../../ui/player/file-player.js";
import { FakeTextTrack, videosHaveTextTracks } from "./support/media.js";

videosHaveTextTracks();

const URL_OF_FILE = "http://127.0.0.1:4321/token/video/models";
const START = { startAt: 0, play: true, rate: 1, captions: false, volume: 1, muted: false };
const READY = { url: URL_OF_FILE, name: "a.mp4", state: "ready" };

/** @param {() => Promise<any>} [probe] */
function open(probe = async () => READY) {
  const player = new FilePlayer(URL_OF_FILE, "How models learn", probe);
  const video = /** @type {any} */ (player.element);
  const is = { readyState: 0, currentTime: 0, duration: NaN, paused: true, seeking: false, ended: false, error: null };
  for (const name of Object.keys(is)) Object.defineProperty(video, name, { get: () => is[name], set: (value) => { is[name] = value; } });
  const did = [];
  video.play = () => { did.push("play"); is.paused = false; return Promise.resolve(); };
  video.pause = () => { did.push("pause"); is.paused = true; };
  video.load = () => did.push("load");
  const events = [];
  for (const name of ["ready", "time", "state", "rate", "sound", "captions", "error"]) player.on(name, (detail) => events.push([name, detail]));
  const happens = (name, changes = {}) => {
    Object.assign(is, changes);
    video.dispatchEvent(new Event(name));
  };
  return { player, video, is, did, events, happens, heard: (name) => events.filter(([event]) => event === name).map(([, detail]) => detail) };
}

test("nothing is read before load, and never with crossorigin", () => {
  const { player, video } = open();
  assert.deepEqual([video.getAttribute("src"), video.preload, video.hasAttribute("crossorigin")], [null, "none", false]);
  player.load(START);
  assert.deepEqual([video.getAttribute("src"), video.preload, video.hasAttribute("crossorigin")], [URL_OF_FILE, "metadata", false]);
});

test("it starts where the learner was, at the learner's speed", () => {
  const { player, video, is, did, heard, happens } = open();
  player.load({ ...START, startAt: 42, rate: 1.5 });
  assert.equal(player.position, 42, "before anything is known of the file");
  happens("loadedmetadata", { readyState: 1, duration: 90 });
  assert.deepEqual([is.currentTime, video.playbackRate, video.defaultPlaybackRate, did], [42, 1.5, 1.5, ["play"]]);
  assert.equal(heard("ready")[0].duration, 90);
});

test("its speeds are 0.25 to 3 in steps of 0.05, to the letter", () => {
  const { player, heard, happens } = open();
  player.load(START);
  happens("loadedmetadata", { readyState: 1, duration: 90 });
  assert.deepEqual(heard("ready")[0].rates, FILE_RATES);
  assert.deepEqual([FILE_RATES.length, FILE_RATES[0], FILE_RATES.at(-1)], [56, 0.25, 3]);
  assert.deepEqual(FILE_RATES.map(String), Array.from({ length: 56 }, (_, step) => String(Number((0.25 + step * 0.05).toFixed(2)))));
});

test("without play it is loaded, rests where the learner was, and plays when it is told to", () => {
  const { player, is, did, heard, happens } = open();
  player.load({ ...START, startAt: 42, play: false });
  happens("loadedmetadata", { readyState: 1, duration: 90 });
  assert.deepEqual([did, is.currentTime, heard("ready").length], [[], 42, 1]);
  player.play();
  assert.deepEqual(did, ["play"]);
});

test("the sound is the learner's before anything is heard, and follows commands", () => {
  const { player, video } = open();
  player.load({ ...START, volume: 0.4, muted: true });
  assert.deepEqual([video.volume, video.muted], [0.4, true]);
  player.setSound({ volume: 0.7, muted: false });
  assert.deepEqual([video.volume, video.muted], [0.7, false]);
});

test("a sound or a speed that is set on the picture itself is told", () => {
  const { player, video, events, happens } = open();
  player.load(START);
  events.length = 0;
  video.volume = 0.3;
  video.muted = true;
  happens("volumechange");
  video.playbackRate = 1.75;
  happens("ratechange");
  assert.deepEqual(events.filter(([name]) => name === "sound").at(-1), ["sound", { volume: 0.3, muted: true }]);
  assert.deepEqual(events.filter(([name]) => name === "rate").at(-1), ["rate", { rate: 1.75 }]);
});

test("the position comes before the pause, and is not told while the picture is moved", () => {
  const { player, events, happens } = open();
  player.load(START);
  happens("loadedmetadata", { readyState: 4, duration: 90 });
  events.length = 0;
  happens("playing", { currentTime: 1 });
  happens("timeupdate", { currentTime: 2 });
  happens("timeupdate", { currentTime: 50, seeking: true });
  happens("pause", { currentTime: 3, seeking: false });
  const at = (position) => ["time", { position, duration: 90, rate: 1 }];
  assert.deepEqual(events, [["state", { state: "playing" }], at(1), at(2), at(3), ["state", { state: "paused" }]]);
});

test("a picture that moves after a wait is playing, whether or not the webview says so", () => {
  const { player, heard, happens } = open();
  player.load(START);
  happens("loadedmetadata", { readyState: 4, duration: 90 });
  happens("playing", { currentTime: 1, paused: false });
  happens("waiting", { currentTime: 30, seeking: true });
  happens("seeked", { seeking: false });
  happens("timeupdate", { currentTime: 30 });
  assert.equal(heard("state").at(-1).state, "buffering", "it stands still");
  happens("timeupdate", { currentTime: 30.3 });
  assert.equal(heard("state").at(-1).state, "playing");
});

test("the end is not a pause", () => {
  const { player, heard, happens } = open();
  player.load(START);
  happens("loadedmetadata", { readyState: 4, duration: 90 });
  happens("pause", { currentTime: 90, ended: true });
  happens("ended");
  assert.deepEqual(heard("state"), [{ state: "ended" }]);
});

/** @type {[string, number, () => Promise<any>, string | null][]} */
const ERRORS = [
  ["an unknown format", 4, async () => READY, "file-codec"],
  ["a damaged file", 3, async () => READY, "file-codec"],
  ["reading broke off", 2, async () => READY, "file-interrupted"],
  ["the file is gone", 4, async () => ({ ...READY, state: "missing" }), "file-missing"],
  ["the file was taken away meanwhile", 4, async () => null, "file-missing"],
  ["no permission", 4, async () => ({ ...READY, state: "unreadable" }), "file-unreadable"],
  ["the file cannot be asked about", 4, () => Promise.reject(new Error("no")), "file-interrupted"],
  ["it was us", 1, async () => READY, null],
];

for (const [name, code, probe, expected] of ERRORS) {
  test(`error: ${name}`, async () => {
    const { player, heard, happens } = open(probe);
    player.load(START);
    happens("error", { error: { code } });
    await settled();
    assert.deepEqual(heard("error"), expected === null ? [] : [{ code: expected }]);
  });
}

test("after destroy the file is let go, and nothing is said", async () => {
  const { player, video, did, events, happens } = open();
  player.load(START);
  events.length = 0;
  player.destroy();
  happens("error", { error: { code: 4 } });
  happens("timeupdate", { readyState: 4, currentTime: 7 });
  await settled();
  assert.deepEqual([video.getAttribute("src"), did.slice(-2), events], [null, ["pause", "load"], []]);
});

const CUES = [{ start: 0, end: 2, text: "Welcome." }, { start: 2.5, end: 4, text: "A model\nlearns." }];
const [WELCOME, OTHER] = [["Welcome.", "A model\nlearns."], ["Another."]];

/** The tracks of the video: what kind, whether it is shown, and what can be read in it. */
function tracksOf(video) {
  return [...video.textTracks].map(({ kind, mode, cues }) => ({ kind, mode, texts: cues?.map(({ text }) => text) ?? null }));
}

/** A file that brings tracks of its own, known once its beginning was read. */
function bring(video, ...tracks) {
  video.textTracks.tracks.push(...tracks);
  video.textTracks.dispatchEvent(new Event("addtrack"));
}

const ofTheFile = (kind = "subtitles") => new FakeTextTrack(kind, "English", [new VTTCue(0, 1, "From the file.")]);
const available = (heard) => heard("captions").at(-1)?.available;

test("without captions there is no track, and that is said", async () => {
  const { player, video, heard, happens } = open();
  player.setCues([]);
  player.load({ ...START, captions: true });
  happens("loadedmetadata", { readyState: 1, duration: 90 });
  await settled();
  assert.deepEqual([tracksOf(video), available(heard)], [[], false]);
});

test("the learner's own captions are there before the picture, with their times, and shown if they are on", async () => {
  const { player, video, heard } = open();
  player.setCues(CUES);
  player.load({ ...START, captions: true });
  await settled();
  assert.deepEqual(tracksOf(video), [{ kind: "captions", mode: "showing", texts: WELCOME }]);
  assert.deepEqual([...video.textTracks][0].cues.map(({ startTime, endTime }) => [startTime, endTime]), [[0, 2], [2.5, 4]]);
  assert.equal(available(heard), true);
});

test("captions go off and on", async () => {
  const { player, video } = open();
  player.setCues(CUES);
  player.load(START);
  await settled();
  const modes = [];
  for (const shown of [true, false, true]) {
    assert.equal(player.setCaptions(shown), "shown");
    modes.push(tracksOf(video)[0].mode);
  }
  assert.deepEqual(modes, ["showing", "hidden", "showing"]);
});

test("other captions take the place of the first, in the same track, whether or not they are shown", async () => {
  for (const captions of [true, false]) {
    const { player, video } = open();
    player.load({ ...START, captions });
    player.setCues(CUES);
    player.setCues([{ start: 0, end: 1, text: "Another." }]);
    await settled();
    assert.deepEqual(tracksOf(video), [{ kind: "captions", mode: captions ? "showing" : "hidden", texts: OTHER }]);
  }
});

test("captions that are taken away are gone, and the button with them", async () => {
  const { player, video, heard } = open();
  player.load({ ...START, captions: true });
  player.setCues(CUES);
  assert.equal(available(heard), true);
  player.setCues([]);
  await settled();
  assert.deepEqual([tracksOf(video), available(heard)], [[{ kind: "captions", mode: "hidden", texts: [] }], false]);
});

for (const kind of ["captions", "subtitles"]) {
  test(`${kind} that the file brings are shown if they are on, as soon as they are known`, async () => {
    const { player, video, heard } = open();
    player.load({ ...START, captions: true });
    assert.equal(available(heard), false);
    bring(video, ofTheFile(kind));
    assert.deepEqual([tracksOf(video)[0].mode, available(heard)], ["showing", true]);
    player.setCaptions(false);
    assert.equal(tracksOf(video)[0].mode, "disabled");
  });
}

test("tracks that are not captions are left as they are", () => {
  const { player, video, heard } = open();
  const chapters = Object.assign(ofTheFile("chapters"), { mode: "hidden" });
  player.load({ ...START, captions: true });
  bring(video, chapters);
  player.setCaptions(false);
  player.setCaptions(true);
  assert.deepEqual([chapters.mode, available(heard)], ["hidden", false]);
});

test("of two tracks of the file, the first is shown and never both", () => {
  const { player, video } = open();
  player.load({ ...START, captions: true });
  bring(video, ofTheFile(), Object.assign(ofTheFile(), { mode: "showing" }));
  assert.deepEqual(tracksOf(video).map(({ mode }) => mode), ["showing", "disabled"]);
});

test("the learner's own captions win over those of the file, whichever comes first; without them the file's are back", async () => {
  for (const fileFirst of [true, false]) {
    const { player, video, heard } = open();
    player.load({ ...START, captions: true });
    if (fileFirst) bring(video, ofTheFile());
    player.setCues(CUES);
    if (!fileFirst) bring(video, ofTheFile());
    await settled();
    const shown = () => tracksOf(video).filter(({ mode }) => mode === "showing").map(({ texts }) => texts);
    assert.deepEqual(shown(), [WELCOME], fileFirst ? "the file's first" : "the learner's first");
    player.setCues([]);
    assert.deepEqual([shown(), available(heard)], [[["From the file."]], true]);
  }
});
