import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, dated, daysBetween, moment, onDay, remembered } from "../../ui/lib/dates.js";

const at = (...parts) => new Date(...parts).getTime();
const NOW = at(2026, 2, 12, 15, 30); // Thursday 12 March 2026

test("the last visit is said as a person would say it", () => {
  for (const [then, words] of [
    [at(2026, 2, 12, 15, 0), "less than an hour ago"],
    [at(2026, 2, 12, 8, 0), "earlier today"],
    [at(2026, 2, 11, 9, 0), "yesterday morning"],
    [at(2026, 2, 11, 14, 0), "yesterday afternoon"],
    [at(2026, 2, 11, 23, 59), "yesterday evening"],
    [at(2026, 2, 10, 12, 0), "on Tuesday"],
    [at(2026, 2, 6, 0, 5), "on Friday"],
    [at(2026, 2, 5, 12, 0), "on 5 March"],
    [at(2025, 11, 31, 12, 0), "on 31 December 2025"],
  ]) assert.equal(remembered(then, NOW), words);
});

test("a visit just before midnight was yesterday, however short ago", () => {
  assert.equal(remembered(at(2026, 2, 11, 23, 50), at(2026, 2, 12, 0, 10)), "yesterday evening");
});

test("a clock that was set back does not confuse the words", () => {
  assert.equal(remembered(NOW + 3 * 24 * 3600 * 1000, NOW), "less than an hour ago");
});

test("a backup is dated to the minute", () => {
  assert.equal(dated(at(2026, 2, 12, 9, 5), NOW), "today at 09:05");
  assert.equal(dated(at(2026, 2, 11, 14, 5), NOW), "yesterday at 14:05");
  assert.equal(dated(at(2026, 2, 3, 14, 5), NOW), "on 3 March at 14:05");
  assert.equal(dated(at(2025, 2, 3, 14, 5), NOW), "on 3 March 2025 at 14:05");
});

for (const [then, words] of [
  [at(2026, 2, 12, 15, 29, 30), "just now"],
  [at(2026, 2, 12, 15, 29), "1 minute ago"],
  [at(2026, 2, 12, 15, 27), "3 minutes ago"],
  [at(2026, 2, 12, 14, 31), "59 minutes ago"],
  [at(2026, 2, 12, 14, 30), "today at 14:30"],
  [at(2026, 2, 11, 23, 0), "yesterday at 23:00"],
  [at(2026, 2, 3, 14, 5), "on 3 March at 14:05"],
  [NOW + 20_000, "just now"],
  [at(2027, 0, 1, 9, 0), "on 1 January 2027 at 09:00"],
]) {
  test(`how long ago: ${words}`, () => assert.equal(ago(then, NOW), words));
}

test("minutes are minutes over midnight", () => {
  assert.equal(ago(at(2026, 2, 11, 23, 50), at(2026, 2, 12, 0, 10)), "20 minutes ago");
});

test("a day, and a moment, as they stand in a list", () => {
  assert.deepEqual([at(2026, 2, 12, 0, 1), at(2026, 2, 11, 23, 59), at(2026, 2, 1), at(2025, 2, 1)].map((then) => onDay(then, NOW)),
    ["today", "yesterday", "on 1 March", "on 1 March 2025"]);
  assert.deepEqual([at(2026, 1, 24, 11, 5), at(2025, 10, 24, 11, 5)].map((then) => moment(then, NOW)), ["24 February, 11:05", "24 November 2025, 11:05"]);
  assert.deepEqual([at(2026, 2, 13), at(2026, 2, 12), at(2026, 1, 28)].map((then) => daysBetween(then, NOW)), [-1, 0, 12]);
});
