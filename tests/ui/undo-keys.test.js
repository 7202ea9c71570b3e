import { press, show } from "./support/dom.js";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { obeyUndoKeys } from "../../ui/lib/undo-keys.js";

const agent = Object.getOwnPropertyDescriptor(window.navigator, "userAgent");
/** @type {string[]} */
let commands = [];
document.execCommand = (command) => commands.push(command);
document.addEventListener("keydown", obeyUndoKeys);
after(() => document.removeEventListener("keydown", obeyUndoKeys));

function on(system) {
  commands = [];
  Object.defineProperty(window.navigator, "userAgent", { value: `Mozilla/5.0 (${system})`, configurable: true });
  return show(document.createElement("textarea"));
}

after(() => agent && Object.defineProperty(window.navigator, "userAgent", agent));

test("in a field, the keys of undo and redo do what they say", () => {
  const field = on("X11; Linux x86_64");
  for (const [key, more, command] of [["z", {}, "undo"], ["Z", { shiftKey: true }, "redo"], ["y", {}, "redo"]]) {
    assert.ok(press(key, { on: field, ctrlKey: true, ...more }), key);
    assert.equal(commands.at(-1), command);
  }
});

test("elsewhere, with other keys, and where the engine does it, they are left alone", () => {
  const field = on("X11; Linux x86_64");
  for (const [key, more] of [["z", {}], ["z", { ctrlKey: true, altKey: true }], ["y", { ctrlKey: true, shiftKey: true }], ["x", { ctrlKey: true }],
    ["z", { ctrlKey: true, isComposing: true }]]) {
    assert.ok(!press(key, { on: field, ...more }), key);
  }
  assert.ok(!press("z", { on: document.body, ctrlKey: true }));
  assert.ok(!press("z", { on: on("Windows NT 10.0"), ctrlKey: true }));
  assert.ok(!press("z", { on: on("Macintosh; Intel Mac OS X"), ctrlKey: true }));
  assert.deepEqual(commands, []);
});
