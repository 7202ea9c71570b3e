// <nowhere-page>: an address that the window does not have, such as a lesson that left the course.

import { h } from "../lib/html.js";

export class NowherePage extends HTMLElement {
  connectedCallback() {
    this.replaceChildren(
      h("div", { class: "plain-page" },
        h("h1", { tabindex: "-1" }, "There is nothing here"),
        h("p", null, "This page is not part of the course, or no longer. Notes of lessons that left it are kept."),
        h("p", { class: "hero-actions" },
          h("a", { class: "button filled", href: "#/" }, "Go to the course"),
          h("a", { class: "link", href: "#/notes" }, "Your notes"))));
  }
}

customElements.define("nowhere-page", NowherePage);
