// The rules of ui/ that a test can see.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const UI = fileURLToPath(new URL("../../ui", import.meta.url));

/** @returns {{ path: string, content: string }[]} */
function files(folder, ending) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path, ending);
    return entry.name.endsWith(ending) ? [{ path: relative(UI, path).replaceAll("\\", "/"), content: readFileSync(path, "utf8") }] : [];
  });
}

const scripts = files(UI, ".js");
const stylesheets = files(UI, ".css");
const withoutComments = (css) => css.replace(/\/\*[\s\S]*?\*\//g, "");
const naming = (list, pattern) => list.filter(({ content }) => pattern.test(content)).map(({ path }) => path);

test("there is something to look at", () => {
  assert.ok(scripts.length > 10 && stylesheets.length > 5);
});

test("a string becomes markup in one place", () => {
  assert.deepEqual(naming(scripts, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe/), ["lib/html.js"]);
});

test("one file knows Tauri", () => {
  assert.deepEqual(naming(scripts, /__TAURI/), ["ipc.js"]);
});

test("colours stand in tokens.css alone", () => {
  const colour = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/i;
  assert.deepEqual(naming(stylesheets.map(({ path, content }) => ({ path, content: withoutComments(content) })), colour), ["styles/tokens.css"]);
});

test("nothing is loaded from elsewhere", () => {
  assert.deepEqual(naming(stylesheets, /url\(\s*["']?(?:https?:)?\/\//i), []);
  assert.deepEqual(naming(scripts, /(?<!["'])\b(?:import|from)\s*\(?\s*["'](?!\.)/), [], "every import is a file of ours");
});

test("the page has no inline script and no inline style, and names every stylesheet", () => {
  const html = readFileSync(join(UI, "index.html"), "utf8");
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i);
  const linked = [...html.matchAll(/href="(styles\/[^"]+)"/g)].map(([, path]) => path);
  assert.deepEqual(linked.sort(), stylesheets.map(({ path }) => path).sort());
});

test("every element is defined in a file of its name or its page", () => {
  for (const { path, content } of scripts) {
    const defined = [...content.matchAll(/customElements\.define\("([^"]+)"/g)].map(([, name]) => name);
    assert.ok(defined.length <= 1, `${path} defines ${defined.join(", ")}`);
    const expected = path.startsWith("pages/") ? path.replace(/^pages\/(.*)\.js$/, "$1-page") : path.replace(/^.*\/(.*)\.js$/, "$1");
    if (defined.length) assert.equal(defined[0], expected, path);
  }
});
