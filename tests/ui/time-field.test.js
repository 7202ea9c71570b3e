// The time under the picture: shown while it plays, and typed to go somewhere.

import { heard, press, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { TimeField } from "../../ui/components/time-field.js";

/** At 3:42 of 9:03, unless the test says otherwise. */
function start({ position = 222, duration = 543 } = {}) {
  const field = show(new TimeField(), { duration, position });
  const input = field.querySelector("input");
  const sent = heard(field, "seek");
  return {
    field, input, sent,
    said: () => text(field.querySelector("[role=alert]")),
    types(words) {
      input.focus();
      input.value = words;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
}

test("it shows the place and the length, and is named", () => {
  const { field, input } = start();
  assert.deepEqual([input.value, text(field), input.getAttribute("aria-label")], ["3:42", "/ 9:03", "Time: type one to go there"]);
  assert.equal(field.querySelector("[aria-label^=of]").getAttribute("aria-label"), "of 9 minutes 3 seconds");
});

test("a length that is not known is not shown, and is once it is", () => {
  const { field } = start({ duration: null });
  assert.equal(text(field), "");
  field.duration = 543;
  assert.equal(text(field), "/ 9:03");
});

for (const [typed, to] of [["2:14", 134], ["0:00", 0], ["134", 134], ["2 min", 120], [" 9:03 ", 543]]) {
  test(`“${typed}” and Enter go to ${to} s`, () => {
    const { input, sent, said, types } = start();
    types(typed);
    assert.equal(press("Enter"), true);
    assert.deepEqual([sent, said()], [[{ to }], ""]);
    assert.equal(seconds(input.value), to, "it shows the place at once");
  });
}

for (const [typed, said] of [
  ["soon", "Write a time such as 2:14."], ["2:75", "Write a time such as 2:14."], ["", "Write a time such as 2:14."], ["-1", "Write a time such as 2:14."],
  ["9:04", "The lesson ends at 9:03."], ["1:00:00", "The lesson ends at 9:03."],
]) {
  test(`“${typed}” and Enter go nowhere, and that is said: ${said}`, () => {
    const field = start();
    field.types(typed);
    press("Enter");
    assert.deepEqual([field.sent, field.said(), field.input.value], [[], said, typed]);
    field.types("2:1");
    assert.equal(field.said(), "", "until it is written anew");
  });
}

test("where the length is not known, any time may be one", () => {
  const { sent, types } = start({ duration: null });
  types("59:00");
  press("Enter");
  assert.deepEqual(sent, [{ to: 3540 }]);
});

test("Escape puts back what was there, and goes nowhere", () => {
  const { input, sent, said, types } = start();
  types("nonsense");
  press("Enter");
  assert.equal(press("Escape"), true, "it is the field's, and leaves no full screen");
  press("Enter");
  assert.deepEqual([input.value, said(), sent], ["3:42", "", []]);
});

test("so does going elsewhere", () => {
  const { input, sent, said, types } = start();
  types("nonsense");
  press("Enter");
  input.blur();
  assert.deepEqual([input.value, said(), sent], ["3:42", "", []]);
});

test("what is typed is not overwritten by the video that plays on; afterwards the place is shown again", () => {
  const { field, input, sent, types } = start();
  types("2:1");
  field.position = 223;
  field.position = 224;
  assert.equal(input.value, "2:1");
  types("2:14");
  press("Enter");
  field.position = 135;
  assert.deepEqual([sent, input.value], [[{ to: 134 }], "2:15"]);
});

test("after Escape the place is the one of now", () => {
  const { field, input, types } = start();
  types("5");
  field.position = 250;
  press("Escape");
  assert.equal(input.value, "4:10");
});

test("Enter on a time that nobody changed does not move the picture back to its second", () => {
  const { field, input, sent } = start();
  field.position = 222.9;
  input.focus();
  press("Enter");
  assert.deepEqual(sent, []);
});

test("Enter twice goes there once", () => {
  const { sent, types } = start();
  types("2:14");
  press("Enter");
  press("Enter");
  assert.deepEqual(sent, [{ to: 134 }]);
});

test("keys of an input method are not the field's", () => {
  const { input, sent, types } = start();
  types("2:14");
  for (const more of [{ isComposing: true }, { keyCode: 229 }]) {
    assert.equal(press("Enter", more), false);
    assert.equal(press("Escape", more), false);
  }
  assert.deepEqual([sent, input.value], [[], "2:14"]);
});

test("the whole time is selected when it is gone to, so that typing replaces it", () => {
  const { field, input } = start();
  input.focus();
  assert.deepEqual([input.selectionStart, input.selectionEnd], [0, 4]);
  field.position = 223;
  assert.deepEqual([input.value, input.selectionStart, input.selectionEnd], ["3:43", 0, 4], "also when it plays on");
});

/** @param {string} clock */
function seconds(clock) {
  return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
