// The transcript below the video: it follows, is searched, is quoted, and its captions come and go.

import { control, failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { TranscriptPanel } from "../../ui/components/transcript-panel.js";
import { cueAt, folded, occurrences } from "../../ui/lib/cues.js";
import { fakeClock } from "./support/clock.js";

const cue = (start, words, end = start + 5) => ({ start, end, text: words });
const CUES = [cue(0, "Welcome to the course."), cue(5.5, "A model learns\nfrom examples."), cue(76.25, "Then comes gradient descent."), cue(90, "The gradient points uphill.")];
const SOURCE = { name: "lecture-3.vtt", kept: 1, cues: 4, skipped: 0, encoding: "UTF-8" };

/** A panel whose list is 100 pixels high and whose rows are 20 each, with these captions. */
async function open({ cues = CUES, source = SOURCE, ...commands } = {}) {
  const clock = fakeClock();
  const rust = fakeRust({ transcript: () => ({ kept: source.kept, cues }), ...commands });
  const panel = new TranscriptPanel({ clock });
  const changes = heard(panel, "captions-changed");
  show(panel, { lesson: "models", source });
  const scrolls = layOut(panel.querySelector(".cues"));
  await settled();
  await laidOut();
  return { panel, rust, clock, changes, scrolls,
    rows: () => [...panel.querySelectorAll(".cue-row")],
    lines: () => [...panel.querySelectorAll(".cue")],
    find: () => panel.querySelector(".transcript-find"),
    current: () => [...panel.querySelectorAll("[aria-current]")].map((line) => text(line.querySelector(".cue-text"))),
    following: () => panel.querySelector(".transcript-follow").classList.contains("unseen"),
    about: () => text(panel.querySelector(".transcript-about")) };
}

/** Sizes and scrolling, which jsdom has not. What scrolled is told by the class of the element, and where it came to. */
function layOut(list) {
  const scrolls = [];
  const boxOf = (top, bottom) => ({ top, bottom, height: bottom - top });
  Object.defineProperty(list, "clientHeight", { configurable: true, value: 100 });
  HTMLElement.prototype.getBoundingClientRect = function () {
    if (!this.dataset.index) return boxOf(500, 600);
    const top = 500 + Number(this.dataset.index) * 20 - list.scrollTop;
    return boxOf(top, top + 20);
  };
  Element.prototype.scrollBy = function ({ top, behavior }) {
    this.scrollTop += top;
    scrolls.push({ element: this.className, to: Math.round(this.scrollTop), behavior });
    this.dispatchEvent(new Event("scroll"));
  };
  Element.prototype.scrollIntoView = function () { scrolls.push({ element: this.className, page: true }); };
  return scrolls;
}

/** Two frames, after which rows have their places. */
const laidOut = () => new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve))));

function press(element, key, more = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  element.dispatchEvent(event);
  return event;
}

