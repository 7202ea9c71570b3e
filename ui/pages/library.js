// <library-page>: what the course points to, shelf by shelf. Rust opens each in the system's browser, by its id.
//
//   page.course = course;

/** @import { Course, Resource } from "../types.js" */

import * as ipc from "../ipc.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { toast } from "../lib/toast.js";

const KINDS = { pdf: "PDF", website: "Website", book: "Book", video: "Videos", code: "Code", support: "Support" };

export class LibraryPage extends HTMLElement {
  /** @type {Course | null} */
  course = null;

  connectedCallback() {
    this.replaceChildren(
      h("div", { class: "library" },
        h("header", { class: "page-head" },
          h("div", null,
            h("h1", { tabindex: "-1" }, "Library"),
            h("p", { class: "quiet-text" }, "What the course gives and recommends. Everything here opens in your browser, on the website named beside it."))),
        this.course?.shelves.map((shelf) =>
          h("section", { class: "shelf", "aria-labelledby": `shelf-${shelf.id}` },
            h("h2", { id: `shelf-${shelf.id}` }, shelf.title),
            h("ul", null, shelf.resources.map((resource) => h("li", null, this.#resource(resource))))))));
  }

  /** @param {Resource} resource */
  #resource({ id, title, about, kind, host }) {
    const open = () => ipc.openResource({ resource: id }).catch((error) => toast(this, { message: messageOf(error) }));
    return h("article", { class: "resource" },
      h("p", { class: "resource-kind" }, KINDS[kind]),
      h("div", null,
        h("h3", null, h("button", { class: "link", type: "button", onclick: open }, title, icon("outside"),
          h("span", { class: "visually-hidden" }, ", opens in the browser"))),
        h("p", { class: "serif-text" }, about),
        h("p", { class: "resource-host" }, host)));
  }
}

customElements.define("library-page", LibraryPage);
