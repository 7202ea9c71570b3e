// The menu of a note beside the video, and what is done by it: another time, another lesson, copying.

import { control, failure, heard, press, settled, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { note } from "./support/course.js";
import { about, choose, openStream as open, reads, types } from "./support/stream.js";

const more = (row) => row.querySelector(".note-more");
const menu = (row) => row.querySelector("[role=menu]");
const items = (row) => [...menu(row).querySelectorAll("button")];
const withClipboard = (clipboard) => Object.defineProperty(globalThis, "navigator", { value: { clipboard }, configurable: true });

afterEach(() => {
  Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
});

test("a menu of what can be done opens at the button, and says which mark is set", async () => {
  const { rows } = await open([note("a", { mark: "question" })]);
  assert.equal(more(rows()[0]).getAttribute("aria-label"), "More for the note at 3 minutes 42 seconds");
  more(rows()[0]).click();
  assert.deepEqual([more(rows()[0]).getAttribute("aria-expanded"), menu(rows()[0]).hidden], ["true", false]);
  assert.deepEqual(items(rows()[0]).map((item) => text(item.children[1])), ["Important", "Question", "To do", "Change the time…", "Move to another lesson…",
    "Copy link", "Copy text and link", "Earlier versions…", "Delete"]);
  assert.deepEqual(items(rows()[0]).map((item) => item.getAttribute("aria-checked")).slice(0, 4), ["false", "true", "false", null]);
  assert.equal(document.activeElement, items(rows()[0])[0]);
});

test("arrows, Home, End and first letters move in it, and it keeps its keys to itself", async () => {
  const { rows } = await open([note("a")]);
  const outside = [];
  const listen = (event) => outside.push(event.key);
  document.addEventListener("keydown", listen);
  more(rows()[0]).focus();
  press("ArrowDown");
  const at = () => text(document.activeElement.children[1]);
  const went = ["ArrowDown", "End", "ArrowDown", "ArrowUp", "Home", "c", "c", "m", "k", "ArrowLeft"].map((key) => { press(key); return at(); });
  assert.deepEqual(went, ["Question", "Delete", "Important", "Delete", "Important", "Change the time…", "Copy link", "Move to another lesson…",
    "Move to another lesson…", "Move to another lesson…"]);
  document.removeEventListener("keydown", listen);
  assert.deepEqual(outside, ["ArrowDown"], "only the one on the button");
});

test("Escape and Tab close it and give the focus back; a click beside it and leaving close it; scrolled, it stays at its button", async () => {
  const { rows, field, stream } = await open([note("a")]);
  for (const key of ["Escape", "Tab"]) {
    more(rows()[0]).click();
    press(key);
    assert.deepEqual([menu(rows()[0]).hidden, document.activeElement, more(rows()[0]).getAttribute("aria-expanded")], [true, more(rows()[0]), "false"], key);
  }
  const closings = {
    press: () => ["pointerdown", "pointerup"].forEach((name) => field().dispatchEvent(new Event(name, { bubbles: true }))),
    focus: () => field().focus(),
    // A button that is pressed takes the focus, unless that is prevented.
    again: () => {
      if (more(rows()[0]).dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }))) more(rows()[0]).focus();
      more(rows()[0]).click();
    },
  };
  for (const [how, close] of Object.entries(closings)) {
    more(rows()[0]).click();
    close();
    assert.equal(menu(rows()[0]).hidden, true, how);
  }
  assert.equal(document.activeElement, more(rows()[0]), "closed by its own button, it gives the focus back");
  more(rows()[0]).click();
  more(rows()[0]).getBoundingClientRect = () => ({ top: 40, bottom: 76, right: 300 });
  stream.querySelector(".notes-list").dispatchEvent(new Event("scroll"));
  assert.deepEqual([menu(rows()[0]).hidden, menu(rows()[0]).style.top], [false, "4px"], "as far as the window reaches, which has no height here");
});