function types(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const many = (count) => Array.from({ length: count }, (_, i) => cue(i * 2, `Line ${i}`));

test("without captions the panel says what they are for, and nothing else is there", async () => {
  const { panel, rust, about, changes } = await open({ source: null });
  assert.match(about(), /\.vtt or \.srt.*whether that comes from YouTube or from a file of your own/);
  assert.ok(control(panel, "Add captions…"));
  assert.equal(control(panel, "Remove the captions").hidden, true);
  assert.deepEqual([".transcript-tools", "transcript-lines"].map((part) => panel.querySelector(part).hidden), [true, true]);
  assert.deepEqual([rust.called("transcript"), changes], [[], []], "nothing is asked for");
});

test("captions show as lines with their time, read out in words, as plain text", async () => {
  const { rows, lines, about, changes, rust } = await open({ cues: [cue(76.25, "<b>1 < 2</b>\nand so on")] });
  assert.equal(text(lines()[0]), "1:161 minute 16 seconds: <b>1 < 2</b> and so on");
  assert.equal(rows()[0].querySelector("b"), null);
  assert.equal(lines()[0].querySelector("[aria-hidden]").textContent, "1:16");
  assert.equal(about(), "lecture-3.vtt, 4 lines.");
  assert.deepEqual([...document.querySelectorAll(".transcript-tools, transcript-lines")].map(({ hidden }) => hidden), [false, false]);
  assert.deepEqual(rust.called("transcript"), [{ lesson: "models" }]);
  assert.equal(changes.length, 1);
  assert.equal(changes[0].transcript.cues.length, 1);
});

for (const [changed, words] of [
  [{ skipped: 1 }, "lecture-3.vtt, 4 lines. 1 damaged caption was left out."],
  [{ skipped: 3 }, "lecture-3.vtt, 4 lines. 3 damaged captions were left out."],
  [{ encoding: "windows-1252" }, "lecture-3.vtt, 4 lines. Read as windows-1252."],
  [{ cues: 1 }, "lecture-3.vtt, 1 line."],
]) {
  test(`what became of the file is said: ${words}`, async () => {
    assert.equal((await open({ source: { ...SOURCE, ...changed } })).about(), words);
  });
}

test("lines are fetched again only when other captions were kept", async () => {
  const { panel, rust, changes } = await open();
  panel.source = { ...SOURCE };
  await settled();
  assert.equal(rust.called("transcript").length, 1, "the page was only fetched anew");
  panel.source = { ...SOURCE, kept: 2 };
  await settled();
  assert.equal(rust.called("transcript").length, 2);
  panel.source = null;
  await settled();
  assert.equal(rust.called("transcript").length, 2);
  assert.equal(changes.at(-1).transcript, null, "who shows them elsewhere hears that they are gone");
});

test("lines that come late do not take the place of newer ones", async () => {
  const answers = [];
  const { panel, lines } = await open({ transcript: () => new Promise((resolve) => answers.push(resolve)) });
  panel.source = { ...SOURCE, kept: 2 };
  await settled();
  answers[1]({ kept: 2, cues: [cue(0, "new")] });
  await settled();
  answers[0]({ kept: 1, cues: CUES });
  await settled();
  assert.deepEqual(lines().map((line) => text(line.querySelector(".cue-text"))), ["new"]);
});

test("lines that could not be read are said, and can be asked for again", async () => {
  const { panel, rust, lines } = await open({ source: null });
  const toasts = heard(panel, "toast");
  rust.commands.transcript = failure("store-failed", "The disk is gone.");
  panel.source = SOURCE;
  await settled();
  assert.deepEqual(toasts, [{ message: "The disk is gone." }]);
  rust.commands.transcript = () => ({ kept: 1, cues: CUES });
  assert.equal(panel.querySelector(".problem").hidden, false);
  control(panel, "Try again").click();
  await settled();
  assert.deepEqual([lines().length, panel.querySelector(".problem").hidden], [4, true]);
});

test("adding asks Rust for a file; a cancelled dialog and a second press change nothing", async () => {
  let choose;
  const { panel, rust, lines } = await open({ source: null, transcript: () => ({ kept: 1, cues: CUES }), attach_captions: () => new Promise((resolve) => { choose = resolve; }) });
  const add = control(panel, "Add captions…");
  add.click();
  add.click();
  assert.deepEqual(rust.called("attach_captions"), [{ lesson: "models" }]);
  choose(null);
  await settled();
  assert.equal(lines().length, 0);
  add.click();
  choose(SOURCE);
  await settled();
  assert.equal(lines().length, 4);
  assert.equal(text(control(panel, "Replace the captions…")), "Replace…");
});

test("a file that is no captions is said", async () => {
  const { panel } = await open({ source: null, attach_captions: failure("not-captions", "There are no captions in that file.") });
  const toasts = heard(panel, "toast");
  control(panel, "Add captions…").click();
  await settled();
  assert.deepEqual(toasts, [{ message: "There are no captions in that file." }]);
});

test("removing takes the lines away, keeps the focus, and says that the file stays", async () => {
  const { panel, rust, lines, changes } = await open({ remove_captions: () => null });
  const toasts = heard(panel, "toast");
  control(panel, "Remove the captions").focus();
  control(panel, "Remove the captions").click();
  await settled();
  assert.deepEqual(rust.called("remove_captions"), [{ lesson: "models" }]);
  assert.deepEqual([lines().length, changes.at(-1).transcript], [0, null]);
  assert.equal(document.activeElement, control(panel, "Add captions…"));
  assert.match(toasts[0].message, /lecture-3\.vtt stays where it is/);
});

test("the line that is said is marked, it alone, and none before the first", async () => {
  const { panel, current } = await open({ cues: CUES.slice(1) });
  for (const [position, words] of [[null, []], [0, []], [5.5, ["A model learns from examples."]], [70, ["A model learns from examples."]],
    [80, ["Then comes gradient descent."]], [10_000, ["The gradient points uphill."]], [6, ["A model learns from examples."]]]) {
    panel.position = position;
    assert.deepEqual(current(), words, `at ${position}`);
  }
});

test("a position changes two rows of thousands", async () => {
  const { panel, current } = await open({ cues: many(5000) });
  panel.position = 2000;
  const changed = new Set();
  const observer = new MutationObserver(() => {});
  observer.observe(panel, { subtree: true, attributes: true, childList: true, characterData: true });
  panel.position = 2002;
  panel.position = 2002.25;
  for (const { target } of observer.takeRecords()) changed.add(target.closest(".cue-row")?.dataset.index);
  observer.disconnect();
  assert.deepEqual([current(), [...changed].sort()], [["Line 1001"], ["1000", "1001"]]);
});

test("the list follows, and never the page", async () => {
  const { panel, scrolls } = await open({ cues: many(50) });
  panel.position = 0.5;
  panel.position = 4.5;
  assert.deepEqual(scrolls, [], "well in sight as it is");
  panel.position = 60;
  panel.querySelector(".cues").scrollTop = 0;
  panel.position = 60.25;
  assert.equal(scrolls.length, 1, "once a line");
  panel.querySelector(".cues").scrollTop = 567;
  panel.position = 10;
  panel.position = 12;
  assert.deepEqual(scrolls, [{ element: "cues", to: 567, behavior: "instant" }, { element: "cues", to: 67, behavior: "instant" }], "back as well");
});

test("opened in the middle of a lesson, the list is there", async () => {
  const { panel, scrolls } = await open({ source: null, cues: many(50), transcript: () => ({ kept: 1, cues: many(50) }) });
  panel.position = 60;
  panel.source = SOURCE;
  await settled();
  await laidOut();
  assert.deepEqual(scrolls, [{ element: "cues", to: 567, behavior: "instant" }]);
});

test("of thousands of lines, only those around the one that is shown are laid out for certain; of fewer, all", async () => {
  const laidOutGroups = (panel) => [...panel.querySelectorAll(".cue-group")].flatMap((group, index) => (group.classList.contains("laid-out") ? [index] : []));
  const { panel } = await open({ cues: many(1001) });
  assert.equal(panel.querySelector(".cues").classList.contains("long"), true);
  panel.position = 2 * 520;
  assert.deepEqual(laidOutGroups(panel), [9, 10, 11], "fifty lines a group");
  panel.position = 2 * 550;
  assert.deepEqual(laidOutGroups(panel), [9, 10, 11, 12]);
  assert.equal((await open({ cues: many(1000) })).panel.querySelector(".cues").classList.contains("long"), false);
});

for (const [motion, behavior] of [["no-preference", "smooth"], ["reduce", "instant"]]) {
  test(`a step of the list is ${behavior} where motion is “${motion}”`, async () => {
    window.matchMedia = (query) => ({ matches: query.includes(`: ${motion})`) });
    const { panel, scrolls } = await open({ cues: many(50) });
    panel.position = 8.5;
    assert.deepEqual(scrolls, [{ element: "cues", to: 47, behavior }]);
    panel.position = 90;
    assert.equal(scrolls[1].behavior, "instant", "a long way is not shown");
    delete window.matchMedia;
  });
}

for (const [name, touch] of [
  ["turning the wheel", (list) => list.dispatchEvent(new Event("wheel"))],
  ["dragging its bar", (list) => list.dispatchEvent(new Event("scroll"))],
  ["a press", (list) => list.dispatchEvent(new Event("pointerdown"))],
  ["a finger", (list) => list.dispatchEvent(new Event("touchmove"))],
  ["the focus", (list) => list.querySelector(".cue").focus()],
]) {
  test(`${name} stops the list from following for a while, and the button brings it back`, async () => {
    const { panel, scrolls, clock, current, following } = await open({ cues: many(50) });
    panel.position = 0;
    await clock.pass(2000);
    assert.equal(following(), true);
    touch(panel.querySelector(".cues"));
    assert.equal(following(), false);
    panel.position = 60;
    assert.deepEqual([scrolls, current()], [[], ["Line 30"]], "marked still, and not scrolled to");
    control(panel, "Follow the video").click();
    const line = document.activeElement;
    assert.deepEqual([following(), scrolls.length, line.getAttribute("aria-current")], [true, 1, "true"]);
    panel.position = 62;
    assert.deepEqual([line.tabIndex, document.activeElement], [0, line], "a line that has the focus keeps it");
  });
}

test("other captions are followed from the start, unless the learner is quicker", async () => {
  const { panel, scrolls, following } = await open({ cues: many(50) });
  panel.position = 60;
  panel.querySelector(".cues").dispatchEvent(new Event("wheel"));
  panel.source = { ...SOURCE, kept: 2 };
  await settled();
  assert.equal(following(), true);
  panel.querySelector(".cues").scrollTop = 0;
  panel.querySelector(".cues").dispatchEvent(new Event("wheel"));
  await laidOut();
  assert.equal(scrolls.length, 1);
});

test("left alone for twenty seconds, the list follows again by itself", async () => {
  const { panel, scrolls, clock, following } = await open({ cues: many(50) });
  panel.position = 0;
  await clock.pass(2000);
  panel.querySelector(".cues").dispatchEvent(new Event("wheel"));
  await clock.pass(19_000);
  panel.position = 60;
  assert.equal(scrolls.length, 0);
  await clock.pass(2000);
  panel.position = 60.25;
  assert.deepEqual([scrolls.length, following()], [1, true]);
});

test("the list's own scrolling is not taken for the learner's", async () => {
  const { panel, following, clock } = await open({ cues: many(50) });
  await clock.pass(2000);
  panel.position = 60;
  assert.equal(following(), true);
});

test("a click on a line seeks to its beginning, leaves the focus alone, and the list goes on following", async () => {
  const { panel, lines, following } = await open();
  const seeks = heard(panel, "seek-cue");
  const down = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
  lines()[2].querySelector(".cue-text").dispatchEvent(new Event("pointerdown", { bubbles: true }));
  lines()[2].querySelector(".cue-text").dispatchEvent(down);
  lines()[2].querySelector(".cue-text").click();
  assert.deepEqual([seeks, down.defaultPrevented, following()], [[{ second: 76.25 }], true, true]);
});

test("one line is a stop for Tab: the one that is said, or where the arrows went", async () => {
  const { panel, lines } = await open();
  const stops = () => lines().flatMap((line, index) => (line.tabIndex === 0 ? [index] : []));
  assert.deepEqual(stops(), [0]);
  panel.position = 80;
  assert.deepEqual(stops(), [2]);
  lines()[2].focus();
  for (const [key, to] of [["ArrowDown", 3], ["ArrowDown", 3], ["ArrowUp", 2], ["Home", 0], ["ArrowUp", 0], ["End", 3]]) {
    assert.ok(press(document.activeElement, key).defaultPrevented, key);
    assert.deepEqual([lines().indexOf(document.activeElement), stops()], [to, [to]], key);
  }
  panel.position = 0;
  assert.deepEqual(stops(), [3], "a line that has the focus keeps it");
});

test("the arrows move from a line's Quote button as well", async () => {
  const { rows, lines } = await open();
  lines()[1].focus();
  rows()[1].querySelector(".cue-quote").focus();
  press(document.activeElement, "ArrowDown");
  assert.equal(document.activeElement, lines()[2]);
});

test("a line is quoted by its button and by Q, with the second that has begun", async () => {
  const { panel, rows, lines } = await open();
  const quotes = heard(panel, "quote-cue");
  assert.equal(rows()[1].querySelector(".cue-quote").getAttribute("aria-label"), "Quote in a note: A model learns from examples.");
  rows()[1].querySelector(".cue-quote").click();
  lines()[2].focus();
  assert.ok(press(lines()[2], "q").defaultPrevented);
  press(lines()[2], "Q", { shiftKey: true });
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }]) press(lines()[2], "q", more);
  assert.deepEqual(quotes, [{ second: 5, text: "A model learns\nfrom examples." }, ...Array(2).fill({ second: 76, text: "Then comes gradient descent." })]);
});

