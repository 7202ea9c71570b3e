// The notes beside the video, as the learner meets them: with keys, clicks and the focus.

import { control, heard, settled, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { note } from "./support/course.js";
import { choose, openStream as open, read, reads, types } from "./support/stream.js";

function press(element, key, more = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  element.dispatchEvent(event);
  return event;
}

test("the order is the lesson's: what is about all of it, then by second, then by age", async () => {
  const { rows } = await open([note("late", { second: 300 }), note("b", { second: 76 }), note("a", { second: 76 }), note("whole", { second: null })]);
  assert.deepEqual(reads(rows()), ["whole", "a", "b", "late"]);
});

test("the first letter makes the note, with the second at which it was typed", async () => {
  const { stream, store, field, rest } = await open();
  field().focus();
  types(field(), "L");
  await settled();
  stream.second = 230;
  types(field(), "Loss");
  await rest();
  const [first, last] = [store.saves()[0], store.saves().at(-1)];
  assert.deepEqual([first.body, first.second, last.body, last.second, first.id], ["L", 222, "Loss", 222, last.id]);
  assert.match(text(stream.querySelector(".composer-head")), /^3:42/);
});

test("a note written before anything was shown is about the whole lesson", async () => {
  const { stream, store, field, rest } = await open();
  stream.second = null;
  types(field(), "Ask Priya");
  await rest();
  assert.equal(store.saves()[0].second, null);
});

test("Enter keeps the note in its place and opens the next, in the same field", async () => {
  const { store, field, rest, rows } = await open([note("early", { second: 100 }), note("late", { second: 300 })]);
  const same = field();
  same.focus();
  types(same, "Loss");
  assert.ok(press(same, "Enter").defaultPrevented);
  await rest();
  assert.deepEqual(reads(rows()), ["early", "Loss", "late"]);
  assert.deepEqual([field(), same.value, document.activeElement], [same, "", same]);
  types(same, "Next");
  await rest();
  assert.equal(new Set(store.saves().map(({ id }) => id)).size, 2, "another note");
});

test("Enter in an empty field does nothing", async () => {
  const { store, field, rest, rows } = await open();
  press(field(), "Enter");
  types(field(), "  ");
  press(field(), "Enter");
  await rest();
  assert.deepEqual([rows().length, store.log], [0, []]);
});

test("Enter that belongs to an input method, and Shift+Enter, stay in the field", async () => {
  const { field, rows } = await open();
  types(field(), "ろす");
  for (const more of [{ isComposing: true }, { keyCode: 229 }, { shiftKey: true }]) {
    assert.equal(press(field(), "Enter", more).defaultPrevented, false, JSON.stringify(more));
  }
  assert.deepEqual([rows().length, field().value], [0, "ろす"]);
});

test("what came back is shown as Rust rendered it; until then as it was typed", async () => {
  const { store, field, rest, rows } = await open();
  store.holds = true;
  types(field(), "**Loss**");
  press(field(), "Enter");
  await settled();
  assert.equal(rows()[0].querySelector(".note-text").textContent, "**Loss**");
  store.holds = false;
  store.release();
  await rest();
  assert.equal(rows()[0].querySelector(".note-text p")?.textContent, "**Loss**", "the element that Rust made of it");
});

for (const [name, enter] of [["a click", (row) => row.querySelector(".note-text").click()], ["Enter", (row) => press(row.querySelector(".note-text"), "Enter")],
  ["F2", (row) => press(row.querySelector(".note-text"), "F2")]]) {
  test(`${name} opens a note to be changed; leaving it saves and shows it`, async () => {
    const { store, rows, rest, field } = await open([note("a", { body: "Loss", html: "<p>Loss</p>" })]);
    enter(rows()[0]);
    const editing = rows()[0].querySelector("textarea");
    assert.deepEqual([editing.value, document.activeElement], ["Loss", editing]);
    types(editing, "Loss is one number");
    field().focus();
    await rest();
    assert.deepEqual([store.bodies(), read(rows()[0])], [["Loss is one number"], "Loss is one number"]);
    assert.ok(rows()[0].querySelector(".note-text p"), "as text again");
  });
}

test("a link in a note is followed, not edited", async () => {
  const { rows } = await open([note("a", { html: '<p><a href="https://doi.org/10.1/x">here</a></p>' })]);
  rows()[0].querySelector("a").click();
  assert.equal(rows()[0].querySelector("textarea"), null);
});

test("Escape leaves the field: to the note's text, or, from the new note, out", async () => {
  const { stream, rows, field, rest } = await open([note("a")]);
  rows()[0].edit();
  press(rows()[0].querySelector("textarea"), "Escape");
  assert.equal(document.activeElement, rows()[0].querySelector(".note-text"));
  const escapes = heard(stream, "note-escape");
  field().focus();
  types(field(), "Loss");
  press(field(), "Escape");
  await rest();
  assert.deepEqual([escapes.length, reads(rows())], [1, ["Loss", "a"]]);
});

test("an emptied note goes when it is left, and can come back", async () => {
  const { stream, store, rows, field, rest } = await open([note("a", { body: "Loss" })]);
  const toasts = heard(stream, "toast");
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), " ");
  await rest(5_000);
  assert.deepEqual([rows().length, store.log], [1, []], "not before it is left");
  field().focus();
  await rest();
  assert.deepEqual([rows().length, store.bodies()], [0, []]);
  await toasts[0].action.run();
  await rest();
  assert.deepEqual([reads(rows()), store.bodies()], [["a"], ["Loss"]]);
});

