// Finding things and going places, from one field.

import { control, failure, fakeRust, heard, press, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandPalette } from "../../ui/components/command-palette.js";
import { fakeClock } from "./support/clock.js";
import { aCourse } from "./support/course.js";

const hit = (changes = {}) =>
  ({ kind: "note", lesson: "models", second: 222, note: "n1", resource: null, mark: null, title: "How does a machine learning model learn?", html: "the <mark>loss</mark> falls", ...changes });
const IDEAS = hit({ kind: "ideas", second: null, note: null, html: "a <mark>loss</mark> says how wrong" });
const CUE = hit({ kind: "cue", lesson: "overview", second: 76, note: null, title: "Course Overview", html: "what <mark>loss</mark> means" });
const RESOURCE = hit({ kind: "resource", lesson: null, second: null, note: null, resource: "summary", title: "PDF summary", html: "on <mark>loss</mark>" });
const GONE = hit({ lesson: "gone", note: "n9", title: "A lesson that left" });
const ALL = () => ({ hits: [hit(), IDEAS, CUE, RESOURCE], more: false });

function open({ search = ALL, lesson = null, query = "", before = null, ...commands } = {}) {
  const clock = fakeClock();
  const rust = fakeRust({ search, open_resource: () => null, ...commands });
  const element = show(new CommandPalette({ clock }));
  if (before) document.body.append(before);
  before?.focus();
  element.open({ course: aCourse(), lesson, query });
  const field = element.querySelector("input");
  return { element, rust, clock, field, dialog: element.querySelector("dialog"), went: heard(element, "go"),
    async types(value, milliseconds = 150) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await clock.pass(milliseconds);
      await settled();
    },
    asked: () => rust.called("search").map(({ query }) => query),
    said: () => text(element.querySelector("[role=status]")),
    options: () => [...element.querySelectorAll("[role=option]")],
    names: () => [...element.querySelectorAll("[role=option]")].map(text),
    groups: () => [...element.querySelectorAll("[role=group]")].map((group) => text(document.getElementById(group.getAttribute("aria-labelledby")))),
    active: () => document.getElementById(field.getAttribute("aria-activedescendant") ?? "") };
}

const PLACES = ["Home", "Notes", "Library", "Settings", "Trash", "Export…", "Import…", "Keys"];
const LESSONS = ["Go to lesson 1 Course Overview", "Go to lesson 2 How does a machine learning model learn?", "Go to lesson 3 How to read a paper"];

test("it is a combobox with a listbox, and the focus is in its field", () => {
  const { element, field, dialog, options, active } = open();
  assert.equal(dialog.open, true);
  assert.equal(document.activeElement, field);
  const list = element.querySelector("[role=listbox]");
  assert.deepEqual(["role", "aria-autocomplete", "aria-expanded", "aria-controls"].map((name) => field.getAttribute(name)), ["combobox", "list", "true", list.id]);
  assert.ok(list.getAttribute("aria-label") && field.getAttribute("aria-label"));
  assert.ok(options().every((option) => option.closest("[role=listbox] > [role=group][aria-labelledby]")));
  assert.deepEqual(options().map((option) => option.getAttribute("aria-selected")).filter((selected) => selected === "true"), ["true"]);
  assert.equal(active(), options()[0]);
});

test("before anything is typed it offers what can be done and the lessons, and asks for nothing", async () => {
  const { names, groups, asked, types, said } = open();
  assert.deepEqual([groups(), names()], [["Actions", "Lessons"], [...PLACES, ...LESSONS]]);
  await types("   ");
  assert.deepEqual([asked(), said(), names().length], [[], "", 11]);
});

test("in a lesson a note can be written too", () => {
  assert.equal(open({ lesson: "papers" }).names()[0], "Write a note");
});

test("the hint teaches the filters, and is read with the field", () => {
  const { field } = open();
  const hint = document.getElementById(field.getAttribute("aria-describedby"));
  assert.match(text(hint), /tag:sepsis lesson:3 is:todo “a phrase”/);
});

