// A lesson page in an otherwise empty window, with a stand-in for Rust and for what YouTube's page says.
//
//   const { page, rust, $, play } = await openLesson({ position: 222, commands: { attach_video: () => FILE } });
//   play();
//   says($("iframe"), { kind: "ready", duration: 543, rates: [1] });
//   afterEach(closeLesson);

import { fakeRust, settled, show } from "./dom.js";
import { LessonPage } from "../../../ui/pages/lesson.js";
import { aCourse, anOverview, progress, settings } from "./course.js";

Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });

export const PAGE = "http://127.0.0.1:4321/token/youtube/models";
export const FILE = { url: "http://127.0.0.1:4321/token/video/models", name: "ward.mp4", state: "ready" };

/** @type {LessonPage | null} */
let open = null;

export function closeLesson() {
  open?.remove();
  open = null;
  delete document.documentElement.dataset.windowMode;
}

/** The second lesson, stopped at 3:42 of 9:03 and watched to 1:40, unless the test says otherwise. `settings: null`: they could not be read. */
export async function openLesson({
  notes = [], file = null, startAt = null, lessonId = "models", commands = {}, transcript = null, welcome = null, settings: chosen = {}, onTop = true, ...changes
} = {}) {
  localStorage.clear();
  const fetched = {
    id: lessonId, keyIdeasHtml: "<p>A model starts out <em>guessing</em>.</p>", notes, file, transcript, welcome,
    progress: progress({ position: 222, resumeAt: 222, duration: 543, watched: [[0, 100]], watchedSeconds: 100, ...changes }),
    youtube: { page: PAGE, watch: "https://youtu.be/x" },
  };
  const kept = settings(chosen ?? {});
  const rust = fakeRust({
    lesson: () => structuredClone(fetched),
    save_progress: ({ report }) => ({ ...fetched.progress, position: report.position ?? fetched.progress.position }),
    save_note: ({ draft }) => ({ ...draft, html: `<p>${draft.body}</p>`, created: 1, updated: 1 }),
    delete_note: () => null,
    save_settings: ({ change }) => Object.assign(kept, change),
    set_window_mode: ({ mode }) => ({ mode, onTop: mode === "compact" && onTop }),
    ...commands,
  });
  const page = new LessonPage();
  open = page;
  show(page, { lessonId, startAt, course: aCourse(), overview: anOverview(), settings: chosen && structuredClone(kept) });
  await settled();
  const $ = (selector) => page.querySelector(selector);
  return {
    page, rust, fetched, $,
    play: () => $("playback-controls .play").click(),
    /** What the field under the picture shows, "3:42 / 9:03". */
    time: () => `${$(".time-field").value} ${$("time-field").textContent}`.trim(),
  };
}

/** The loopback page says something. */
export function says(frame, data) {
  window.dispatchEvent(Object.assign(new Event("message"), { data, origin: "http://127.0.0.1:4321", source: frame.contentWindow }));
}

/** What the window says to the loopback page from now on. */
export function toldTo(frame) {
  const told = [];
  frame.contentWindow.postMessage = (message) => told.push(message);
  says(frame, { kind: "listening" });
  return told;
}