test("a row that is emptied to be written anew stays while the window is only hidden", async () => {
  const { stream, store, rows, rest } = await open([note("Loss", { second: 76 })]);
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), "");
  await stream.flush({ leaving: false });
  await rest();
  assert.equal(rows().length, 1);
  assert.equal(store.log.filter(([what]) => what === "delete").length, 0);
  await stream.flush();
  assert.equal(store.log.filter(([what]) => what === "delete").length, 1, "leaving the page, it goes");
});

test("leaving waits for a deletion that is under way", async () => {
  const { stream, store, rows, rest } = await open([note("Loss", { second: 76 })]);
  store.holds = true;
  choose(rows()[0], "delete");
  let flushed = false;
  const flush = stream.flush().then(() => { flushed = true; });
  await rest();
  assert.equal(flushed, false);
  store.holds = false;
  store.release();
  await flush;
  assert.deepEqual(store.bodies(), []);
});

test("a new note that is emptied goes as well, and what is begun instead has the second of now", async () => {
  const { stream, store, field, rest, rows } = await open();
  types(field(), "Loss");
  await rest();
  types(field(), "");
  stream.second = 300;
  types(field(), "Rate");
  await rest();
  assert.equal(store.saves().at(-1).second, 300);
  types(field(), "");
  press(field(), "Enter");
  await rest();
  assert.deepEqual([rows().length, store.bodies()], [0, []]);
});

test("delete takes the note out, moves the focus on, and offers to undo", async () => {
  const { stream, store, rows, rest } = await open([note("a", { second: 1 }), note("b", { second: 2 })]);
  const toasts = heard(stream, "toast");
  const more = control(rows()[0], "More for the note at 1 second");
  more.focus();
  more.click();
  rows()[0].querySelector("[data-choice=delete]").click();
  await rest();
  assert.deepEqual([reads(rows()), document.activeElement], [["b"], rows()[0].querySelector(".note-text")]);
  assert.deepEqual([toasts[0].message, toasts[0].action.label], ["Note deleted.", "Undo"]);
  await toasts[0].action.run();
  await rest();
  assert.deepEqual([reads(rows()), store.bodies()], [["a", "b"], ["a", "b"]]);
});

test("a note that could not be deleted comes back, and that is said", async () => {
  const { stream, store, rows, rest } = await open([note("a")]);
  const toasts = heard(stream, "toast");
  store.breaks({ code: "store-failed", message: "The disk is full." });
  choose(rows()[0], "delete");
  await rest();
  assert.equal(rows().length, 1);
  assert.match(toasts[0].message, /not deleted. The disk is full/);
});

test("a stamp asks for its second", async () => {
  const { stream, rows } = await open([note("a", { second: 76 })]);
  const seeks = heard(stream, "seek-note");
  control(rows()[0], "Go to 1:161 minute 16 seconds").click();
  assert.deepEqual(seeks, [{ second: 76 }]);
});

test("the marks on the slider follow the notes, the one being written too", async () => {
  localStorage.clear();
  const { stream, field, rows, rest } = await open([note("a", { second: 76 }), note("whole", { second: null })]);
  const marks = heard(stream, "marks");
  types(field(), "L");
  await rest();
  assert.deepEqual(marks.at(-1), { marks: [76, 222] });
  choose(rows()[1], "delete");
  await rest();
  assert.deepEqual(marks.at(-1), { marks: [222] });
});

