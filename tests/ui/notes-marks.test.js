// Marks: important, a question, to do and done; by key, by the menu and by a box to tick.

import { press, settled, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { isMark, noteName, ticked, toggled } from "../../ui/lib/marks.js";
import { note } from "./support/course.js";
import { about, choose, openStream as open, types } from "./support/stream.js";

const named = (row) => row.querySelector(".note-text").getAttribute("aria-label");
const box = (row) => row.querySelector('note-mark input[type="checkbox"]');

function tick(box) {
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

test("a mark asked for again comes off, and another takes its place", () => {
  for (const [mark, asked, expected] of [
    [null, "important", "important"], ["important", "important", null], ["important", "question", "question"],
    [null, "todo", "todo"], ["todo", "todo", null], ["done", "todo", null], ["done", "important", "important"],
  ]) assert.equal(toggled(mark, asked), expected, `${mark}, ${asked}`);
  for (const [mark, expected] of [["todo", "done"], ["done", "todo"], ["important", "important"], [null, null]]) assert.equal(ticked(mark), expected);
});

test("a mark is one of four", () => {
  for (const name of ["important", "question", "todo", "done"]) assert.ok(isMark(name));
  for (const name of [null, "", "toString", "Todo", 3]) assert.equal(isMark(name), false);
});

test("a note is read out with its place and its mark", () => {
  assert.equal(noteName({ second: 76, mark: "todo" }), "Note at 1 minute 16 seconds, to do");
  assert.equal(noteName({ second: null, mark: null }), "Note about the whole lesson");
});

for (const [key, mark, word] of [["i", "important", "Important"], ["q", "question", "Question"], ["d", "todo", "To do"]]) {
  test(`“${key.toUpperCase()}” on a note that has the focus: ${word}; again, and it is off`, async () => {
    const { store, rows, rest } = await open([note("a")]);
    const words = rows()[0].querySelector(".note-text");
    words.focus();
    assert.equal(press(key), true, "the key is taken, and is none of the video's");
    await rest();
    assert.deepEqual([store.saves().at(-1).mark, about(rows()[0])[1].startsWith(word)], [mark, true]);
    assert.equal(named(rows()[0]), `Note at 3 minutes 42 seconds, ${word.toLowerCase()}. Enter changes it.`);
    assert.equal(document.activeElement, words, "the focus stays");
    press(key.toUpperCase(), { shiftKey: true });
    await rest();
    assert.deepEqual([store.saves().at(-1).mark, text(rows()[0].querySelector("note-mark"))], [null, ""]);
    assert.equal(rows()[0].querySelector("note-mark").childNodes.length, 0);
  });
}

test("a mark is a picture and a word, not a colour alone", async () => {
  const { rows } = await open([note("a", { mark: "important" }), note("b", { mark: "question" })]);
  for (const row of rows()) {
    assert.ok(row.querySelector("note-mark svg"));
    assert.match(text(row.querySelector("note-mark")), /Important|Question/);
  }
});

test("what is to do has a box that is ticked by a click or by X, and is saved as done", async () => {
  const { store, rows, rest } = await open([note("a", { mark: "todo" })]);
  assert.deepEqual([box(rows()[0]).checked, text(box(rows()[0]).labels[0])], [false, "To do, at 3 minutes 42 seconds"]);
  box(rows()[0]).focus();
  tick(box(rows()[0]));
  await rest();
  assert.deepEqual([store.saves().at(-1).mark, box(rows()[0]).checked, document.activeElement], ["done", true, box(rows()[0])]);
  press("x");
  await rest();
  assert.deepEqual([store.saves().at(-1).mark, box(rows()[0]).checked], ["todo", false]);
});

test("X on what is not to do is nothing", async () => {
  const { store, rows, rest } = await open([note("a", { mark: "important" })]);
  rows()[0].querySelector(".note-text").focus();
  assert.equal(press("x"), false);
  await rest();
  assert.deepEqual(store.log, []);
});

test("letters with a modifier, of an input method, held down, or in a field are not marks", async () => {
  const { store, rows, rest } = await open([note("a")]);
  rows()[0].querySelector(".note-text").focus();
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }]) {
    assert.equal(press("i", more), false, JSON.stringify(more));
  }
  rows()[0].edit();
  assert.equal(press("i"), false);
  await rest();
  assert.deepEqual(store.log, []);
});