test("keys that mean nothing to a line are left to the page", async () => {
  const { lines } = await open();
  lines()[0].focus();
  for (const key of ["k", "j", "ArrowLeft", "Enter", " ", "PageDown"]) assert.equal(press(lines()[0], key).defaultPrevented, false, key);
});

test("going from a note to the transcript keeps the note open", async () => {
  assert.ok((await open()).lines()[0].closest("[data-keeps-note-open]"));
});

const marked = (rows) => rows().map((row) => [...row.querySelectorAll("mark")].map((mark) => mark.textContent));

test("what is typed is marked in the lines, counted, and the next one is shown", async () => {
  const { panel, rows, find } = await open();
  types(find(), "Gradient ");
  assert.deepEqual(marked(rows), [[], [], ["gradient"], ["gradient"]]);
  assert.equal(text(panel.querySelector(".transcript-found")), "1 of 2 lines");
  assert.deepEqual(rows().map((row) => row.className), ["cue-row", "cue-row", "cue-row found at", "cue-row found"]);
  types(find(), "gradient d");
  assert.deepEqual([marked(rows), text(panel.querySelector(".transcript-found"))], [[[], [], ["gradient d"], []], "1 of 1 line"]);
  assert.equal(rows()[3].querySelector(".cue-text").textContent, CUES[3].text, "the text is whole again");
  types(find(), "pancreas");
  assert.equal(text(panel.querySelector(".transcript-found")), "No line has that");
});

