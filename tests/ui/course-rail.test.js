import { heard, onMac, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { CourseRail } from "../../ui/components/course-rail.js";
import { aCourse, anOverview } from "./support/course.js";

const rail = (overview = {}, current = "#/") => show(new CourseRail(), { course: aCourse(), overview: anOverview(overview), current });
const rows = (element) => [...element.querySelectorAll(".rail-lessons a")];

test("the lessons stand in order, with their emphasis", () => {
  const [first, second] = rows(rail());
  assert.equal(first.getAttribute("href"), "#/lesson/overview");
  assert.equal(second.querySelector("em").textContent, "learn");
});

test("a lesson that is done has a tick, and is said to be done", () => {
  const [first] = rows(rail({ lessons: { overview: { completed: true, completedBy: "watching", duration: 250 } } }));
  assert.equal(first.querySelector(".rail-number").textContent, "✓");
  assert.match(text(first), /Lesson 1, done: Course Overview/);
  assert.match(text(first), /4:10/);
  assert.match(text(first), /4 minutes 10 seconds/);
  assert.equal(first.querySelector(".rail-bar").hidden, true);
});

test("no length is shown before it is known", () => {
  assert.equal(rows(rail())[0].querySelector(".rail-length").textContent, "");
});

test("what was watched of a lesson is a bar, live", () => {
  const element = rail();
  const bar = rows(element)[1].querySelector(".rail-bar");
  assert.equal(bar.hidden, true);
  element.overview = anOverview({ lessons: { models: { duration: 400, watchedSeconds: 100 } } });
  assert.equal(bar.hidden, false);
  assert.equal(bar.firstChild.style.width, "25%");
  assert.match(text(rows(element)[1]), /25% watched/);
});

test("the open page is marked, and only it", () => {
  const element = rail({}, "#/notes");
  const marked = () => [...element.querySelectorAll("[aria-current=page]")].map((link) => text(link));
  assert.deepEqual(marked(), ["Notes"]);
  element.current = "#/lesson/papers";
  assert.equal(marked().length, 1);
  assert.match(marked()[0], /How to read a paper/);
});

test("the menu opens, Escape closes it and gives the focus back, and a page change closes it", () => {
  const element = rail();
  const menu = element.querySelector(".rail-menu");
  menu.click();
  assert.equal(menu.getAttribute("aria-expanded"), "true");
  rows(element)[0].focus();
  rows(element)[0].dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  assert.equal(menu.getAttribute("aria-expanded"), "false");
  assert.equal(document.activeElement, menu);

  menu.click();
  element.current = "#/library";
  assert.equal(menu.getAttribute("aria-expanded"), "false");
});

test("the search can be asked for, with its key shown, and the menu closes", () => {
  const element = rail();
  const asked = heard(document.body, "open-search");
  const search = element.querySelector(".rail-search");
  assert.deepEqual([text(search), search.getAttribute("aria-keyshortcuts"), search.closest(".rail-panel")], ["SearchCtrl+K", "Control+K", null]);
  element.querySelector(".rail-menu").click();
  search.click();
  assert.deepEqual([asked, element.isOpen], [[{ query: "" }], false]);
});

test("on a Mac its key is another", () => {
  onMac();
  const search = rail().querySelector(".rail-search");
  onMac(false);
  assert.deepEqual([text(search), search.getAttribute("aria-keyshortcuts")], ["SearchCommand+K", "Meta+K"]);
});

test("a press elsewhere closes the menu", () => {
  const element = rail();
  element.querySelector(".rail-menu").click();
  document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  assert.equal(element.isOpen, false);
});
