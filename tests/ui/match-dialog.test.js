// Files that were dropped or found in a folder, and the lessons that they are kept with.

import { control, failure, fakeRust, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { MatchDialog } from "../../ui/components/match-dialog.js";
import { aCourse } from "./support/course.js";

const file = (index, changes = {}) => ({ index, name: `${index}.mp4`, folder: "Videos/Course", kind: "video", lesson: null, by: null, replaces: null, ...changes });
const KEPT = { videos: 1, captions: 0, failed: [] };

function open(files, { leftOut = 0, tooMany = false, ...commands } = {}) {
  const rust = fakeRust({ keep_matches: () => KEPT, ...commands });
  const element = show(new MatchDialog());
  element.open({ course: aCourse(), match: { files, leftOut, tooMany } });
  const dialog = element.querySelector("dialog");
  return { rust, dialog,
    rows: () => [...dialog.querySelectorAll(".match-file")],
    selects: () => [...dialog.querySelectorAll("select")],
    keep: () => dialog.querySelector("button[type=submit]"),
    alert: () => text(dialog.querySelector("[role=alert]")),
    problems: () => [...dialog.querySelectorAll(".match-problem")].map(text) };
}

function choose(select, value) {
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

test("each file stands with what it is, why it was matched, where it lies, and the lesson proposed", () => {
  const { rows, selects, dialog } = open([
    file(0, { name: "Uib6wHr5PSQ.mp4", lesson: "models", by: "id" }), file(1, { name: "03.vtt", kind: "captions", lesson: "papers", by: "number", folder: "" }),
    file(2, { lesson: "overview", by: "title" }), file(3)]);
  assert.deepEqual(rows().map((row) => [...row.querySelectorAll(".match-name p")].map(text)), [
    ["Uib6wHr5PSQ.mp4", "Video, matched by the video’s id", "Videos/Course"],
    ["03.vtt", "Captions, matched by the lesson’s number"],
    ["2.mp4", "Video, matched by its title", "Videos/Course"],
    ["3.mp4", "Video, not matched", "Videos/Course"]]);
  assert.deepEqual(selects().map(({ value }) => value), ["models", "papers", "overview", ""]);
  assert.equal(selects()[0].getAttribute("aria-label"), "Lesson for Uib6wHr5PSQ.mp4");
  assert.deepEqual([...selects()[0].options].map(text), ["Do not use", "1. Course Overview", "2. How does a machine learning model learn?", "3. How to read a paper"]);
  assert.equal(document.activeElement, dialog.querySelector("h2"), "the focus is in the dialog");
});

test("a name is shown as text, whatever it holds", () => {
  const { dialog } = open([file(0, { name: "<img src=x>.mp4" })]);
  assert.equal(dialog.querySelector("img"), null);
  assert.match(text(dialog), /<img src=x>\.mp4/);
});

test("what is chosen is kept by number, and what is not used is said so", async () => {
  const { rust, selects, keep } = open([file(0, { lesson: "models", by: "id" }), file(4, { lesson: "papers", by: "title" }), file(7)]);
  assert.equal(text(keep()), "Keep 2 files");
  choose(selects()[1], "");
  assert.equal(text(keep()), "Keep 1 file");
  choose(selects()[2], "overview");
  keep().click();
  await settled();
  assert.deepEqual(rust.called("keep_matches"), [{ choices: [{ index: 0, lesson: "models" }, { index: 4, lesson: null }, { index: 7, lesson: "overview" }] }]);
});

test("with nothing chosen there is nothing to keep", async () => {
  const { rust, keep, dialog } = open([file(0)]);
  assert.deepEqual([keep().disabled, text(keep())], [true, "Keep 0 files"]);
  dialog.querySelector("form").dispatchEvent(new Event("submit", { cancelable: true }));
  await settled();
  assert.deepEqual(rust.called("keep_matches"), []);
});

test("what a file replaces is said, and no longer once it is meant for another lesson", () => {
  const { rows, selects } = open([file(0, { lesson: "models", by: "id", replaces: "old.mp4" }), file(1)]);
  assert.match(text(rows()[0]), /Replaces old\.mp4\./);
  choose(selects()[0], "papers");
  assert.doesNotMatch(text(rows()[0]), /Replaces/);
  choose(selects()[1], "models");
  assert.match(text(rows()[1]), /Replaces old\.mp4\./, "whichever file takes its place");
});

test("two videos for one lesson are refused, at both rows and with the focus on the first", async () => {
  const { rust, selects, problems, keep, alert } = open([file(0), file(1, { lesson: "models", by: "id" }), file(2, { lesson: "models", by: "title" })]);
  assert.deepEqual(problems(), ["", "Lesson 2 is also chosen for 2.mp4. A lesson takes one video.", "Lesson 2 is also chosen for 1.mp4. A lesson takes one video."]);
  assert.deepEqual(selects().map((select) => select.getAttribute("aria-invalid")), ["false", "true", "true"]);
  assert.equal(document.getElementById(selects()[1].getAttribute("aria-describedby")).className, "match-problem small");
  keep().click();
  await settled();
  assert.deepEqual([rust.called("keep_matches"), document.activeElement], [[], selects()[1]]);
  assert.match(alert(), /Nothing was kept: two files are meant for one lesson\./);
  choose(selects()[2], "papers");
  assert.deepEqual([problems(), alert()], [["", "", ""], ""]);
  keep().click();
  await settled();
  assert.equal(rust.called("keep_matches").length, 1);
});

test("a video and captions for one lesson go together; two sets of captions do not", () => {
  const { problems, selects } = open([file(0, { lesson: "models", by: "id" }), file(1, { kind: "captions", lesson: "models", by: "id" }), file(2, { kind: "captions", name: "2.srt" })]);
  assert.deepEqual(problems(), ["", "", ""]);
  choose(selects()[2], "models");
  assert.match(problems()[1], /also chosen for 2\.srt\. A lesson takes one set of captions\./);
});

for (const [leftOut, tooMany, words] of [
  [1, false, /1 file is neither a video nor captions, and is left out\./],
  [12, false, /12 files are neither a video nor captions, and are left out\./],
  [0, true, /There was more than could be looked through/],
]) {
  test(`what is not listed is said: ${words.source}`, () => {
    assert.match(text(open([file(0)], { leftOut, tooMany }).dialog), words);
    assert.match(text(open([], { leftOut, tooMany }).dialog), words);
  });
}

test("nothing is said to be left out when nothing was", () => {
  assert.doesNotMatch(text(open([file(0)]).dialog), /left out|looked through/);
});

test("nothing found is said, with what would match", () => {
  const { dialog } = open([]);
  assert.match(text(dialog), /No file here belongs to a lesson.*\.vtt or \.srt.*video’s id.*lesson’s number.*lesson’s title/);
  control(dialog, "Close").click();
  assert.equal(dialog.open, false);
});

test("while files are kept nothing can be pressed, and Escape does not hide the outcome", async () => {
  let end;
  const { rust, dialog, keep, selects } = open([file(0, { lesson: "models", by: "id" })], { keep_matches: () => new Promise((resolve) => { end = resolve; }) });
  keep().click();
  await settled();
  assert.deepEqual([text(keep()), keep().disabled, selects()[0].disabled, control(dialog, "Cancel").disabled], ["Keeping…", true, true, true]);
  dialog.querySelector("form").dispatchEvent(new Event("submit", { cancelable: true }));
  const escape = new Event("cancel", { cancelable: true });
  dialog.dispatchEvent(escape);
  assert.deepEqual([escape.defaultPrevented, rust.called("keep_matches").length], [true, 1]);
  end(KEPT);
  await settled();
  assert.equal(document.activeElement, dialog.querySelector("h2"));
  const after = new Event("cancel", { cancelable: true });
  dialog.dispatchEvent(after);
  assert.equal(after.defaultPrevented, false);
});

for (const [kept, words] of [
  [{ videos: 7, captions: 2 }, "7 videos and 2 captions are attached."],
  [{ videos: 1, captions: 0 }, "1 video is attached."],
  [{ videos: 0, captions: 1 }, "1 set of captions is attached."],
  [{ videos: 0, captions: 0 }, "Nothing was attached."],
]) {
  test(`afterwards it says: ${words}`, async () => {
    const { dialog, keep } = open([file(0, { lesson: "models", by: "id" })], { keep_matches: () => ({ ...kept, failed: [] }) });
    keep().click();
    await settled();
    assert.equal([...dialog.querySelectorAll("p")].map(text)[0], words);
  });
}

test("what could not be kept is listed with its reason", async () => {
  const { dialog, keep } = open([file(0, { lesson: "models", by: "id" })],
    { keep_matches: () => ({ videos: 1, captions: 0, failed: [{ name: "3.vtt", message: "There are no captions in it." }] }) });
  keep().click();
  await settled();
  assert.match(text(dialog), /Not every file could be attached.*1 video is attached\..*3\.vttThere are no captions in it\./);
});

test("when nothing could be kept the dialog stays as it was, and says why", async () => {
  const { dialog, keep, selects, alert } = open([file(0, { lesson: "models", by: "id" })], { keep_matches: failure("store-failed", "The disk is full.") });
  choose(selects()[0], "papers");
  keep().click();
  await settled();
  assert.deepEqual([dialog.open, alert(), selects()[0].value, selects()[0].disabled, text(keep()), document.activeElement],
    [true, "The disk is full.", "papers", false, "Keep 1 file", keep()]);
});

test("cancelling keeps nothing", () => {
  const { rust, dialog } = open([file(0, { lesson: "models", by: "id" })]);
  control(dialog, "Cancel").click();
  assert.deepEqual([dialog.open, rust.called("keep_matches")], [false, []]);
});

test("a later proposal takes the place of the one that is open, since Rust knows the files of the last one alone", () => {
  const element = show(new MatchDialog());
  let shown = 0;
  element.querySelector("dialog").showModal = function () { this.open = true; shown += 1; };
  for (const name of ["first.mp4", "second.mp4"]) element.open({ course: aCourse(), match: { files: [file(0, { name })], leftOut: 0, tooMany: false } });
  assert.match(text(element), /second\.mp4/);
  assert.doesNotMatch(text(element), /first\.mp4/);
  assert.equal(shown, 1, "a dialog that is open cannot be shown again");
});

test("a proposal that comes while files are kept does not hide their outcome", async () => {
  let end;
  const { dialog, keep } = open([file(0, { lesson: "models", by: "id" })], { keep_matches: () => new Promise((resolve) => { end = resolve; }) });
  keep().click();
  dialog.parentElement.open({ course: aCourse(), match: { files: [file(0, { name: "later.mp4" })], leftOut: 0, tooMany: false } });
  assert.doesNotMatch(text(dialog), /later\.mp4/);
  end(KEPT);
  await settled();
  assert.match(text(dialog), /1 video is attached/);
});

test("what was refused the last time is not said of the next", () => {
  const element = show(new MatchDialog());
  const match = { files: [file(0, { lesson: "models", by: "id" }), file(1, { lesson: "models", by: "id" })], leftOut: 0, tooMany: false };
  element.open({ course: aCourse(), match });
  element.querySelector("button[type=submit]").click();
  control(element, "Cancel").click();
  element.open({ course: aCourse(), match });
  assert.equal(text(element.querySelector("[role=alert]")), "");
});

test("opened again, nothing is left of the last time", () => {
  const element = show(new MatchDialog());
  for (const name of ["first.mp4", "second.mp4"]) {
    element.open({ course: aCourse(), match: { files: [file(0, { name })], leftOut: 0, tooMany: false } });
    assert.deepEqual([...element.querySelectorAll(".match-file")].length, 1);
    assert.ok(text(element).includes(name));
    control(element, "Cancel").click();
  }
});
