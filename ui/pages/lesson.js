// <lesson-page>: one lesson: its title, the video, the notes beside it, the key ideas, and the way to its neighbours.
//
//   page.lessonId = "deep-learning"; page.startAt = null; page.course = course; page.settings = settings;
//   page.overview = overview;   // set again whenever something changed: notes and progress are fetched anew
//   await page.flush();         // everything is saved, or it rejects
//   page.goTo(222); page.writeNote();
//
// Sends "settings-changed" with the Settings when a speed, a volume or the like was chosen, and "keys" to see the list of
// keys.
//
// What the page shows are the parts in lesson-parts.js; here they are joined.

/** @import { Course, Lesson, LessonPage as Fetched, Overview, PlaybackChoices, Progress, Settings, WindowMode, WindowState } from "../types.js" */
/** @import { Command } from "../player/keys.js" */
/** @import { Made } from "./lesson-parts.js" */

import * as ipc from "../ipc.js";
import { LessonPlayer } from "../components/lesson-player.js";
import { NoteStream } from "../components/note-stream.js";
import { TranscriptPanel } from "../components/transcript-panel.js";
import { systemClock } from "../lib/clock.js";
import { coalesced } from "../lib/coalesced.js";
import { messageOf } from "../lib/failure.js";
import { h, setSanitised } from "../lib/html.js";
import { lessonState } from "../lib/progress-words.js";
import { toLesson } from "../lib/route.js";
import { toast } from "../lib/toast.js";
import { showWindowMode, windowMode } from "../lib/window-mode.js";
import { ChoiceKeeper } from "../player/choice-keeper.js";
import { ClockPlayer } from "../player/clock-player.js";
import { FilePlayer } from "../player/file-player.js";
import { commandOf, keyboardOf } from "../player/keys.js";
import { joinMediaSession } from "../player/media-session.js";
import { Playback } from "../player/playback.js";
import { YouTubePlayer } from "../player/youtube-player.js";
import { PARTS, around } from "./lesson-parts.js";

/** What is chosen for playing before anybody chose. @type {PlaybackChoices} */
const CHOICES = { rate: 1, volume: 1, muted: false, captions: false, theatre: false };