test("the status is quiet, and says “Saved” only when it is", async () => {
  const { store, field, rest, status } = await open();
  assert.equal(status(), "");
  store.holds = true;
  types(field(), "Loss");
  await rest(10_000);
  assert.equal(status(), "Saving…");
  store.release();
  await rest();
  assert.equal(status(), "Saved");
});

test("a failed save keeps the text in the field, says what happened, and Try again tries", async () => {
  const { stream, store, field, rest, status } = await open();
  store.breaks({ code: "store-failed", message: "The disk is full." });
  types(field(), "Loss");
  await rest();
  assert.deepEqual([field().value, status()], ["Loss", "Not saved"]);
  const alert = stream.querySelector('[role="alert"]');
  assert.match(text(alert), /The disk is full\. What you wrote is kept here\. It is tried again by itself\./);
  store.breaks(null);
  control(alert, "Try again").click();
  await rest(0);
  assert.deepEqual([status(), alert.hidden, store.bodies()], ["Saved", true, ["Loss"]]);
});

test("a page that crashed loses nothing: the next one shows and saves it", async () => {
  const before = await open();
  before.store.breaks({ code: "store-failed", message: "no" });
  types(before.field(), "written and never saved");
  await before.rest();
  document.body.replaceChildren();
  const after = await open([], { keepJournal: true });
  assert.deepEqual(reads(after.rows()), ["written and never saved"]);
  await after.rest();
  assert.deepEqual([after.store.bodies(), localStorage.length], [["written and never saved"], 0]);
});

test("flush saves what is in the field, and rejects when it cannot", async () => {
  const { stream, store, field } = await open();
  types(field(), "L");
  await settled();
  types(field(), "Loss");
  await stream.flush();
  assert.deepEqual(store.bodies(), ["Loss"]);
  store.breaks({ code: "store-failed", message: "no" });
  types(field(), "Loss is");
  await assert.rejects(stream.flush());
  assert.equal(field().value, "Loss is");
});

test("changes from outside come in; what is being written stays", async () => {
  const { stream, rows, field, rest } = await open([note("a", { second: 1 }), note("b", { second: 2 }), note("c", { second: 3 })]);
  rows()[1].edit();
  types(rows()[1].querySelector("textarea"), "b, being changed");
  types(field(), "new");
  stream.merge([note("a", { second: 1, body: "a2", html: "<p>a2</p>" }), note("b", { second: 2, body: "b2", html: "<p>b2</p>" }), note("d", { second: 9 })]);
  assert.deepEqual(rows().map((row) => row.querySelector("textarea")?.value ?? read(row)), ["a2", "b, being changed", "d"]);
  assert.equal(field().value, "new");
  await rest();
});

test("a field that is open stays, even if nothing was typed in it and its note is gone elsewhere", async () => {
  const { stream, rows } = await open([note("a"), note("b")]);
  rows()[0].edit();
  stream.merge([]);
  assert.deepEqual(rows().map((row) => row.querySelector("textarea")?.value), ["a"]);
});

test("an answer that is older than what was typed meanwhile is not shown", async () => {
  const { store, rows, field, rest } = await open([note("a", { body: "Loss" })]);
  store.holds = true;
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), "Loss is");
  await rest(300);
  types(rows()[0].querySelector("textarea"), "Loss is one number");
  field().focus();
  store.release();
  await rest(0);
  assert.equal(read(rows()[0]), "Loss is one number", "the first commit returned");
  store.release();
  await rest(0);
  assert.equal(rows()[0].querySelector("p").textContent, "Loss is one number", "the second");
});

test("every change makes older answers out of date", async () => {
  const { stream, field, rest, rows } = await open([note("a")]);
  const changes = [stream.changes];
  types(field(), "L");
  changes.push(stream.changes);
  await rest();
  changes.push(stream.changes);
  choose(rows()[0], "delete");
  changes.push(stream.changes);
  await rest();
  changes.push(stream.changes);
  assert.ok(changes.every((count, i) => i === 0 || count > changes[i - 1]), String(changes));
});

test("stopping the video in the middle of a sentence keeps the sentence open; going to another note finishes it", async () => {
  const { stream, field, rows, rest } = await open([note("a", { second: 1 })]);
  const player = document.createElement("div");
  player.dataset.keepsNoteOpen = "";
  player.append(document.createElement("button"));
  document.body.append(player);
  field().focus();
  types(field(), "Unsupervised: no labels, finds str");
  player.querySelector("button").focus();
  await rest();
  assert.equal(field().value, "Unsupervised: no labels, finds str");
  rows()[0].querySelector(".note-text").focus();
  await rest();
  assert.deepEqual([field().value, reads(rows())], ["", ["a", "Unsupervised: no labels, finds str"]]);
  assert.ok(stream.isConnected);
});

