// <lesson-player>: the lesson's drawing until the learner presses play, then the picture; its controls below it; what is
// wrong, if anything is; and where the video comes from.
//
//   player.lesson = lesson; player.playback = playback; player.marks = [76, 134];
//   player.neighbours = { previous: null, next: "#/lesson/…" }; player.mode = "compact";
//   player.obey(command);   // what a key asked for (player/keys.js)
//
// Sends "played" when the learner asked to play, "marked" with the Progress, "toast", and what it hears of its controls
// and does not do itself: "mode" and "keys".

/** @import { Lesson, WindowMode } from "../types.js" */
/** @import { Command } from "../player/keys.js" */
/** @import { Playback } from "../player/playback.js" */
/** @import { Remedy } from "../player/problem-words.js" */
/** @import { View } from "../player/view.js" */

import * as ipc from "../ipc.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { clock, spoken } from "../lib/time.js";
import { toast } from "../lib/toast.js";
import { returnFocusFrom } from "../player/frame-focus.js";
import { wordsFor } from "../player/problem-words.js";
import { LessonIllustration } from "./lesson-illustration.js";
import { PlaybackControls } from "./playback-controls.js";
import { PlaybackProblem } from "./playback-problem.js";
import { VideoSource } from "./video-source.js";

export class LessonPlayer extends HTMLElement {
  /** @type {Lesson | null} */
  lesson = null;
  /** @type {Playback | null} */
  playback = null;

  #illustration = new LessonIllustration();
  #posterLabel = h("span", null);
  #poster = h("button", { class: "poster", type: "button", onclick: () => this.#play() },
    this.#illustration, h("span", { class: "poster-call" }, icon("play"), this.#posterLabel));
  #picture = h("div", { class: "picture" }, this.#poster);
  #controls = new PlaybackControls();
  #problem = new PlaybackProblem();
  #unsaved = h("p", { class: "problem", role: "alert", hidden: true });
  #source = new VideoSource();
  #announcer = h("p", { class: "visually-hidden", role: "status" });
  /** @type {string | null} */
  #announced = null;
  #release = () => {};

  /** @param {{ previous: string | null, next: string | null }} places of the lessons before and after */
  set neighbours({ previous, next }) {
    Object.assign(this.#controls, { previous, next });
  }

  /** @param {WindowMode} mode of the window */
  set mode(mode) {
    this.#controls.mode = mode;
  }

  /** @param {number[]} marks the seconds that have notes */
  set marks(marks) {
    this.#controls.marks = marks;
  }

  connectedCallback() {
    const { lesson, playback } = this;
    if (!lesson || !playback) return;
    this.#illustration.svg = lesson.illustration;
    this.replaceChildren(this.#picture, this.#controls, this.#problem, this.#unsaved, this.#source, this.#announcer);
    this.#hearControls(playback);
    this.#release = returnFocusFrom(this.#picture);
    playback.on("view", () => this.#show());
    playback.on("time", () => { this.#controls.view = playback.view; });
    playback.on("progress", () => { this.#unsaved.hidden = true; });
    playback.on("unsaved", (error) => {
      this.#unsaved.textContent = `Your place could not be saved. ${messageOf(error)} It is tried again by itself.`;
      this.#unsaved.hidden = false;
    });
    this.#show();
  }

  disconnectedCallback() {
    this.#release();
  }

  /**
   * Does what a key asked for; what is not about the video is left to the page.
   * @param {Command} command
   */
  obey(command) {
    const playback = /** @type {Playback} */ (this.playback);
    const { position, duration, choices, captioned } = playback.view;
    switch (command.name) {
      // The focus stays where it is: in the note field, the next key would be a letter of a note.
      case "toggle": return playback.toggle();
      case "seek": return playback.seek(position + command.by);
      case "tenth": return duration === null ? undefined : playback.seek((duration * command.tenth) / 10);
      case "rate": return playback.stepRate(command.by);
      case "mute": return playback.choose({ muted: !choices.muted });
      case "captions": return captioned ? playback.choose({ captions: !choices.captions }) : undefined;
      case "theatre": return playback.choose({ theatre: !choices.theatre });
    }
  }

  #toggle() {
    if (this.playback?.view.wanted) this.playback.pause();
    else this.#play();
  }

  focusPlay() {
    this.#controls.focusPlay();
  }

  /** @param {Playback} playback */
  #hearControls(playback) {
    /** @type {Record<string, (detail: any) => void>} */
    const heard = {
      toggle: () => this.#toggle(),
      skip: ({ by }) => playback.seek(playback.view.position + by),
      seek: ({ to }) => playback.seek(to),
      choose: (change) => playback.choose(change),
      remedy: ({ remedy }) => this.#remedy(remedy),
      attach: () => this.#attach(),
      detach: () => this.#detach(),
      "play-file": () => playback.useFile(playback.view.file),
      "play-here": () => playback.useFile(playback.view.file),
      mark: ({ completed }) => this.#mark(completed),
      "focus-lost": () => this.focusPlay(),
    };
    for (const [event, act] of Object.entries(heard)) {
      this.addEventListener(event, (/** @type {Event} */ sent) => act(/** @type {CustomEvent} */ (sent).detail));
    }
  }

  #play() {
    this.playback?.play();
    this.dispatchEvent(new CustomEvent("played", { bubbles: true }));
  }

  /** @param {Remedy} remedy */
  #remedy(remedy) {
    switch (remedy) {
      case "retry": return this.playback?.retry();
      case "play-from-youtube": return this.playback?.playFrom("youtube");
      case "own-window": return this.#playInWindow();
      case "attach":
      case "choose-again": return this.#attach();
      case "open-on-youtube": return this.#openOnYouTube();
    }
  }

  async #attach() {
    await this.#ask(async (lesson) => {
      const file = await ipc.attachVideo({ lesson });
      if (file) this.playback?.useFile(file);
    });
  }