test("a letter that it shows does what it says, and a chord goes past it without losing the focus", async () => {
  const { rows, store, rest } = await open([note("a")]);
  more(rows()[0]).click();
  press("d");
  await rest();
  assert.deepEqual([menu(rows()[0]).hidden, store.saves().at(-1).mark, document.activeElement], [true, "todo", more(rows()[0])], "“To do”, not “Delete”");
  more(rows()[0]).click();
  press("Control", { ctrlKey: true });
  assert.equal(menu(rows()[0]).hidden, false);
  assert.equal(press("k", { ctrlKey: true }), false, "it is left to the search");
  assert.deepEqual([menu(rows()[0]).hidden, document.activeElement], [true, more(rows()[0])]);
});

for (const [choice, mark] of [["important", "important"], ["question", "question"], ["todo", "todo"]]) {
  test(`the menu marks a note: ${choice}`, async () => {
    const { store, rows, rest, toasts } = await open([note("a")]);
    choose(rows()[0], choice);
    await rest();
    assert.deepEqual([store.saves().at(-1).mark, toasts, document.activeElement], [mark, [], more(rows()[0])]);
  });
}

test("the time is nudged, and the note moves to its new place, marks included", async () => {
  const { stream, store, rows, rest, toasts } = await open([note("a", { second: 76 }), note("b", { second: 77 }), note("whole", { second: null })]);
  const marks = heard(stream, "marks");
  choose(rows()[1], "time");
  const field = document.activeElement;
  assert.deepEqual([field.getAttribute("aria-label"), field.value], ["Time of the note", "1:16"]);
  control(rows()[1], "One second later").click();
  control(rows()[1], "One second later").click();
  assert.equal(field.value, "1:18");
  control(rows()[1], "Keep").click();
  await rest();
  assert.deepEqual(reads(rows()), ["whole", "b", "a"]);
  assert.deepEqual([store.saves().at(-1).second, marks.at(-1), about(rows()[2])[0]], [78, { marks: [78, 77] }, "1:18"]);
  assert.equal(rows()[2].querySelector("note-time"), null);
  assert.equal(more(rows()[2]).getAttribute("aria-label"), "More for the note at 1 minute 18 seconds");
  assert.equal(toasts[0].message, "The note is at 1:18 now.");

  await toasts[0].action.run();
  await rest();
  assert.deepEqual([reads(rows()), store.saves().at(-1).second, document.activeElement], [["whole", "a", "b"], 76, rows()[1].querySelector(".note-text")]);
});

test("the time is typed: Enter keeps it, Escape leaves it as it was, and what is no time is said", async () => {
  const { store, rows, rest } = await open([note("a", { second: 76 })]);
  choose(rows()[0], "time");
  document.activeElement.value = "soon";
  press("Enter");
  assert.equal(text(rows()[0].querySelector("[role=alert]")), "Write a time such as 2:14.");
  document.activeElement.value = "2:14";
  press("ArrowUp");
  press("ArrowDown");
  press("ArrowDown");
  assert.equal(press("Enter"), true);
  await rest();
  assert.equal(store.saves().at(-1).second, 133);

  choose(rows()[0], "time");
  document.activeElement.value = "9:99";
  assert.equal(press("Escape"), true);
  await rest();
  assert.deepEqual([store.saves().length, rows()[0].querySelector("note-time"), document.activeElement], [1, null, more(rows()[0])]);
});

test("a time before the beginning is the beginning, and one that nobody can mean is refused", async () => {
  const { store, rows, rest } = await open([note("a", { second: 0 })]);
  choose(rows()[0], "time");
  control(rows()[0], "One second earlier").click();
  assert.equal(document.activeElement.value, "0:00");
  document.activeElement.value = "9999999999";
  press("Enter");
  await rest();
  assert.deepEqual(store.log, []);
  assert.match(text(rows()[0].querySelector("[role=alert]")), /Write a time/);
});

