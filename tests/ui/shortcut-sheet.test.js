// The list of keys. That each of them does what it says is in player-keys.test.js.

import { control, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ShortcutSheet } from "../../ui/components/shortcut-sheet.js";

function open(keyboard) {
  const element = show(new ShortcutSheet());
  element.open({ singleKeys: true, mac: false, ...keyboard });
  return { element, dialog: element.querySelector("dialog"), keys: () => [...element.querySelectorAll("kbd")].map(text) };
}

const FINDING = ["Ctrl+K", "↑", "↓", "Enter"];
const WRITING = ["Alt+K", "Alt+J", "Alt+L", "Enter", "Shift+Enter", "Escape", "Ctrl+B", "Ctrl+I", "Ctrl+E", "Ctrl+Shift+K", "Ctrl+Shift+8", "Ctrl+Shift+7",
  "Alt+1", "Alt+2", "Alt+3", "I", "Q", "D", "X"];
const KEYS = ["Space", "K", "←", "→", "J", "L", "0", "…", "9", "<", ">", "M", "C", "T", "F", "Escape", "?", ...FINDING, "N", ...WRITING];
const WITHOUT_SINGLE = ["Space", "←", "→", "Escape", ...FINDING, ...WRITING];

test("it is a dialog with a heading that has the focus, and is closed by its button", () => {
  const { element, dialog } = open();
  assert.equal(dialog.open, true);
  assert.equal(text(element.querySelector(`#${dialog.getAttribute("aria-labelledby")}`)), "Keys");
  assert.equal(document.activeElement, element.querySelector("h2"));
  control(element, "Close").click();
  assert.equal(dialog.open, false);
});

test("every key of the page, with what it does", () => {
  const { element, keys } = open();
  assert.deepEqual(keys(), KEYS);
  const rows = [...element.querySelectorAll("dl > div")];
  assert.ok(rows.every((row) => row.querySelector("dt kbd") && text(row.querySelector("dd")) !== ""));
  assert.deepEqual([...element.querySelectorAll("h3")].map(text), ["Playing", "Seeing", "Finding", "Notes"]);
});

test("on a Mac the chords are those of a Mac", () => {
  const { keys } = open({ mac: true });
  assert.deepEqual(keys(), KEYS.map((key) => key.replace("Alt+", "Control+Command+").replace("Ctrl+", "Command+")));
});

test("with single letters turned off, they are not there, and that is said", () => {
  const off = open({ singleKeys: false });
  assert.deepEqual(off.keys(), WITHOUT_SINGLE);
  const said = (element) => [...element.querySelectorAll("p")].filter((each) => !each.hidden).map(text);
  assert.deepEqual(said(off.element), ["Single letters are turned off in Settings."]);
  assert.deepEqual(said(open().element), []);
});

test("opened again it is the list of now", () => {
  const { element, dialog, keys } = open();
  dialog.close();
  element.open({ singleKeys: false, mac: true });
  assert.deepEqual([dialog.open, keys().length], [true, WITHOUT_SINGLE.length]);
});
