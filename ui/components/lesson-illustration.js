// <lesson-illustration>: a lesson's drawing, in the theme's colours, 16 to 9.
//
//   const picture = new LessonIllustration();
//   picture.svg = lesson.illustration;
//
// It is decoration: the lesson's title beside it says what it is, so that assistive technology passes over it.

import { drawing } from "../lib/html.js";

export class LessonIllustration extends HTMLElement {
  #svg = "";

  get svg() {
    return this.#svg;
  }

  set svg(svg) {
    if (svg === this.#svg) return;
    this.#svg = svg;
    const picture = drawing(svg);
    this.replaceChildren(...(picture ? [picture] : []));
  }
}

customElements.define("lesson-illustration", LessonIllustration);
