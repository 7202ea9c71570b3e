// Which key does what, and where it is left to whatever has the focus.

import "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf } from "../../ui/player/keys.js";

/** What a key asks for while an element of this markup has the focus. */
function pressed(key, markup = "<main></main>", more = {}) {
  document.body.innerHTML = markup;
  let command = null;
  const target = document.body.firstElementChild;
  target.addEventListener("keydown", (event) => { command = commandOf(event); });
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  return command;
}

const TABLE = [
  [" ", "<main></main>", "toggle"], ["k", "<main></main>", "toggle"], ["K", "<main></main>", "toggle"], ["n", "<main></main>", "write"],
  ["x", "<main></main>", null], ["Enter", "<main></main>", null],
  [" ", "<textarea></textarea>", null], ["k", "<textarea></textarea>", null], ["n", "<textarea></textarea>", null],
  ["k", '<input type="text">', null], ["n", "<select></select>", null], ["k", '<div contenteditable="true"></div>', null],
  [" ", "<button></button>", null], ["k", "<button></button>", "toggle"], [" ", '<a href="#/"></a>', null],
  [" ", '<input type="range">', "toggle"], ["n", '<input type="range">', "write"],
];

for (const [key, markup, expected] of TABLE) {
  test(`“${key}” in ${markup}: ${expected ?? "not ours"}`, () => assert.equal(pressed(key, markup), expected));
}

test("chords, input methods and held keys are not ours", () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }]) assert.equal(pressed("k", undefined, more), null);
  assert.equal(pressed("k", undefined, { repeat: true }), null);
});

test("while a dialog is open, the keys are its own", () => assert.equal(pressed("k", "<main><dialog open></dialog></main>"), null));