test("what is found stands kind by kind, with its place and what was found as Rust marked it", async () => {
  const { types, groups, names, options, said } = open();
  await types("loss");
  assert.deepEqual(groups(), ["Notes", "Key ideas", "Transcripts", "Resources"]);
  assert.deepEqual(names(), [
    "the loss falls Lesson 2 · 3:423 minutes 42 seconds · How does a machine learning model learn?",
    "a loss says how wrong Lesson 2 · How does a machine learning model learn?",
    "what loss means Lesson 1 · 1:161 minute 16 seconds · Course Overview",
    "on loss Opens in the browser · PDF summary"]);
  assert.ok(options().every((option) => option.querySelector("mark").textContent === "loss"));
  assert.equal(said(), "1 note, the key ideas of a lesson, 1 line of a transcript and 1 resource");
});

for (const [mark, words] of [["important", "Important"], ["question", "Question"], ["todo", "To do"], ["done", "Done"]]) {
  test(`a note's mark is said in words: ${words}`, async () => {
    const { types, names } = open({ search: () => ({ hits: [hit({ mark })], more: false }) });
    await types("loss");
    assert.ok(names()[0].includes(`Lesson 2 · ${words} · 3:42`), names()[0]);
  });
}

for (const [hits, more, words] of [
  [[hit()], false, "1 note"],
  [[hit(), hit({ note: "n2" }), CUE, CUE], false, "2 notes and 2 lines of transcripts"],
  [[IDEAS, { ...IDEAS, lesson: "papers" }], false, "the key ideas of 2 lessons"],
  [[hit(), CUE], true, "1 note and 1 line of a transcript, and more"],
  [[], false, "Nothing was found for “loss”. Your notes are searched, the key ideas, the resources, and the transcripts of lessons to which you added captions."],
]) {
  test(`the count says: ${words}`, async () => {
    const { types, said, element } = open({ search: () => ({ hits, more }) });
    await types("loss");
    assert.equal(said(), words);
    assert.equal(element.querySelector(".palette-more").hidden, !more);
    assert.match(text(element.querySelector(".palette-more")), /^And more\. Another word narrows it down\.$/);
  });
}

test("where actions alone are meant, nothing is said to be missing but from the texts", async () => {
  const { types, said, names, field } = open({ search: () => ({ hits: [], more: false }) });
  await types("expo");
  assert.deepEqual([said(), names()], ["“expo” is in no note and no text.", ["Export…"]]);
  await types("zzz");
  assert.equal(field.getAttribute("aria-expanded"), "false");
  assert.equal(field.getAttribute("aria-activedescendant"), null);
});

for (const [typed, meant] of [
  ["expo", ["Export…"]], ["PDF", ["Library", "Export…"]], ["einstellungen", []], ["tra", ["Trash"]], ["go set", ["Settings"]],
  ["lesson 3", ["Go to lesson 3 How to read a paper"]], ["papér READ", ["Go to lesson 3 How to read a paper"]], ["aper", []], ["tag:trash", []], ["lesson:3", []],
]) {
  test(`what “${typed}” means of the actions is shown at once: ${meant.join(", ") || "nothing"}`, async () => {
    const { types, names, asked } = open();
    await types(typed, 0);
    assert.deepEqual([names(), asked()], [meant, []]);
  });
}

test("actions stand above what is found, and lessons below", async () => {
  const { types, groups } = open();
  await types("how");
  assert.deepEqual(groups(), ["Notes", "Key ideas", "Transcripts", "Resources", "Lessons"]);
  await types("home");
  assert.deepEqual(groups(), ["Actions", "Notes", "Key ideas", "Transcripts", "Resources"]);
});

