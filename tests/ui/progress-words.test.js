import assert from "node:assert/strict";
import { test } from "node:test";
import { courseProgress, fitting, greeting, lessonState, watchedShare } from "../../ui/lib/progress-words.js";
import { aCourse, anOverview, progress } from "./support/course.js";

const NOW = new Date(2026, 2, 12, 15, 30).getTime();
const YESTERDAY = new Date(2026, 2, 11, 20, 0).getTime();
const DONE = { completed: true, completedBy: "watching", duration: 300 };

const greet = (overview) => greeting(aCourse(), anOverview(overview), NOW);

test("course progress claims no length that the player has not told", () => {
  const say = (overview) => courseProgress(anOverview(overview));
  assert.equal(say({}), "3 short lessons");
  assert.equal(say({ lessons: { overview: { duration: 300 } }, secondsLeft: 300, lessonsOfUnknownLength: 2 }),
    "3 lessons · about 5 minutes left, not counting 2 lessons whose length is not known yet");
  assert.equal(say({ lessons: { overview: DONE }, lessonsOfUnknownLength: 2 }), "1 of 3 lessons done · 2 lessons whose length is not known yet");
  assert.equal(say({ lessons: { overview: DONE }, secondsLeft: 1860, lessonsOfUnknownLength: 1 }),
    "1 of 3 lessons done · about 31 minutes left, not counting 1 lesson whose length is not known yet");
  assert.equal(say({ lessons: { overview: DONE }, secondsLeft: 1860, lessonsOfUnknownLength: 0 }), "1 of 3 lessons done · about 31 minutes left");
  assert.equal(say({ lessons: { overview: DONE, models: DONE, papers: DONE }, lessonsOfUnknownLength: 0 }), "All 3 lessons done");
});

test("a lesson says how far it is, and how many notes it has", () => {
  const say = (changes, notes = 0) => lessonState({ id: "models", progress: progress(changes), notes });
  assert.equal(say({}), "", "new in every respect");
  assert.equal(say({}, 1), "1 note");
  assert.equal(say({ duration: 600 }), "10 minutes");
  assert.equal(say({ duration: 543, position: 222, watchedSeconds: 222 }, 3), "5 minutes left · 3 notes");
  assert.equal(say({ position: 222, watchedSeconds: 222 }), "Stopped at 3:42", "the player has not told the length");
  assert.equal(say(DONE, 4), "Watched · 4 notes");
  assert.equal(say({ completed: true, completedBy: "hand" }), "Marked as done");
});

test("the share is of what was watched, not of where the learner skipped to", () => {
  assert.equal(watchedShare(progress({ duration: 400, position: 390, watchedSeconds: 100 })), 0.25);
  assert.equal(watchedShare(progress({ position: 390 })), 0);
  assert.equal(watchedShare(progress({ duration: 400, watchedSeconds: 401 })), 1);
  assert.equal(watchedShare(progress({ completed: true, completedBy: "hand" })), 1);
});

test("at first start the first lesson is the thing to do", () => {
  const words = greet({});
  assert.equal(words.above, "A free course in 3 short lessons by Dr Chris Lovejoy");
  assert.equal(words.action, "Start lesson 1");
  assert.equal(words.words, "What overview covers.");
  assert.equal(words.title, null);
});

test("a lesson that was left is continued where it was left", () => {
  const resume = { lesson: "models", kind: "resume", position: 222, lastNote: "Is  clustering\nsupervised?", lastSeen: YESTERDAY };
  assert.deepEqual(greet({ next: resume }), {
    above: "Welcome back. You were here yesterday evening.", title: null,
    words: "You stopped at 3:42, after noting: “Is clustering supervised?”", action: "Continue lesson 2",
  });
  assert.equal(greet({ next: { ...resume, lastNote: null } }).words, "You stopped at 3:42.");
  assert.equal(greet({ next: { ...resume, position: 0 } }).words, "Your last note here: “Is clustering supervised?”");
  assert.equal(greet({ next: { ...resume, lastSeen: null } }).above, "Welcome back.");
});

test("a long note is cut between words", () => {
  const words = greet({ next: { lesson: "models", kind: "resume", position: 222, lastNote: "sensitivity ".repeat(60) } }).words;
  assert.ok(words.length < 220, words);
  assert.match(words, /sensitivity…”$/);
});

test("after a lesson comes the next, and after the last the words say so", () => {
  assert.equal(greet({ next: { lesson: "papers", kind: "next", lastSeen: YESTERDAY } }).action, "Start lesson 3");
  const end = greet({ next: { lesson: "overview", kind: "finished", lastSeen: YESTERDAY }, notes: { models: 2 } });
  assert.equal(end.title, "You have finished all 3 lessons");
  assert.equal(end.action, "Watch lesson 1 again");
  assert.match(end.words, /^Your 2 notes are kept\./);
  assert.doesNotMatch(greet({ next: { kind: "finished" } }).words, /notes? (is|are) kept/);
});

/** @type {[string, object, object, string, string | null][]} */
const FITS = [
  ["the rest", { position: 60 }, { kind: "rest", seconds: 420, rate: 1.25 }, "The rest of lesson 2 takes 7 minutes at 1.25×.", "Continue lesson 2"],
  ["a whole lesson", {}, { kind: "whole", seconds: 360, rate: 1 }, "Lesson 2 fits: 6 minutes.", "Start lesson 2"],
  ["a begun minute counts", {}, { kind: "whole", seconds: 301, rate: 1 }, "Lesson 2 fits: 6 minutes.", "Start lesson 2"],
  ["less than a minute", { position: 60 }, { kind: "rest", seconds: 0, rate: 1.75 }, "The rest of lesson 2 takes 1 minute at 1.75×.", "Continue lesson 2"],
  ["nothing", {}, { kind: "part", seconds: 720, rate: 1 }, "Nothing whole fits; lesson 2 takes 12 minutes – you could watch the first part.", "Start lesson 2"],
  ["nothing, and it is begun", { position: 60 }, { kind: "part", seconds: 610, rate: 1.1 },
    "Nothing whole fits; the rest of lesson 2 takes 11 minutes at 1.1× – you could watch the first part.", "Continue lesson 2"],
  ["not known", {}, { kind: "unknown", seconds: null, rate: 1 }, "The length of lesson 2 is not known before it is first played.", "Start lesson 2"],
  ["not known, and it is begun", { position: 60 }, { kind: "unknown", seconds: null, rate: 1 }, "How long the rest of lesson 2 takes is not known yet.", "Continue lesson 2"],
];

for (const [name, models, fit, words, action] of FITS) {
  test(`what fits: ${name}`, () => {
    assert.deepEqual(fitting(aCourse(), anOverview({ lessons: { models } }), { lesson: "models", ...fit }), { words, action });
  });
}

test("when all is done, nothing has to fit", () => {
  assert.deepEqual(fitting(aCourse(), anOverview(), null), { words: "All lessons are done. Any of them can be watched again.", action: null });
});
