// Taking notes away: what is chosen, how it is made, and what became of it.

import { control, failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ExportButton } from "../../ui/components/export-button.js";
import { ExportDialog } from "../../ui/components/export-dialog.js";
import { aCourse, anOverview } from "./support/course.js";

const EXPORTED = { file: "notes.pdf", folder: "/home/reader/Documents", notes: 3, pages: 6, replaced: 0, cards: null };
const AS_IT_IS = { format: "pdf", lessons: null, marks: [], tags: [], keyIdeas: false, paper: "letter", largePrint: false, studySheet: false };
const notes = (tags) => () => ({ lessons: [], total: 3, more: false, tags, trashed: 0 });

beforeEach(() => localStorage.clear());

function open({ lesson = null, tags = [], ...commands } = {}) {
  const rust = fakeRust({ notes: notes(tags), cancel_export: () => null, open_exported: () => null, show_exported: () => null, export_notes: () => EXPORTED, ...commands });
  const dialog = show(new ExportDialog());
  dialog.open({ course: aCourse(), overview: anOverview({ notes: { models: 2, papers: 1 } }), lesson });
  const labels = () => [...dialog.querySelectorAll("label")];
  return { rust, dialog,
    /** The box or button that a label, which begins so, stands for. */
    box: (name) => labels().find((label) => text(label).startsWith(name)).querySelector("input"),
    part: (name) => [...dialog.querySelectorAll("details")].find((each) => text(each).startsWith(name)),
    chosen: () => [...dialog.querySelectorAll("details")].filter(({ hidden }) => !hidden).map((each) => text(each.querySelector("summary"))),
    async submit() {
      dialog.querySelector("button[type=submit]").click();
      await settled();
    },
    exported: () => rust.called("export_notes").map(({ choice }) => choice) };
}

/** An export that ends when the test says so. */
function underWay() {
  const ends = {};
  const done = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }));
  return { export_notes: () => done, ...ends };
}

test("the button asks for the dialog, with its lesson", () => {
  const button = show(new ExportButton(), { lesson: "models" });
  const asked = heard(document.body, "export");
  control(button, "Export…").click();
  assert.deepEqual(asked, [{ lesson: "models" }]);
});

test("it opens on the format, with the rest closed and said in a line", () => {
  const { dialog, chosen, box } = open();
  assert.equal(document.activeElement, dialog.querySelector("h2"));
  assert.deepEqual([...dialog.querySelectorAll(".export-name")].map(text), ["PDF", "Markdown", "Markdown folder", "JSON", "Anki cards", "Contents", "Pages"]);
  assert.ok([...dialog.querySelectorAll(".export-format")].every((format) => text(format.querySelector(".small")).length > 20), "each says what it is for");
  assert.equal(box("PDF").checked, true);
  assert.deepEqual(chosen(), ["Contents All notes", "Pages Letter"]);
  assert.ok([...dialog.querySelectorAll("details")].every((part) => !part.open));
});

test("everything is exported unless something is chosen", async () => {
  const { submit, exported, dialog } = open();
  await submit();
  assert.deepEqual(exported(), [AS_IT_IS]);
  assert.match(text(dialog), /notes\.pdf, 6 pages, 3 notes, in \/home\/reader\/Documents/);
  assert.doesNotMatch(text(dialog), /□/);
});

for (const [format, name, action, parts] of [
  ["pdf", "PDF", "Export as PDF", ["Contents", "Pages"]],
  ["markdown", "Markdown One", "Export as Markdown", ["Contents"]],
  ["markdown-folder", "Markdown folder", "Export as a folder", ["Contents"]],
  ["json", "JSON", "Export everything", []],
  ["anki", "Anki", "Export for Anki", ["Contents"]],
]) {
  test(`${format} asks for what it needs and no more`, async () => {
    const { box, dialog, chosen, submit, exported } = open();
    box(name).click();
    assert.equal(text(dialog.querySelector("button[type=submit]")), action);
    assert.deepEqual(chosen().map((each) => parts.find((part) => each.startsWith(part))), parts);
    await submit();
    assert.equal(exported()[0].format, format);
  });
}

