// The keys of the lesson page in the page itself: what each does to the video, and what it leaves to a note. Which key asks
// for what is in player-keys.test.js.

import { control, press, settled, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { closeLesson, openLesson, says, toldTo } from "./support/lesson-page.js";

const browser = globalThis.navigator;

afterEach(() => {
  closeLesson();
  Object.defineProperty(globalThis, "navigator", { value: browser, configurable: true });
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
  return { ...lesson, frame, told, field: lesson.$("note-composer textarea"), sheet: () => lesson.$("shortcut-sheet dialog").open === true };
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

test("“?” shows the keys; while they are shown, no key does anything", async () => {
  const { told, sheet, page } = await playing();
  assert.equal(press("?"), true);
  assert.equal(sheet(), true);
  for (const key of ["k", " ", "l", "ArrowRight", "Escape", "f"]) assert.equal(press(key), false, key);
  assert.deepEqual(told, []);
  control(page.querySelector("shortcut-sheet"), "Close").click();
  assert.equal(press("k", { on: document.body }), true);
});

test("the button shows the keys too", async () => {
  const { page, sheet } = await playing();
  control(page, "Keys").click();
  assert.equal(sheet(), true);
});

test("Escape is left alone while there is nothing to leave", async () => {
  const { rust } = await playing();
  assert.equal(press("Escape"), false);
  assert.deepEqual(rust.called("set_window_mode"), []);
});

test("while a note is written, keys are letters", async () => {
  const { told, field, sheet, rust } = await playing();
  field.focus();
  for (const key of [...TO_THE_PLAYER.map(([key]) => key), "c", "t", "f", "n", "?"]) assert.equal(press(key), false, key);
  assert.deepEqual([told, sheet(), rust.called("set_window_mode"), document.activeElement], [[], false, [], field]);
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

test("on a Mac it is Control and Command, and the list says so", async () => {
  Object.defineProperty(globalThis, "navigator", { value: { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", onLine: true }, configurable: true });
  const { told, field, page } = await playing();
  field.focus();
  assert.equal(press("k", { altKey: true }), false, "Option writes a letter");
  assert.equal(press("k", { ctrlKey: true, metaKey: true }), true);
  assert.deepEqual(told, [{ kind: "pause" }]);
  control(page, "Keys").click();
  assert.match(text(page.querySelector("shortcut-sheet")), /Control\+Command\+K/);
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
