import { control, failure, fakeRust, heard, settled, show, text, type } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { HomePage } from "../../ui/pages/home.js";
import { aCourse, anOverview, settings } from "./support/course.js";

const home = (overview = {}, given = settings()) => show(new HomePage(), { course: aCourse(), overview: anOverview(overview), settings: given });
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

const WHOLE = { kind: "whole", lesson: "models", seconds: 360, rate: 1 };
const minutes = (page) => page.querySelector("#home-minutes");
const fits = (page) => text(page.querySelector(".fits"));

test("before a choice was ever made there is the question alone", async () => {
  const rust = fakeRust({});
  const page = home();
  await settled();
  assert.equal(minutes(page).labels[0].textContent, "I have");
  assert.equal(minutes(page).value, "");
  assert.equal(fits(page), "");
  assert.deepEqual(rust.calls, []);
});

test("a choice is answered, with the way there, and remembered", async () => {
  const rust = fakeRust({ what_fits: () => WHOLE, save_settings: ({ change }) => settings(change) });
  const page = home();
  const changed = heard(page, "settings-changed");
  type(minutes(page), "10");
  await settled();
  assert.equal(fits(page), "Lesson 2 fits: 6 minutes. Start lesson 2");
  assert.equal(control(page, "Start lesson 2").getAttribute("href"), "#/lesson/models");
  assert.deepEqual(rust.called("save_settings"), [{ change: { minutes: 10 } }]);
  assert.deepEqual(rust.called("what_fits")[0], { minutes: 10 });
  assert.deepEqual(changed, [settings({ minutes: 10 })]);
  assert.equal(minutes(page).value, "10");
  assert.equal([...minutes(page).options].some(({ value }) => value === ""), false, "the question has an answer now");
});

test("the last choice is there again, whatever number it is", async () => {
  const rust = fakeRust({ what_fits: () => WHOLE });
  const page = home({}, settings({ minutes: 17 }));
  await settled();
  assert.equal(minutes(page).selectedOptions[0].textContent, "17 minutes");
  assert.deepEqual([...minutes(page).options].slice(2, 5).map(({ value }) => value), ["15", "17", "20"]);
  assert.deepEqual(rust.called("what_fits").at(-1), { minutes: 17 });
  assert.equal(fits(page), "Lesson 2 fits: 6 minutes. Start lesson 2");
});

test("what fits follows the overview and the settings, and what stands there is not read out again", async () => {
  let fit = WHOLE;
  fakeRust({ what_fits: () => fit });
  const page = home({}, settings({ minutes: 10 }));
  await settled();
  const link = page.querySelector(".fits a");
  page.overview = anOverview();
  await settled();
  assert.equal(page.querySelector(".fits a"), link, "the same answer leaves the words alone");
  fit = { ...WHOLE, lesson: "papers" };
  page.overview = anOverview({ lessons: { models: { completed: true } } });
  await settled();
  assert.match(fits(page), /^Lesson 3 fits: 6 minutes\./);
  fit = { ...WHOLE, rate: 2, seconds: 180 };
  page.settings = settings({ minutes: 10, playback: { rate: 2 } });
  await settled();
  assert.match(fits(page), /^Lesson 2 fits: 3 minutes at 2×\./);
  fit = null;
  page.overview = anOverview();
  await settled();
  assert.equal(fits(page), "All lessons are done. Any of them can be watched again.");
  assert.equal(page.querySelector(".fits a"), null);
});

test("an answer that comes late does not take the place of a newer one", async () => {
  const answers = [];
  fakeRust({ what_fits: () => new Promise((resolve) => answers.push(resolve)) });
  const page = home({}, settings({ minutes: 10 }));
  page.settings = settings({ minutes: 20 });
  await settled();
  answers.at(-1)({ ...WHOLE, lesson: "papers" });
  await settled();
  for (const answer of answers) answer(WHOLE);
  await settled();
  assert.match(fits(page), /^Lesson 3 fits/);
});

test("what is chosen stays chosen while it is being saved, and two choices are saved in their order", async () => {
  const commits = [];
  const rust = fakeRust({ what_fits: () => WHOLE, save_settings: ({ change }) => new Promise((resolve) => commits.push(() => resolve(settings(change)))) });
  const page = home();
  type(minutes(page), "10");
  type(minutes(page), "20");
  page.settings = settings({ minutes: 5 });
  await settled();
  assert.equal(minutes(page).value, "20");
  assert.equal(rust.called("save_settings").length, 1, "the second waits for the first");
  commits[0]();
  await settled();
  assert.equal(minutes(page).value, "20", "the first answer does not bring its number back");
  commits[1]();
  await page.flush();
  assert.deepEqual(rust.called("save_settings"), [{ change: { minutes: 10 } }, { change: { minutes: 20 } }]);
  assert.equal(minutes(page).value, "20");
});

test("a choice that cannot be saved is answered all the same, and the failure is said", async () => {
  fakeRust({ what_fits: () => WHOLE, save_settings: failure("store-failed", "The disk is full.") });
  const page = home();
  const toasts = heard(page, "toast");
  type(minutes(page), "10");
  await page.flush();
  await settled();
  assert.deepEqual(toasts, [{ message: "The disk is full." }]);
  assert.match(fits(page), /^Lesson 2 fits/);
  assert.equal(minutes(page).value, "10");
});

test("if it cannot be found out what fits, that is said", async () => {
  fakeRust({ what_fits: failure("store-failed", "The data could not be read.") });
  const page = home({}, settings({ minutes: 10 }));
  await settled();
  assert.equal(fits(page), "The data could not be read.");
});
