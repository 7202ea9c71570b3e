// <lesson-page>: one lesson: its title, the video, the notes beside it, the key ideas, and the way to its neighbours.
//
//   page.lessonId = "deep-learning"; page.startAt = null; page.course = course;
//   page.overview = overview;   // set again whenever something changed: notes and progress are fetched anew
//   await page.flush();         // everything is saved, or it rejects
//
// The page is the list `PARTS`, in the order of a narrow window; a new part is a function added to it.

/** @import { Course, Lesson, LessonPage as Fetched, Overview, Progress } from "../types.js" */

import * as ipc from "../ipc.js";
import { LessonPlayer } from "../components/lesson-player.js";
import { NoteStream } from "../components/note-stream.js";
import { systemClock } from "../lib/clock.js";
import { coalesced } from "../lib/coalesced.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { lessonState } from "../lib/progress-words.js";
import { toLesson } from "../lib/route.js";
import { FilePlayer } from "../player/file-player.js";
import { commandOf } from "../player/keys.js";
import { Playback } from "../player/playback.js";
import { YouTubePlayer } from "../player/youtube-player.js";

/**
 * What the parts are made from.
 * @typedef {{ course: Course, lesson: Lesson, fetched: Fetched, playback: Playback, player: LessonPlayer, stream: NoteStream,
 *   state: HTMLElement }} Made
 */

/** @type {((made: Made) => HTMLElement)[]} */
const PARTS = [heading, video, notes, keyIdeas, neighbours];

export class LessonPage extends HTMLElement {
  lessonId = "";
  /** @type {number | null} */
  startAt = null;
  /** @type {Course | null} */
  course = null;
  /** @type {Overview | null} */
  #overview = null;
  /** @type {Made | null} */
  #made = null;
  #refetch = coalesced(() => this.#fetchAgain());

  get overview() {
    return this.#overview;
  }

