// What a note was before: shown as what changed since, and restored.

import { control, failure, settled, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { note } from "./support/course.js";
import { about, choose, openStream, read, reads, types } from "./support/stream.js";

const VERSIONS = [
  { revision: 9, written: Date.UTC(2020, 4, 2, 12), lessonTitle: "How to read a paper", second: 76, mark: "todo", beginning: "Loss is" },
  { revision: 7, written: Date.UTC(2020, 4, 1, 12), lessonTitle: "Course Overview", second: null, mark: null, beginning: "Loss" },
];
const PAGE = { revision: 9, html: "<p>Loss is</p>", difference: [
  { kind: "same", text: "Loss is" }, { kind: "removed", text: " two" }, { kind: "added", text: " one" }, { kind: "same", text: " number" }] };
const NOW = { id: "a", second: 222, body: "Loss is one number" };

async function open({ versions = VERSIONS, page = PAGE, commands = {}, notes = [note("a", NOW)] } = {}) {
  const opened = await openStream(notes, { commands: { note_history: () => versions, revision: () => page, ...commands } });
  const dialog = opened.stream.querySelector("note-history dialog");
  const listed = () => [...dialog.querySelectorAll(".history-version")];
  return { ...opened, dialog, versions: listed,
    /** Opens the history of a note at the newest version. */
    async look(row) {
      choose(row, "history");
      await settled();
      listed()[0].click();
      await settled();
    } };
}

test("every version is listed with its time, place, mark and beginning", async () => {
  const { rows, rust, dialog, versions } = await open();
  choose(rows()[0], "history");
  await settled();
  assert.deepEqual([dialog.open, rust.called("note_history")], [true, [{ note: "a" }]]);
  assert.match(text(versions()[0]), /^On 2 May 2020 at \d\d:\d\d ?How to read a paper, 1:16 ?To do ?Loss is$/);
  assert.match(text(versions()[1]), /Course Overview, whole lesson ?Loss$/);
  assert.equal(document.activeElement, dialog.querySelector("h2"));
  assert.equal(control(dialog, "Restore this version").hidden, true, "not before one is chosen");
});

test("a version shows what changed since, in words for who does not see it", async () => {
  const { rows, dialog, versions, look } = await open();
  await look(rows()[0]);
  const shown = dialog.querySelector(".history-text");
  assert.equal(shown.textContent, "Loss is[was:  two][new since:  one] number");
  assert.deepEqual([text(shown.querySelector("del")), text(shown.querySelector("ins"))], ["[was: two]", "[new since: one]"]);
  assert.deepEqual(versions().map((version) => version.getAttribute("aria-pressed")), ["true", "false"]);
  assert.equal(control(dialog, "Restore this version").hidden, false);
});

test("a difference is text and never markup", async () => {
  const { rows, dialog, look } = await open({ page: { ...PAGE, difference: [{ kind: "added", text: "<img src=x>" }] } });
  await look(rows()[0]);
  assert.equal(dialog.querySelector("img"), null);
});

test("a version of the same text says so", async () => {
  const { rows, dialog, look } = await open({ page: { ...PAGE, difference: [{ kind: "same", text: "Loss is one number" }] } });
  await look(rows()[0]);
  assert.match(text(dialog), /The text was the same as now\./);
});

test("of two versions that were chosen, the last one is shown, however late the first comes", async () => {
  const answers = [];
  const { rows, dialog, versions } = await open({ commands: { revision: ({ revision }) => new Promise((resolve) => answers.push([revision, resolve])) } });
  choose(rows()[0], "history");
  await settled();
  versions()[0].click();
  versions()[1].click();
  await settled();
  answers[1][1]({ ...PAGE, difference: [{ kind: "added", text: "second" }] });
  answers[0][1]({ ...PAGE, difference: [{ kind: "added", text: "first" }] });
  await settled();
  assert.match(dialog.querySelector(".history-text").textContent, /second/);
});

test("restored, the row has it at once, with its place and mark; Undo saves the note as it was", async () => {
  const restored = { ...note("a"), second: 76, mark: "todo", body: "Loss is", html: "<p>Loss is</p>" };
  const { stream, store, rust, rows, rest, toasts, dialog, look } = await open({ commands: { restore_revision: () => restored }, notes: [note("a", NOW), note("b", { second: 100 })] });
  assert.deepEqual(reads(rows()), ["b", "a"]);
  await look(rows()[1]);
  for (let pressed = 0; pressed < 2; pressed++) control(dialog, "Restore this version").click();
  await rest();
  assert.deepEqual([rust.called("restore_revision"), dialog.open], [[{ revision: 9 }], false]);
  assert.deepEqual([reads(rows()), about(rows()[0]).join(" ")], [["Loss is", "b"], "1:16 To do, at 1 minute 16 seconds"]);
  assert.equal(document.activeElement, rows()[0].querySelector(".note-text"));
  assert.deepEqual([toasts.length, toasts[0].message, toasts[0].action.label], [1, "The earlier version is back.", "Undo"]);
  stream.merge([restored, note("b", { second: 100 })]);

  await toasts[0].action.run();
  await rest();
  assert.deepEqual(store.saves().at(-1), { id: "a", lesson: "models", second: 222, mark: null, body: "Loss is one number" });
});

test("a version from another lesson takes the note there, and says so", async () => {
  const { store, rows, rest, toasts, dialog, look } = await open({ commands: { restore_revision: () => note("a", { lesson: "papers" }) } });
  await look(rows()[0]);
  control(dialog, "Restore this version").click();
  await rest();
  assert.deepEqual([rows().length, toasts[0].message], [0, "The earlier version is back, in lesson 3."]);
  await toasts[0].action.run();
  await rest();
  assert.deepEqual([reads(rows()), store.saves().at(-1).lesson], [["Loss is one number"], "models"]);
});

test("what the note was when this window saved it can be written again after a version was restored", async () => {
  const restored = { ...note("a"), body: "Loss", html: "<p>Loss</p>" };
  const { store, rows, rest, dialog, look } = await open({ commands: { restore_revision: () => restored } });
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), "Loss is two");
  await rest();
  rows()[0].querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
  await look(rows()[0]);
  control(dialog, "Restore this version").click();
  await rest();
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), "Loss is two");
  await rest();
  assert.deepEqual(store.saves().map(({ body }) => body), ["Loss is two", "Loss is two"], "it is no longer what the database has");
});

