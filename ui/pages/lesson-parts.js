// The parts of the lesson page, in the order of a narrow window: its title, the video, the notes, the key ideas, the
// transcript, the neighbours. A new part is a function added to the list `PARTS`; lesson.js joins what is in them.

/** @import { Course, Lesson, LessonPage as Fetched } from "../types.js" */
/** @import { LessonPlayer } from "../components/lesson-player.js" */
/** @import { NoteStream } from "../components/note-stream.js" */
/** @import { TranscriptPanel } from "../components/transcript-panel.js" */
/** @import { Playback } from "../player/playback.js" */

import { remembered } from "../lib/dates.js";
import { h, setSanitised } from "../lib/html.js";
import { toLesson } from "../lib/route.js";

/**
 * What the parts are made from.
 * @typedef {{ course: Course, lesson: Lesson, fetched: Fetched, playback: Playback, player: LessonPlayer, stream: NoteStream,
 *   transcript: TranscriptPanel, state: HTMLElement }} Made
 */

/** @type {((made: Made) => HTMLElement)[]} */
export const PARTS = [heading, video, notes, keyIdeas, transcript, neighbours];

/** @param {Made} made */
function heading({ course, lesson, state, fetched }) {
  const title = h("h1", { tabindex: "-1" });
  setSanitised(title, lesson.titleHtml);
  return h("header", { class: "lesson-head" },
    h("p", { class: "eyebrow" }, h("span", null, `Lesson ${lesson.number} of ${course.lessons.length}`), " ", state),
    title,
    fetched.welcome && h("p", { class: "welcome" }, welcomeWords(fetched.welcome, Date.now())));
}

/**
 * @param {NonNullable<Fetched["welcome"]>} welcome
 * @param {number} now
 */
function welcomeWords({ lastSeen, lastNote }, now) {
  const seen = `You were here ${remembered(lastSeen, now)}; the video starts a little earlier.`;
  return lastNote === null ? seen : `${seen} Your last note: “${lastNote}”`;
}

/** @param {Made} made */
function video({ player }) {
  player.classList.add("lesson-video");
  player.dataset.keepsNoteOpen = "";
  return player;
}

/** @param {Made} made */
function notes({ stream }) {
  return h("aside", { class: "lesson-notes", "aria-labelledby": "notes-heading" }, stream);
}

/** @param {Made} made */
function keyIdeas({ course, fetched }) {
  const text = h("div", { class: "prose" });
  setSanitised(text, fetched.keyIdeasHtml);
  return h("section", { class: "lesson-part", "aria-labelledby": "key-ideas" },
    h("h2", { id: "key-ideas" }, "Key ideas"), text, h("p", { class: "byline" }, course.keyIdeasNotice));
}

/** @param {Made} made */
function transcript({ transcript }) {
  transcript.classList.add("lesson-part");
  return transcript;
}

/** @param {Made} made */
function neighbours({ course, lesson }) {
  const { previous, next } = around(course, lesson);
  return h("nav", { class: "lesson-neighbours", "aria-label": "Neighbouring lessons" },
    neighbour("Previous lesson", previous), neighbour("Next lesson", next));
}

/**
 * @param {Course} course
 * @param {Lesson} lesson
 * @returns {{ previous: Lesson | null, next: Lesson | null }}
 */
export function around({ lessons }, lesson) {
  const at = lessons.indexOf(lesson);
  return { previous: lessons[at - 1] ?? null, next: lessons[at + 1] ?? null };
}

/**
 * @param {string} label
 * @param {Lesson | null} lesson
 */
function neighbour(label, lesson) {
  if (!lesson) return h("span", null);
  const title = h("span", { class: "neighbour-title" });
  setSanitised(title, lesson.titleHtml);
  return h("a", { href: toLesson(lesson.id) }, h("span", { class: "small quiet-text" }, label), title);
}
