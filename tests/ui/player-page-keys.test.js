// The keys of the lesson page in the page itself: what each does to the video, and what it leaves to a note. Which key asks
// for what is in player-keys.test.js.

import { control, heard, onMac, press, settled } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { closeLesson, openLesson, says, toldTo } from "./support/lesson-page.js";

afterEach(() => {
  closeLesson();
  onMac(false);
});

/** A lesson that plays from YouTube at 3:42 of 9:03, with the focus on nothing. */
async function playing(changes = {}) {
  const lesson = await openLesson(changes);
  lesson.play();
  const frame = lesson.$("iframe");
  const told = toldTo(frame);
  says(frame, { kind: "ready", duration: 543, rates: [0.5, 1, 2] });
  says(frame, { kind: "state", state: 1 });
  says(frame, { kind: "time", position: 222, duration: 543, rate: 1 });
  /** @type {HTMLElement} */ (document.activeElement).blur();
  told.length = 0;
  return { ...lesson, frame, told, field: lesson.$("note-composer textarea"), keys: heard(lesson.page, "keys") };
}

/** Each key, and what YouTube's page is told. */
const TO_THE_PLAYER = [
  [" ", { kind: "pause" }], ["k", { kind: "pause" }],
  ["j", { kind: "seek", to: 212 }], ["l", { kind: "seek", to: 232 }],
  ["ArrowLeft", { kind: "seek", to: 217 }], ["ArrowRight", { kind: "seek", to: 227 }],
  ["<", { kind: "rate", rate: 0.5 }], [">", { kind: "rate", rate: 2 }],
  ["m", { kind: "sound", volume: 1, muted: true }],
  ...Array.from({ length: 10 }, (_, digit) => [String(digit), { kind: "seek", to: (543 * digit) / 10 }]),
];

for (const [key, message] of TO_THE_PLAYER) {
  test(`“${key}” tells the player ${JSON.stringify(message)}, and is taken`, async () => {
    const { told } = await playing();
    assert.equal(press(key), true);
    assert.deepEqual(told, [message]);
  });
}

test("K and Space, one after the other, play and stop: the focus stays where the next one works too", async () => {
  const { page, told, field } = await playing();
  for (const key of [" ", "k", "k", " "]) press(key);
  assert.deepEqual(told.map(({ kind }) => kind), ["pause", "play", "pause", "play"]);
  assert.notEqual(document.activeElement, field);
  assert.ok(control(page, "Pause"));
});

test("the first play by a key leaves the focus as well", async () => {
  const { $ } = await openLesson();
  press("k");
  assert.ok($("iframe"));
  assert.equal(document.activeElement, document.body);
});

test("“c” turns the captions on, by loading again at the same second", async () => {
  const { frame, $ } = await playing();
  assert.equal(press("c"), true);
  assert.notEqual($("iframe"), frame);
  const [{ kind, ...start }] = toldTo($("iframe"));
  assert.deepEqual([kind, start], ["load", { startAt: 222, play: true, rate: 1, captions: true, volume: 1, muted: false }]);
});

test("“t” is theatre, and the page again", async () => {
  const { $ } = await playing();
  const theatre = () => $(".lesson").classList.contains("theatre");
  const seen = [];
  for (let i = 0; i < 2; i++) {
    assert.equal(press("t"), true);
    seen.push(theatre());
  }
  assert.deepEqual(seen, [true, false]);
});

test("“f” is full screen, and the window again", async () => {
  const { rust } = await playing();
  for (let i = 0; i < 2; i++) {
    assert.equal(press("f"), true);
    await settled();
  }
  assert.deepEqual(rust.called("set_window_mode"), [{ mode: "fullscreen" }, { mode: "normal" }]);
});

test("“n” goes to the note field, and writes no letter there", async () => {
  const { field } = await playing();
  assert.equal(press("n"), true);
  assert.deepEqual([document.activeElement, field.value], [field, ""]);
});

test("“?” and the button ask for the list of keys", async () => {
  const { told, keys, page } = await playing();
  assert.equal(press("?"), true);
  assert.equal(keys.length, 1);
  control(page, "Keys").click();
  assert.deepEqual([keys.length, told], [2, []]);
});

test("while a dialog is open, no key does anything", async () => {
  const { told, page } = await playing();
  const dialog = document.createElement("dialog");
  page.append(dialog);
  dialog.showModal();
  for (const key of ["k", " ", "l", "ArrowRight", "Escape", "f"]) assert.equal(press(key), false, key);
  assert.deepEqual(told, []);
  dialog.close();
  assert.equal(press("k", { on: document.body }), true);
});

test("Escape is left alone while there is nothing to leave", async () => {
  const { rust } = await playing();
  assert.equal(press("Escape"), false);
  assert.deepEqual(rust.called("set_window_mode"), []);
});

test("while a note is written, keys are letters", async () => {
  const { told, field, keys, rust } = await playing();
  field.focus();
  for (const key of [...TO_THE_PLAYER.map(([key]) => key), "c", "t", "f", "n", "?"]) assert.equal(press(key), false, key);
  assert.deepEqual([told, keys, rust.called("set_window_mode"), document.activeElement], [[], [], [], field]);
});

