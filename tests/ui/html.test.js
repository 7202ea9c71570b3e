import "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawing, h, setSanitised } from "../../ui/lib/html.js";

test("text stays text", () => {
  assert.equal(h("p", null, "<b>1 & 2</b>").outerHTML, "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>");
});

test("attributes, listeners, properties of style and children", () => {
  let clicks = 0;
  const button = h("button", { class: "button", hidden: false, disabled: true, title: null, "aria-expanded": "false", style: { width: "41%" }, onclick: () => { clicks += 1; } },
    "A", 0, null, undefined, false, [" ", h("b", null, "B")]);
  assert.equal(button.outerHTML, '<button class="button" disabled="" aria-expanded="false" style="width: 41%;">A0 <b>B</b></button>');
  button.disabled = false;
  button.click();
  assert.equal(clicks, 1);
});

test("sanitised HTML replaces what was there", () => {
  const place = h("div", null, "old");
  setSanitised(place, "<p>new <em>text</em></p>");
  assert.equal(place.innerHTML, "<p>new <em>text</em></p>");
});

test("a drawing is an SVG that assistive technology passes over", () => {
  const svg = drawing('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450"><path d="M0 0" stroke="var(--accent)"/></svg>');
  assert.equal(svg.namespaceURI, "http://www.w3.org/2000/svg");
  assert.equal(svg.getAttribute("aria-hidden"), "true");
  assert.equal(svg.ownerDocument, document);
  assert.equal(svg.querySelector("path").getAttribute("stroke"), "var(--accent)");
});

test("what is not SVG is no drawing", () => {
  for (const text of ["", "not xml", "<p>html</p>", "<svg><path></svg>", "<svg/>"]) assert.equal(drawing(text), null, text);
});
