// Restoring: what would change is seen first, and nothing does before it is agreed to.

import { control, failure, fakeRust, heard, later, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { RestoreDialog } from "../../ui/components/restore-dialog.js";
import { restoredWords, undoneWords } from "../../ui/lib/safety-words.js";
import { aBackup, aPreview } from "./support/safety.js";

const now = Date.now;
afterEach(() => { Date.now = now; });
const NOW = new Date(2026, 10, 25, 12, 0).getTime();
const at = (day, hour, minute = 5) => new Date(2026, 10, day, hour, minute).getTime();
const LIST = [
  aBackup({ id: "b5", made: at(25, 11), notes: 412 }),
  aBackup({ id: "b4", made: at(25, 9), notes: null }),
  aBackup({ id: "b3", made: at(24, 11), occasion: "import" }),
  aBackup({ id: "b2", made: at(20, 8), notes: 1, occasion: "restore" }),
  aBackup({ id: "b1", made: new Date(2025, 11, 31, 23, 0).getTime(), notes: 0 }),
];
const DIFFERENT = aPreview({
  returning: { count: 7, examples: ["Lesson 3 · 2:14 · Loss", "Lesson 3 · 2:20 · Rate"] },
  leaving: { count: 1, examples: ["Lesson 1 · whole lesson · New"] },
  different: { count: 2, examples: ["Lesson 2 · 0:10 · A", "Lesson 2 · 0:20 · B"] },
});
const DONE = { notes: 405, backup: "ml-health-20261125T120000.000Z-before-restore.db" };

async function open(commands = {}) {
  Date.now = () => NOW;
  const rust = fakeRust({ backup_list: () => LIST, preview_restore: () => DIFFERENT, carry_out_restore: () => DONE, ...commands });
  const element = show(new RestoreDialog());
  element.open();
  await settled();
  const dialog = element.querySelector("dialog");
  return { rust, element, dialog,
    async press(name) {
      control(dialog, name).click();
      await settled();
    },
    heading: () => text(dialog.querySelector("h2")),
    buttons: () => [...dialog.querySelectorAll(".dialog-actions button")].map(text),
    alert: () => text(dialog.querySelector("[role=alert]")),
    status: () => text(dialog.querySelector("[role=status]")) };
}

const FIRST = "11:05 412 notes";

test("the backups are listed by their day, with what they hold and why they were made", async () => {
  const { dialog, heading, buttons } = await open();
  assert.deepEqual([dialog.open, heading(), document.activeElement], [true, "Restore a backup", dialog.querySelector("h2")]);
  assert.match(text(dialog), /Nothing changes until you agree, and what is here now is backed up first\./);
  const groups = [...dialog.querySelectorAll("section")].map((section) => [text(section.querySelector("h3")), [...section.querySelectorAll("li")].map(text)]);
  assert.deepEqual(groups, [
    ["Today", ["11:05 412 notes", "09:05 cannot be read"]],
    ["Yesterday", ["11:05 405 notes before an import of notes"]],
    ["Earlier", ["20 November, 08:05 1 note before a restore", "31 December 2025, 23:00 0 notes"]],
  ]);
  for (const list of dialog.querySelectorAll("ul")) assert.ok(document.getElementById(list.getAttribute("aria-labelledby")), "each list has its day as its name");
  assert.deepEqual(buttons(), ["Cancel", "Choose a file…"]);
});

test("one that cannot be read is shown and cannot be chosen", async () => {
  const { dialog } = await open();
  assert.deepEqual([...dialog.querySelectorAll("button[data-backup]")].map(({ dataset }) => dataset.backup), ["b5", "b3", "b2", "b1"]);
});

test("one that is dated in the future, by a clock that was wrong, is there too", async () => {
  const { dialog } = await open({ backup_list: () => [aBackup({ made: at(27, 11) })] });
  assert.equal(text(dialog.querySelector("section")), "Dated in the future27 November, 11:05 405 notes");
});

test("while they are looked for that is said, and without any there is still a file to choose", async () => {
  const { command, resolve } = later();
  const { status, buttons } = await open({ backup_list: command });
  assert.equal(status(), "Looking at the backups…");
  resolve([]);
  await settled();
  assert.deepEqual([status(), buttons()], ["There is no backup here yet.", ["Cancel", "Choose a file…"]]);
});

test("backups that cannot be listed are said, and a file can still be chosen", async () => {
  const { alert, press, heading } = await open({ backup_list: failure("failed", "The folder cannot be read."), choose_backup_file: () => DIFFERENT });
  assert.equal(alert(), "The folder cannot be read.");
  await press("Choose a file…");
  assert.equal(heading(), "The backup of 24 November, 11:05");
});

test("a backup is looked at: what it has, what is here, and what would come, go and change", async () => {
  const { dialog, press, heading, rust, buttons } = await open();
  await press(FIRST);
  assert.deepEqual(rust.called("preview_restore"), [{ backup: "b5" }]);
  assert.deepEqual([heading(), document.activeElement], ["The backup of 24 November, 11:05", dialog.querySelector("h2")]);
  assert.deepEqual([...dialog.querySelectorAll("tbody tr")].map((row) => [...row.children].map(text)), [["Notes", "405", "412"], ["Lessons done", "4", "5"]]);
  assert.deepEqual([...dialog.querySelectorAll(".differing")].map((group) => [text(group.querySelector("p")), [...group.querySelectorAll("li")].map(text)]), [
    ["7 notes come back:", ["Lesson 3 · 2:14 · Loss", "Lesson 3 · 2:20 · Rate", "and 5 more"]],
    ["1 note goes, since it is not in the backup:", ["Lesson 1 · whole lesson · New"]],
    ["2 notes become what they were then:", ["Lesson 2 · 0:10 · A", "Lesson 2 · 0:20 · B"]],
  ]);
  assert.match(text(dialog), /What is here now is backed up first, and the restore can be undone\./);
  assert.deepEqual([buttons(), rust.called("carry_out_restore")], [["Cancel", "Another backup…", "Restore this backup"], []]);
});

test("a backup with the same notes is said to be one", async () => {
  const { dialog, press } = await open({ preview_restore: () => aPreview({ backup: { ...aPreview().backup, occasion: "migration" } }) });
  await press(FIRST);
  assert.match(text(dialog), /The notes are the same in the backup and here\./);
  assert.match(text(dialog), /ml-health-20261124T110500\.000Z\.db, made before an update/);
  assert.equal(dialog.querySelector(".differing"), null);
});

test("another backup leads back to the list, to the one that was looked at", async () => {
  const { dialog, press, heading } = await open({ preview_restore: ({ backup }) => aPreview({ backup: aBackup({ id: backup }) }) });
  await press("20 November, 08:05 1 note before a restore");
  await press("Another backup…");
  assert.deepEqual([heading(), document.activeElement], ["Restore a backup", dialog.querySelector("[data-backup=b2]")]);
});

test("agreed to, it is carried out apart from everything else, the dialog closes, and it is told", async () => {
  const { element, dialog, press, rust, status } = await open();
  const told = heard(element, "restored");
  const order = [];
  const { command, resolve } = later();
  rust.commands.carry_out_restore = () => { order.push("restored"); return command(); };
  element.apart = async (work) => { order.push("apart"); const done = await work(); order.push("together"); return done; };
  await press(FIRST);
  await press("Restore this backup");
  assert.deepEqual([status(), dialog.getAttribute("aria-busy"), order], ["Restoring…", "true", ["apart", "restored"]]);
  assert.deepEqual(rust.called("carry_out_restore"), [{ backup: DIFFERENT.backup.id }], "the one that is shown, whatever was looked at since");
  assert.ok([...dialog.querySelectorAll("button")].every(({ disabled }) => disabled));
  const escape = new Event("cancel", { cancelable: true });
  dialog.dispatchEvent(escape);
  assert.equal(escape.defaultPrevented, true, "its outcome is to be seen");
  resolve(DONE);
  await settled();
  assert.deepEqual([dialog.open, told, order.at(-1)], [false, [{ restored: DONE, made: DIFFERENT.backup.made }], "together"]);
});

test("a restore that fails says what was kept, and another backup can be tried", async () => {
  const { element, press, heading, alert, buttons, dialog } = await open({ carry_out_restore: failure("store-failed", "The disk is full. Your notes are as they were.") });
  const told = heard(element, "restored");
  await press(FIRST);
  await press("Restore this backup");
  assert.deepEqual([heading(), alert(), buttons(), told], ["Nothing was restored", "The disk is full. Your notes are as they were.", ["Close", "Another backup…"], []]);
  assert.equal(document.activeElement, dialog.querySelector("h2"));
  await press("Another backup…");
  assert.equal(heading(), "Restore a backup");
  assert.equal(control(dialog, FIRST).disabled, false);
});

test("a backup that cannot be looked at is said in the list", async () => {
  const { dialog, press, heading, alert, rust } = await open({ preview_restore: failure("no-such-backup", "This backup is no longer there.") });
  control(dialog, FIRST).focus();
  await press(FIRST);
  assert.deepEqual([heading(), alert(), document.activeElement], ["Restore a backup", "This backup is no longer there.", control(dialog, FIRST)]);
  rust.commands.preview_restore = () => DIFFERENT;
  await press(FIRST);
  assert.equal(heading(), "The backup of 24 November, 11:05");
});

test("the system’s dialog cancelled leaves the list, and the focus where it was", async () => {
  const { command, resolve } = later();
  const { dialog, press, heading } = await open({ choose_backup_file: command });
  control(dialog, "Choose a file…").focus();
  await press("Choose a file…");
  assert.deepEqual([control(dialog, FIRST).disabled, control(dialog, "Cancel").disabled], [true, false]);
  dialog.querySelector("h2").focus(); // a browser takes it from what cannot be pressed
  resolve(null);
  await settled();
  assert.deepEqual([heading(), document.activeElement, control(dialog, FIRST).disabled], ["Restore a backup", control(dialog, "Choose a file…"), false]);
});

test("an answer that comes after the dialog was left is dropped", async () => {
  const { command, resolve } = later();
  const { element, press, heading } = await open({ preview_restore: command });
  await press(FIRST);
  await press("Cancel");
  element.open();
  await settled();
  resolve(DIFFERENT);
  await settled();
  assert.equal(heading(), "Restore a backup");
});

test("Escape while a backup is looked at leaves too", async () => {
  const { command, reject } = later();
  const { dialog, press, alert } = await open({ preview_restore: command });
  await press(FIRST);
  const escape = new Event("cancel", { cancelable: true });
  dialog.dispatchEvent(escape);
  assert.equal(escape.defaultPrevented, false);
  reject({ code: "x", message: "Too late." });
  await settled();
  assert.equal(alert(), "");
});

test("what stands in a backup is shown as text, whatever it holds", async () => {
  const { dialog, press } = await open({ preview_restore: () => aPreview({ backup: aBackup({ id: "<img src=x>.db" }), returning: { count: 1, examples: ["<b>x</b>"] } }) });
  await press(FIRST);
  assert.equal(dialog.querySelector("img, b"), null);
  assert.match(text(dialog), /<img src=x>\.db.*<b>x<\/b>/);
});

test("the outcome, and that of its undoing, in words", () => {
  assert.equal(restoredWords(DONE, at(24, 11), NOW), "Restored: 405 notes as of 24 November, 11:05.");
  assert.equal(restoredWords({ ...DONE, notes: 1 }, new Date(2025, 0, 2, 9, 0).getTime(), NOW), "Restored: 1 note as of 2 January 2025, 09:00.");
  assert.equal(undoneWords({ notes: 412, backup: "x.db" }), "Undone: 412 notes, as before the restore. What was here until now is in the backup x.db.");
});
