// A database that cannot be read: what happened is said calmly, and every way on keeps what there is.

import { control, failure, fakeRust, heard, later, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { recoveredWords } from "../../ui/lib/safety-words.js";
import { RecoveryPage } from "../../ui/pages/recovery.js";
import { aDamage } from "./support/safety.js";

const DONE = { notes: 412, keptIn: "/home/reader/data/damaged/20261125T090000.000Z" };

async function page(damage, commands = {}) {
  const rust = fakeRust({ damage: () => damage, recover: () => DONE, ...commands });
  const element = show(new RecoveryPage());
  const told = heard(element, "recovered");
  await settled();
  return { rust, element, told,
    async press(name, root = element) {
      control(root, name).click();
      await settled();
    },
    heading: () => text(element.querySelector("h1")),
    facts: () => [...element.querySelectorAll("li")].map(text),
    ways: () => [...element.querySelectorAll(".recovery-choices button")].map((button) => [text(button), button.classList.contains("filled")]),
    alert: () => text(element.querySelector("[role=alert]")),
    status: () => text(element.querySelector("[role=status]")) };
}

test("it is said what happened, that nothing is deleted, and what there is", async () => {
  const { element, heading, facts, ways } = await page(aDamage());
  assert.equal(heading(), "The file with your notes cannot be read completely");
  assert.match(text(element), /Nothing was deleted\. .*the damaged file stays as it is and is kept in \/home\/reader\/data\/damaged\/20261125T090000\.000Z\./);
  assert.deepEqual(facts(), ["The newest good backup is from 24 November, 11:05, with 405 notes.", "410 notes could be read in the file.",
    "7 of them are newer than in the backup, or not in it."]);
  assert.deepEqual(ways(), [["Bring back the backup and the 7 newer notes", true], ["Only what could be read", false], ["Start empty…", false]]);
});

for (const [what, changes, facts, ways] of [
  ["one newer note", { readable: 1, newer: 1 }, ["The newest good backup is from 24 November, 11:05, with 405 notes.", "1 note could be read in the file.", "It is newer than in the backup, or not in it."],
    ["Bring back the backup and the 1 newer note", "Only what could be read", "Start empty…"]],
  ["nothing newer", { readable: 405, newer: 0 }, ["The newest good backup is from 24 November, 11:05, with 405 notes.", "405 notes could be read in the file.", "The backup has all of them."],
    ["Bring back the backup", "Only what could be read", "Start empty…"]],
  ["nothing readable", { readable: null, newer: 0 }, ["The newest good backup is from 24 November, 11:05, with 405 notes.", "Nothing in the file can be read."], ["Bring back the backup", "Start empty…"]],
  ["no note among what is readable", { readable: 0, newer: 0 }, ["The newest good backup is from 24 November, 11:05, with 405 notes.", "No note could be read in the file."], ["Bring back the backup", "Start empty…"]],
  ["no backup", { newest: null, newer: 410 }, ["There is no good backup.", "410 notes could be read in the file."], ["Bring back what could be read", "Start empty…"]],
  ["neither", { newest: null, readable: null, newer: 0 }, ["There is no good backup.", "Nothing in the file can be read."], ["Start empty…"]],
]) {
  test(`with ${what}, no more is said and offered than there is`, async () => {
    const shown = await page(aDamage(changes));
    assert.deepEqual(shown.facts(), facts);
    assert.deepEqual(shown.ways(), ways.map((name, index) => [name, index === 0]), "and the best way is the one that stands out");
  });
}

test("a file that is no database is said to be none", async () => {
  const { heading, element } = await page(aDamage({ finding: "not-a-database", readable: null, newer: 0 }));
  assert.equal(heading(), "The file with your notes cannot be read");
  assert.match(text(element), /It holds something other than notes/);
});

test("a file that is gone: its place is named, nothing is said to be kept of it, and one can put it back and try again", async () => {
  const { heading, element, facts, ways } = await page(aDamage({ finding: "missing", readable: null, newer: 0 }));
  assert.equal(heading(), "The file with your notes is missing or empty");
  assert.match(text(element), /Its place is \/home\/reader\/data\/ml-health\.db\./);
  assert.doesNotMatch(text(element), /damaged/);
  assert.deepEqual(facts(), ["The newest good backup is from 24 November, 11:05, with 405 notes."]);
  assert.deepEqual(ways().map(([name]) => name), ["Bring back the backup", "Start empty…", "Try again"]);
});

test("what its log still holds of a file that is gone is offered too", async () => {
  const { facts, ways } = await page(aDamage({ finding: "missing", readable: 2, newer: 2 }));
  assert.equal(facts()[1], "2 notes could be read in the file.");
  assert.deepEqual(ways().map(([name]) => name), ["Bring back the backup and the 2 newer notes", "Only what could be read", "Start empty…", "Try again"]);
});

test("looking takes its time, and that is said", async () => {
  const { command, resolve } = later();
  const { element, status, ways } = await page(null, { damage: command });
  assert.deepEqual([status(), ways()], ["Looking at what can be read…", []]);
  resolve(aDamage());
  await settled();
  assert.deepEqual([status(), ways().length], ["", 3]);
  assert.equal(document.activeElement, element.querySelector("h1"), "a screen reader begins there");
});

for (const [name, how] of [["Bring back the backup and the 7 newer notes", "backup"], ["Only what could be read", "readable"]]) {
  test(`“${name}” is carried out once, and told`, async () => {
    const { command, resolve } = later();
    const { rust, element, told, press, status } = await page(aDamage(), { recover: command });
    await press(name);
    await press("Only what could be read");
    assert.deepEqual([rust.called("recover"), status(), element.getAttribute("aria-busy")], [[{ how }], "Bringing your notes back…", "true"]);
    resolve(DONE);
    await settled();
    assert.deepEqual(told, [DONE]);
  });
}

test("starting empty is asked about first", async () => {
  const { rust, element, told, press } = await page(aDamage());
  const dialog = element.querySelector("dialog");
  await press("Start empty…");
  assert.deepEqual([dialog.open, rust.called("recover")], [true, []]);
  assert.match(text(dialog), /The damaged file is kept in .*damaged.*\. The backups stay/);
  await press("Cancel", dialog);
  assert.deepEqual([dialog.open, rust.called("recover")], [false, []]);
  await press("Start empty…");
  await press("Start empty", dialog);
  assert.deepEqual([dialog.open, rust.called("recover"), told.length], [false, [{ how: "empty" }], 1]);
});

test("before one starts empty, nothing is promised that is not there", async () => {
  for (const [changes, words] of [
    [{ newest: null }, /^(?!.*backups).*The damaged file is kept in/],
    [{ finding: "missing", readable: null }, /^(?!.*damaged file).*The backups stay/],
  ]) {
    const { element, press } = await page(aDamage(changes));
    await press("Start empty…");
    assert.match(text(element.querySelector("dialog")), words);
  }
});

test("what fails is said, and every way is still there, with one to begin anew", async () => {
  const { rust, element, told, press, alert, ways } = await page(aDamage(), { recover: failure("store-failed", "The disk is full. The damaged file is as it was.") });
  await press("Only what could be read");
  await press("Only what could be read");
  assert.equal(alert(), "The disk is full. The damaged file is as it was.");
  assert.deepEqual([ways().map(([name]) => name).slice(1), told], [["Only what could be read", "Start empty…", "Try again"], []]);
  rust.commands.recover = () => DONE;
  await press("Only what could be read");
  assert.deepEqual([alert(), element.querySelector("[role=alert]").hidden, told.length], ["", true, 1]);
});

test("what cannot be looked at is said, and one can begin anew", async () => {
  const { alert, ways, status } = await page(null, { damage: failure("failed", "The folder cannot be read.") });
  assert.deepEqual([alert(), status(), ways()], ["The folder cannot be read.", "", [["Try again", false]]]);
});

test("paths are shown as text, whatever they hold", async () => {
  const { element } = await page(aDamage({ keptIn: "/<img src=x>" }));
  assert.equal(element.querySelector("img"), null);
});

test("the outcome in words", () => {
  assert.equal(recoveredWords(DONE), `412 notes are back. The damaged file is kept in ${DONE.keptIn}.`);
  assert.equal(recoveredWords({ notes: 1, keptIn: null }), "1 note is back.");
  assert.equal(recoveredWords({ ...DONE, notes: 0 }), `You start empty. The damaged file is kept in ${DONE.keptIn}.`);
});
