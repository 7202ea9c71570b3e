import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, toLesson, toNotes } from "../../ui/lib/route.js";

test("every place of the window has its address", () => {
  for (const hash of ["", "#", "#/"]) assert.deepEqual(parse(hash), { page: "home" });
  for (const page of ["trash", "library", "settings"]) assert.deepEqual(parse(`#/${page}`), { page });
});

test("a lesson's address may name a second", () => {
  assert.deepEqual(parse("#/lesson/deep-learning"), { page: "lesson", lesson: "deep-learning", startAt: null });
  assert.deepEqual(parse("#/lesson/deep-learning?t=222"), { page: "lesson", lesson: "deep-learning", startAt: 222 });
  assert.deepEqual(parse("#/lesson/deep-learning?t=0"), { page: "lesson", lesson: "deep-learning", startAt: 0 });
});

const ALL = { lesson: null, mark: null, tag: null };

test("the address of the notes may say which", () => {
  assert.deepEqual(parse("#/notes"), { page: "notes", filter: ALL });
  assert.deepEqual(parse("#/notes?tag=%23x&mark=todo&lesson=deep-learning"), { page: "notes", filter: { lesson: "deep-learning", mark: "todo", tag: "#x" } });
  assert.deepEqual(parse("#/notes?mark=shiny&tag=&lesson="), { page: "notes", filter: ALL }, "what is no mark, no tag and no lesson");
});

test("which notes are looked for survives its address, whatever is in the tag", () => {
  for (const filter of [ALL, { ...ALL, tag: "Größe/心臓 & co?=#" }, { lesson: "deep-learning", mark: "done", tag: null }]) {
    assert.deepEqual(parse(toNotes(filter)), { page: "notes", filter });
  }
  assert.deepEqual([toNotes(), toNotes({ tag: "a" })], ["#/notes", "#/notes?tag=a"]);
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