test("what is being written is saved first, or the versions are not shown", async () => {
  const { store, rust, rows, rest, toasts, dialog } = await open();
  store.breaks({ code: "store-failed", message: "The disk is full." });
  choose(rows()[0], "todo");
  await rest();
  choose(rows()[0], "history");
  await rest();
  assert.deepEqual([dialog.open, rust.called("note_history")], [false, []]);
  assert.match(toasts[0].message, /has to be saved before its earlier versions can be shown\. The disk is full\./);
  store.breaks(null);
  choose(rows()[0], "history");
  await rest();
  assert.equal(dialog.open, true);
  const calls = rust.calls.map(([name]) => name);
  assert.ok(calls.lastIndexOf("save_note") < calls.indexOf("note_history"));
});

test("without an earlier version it says why", async () => {
  const { rows, dialog } = await open({ versions: [] });
  choose(rows()[0], "history");
  await settled();
  assert.match(text(dialog), /at most every two minutes, for 90 days\. ?There is no earlier version of this note/);
});

test("a failure is told in the dialog, and the note stays as it is", async () => {
  const broken = failure("store-failed", "The notes could not be read.");
  const { rows, dialog, toasts, look } = await open({ commands: { restore_revision: broken } });
  await look(rows()[0]);
  control(dialog, "Restore this version").click();
  await settled();
  assert.equal(text(dialog.querySelector("[role=alert]")), "The notes could not be read.");
  assert.deepEqual([dialog.open, read(rows()[0]), toasts], [true, "a", []]);
});

test("Undo does not take back what was written on since the version was restored", async () => {
  const restored = { ...note("a", NOW), body: "Loss", html: "<p>Loss</p>" };
  const { store, rows, rest, toasts, dialog, look } = await open({ commands: { restore_revision: () => restored } });
  await look(rows()[0]);
  control(dialog, "Restore this version").click();
  await rest();
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), "Loss, and what came to mind then");
  await rest();
  await assert.rejects(toasts[0].action.run(), ({ code, message }) => code === "written-on" && /changed since, so it stays as it is/.test(message));
  await rest();
  assert.equal(store.kept.get("a").body, "Loss, and what came to mind then");
});