test("on another alphabet it is the key's letter", async () => {
  const { store, rows, rest } = await open([note("a")]);
  rows()[0].querySelector(".note-text").focus();
  press("ш", { code: "KeyI" });
  await rest();
  assert.equal(store.saves().at(-1).mark, "important");
});

test("a mark alone does not show the text as it was typed", async () => {
  const { store, rows, rest } = await open([note("a", { body: "**Loss**", html: "<p><strong>Loss</strong></p>" })]);
  store.holds = true;
  choose(rows()[0], "important");
  await settled();
  assert.ok(rows()[0].querySelector(".note-text strong"));
  store.holds = false;
  store.release();
  await rest();
});

test("while a note is changed, Alt+1, 2, 3 mark it, text and mark in one draft", async () => {
  const { store, rows, rest } = await open([note("a", { body: "Loss" })]);
  rows()[0].edit();
  const field = rows()[0].querySelector("textarea");
  types(field, "Loss is");
  assert.equal(press("3", { altKey: true }), true);
  assert.deepEqual(about(rows()[0])[1], "To do, at 3 minutes 42 seconds");
  await rest();
  assert.deepEqual([store.saves().at(-1).body, store.saves().at(-1).mark, document.activeElement], ["Loss is", "todo", field]);
  press("1", { altKey: true });
  press("1", { altKey: true });
  press("Escape");
  await rest();
  assert.equal(store.saves().at(-1).mark, null);
});

test("a new note can be marked before its first letter, while it is written, and the next one is not", async () => {
  const { stream, store, field, rest } = await open();
  const label = () => field().getAttribute("aria-label");
  field().focus();
  press("2", { altKey: true });
  assert.deepEqual([label(), text(stream.querySelector(".composer-head [role=status]"))], ["New note, question", "Question"]);
  await rest();
  assert.deepEqual(store.log, [], "a mark alone is no note");
  types(field(), "Why?");
  await rest();
  press("1", { altKey: true });
  await rest();
  press("Enter");
  assert.equal(label(), "New note");
  types(field(), "Next");
  await rest();
  assert.deepEqual(store.saves().map(({ body, mark }) => [body, mark]), [["Why?", "question"], ["Why?", "important"], ["Next", null]]);
});

test("a mark of a new note is in the journal at once", async () => {
  const { store, field } = await open();
  store.holds = true;
  types(field(), "Loss");
  field().focus();
  press("1", { altKey: true });
  assert.equal(JSON.parse(localStorage.getItem(localStorage.key(0))).mark, "important");
});

test("a mark that stays as it is is not read out again when something else changes", async () => {
  const notes = [note("a", { mark: "important" }), note("b", { mark: "todo" })];
  const { stream, rows } = await open(notes);
  const said = () => rows().flatMap((row) => [...row.querySelector("note-mark").querySelectorAll("*")].flatMap((each) => [...each.childNodes]));
  const before = said();
  stream.merge([notes[0], { ...notes[1], body: "changed outside" }]);
  assert.ok(said().every((node, index) => node === before[index]));
});

test("Alt with the number pad, which writes characters by their numbers on Windows, marks nothing", async () => {
  const { field, stream } = await open();
  assert.equal(press("1", { on: field(), altKey: true, code: "Numpad1" }), false);
  assert.equal(text(stream.querySelector(".composer-head [role=status]")), "");
  assert.equal(press("1", { on: field(), altKey: true, code: "Digit1" }), true);
});
