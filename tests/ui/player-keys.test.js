// Which key does what, where it is left to whatever has the focus, and that the list of keys tells the truth.

import { onMac } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { NoteField } from "../../ui/lib/note-field.js";
import { markOfChord, markedByLetter } from "../../ui/lib/marks.js";
import { asksForSearch, commandOf, sheet } from "../../ui/player/keys.js";

afterEach(() => onMac(false));

const PAGE = "<main></main>";
const LINUX = { singleKeys: true, mac: false };
const MAC = { singleKeys: true, mac: true };
const SINGLE_OFF = { singleKeys: false, mac: false };

/** What a key asks for while an element of this markup has the focus. */
function pressed(key, { markup = PAGE, keyboard = LINUX, ...more } = {}) {
  document.body.innerHTML = markup;
  /** @type {ReturnType<typeof commandOf> | undefined} */
  let command;
  const target = document.body.querySelector("[data-here]") ?? document.body.firstElementChild;
  target.addEventListener("keydown", (event) => { command = commandOf(event, keyboard); });
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  assert.notEqual(command, undefined, "the key arrived");
  return command;
}

const seek = (by) => ({ name: "seek", by });
const tenth = (digit) => ({ name: "tenth", tenth: digit });
const named = (name) => ({ name });

/** Letters, digits and signs: those that can be turned off. */
const SINGLE = [
  ["k", named("toggle")], ["j", seek(-10)], ["l", seek(10)], ["m", named("mute")], ["f", named("fullscreen")], ["t", named("theatre")],
  ["c", named("captions")], ["n", named("write")], ["<", { name: "rate", by: -1 }], [">", { name: "rate", by: 1 }], ["?", named("keys")],
  ...Array.from({ length: 10 }, (_, digit) => /** @type {const} */ ([String(digit), tenth(digit)])),
];
/** Those that are no characters, and stay. */
const LASTING = [[" ", named("toggle")], ["ArrowLeft", seek(-5)], ["ArrowRight", seek(5)], ["Escape", named("leave")]];
const EVERY = [...SINGLE, ...LASTING];
/** While writing too. */
const CHORDS = [["k", named("toggle")], ["j", seek(-10)], ["l", seek(10)]];
const CHORD_OF_MAC = { ctrlKey: true, metaKey: true };

for (const [key, command] of EVERY) {
  test(`“${key}” asks for ${JSON.stringify(command)}`, () => assert.deepEqual(pressed(key), command));
}

for (const [key, command] of SINGLE.filter(([key]) => /[a-z]/.test(key))) {
  test(`“${key.toUpperCase()}” is the same letter, by Shift or Caps Lock`, () => {
    assert.deepEqual(pressed(key.toUpperCase(), { shiftKey: true }), command);
    assert.deepEqual(pressed(key.toUpperCase()), command);
  });
}

test("signs that need Shift are the signs they are", () => {
  for (const sign of ["<", ">", "?"]) assert.notEqual(pressed(sign, { shiftKey: true }), null, sign);
  assert.deepEqual(pressed("5", { shiftKey: true }), tenth(5), "as on a French keyboard");
});

test("no other key is ours", () => {
  const others = [..."abdeghiopqrsuvwxyz!#$%&'()*+,-./:;=@[]^_`{|}~\\\"", "Enter", "Tab", "Backspace", "Delete", "Home", "End", "PageUp", "PageDown",
    "ArrowUp", "ArrowDown", "F1", "F11", "Shift", "Control", "Alt", "Meta", "AltGraph", "Dead", "Process", "Unidentified", "MediaPlayPause"];
  for (const key of others) assert.equal(pressed(key), null, key);
});

test("Shift with Space, arrows and Escape is not ours", () => {
  for (const [key] of LASTING) assert.equal(pressed(key, { shiftKey: true }), null, key);
});

/** Where something is being written, or a letter chooses. */
const WRITING = [
  "<textarea></textarea>", "<input>", '<input type="text">', '<input type="search">', '<input type="number">', "<select><option>1</option></select>",
  '<div contenteditable="true"></div>', '<div contenteditable=""></div>', '<div contenteditable="true"><p data-here>x</p></div>',
];

