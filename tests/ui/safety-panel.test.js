// The proof that nothing is lost says what is true, and nothing more.

import { control, failure, fakeRust, heard, later, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { SafetyPanel } from "../../ui/components/safety-panel.js";
import { proof, secondWords } from "../../ui/lib/safety-words.js";
import { aBackup, aSafety } from "./support/safety.js";

const now = Date.now;
afterEach(() => { Date.now = now; });
const NOW = new Date(2026, 10, 25, 12, 0).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const last = (before, changes = {}) => aBackup({ made: NOW - before, ...changes });

for (const [words, safety] of [
  ["412 notes. Last backup 3 minutes ago, opened and verified. Restore tested today.", { last: last(3 * MINUTE), restoreTested: NOW }],
  ["1 note. Last backup just now, opened and verified. Restore tested yesterday.", { notes: 1, last: last(0), restoreTested: NOW - DAY }],
  ["No notes yet. No backup yet: one is made in every hour in which something changes.", { notes: 0, last: null, restoreTested: null, backups: 0 }],
  ["3 notes. No backup yet: one is made in every hour in which something changes.", { notes: 3, last: null, restoreTested: null }],
  ["412 notes. Last backup on 20 November at 12:00, opened and verified; nothing has changed since. Restore tested on 1 November.",
    { last: last(5 * DAY), changedSince: false, restoreTested: NOW - 24 * DAY }],
  ["412 notes. Last backup today at 10:00, opened and verified. Restoring has not been tested yet.", { last: last(120 * MINUTE), restoreTested: null }],
  ["412 notes. The last backup, made yesterday at 12:00, can no longer be read. Restore tested today.", { last: last(DAY, { notes: null }), restoreTested: NOW }],
]) {
  test(`in words: ${words}`, () => assert.equal(proof(aSafety(safety), NOW), words));
}

test("a second folder tells of its last copy, or that there is none yet", () => {
  assert.deepEqual([{ path: "/u", lastCopy: null }, { path: "/u", lastCopy: NOW - 5 * MINUTE }].map((second) => secondWords(second, NOW)),
    ["No copy is there yet; the next backup brings one.", "Last copy 5 minutes ago."]);
});

async function panel(commands = {}) {
  const rust = fakeRust({ safety: () => aSafety(), ...commands });
  const element = show(new SafetyPanel());
  await settled();
  return { rust, element,
    press: async (name) => {
      control(element, name).click();
      await settled();
    },
    said: () => [...element.querySelectorAll("[role=status]")].map(text),
    alert: () => element.querySelector("[role=alert]") };
}

test("it shows the proof, where everything is, and that a second folder holds notes unencrypted", async () => {
  const { element, alert } = await panel();
  assert.match(text(element), /412 notes\. Last backup 3 minutes ago, opened and verified\. Restore tested today\./);
  assert.match(text(element), /Everything is in \/home\/reader\/data, with 37 backups beside it\./);
  assert.match(text(element), /such as a USB stick or a cloud folder.*unencrypted/);
  assert.deepEqual([alert().hidden, control(element, "Stop copying").hidden, control(element, "Choose a folder…").hidden], [true, true, false]);
});

test("before it is known, nothing is said", async () => {
  const { element } = await panel({ safety: () => new Promise(() => {}) });
  assert.equal(text(element.querySelector(".safety-proof")), "");
});

test("a problem is said in Rust’s words, and goes when it is over", async () => {
  const { rust, element, alert } = await panel({ safety: () => aSafety({ problem: "The disk is full, so no backup was made." }) });
  assert.deepEqual([alert().hidden, text(alert())], [false, "The disk is full, so no backup was made."]);
  const words = alert().firstChild;
  await element.refresh();
  assert.equal(alert().firstChild, words, "and is not read out again");
  rust.commands.safety = () => aSafety();
  await element.refresh();
  assert.deepEqual([alert().hidden, text(alert())], [true, ""]);
});

test("what cannot be asked is said, and what was known stays", async () => {
  const { rust, element, alert } = await panel();
  rust.commands.safety = failure("store-failed", "Another program is using your data.");
  await element.refresh();
  assert.equal(text(alert()), "Another program is using your data.");
  assert.match(text(element), /412 notes\./);
});

test("it is asked anew when the window has the attention again, and when a backup failed; not when it is gone", async () => {
  const { rust, element } = await panel();
  const asked = () => rust.called("safety").length;
  window.dispatchEvent(new Event("focus"));
  await settled();
  assert.equal(asked(), 2);
  rust.emit("backup-failed");
  await settled();
  assert.equal(asked(), 3);
  element.remove();
  await settled();
  window.dispatchEvent(new Event("focus"));
  rust.emit("backup-failed");
  await settled();
  assert.equal(asked(), 3);
});

test("“3 minutes ago” grows older while it is looked at", async () => {
  Date.now = () => NOW;
  const realSet = window.setInterval;
  let tick;
  window.setInterval = (fn) => { tick = fn; return 1; };
  const { element } = await panel({ safety: () => aSafety({ last: last(3 * MINUTE) }) });
  window.setInterval = realSet;
  Date.now = () => NOW + 2 * MINUTE;
  tick();
  assert.match(text(element), /Last backup 5 minutes ago/);
});

test("a backup now says what it does, and done only when it is; meanwhile nothing else begins", async () => {
  const { command, resolve } = later();
  const { rust, element, press, said } = await panel({ back_up_now: command });
  control(element, "Back up now").focus();
  await press("Back up now");
  assert.deepEqual([said()[0], element.getAttribute("aria-busy")], ["Backing up…", "true"]);
  await press("Back up now");
  await press("Show folder");
  const asked = heard(element, "restore-backup");
  await press("Restore…");
  assert.deepEqual([rust.called("back_up_now").length, rust.called("show_data_folder").length, asked.length], [1, 0, 0]);
  resolve(aSafety({ notes: 413, last: aBackup({ made: Date.now() }) }));
  await settled();
  assert.match(said()[0], /^Done\./);
  assert.match(text(element), /413 notes\. Last backup just now/);
  assert.equal(document.activeElement, control(element, "Back up now"), "the focus stays");
});

test("a backup that fails says why, what came of it is asked for, and it can be tried again", async () => {
  const { rust, element, press, said } = await panel({ back_up_now: failure("store-failed", "The disk is full.") });
  rust.commands.safety = () => aSafety({ last: aBackup({ made: Date.now() }) });
  await press("Back up now");
  assert.match(text(element), /Last backup just now/, "it was made, and not copied");
  assert.equal(said()[0], "The disk is full.");
  rust.commands.back_up_now = () => aSafety();
  await press("Back up now");
  assert.match(said()[0], /^Done\./);
});

test("a folder for copies is chosen, changed and let go of", async () => {
  const second = { path: "/media/stick", lastCopy: null };
  const { rust, element, press, said } = await panel({ choose_second_folder: () => aSafety({ second }), forget_second_folder: () => aSafety() });
  await press("Choose a folder…");
  assert.match(text(element), /Copied to \/media\/stick\. No copy is there yet; the next backup brings one\./);
  assert.equal(said()[1], "From now on, each backup is copied there.");
  rust.commands.choose_second_folder = () => aSafety({ second: { path: "/cloud", lastCopy: Date.now() } });
  await press("Change folder…");
  assert.match(text(element), /Copied to \/cloud\. Last copy just now\./);
  await press("Stop copying");
  assert.doesNotMatch(text(element), /Copied to/);
  assert.equal(said()[1], "No more copies are made. Those that are there stay.");
  assert.equal(document.activeElement, control(element, "Choose a folder…"), "the button that had the focus is gone");
  assert.equal(control(element, "Stop copying").hidden, true);
});

test("the system’s dialog cancelled changes nothing and says nothing", async () => {
  const { element, press, said } = await panel({ choose_second_folder: () => null });
  await press("Choose a folder…");
  assert.deepEqual([said()[1], control(element, "Stop copying").hidden], ["", true]);
});

test("a folder that cannot be written is said", async () => {
  const { press, said } = await panel({ choose_second_folder: failure("not-writable", "Nothing can be written there.") });
  await press("Choose a folder…");
  assert.equal(said()[1], "Nothing can be written there.");
});

test("a restore is asked for", async () => {
  const { element, press } = await panel();
  const asked = heard(element, "restore-backup");
  await press("Restore…");
  assert.equal(asked.length, 1);
});

test("paths are shown as text, whatever they hold", async () => {
  const { element } = await panel({ safety: () => aSafety({ folder: "/<img src=x>", second: { path: "/<b>", lastCopy: null } }) });
  assert.equal(element.querySelector("img, b"), null);
});