test("while a note is written, Alt with J, K and L moves the video; the note and the focus stay", async () => {
  const { told, field } = await playing();
  field.focus();
  field.value = "Loss is";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  for (const key of ["j", "l", "k"]) assert.equal(press(key, { altKey: true }), true, key);
  assert.deepEqual(told, [{ kind: "seek", to: 212 }, { kind: "seek", to: 222 }, { kind: "pause" }]);
  assert.deepEqual([field.value, document.activeElement], ["Loss is", field]);
});

test("on a Mac it is Control and Command", async () => {
  onMac();
  const { told, field } = await playing();
  field.focus();
  assert.equal(press("k", { altKey: true }), false, "Option writes a letter");
  assert.equal(press("k", { ctrlKey: true, metaKey: true }), true);
  assert.deepEqual(told, [{ kind: "pause" }]);
});

test("while the time is typed, digits are digits", async () => {
  const { told, $ } = await playing();
  $(".time-field").focus();
  assert.deepEqual([press("2"), press(" "), told], [false, false, []]);
});

test("on the slider for the place the arrows are the slider's, once; Space and letters go on working", async () => {
  const { told, $ } = await playing();
  $("seek-slider input").focus();
  press("ArrowRight");
  assert.deepEqual(told, [{ kind: "seek", to: 227 }]);
  press(" ");
  press("m");
  assert.deepEqual(told.slice(1).map(({ kind }) => kind), ["pause", "sound"]);
});

test("on a button Space presses that, and nothing else", async () => {
  const { told, page } = await playing();
  control(page, "Sound off").focus();
  assert.deepEqual([press(" "), told], [false, []]);
  assert.equal(press("k"), true);
});

test("with single keys turned off in Settings, only Space, arrows, Escape and the chords work; and at once", async () => {
  const { told, page, rust } = await playing();
  page.settings = { ...page.settings, singleKeys: false };
  for (const key of ["k", "j", "l", "m", "f", "t", "c", "n", "<", ">", "?", "0", "5"]) assert.equal(press(key), false, key);
  assert.deepEqual([told, rust.called("set_window_mode")], [[], []]);
  press("ArrowRight");
  press("l", { altKey: true });
  press(" ");
  assert.deepEqual(told, [{ kind: "seek", to: 227 }, { kind: "seek", to: 237 }, { kind: "pause" }]);
});

test("captions that are not there are not turned on", async () => {
  const { page, frame, $ } = await playing({ commands: { open_watch_window: () => null } });
  says(frame, { kind: "error", code: 150 });
  control(page, "Play in a window of its own").click();
  await settled();
  press("c", { on: document.body });
  assert.equal(control(page, "Captions").getAttribute("aria-pressed"), "false");
  assert.ok($(".own-window"));
});

test("a tenth of a lesson whose length is not known is nowhere", async () => {
  const { $, page } = await openLesson({ position: 30, resumeAt: 30, duration: null, watched: [] });
  press("5");
  assert.equal($(".time-field").value, "0:30");
  assert.ok(control(page, "Play"));
});

test("a click into the frame gives the focus back to the note", async () => {
  const { frame, field } = await playing();
  field.focus();
  frame.focus();
  window.dispatchEvent(new Event("blur"));
  await settled();
  assert.equal(document.activeElement, field);
});

test("a page that is gone hears no key and moves no focus", async () => {
  const { page, told, rust, $ } = await playing();
  const picture = $(".picture");
  page.remove();
  for (const key of ["k", "f", "t", "?"]) assert.equal(press(key), false, key);
  picture.append(document.createElement("iframe"));
  document.body.replaceChildren(picture);
  picture.querySelector("iframe").focus();
  window.dispatchEvent(new Event("blur"));
  await settled();
  assert.deepEqual([told, rust.called("set_window_mode"), document.activeElement.localName], [[], [], "iframe"]);
});

test("the search goes to a second of the lesson that is open: what plays goes there, and the note that is written stays", async () => {
  const { page, told, field } = await playing();
  field.value = "Loss is";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  page.goTo(76);
  assert.deepEqual([told, field.value, field.isConnected], [[{ kind: "seek", to: 76 }], "Loss is", true]);
});

test("in a lesson that was not played yet it goes there without loading anything", async () => {
  const { page, $, time } = await openLesson();
  page.goTo(76);
  assert.deepEqual([$("iframe"), time()], [null, "1:16 / 9:03"]);
});

test("a second that is asked for while the lesson is fetched is where it begins", async () => {
  let fetched;
  const lesson = await openLesson({ commands: { lesson: () => new Promise((resolve) => { fetched = resolve; }) } });
  lesson.page.goTo(76);
  fetched(structuredClone(lesson.fetched));
  await settled();
  assert.equal(lesson.time(), "1:16 / 9:03");
});

test("asked to write a note, the page has the focus in its field", async () => {
  const { page, field } = await playing();
  page.writeNote();
  assert.equal(document.activeElement, field);
});