for (const markup of WRITING) {
  test(`in ${markup} every key is its own`, () => {
    for (const [key] of EVERY) assert.equal(pressed(key, { markup }), null, key);
  });
}

test("what says that it is not to be written in is the page", () => {
  assert.deepEqual(pressed("k", { markup: '<div contenteditable="false"></div>' }), named("toggle"));
});

/** The keys of things that are not written in, but have a use for some keys: what is left to them. */
const OWN = [
  ["<button></button>", [" "]], ['<a href="#/"></a>', [" "]], ["<details><summary data-here></summary></details>", [" "]],
  ['<div role="button"></div>', [" "]], ["<button><span data-here></span></button>", [" "]],
  ['<input type="range">', ["ArrowLeft", "ArrowRight"]],
  ['<input type="checkbox">', [" ", "ArrowLeft", "ArrowRight"]], ['<input type="radio">', [" ", "ArrowLeft", "ArrowRight"]],
  ['<ul role="listbox"><li data-here></li></ul>', ["ArrowLeft", "ArrowRight"]],
  ['<div role="radiogroup"><span data-here></span></div>', ["ArrowLeft", "ArrowRight"]],
  ['<ol data-own-arrows><li data-here></li></ol>', ["ArrowLeft", "ArrowRight"]],
];

for (const [markup, own] of OWN) {
  test(`on ${markup}: ${own.map((key) => (key === " " ? "Space" : key)).join(", ")} its own, the others ours`, () => {
    for (const [key, command] of EVERY) assert.deepEqual(pressed(key, { markup }), own.includes(key) ? null : command, key);
  });
}

test("while a dialog is open, the keys are its own; one that is closed takes none", () => {
  for (const [key, command] of EVERY) {
    assert.equal(pressed(key, { markup: "<main></main><dialog open></dialog>" }), null, key);
    assert.deepEqual(pressed(key, { markup: "<main></main><dialog></dialog>" }), command, key);
  }
  for (const [key] of CHORDS) assert.equal(pressed(key, { markup: "<main></main><dialog open></dialog>", altKey: true }), null, key);
});

for (const [why, more] of [
  ["an input method is at work", { isComposing: true }], ["an input method is at work, as Safari's engine says it", { keyCode: 229 }],
  ["Control is held", { ctrlKey: true }], ["Meta is held", { metaKey: true }], ["Control and Shift are held", { ctrlKey: true, shiftKey: true }],
]) {
  test(`while ${why}, no key is ours`, () => {
    for (const [key] of EVERY) assert.equal(pressed(key, more), null, key);
  });
}

test("while an input method is at work, no chord is ours", () => {
  for (const [key] of CHORDS) {
    assert.equal(pressed(key, { altKey: true, isComposing: true }), null, key);
    assert.equal(pressed(key, { keyboard: MAC, ...CHORD_OF_MAC, keyCode: 229 }), null, key);
  }
});

test("a key that somebody has taken is not ours", () => {
  document.body.innerHTML = "<main></main>";
  const event = new KeyboardEvent("keydown", { key: "k", cancelable: true });
  event.preventDefault();
  assert.equal(commandOf(event, LINUX), null);
});

test("with single keys off: letters, digits and signs do nothing, Space, arrows and Escape do", () => {
  for (const [key] of SINGLE) assert.equal(pressed(key, { keyboard: SINGLE_OFF }), null, key);
  for (const [key, command] of LASTING) assert.deepEqual(pressed(key, { keyboard: SINGLE_OFF }), command, key);
});

for (const keyboard of [LINUX, SINGLE_OFF]) {
  test(`Alt with J, K and L, on the page and while writing${keyboard.singleKeys ? "" : ", also with single keys off"}`, () => {
    for (const [key, command] of CHORDS) {
      for (const markup of [PAGE, ...WRITING]) assert.deepEqual(pressed(key, { markup, keyboard, altKey: true }), command, `${key} in ${markup}`);
    }
  });
}

for (const keyboard of [MAC, { ...MAC, singleKeys: false }]) {
  test(`on a Mac, Control and Command with J, K and L${keyboard.singleKeys ? "" : ", also with single keys off"}`, () => {
    for (const [key, command] of CHORDS) {
      for (const markup of [PAGE, ...WRITING]) assert.deepEqual(pressed(key, { markup, keyboard, ...CHORD_OF_MAC }), command, `${key} in ${markup}`);
    }
  });
}

