// Everything under the picture that moves it: what it shows, and what it asks for.

import { control, heard, press, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { PlaybackControls } from "../../ui/components/playback-controls.js";
import { FILE_RATES } from "../../ui/player/file-player.js";
import { choices } from "./support/course.js";

/** What is shown of a lesson that rests at 3:42 of 9:03, with changes. */
function view({ choices: chosen = {}, ...changes } = {}) {
  return {
    source: "youtube", file: null, phase: "ready", picture: null, wanted: false, state: null, position: 222, duration: 543,
    rate: 1, rates: [0.5, 1, 1.5, 2], choices: choices(chosen), captioned: true, watched: [], problem: null, ...changes,
  };
}

function start(changes = {}, properties = {}) {
  const controls = show(new PlaybackControls(), { view: view(changes), mode: "normal", previous: "#/lesson/a", next: "#/lesson/b", ...properties });
  const sent = Object.fromEntries(["toggle", "skip", "seek", "choose", "mode", "keys"].map((name) => [name, heard(controls, name)]));
  const speed = controls.querySelector("select");
  return {
    controls, sent, speed,
    button: (name) => control(controls, name),
    pressed: (name) => control(controls, name).getAttribute("aria-pressed"),
    offered: () => [...speed.options].map((option) => text(option)),
  };
}

test("play and pause: one button, that says what it will do", () => {
  const { controls, button, sent } = start();
  const play = button("Play");
  play.click();
  assert.equal(sent.toggle.length, 1);
  controls.view = view({ wanted: true });
  assert.equal(button("Pause"), play, "it keeps the focus");
  controls.view = view();
  assert.equal(button("Play"), play);
});

test("ten seconds back and forward", () => {
  const { button, sent } = start();
  button("Back 10 seconds").click();
  button("Forward 10 seconds").click();
  assert.deepEqual(sent.skip, [{ by: -10 }, { by: 10 }]);
});

for (const [duration, phase, disabled] of [[null, "idle", true], [null, "loading", true], [null, "ready", false], [543, "idle", false], [543, "ready", false]]) {
  test(`the length is ${duration ?? "not known"} and the player ${phase}: ${disabled ? "there is nowhere to skip to yet" : "one can skip"}`, () => {
    const { button } = start({ duration, phase });
    assert.deepEqual([button("Back 10 seconds").disabled, button("Forward 10 seconds").disabled], [disabled, disabled]);
  });
}

test("the slider and the field for a time seek; the field follows the slider while it is dragged", () => {
  const { controls, sent } = start();
  const field = controls.querySelector(".time-field");
  const slider = controls.querySelector("seek-slider input");
  let scrubbed = 0;
  controls.addEventListener("scrub", () => scrubbed++);
  slider.value = "300";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  assert.deepEqual([field.value, sent.seek, scrubbed], ["5:00", [], 0]);
  slider.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
  field.value = "1:00";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  press("Enter");
  assert.deepEqual(sent.seek, [{ to: 300 }, { to: 60 }]);
});

test("the volume is a choice like the others", () => {
  const { controls, button, sent } = start({ choices: { volume: 0.5 } });
  assert.equal(controls.querySelector("volume-control input").value, "50");
  button("Sound off").click();
  assert.deepEqual(sent.choose, [{ muted: true }]);
});

test("for a window of its own there is no volume here", () => {
  const { controls } = start({ source: "window" });
  assert.equal(controls.querySelector("volume-control").hidden, true);
  controls.view = view();
  assert.equal(controls.querySelector("volume-control").hidden, false);
});

test("the speeds are those of the player; the one that it plays is chosen", () => {
  const { controls, speed, offered, sent } = start({ rate: 1.5 });
  assert.deepEqual([offered(), speed.value], [["0.5×", "1×", "1.5×", "2×"], "1.5"]);
  speed.value = "2";
  speed.dispatchEvent(new Event("change", { bubbles: true }));
  assert.deepEqual(sent.choose, [{ rate: 2 }]);
  controls.view = view({ rates: FILE_RATES, rate: 0.25 });
  assert.deepEqual([offered().length, offered()[0], offered().at(-1), speed.value], [56, "0.25×", "3×", "0.25"]);
});

test("a speed that the player does not name is shown in its place", () => {
  const { speed, offered } = start({ rate: 1.6 });
  assert.deepEqual([offered(), speed.value], [["0.5×", "1×", "1.5×", "1.6×", "2×"], "1.6"]);
});

test("the list of speeds is left alone while the video plays on: it may be open", () => {
  const { controls, speed } = start();
  const before = [...speed.options];
  controls.view = view({ position: 223 });
  assert.deepEqual([...speed.options].every((option, index) => option === before[index]), true);
});

/** The button, what it shows as chosen, and what pressing it asks for. */
const CHOSEN = [
  ["Captions", { captions: false }, "false", { captions: true }], ["Captions", { captions: true }, "true", { captions: false }],
  ["Theatre", { theatre: false }, "false", { theatre: true }], ["Theatre", { theatre: true }, "true", { theatre: false }],
];

for (const [name, chosen, pressed, asked] of CHOSEN) {
  test(`${name}, ${pressed === "true" ? "on" : "off"}: shown as such, and pressed it asks for the other`, () => {
    const controls = start({ choices: chosen });
    assert.equal(controls.pressed(name), pressed);
    controls.button(name).click();
    assert.deepEqual(controls.sent.choose, [asked]);
  });
}

for (const [changes, reason] of [
  [{ source: "file" }, "This file has no captions. They can be added under Transcript."],
  [{ source: "window" }, "Captions are chosen in YouTube’s own window"],
]) {
  test(`where there are no captions the button is off, and says why: ${reason}`, () => {
    const { controls, button, sent } = start({ ...changes, captioned: false });
    assert.deepEqual([button("Captions").disabled, button("Captions").title], [true, reason]);
    button("Captions").click();
    assert.deepEqual(sent.choose, []);
    controls.view = view({ captioned: true });
    assert.deepEqual([button("Captions").disabled, button("Captions").title], [false, "Captions"]);
  });
}

/** The window's shape, the button, and the shape that it asks for. */
const MODES = [
  ["normal", "Compact window", "compact"], ["compact", "Compact window", "normal"], ["fullscreen", "Compact window", "compact"],
  ["normal", "Full screen", "fullscreen"], ["fullscreen", "Full screen", "normal"], ["compact", "Full screen", "fullscreen"],
];

for (const [mode, name, asked] of MODES) {
  test(`a ${mode} window, “${name}”: ${asked}`, () => {
    const { button, pressed, sent } = start({}, { mode });
    assert.deepEqual([pressed("Compact window"), pressed("Full screen")], [String(mode === "compact"), String(mode === "fullscreen")]);
    button(name).click();
    assert.deepEqual(sent.mode, [{ mode: asked }]);
  });
}

test("theatre is for the normal window: the others have only the picture", () => {
  const { controls, button } = start();
  const hidden = ["compact", "fullscreen", "normal"].map((mode) => {
    controls.mode = mode;
    return button("Theatre").hidden;
  });
  assert.deepEqual(hidden, [true, true, false]);
});

test("the lessons before and after are links; at the ends of the course one is not there", () => {
  const { controls, button } = start();
  const links = () => ["Previous lesson", "Next lesson"].map((name) => (button(name).hidden ? null : button(name).getAttribute("href")));
  assert.deepEqual(links(), ["#/lesson/a", "#/lesson/b"]);
  controls.previous = null;
  assert.deepEqual(links(), [null, "#/lesson/b"]);
  controls.previous = "#/lesson/x";
  controls.next = null;
  assert.deepEqual(links(), ["#/lesson/x", null]);
});

test("the list of keys is asked for, and is no switch", () => {
  const { button, pressed, sent } = start();
  button("Keys").click();
  assert.deepEqual([sent.keys.length, pressed("Keys")], [1, null]);
});

test("everything in it has a name and can be reached, and no key is named that may be turned off", () => {
  const { controls } = start();
  const found = [...controls.querySelectorAll("button, a, input, select")];
  assert.deepEqual(found.filter((each) => !each.getAttribute("aria-label")).map((each) => each.outerHTML), []);
  assert.deepEqual(found.filter((each) => each.localName === "button" && each.type !== "button"), []);
  const titles = found.map((each) => each.title);
  assert.deepEqual(titles.filter((title) => title.includes("(")), ["Play or pause (Space)"]);
  assert.deepEqual([controls.getAttribute("role"), controls.getAttribute("aria-label")], ["group", "Playback"]);
});
