// Building what is shown. `h` makes elements, `setSanitised` is the only place in the window where a
// string becomes markup, and `drawing` turns a lesson's illustration into an SVG that takes the theme's colours.

/**
 * @typedef {Node | string | number | null | undefined | false | Child[]} Child
 * @typedef {Record<string, unknown>} Attributes
 */

/**
 * An element: `h("button", { class: "button filled", type: "button", onclick: play }, "Play")`.
 *
 * In `attributes`, `on…` adds a listener; `style` takes an object of CSS properties (a style attribute would be
 * refused by the window's content policy); true and false set and leave out an attribute; null and undefined
 * leave it out. Children that are null, undefined or false are left out.
 * @template {string} K
 * @param {K} tag
 * @param {Attributes | null} [attributes]
 * @param {...Child} children
 * @returns {K extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[K] : HTMLElement}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value);
  append(element, children);
  return /** @type {any} */ (element);
}

/**
 * Puts HTML into an element, in place of what was there. Only for HTML that Rust rendered and sanitised.
 * @param {Element} element
 * @param {string} html
 */
export function setSanitised(element, html) {
  element.innerHTML = html;
}

/**
 * The element of an SVG text, ready to be put into the page; null if the text is not SVG. It is hidden from
 * assistive technology: whoever shows it names it.
 * @param {string} svgText
 * @returns {SVGSVGElement | null}
 */
export function drawing(svgText) {
  const parsed = new DOMParser().parseFromString(svgText, "image/svg+xml");
  const root = parsed.documentElement;
  if (root.localName !== "svg" || root.namespaceURI !== "http://www.w3.org/2000/svg") return null;
  root.setAttribute("aria-hidden", "true");
  root.setAttribute("focusable", "false");
  return /** @type {any} */ (document.importNode(root, true));
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {unknown} value
 */
function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on") && typeof value === "function") {
    element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  } else if (name === "style") {
    for (const [property, to] of Object.entries(value)) element.style.setProperty(property, String(to));
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {HTMLElement} element
 * @param {Child[]} children
 */
function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}
