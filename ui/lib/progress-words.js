// How far the learner is, in words: the course as a whole, one lesson, the one thing to do next, and what fits into the
// time there is. A lesson's length is known only once the player has told it, and the words say so.

/** @import { Course, Fit, Lesson, LessonOverview, Overview, Progress } from "../types.js" */

import { remembered } from "./dates.js";
import { clock, counted, minutes, minutesLeft } from "./time.js";

/**
 * "2 of 9 lessons done · about 31 minutes left, not counting 6 lessons whose length is not known yet"
 * @param {Overview} overview
 */
export function courseProgress(overview) {
  const total = overview.lessons.length;
  const done = overview.lessons.filter((lesson) => lesson.progress.completed).length;
  const unknown = overview.lessonsOfUnknownLength;
  if (done === total) return `All ${counted(total, "lesson")} done`;

  if (done === 0 && unknown === total) return counted(total, "short lesson");

  const lessons = done === 0 ? counted(total, "lesson") : `${done} of ${counted(total, "lesson")} done`;
  const left = overview.secondsLeft > 0 ? `about ${minutesLeft(overview.secondsLeft)}` : null;
  const unmeasured = unknown > 0 ? `${counted(unknown, "lesson")} whose length is not known yet` : null;
  if (left === null) return unmeasured === null ? lessons : `${lessons} · ${unmeasured}`;
  return unmeasured === null ? `${lessons} · ${left}` : `${lessons} · ${left}, not counting ${unmeasured}`;
}

/**
 * "Watched · 4 notes", "5 minutes left · 3 notes", "10 minutes"; empty for a lesson that is new in every respect.
 * @param {LessonOverview} lesson
 */
export function lessonState({ progress, notes }) {
  return [watchedState(progress), notes > 0 && counted(notes, "note")].filter(Boolean).join(" · ");
}

/**
 * The part of a lesson that was watched, from 0 to 1; 0 while its length is not known.
 * @param {Progress} progress
 */
export function watchedShare(progress) {
  if (progress.completed) return 1;
  return progress.duration ? Math.min(1, progress.watchedSeconds / progress.duration) : 0;
}

/**
 * What Home greets with: a line above the title, the title (null: the lesson's own), a paragraph, and the action.
 * @param {Course} course
 * @param {Overview} overview
 * @param {number} now milliseconds since 1970
 */
export function greeting(course, overview, now) {
  const { next } = overview;
  const lesson = lessonOf(course, next.lesson);
  const seen = next.lastSeen === null ? "Welcome back." : `Welcome back. You were here ${remembered(next.lastSeen, now)}.`;
  switch (next.kind) {
    case "start":
      return {
        above: `A free course in ${counted(course.lessons.length, "short lesson")} by ${course.author.name}`,
        title: null, words: lesson.covers, action: `Start lesson ${lesson.number}`,
      };
    case "resume":
      return { above: seen, title: null, words: stopped(overview, lesson), action: `Continue lesson ${lesson.number}` };
    case "next":
      return { above: seen, title: null, words: lesson.covers, action: `Start lesson ${lesson.number}` };
    case "finished":
      return {
        above: seen, title: `You have finished all ${counted(course.lessons.length, "lesson")}`,
        words: finished(overview), action: `Watch lesson ${lesson.number} again`,
      };
  }
}

/**
 * What fits into the minutes that the learner has, and the way there (null: there is none). Times are at the speed at
 * which the learner watches, which is named unless it is the normal one.
 * @param {Course} course
 * @param {Overview} overview
 * @param {Fit | null} fit
 */
export function fitting(course, overview, fit) {
  if (fit === null) return { words: "All lessons are done. Any of them can be watched again.", action: null };
  const { number } = lessonOf(course, fit.lesson);
  const begun = overview.lessons.some(({ id, progress }) => id === fit.lesson && progress.position > 0);
  const action = `${begun ? "Continue" : "Start"} lesson ${number}`;
  if (fit.seconds === null) {
    return { words: begun ? `How long the rest of lesson ${number} takes is not known yet.` : `The length of lesson ${number} is not known before it is first played.`, action };
  }
  const time = needed(fit.seconds, fit.rate);
  switch (fit.kind) {
    case "rest":
      return { words: `The rest of lesson ${number} takes ${time}.`, action };
    case "whole":
      return { words: `Lesson ${number} fits: ${time}.`, action };
    default:
      return { words: `Nothing whole fits; ${begun ? "the rest of " : ""}lesson ${number} takes ${time} – you could watch the first part.`, action };
  }
}

/**
 * @param {Course} course
 * @param {string} id
 */
export function lessonOf(course, id) {
  return course.lessons.find((lesson) => lesson.id === id) ?? course.lessons[0];
}

/**
 * "7 minutes", "6 minutes at 1.25×". A begun minute counts as one, so that what does not fit never reads as if it did.
 * @param {number} seconds
 * @param {number} rate
 */
function needed(seconds, rate) {
  const time = minutes(Math.max(1, Math.ceil(seconds / 60)) * 60);
  return rate === 1 ? time : `${time} at ${Number(rate.toFixed(2))}×`;
}

/** @param {Progress} progress */
function watchedState(progress) {
  if (progress.completed) return progress.completedBy === "hand" ? "Marked as done" : "Watched";
  const begun = progress.watchedSeconds >= 1 || progress.position >= 1;
  if (progress.duration === null) return begun && `Stopped at ${clock(progress.position)}`;
  return begun ? minutesLeft(progress.duration - progress.position) : minutes(progress.duration);
}

/**
 * @param {Overview} overview
 * @param {Lesson} lesson
 */
function stopped({ next }, lesson) {
  const note = next.lastNote === null ? null : quoted(next.lastNote);
  if (next.position < 1) return note === null ? lesson.covers : `Your last note here: ${note}`;
  const place = `You stopped at ${clock(next.position)}`;
  return note === null ? `${place}.` : `${place}, after noting: ${note}`;
}

/** @param {Overview} overview */
function finished({ notes }) {
  if (notes === 0) return "Watch any of them again, or see the library for where to go from here.";
  const kept = notes === 1 ? "Your note is kept" : `Your ${notes} notes are kept`;
  return `${kept}. Export them as a PDF, watch any lesson again, or see the library for where to go from here.`;
}

/**
 * The note in quotation marks, on one line, cut between words when it is long.
 * @param {string} note
 */
function quoted(note) {
  const line = note.replace(/\s+/g, " ").trim();
  if (line.length <= 160) return `“${line}”`;
  const cut = line.slice(0, 160);
  return `“${cut.slice(0, Math.max(cut.lastIndexOf(" "), 120))}…”`;
}
