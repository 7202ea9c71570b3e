import { control, failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ExportButton } from "../../ui/components/export-button.js";
import { ExportDialog } from "../../ui/components/export-dialog.js";
import { aCourse, anOverview } from "./support/course.js";

const EXPORTED = { file: "notes.pdf", folder: "/home/reader/Documents", pages: 6, replaced: 0 };

function open({ lesson = null, ...commands } = {}) {
  const rust = fakeRust({ cancel_export: () => null, open_exported: () => null, show_exported: () => null, ...commands });
  const dialog = show(new ExportDialog());
  dialog.open({ course: aCourse(), overview: anOverview({ notes: { models: 2, papers: 1 } }), lesson });
  return { rust, dialog };
}

/** An export that ends when the test says so. */
function underWay() {
  const ends = {};
  const done = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }));
  return { export_pdf: () => done, ...ends };
}

test("the button asks for the dialog, with its lesson", () => {
  const button = show(new ExportButton(), { lesson: "models" });
  const asked = heard(document.body, "export");
  control(button, "Export as PDF").click();
  assert.deepEqual(asked, [{ lesson: "models" }]);
});

test("the whole course is offered first, and exported", async () => {
  const { rust, dialog } = open({ export_pdf: () => EXPORTED });
  assert.match(text(dialog), /The whole course \(3 notes\)/);
  control(dialog, "Export as PDF").click();
  await settled();
  assert.deepEqual(rust.called("export_pdf"), [{ lesson: null }]);
  assert.match(text(dialog), /notes\.pdf, 6 pages, in \/home\/reader\/Documents/);
  assert.doesNotMatch(text(dialog), /□/);
});

test("a lesson that is chosen is the one exported", async () => {
  const { rust, dialog } = open({ export_pdf: () => EXPORTED });
  const lessons = dialog.querySelector("select");
  lessons.value = "papers";
  lessons.dispatchEvent(new Event("change", { bubbles: true }));
  control(dialog, "Export as PDF").click();
  await settled();
  assert.deepEqual(rust.called("export_pdf"), [{ lesson: "papers" }]);
});

test("opened from a lesson, that lesson is chosen", async () => {
  const { rust, dialog } = open({ lesson: "models", export_pdf: () => EXPORTED });
  assert.equal(dialog.querySelector("select").value, "models");
  control(dialog, "Export as PDF").click();
  await settled();
  assert.deepEqual(rust.called("export_pdf"), [{ lesson: "models" }]);
});

test("the stages are said as they come", async () => {
  const work = underWay();
  const { rust, dialog } = open(work);
  control(dialog, "Export as PDF").click();
  await settled();
  rust.emit("export-stage", "setting");
  assert.match(text(dialog), /Setting the pages/);
  assert.ok(dialog.querySelector("progress").value > 0);
  work.resolve(EXPORTED);
  await settled();
  assert.match(text(dialog), /Your notes are exported/);
});

test("Escape while working stops the work, and keeps the dialog until it has stopped", async () => {
  const work = underWay();
  const { rust, dialog } = open(work);
  control(dialog, "Export as PDF").click();
  await settled();
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
  const { dialog } = open(work);
  control(dialog, "Export as PDF").click();
  await settled();
  control(dialog, "Cancel").click();
  work.resolve(EXPORTED);
  await settled();
  assert.match(text(dialog), /Your notes are exported/);
});

test("a cancelled save dialog leads back to the choice", async () => {
  const { dialog } = open({ export_pdf: () => null });
  control(dialog, "Export as PDF").click();
  await settled();
  assert.match(text(dialog), /No file was written/);
  assert.ok(control(dialog, "Export as PDF"));
});

test("characters without a typeface are counted and said", async () => {
  for (const [replaced, words] of [[1, "1 character had no typeface here and is shown as □."], [3, "3 characters had no typeface here and are shown as □."]]) {
    const { dialog } = open({ export_pdf: () => ({ ...EXPORTED, replaced }) });
    control(dialog, "Export as PDF").click();
    await settled();
    assert.ok(text(dialog).includes(words), text(dialog));
  }
});

test("a failure says what happened, and can be tried again", async () => {
  const { dialog } = open({ export_pdf: failure("not-writable", "The disk is full.") });
  control(dialog, "Export as PDF").click();
  await settled();
  assert.match(text(dialog), /The disk is full\. ?Your notes are unchanged\./);
  control(dialog, "Try again").click();
  assert.ok(control(dialog, "Export as PDF"));
});

test("the file opens, and what keeps it from opening is said", async () => {
  const { rust, dialog } = open({ export_pdf: () => EXPORTED, show_exported: failure("gone", "The file is no longer there.") });
  control(dialog, "Export as PDF").click();
  await settled();
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
