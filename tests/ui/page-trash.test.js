// The trash: deleted notes, brought back or let go of.

import { control, failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { TrashPage } from "../../ui/pages/trash.js";
import { anOverview, note } from "./support/course.js";

const YESTERDAY = Date.now() - 24 * 60 * 60 * 1000;
const trashed = (id, changes = {}, more = {}) => ({ note: note(id, changes), lessonTitle: "How models learn", lessonNumber: 2, deleted: YESTERDAY, ...more });
const FIRST = trashed("first", { second: 76, mark: "todo" });
const OLD = trashed("old", { second: null, html: "<p><em>old</em></p>" }, { lessonTitle: "A lesson of old", lessonNumber: null });

async function page(notes, commands = {}) {
  let left = notes;
  const rust = fakeRust({
    trash: () => left,
    restore_note: ({ note: id }) => { left = left.filter(({ note }) => note.id !== id); return note(id); },
    empty_trash: () => { const gone = left.length; left = []; return gone; },
    ...commands,
  });
  const element = show(new TrashPage(), { overview: anOverview() });
  const toasts = heard(element, "toast");
  await settled();
  return { element, rust, toasts, rows: () => [...element.querySelectorAll("[data-note]")] };
}

test("every deleted note is shown with its lesson, its time, its mark, its text, and when it was deleted", async () => {
  const { element, rows } = await page([FIRST, OLD]);
  assert.match(text(rows()[0]), /^2\. How models learn, 1:16 ?To do ?Deleted yesterday at \d\d:\d\d ?first ?Restore$/);
  assert.match(text(rows()[1]), /^A lesson of old ?Deleted/);
  assert.equal(rows()[1].querySelector("em").textContent, "old");
  assert.match(text(element), /stays here for 30 days and can be brought back\. Then it is gone for good\./);
  assert.equal(text(element.querySelector(".page-head [role=status]")), "2 notes");
});

test("a note is brought back, and the focus goes to its neighbour", async () => {
  const { rust, rows, toasts, element } = await page([FIRST, OLD]);
  const restore = control(element, "Restore: Note at 1 minute 16 seconds, to do, How models learn");
  restore.focus();
  restore.click();
  await settled();
  assert.deepEqual([rust.called("restore_note"), rows().length], [[{ note: "first" }], 1]);
  assert.equal(toasts[0].message, "The note is back in “How models learn”.");
  assert.equal(document.activeElement, rows()[0].querySelector("button"));
  rows()[0].querySelector("button").click();
  await settled();
  assert.equal(document.activeElement, element.querySelector("h1"));
  assert.match(text(element), /The trash is empty\./);
});

test("what could not be brought back stays, and that is said", async () => {
  const { rows, toasts } = await page([FIRST], { restore_note: failure("store-failed", "The disk is full.") });
  rows()[0].querySelector("button").click();
  await settled();
  assert.deepEqual([rows().length, toasts[0].message], [1, "The note was not restored. The disk is full."]);
});

test("the trash is emptied only when it was asked twice", async () => {
  const { element, rust, toasts, rows } = await page([FIRST, OLD]);
  const dialog = element.querySelector("confirm-dialog dialog");
  // A dialog that closes takes the focus from everything else.
  dialog.close = () => {
    dialog.open = false;
    document.activeElement.blur();
  };
  control(element, "Empty the trash").click();
  assert.deepEqual([dialog.open, document.activeElement], [true, control(dialog, "Cancel")], "the harmless answer has the focus");
  assert.match(text(dialog), /All notes in the trash go for good, and their earlier versions with them\. This cannot be undone\./);
  assert.equal(dialog.querySelector("input"), null, "nothing has to be typed");
  control(dialog, "Cancel").click();
  assert.deepEqual([dialog.open, rust.called("empty_trash")], [false, []]);

  control(element, "Empty the trash").click();
  for (let pressed = 0; pressed < 2; pressed++) dialog.querySelector("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await settled();
  assert.deepEqual([rust.called("empty_trash").length, dialog.open, rows().length], [1, false, 0]);
  assert.deepEqual([toasts[0].message, document.activeElement], ["2 notes are gone.", element.querySelector("h1")]);
});

test("a trash that could not be emptied says so, where it was asked", async () => {
  const { element, rows } = await page([FIRST], { empty_trash: failure("store-failed", "The disk is full.") });
  const dialog = element.querySelector("confirm-dialog dialog");
  control(element, "Empty the trash").click();
  dialog.querySelector("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await settled();
  assert.deepEqual([dialog.open, text(dialog.querySelector("[role=alert]")), rows().length], [true, "The disk is full.", 1]);
});

test("an empty trash says so and offers nothing to empty; one that cannot be read is not shown as empty", async () => {
  const { element } = await page([]);
  assert.match(text(element), /The trash is empty\./);
  assert.equal(control(element, "Empty the trash").hidden, true);
  const broken = await page([], { trash: failure("store-failed", "The notes could not be read.") });
  assert.match(text(broken.element), /The notes could not be read\./);
  assert.doesNotMatch(text(broken.element), /The trash is empty/);
});

test("a change from outside is shown, and the focus stays", async () => {
  let notes = [OLD];
  const { element, rows } = await page(null, { trash: () => notes });
  rows()[0].querySelector("button").focus();
  notes = [FIRST, OLD];
  element.overview = anOverview();
  await settled();
  assert.deepEqual([rows().length, document.activeElement], [2, rows()[1].querySelector("button")]);
});
