// How loud, and whether at all.

import { heard, show } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { VolumeControl } from "../../ui/components/volume-control.js";

function start(sound = { volume: 0.8, muted: false }) {
  const control = show(new VolumeControl(), { sound });
  const chosen = heard(control, "choose");
  const mute = control.querySelector("button");
  const slider = control.querySelector("input");
  return { control, chosen, mute, slider, shown: () => [mute.getAttribute("aria-label"), slider.value, slider.getAttribute("aria-valuetext")] };
}

for (const [sound, label, value, said] of [
  [{ volume: 0.8, muted: false }, "Sound off", "80", "80%"],
  [{ volume: 0.8, muted: true }, "Sound on", "80", "80%, sound is off"],
  [{ volume: 1, muted: false }, "Sound off", "100", "100%"],
  [{ volume: 0, muted: false }, "Sound off", "0", "0%"],
  [{ volume: 0.333, muted: false }, "Sound off", "33", "33%"],
]) {
  test(`${sound.volume}${sound.muted ? ", off" : ""}: “${label}”, the slider at ${value}, read out as “${said}”`, () => {
    assert.deepEqual(start(sound).shown(), [label, value, said]);
  });
}

test("it follows what was chosen elsewhere", () => {
  const { control, shown } = start();
  control.sound = { volume: 0.5, muted: false };
  assert.deepEqual(shown(), ["Sound off", "50", "50%"]);
  control.sound = { volume: 0.5, muted: true };
  assert.deepEqual(shown(), ["Sound on", "50", "50%, sound is off"]);
});

test("sound that is off, or at nothing, is drawn as such", () => {
  const drawn = (sound) => start(sound).mute.innerHTML;
  const on = drawn({ volume: 0.8, muted: false });
  const off = drawn({ volume: 0.8, muted: true });
  assert.match(on, /<svg/);
  assert.notEqual(on, off);
  assert.equal(drawn({ volume: 0, muted: false }), off);
});

test("the button turns the sound off and on, and leaves the volume", () => {
  const { control, chosen, mute } = start();
  mute.click();
  control.sound = { volume: 0.8, muted: true };
  mute.click();
  assert.deepEqual(chosen, [{ muted: true }, { muted: false }]);
});

test("the slider chooses a volume at every step, and whoever moves it wants to hear it", () => {
  const { chosen, slider } = start({ volume: 0.8, muted: true });
  for (const value of ["75", "5", "0"]) {
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  assert.deepEqual(chosen, [{ volume: 0.75, muted: false }, { volume: 0.05, muted: false }, { volume: 0, muted: false }]);
});

test("a slider that is dragged is not moved by what it chose itself", () => {
  const { control, slider } = start();
  let set = 0;
  const { set: really, get } = Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, "value");
  slider.value = "35";
  Object.defineProperty(slider, "value", { configurable: true, get, set(value) { set++; really.call(slider, value); } });
  control.sound = { volume: 0.35, muted: false };
  assert.equal(set, 0);
});

test("both have names and can be reached", () => {
  const { mute, slider } = start();
  assert.deepEqual([mute.type, mute.title, slider.getAttribute("aria-label"), slider.min, slider.max], ["button", "Sound off", "Volume", "0", "100"]);
});
