import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, toLesson } from "../../ui/lib/route.js";

test("every place of the window has its address", () => {
  for (const hash of ["", "#", "#/"]) assert.deepEqual(parse(hash), { page: "home" });
  for (const page of ["notes", "library", "settings"]) assert.deepEqual(parse(`#/${page}`), { page });
});

test("a lesson's address may name a second", () => {
  assert.deepEqual(parse("#/lesson/deep-learning"), { page: "lesson", lesson: "deep-learning", startAt: null });
  assert.deepEqual(parse("#/lesson/deep-learning?t=222"), { page: "lesson", lesson: "deep-learning", startAt: 222 });
  assert.deepEqual(parse("#/lesson/deep-learning?t=0"), { page: "lesson", lesson: "deep-learning", startAt: 0 });
});

test("a second that is none is passed over", () => {
  for (const t of ["", "abc", "-1", "1e9", "1.5", "9999999"]) assert.equal(parse(`#/lesson/deep-learning?t=${t}`).startAt, null, t);
});

test("what the window does not have is nowhere", () => {
  for (const hash of ["#/nothing", "#/lesson/", "#/lesson/../notes", "#/lesson/A b", "#main", "#/notes/3"]) {
    assert.deepEqual(parse(hash), { page: "nowhere" }, hash);
  }
});

test("an address that is made is understood", () => {
  assert.deepEqual(parse(toLesson("deep-learning", 222.7)), { page: "lesson", lesson: "deep-learning", startAt: 222 });
  assert.deepEqual(parse(toLesson("deep-learning")), { page: "lesson", lesson: "deep-learning", startAt: null });
});