test("lessons are picked from a list with their notes; without any, all are", async () => {
  const { box, part, chosen, submit, exported } = open();
  assert.deepEqual([...part("Contents").querySelectorAll("fieldset:first-of-type label")].map(text).slice(0, 4),
    ["All lessons (3 notes)", "1. Course Overview (0 notes)", "2. How does a machine learning model learn? (2 notes)", "3. How to read a paper (1 note)"]);
  assert.equal(box("All lessons").checked, true);
  box("2.").click();
  assert.deepEqual([box("All lessons").checked, chosen()[0]], [false, "Contents Lesson 2"]);
  box("3.").click();
  box("1.").click();
  assert.equal(chosen()[0], "Contents Lessons 1, 2 and 3");
  box("1.").click();
  await submit();
  assert.deepEqual(exported()[0].lessons, ["models", "papers"]);
});

test("all is ticked when nothing else is, and cannot be taken away alone", () => {
  const { box, chosen } = open({ lesson: "papers" });
  box("3.").click();
  assert.deepEqual([box("All lessons").checked, chosen()[0]], [true, "Contents All notes"]);
  box("All lessons").click();
  assert.equal(box("All lessons").checked, true);
  box("2.").click();
  box("All lessons").click();
  assert.deepEqual([box("All lessons").checked, box("2.").checked], [true, false]);
});

test("opened from a lesson, that lesson is picked", async () => {
  const { box, chosen, submit, exported } = open({ lesson: "models" });
  assert.deepEqual([box("2.").checked, chosen()[0]], [true, "Contents Lesson 2"]);
  await submit();
  assert.deepEqual(exported()[0].lessons, ["models"]);
});

test("kinds and tags are picked too; tags are there only if there are any", async () => {
  assert.equal([...open().dialog.querySelectorAll("legend")].map(text).includes("Tags"), false);
  const { rust, box, chosen, submit, exported } = open({ tags: ["sepsis", "ethics"] });
  await settled();
  assert.deepEqual(rust.called("notes"), [{ filter: { lesson: null, mark: null, tag: null }, limit: 1 }]);
  box("Questions").click();
  box("To do").click();
  box("#ethics").click();
  assert.equal(chosen()[0], "Contents questions, to do · #ethics");
  await submit();
  assert.deepEqual([exported()[0].marks, exported()[0].tags], [["question", "todo"], ["ethics"]]);
});

test("tags that could not be asked for keep nobody from exporting", async () => {
  const { submit, exported } = open({ notes: failure("store-failed", "no") });
  await settled();
  await submit();
  assert.deepEqual(exported(), [AS_IT_IS]);
});

test("the pages of a PDF are chosen", async () => {
  const { box, chosen, submit, exported } = open();
  for (const name of ["A4", "Large print", "As a study sheet"]) box(name).click();
  assert.equal(chosen()[1], "Pages A4, large print, study sheet");
  await submit();
  assert.deepEqual(exported(), [{ ...AS_IT_IS, paper: "a4", largePrint: true, studySheet: true }]);
});

test("key ideas are for what is read: pages and Markdown", async () => {
  const { box, chosen, submit, exported } = open({ lesson: "papers" });
  const label = () => box("With the key ideas").closest("label");
  box("With the key ideas").click();
  assert.equal(chosen()[0], "Contents Lesson 3, with key ideas");
  box("Markdown One").click();
  assert.deepEqual([label().hidden, chosen()], [false, ["Contents Lesson 3, with key ideas"]]);
  box("Anki").click();
  assert.deepEqual([label().hidden, chosen()], [true, ["Contents Lesson 3"]]);
  box("PDF").click();
  await submit();
  assert.equal(exported()[0].keyIdeas, true);
});

test("format and pages are as they were the last time; what was left out is not left out again", async () => {
  const first = open();
  for (const name of ["Anki", "A4", "Large print", "3.", "Questions"]) first.box(name).click();
  await first.submit();
  const second = open();
  assert.equal(second.box("Anki").checked, true);
  await second.submit();
  assert.deepEqual(second.exported(), [{ ...AS_IT_IS, format: "anki", paper: "a4", largePrint: true }]);
});

