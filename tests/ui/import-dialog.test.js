// Bringing notes back: what would change is seen first, and nothing does before it is agreed to.

import { control, failure, fakeRust, heard, later, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ImportDialog } from "../../ui/components/import-dialog.js";
import { changesNothing, importedWords, previewWords } from "../../ui/lib/import-words.js";
import { aCourse, settings } from "./support/course.js";

const SAME = { added: 0, changed: 0, kept: 0, same: 0, trashed: 0, revisions: 0, lessons: 0, settings: false };
const preview = (counts) => ({ file: "notes.json", kind: "json", counts: { ...SAME, ...counts } });
const MIXED = preview({ added: 12, changed: 3, kept: 1, same: 20 });
const DONE = { counts: MIXED.counts, backup: "before-import.db" };

function open({ lesson = null, ...commands } = {}) {
  const rust = fakeRust({ choose_import: () => MIXED, carry_out_import: () => DONE, ...commands });
  const element = show(new ImportDialog());
  element.open({ course: aCourse(), lesson });
  const dialog = element.querySelector("dialog");
  return { rust, element, dialog,
    async press(name) {
      control(dialog, name).click();
      await settled();
    },
    heading: () => text(dialog.querySelector("h2")),
    words: () => [...dialog.querySelectorAll(".import-words li")].map(text),
    buttons: () => [...dialog.querySelectorAll("button")].map(text),
    alert: () => text(dialog.querySelector("[role=alert]")) };
}

test("it says what can be imported and that nothing changes unseen, and has the focus", () => {
  const { dialog, heading, buttons, rust } = open();
  assert.deepEqual([dialog.open, heading(), document.activeElement], [true, "Import notes", dialog.querySelector("h2")]);
  assert.match(text(dialog), /JSON file that was exported here.*Markdown file of another tool.*\[12:34\]/);
  assert.match(text(dialog), /you see what would change\. Nothing changes until you agree, and a backup is made first\./);
  assert.deepEqual([buttons(), rust.calls], [["Cancel", "Choose a file…"], []]);
});

for (const [lesson, chosen] of [[null, "overview"], ["papers", "papers"]]) {
  test(`notes that name no lesson go to ${lesson === null ? "the first" : "the one that is open"}, unless another is chosen`, async () => {
    const { dialog, rust, press } = open({ lesson, choose_import: () => null });
    const select = dialog.querySelector("select");
    assert.equal(text(dialog.querySelector(`label[for=${select.id}]`)), "Notes that name no lesson go to");
    await press("Choose a file…");
    select.value = "models";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await press("Choose a file…");
    assert.deepEqual(rust.called("choose_import"), [{ lesson: chosen }, { lesson: "models" }]);
  });
}

test("a file is looked at, and nothing is changed by that", async () => {
  const { press, heading, words, buttons, rust, dialog } = open();
  await press("Choose a file…");
  assert.deepEqual([heading(), document.activeElement], ["This is what would change", dialog.querySelector("h2")]);
  assert.match(text(dialog), /notes\.json/);
  assert.deepEqual(words(), [
    "12 notes are new.",
    "3 are newer in the file; yours are kept as earlier versions.",
    "1 is newer here and stays; the file’s is kept as an earlier version.",
    "20 are the same."]);
  assert.deepEqual([buttons(), rust.called("carry_out_import")], [["Cancel", "Another file…", "Import"], []]);
});

for (const [changes, before, after] of [
  [{ added: 1 }, ["1 note is new."], ["1 note was added."]],
  [{ changed: 1 }, ["1 note is newer in the file; yours is kept as an earlier version."], ["1 note was brought up to date; yours is kept as an earlier version."]],
  [{ kept: 2 }, ["2 notes are newer here and stay; the file’s are kept as earlier versions."], ["2 notes were newer here and stayed; the file’s are kept as earlier versions."]],
  [{ added: 2, trashed: 1 }, ["2 notes are new.", "1 comes into the trash, as in the file."], ["2 notes were added.", "1 came into the trash, as in the file."]],
  [{ trashed: 2 }, ["2 notes come into the trash, as in the file."], ["2 notes came into the trash, as in the file."]],
  [{ revisions: 1 }, ["1 earlier version comes with them."], ["1 earlier version came with them."]],
  [{ revisions: 14, lessons: 1 }, ["14 earlier versions come with them.", "How far you are is taken from the file for 1 lesson."],
    ["14 earlier versions came with them.", "How far you are was taken from the file for 1 lesson."]],
  [{ settings: true }, ["The settings are taken from the file."], ["The settings were taken from the file."]],
]) {
  test(`in words: ${before.join(" ")}`, () => {
    assert.deepEqual(previewWords({ ...SAME, ...changes }), before);
    assert.deepEqual(importedWords({ counts: { ...SAME, ...changes }, backup: null }), after);
    assert.equal(changesNothing({ ...SAME, same: 4, ...changes }), false);
  });
}

test("a file with nothing new is said to be one, and there is nothing to import", async () => {
  const { press, heading, buttons, words } = open({ choose_import: () => preview({ same: 4 }) });
  await press("Choose a file…");
  assert.deepEqual([heading(), words(), buttons()], ["There is nothing new in this file", ["4 notes are the same."], ["Cancel", "Another file…"]]);
});