test("a single letter, which stands in every line, is not sought", async () => {
  const { panel, find } = await open({ cues: [cue(0, "a model"), cue(5, "心臓")] });
  types(find(), "a");
  assert.deepEqual([panel.querySelectorAll("mark").length, text(panel.querySelector(".transcript-found"))], [0, ""]);
  types(find(), "心");
  assert.deepEqual([panel.querySelectorAll("mark").length, text(panel.querySelector(".transcript-found"))], [1, "1 of 1 line"]);
});

test("a search begins where the learner is", async () => {
  const { panel, find, rows } = await open({ cues: [cue(0, "loss a"), cue(10, "else"), cue(20, "loss b")] });
  panel.position = 12;
  types(find(), "l");
  types(find(), "loss");
  assert.ok(rows()[2].classList.contains("at"));
});

test("Enter goes to the next line found and round, Shift+Enter back; the arrow goes into the list", async () => {
  const { find, rows, lines } = await open();
  find().focus();
  types(find(), "gradient");
  const at = () => rows().findIndex((row) => row.classList.contains("at"));
  for (const [more, to] of [[{}, 3], [{}, 2], [{ shiftKey: true }, 3]]) {
    assert.ok(press(find(), "Enter", more).defaultPrevented);
    assert.deepEqual([at(), document.activeElement], [to, find()]);
  }
  press(find(), "ArrowDown");
  assert.equal(document.activeElement, lines()[3]);
});