test("“Now” is where the picture is when it is pressed; “Whole lesson” is no time at all", async () => {
  const { stream, store, rows, rest, toasts } = await open([note("a", { second: 76 })]);
  choose(rows()[0], "time");
  stream.second = 301;
  control(rows()[0], "Now").click();
  await rest();
  assert.equal(store.saves().at(-1).second, 301);
  choose(rows()[0], "time");
  control(rows()[0], "Whole lesson").click();
  await rest();
  assert.deepEqual([store.saves().at(-1).second, about(rows()[0])[0], toasts.at(-1).message], [null, "Lesson", "The note is about the whole lesson now."]);
  choose(rows()[0], "time");
  stream.second = null;
  control(rows()[0], "Now").click();
  assert.equal(text(rows()[0].querySelector("[role=alert]")), "The video has not been played yet.");
});

test("the same time again is no change", async () => {
  const { store, rows, rest, toasts } = await open([note("a", { second: 76 })]);
  choose(rows()[0], "time");
  press("Enter");
  await rest();
  assert.deepEqual([store.log, toasts], [[], []]);
});

test("taking the time back keeps what was written since", async () => {
  const { store, rows, rest, toasts } = await open([note("a", { second: 76, body: "Loss" })]);
  choose(rows()[0], "time");
  control(rows()[0], "Now").click();
  await rest();
  rows()[0].edit();
  types(rows()[0].querySelector("textarea"), "Loss is one number");
  press("Escape");
  await rest();
  await toasts[0].action.run();
  await rest();
  assert.deepEqual([store.saves().at(-1).second, store.saves().at(-1).body], [76, "Loss is one number"]);
});