  async #detach() {
    await this.#ask(async (lesson) => {
      await ipc.detachVideo({ lesson });
      this.playback?.useFile(null);
    });
  }

  async #openOnYouTube() {
    const second = Math.floor(this.playback?.view.position ?? 0);
    this.playback?.pause();
    await this.#ask((lesson) => ipc.openOnYoutube({ lesson, second }));
  }

  async #playInWindow() {
    const second = Math.floor(this.playback?.view.position ?? 0);
    await this.#ask(async (lesson) => {
      await ipc.openWatchWindow({ lesson, second });
      if (this.isConnected) this.playback?.playFrom("window");
      else await ipc.closeWatchWindow();
    });
  }

  /** @param {boolean} completed */
  async #mark(completed) {
    await this.#ask(async (lesson) => {
      const progress = await ipc.markLesson({ lesson, completed });
      if (this.playback) this.playback.progress = progress;
      this.dispatchEvent(new CustomEvent("marked", { bubbles: true, detail: progress }));
    });
  }

  /** @param {(lesson: string) => Promise<unknown>} action */
  async #ask(action) {
    try {
      await action(this.lesson?.id ?? "");
    } catch (error) {
      toast(this, { message: messageOf(error) });
    }
  }

  #show() {
    const playback = /** @type {Playback} */ (this.playback);
    const { view } = playback;
    this.#showPicture(view);
    this.#controls.view = view;
    this.#source.view = view;
    this.#source.completed = playback.progress.completed;
    const file = view.source === "file" ? (view.file?.name ?? null) : null;
    this.#problem.show(view.problem && wordsFor(view.problem, { file, linux: /Linux/.test(navigator.userAgent) }));
    this.#announce(view);
  }

  /** @param {View} view */
  #showPicture({ picture, phase, problem, position }) {
    if (picture && picture.parentNode !== this.#picture) this.#picture.append(picture);
    // A frame in which nothing has come yet and something is wrong is a blank box: the drawing is shown instead, and the
    // frame goes on loading unseen.
    const nothingInIt = phase === "loading" && problem !== null && !problem.startsWith("youtube-");
    const seen = picture !== null && !nothingInIt;
    picture?.classList.toggle("unseen", !seen);
    this.#poster.hidden = seen;
    this.#posterLabel.textContent = position >= 1 ? `Play from ${clock(position)}` : "Play";
  }

  /** @param {View} view */
  #announce({ phase, state, wanted, position, problem }) {
    const said = problem !== null || phase === "idle" ? null
      : state === "ended" ? "The video has ended."
        : !wanted ? "Paused" : state === "playing" ? "Playing" : phase === "loading" ? "Loading the video" : this.#announced;
    if (said === this.#announced) return;
    this.#announced = said;
    this.#announcer.textContent = said === "Playing" || said === "Paused" ? `${said} at ${spoken(position)}` : (said ?? "");
  }
}

customElements.define("lesson-player", LessonPlayer);
