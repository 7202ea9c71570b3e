import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, counted, minutes, minutesLeft, seconds, spoken } from "../../ui/lib/time.js";

/** @param {(value: any) => unknown} of */
function check(of, table) {
  for (const [given, expected] of table) assert.equal(of(given), expected, `${of.name}(${JSON.stringify(given)})`);
}

test("a position on the clock is the second that has begun", () => {
  check(clock, [[0, "0:00"], [9, "0:09"], [222, "3:42"], [222.99, "3:42"], [3599, "59:59"], [3600, "1:00:00"], [3723, "1:02:03"]]);
});

test("a clock never shows what is not a time", () => {
  check(clock, [[-3, "0:00"], [NaN, "0:00"], [Infinity, "0:00"]]);
});

test("a position is read out with its units", () => {
  check(spoken, [[0, "0 seconds"], [1, "1 second"], [60, "1 minute"], [222, "3 minutes 42 seconds"], [3723, "1 hour 2 minutes 3 seconds"], [7200, "2 hours"]]);
});

test("a time as somebody types it", () => {
  check(seconds, [
    ["2:14", 134], ["02:14", 134], [" 2:14 ", 134], ["1:02:03", 3723], ["0:00", 0], ["0", 0], ["134", 134], ["90:00", 5400],
    ["2m14s", 134], ["2m 14s", 134], ["2 m 14", 134], ["1h2m3s", 3723], ["1h 5s", 3605], ["2M14S", 134],
    ["2 min", 120], ["2min 14sec", 134], ["2 minutes 14 seconds", 134], ["1 hour 2 minutes", 3720], ["90s", 90], ["90 s", 90],
  ]);
});

test("what is no time is none", () => {
  check(seconds, [
    ["", null], ["   ", null], ["abc", null], ["m", null], ["2:75", null], ["-1", null], ["-2:14", null], ["1:2:3:4", null], ["2:", null],
    [":14", null], ["2.5", null], ["1e3", null], ["Infinity", null], ["14s 2m", null], ["2:14 or so", null],
  ]);
});

test("what the clock shows can be typed", () => {
  for (const second of [0, 9, 59, 60, 222, 599, 3599, 3600, 3723, 36_000]) assert.equal(seconds(clock(second)), second);
});

test("lengths are rounded to the minute", () => {
  check(minutes, [[0, "less than a minute"], [29, "less than a minute"], [30, "1 minute"], [321, "5 minutes"], [3600, "1 hour"], [4830, "1 hour 21 minutes"], [-5, "less than a minute"]]);
  check(minutesLeft, [[10, "less than a minute left"], [321, "5 minutes left"]]);
});

test("one note, two notes", () => {
  assert.equal(counted(0, "note"), "0 notes");
  assert.equal(counted(1, "note"), "1 note");
  assert.equal(counted(2, "reply", "replies"), "2 replies");
});