  set overview(overview) {
    this.#overview = overview;
    if (this.#made) this.#refetch();
  }

  connectedCallback() {
    document.addEventListener("keydown", this.#key);
    document.addEventListener("visibilitychange", this.#hidden);
    this.#open();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#key);
    document.removeEventListener("visibilitychange", this.#hidden);
    this.#made?.playback.destroy();
    this.#made = null;
  }

  /** Saves the learner's place and notes. Rejects if something could not be saved. */
  async flush({ leaving = true } = {}) {
    if (!this.#made) return;
    const { playback, stream } = this.#made;
    await Promise.all([playback.flush(), stream.flush({ leaving })]);
  }

  async #open() {
    const lesson = this.course?.lessons.find(({ id }) => id === this.lessonId);
    if (!lesson || !this.course) return;
    try {
      const fetched = await ipc.lesson({ lesson: lesson.id });
      if (this.isConnected) this.#show(this.course, lesson, fetched);
    } catch (error) {
      if (this.isConnected) this.#showFailure(lesson, messageOf(error));
    }
  }

  /**
   * @param {Course} course
   * @param {Lesson} lesson
   * @param {Fetched} fetched
   */
  #show(course, lesson, fetched) {
    const playback = openPlayback(lesson, fetched, this.startAt);
    const player = Object.assign(new LessonPlayer(), { lesson, playback });
    const stream = Object.assign(new NoteStream(), { lesson: lesson.id, notes: fetched.notes });
    const made = { course, lesson, fetched, playback, player, stream, state: h("span", null) };
    this.#made = made;
    this.#join(made);
    this.#showProgress(fetched.progress);
    stream.second = playback.second;
    this.replaceChildren(h("div", { class: "lesson" }, PARTS.map((part) => part(made))));
  }

  /** @param {Made} made */
  #join({ playback, player, stream }) {
    const follow = () => { stream.second = playback.second; };
    playback.on("time", follow);
    playback.on("view", follow);
    playback.on("progress", (progress) => this.#showProgress(progress));
    player.addEventListener("marked", (event) => this.#showProgress(/** @type {CustomEvent} */ (event).detail));
    player.addEventListener("played", () => stream.focusComposer());
    stream.addEventListener("marks", (event) => { player.marks = /** @type {CustomEvent} */ (event).detail.marks; });
    stream.addEventListener("seek-note", (event) => playback.goTo(/** @type {CustomEvent} */ (event).detail.second));
    stream.addEventListener("note-escape", () => player.focusPlay());
  }

  /** @param {Progress} progress */
  #showProgress(progress) {
    if (this.#made) this.#made.state.textContent = lessonState({ id: this.lessonId, progress, notes: 0 });
  }

  /** Something in the store changed: by what is done here, or by the command line. What is being written stays. */
  async #fetchAgain() {
    const made = this.#made;
    if (!made) return;
    const changes = made.stream.changes;
    /** @type {Fetched} */
    let fetched;
    try {
      fetched = await ipc.lesson({ lesson: made.lesson.id });
    } catch {
      return; // What is shown is true still; the next change asks again.
    }
    if (made !== this.#made) return;
    made.playback.refresh(fetched);
    this.#showProgress(fetched.progress);
    // Notes that were fetched while one was saved may lack it. Its own commit is followed by another fetch.
    if (changes === made.stream.changes) made.stream.merge(fetched.notes);
  }

  /**
   * @param {Lesson} lesson
   * @param {string} message
   */
  #showFailure(lesson, message) {
    const title = h("h1", { tabindex: "-1" });
    setSanitised(title, lesson.titleHtml);
    this.replaceChildren(h("div", { class: "plain-page" },
      title,
      h("p", { class: "problem", role: "alert" }, `The lesson could not be opened. ${message}`),
      h("p", null, "Nothing was changed: your place and your notes are as they were."),
      h("button", { class: "button filled", type: "button", onclick: () => this.#open() }, "Try again")));
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const command = this.#made && commandOf(event);
    if (!command) return;
    event.preventDefault();
    if (command === "toggle") this.#made?.player.toggle();
    else this.#made?.stream.goToComposer();
  };

  // A window that is hidden may not come back: a laptop is closed, a session ends.
  #hidden = () => {
    if (document.visibilityState === "hidden") this.flush({ leaving: false }).catch(() => {}); // each part says itself what failed
  };
}

/**
 * @param {Lesson} lesson
 * @param {Fetched} fetched
 * @param {number | null} startAt
 */
function openPlayback(lesson, fetched, startAt) {
  const file = async () => (await ipc.lesson({ lesson: lesson.id })).file;
  return new Playback(fetched, startAt, {
    makePlayer: (source, url) => (source === "file" ? new FilePlayer(url, lesson.title, file) : new YouTubePlayer(url, lesson.title)),
    save: (report) => ipc.saveProgress({ lesson: lesson.id, report }),
    clock: systemClock,
    online: () => navigator.onLine,
  });
}

/** @param {Made} made */
function heading({ course, lesson, state }) {
  const title = h("h1", { tabindex: "-1" });
  setSanitised(title, lesson.titleHtml);
  return h("header", { class: "lesson-head" },
    h("p", { class: "eyebrow" }, h("span", null, `Lesson ${lesson.number} of ${course.lessons.length}`), " ", state),
    title);
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
function neighbours({ course, lesson }) {
  const at = course.lessons.indexOf(lesson);
  return h("nav", { class: "lesson-neighbours", "aria-label": "Neighbouring lessons" },
    neighbour("Previous lesson", course.lessons[at - 1]), neighbour("Next lesson", course.lessons[at + 1]));
}

/**
 * @param {string} label
 * @param {Lesson | undefined} lesson
 */
function neighbour(label, lesson) {
  if (!lesson) return h("span", null);
  const title = h("span", { class: "neighbour-title" });
  setSanitised(title, lesson.titleHtml);
  return h("a", { href: toLesson(lesson.id) }, h("span", { class: "small quiet-text" }, label), title);
}

customElements.define("lesson-page", LessonPage);