/** What is close to a chord and belongs to the system, the webview, or an input method. */
const NO_CHORDS = [
  ["Alt and Shift", LINUX, { altKey: true, shiftKey: true }], ["Alt and Control", LINUX, { altKey: true, ctrlKey: true }],
  ["Alt and Meta", LINUX, { altKey: true, metaKey: true }], ["AltGr, as Linux says it", LINUX, { altKey: true, modifierAltGraph: true }],
  ["AltGr, as Windows says it", LINUX, { altKey: true, ctrlKey: true, modifierAltGraph: true }],
  ["Control and Command, but not on a Mac", LINUX, CHORD_OF_MAC], ["Control alone", LINUX, { ctrlKey: true }],
  ["Option, which writes letters on a Mac", MAC, { altKey: true }], ["Command alone on a Mac", MAC, { metaKey: true }], ["Control alone on a Mac", MAC, { ctrlKey: true }],
  ["Control, Command and Shift", MAC, { ...CHORD_OF_MAC, shiftKey: true }], ["Control, Command and Option", MAC, { ...CHORD_OF_MAC, altKey: true }],
];

for (const [held, keyboard, more] of NO_CHORDS) {
  test(`${held}: no key is ours, on the page or while writing`, () => {
    for (const [key] of EVERY) {
      for (const markup of [PAGE, "<textarea></textarea>"]) assert.equal(pressed(key, { markup, keyboard, ...more }), null, `${key} in ${markup}`);
    }
  });
}

test("a chord with any other key is not ours: the system has uses for them", () => {
  const chords = CHORDS.map(([key]) => key);
  for (const [key] of EVERY.filter(([key]) => !chords.includes(key))) {
    assert.equal(pressed(key, { altKey: true }), null, key);
    assert.equal(pressed(key, { keyboard: MAC, ...CHORD_OF_MAC }), null, key);
  }
});

/** What the key says, which key it is, and what it asks for. */
const LAYOUTS = [
  ["о", "KeyJ", seek(-10)], ["л", "KeyK", named("toggle")], ["д", "KeyL", seek(10)], ["Т", "KeyN", named("write")], ["ξ", "KeyJ", seek(-10)],
  ["ن", "KeyK", named("toggle")], ["и", "KeyB", null],
  ["j", "KeyC", seek(-10)], ["c", "KeyJ", named("captions")], ["z", "KeyY", null],
];

for (const [key, code, command] of LAYOUTS) {
  test(`“${key}” on the key ${code}: ${JSON.stringify(command)}`, () => assert.deepEqual(pressed(key, { code }), command));
}

test("chords on other alphabets are those of the key, while writing as well", () => {
  for (const markup of [PAGE, "<textarea></textarea>"]) {
    assert.deepEqual(pressed("о", { code: "KeyJ", altKey: true, markup }), seek(-10));
    assert.deepEqual(pressed("д", { code: "KeyL", keyboard: MAC, ...CHORD_OF_MAC, markup }), seek(10));
  }
});

test("held down, only what goes by steps goes on", () => {
  for (const [key, command] of EVERY) {
    const expected = command.name === "seek" || command.name === "rate" ? command : null;
    assert.deepEqual(pressed(key, { repeat: true }), expected, key);
  }
  assert.deepEqual(CHORDS.map(([key]) => pressed(key, { repeat: true, altKey: true })), [null, seek(-10), seek(10)]);
});

/** A key as the list of keys writes it, as the keyboard sends it. */
function sent(written) {
  const [key, ...held] = written.split("+").reverse();
  const plain = { Space: " ", "←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown" }[key] ?? (key.length === 1 ? key.toLowerCase() : key);
  return { key: plain, altKey: held.includes("Alt"), ctrlKey: held.includes("Control") || held.includes("Ctrl"), metaKey: held.includes("Command"), shiftKey: held.includes("Shift") };
}

