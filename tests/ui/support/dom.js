// A document for the tests of ui/, and a stand-in for Rust. Import it before anything of ui/: elements are defined as
// their modules load, and need the document then.
//
//   const rust = fakeRust({ notes: () => [] });
//   const page = show(new NotesPage(), { course, overview });
//   await settled();
//   rust.calls   // [["notes", {}], …]

import { JSDOM, VirtualConsole } from "jsdom";
import { after } from "node:test";

// Silent about what jsdom does not do, such as loading another page.
const dom = new JSDOM("<!doctype html><html><body></body></html>", { url: "http://tauri.localhost/", pretendToBeVisual: true, virtualConsole: new VirtualConsole() });

for (const name of ["window", "document", "Node", "Element", "HTMLElement", "SVGElement", "HTMLIFrameElement", "Event", "CustomEvent", "KeyboardEvent", "MouseEvent",
  "FocusEvent", "DOMParser", "MutationObserver", "customElements", "location", "history", "localStorage", "sessionStorage"]) {
  globalThis[name] = dom.window[name];
}
// Some Nodes have one of their own, which cannot be assigned to.
Object.defineProperty(globalThis, "navigator", { value: dom.window.navigator, configurable: true });
dom.window.scrollTo = () => {};
dom.window.HTMLDialogElement.prototype.showModal = function () { this.open = true; };
dom.window.HTMLDialogElement.prototype.close = function () { this.open = false; };

// What is left on the page after the last test may have a timer, for which Node would wait.
after(() => document.body.replaceChildren());

/**
 * Answers commands by name, each a function of its arguments; a command that was not given fails the test's promise.
 * @param {Record<string, (args: any) => unknown>} commands
 */
export function fakeRust(commands) {
  const listeners = new Map();
  const calls = [];
  window.__TAURI__ = {
    core: {
      async invoke(command, args = {}) {
        calls.push([command, args]);
        if (!commands[command]) throw { code: "not-in-this-test", message: `The test has no answer to ${command}.` };
        return commands[command](args);
      },
    },
    event: {
      async listen(event, fn) {
        listeners.set(event, [...(listeners.get(event) ?? []), fn]);
        return () => listeners.set(event, listeners.get(event).filter((each) => each !== fn));
      },
    },
  };
  return {
    calls,
    commands,
    called: (command) => calls.filter(([name]) => name === command).map(([, args]) => args),
    emit: (event, payload = null) => (listeners.get(event) ?? []).forEach((fn) => fn({ payload })),
    listening: (event) => (listeners.get(event) ?? []).length,
  };
}

/** What Rust rejects with. */
export function failure(code, message) {
  return () => Promise.reject({ code, message });
}

/** A command that answers when the test says so. */
export function later() {
  const ends = {};
  const done = new Promise((resolve, reject) => Object.assign(ends, { resolve, reject }));
  return { command: () => done, ...ends };
}

/** Puts an element into an empty page, with its properties set first. */
export function show(element, properties = {}) {
  Object.assign(element, properties);
  document.body.replaceChildren(element);
  return element;
}

/** When every promise and event that is under way has come to rest. */
export async function settled() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** The events of a name that an element sends from now on. */
export function heard(element, name) {
  const events = [];
  element.addEventListener(name, (event) => events.push(event.detail));
  return events;
}

/** The text of an element as it reads, on one line. */
export function text(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

/** The first button or link that reads so, by its label or its text. */
export function control(root, name) {
  const found = [...root.querySelectorAll("button, a")].find((each) => (each.getAttribute("aria-label") ?? text(each)) === name);
  if (!found) throw new Error(`there is no button or link “${name}” in: ${text(root)}`);
  return found;
}

/** Presses a key where the focus is, or on an element; true if somebody took it for theirs. */
export function press(key, { on = document.activeElement ?? document.body, ...more } = {}) {
  return !on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

/** Types into a field and leaves it. */
export function type(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";

/** The window is one on a Mac, until it is told to be elsewhere. */
export function onMac(mac = true) {
  if (mac) Object.defineProperty(window.navigator, "userAgent", { value: MAC, configurable: true });
  else delete window.navigator.userAgent;
}
