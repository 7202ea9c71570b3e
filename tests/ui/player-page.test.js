// The lesson page as a whole: its parts, and what they say to each other and to Rust.

import { control, failure, later, press, settled, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { anOverview, note, progress } from "./support/course.js";
import { closeLesson, FILE, openLesson, PAGE, says } from "./support/lesson-page.js";

afterEach(closeLesson);

test("the parts, in the order of a narrow window", async () => {
  const { page, $ } = await openLesson();
  assert.deepEqual([...$(".lesson").children].map((part) => part.localName), ["header", "lesson-player", "aside", "section", "transcript-panel", "nav"]);
  assert.equal(text($(".eyebrow")), "Lesson 2 of 3 5 minutes left");
  assert.equal($("h1 em").textContent, "learn");
  assert.equal($(".lesson-part em").textContent, "guessing");
  assert.match(text(page), /Not Dr Lovejoy’s words\./);
  assert.deepEqual([...page.querySelectorAll(".lesson-neighbours a")].map((link) => link.getAttribute("href")), ["#/lesson/overview", "#/lesson/papers"]);
});

test("the first lesson has no lesson before it, the last none after", async () => {
  for (const [lessonId, hrefs] of [["overview", ["#/lesson/models"]], ["papers", ["#/lesson/models"]]]) {
    const { page } = await openLesson({ lessonId });
    assert.deepEqual([...page.querySelectorAll(".lesson-neighbours a")].map((link) => link.getAttribute("href")), hrefs);
  }
});

test("before play there is a drawing and no player; play brings the frame, and the note field has the focus", async () => {
  const { page, $, play } = await openLesson();
  assert.equal(page.querySelector("iframe, video"), null);
  assert.equal(text($(".poster")), "Play from 3:42");
  play();
  assert.equal($(".picture iframe").src, PAGE);
  assert.deepEqual([$(".poster").hidden, document.activeElement], [true, $("note-composer textarea")]);
  assert.equal(control(page, "Pause"), $("playback-controls .play"));
});

test("K and Space play and stop, N goes to the note field", async () => {
  const { page, $ } = await openLesson();
  press("n");
  assert.equal(document.activeElement, $("note-composer textarea"));
  document.activeElement.blur();
  press("k");
  assert.ok($("iframe"));
  press(" ");
  assert.ok(control(page, "Play"));
});

test("the position that the player says is shown, and is the second of a note", async () => {
  const { $, play, rust, time } = await openLesson();
  play();
  const frame = $("iframe");
  says(frame, { kind: "ready", duration: 543, rates: [1, 1.5, 2] });
  says(frame, { kind: "state", state: 1 });
  says(frame, { kind: "time", position: 224.6, duration: 543, rate: 1.5 });
  assert.equal(time(), "3:44 / 9:03");
  assert.equal($("seek-slider input").getAttribute("aria-valuetext"), "3 minutes 44 seconds of 9 minutes 3 seconds");
  const field = $("note-composer textarea");
  field.value = "L";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  assert.equal(rust.called("save_note")[0].draft.second, 224);
  says(frame, { kind: "state", state: 2 });
  await settled();
  assert.deepEqual(rust.called("save_progress").at(-1), { lesson: "models", report: { position: 224.6, duration: 543, watched: [] } });
});

test("an error brings the panel below the controls; everything else goes on working", async () => {
  const { page, $, play, rust } = await openLesson({ commands: { open_on_youtube: () => null }, notes: [note("a")] });
  play();
  const frame = $("iframe");
  says(frame, { kind: "ready", duration: 543, rates: [1] });
  says(frame, { kind: "error", code: 150 });
  const panel = $("playback-problem");
  assert.equal(panel.getAttribute("role"), "alert");
  assert.match(text(panel), /may not be played here.*error 150.*Your place is kept/);
  assert.equal($(".picture").contains(panel), false, "nothing stands over the picture");
  control(panel, "Open on YouTube").click();
  await settled();
  assert.deepEqual(rust.called("open_on_youtube"), [{ lesson: "models", second: 222 }]);
  control(panel, "Try again").click();
  assert.notEqual($("iframe"), frame, "a new frame");
  assert.equal(page.querySelectorAll("iframe").length, 1);
  assert.equal($(".playback-problem").hidden, true);
});

test("where YouTube does not come at all, the drawing is shown and not an empty frame", async () => {
  const { $, play } = await openLesson();
  play();
  says($("iframe"), { kind: "error", code: "no-network" });
  assert.deepEqual([$(".poster").hidden, $("iframe").className], [false, "unseen"]);
  assert.match(text($("playback-problem")), /YouTube cannot be reached/);
});

test("attaching a file: from the panel or the line, with its name; and back to YouTube", async () => {
  const { page, $, rust } = await openLesson({ commands: { attach_video: () => FILE, detach_video: () => null } });
  control(page, "Use my own video file…").click();
  await settled();
  assert.match(text($("video-source")), /Your file: ward\.mp4\./);
  control(page, "Use YouTube instead").click();
  await settled();
  assert.match(text($("video-source")), /^From YouTube/);
  assert.deepEqual([rust.called("attach_video"), rust.called("detach_video")], [[{ lesson: "models" }], [{ lesson: "models" }]]);
});

test("a dialog that was cancelled changes nothing", async () => {
  const { page, $ } = await openLesson({ commands: { attach_video: () => null } });
  control(page, "Use my own video file…").click();
  await settled();
  assert.match(text($("video-source")), /^From YouTube/);
});

test("a file that is missing is said at once, with a way on", async () => {
  const { page, $ } = await openLesson({ file: { ...FILE, state: "missing" } });
  assert.match(text($("playback-problem")), /Your video file is not there.*ward\.mp4/);
  control(page, "Play from YouTube").click();
  assert.ok($("iframe"));
  assert.equal($(".playback-problem").hidden, true);
});

test("done and not done, by hand", async () => {
  const { page, $, rust } = await openLesson({ commands: { mark_lesson: ({ completed }) => progress({ completed, completedBy: completed ? "hand" : null }) } });
  control(page, "Mark as done").click();
  await settled();
  assert.match(text($(".eyebrow")), /Marked as done/);
  control(page, "Mark as not done").click();
  await settled();
  assert.deepEqual(rust.called("mark_lesson").map(({ completed }) => completed), [true, false]);
});

test("a stamp plays from its second if nothing is loaded", async () => {
  const { $, time } = await openLesson({ notes: [note("a", { second: 76 })] });
  $(".note-stamp").click();
  assert.ok($("iframe"));
  assert.equal(time(), "1:16 / 9:03");
});

test("the slider shows what was watched and where the notes are, and moves by keys", async () => {
  const { $ } = await openLesson({ notes: [note("a", { second: 54.3 })] });
  assert.equal(parseFloat($(".seek-notes span").style.left), 10);
  assert.equal(parseFloat($(".seek-seen span").style.right), Number(((443 / 543) * 100).toFixed(2)));
  const slider = $("seek-slider input");
  const at = [];
  for (const key of ["ArrowRight", "ArrowLeft", "PageUp", "PageDown", "Home", "End"]) {
    slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    at.push(slider.value);
  }
  assert.deepEqual(at, ["227", "222", "252", "222", "0", "543"]);
});

test("a length that is not known: nowhere to go yet, and no length is invented", async () => {
  const { $, time } = await openLesson({ position: 0, resumeAt: 0, duration: null, watched: [] });
  assert.deepEqual([$("seek-slider input").disabled, time(), text($(".poster"))], [true, "0:00", "Play"]);
});

test("a change elsewhere brings the notes anew", async () => {
  const { page, rust, fetched } = await openLesson();
  rust.commands.lesson = () => ({ ...fetched, notes: [note("from the command line", { second: 3 })] });
  page.overview = anOverview();
  await settled();
  assert.match(text(page.querySelector(".notes-list")), /from the command line/);
});

test("notes that were fetched before something was written are not believed", async () => {
  const { page, $, rust, fetched } = await openLesson();
  let answer;
  rust.commands.lesson = () => new Promise((resolve) => { answer = resolve; });
  page.overview = anOverview();
  await settled();
  const field = $("note-composer textarea");
  field.value = "new";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await settled();
  answer(fetched);
  await settled();
  assert.match(text($(".notes-list")), /new/);
});

test("leaving saves the notes and the place, and says when it could not", async () => {
  const { page, $, rust } = await openLesson();
  const field = $("note-composer textarea");
  field.value = "L";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.value = "Loss";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await page.flush();
  assert.equal(rust.called("save_note").at(-1).draft.body, "Loss");
  rust.commands.save_note = failure("store-failed", "The disk is full.");
  field.value = "Loss is";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await assert.rejects(page.flush());
});

test("a page that is gone hears no keys and plays nothing", async () => {
  const { page, play } = await openLesson();
  play();
  page.remove();
  press("k");
  assert.equal(page.querySelector("iframe"), null);
});

test("a lesson that cannot be opened says so, keeps its title, and can be tried again", async () => {
  const { page, rust, fetched } = await openLesson({ commands: { lesson: failure("store-failed", "The database is locked.") } });
  assert.match(text(page), /The lesson could not be opened\. The database is locked\./);
  rust.commands.lesson = () => fetched;
  control(page, "Try again").click();
  await settled();
  assert.ok(page.querySelector("lesson-player"));
});

test("a page that was taken away while the picture moved says when the last of it is with Rust", async () => {
  const { page, rust, $, play } = await openLesson();
  play();
  const frame = $("iframe");
  says(frame, { kind: "ready", duration: 543, rates: [1] });
  says(frame, { kind: "state", state: 1 });
  says(frame, { kind: "time", position: 222, duration: 543, rate: 1 });
  await page.flush();
  const { command, resolve } = later();
  rust.commands.save_progress = command;
  says(frame, { kind: "time", position: 222.25, duration: 543, rate: 1 });
  page.remove();
  let rests = false;
  page.rest.then(() => { rests = true; });
  await settled();
  assert.deepEqual([rust.called("save_progress").at(-1).report.position, rests], [222.25, false]);
  resolve(progress());
  await settled();
  assert.equal(rests, true);
});
