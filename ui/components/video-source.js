// <video-source>: where the video comes from, in a line, and how to change that; and whether the lesson is done.
//
//   line.view = playback.view; line.completed = true;
//
// Sends "attach", "detach", "play-file", "play-here", and "mark" with { completed }.

/** @import { View } from "../player/view.js" */

import { h } from "../lib/html.js";

export class VideoSource extends HTMLElement {
  #words = h("span", { class: "video-source-words" });
  #attach = this.#link("Use my own video file…", "attach");
  #own = this.#link("Play my file", "play-file");
  #here = this.#link("Play it here again", "play-here");
  #detach = this.#link("Use YouTube instead", "detach");
  #completed = false;
  #mark = h("button", { class: "button quiet small", type: "button",
    onclick: () => this.#send("mark", { completed: !this.#completed }) }, "Mark as done");

  connectedCallback() {
    this.replaceChildren(h("p", null, this.#words, " ", this.#here, " ", this.#own, " ", this.#attach, " ", this.#detach), this.#mark);
  }

  /** @param {View} view */
  set view(view) {
    const words = wordsOf(view);
    if (this.#words.textContent !== words) this.#words.textContent = words;
    this.#attach.textContent = view.file ? "Use another file…" : "Use my own video file…";
    this.#own.hidden = !view.file || view.source !== "youtube";
    this.#here.hidden = view.source !== "window";
    this.#detach.hidden = view.file === null;
  }

  /** @param {boolean} completed */
  set completed(completed) {
    this.#completed = completed;
    this.#mark.textContent = completed ? "Mark as not done" : "Mark as done";
  }

  /**
   * @param {string} label
   * @param {string} event
   */
  #link(label, event) {
    return h("button", { class: "link", type: "button", onclick: () => this.#send(event) }, label);
  }

  /**
   * @param {string} event
   * @param {object} [detail]
   */
  #send(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }));
  }
}

/** @param {View} view */
function wordsOf({ source, file, phase, problem }) {
  if (source === "window") return "From YouTube, in a window of its own.";
  const loading = phase === "loading" && problem === null;
  if (file && source === "file") return loading ? `Opening your file ${file.name}…` : `Your file: ${file.name}.`;
  if (loading) return "Loading from YouTube…";
  if (phase !== "idle") return "From YouTube.";
  return file ? `From YouTube this time. Your file: ${file.name}.` : "From YouTube, once you press play.";
}

customElements.define("video-source", VideoSource);