test("the stages are said as they come", async () => {
  const work = underWay();
  const { rust, dialog, submit } = open(work);
  await submit();
  rust.emit("export-stage", "setting");
  assert.match(text(dialog), /Setting the pages/);
  assert.ok(dialog.querySelector("progress").value > 0);
  work.resolve(EXPORTED);
  await settled();
  assert.match(text(dialog), /Your notes are exported/);
});

test("only a PDF has pages that are set", async () => {
  const { rust, dialog, submit, box } = open(underWay());
  box("Anki").click();
  await submit();
  rust.emit("export-stage", "setting");
  assert.match(text(dialog), /Putting them together…/);
});

test("Escape while working stops the work, and keeps the dialog until it has stopped", async () => {
  const work = underWay();
  const { rust, dialog, submit } = open(work);
  await submit();
  const escape = new Event("cancel", { cancelable: true });
  dialog.querySelector("dialog").dispatchEvent(escape);
  assert.equal(escape.defaultPrevented, true);
  assert.equal(rust.called("cancel_export").length, 1);
  work.resolve(null);
  await settled();
  assert.match(text(dialog), /The export was stopped. No file was written./);
});

test("an export that was finished before it could be stopped is not hidden", async () => {
  const work = underWay();
  const { dialog, submit } = open(work);
  await submit();
  control(dialog, "Cancel").click();
  work.resolve(EXPORTED);
  await settled();
  assert.match(text(dialog), /Your notes are exported/);
});

test("a cancelled save dialog leads back to the choice", async () => {
  const { dialog, submit } = open({ export_notes: () => null });
  await submit();
  assert.match(text(dialog), /No file was written/);
  assert.ok(control(dialog, "Export as PDF"));
});

test("characters without a typeface are counted and said", async () => {
  for (const [replaced, words] of [[1, "1 character had no typeface here and is shown as □."], [3, "3 characters had no typeface here and are shown as □."]]) {
    const { dialog, submit } = open({ export_notes: () => ({ ...EXPORTED, replaced }) });
    await submit();
    assert.ok(text(dialog).includes(words), text(dialog));
  }
});

test("a failure says what happened, and can be tried again", async () => {
  const { dialog, submit } = open({ export_notes: failure("not-writable", "The disk is full.") });
  await submit();
  assert.match(text(dialog), /The disk is full\. ?Your notes are unchanged\./);
  control(dialog, "Try again").click();
  assert.ok(control(dialog, "Export as PDF"));
});

test("the file opens, and what keeps it from opening is said", async () => {
  const { rust, dialog, submit } = open({ export_notes: () => EXPORTED, show_exported: failure("gone", "The file is no longer there.") });
  await submit();
  control(dialog, "Open").click();
  control(dialog, "Show in folder").click();
  await settled();
  assert.equal(rust.called("open_exported").length, 1);
  assert.match(text(dialog), /The file is no longer there\./);
});

test("a dialog that was taken away no longer listens", async () => {
  const { rust, dialog } = open();
  await settled();
  assert.equal(rust.listening("export-stage"), 1);
  dialog.remove();
  await settled();
  assert.equal(rust.listening("export-stage"), 0);
});

for (const [format, exported, words] of [
  ["pdf", { notes: 1, pages: 1 }, /notes\.pdf, 1 page, 1 note, in/],
  ["markdown", { file: "notes.md", pages: null }, /notes\.md, 3 notes, in/],
  ["json", { file: "notes.json", pages: null }, /Import brings it back/],
  ["anki", { file: "notes.txt", pages: null, cards: 2 }, /notes\.txt, 2 cards, 3 notes, in.*In Anki, choose Import and this file/],
  ["anki", { file: "notes.txt", pages: null, cards: 0 }, /It has no card yet\. A note becomes one when it reads “Q: … A: …”\. So does a note that is marked as a question/],
  ["pdf", { notes: 0, pages: 1 }, /No note is among what you chose\./],
]) {
  test(`what is said of the file: ${words.source}`, async () => {
    const { dialog, submit } = open({ export_notes: () => ({ ...EXPORTED, ...exported }) });
    dialog.querySelector(`input[value="${format}"]`).click();
    await submit();
    assert.match(text(dialog), words);
    assert.equal(/no card yet/.test(text(dialog)), exported.cards === 0);
  });
}
