// The field that a note is written in: its keys for Markdown and for marks, what is pasted, and how it grows.

import { onMac, press } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { NoteField } from "../../ui/lib/note-field.js";

afterEach(() => {
  delete document.execCommand;
  onMac(false);
});

function open(text = "", start = text.length, end = start) {
  const heard = [];
  const field = new NoteField({
    input: (body) => heard.push(["input", body]), next: () => heard.push(["next"]), leave: () => heard.push(["leave"]), marked: (mark) => heard.push(["marked", mark]),
  });
  document.body.replaceChildren(field.element);
  field.body = text;
  field.element.focus();
  field.element.setSelectionRange(start, end);
  const { element } = field;
  return {
    field, element, heard,
    selected: () => element.value.slice(element.selectionStart, element.selectionEnd),
    key: (key, more = {}) => press(key, { on: element, ...more }),
    /** Whether our own pasting took it from the webview. */
    paste(text, more = {}) {
      const event = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), {
        clipboardData: { getData: (type) => ({ "text/plain": text, ...more })[type] ?? "" } });
      return !element.dispatchEvent(event);
    },
  };
}

const CTRL = { ctrlKey: true };
const COMMAND = { metaKey: true };

for (const [key, more, expected] of [
  ["b", {}, "a **word** b"], ["i", {}, "a *word* b"], ["e", {}, "a `word` b"], ["K", { shiftKey: true }, "a [word]() b"],
  ["*", { shiftKey: true, code: "Digit8" }, "- a word b"], ["/", { shiftKey: true, code: "Digit7" }, "1. a word b"], ["8", { shiftKey: true }, "- a word b"],
]) {
  test(`Ctrl+${more.shiftKey ? "Shift+" : ""}${more.code ?? key}: ${expected}; on a Mac with Command`, () => {
    const linux = open("a word b", 2, 6);
    assert.equal(linux.key(key, { ...CTRL, ...more }), true);
    assert.equal(linux.element.value, expected);
    assert.deepEqual(linux.heard, [["input", expected]], "heard as if it were typed");
    assert.equal(open("a word b", 2, 6).key(key, { ...COMMAND, ...more }), false);

    onMac();
    const mac = open("a word b", 2, 6);
    assert.equal(mac.key(key, { ...COMMAND, ...more }), true);
    assert.equal(mac.element.value, expected);
    assert.equal(open("a word b", 2, 6).key(key, { ...CTRL, ...more }), false, "Control is the system's there");
  });
}

test("the key is that of the letter on keyboards of other alphabets", () => {
  const { key, element } = open("слово", 0, 5);
  key("и", { ...CTRL, code: "KeyB" });
  assert.equal(element.value, "**слово**");
});

test("the selection stays, so that the key takes off what it put on", () => {
  const { key, element, selected } = open("a word b", 2, 6);
  key("b", CTRL);
  assert.equal(selected(), "word");
  key("b", CTRL);
  assert.deepEqual([element.value, selected()], ["a word b", "word"]);
});

test("other chords are not the field's: the search, the webview's own, AltGr, an input method", () => {
  for (const more of [{ ...CTRL, altKey: true }, { ...CTRL, isComposing: true }, { ...CTRL, keyCode: 229 }, { altKey: true }, { ...CTRL, ...COMMAND }]) {
    const { key, element } = open("word", 0, 4);
    assert.equal(key("b", more), false, JSON.stringify(more));
    assert.equal(element.value, "word");
  }
  for (const [letter, more] of [["k", {}], ["z", {}], ["v", {}], ["B", { shiftKey: true }], ["Enter", {}]]) {
    assert.equal(open("word", 0, 4).key(letter, { ...CTRL, ...more }), false, letter);
  }
});

test("held down, a key changes the text once", () => {
  const { key, element } = open("word", 0, 4);
  key("b", CTRL);
  assert.equal(key("b", { ...CTRL, repeat: true }), true);
  assert.equal(element.value, "**word**");
});

test("Shift+Enter goes on with a list, and is a new line elsewhere", () => {
  const list = open("- a");
  assert.equal(list.key("Enter", { shiftKey: true }), true);
  assert.deepEqual([list.element.value, list.element.selectionStart], ["- a\n- ", 6]);
  list.key("Enter", { shiftKey: true });
  assert.equal(list.element.value, "- a\n");
  const plain = open("a");
  assert.equal(plain.key("Enter", { shiftKey: true }), false);
  assert.deepEqual([plain.heard, list.heard.map(([what]) => what)], [[], ["input", "input"]]);
});

