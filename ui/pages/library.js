// <library-page>: what the course points to, shelf by shelf. Rust opens each in the system's browser, by its id. Of a PDF
// the learner can keep a copy, which opens without a network.
//
//   page.course = course; page.overview = overview;   // set again whenever something changed: the copies are asked for anew

/** @import { Course, KeptCopy, Overview, Resource } from "../types.js" */

import * as ipc from "../ipc.js";
import { LibraryCopy } from "../components/library-copy.js";
import { coalesced } from "../lib/coalesced.js";
import { messageOf } from "../lib/failure.js";
import { h } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { toast } from "../lib/toast.js";

const KINDS = { pdf: "PDF", website: "Website", book: "Book", video: "Videos", code: "Code", support: "Support" };

export class LibraryPage extends HTMLElement {
  /** @type {Course | null} */
  course = null;
  /** @type {Overview | null} */
  #overview = null;
  /** @type {LibraryCopy[]} */
  #places = [];
  #refetch = coalesced(() => this.#fetch());

  get overview() {
    return this.#overview;
  }

  set overview(overview) {
    this.#overview = overview;
    if (this.isConnected) this.#refetch();
  }

  connectedCallback() {
    this.#places = [];
    this.replaceChildren(
      h("div", { class: "library" },
        h("header", { class: "page-head" },
          h("div", null,
            h("h1", { tabindex: "-1" }, "Library"),
            h("p", { class: "quiet-text" }, "What the course gives and recommends. Everything here opens in your browser, on the website named beside it. "
              + "Of a PDF you can keep a copy here, to read it without a network."))),
        this.course?.shelves.map((shelf) =>
          h("section", { class: "shelf", "aria-labelledby": `shelf-${shelf.id}` },
            h("h2", { id: `shelf-${shelf.id}` }, shelf.title),
            h("ul", null, shelf.resources.map((resource) => h("li", null, this.#resource(resource))))))));
    this.addEventListener("copy-changed", this.#refetch);
    if (this.#places.length > 0) this.#refetch();
  }

  async #fetch() {
    /** @type {KeptCopy[]} */
    let copies;
    try {
      copies = await ipc.libraryCopies();
    } catch (error) {
      return toast(this, { message: messageOf(error) });
    }
    for (const place of this.#places) place.copy = copies.find(({ resource }) => resource === place.resource) ?? null;
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
        h("p", { class: "resource-host" }, host),
        kind === "pdf" && this.#copyOf(id, title)));
  }

  /**
   * @param {string} resource
   * @param {string} title
   */
  #copyOf(resource, title) {
    const place = Object.assign(new LibraryCopy(), { resource, name: title });
    this.#places.push(place);
    return place;
  }
}

customElements.define("library-page", LibraryPage);