test("the arrows go round; Home and End stay with the text", () => {
  const { field, active, options } = open();
  const last = options().length - 1;
  for (const [key, at] of [["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["ArrowUp", 0], ["ArrowUp", last], ["ArrowDown", 0]]) {
    assert.equal(press(key, { on: field }), true);
    assert.equal(active(), options()[at]);
    assert.deepEqual(options().map((option) => option.getAttribute("aria-selected") === "true").indexOf(true), at);
  }
  for (const key of ["Home", "End", "ArrowLeft", "a"]) assert.equal(press(key, { on: field }), false);
  assert.equal(active(), options()[0]);
  assert.equal(press("ArrowDown", { on: field, isComposing: true }), false, "an input method's own list");
});

test("with nothing in the list the arrows do nothing", async () => {
  const { field, active, types } = open({ search: () => ({ hits: [], more: false }) });
  await types("zzz");
  press("ArrowDown", { on: field });
  press("Enter", { on: field });
  assert.equal(active(), null);
});

for (const [what, downs, place] of [
  ["a note", 0, { href: "#/lesson/models?t=222", part: "note-n1" }],
  ["key ideas", 1, { href: "#/lesson/models", part: "key-ideas" }],
  ["a line of a transcript", 2, { href: "#/lesson/overview?t=76", part: null }],
]) {
  test(`Enter goes to ${what}, and the palette closes`, async () => {
    const { types, field, went, dialog } = open();
    await types("loss");
    for (let times = 0; times < downs; times++) press("ArrowDown", { on: field });
    assert.equal(press("Enter", { on: field }), true);
    assert.deepEqual([went, dialog.open], [[place], false]);
  });
}

test("a note about a whole lesson leads to the lesson", async () => {
  const { types, field, went } = open({ search: () => ({ hits: [hit({ second: null })], more: false }) });
  await types("loss");
  press("Enter", { on: field });
  assert.deepEqual(went, [{ href: "#/lesson/models", part: "note-n1" }]);
});

test("a resource is opened by Rust, and what keeps it from opening is said", async () => {
  const { types, field, element, rust } = open({ open_resource: failure("no-browser", "No browser could be opened.") });
  const toasts = heard(element, "toast");
  await types("loss");
  press("ArrowUp", { on: field });
  press("Enter", { on: field });
  await settled();
  assert.deepEqual(rust.called("open_resource"), [{ resource: "summary" }]);
  assert.deepEqual(toasts, [{ message: "No browser could be opened." }]);
});

test("a click goes there as well, and takes the focus from nowhere", async () => {
  const { types, options, went, element } = open();
  await types("loss");
  const down = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
  options()[2].dispatchEvent(down);
  assert.equal(down.defaultPrevented, true, "the focus stays in the field");
  options()[2].querySelector("mark").click();
  assert.deepEqual(went, [{ href: "#/lesson/overview?t=76", part: null }]);
  assert.equal(element.isOpen, false);
});

test("the pointer chooses where it moves", async () => {
  const { options, active } = open();
  options()[3].dispatchEvent(new Event("pointermove", { bubbles: true }));
  assert.equal(active(), options()[3]);
});

test("what belongs to a lesson that left the course is shown, and leads nowhere", async () => {
  const { types, options, went, dialog, field, names, active } = open({ search: () => ({ hits: [GONE, CUE], more: false }) });
  await types("loss");
  assert.equal(names()[0], "the loss falls No longer in the course · 3:423 minutes 42 seconds · A lesson that left");
  assert.equal(options()[0].getAttribute("aria-disabled"), "true");
  assert.equal(options()[0].matches("a, :has(a)"), false);
  assert.equal(active(), options()[1], "the first that leads somewhere is proposed");
  options()[0].click();
  press("ArrowUp", { on: field });
  assert.equal(active(), options()[0], "it can be read");
  press("Enter", { on: field });
  assert.deepEqual([went, dialog.open], [[], true]);
});

for (const [name, event, detail] of [
  ["Write a note", "write-note", null], ["Home", "go", { href: "#/" }], ["Notes", "go", { href: "#/notes" }], ["Library", "go", { href: "#/library" }],
  ["Settings", "go", { href: "#/settings" }], ["Trash", "go", { href: "#/trash" }], ["Export…", "export", { lesson: null }], ["Import…", "import", { lesson: "papers" }],
  ["Keys", "keys", null], ["Go to lesson 3 How to read a paper", "go", { href: "#/lesson/papers" }],
]) {
  test(`the action “${name}” asks for it, after the palette has closed`, () => {
    const { element, options } = open({ lesson: "papers" });
    const asked = [];
    document.body.addEventListener(event, (sent) => asked.push([sent.detail, element.isOpen]), { once: true });
    options().find((option) => text(option) === name).click();
    assert.deepEqual(asked, [[detail, false]]);
  });
}

test("one search for a word that is typed without a pause", async () => {
  const { types, asked, clock } = open();
  await types("l", 100);
  await types("lo", 100);
  assert.deepEqual(asked(), []);
  await types("loss ", 150);
  assert.deepEqual(asked(), ["loss"]);
  await clock.pass(1000);
  assert.equal(asked().length, 1);
});

test("Enter before the answer is there searches at once, and goes to the first when it comes", async () => {
  let answer;
  const { types, asked, field, went, clock } = open({ search: () => new Promise((resolve) => { answer = () => resolve(ALL()); }) });
  await types("loss", 0);
  press("Enter", { on: field });
  await settled();
  assert.deepEqual([asked(), went], [["loss"], []]);
  answer();
  await settled();
  assert.deepEqual(went, [{ href: "#/lesson/models?t=222", part: "note-n1" }]);
  await clock.pass(1000);
  assert.equal(asked().length, 1, "and not once more");
});

test("Enter before the answer is there means nothing any more once one types on", async () => {
  const answers = [];
  const { types, field, went, element } = open({ search: () => new Promise((resolve) => answers.push(() => resolve(ALL()))) });
  await types("los", 0);
  press("Enter", { on: field });
  await types("loss", 150);
  for (const expected of ["los", "loss"]) {
    assert.ok(answers.length > 0, expected);
    answers.shift()();
    await settled();
  }
  assert.deepEqual([went, element.isOpen, element.querySelectorAll("[role=option]").length], [[], true, 4]);
});

test("Enter goes nowhere when nothing is found, nor when more is found afterwards", async () => {
  const { types, field, went, element, rust } = open({ search: () => ({ hits: [], more: false }) });
  await types("loss", 0);
  press("Enter", { on: field });
  await settled();
  rust.commands.search = ALL;
  element.refresh();
  await settled();
  assert.deepEqual([went, element.isOpen, element.querySelectorAll("[role=option]").length], [[], true, 4]);
});

test("an action needs no answer", async () => {
  const { types, field, element } = open({ search: () => new Promise(() => {}) });
  const exports = heard(element, "export");
  await types("expo", 0);
  press("Enter", { on: field });
  assert.deepEqual(exports, [{ lesson: null }]);
});

test("an answer to what is no longer sought is dropped, and searches do not pile up", async () => {
  const answers = [];
  const { types, names, asked } = open({ search: ({ query }) => new Promise((resolve) => answers.push(() => resolve({ hits: [hit({ html: query })], more: false }))) });
  await types("lo");
  await types("los");
  await types("loss");
  assert.deepEqual(asked(), ["lo"], "one at a time");
  answers[0]();
  await settled();
  assert.deepEqual([names(), asked()], [[], ["lo", "loss"]], "and the last, not each");
  answers[1]();
  await settled();
  assert.match(names()[0], /^loss /);
});

test("an answer that comes after the field was emptied, or the palette closed, is dropped", async () => {
  let answer;
  const { types, said, groups, field, dialog } = open({ search: () => new Promise((resolve) => { answer = () => resolve(ALL()); }) });
  await types("loss");
  await types("");
  answer();
  await settled();
  assert.deepEqual([said(), groups()], ["", ["Actions", "Lessons"]]);
  await types("loss");
  press("Escape", { on: field });
  answer();
  await settled();
  assert.deepEqual([said(), dialog.open], ["", false]);
});

test("a search that fails is said, actions still work, and the next one succeeds", async () => {
  const { rust, types, said, names, element } = open({ search: failure("store-failed", "The notes could not be searched.") });
  await types("set");
  assert.deepEqual([said(), names()], ["The notes could not be searched.", ["Settings"]]);
  assert.ok(element.querySelector("[role=status].problem"));
  rust.commands.search = () => ({ hits: [hit()], more: false });
  await types("sets");
  assert.equal(said(), "1 note");
  assert.equal(element.querySelector(".problem"), null);
});

test("what one went to stays chosen when the store changes; what was only proposed does not", async () => {
  const { types, field, rust, element, active } = open();
  await types("loss");
  rust.commands.search = () => ({ hits: [hit({ note: "n0", html: "a new one" }), ...ALL().hits], more: false });
  element.refresh();
  await settled();
  assert.match(text(active()), /^a new one/);
  press("ArrowDown", { on: field });
  rust.commands.search = () => ({ hits: [hit({ note: "n00", html: "newer still" }), hit({ note: "n0" }), ...ALL().hits], more: false });
  element.refresh();
  await settled();
  assert.match(text(active()), /^the loss falls/);
});

test("closed, or with nothing sought, a change in the store asks for nothing", async () => {
  const { element, asked, field, types } = open();
  element.refresh();
  await settled();
  assert.deepEqual(asked(), []);
  await types("loss");
  press("Escape", { on: field });
  element.refresh();
  await settled();
  assert.deepEqual(asked(), ["loss"]);
});

test("opened with something to look for, it looks for it at once", async () => {
  const { asked, field, said } = open({ query: "tag:sepsis" });
  await settled();
  assert.deepEqual([asked(), field.value, said()], [["tag:sepsis"], "tag:sepsis", "1 note, the key ideas of a lesson, 1 line of a transcript and 1 resource"]);
});

test("opened again, nothing is left of the last time", async () => {
  const { element, types, field, names, said, active, options } = open();
  await types("loss");
  press("ArrowDown", { on: field });
  press("Escape", { on: field });
  element.open({ course: aCourse(), lesson: null });
  assert.deepEqual([field.value, said(), names()], ["", "", [...PLACES, ...LESSONS]]);
  assert.equal(active(), options()[0]);
});

for (const [how, close] of [
  ["Escape", ({ field }) => assert.equal(press("Escape", { on: field }), true)],
  ["its button", ({ element }) => control(element, "Close the search").click()],
  ["a click beside it", ({ dialog }) => dialog.click()],
  ["the system's way", ({ dialog }) => dialog.dispatchEvent(new Event("cancel", { cancelable: true }))],
]) {
  test(`closed by ${how}, the note that was being written is as it was, and has the focus and its caret again`, () => {
    const before = document.createElement("textarea");
    before.value = "Loss is";
    before.setSelectionRange(4, 4);
    const opened = open({ before });
    assert.notEqual(document.activeElement, before);
    close(opened);
    assert.deepEqual([opened.dialog.open, document.activeElement, before.value, before.selectionStart], [false, before, "Loss is", 4]);
  });
}

test("Escape that leaves an input method leaves the palette open", () => {
  const { field, dialog } = open();
  assert.equal(press("Escape", { on: field, isComposing: true }), false);
  assert.equal(dialog.open, true);
});

test("taken away, it asks for nothing more", async () => {
  const { element, types, asked, clock } = open();
  await types("loss", 0);
  element.remove();
  await clock.pass(1000);
  assert.deepEqual(asked(), []);
});