test("Enter with nothing found, and Enter of an input method, do nothing", async () => {
  const { find, rows } = await open();
  types(find(), "pancreas");
  press(find(), "Enter");
  types(find(), "gradient");
  press(find(), "Enter", { isComposing: true });
  assert.ok(rows()[2].classList.contains("at"));
});

test("Escape clears what is sought, and in an empty field is left to others", async () => {
  const { panel, find, rows } = await open();
  types(find(), "gradient");
  assert.ok(press(find(), "Escape").defaultPrevented);
  assert.deepEqual([find().value, panel.querySelectorAll("mark, .at, .found").length, text(panel.querySelector(".transcript-found"))], ["", 0, ""]);
  assert.equal(rows()[2].querySelector(".cue-text").textContent, CUES[2].text);
  assert.equal(press(find(), "Escape").defaultPrevented, false);
});

test("while something is sought, the list does not go away from it by itself", async () => {
  const { panel, find, clock, following } = await open();
  types(find(), "gradient");
  await clock.pass(60_000);
  panel.position = 1;
  assert.equal(following(), false);
  types(find(), "");
  await clock.pass(60_000);
  panel.position = 6;
  assert.equal(following(), true);
});

test("other captions begin with an empty search", async () => {
  const { panel, find, rows } = await open();
  types(find(), "gradient");
  panel.source = { ...SOURCE, kept: 2 };
  await settled();
  assert.deepEqual([find().value, rows().length, panel.querySelectorAll("mark").length], ["", 4, 0]);
});

test("the line at a second is the last that began, a little early being on time", () => {
  const cues = [cue(1, "a"), cue(2, "b"), cue(2, "c"), cue(10, "d")];
  for (const [second, index] of [[0, -1], [0.85, -1], [0.95, 0], [1.5, 0], [2, 2], [9, 2], [9.95, 3], [Infinity, 3]]) {
    assert.equal(cueAt(cues, second), index, `at ${second}`);
  }
  assert.equal(cueAt([], 5), -1);
});

test("a search minds neither case nor accents nor where a line was broken, and its places are those of the text", () => {
  for (const [line, sought, found] of [["Naïve Bayes", "naive", ["Naïve"]], ["the AUC\nof it", "auc of", ["AUC\nof"]], ["aaaa", "aa", ["aa", "aa"]], ["İx 🧠 é", "E", ["é"]], ["word", "", []], ["心臓", "心", ["心"]], ["각", "가", []]]) {
    assert.equal(folded(line).length, line.length, line);
    assert.deepEqual(occurrences(folded(line), folded(sought)).map(([from, to]) => line.slice(from, to)), found, line);
  }
});