test("Alt with 1, 2, 3 asks for a mark; on a Mac Control and Command", () => {
  const linux = open();
  for (const digit of ["1", "2", "3"]) assert.equal(linux.key(digit, { altKey: true }), true);
  assert.deepEqual(linux.heard, [["marked", "important"], ["marked", "question"], ["marked", "todo"]]);
  assert.equal(linux.key("&", { altKey: true, code: "Digit1" }), true, "as on a French keyboard");
  for (const more of [{}, CTRL, { altKey: true, shiftKey: true }, { altKey: true, isComposing: true }]) assert.equal(linux.key("1", more), false, JSON.stringify(more));
  assert.equal(linux.key("4", { altKey: true }), false);

  onMac();
  const mac = open();
  assert.equal(mac.key("2", { ...CTRL, ...COMMAND }), true);
  assert.equal(mac.key("2", { altKey: true }), false, "Option writes letters there");
  assert.deepEqual(mac.heard, [["marked", "question"]]);
});

test("what changes the text goes the webview's own way, so that its Undo knows of it", () => {
  const done = [];
  document.execCommand = (command, _, text) => {
    const field = /** @type {any} */ (document.activeElement);
    done.push([command, field.value.slice(field.selectionStart, field.selectionEnd), text]);
    field.setRangeText(command === "delete" ? "" : text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };
  const { key, element, heard } = open("a word b", 2, 6);
  key("b", CTRL);
  assert.deepEqual(done, [["insertText", "word", "**word**"]], "only what changes is replaced");
  assert.deepEqual([heard, element.value], [[["input", "a **word** b"]], "a **word** b"]);
  const empty = open("- ");
  empty.key("Enter", { shiftKey: true });
  assert.deepEqual([done.at(-1), empty.element.value], [["delete", "- ", ""], ""]);
});

test("what the webview types line by line is heard once, and what has very many lines does not wait for it", () => {
  const done = [];
  document.execCommand = (command, _, text) => {
    done.push(text.length);
    const field = /** @type {any} */ (document.activeElement);
    for (const line of text.split(/(?<=\n)/)) {
      field.setRangeText(line, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return true;
  };
  const { paste, element, heard } = open("before ");
  paste("a\u00a0b\nc\nd");
  assert.deepEqual([heard, done], [[["input", "before a b\nc\nd"]], [7]]);
  const long = "x\u00a0y\n".repeat(2_000);
  paste(long);
  assert.deepEqual([element.value, heard.length, done.length], [`before a b\nc\nd${"x y\n".repeat(2_000)}`, 2, 1]);
  assert.equal(element.selectionStart, element.value.length);
});

for (const [name, command] of [["says that it did and did nothing", () => true], ["does something else", () => {
  document.activeElement.setRangeText("?");
  return true;
}]]) {
  test(`a webview that ${name} loses nothing`, () => {
    document.execCommand = command;
    const { key, element, heard } = open("a word b", 2, 6);
    key("b", CTRL);
    assert.equal(element.value, "a **word** b");
    assert.deepEqual(heard.at(-1), ["input", "a **word** b"]);
  });
}

test("stepping out of what is bold changes nothing", () => {
  const { key, element, heard } = open("**word**", 6);
  key("b", CTRL);
  assert.deepEqual([element.value, element.selectionStart, heard], ["**word**", 8, []]);
});

test("what is pasted is cleaned; what needs no cleaning, and what is no text, is left to the webview", () => {
  const { paste, element, heard } = open("take  daily", 5);
  assert.equal(paste("5\u00a0mg", { "text/html": "<b>5&nbsp;mg</b>" }), true);
  assert.equal(element.value, "take 5 mg daily");
  assert.deepEqual(heard, [["input", "take 5 mg daily"]]);
  assert.equal(paste("plain"), false);
  assert.equal(paste("", { "text/html": "<b>x</b>" }), false);
});

test("an address that is pasted over words becomes their link", () => {
  const { paste, element } = open("see the paper", 4, 13);
  assert.equal(paste("https://doi.org/10.1/x"), true);
  assert.deepEqual([element.value, element.selectionStart], ["see [the paper](https://doi.org/10.1/x)", 39]);
});

test("the field is as high as its text; a long text is not measured at each letter", () => {
  const { field, element } = open();
  let measured = 0;
  Object.defineProperty(element, "scrollHeight", { configurable: true, get() { measured++; return 84; } });
  field.body = "short";
  assert.deepEqual([measured, element.style.height, element.classList.contains("full"), element.spellcheck], [1, "84px", false, true]);
  field.body = "x".repeat(100_000);
  element.dispatchEvent(new Event("input"));
  assert.deepEqual([measured, element.style.height, element.classList.contains("full"), element.spellcheck], [1, "", true, false]);
  field.body = "short again";
  assert.deepEqual([measured, element.style.height, element.classList.contains("full"), element.spellcheck], [2, "84px", false, true]);
});

test("spelling is checked where the webview can", () => {
  assert.equal(open().element.getAttribute("spellcheck"), "true");
});
