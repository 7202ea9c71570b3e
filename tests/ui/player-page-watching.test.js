// The lesson page beside the video: what was chosen for playing is kept, the shapes of the window, a window of its own for
// the video with a clock here, the words after some time away, captions.

import { control, failure, heard, press, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { LessonPage } from "../../ui/pages/lesson.js";
import { aCourse, anOverview, choices, note, settings } from "./support/course.js";
import { closeLesson, FILE, openLesson, says, toldTo } from "./support/lesson-page.js";
import { fakeMediaSession, videosHaveTextTracks } from "./support/media.js";

videosHaveTextTracks();
afterEach(closeLesson);

const HOUR = 3_600_000;
const pressed = (page, name) => control(page, name).getAttribute("aria-pressed");
const changed = (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

/** Waits until something holds, as it does when the computer's own clock has gone on. */
async function until(holds) {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 5_000) throw new Error(`in five seconds it did not come true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// What was chosen

test("what was chosen before, in whatever lesson, is there from the start and goes with play", async () => {
  const playback = { rate: 1.5, volume: 0.4, muted: true, captions: true, theatre: true };
  const { page, $, play } = await openLesson({ settings: { playback } });
  assert.deepEqual([$(".speed").value, $(".volume").value, pressed(page, "Captions"), pressed(page, "Theatre")], ["1.5", "40", "true", "true"]);
  assert.ok(control(page, "Sound on"));
  assert.equal($(".lesson").classList.contains("theatre"), true);
  play();
  const { theatre, ...start } = playback;
  assert.deepEqual(toldTo($("iframe")), [{ kind: "load", startAt: 222, play: true, ...start }]);
});

test("where the settings could not be read, the lesson plays as it would for anybody", async () => {
  const { $, play } = await openLesson({ settings: null });
  play();
  const { theatre, ...usual } = choices();
  assert.deepEqual(toldTo($("iframe")), [{ kind: "load", startAt: 222, play: true, ...usual }]);
  press("k", { on: document.body });
  assert.ok($("playback-controls [aria-label=Play]"), "the keys work too");
});

test("many choices are kept by one save, and the window is told", async () => {
  const { page, rust, $ } = await openLesson();
  const sent = heard(document.body, "settings-changed");
  changed($(".speed"), "1.5");
  control(page, "Sound off").click();
  control(page, "Captions").click();
  control(page, "Theatre").click();
  assert.deepEqual(rust.called("save_settings"), [], "not at every step");
  await page.flush();
  const playback = choices({ rate: 1.5, muted: true, captions: true, theatre: true });
  assert.deepEqual(rust.called("save_settings"), [{ change: { playback } }]);
  assert.deepEqual([sent.at(-1), page.settings.playback], [settings({ playback }), playback]);
  await page.flush();
  assert.equal(rust.called("save_settings").length, 1, "and not once more");
});

test("a choice is kept without leaving the page", async () => {
  const { rust, $ } = await openLesson();
  changed($(".speed"), "2");
  await until(() => rust.called("save_settings").length > 0);
  assert.deepEqual(rust.called("save_settings"), [{ change: { playback: choices({ rate: 2 }) } }]);
});

test("a choice made in YouTube's own menu is kept as well, and shown", async () => {
  const { page, rust, $, play } = await openLesson();
  play();
  says($("iframe"), { kind: "ready", duration: 543, rates: [1, 2] });
  says($("iframe"), { kind: "rate", rate: 2 });
  says($("iframe"), { kind: "sound", volume: 0.25, muted: false });
  assert.deepEqual([$(".speed").value, $(".volume").value], ["2", "25"]);
  await page.flush();
  assert.deepEqual(rust.called("save_settings"), [{ change: { playback: choices({ rate: 2, volume: 0.25 }) } }]);
});

test("leaving says when a choice could not be kept; playing goes on", async () => {
  const { page, $ } = await openLesson({ commands: { save_settings: failure("store-failed", "The disk is full.") } });
  changed($(".speed"), "2");
  await assert.rejects(page.flush(), { code: "store-failed" });
  assert.equal($(".speed").value, "2");
});

test("nothing chosen, nothing saved", async () => {
  const { page, rust, play } = await openLesson();
  play();
  await page.flush();
  assert.deepEqual(rust.called("save_settings"), []);
});

// Theatre, and the shapes of the window

test("theatre follows the choice", async () => {
  const { page, $ } = await openLesson();
  const theatre = () => $(".lesson").classList.contains("theatre");
  assert.equal(theatre(), false);
  control(page, "Theatre").click();
  assert.deepEqual([theatre(), pressed(page, "Theatre")], [true, "true"]);
  control(page, "Theatre").click();
  assert.deepEqual([theatre(), pressed(page, "Theatre")], [false, "false"]);
});

const shape = () => document.documentElement.dataset.windowMode;

for (const [name, mode] of [["Compact window", "compact"], ["Full screen", "fullscreen"]]) {
  test(`“${name}” gives the window that shape, and again takes it`, async () => {
    const { page, rust } = await openLesson();
    control(page, name).click();
    await settled();
    assert.deepEqual([shape(), pressed(page, name)], [mode, "true"]);
    control(page, name).click();
    await settled();
    assert.deepEqual([shape(), pressed(page, name)], [undefined, "false"]);
    assert.deepEqual(rust.called("set_window_mode"), [{ mode }, { mode: "normal" }]);
  });

  test(`Escape leaves it: ${mode}`, async () => {
    const { page } = await openLesson();
    control(page, name).click();
    await settled();
    assert.equal(press("Escape", { on: document.body }), true);
    await settled();
    assert.deepEqual([shape(), pressed(page, name)], [undefined, "false"]);
  });
}

test("where the system keeps no window in front, that is said", async () => {
  for (const [onTop, toasts] of [[true, 0], [false, 1]]) {
    const { page } = await openLesson({ onTop });
    const said = heard(page, "toast");
    control(page, "Compact window").click();
    await settled();
    assert.equal(said.length, toasts, `onTop: ${onTop}`);
    if (said.length > 0) assert.match(said[0].message, /does not let a window keep itself in front/);
    control(page, "Full screen").click();
    await settled();
    assert.equal(said.length, toasts, "full screen needs no such thing");
  }
});

test("a shape that the window could not take is said, and not shown", async () => {
  const { page } = await openLesson({ commands: { set_window_mode: failure("window", "The window could not be changed.") } });
  const said = heard(page, "toast");
  control(page, "Full screen").click();
  await settled();
  assert.deepEqual([said, shape(), pressed(page, "Full screen")], [[{ message: "The window could not be changed." }], undefined, "false"]);
});

test("a shape that the system gave or took is shown", async () => {
  const { page, rust } = await openLesson();
  rust.emit("window-mode", { mode: "fullscreen", onTop: false });
  assert.deepEqual([shape(), pressed(page, "Full screen")], ["fullscreen", "true"]);
  rust.emit("window-mode", { mode: "normal", onTop: false });
  assert.deepEqual([shape(), pressed(page, "Full screen")], [undefined, "false"]);
});

test("the next lesson opens in the same shape; any other page in the normal one", async () => {
  const { page, rust } = await openLesson();
  control(page, "Compact window").click();
  await settled();
  const next = show(new LessonPage(), { lessonId: "papers", course: aCourse(), overview: anOverview(), settings: settings() });
  await settled();
  assert.deepEqual([shape(), pressed(next, "Compact window"), rust.called("set_window_mode").length], ["compact", "true", 1]);
  next.remove();
  await settled();
  assert.deepEqual([shape(), rust.called("set_window_mode").at(-1)], [undefined, { mode: "normal" }]);
});

test("a lesson that is left in the normal window asks for nothing", async () => {
  const { page, rust } = await openLesson();
  page.remove();
  await settled();
  assert.deepEqual(rust.called("set_window_mode"), []);
});

test("the lessons before and after are beside the controls too", async () => {
  const links = ({ page }) => ["Previous lesson", "Next lesson"].map((name) => {
    const link = page.querySelector(`playback-controls [aria-label="${name}"]`);
    return link.hidden ? null : link.getAttribute("href");
  });
  assert.deepEqual(links(await openLesson()), ["#/lesson/overview", "#/lesson/papers"]);
  assert.deepEqual(links(await openLesson({ lessonId: "overview" })), [null, "#/lesson/models"]);
  assert.deepEqual(links(await openLesson({ lessonId: "papers" })), ["#/lesson/models", null]);
});

// A window of its own

/** A lesson that YouTube will not play here, and that was sent to a window of its own. */
async function besides(changes = {}) {
  const lesson = await openLesson({ ...changes, commands: { open_watch_window: () => null, close_watch_window: () => null, ...changes.commands } });
  lesson.play();
  says(lesson.$("iframe"), { kind: "ready", duration: 543, rates: [1] });
  says(lesson.$("iframe"), { kind: "error", code: 150 });
  control(lesson.$("playback-problem"), "Play in a window of its own").click();
  await settled();
  return lesson;
}

test("the panel offers a window of its own: it opens at the place, and a clock runs here", async () => {
  const { page, rust, $, time } = await besides({ settings: { playback: { rate: 2 } } });
  assert.deepEqual(rust.called("open_watch_window"), [{ lesson: "models", second: 222 }]);
  assert.deepEqual([$("iframe"), $(".playback-problem").hidden, $(".poster").hidden], [null, true, true]);
  assert.match(text($(".own-window")), /plays in a window of its own.*clock gives your notes their time/);
  assert.match(text($("video-source")), /^From YouTube, in a window of its own\./);
  assert.ok(control(page, "Pause"));
  await until(() => time() !== "3:42 / 9:03");
  assert.equal(time(), "3:43 / 9:03");
});

test("the clock's second is the note's, and is set by typing a time; none of it counts as watched", async () => {
  const { page, rust, $ } = await besides();
  const time = $(".time-field");
  time.focus();
  time.value = "5:00";
  time.dispatchEvent(new Event("input", { bubbles: true }));
  press("Enter");
  const field = $("note-composer textarea");
  field.value = "L";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settled();
  assert.equal(rust.called("save_note")[0].draft.second, 300);
  control(page, "Pause").click();
  await page.flush();
  const { report } = rust.called("save_progress").at(-1);
  assert.ok(Math.abs(report.position - 300) < 2, String(report.position));
  assert.deepEqual(rust.called("save_progress").flatMap(({ report: { watched } }) => watched), []);
});

test("there is no sound to set here, and captions are the other window's", async () => {
  const { page, $ } = await besides();
  assert.equal($("volume-control").hidden, true);
  assert.deepEqual([control(page, "Captions").disabled, control(page, "Captions").title], [true, "Captions are chosen in YouTube’s own window"]);
});

test("a window that cannot be opened is said, and the panel stays", async () => {
  const { $ } = await besides({ commands: { open_watch_window: failure("window", "The window could not be opened.") } });
  assert.deepEqual([$(".own-window"), $(".playback-problem").hidden], [null, false]);
});

test("when that window is closed the clock is gone, the place is kept, and the lesson plays here again", async () => {
  const { page, rust, $ } = await besides();
  rust.emit("watch-window-closed");
  assert.ok(control(page, "Play"));
  assert.deepEqual([$(".own-window"), $(".poster").hidden], [null, false]);
  assert.match(text($(".poster")), /^Play from 3:4\d$/);
});

test("that it is closed later does not stop what plays here", async () => {
  const { page, rust, $, play } = await openLesson();
  play();
  says($("iframe"), { kind: "ready", duration: 543, rates: [1] });
  says($("iframe"), { kind: "state", state: 1 });
  rust.emit("watch-window-closed");
  assert.ok(control(page, "Pause"));
});

test("played here again, the other window is closed, the place is kept, and captions may be chosen", async () => {
  const { page, rust, $ } = await besides();
  control(page, "Pause").click();
  const shown = text($(".poster"));
  control(page, "Play it here again").click();
  await settled();
  assert.equal(rust.called("close_watch_window").length, 1);
  assert.deepEqual([$(".own-window"), $(".poster").hidden, control(page, "Captions").disabled], [null, false, false]);
  assert.match(text($(".poster")), /^Play from 3:4\d$/, shown);
  assert.equal(control(page, "Play it here again").hidden, true);
});

test("a page that is gone hears nothing of windows", async () => {
  const { page, rust } = await openLesson();
  assert.deepEqual([rust.listening("window-mode"), rust.listening("watch-window-closed")], [1, 1]);
  page.remove();
  await settled();
  assert.deepEqual([rust.listening("window-mode"), rust.listening("watch-window-closed")], [0, 0]);
});

// After some time away

test("after some time away: when it was, that the video starts earlier, and the last note", async () => {
  const yesterday = new Date(new Date().setHours(20, 0, 0, 0) - 24 * HOUR).getTime();
  const { $ } = await openLesson({ welcome: { lastSeen: yesterday, lastNote: "Loss is not accuracy" } });
  assert.equal(text($(".welcome")), "You were here yesterday evening; the video starts a little earlier. Your last note: “Loss is not accuracy”");
});

test("without a note, no note is invented; and a note is text", async () => {
  const yesterday = new Date(new Date().setHours(8, 0, 0, 0) - 24 * HOUR).getTime();
  const without = await openLesson({ welcome: { lastSeen: yesterday, lastNote: null } });
  assert.equal(text(without.$(".welcome")), "You were here yesterday morning; the video starts a little earlier.");
  const { $ } = await openLesson({ welcome: { lastSeen: yesterday, lastNote: "<em>x</em>" } });
  assert.match(text($(".welcome")), /“<em>x<\/em>”$/);
});

test("for somebody who was just here there are no such words", async () => {
  const { $ } = await openLesson();
  assert.equal($(".welcome"), null);
});

// Captions and transcript

const TRANSCRIPT = { name: "2.vtt", kept: 1, cues: 2, skipped: 0, encoding: "UTF-8" };
const CUES = [{ start: 76, end: 80, text: "A model learns." }, { start: 80, end: 84, text: "It guesses first." }];
const withTranscript = (changes = {}) => openLesson({ transcript: TRANSCRIPT, commands: { transcript: () => ({ kept: 1, cues: CUES }) }, ...changes });

test("the learner's captions are shown in a file, if captions are on", async () => {
  const { $, play } = await withTranscript({ file: FILE, settings: { playback: { captions: true } } });
  play();
  const [track] = $("video").textTracks;
  assert.deepEqual([track.mode, track.cues.map(({ text: words }) => words)], ["showing", ["A model learns.", "It guesses first."]]);
});

test("captions that are removed while it plays are gone from the video", async () => {
  const { page, $, play } = await withTranscript({ file: FILE, settings: { playback: { captions: true } }, commands: {
    transcript: () => ({ kept: 1, cues: CUES }), remove_captions: () => null } });
  play();
  control(page, "Remove the captions").click();
  await settled();
  const [track] = $("video").textTracks;
  assert.deepEqual([track.mode, track.cues, control(page, "Captions").disabled], ["hidden", [], true]);
});

test("captions that were attached elsewhere reach the page and the video when it fetches anew", async () => {
  const { page, rust, fetched, $, play } = await withTranscript({ transcript: null, file: FILE });
  play();
  assert.equal(control(page, "Captions").disabled, true);
  rust.commands.lesson = () => ({ ...fetched, transcript: TRANSCRIPT });
  page.overview = anOverview();
  await settled();
  assert.deepEqual([$("video").textTracks[Symbol.iterator]().next().value.cues.length, control(page, "Captions").disabled], [2, false]);
});

test("a line of the transcript plays from its second, and follows the video", async () => {
  const { $, time } = await withTranscript();
  $(".cue").click();
  assert.ok($("iframe"));
  assert.equal(time(), "1:16 / 9:03");
  const frame = $("iframe");
  says(frame, { kind: "ready", duration: 543, rates: [1] });
  says(frame, { kind: "state", state: 1 });
  says(frame, { kind: "time", position: 76.5, duration: 543, rate: 1 });
  assert.match(text($(".cue[aria-current]")), /A model learns\.$/);
  says(frame, { kind: "time", position: 80.5, duration: 543, rate: 1 });
  assert.match(text($(".cue[aria-current]")), /It guesses first\.$/);
});

test("a line that is quoted stands in the note field, with its second", async () => {
  const { $, rust } = await withTranscript({ notes: [note("a")] });
  $(".cue-quote").click();
  await settled();
  const { draft } = rust.called("save_note")[0];
  assert.deepEqual([draft.second, draft.body.trim(), document.activeElement], [76, "> A model learns.", $("note-composer textarea")]);
});

// The system

test("the system shows a file that plays, with its lesson; its keys lead to the neighbours; nothing stays of a page that is gone", async () => {
  const browser = globalThis.navigator;
  try {
    const { session, press: presses, actions } = fakeMediaSession();
    const { page, $, play } = await openLesson({ file: FILE });
    play();
    const video = $("video");
    Object.defineProperty(video, "readyState", { value: 4 });
    video.dispatchEvent(new Event("loadedmetadata"));
    assert.deepEqual({ ...session.metadata }, {
      title: "How does a machine learning model learn?", artist: "Dr Chris Lovejoy", album: "Machine Learning for Healthcare – The Online Course" });
    presses("nexttrack");
    assert.equal(location.hash, "#/lesson/papers");
    presses("previoustrack");
    assert.equal(location.hash, "#/lesson/overview");
    page.remove();
    assert.deepEqual([session.metadata, actions()], [null, []]);
  } finally {
    Object.defineProperty(globalThis, "navigator", { value: browser, configurable: true });
    history.replaceState(null, "", "#/");
  }
});