/** The keys of a row, with what the dots between two digits stand for. */
function written(keys) {
  const at = keys.indexOf("…");
  if (at === -1) return keys;
  const [from, to] = [Number(keys[at - 1]), Number(keys[at + 1])];
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** What a row says, and the command that it must then be. */
const SAID = {
  "Play or pause": "toggle", "Back or forward 5 seconds": "seek", "Back or forward 10 seconds": "seek", "Slower or faster": "rate",
  "To a tenth of the lesson: 0 is the beginning, 5 the middle": "tenth", "Sound off or on": "mute", "Captions": "captions",
  "Theatre: the picture as wide as the page": "theatre", "Full screen": "fullscreen", "Leave full screen or the compact window": "leave",
  "This list": "keys", "Write a note": "write", "Play or pause while you write": "toggle", "Back or forward 10 seconds while you write": "seek",
};
/** What the note field does itself. */
const OF_THE_FIELD = { "Keep the note and begin the next": "next", "Leave the note": "leave", "A new line in the note": null };
/** What a note that reads “x”, all of it selected, reads afterwards. */
const MARKDOWN = {
  "Bold, italic, code": ["**x**", "*x*", "`x`"], "A link": ["[x]()"], "A list, a numbered list": ["- x", "1. x"],
};
const WHILE_WRITING = { "Important, a question, to do, while you write": ["important", "question", "todo"] };
/** The mark of a note that is to do, afterwards. */
const ON_A_NOTE = { "Important, a question, to do, on a note that has the focus": ["important", "question", null], "Tick a to-do that has the focus": ["done"] };
/** What the palette does itself: command-palette.test.js. */
const OF_THE_PALETTE = ["Through what is found", "Go there"];

for (const keyboard of [LINUX, SINGLE_OFF, MAC, { ...MAC, singleKeys: false }]) {
  const rows = sheet(keyboard).flatMap(({ keys }) => keys).map(([keys, does]) => ({ keys: written(keys), does }));
  const ours = rows.filter(({ does }) => does in SAID);
  /** Each key of some rows, with what is expected of it. */
  const each = (expected) => rows.filter(({ does }) => does in expected)
    .flatMap(({ keys, does }) => keys.map((key, index) => ({ key, expected: expected[does][index] })));
  const keydown = (key) => new KeyboardEvent("keydown", { ...sent(key), bubbles: true, cancelable: true });
  const where = `${keyboard.mac ? "on a Mac" : "elsewhere"}, single keys ${keyboard.singleKeys ? "on" : "off"}`;

  test(`every key on the list does what is said there: ${where}`, () => {
    for (const { keys, does } of ours) {
      const markup = does.endsWith("while you write") ? "<textarea></textarea>" : PAGE;
      for (const each of keys) {
        const { key, ...held } = sent(each);
        assert.equal(pressed(key, { markup, keyboard, ...held })?.name, SAID[does], `${each}: ${does}`);
      }
    }
  });

  test(`the first of two keys goes back or slower, by as much as is said: ${where}`, () => {
    for (const { keys, does } of ours.filter(({ does }) => /^(Back|Slower)/.test(does))) {
      const by = keys.map((each) => pressed(sent(each).key, { keyboard, ...sent(each) }).by);
      const step = Number(/\d+/.exec(does)?.[0] ?? 1);
      assert.deepEqual(by, [-step, step], does);
    }
  });

  test(`every key that does something is on the list: ${where}`, () => {
    const listed = new Set(ours.flatMap(({ keys }) => keys.map((each) => JSON.stringify(sent(each)))));
    const keys = [...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter((key) => key === key.toLowerCase()),
      "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Escape", "Enter", "Home", "End", "PageUp", "PageDown", "F11"];
    for (const key of keys) {
      for (const held of [{}, { altKey: true }, { ctrlKey: true }, { metaKey: true }, { ctrlKey: true, metaKey: true }]) {
        const all = { key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held };
        if (pressed(key, { keyboard, ...held })) assert.ok(listed.has(JSON.stringify(all)), JSON.stringify(all));
      }
    }
  });

  test(`nothing is on the list that nobody does: ${where}`, () => {
    const known = [SAID, OF_THE_FIELD, MARKDOWN, WHILE_WRITING, ON_A_NOTE].flatMap(Object.keys);
    assert.deepEqual(rows.map(({ does }) => does).filter((does) => ![...known, ...OF_THE_PALETTE, "Search, and go anywhere"].includes(does)), []);
  });

  test(`the search opens by the key that is said: ${where}`, () => {
    const [key] = rows.find(({ does }) => does === "Search, and go anywhere").keys;
    assert.equal(asksForSearch(keydown(key), keyboard), true);
  });

  test(`a note is set in Markdown by the keys that are said: ${where}`, () => {
    onMac(keyboard.mac);
    assert.equal(each(MARKDOWN).length, 6);
    for (const { key, expected } of each(MARKDOWN)) {
      const field = new NoteField({ input() {}, next() {}, leave() {} });
      document.body.replaceChildren(field.element);
      field.body = "x";
      field.element.setSelectionRange(0, 1);
      field.element.dispatchEvent(keydown(key));
      assert.equal(field.body, expected, key);
    }
  });

  test(`a note is marked by the keys that are said: ${where}`, () => {
    assert.deepEqual([each(WHILE_WRITING).length, each(ON_A_NOTE).length], [3, 4]);
    for (const { key, expected } of each(WHILE_WRITING)) assert.equal(markOfChord(keydown(key), keyboard.mac), expected, key);
    for (const { key, expected } of each(ON_A_NOTE)) assert.equal(markedByLetter(keydown(key), "todo"), expected, key);
  });

  test(`the keys of the note field are the field's: ${where}`, () => {
    const fields = rows.filter(({ does }) => does in OF_THE_FIELD);
    assert.equal(fields.length, 3);
    for (const { keys, does } of fields) {
      const done = [];
      const field = new NoteField({ input() {}, next: () => done.push("next"), leave: () => done.push("leave") });
      for (const each of keys) field.element.dispatchEvent(new KeyboardEvent("keydown", { ...sent(each), bubbles: true, cancelable: true }));
      assert.deepEqual(done, OF_THE_FIELD[does] === null ? [] : [OF_THE_FIELD[does]], does);
    }
  });
}

/** What opens the search, and what is left to whatever has the focus. */
for (const [what, event, keyboard, opens] of [
  ["Ctrl+K", { key: "k", ctrlKey: true }, LINUX, true],
  ["Ctrl+K on a Greek keyboard", { key: "κ", code: "KeyK", ctrlKey: true }, LINUX, true],
  ["Ctrl+K with single letters off", { key: "k", ctrlKey: true }, SINGLE_OFF, true],
  ["Command+K on a Mac", { key: "k", metaKey: true }, MAC, true],
  ["Ctrl+K on a Mac, which deletes to the end of the line", { key: "k", ctrlKey: true }, MAC, false],
  ["Control+Command+K on a Mac, which plays", { key: "k", ctrlKey: true, metaKey: true }, MAC, false],
  ["Windows+K", { key: "k", metaKey: true }, LINUX, false],
  ["Ctrl+Shift+K, which makes a link", { key: "K", ctrlKey: true, shiftKey: true }, LINUX, false],
  ["Ctrl+Alt+K", { key: "k", ctrlKey: true, altKey: true }, LINUX, false],
  ["Alt+K, which plays", { key: "k", altKey: true }, LINUX, false],
  ["K", { key: "k" }, LINUX, false],
  ["Ctrl+J", { key: "j", ctrlKey: true }, LINUX, false],
  ["Ctrl+K held down", { key: "k", ctrlKey: true, repeat: true }, LINUX, false],
  ["Ctrl+K in an input method", { key: "k", ctrlKey: true, isComposing: true }, LINUX, false],
  ["Ctrl+K in an input method, as Safari’s engine says it", { key: "k", ctrlKey: true, keyCode: 229 }, LINUX, false],
]) {
  test(`${what} ${opens ? "opens" : "does not open"} the search`, () => assert.equal(asksForSearch(new KeyboardEvent("keydown", event), keyboard), opens));
}

test("a key that somebody took is not taken twice", () => {
  const event = new KeyboardEvent("keydown", { key: "k", ctrlKey: true, cancelable: true });
  event.preventDefault();
  assert.equal(asksForSearch(event, LINUX), false);
});