test("a line of the transcript begins a note of its second, quoted, with the caret after it", async () => {
  const { stream, store, field, rest, rows } = await open();
  stream.quote({ second: 83, text: "A model learns\n\nfrom examples." });
  assert.equal(field().value, "> A model learns\n>\n> from examples.\n\n");
  assert.deepEqual([document.activeElement, field().selectionStart, field().selectionEnd], [field(), field().value.length, field().value.length]);
  assert.match(text(stream.querySelector(".composer-head")), /^1:23/);
  types(field(), `${field().value}So it does.`);
  press(field(), "Enter");
  await rest();
  assert.deepEqual([store.saves().at(-1).second, store.bodies()], [83, ["> A model learns\n>\n> from examples.\n\nSo it does."]]);
  assert.equal(rows().length, 1);
});

test("a quote is saved like what is typed, even if nothing follows it", async () => {
  const { stream, store } = await open();
  stream.quote({ second: 83, text: "A model learns." });
  assert.equal(JSON.parse(localStorage.getItem(localStorage.key(0))).body, "> A model learns.\n\n", "in the journal at once");
  await stream.flush();
  assert.deepEqual(store.bodies(), ["> A model learns.\n\n"]);
});

test("a quote goes on a new line of the note under way, which keeps its second", async () => {
  const { stream, store, field, rest } = await open();
  types(field(), "Ask Priya:");
  await rest();
  stream.quote({ second: 83, text: "A model learns." });
  assert.equal(field().value, "Ask Priya:\n> A model learns.\n\n");
  stream.quote({ second: 90, text: "From examples." });
  await rest();
  assert.equal(field().value, "Ask Priya:\n> A model learns.\n\n> From examples.\n\n");
  assert.deepEqual([store.bodies(), store.saves().at(-1).second], [[field().value], 222]);
});

test("quoted into a field that was emptied, it is about the line's second", async () => {
  const { stream, store, field, rest } = await open();
  types(field(), "Loss");
  types(field(), "  ");
  stream.quote({ second: 83, text: "A model learns." });
  await rest();
  assert.deepEqual([store.saves().at(-1).body, store.saves().at(-1).second], ["> A model learns.\n\n", 83]);
});

test("it says where notes are and what they must not contain", async () => {
  const { stream } = await open();
  assert.match(text(stream), /Write nothing that could identify a patient\. Notes are stored on this computer, unencrypted\./);
});

test("left again, a note reads as Rust rendered it, whether or not it was changed", async () => {
  const { rows, rest } = await open([note("a", { body: "**x**", html: "<p><strong>x</strong></p>" })]);
  rows()[0].edit();
  press(rows()[0].querySelector("textarea"), "Escape");
  assert.equal(text(rows()[0].querySelector(".note-text strong")), "x");
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), "**y**");
  await rest();
  press(rows()[0].querySelector("textarea"), "Escape");
  assert.equal(rows()[0].querySelector(".note-text p")?.textContent, "**y**", "the answer came while it was a field");
});

test("what another program wrote into a note whose field is open is in the field, and what is typed next keeps it", async () => {
  const { stream, store, rows, rest } = await open([note("a", { body: "Loss", second: 76 })]);
  rows()[0].edit();
  const field = rows()[0].querySelector("textarea");
  field.setSelectionRange(2, 2);
  stream.merge([note("a", { body: "Loss, from outside", second: 80 })]);
  assert.deepEqual([field.value, field.selectionStart, document.activeElement], ["Loss, from outside", 2, field]);
  types(field, "Loss, from outside, and here");
  await rest();
  assert.deepEqual([store.kept.get("a").body, store.kept.get("a").second], ["Loss, from outside, and here", 80]);
});

test("a note under way stays open under a dialog, which gives the focus back", async () => {
  const { field, rest } = await open();
  const dialog = document.createElement("dialog");
  dialog.append(document.createElement("button"));
  document.body.append(dialog);
  dialog.open = true;
  field().focus();
  types(field(), "Loss is");
  dialog.querySelector("button").focus();
  await rest();
  assert.equal(field().value, "Loss is");
});
