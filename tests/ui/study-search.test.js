// Searching notes and transcripts, as one types.

import { failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { StudySearch } from "../../ui/components/study-search.js";
import { fakeClock } from "./support/clock.js";
import { aCourse } from "./support/course.js";

const hit = (changes = {}) => ({ kind: "note", lesson: "models", second: 222, note: "n1", html: "the <mark>loss</mark> falls", ...changes });
const CUE = hit({ kind: "cue", lesson: "overview", second: 76, note: null, html: "what <mark>loss</mark> means" });

function open(search = () => ({ hits: [hit(), CUE, hit({ second: null, note: "n2" })], more: false })) {
  const clock = fakeClock();
  const rust = fakeRust({ search });
  const element = new StudySearch({ clock });
  const searching = heard(element, "searching");
  show(element, { course: aCourse() });
  const field = element.querySelector("input");
  return { element, rust, clock, searching, field,
    async types(value, milliseconds = 150) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await clock.pass(milliseconds);
      await settled();
    },
    asked: () => rust.called("search").map(({ query }) => query),
    count: () => text(element.querySelector("[role=status]")),
    hits: () => [...element.querySelectorAll(".hit")] };
}

function press(field, key) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  field.dispatchEvent(event);
  return event;
}

test("the field has a name, and before anything is typed nothing is asked or shown", async () => {
  const { field, asked, count, hits, searching, types } = open();
  assert.equal(field.getAttribute("aria-label"), "Search notes and transcripts");
  await types("   ");
  assert.deepEqual([asked(), count(), hits(), searching], [[], "", [], []]);
});

test("what is found stands under its lesson, in the order of the course, notes and transcripts told apart", async () => {
  const { element, types, hits, searching } = open();
  await types("loss");
  assert.deepEqual([...element.querySelectorAll("h2")].map(text), ["1. Course Overview", "2. How does a machine learning model learn?"]);
  assert.deepEqual(hits().map(text), ["Transcript 1:161 minute 16 seconds what loss means", "Note 3:423 minutes 42 seconds the loss falls", "Note the loss falls"]);
  assert.deepEqual(hits().map((each) => each.getAttribute("href")), ["#/lesson/overview?t=76", "#/lesson/models?t=222", "#/lesson/models"]);
  assert.equal(hits()[0].querySelector("mark").textContent, "loss", "as Rust rendered it");
  assert.deepEqual(searching, [{ searching: true }]);
});

test("what belongs to a lesson that left the course is shown last and leads nowhere", async () => {
  const { element, types, hits } = open(() => ({ hits: [hit({ lesson: "gone" }), CUE], more: false }));
  await types("loss");
  assert.deepEqual([...element.querySelectorAll("h2")].map(text), ["1. Course Overview", "No longer in the course"]);
  assert.equal(hits()[1].matches("a, :has(a)"), false);
});

for (const [hits, more, words] of [
  [[hit()], false, "1 note"],
  [[CUE], false, "1 line of a transcript"],
  [[hit(), hit(), CUE, CUE], false, "2 notes and 2 lines of transcripts"],
  [[hit(), CUE], true, "1 note and 1 line of a transcript, and more"],
  [[], false, "Nothing was found for “loss”. Notes are searched, and the transcripts of lessons to which you added captions."],
]) {
  test(`the count says: ${words}`, async () => {
    const { types, count, element } = open(() => ({ hits, more }));
    await types("loss");
    assert.equal(count(), words);
    assert.equal(text(element.querySelector(".hits")).includes("And more."), more);
  });
}

test("one search for a word that is typed without a pause, and at once with Enter", async () => {
  const { types, asked, field, clock } = open();
  await types("l", 100);
  await types("lo", 100);
  assert.deepEqual(asked(), []);
  await types("loss ", 150);
  assert.deepEqual(asked(), ["loss"]);
  await types("loss fu", 0);
  press(field, "Enter");
  await clock.pass(0);
  assert.deepEqual(asked(), ["loss", "loss fu"]);
  await clock.pass(1000);
  assert.equal(asked().length, 2, "and not once more");
});

test("an answer to what is no longer sought is dropped, and searches do not pile up", async () => {
  const answers = [];
  const { types, hits, asked } = open(({ query }) => new Promise((resolve) => answers.push(() => resolve({ hits: [hit({ html: query })], more: false }))));
  await types("lo");
  await types("los");
  await types("loss");
  assert.deepEqual(asked(), ["lo"], "one at a time");
  answers[0]();
  await settled();
  assert.deepEqual([hits(), asked()], [[], ["lo", "loss"]], "and the last, not each");
  answers[1]();
  await settled();
  assert.match(text(hits()[0]), /loss$/);
});

test("an answer that comes after the field was emptied is dropped", async () => {
  let answer;
  const { types, hits, field, count } = open(() => new Promise((resolve) => { answer = resolve; }));
  await types("loss");
  press(field, "Escape");
  answer({ hits: [hit()], more: false });
  await settled();
  assert.deepEqual([hits(), count()], [[], ""]);
});

test("Escape and an emptied field end the search at once; Escape in an empty one is left to others", async () => {
  const { types, field, hits, searching } = open();
  await types("loss");
  assert.ok(press(field, "Escape").defaultPrevented);
  assert.deepEqual([field.value, hits().length], ["", 0]);
  await types("loss");
  await types("", 0);
  assert.equal(hits().length, 0);
  assert.deepEqual(searching.map((each) => each.searching), [true, false, true, false]);
  assert.equal(press(field, "Escape").defaultPrevented, false);
});

test("a search that fails is said, and the next one succeeds", async () => {
  const { rust, types, count, hits, element } = open(failure("store-failed", "The notes could not be searched."));
  await types("loss");
  assert.deepEqual([count(), hits().length], ["The notes could not be searched.", 0]);
  rust.commands.search = () => ({ hits: [hit()], more: false });
  await types("losses");
  assert.equal(count(), "1 note");
  assert.equal(element.querySelector(".problem"), null);
});

test("a change in the store is searched anew, but only while something is sought", async () => {
  const { element, types, asked, rust, count } = open();
  element.refresh();
  await settled();
  assert.deepEqual(asked(), []);
  await types("loss");
  rust.commands.search = () => ({ hits: [], more: false });
  element.refresh();
  await settled();
  assert.match(count(), /^Nothing was found/);
});

test("taken away, it asks for nothing more", async () => {
  const { element, types, asked, clock } = open();
  await types("loss", 0);
  element.remove();
  await clock.pass(1000);
  assert.deepEqual(asked(), []);
});
