// Who has the focus after a click into YouTube's frame. jsdom moves the focus into a frame when it is told to, and says
// nothing to the window; both are done here as a webview does them. tests/window/ clicks in the real one.

import { settled } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { returnFocusFrom } from "../../ui/player/frame-focus.js";

let stop = () => {};
afterEach(() => stop());

function start() {
  document.body.innerHTML = '<textarea></textarea><button>Play</button><div class="picture"><iframe></iframe></div><iframe class="other"></iframe>';
  const $ = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
  stop = returnFocusFrom($(".picture"));
  return { note: $("textarea"), button: $("button"), picture: $(".picture"), frame: $(".picture iframe"), other: $(".other") };
}

/** What happens at a moment of the page's clock. @param {Event} event */
function at(moment, target, event) {
  Object.defineProperty(event, "timeStamp", { value: moment });
  target.dispatchEvent(event);
}

/** The frame has the focus, and the window hears that it lost its own. */
function goesInto(frame, moment) {
  frame.focus();
  at(moment, window, new FocusEvent("blur"));
}

/** A click into the frame, ten seconds after the page was opened. Of the click itself the page sees nothing. */
const clicks = (frame, moment = 10_000) => goesInto(frame, moment);

const press = (moment, key) => at(moment, document.activeElement, new KeyboardEvent("keydown", { bubbles: true, ...key }));
const TAB = { key: "Tab" };

test("a click into the frame: the note field that had the focus has it again", async () => {
  const { note, frame } = start();
  note.focus();
  clicks(frame);
  assert.equal(document.activeElement, frame, "the click has its time");
  await settled();
  assert.equal(document.activeElement, note);
});

test("what was written there, and the caret, stay", async () => {
  const { note, frame } = start();
  note.value = "Loss is";
  note.focus();
  note.setSelectionRange(4, 4);
  clicks(frame);
  await settled();
  assert.deepEqual([note.value, note.selectionStart, note.selectionEnd], ["Loss is", 4, 4]);
});

test("the page is not scrolled by it", async () => {
  const { note, frame } = start();
  note.focus();
  const asked = [];
  note.focus = (how) => asked.push(how);
  clicks(frame);
  await settled();
  assert.deepEqual(asked, [{ preventScroll: true }]);
});

test("the same at every click", async () => {
  const { note, button, frame } = start();
  for (const element of [note, button, note]) {
    element.focus();
    clicks(frame);
    await settled();
    assert.equal(document.activeElement, element);
  }
});

test("where nothing had the focus, nothing has it, and the keys are the page's", async () => {
  const { frame } = start();
  clicks(frame);
  await settled();
  assert.equal(document.activeElement, document.body);
});

test("nor does what had it some time ago, and was left for the page: keys would go into a note", async () => {
  const { note, frame } = start();
  note.focus();
  note.blur();
  await settled();
  clicks(frame);
  await settled();
  assert.equal(document.activeElement, document.body);
});

test("what had the focus and is gone from the page does not come back", async () => {
  const { note, frame } = start();
  note.focus();
  clicks(frame);
  note.remove();
  await settled();
  assert.equal(document.activeElement, document.body);
});

for (const [name, key] of [["Tab", TAB], ["Shift and Tab", { ...TAB, shiftKey: true }], ["Shift and Tab as WebKitGTK tells it", { key: "Unidentified", keyCode: 9, shiftKey: true }]]) {
  test(`by ${name} one goes into the frame and stays there`, async () => {
    const { button, frame } = start();
    button.focus();
    press(10_000, key);
    goesInto(frame, 10_020);
    await settled();
    assert.equal(document.activeElement, frame);
  });
}

test("by Tab at the very beginning too", async () => {
  const { button, frame } = start();
  button.focus();
  press(0, TAB);
  goesInto(frame, 5);
  await settled();
  assert.equal(document.activeElement, frame);
});

test("Tab earlier, and then the pointer: it was a click", async () => {
  const { note, frame } = start();
  note.focus();
  press(8_000, TAB);
  clicks(frame, 10_000);
  await settled();
  assert.equal(document.activeElement, note);
});

test("another key just before does not mean the frame", async () => {
  const { note, frame } = start();
  note.focus();
  press(9_990, { key: "a", keyCode: 65 });
  clicks(frame, 10_000);
  await settled();
  assert.equal(document.activeElement, note);
});

test("a click in the first moment of the page is one", async () => {
  const { note, frame } = start();
  note.focus();
  clicks(frame, 3);
  await settled();
  assert.equal(document.activeElement, note);
});

test("another window that comes to the front is no click into the frame", async () => {
  const { note } = start();
  note.focus();
  at(10_000, window, new FocusEvent("blur"));
  await settled();
  assert.equal(document.activeElement, note);
});

test("a frame that is not the picture's keeps its focus", async () => {
  const { note, other } = start();
  note.focus();
  clicks(other);
  await settled();
  assert.equal(document.activeElement, other);
});

test("somebody who leaves the frame meanwhile stays where they went", async () => {
  const { note, button, frame, other } = start();
  for (const [leave, at] of [[() => button.focus(), button], [() => frame.blur(), document.body], [() => other.focus(), other]]) {
    note.focus();
    clicks(frame);
    leave();
    await settled();
    assert.equal(document.activeElement, at);
  }
});

test("stopped, it leaves the focus where it is", async () => {
  const { note, frame } = start();
  stop();
  note.focus();
  clicks(frame);
  await settled();
  assert.equal(document.activeElement, frame);
});