test("moved to another lesson the note leaves, and Undo brings it back", async () => {
  const { stream, store, rows, rest, toasts } = await open([note("a"), note("b", { second: 300 })]);
  choose(rows()[0], "move");
  const dialog = stream.querySelector("note-move dialog");
  assert.equal(dialog.open, true);
  const select = dialog.querySelector("select");
  assert.deepEqual([...select.options].map((option) => text(option)), ["1. Course Overview", "3. How to read a paper"], "not where it is");
  select.value = "papers";
  dialog.querySelector("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await rest();
  assert.deepEqual([dialog.open, reads(rows()), store.saves().at(-1).lesson, store.saves().at(-1).second], [false, ["b"], "papers", 222]);
  assert.deepEqual([toasts[0].message, toasts[0].action.label], ["Moved to lesson 3.", "Undo"]);

  await toasts[0].action.run();
  await rest();
  assert.deepEqual([reads(rows()), store.saves().at(-1).lesson], [["a", "b"], "models"]);
});

test("what another program wrote while the dialog was open is moved with the note", async () => {
  const { stream, store, rows, rest } = await open([note("a")]);
  choose(rows()[0], "move");
  stream.merge([note("a", { body: "changed outside" })]);
  stream.querySelector("note-move form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await rest();
  assert.deepEqual([store.saves().at(-1).lesson, store.saves().at(-1).body], ["overview", "changed outside"]);
});

test("a move that is not saved yet is in the journal, and a list that came late does not bring the note back", async () => {
  const { stream, store, rows, rest } = await open([note("a")]);
  store.breaks({ code: "store-failed", message: "The disk is full." });
  choose(rows()[0], "move");
  stream.querySelector("note-move select").value = "papers";
  stream.querySelector("note-move form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await rest();
  stream.merge([note("a")]);
  assert.equal(rows().length, 0);
  assert.equal(JSON.parse(localStorage.getItem(localStorage.key(0))).lesson, "papers");
  store.breaks(null);
  await rest(5_000);
  assert.deepEqual([store.kept.get("a").lesson, localStorage.length], ["papers", 0]);
});

test("taken back after the page was left, only that is taken back", async () => {
  const { stream, store, rows, rest, toasts } = await open([note("a", { body: "Loss" })], {
    commands: { notes: ({ filter }) => ({ lessons: [{ notes: [...store.kept.values()].filter((each) => each.lesson === filter.lesson) }] }) } });
  choose(rows()[0], "move");
  stream.querySelector("note-move select").value = "papers";
  stream.querySelector("note-move form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await rest();
  stream.remove();
  store.kept.set("a", { ...store.kept.get("a"), body: "written on in its new lesson" });
  await toasts[0].action.run();
  assert.deepEqual([store.kept.get("a").lesson, store.kept.get("a").body], ["models", "written on in its new lesson"]);
});

test("the link and the text are copied", async () => {
  const written = [];
  withClipboard({ writeText: async (text) => { written.push(text); } });
  const { rust, rows, rest, toasts } = await open([note("a", { body: "**Loss**\n" })]);
  more(rows()[0]).click();
  await settled();
  assert.deepEqual(rust.called("note_link"), [{ note: "a" }], "asked for before the click, after which a clipboard may be closed");
  more(rows()[0]).click();
  choose(rows()[0], "link");
  await rest();
  choose(rows()[0], "text");
  await rest();
  assert.deepEqual(written, ["https://youtu.be/x?t=222", "**Loss**\n\nhttps://youtu.be/x?t=222\n"]);
  assert.deepEqual(toasts.map(({ message }) => message), ["Link copied.", "Note copied, with its link."]);
});

test("what was just changed is saved before the link is asked for", async () => {
  const written = [];
  withClipboard({ writeText: async (text) => { written.push(text); } });
  const { stream, store, rust, rows, rest } = await open([note("a")]);
  store.holds = true;
  choose(rows()[0], "time");
  stream.second = 301;
  await settled();
  control(rows()[0], "Now").click();
  const asked = rust.called("note_link").length;
  choose(rows()[0], "link");
  await settled();
  assert.equal(rust.called("note_link").length, asked, "the commit has not returned");
  store.holds = false;
  store.release();
  await rest();
  assert.deepEqual(written, ["https://youtu.be/x?t=301"]);
});

test("a clipboard that refuses is told of, and nothing else is selected or focused", async () => {
  withClipboard({ writeText: failure("NotAllowedError", "no") });
  const { rows, rest, toasts } = await open([note("a")]);
  choose(rows()[0], "link");
  await rest();
  choose(rows()[0], "text");
  await rest();
  assert.equal(toasts[0].message, "This computer did not let the link be copied. It is https://youtu.be/x?t=222");
  assert.match(toasts[1].message, /did not let the note be copied\. Open it/);
  assert.deepEqual([document.activeElement, document.querySelectorAll("body > textarea").length], [more(rows()[0]), 0]);
});

test("a link that cannot be made is told of", async () => {
  const { rows, rest, toasts } = await open([note("a")], { commands: { note_link: failure("store-failed", "The notes could not be read.") } });
  choose(rows()[0], "link");
  await rest();
  assert.deepEqual(toasts.map(({ message }) => message), ["Nothing was copied. The notes could not be read."]);
});

test("a tag leads to the notes that have it, and does not open the note", async () => {
  const { rows } = await open([note("a", { html: '<p>ask <span class="tag">#Triage/ECG</span></p>' })]);
  rows()[0].querySelector(".tag").click();
  assert.deepEqual([location.hash, rows()[0].isEditing], ["#/notes?tag=Triage%2FECG", false]);
  location.hash = "";
});

test("a note that is changed stays a field while a dialog lies over it, and is left when that closes elsewhere", async () => {
  const { rows, rest } = await open([note("a")]);
  const search = document.createElement("dialog");
  search.append(document.createElement("input"));
  document.body.append(search);
  rows()[0].edit();
  search.open = true;
  search.querySelector("input").focus();
  await rest();
  assert.equal(rows()[0].isEditing, true);
  search.open = false;
  rows()[0].querySelector("textarea").focus();
  search.dispatchEvent(new Event("close"));
  assert.equal(rows()[0].isEditing, true, "the focus came back");
  search.open = true;
  search.querySelector("input").focus();
  search.open = false;
  search.dispatchEvent(new Event("close"));
  await rest();
  assert.equal(rows()[0].isEditing, false);
});
