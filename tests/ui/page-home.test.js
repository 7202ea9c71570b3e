import { control, failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { HomePage } from "../../ui/pages/home.js";
import { aCourse, anOverview } from "./support/course.js";

const home = (overview = {}) => show(new HomePage(), { course: aCourse(), overview: anOverview(overview) });
const cards = (page) => [...page.querySelectorAll(".card")].map((card) => text(card));

test("at first start there is a lesson to begin, and no sign of emptiness", () => {
  const page = home();
  assert.equal(text(page.querySelector("h1")), "Course Overview");
  assert.equal(control(page, "Start lesson 1").getAttribute("href"), "#/lesson/overview");
  assert.equal(page.querySelectorAll(".card").length, 3);
  assert.equal(page.querySelectorAll(".card svg").length, 3);
  assert.equal(page.querySelectorAll(".answers li").length, 2);
  assert.match(text(page), /Not affiliated\./);
  assert.match(text(page), /Published 30 October 2021\./);
  assert.equal(page.querySelector('a[href="#/notes"]').hidden, true);
});

test("only one button is filled", () => {
  assert.equal(home().querySelectorAll(".filled").length, 1);
});

test("headings do not skip a level", () => {
  const levels = [...home().querySelectorAll("h1, h2, h3, h4")].map((heading) => Number(heading.tagName[1]));
  levels.reduce((before, level) => { assert.ok(level <= before + 1, levels.join()); return level; }, 0);
});

test("it follows the learner, without being built anew", () => {
  const page = home();
  const go = control(page, "Start lesson 1");
  go.focus();
  page.overview = anOverview({
    lessons: { overview: { completed: true, completedBy: "watching", duration: 300 }, models: { duration: 543, position: 222, watchedSeconds: 222 } },
    next: { lesson: "models", kind: "resume", position: 222, lastNote: "a question", lastSeen: Date.now() },
    notes: { models: 1 }, secondsLeft: 321, lessonsOfUnknownLength: 1,
  });
  assert.equal(page.querySelector("h1").innerHTML, "How does a machine learning model <em>learn</em>?");
  assert.match(text(page), /You stopped at 3:42, after noting: “a question”/);
  assert.equal(document.activeElement, go, "the focus stays on the button");
  assert.equal(text(go), "Continue lesson 2");
  assert.equal(go.getAttribute("href"), "#/lesson/models");
  assert.match(text(page), /1 of 3 lessons done · about 5 minutes left, not counting 1 lesson/);
  assert.match(cards(page)[0], /Watched/);
  assert.match(cards(page)[1], /5 minutes left · 1 note/);
  assert.equal(text(page.querySelector('a[href="#/notes"]')), "Your note");
});

test("support opens through Rust, by its id, and a failure is said", async () => {
  const rust = fakeRust({ open_resource: failure("no-browser", "No browser was found.") });
  const page = home();
  const toasts = heard(page, "toast");
  page.querySelector(".home-links button").click();
  await settled();
  assert.deepEqual(rust.called("open_resource"), [{ resource: "coffee" }]);
  assert.deepEqual(toasts, [{ message: "No browser was found." }]);
});