export class LessonPage extends HTMLElement {
  lessonId = "";
  /** @type {number | null} */
  startAt = null;
  /** @type {Course | null} */
  course = null;
  /** @type {Settings | null} */
  settings = null;
  /** @type {Overview | null} */
  #overview = null;
  /** @type {Made | null} */
  #made = null;
  #layout = h("div", { class: "lesson" });
  #refetch = coalesced(() => this.#fetchAgain());
  #choices = new ChoiceKeeper((playback) => this.#saveChoices(playback), systemClock);
  #endSession = () => {};
  /** Resolves when a page that was taken away has sent the last of it. @type {Promise<unknown>} */
  rest = Promise.resolve();
  /** @type {Promise<() => void>[]} */
  #listening = [];

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
    this.#listening = [
      ipc.on("window-mode", (state) => this.#showMode(state)),
      ipc.on("watch-window-closed", () => this.#watchWindowClosed()),
    ];
    this.#open();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#key);
    document.removeEventListener("visibilitychange", this.#hidden);
    for (const listening of this.#listening) listening.then((stop) => stop());
    this.#endSession();
    this.#made?.playback.destroy();
    // With the picture went the place where it was.
    this.rest = this.#made?.playback.flush().catch(() => {}) ?? this.rest; // what could not be saved was told
    this.#made = null;
    // The next lesson opens in the same shape of the window; no other page has a use for it.
    if (windowMode() !== "normal" && !document.querySelector("lesson-page")) this.#setMode("normal");
  }

  /** Saves the learner's place and notes. Rejects if something could not be saved. */
  async flush({ leaving = true } = {}) {
    if (!this.#made) return;
    const { playback, stream } = this.#made;
    await Promise.all([playback.flush(), stream.flush({ leaving }), this.#choices.flush()]);
  }

  /**
   * Moves the picture to a second, and into sight. Nothing is loaded for it.
   * @param {number} second
   */
  goTo(second) {
    this.startAt = second;
    this.#made?.playback.seek(second);
    this.#made?.player.scrollIntoView?.({ block: "nearest" });
  }

  writeNote() {
    this.#made?.stream.goToComposer();
  }

  async #open() {
    const lesson = this.course?.lessons.find(({ id }) => id === this.lessonId);
    if (!lesson || !this.course) return;
    try {
      const fetched = await ipc.lesson({ lesson: lesson.id });
      // Who goes to a second does not begin where they stopped.
      if (this.startAt !== null) fetched.welcome = null;
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
    const playback = openPlayback(lesson, fetched, { startAt: this.startAt, choices: this.settings?.playback ?? CHOICES });
    const { previous, next } = around(course, lesson);
    const neighbours = { previous: previous && toLesson(previous.id), next: next && toLesson(next.id) };
    const player = Object.assign(new LessonPlayer(), { lesson, playback, neighbours });
    const stream = Object.assign(new NoteStream(), { lesson: lesson.id, lessons: course.lessons, notes: fetched.notes });
    const transcript = Object.assign(new TranscriptPanel(), { lesson: lesson.id, source: fetched.transcript });
    const made = { course, lesson, fetched, playback, player, stream, transcript, state: h("span", null) };
    this.#made = made;
    this.#join(made);
    this.#showProgress(fetched.progress);
    stream.second = playback.second;
    transcript.position = playback.view.position;
    this.#endSession = joinMediaSession(playback, { title: lesson.title, artist: course.author.name, album: course.title },
      { previous: goingTo(neighbours.previous), next: goingTo(neighbours.next) });
    this.#layout.replaceChildren(...PARTS.map((part) => part(made)));
    this.replaceChildren(this.#layout);
    this.#showTheatre(playback.view.choices);
    this.#showMode({ mode: windowMode() });
  }

  /** @param {Made} made */
  #join({ playback, player, stream, transcript }) {
    const follow = () => {
      stream.second = playback.second;
      transcript.position = playback.view.position;
    };
    playback.on("choices", (choices) => {
      this.#tellSettings(choices);
      this.#choices.keep(choices);
      this.#showTheatre(choices);
    });
    playback.on("time", follow);
    playback.on("view", follow);
    playback.on("progress", (progress) => this.#showProgress(progress));
    player.addEventListener("marked", (event) => this.#showProgress(/** @type {CustomEvent} */ (event).detail));
    player.addEventListener("played", () => stream.focusComposer());
    stream.addEventListener("marks", (event) => { player.marks = /** @type {CustomEvent} */ (event).detail.marks; });
    stream.addEventListener("seek-note", (event) => playback.goTo(/** @type {CustomEvent} */ (event).detail.second));
    stream.addEventListener("note-escape", () => player.focusPlay());
    transcript.addEventListener("seek-cue", (event) => playback.goTo(/** @type {CustomEvent} */ (event).detail.second));
    transcript.addEventListener("quote-cue", (event) => stream.quote(/** @type {CustomEvent} */ (event).detail));
    transcript.addEventListener("captions-changed", (event) => {
      playback.cues = /** @type {CustomEvent} */ (event).detail.transcript?.cues ?? [];
    });
    player.addEventListener("mode", (event) => this.#setMode(/** @type {CustomEvent} */ (event).detail.mode));
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
    made.transcript.source = fetched.transcript;
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

  #askForKeys() {
    this.dispatchEvent(new CustomEvent("keys", { bubbles: true }));
  }

  #key = (/** @type {KeyboardEvent} */ event) => {
    const command = commandOf(event, keyboardOf(this.settings));
    if (!command || (command.name === "leave" && windowMode() === "normal")) return;
    // A lesson that could not be opened still has a window to get out of.
    if (!this.#made && command.name !== "leave" && command.name !== "fullscreen") return;
    event.preventDefault();
    this.#obey(command);
  };

  /** @param {Command} command */
  #obey(command) {
    switch (command.name) {
      case "write": return this.#made?.stream.goToComposer();
      case "keys": return this.#askForKeys();
      case "leave": return this.#setMode("normal");
      case "fullscreen": return this.#setMode(windowMode() === "fullscreen" ? "normal" : "fullscreen");
      default: return this.#made?.player.obey(command);
    }
  }

  /** @param {WindowMode} mode */
  async #setMode(mode) {
    try {
      const state = await ipc.setWindowMode({ mode });
      this.#showMode(state);
      if (mode === "compact" && !state.onTop) {
        toast(this, { message: "This desktop does not let a window keep itself in front of the others. Its own window menu may." });
      }
    } catch (error) {
      toast(this, { message: messageOf(error) });
    }
  }

  /** @param {Pick<WindowState, "mode">} state */
  #showMode(state) {
    showWindowMode(state);
    if (this.#made) this.#made.player.mode = state.mode;
  }

  /** @param {PlaybackChoices} choices */
  #showTheatre({ theatre }) {
    this.#layout.classList.toggle("theatre", theatre);
  }

  /** @param {PlaybackChoices} playback */
  async #saveChoices(playback) {
    return ipc.saveSettings({ change: { playback } });
  }

  /**
   * The next lesson has what was chosen here, whether or not it is saved yet.
   * @param {PlaybackChoices} playback
   */
  #tellSettings(playback) {
    if (!this.settings) return;
    this.settings = { ...this.settings, playback };
    this.dispatchEvent(new CustomEvent("settings-changed", { bubbles: true, detail: this.settings }));
  }

  #watchWindowClosed() {
    const playback = this.#made?.playback;
    if (playback?.view.source === "window") playback.useFile(playback.view.file);
  }

  // A window that is hidden may not come back: a laptop is closed, a session ends.
  #hidden = () => {
    if (document.visibilityState === "hidden") this.flush({ leaving: false }).catch(() => {}); // each part says itself what failed
  };
}

/**
 * @param {Lesson} lesson
 * @param {Fetched} fetched
 * @param {{ startAt: number | null, choices: PlaybackChoices }} how
 */
function openPlayback(lesson, fetched, how) {
  const file = async () => (await ipc.lesson({ lesson: lesson.id })).file;
  return new Playback(fetched, how, {
    makePlayer(source, { url, duration }) {
      switch (source) {
        case "file": return new FilePlayer(url, lesson.title, file);
        case "youtube": return new YouTubePlayer(url, lesson.title);
        case "window": return new ClockPlayer(duration, systemClock, () => void ipc.closeWatchWindow().catch(() => {}));
      }
    },
    save: (report) => ipc.saveProgress({ lesson: lesson.id, report }),
    clock: systemClock,
    online: () => navigator.onLine,
  });
}

/** @param {string | null} place */
function goingTo(place) {
  return place === null ? null : () => { location.hash = place; };
}

customElements.define("lesson-page", LessonPage);