test("agreed to, it is carried out, and the backup is named", async () => {
  const { press, heading, words, buttons, rust, dialog } = open();
  await press("Choose a file…");
  await press("Import");
  assert.equal(rust.called("carry_out_import").length, 1);
  assert.deepEqual([heading(), document.activeElement, buttons()], ["Your notes are imported", dialog.querySelector("h2"), ["Close"]]);
  assert.deepEqual([words()[0], words().at(-1)], ["12 notes were added.", `The backup that was made before is before-import.db.`]);
  await press("Close");
  assert.equal(dialog.open, false);
});

for (const [taken, told] of [[true, [settings({ appearance: "dark" })]], [false, []]]) {
  test(`settings that ${taken ? "" : "did not "}come from the file are ${taken ? "" : "not "}told to the window`, async () => {
    const { press, element, heading } = open({ settings: () => settings({ appearance: "dark" }), carry_out_import: () => ({ counts: { ...SAME, settings: taken }, backup: null }) });
    const changed = heard(element, "settings-changed");
    await press("Choose a file…");
    await press("Import");
    assert.deepEqual([changed, heading()], [told, "Your notes are imported"]);
  });
}

test("settings that cannot be read afterwards hide nothing of the outcome", async () => {
  const { press, heading } = open({ settings: failure("store-failed", "no"), carry_out_import: () => ({ counts: { ...SAME, settings: true }, backup: null }) });
  await press("Choose a file…");
  await press("Import");
  assert.equal(heading(), "Your notes are imported");
});

test("the system’s dialog cancelled leaves everything as it was", async () => {
  const { press, heading, buttons, dialog, rust } = open({ choose_import: () => null });
  await press("Choose a file…");
  assert.deepEqual([heading(), buttons(), control(dialog, "Choose a file…").disabled], ["Import notes", ["Cancel", "Choose a file…"], false]);
  const chooser = control(dialog, "Choose a file…");
  chooser.focus();
  const { command, resolve } = later();
  rust.commands.choose_import = command;
  await press("Choose a file…");
  dialog.querySelector("h2").focus(); // a browser takes it from what cannot be pressed
  resolve(null);
  await settled();
  assert.equal(document.activeElement, chooser);
});

test("another file cancelled leaves the one that was looked at", async () => {
  const { press, heading, rust, words } = open();
  await press("Choose a file…");
  rust.commands.choose_import = () => null;
  await press("Another file…");
  assert.deepEqual([heading(), words().length], ["This is what would change", 4]);
});

test("a file that cannot be read is said, and another can be tried", async () => {
  const { press, alert, rust, heading } = open({ choose_import: failure("not-importable", "Line 7 is no note: “second” is missing. Nothing was changed.") });
  await press("Choose a file…");
  assert.equal(alert(), "Line 7 is no note: “second” is missing. Nothing was changed.");
  rust.commands.choose_import = () => MIXED;
  await press("Choose a file…");
  assert.equal(heading(), "This is what would change");
});

test("an import that fails is said, and another file can be tried", async () => {
  const { press, heading, buttons, dialog } = open({ carry_out_import: failure("store-failed", "The disk is full. Nothing was changed.") });
  await press("Choose a file…");
  await press("Import");
  assert.equal(heading(), "Nothing was imported");
  assert.match(text(dialog), /The disk is full\. Nothing was changed\./);
  assert.deepEqual([buttons(), control(dialog, "Another file…").disabled], [["Close", "Another file…"], false]);
  await press("Another file…");
  assert.equal(heading(), "This is what would change");
});

test("while a file is chosen only leaving can be pressed, and an answer after that is dropped", async () => {
  const { command, resolve } = later();
  const { element, dialog, press, rust, heading } = open({ choose_import: command });
  await press("Choose a file…");
  assert.deepEqual([dialog.querySelector("select").disabled, control(dialog, "Choose a file…").disabled, control(dialog, "Cancel").disabled], [true, true, false]);
  control(dialog, "Choose a file…").click();
  await press("Cancel");
  element.open({ course: aCourse(), lesson: null });
  resolve(MIXED);
  await settled();
  assert.deepEqual([heading(), rust.called("choose_import").length], ["Import notes", 1]);
});

test("Escape while a file is chosen leaves too", async () => {
  const { command, reject } = later();
  const { dialog, press, alert } = open({ choose_import: command });
  await press("Choose a file…");
  const escape = new Event("cancel", { cancelable: true });
  dialog.dispatchEvent(escape);
  assert.equal(escape.defaultPrevented, false);
  reject({ code: "x", message: "Too late." });
  await settled();
  assert.equal(alert(), "");
});

test("while it imports nothing can be pressed, and Escape does not hide the outcome", async () => {
  const { command, resolve } = later();
  const { dialog, press, rust, heading } = open({ carry_out_import: command });
  await press("Choose a file…");
  await press("Import");
  assert.ok([...dialog.querySelectorAll("button")].every(({ disabled }) => disabled));
  assert.deepEqual([dialog.getAttribute("aria-busy"), text(dialog.querySelector("[role=status]"))], ["true", "Importing…"]);
  const escape = new Event("cancel", { cancelable: true });
  dialog.dispatchEvent(escape);
  assert.deepEqual([escape.defaultPrevented, rust.called("carry_out_import").length], [true, 1]);
  resolve(DONE);
  await settled();
  assert.deepEqual([heading(), dialog.getAttribute("aria-busy"), control(dialog, "Close").disabled], ["Your notes are imported", "false", false]);
});

test("names from a file are shown as text, whatever they hold", async () => {
  const { press, dialog } = open({ choose_import: () => ({ ...MIXED, file: "<img src=x>.json" }) });
  await press("Choose a file…");
  assert.equal(dialog.querySelector("img"), null);
  assert.match(text(dialog), /<img src=x>\.json/);
});
