// What the keys and the clipboard do to a note's text. In the tables "|" is the caret, and "⟨" and "⟩" are around what is
// selected; an arrow is one more press of the same key.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { carriedOut } from "../../ui/lib/note-edit.js";
import { bold, code, italic } from "../../ui/lib/note-emphasis.js";
import { linked } from "../../ui/lib/note-links.js";
import { listGoneOnWith, listed } from "../../ui/lib/note-lists.js";
import { pasted, plain } from "../../ui/lib/note-paste.js";

const bullets = (passage) => listed(passage, "bullets");
const numbers = (passage) => listed(passage, "numbers");

function passageOf(written) {
  const text = written.replace(/[⟨⟩|]/g, "");
  const caret = written.indexOf("|");
  if (caret !== -1) return { text, start: caret, end: caret };
  return { text, start: written.indexOf("⟨"), end: written.indexOf("⟩") - 1 };
}

function after({ text }, edit) {
  const now = carriedOut(text, edit);
  return { text: now, start: edit.start, end: edit.end };
}

function writtenOf({ text, start, end }) {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return `${text.slice(0, start)}⟨${text.slice(start, end)}⟩${text.slice(end)}`;
}

/** Presses the key again and again. */
function check(key, presses) {
  for (let at = 0; at + 1 < presses.length; at++) {
    const passage = passageOf(presses[at]);
    const edit = key(passage);
    assert.equal(edit && writtenOf(after(passage, edit)), presses[at + 1], presses[at]);
  }
}

test("bold is put around what is selected, and taken off again", () => {
  check(bold, ["a ⟨word⟩ b", "a **⟨word⟩** b", "a ⟨word⟩ b"]);
  check(bold, ["⟨**word**⟩", "⟨word⟩"]);
  check(bold, ["**one ⟨two⟩ three**", "one ⟨two⟩ three"]);
  check(bold, ["⟨__word__⟩", "⟨word⟩"]);
});

test("white space at the edges, and what stands before a line's text, are left outside", () => {
  check(bold, ["a⟨ word ⟩b", "a **⟨word⟩** b"]);
  check(bold, ["⟨- [ ] ring Priya⟩", "- [ ] **⟨ring Priya⟩**"]);
  check(bold, ["⟨> 3. said⟩", "> 3. **⟨said⟩**"]);
  check(bold, ["⟨   ⟩", null]);
});

test("with nothing selected it is the word, or what is written next", () => {
  check(bold, ["wo|rd", "**wo|rd**", "wo|rd"]);
  check(bold, ["word|", "**word**|", "word|"]);
  check(bold, ["a | b", "a **|** b", "a | b"]);
  check(bold, ["心臓|", "**心臓**|"]);
});

test("at the end of what is bold the key steps out of it, as after writing it", () => {
  check(bold, ["**word|**", "**word**|"]);
  check(italic, ["*word|*", "*word*|"]);
});

test("bold and italic go together, and each comes off alone", () => {
  check(italic, ["**⟨x⟩**", "***⟨x⟩***", "**⟨x⟩**"]);
  check(bold, ["*⟨x⟩*", "***⟨x⟩***", "*⟨x⟩*"]);
  check(italic, ["**bold *ita|lic***", "**bold ita|lic**"]);
});

test("what only looks like a sign is none", () => {
  check(italic, ["snake_ca|se_name", "*snake_ca|se_name*"]);
  check(italic, ["_a|_b", "*_a|_b*"]);
  check(italic, ["* ite|m", "* *ite|m*"]);
  check(italic, ["2 * 3|", "2 * *3*|"]);
  check(bold, ["\\**a ⟨b⟩**", "\\**a **⟨b⟩****"]);
});

test("signs within would end it early, and go", () => {
  check(bold, ["⟨a **b** c⟩", "**⟨a b c⟩**"]);
});

test("several lines are bold one by one, and plain again together", () => {
  check(bold, ["⟨- one\n\n- two⟩", "- ⟨**one**\n\n- **two**⟩", "- ⟨one\n\n- two⟩"]);
  check(bold, ["⟨**one**\ntwo⟩", "⟨**one**\n**two**⟩"]);
});

test("code is in backticks, more of them than it has; several lines are between fences", () => {
  check(code, ["a ⟨x⟩ b", "a `⟨x⟩` b", "a ⟨x⟩ b"]);
  check(code, ["⟨a`b⟩", "``⟨a`b⟩``", "⟨a`b⟩"]);
  check(code, ["⟨`⟩", "`` ⟨`⟩ ``"]);
  check(code, ["|", "`|`", "|"]);
  check(code, ["x ⟨a\nb⟩ y", "⟨```\nx a\nb y\n```⟩", "⟨x a\nb y⟩"]);
  check(code, ["⟨```\n```⟩", "⟨````\n```\n```\n````⟩"]);
});

test("a link asks for its address, or for its words if it is one", () => {
  check(linked, ["⟨the paper⟩", "[the paper](|)"]);
  check(linked, ["⟨https://doi.org/10.1⟩", "[|](https://doi.org/10.1)"]);
  check(linked, ["a| b", "a[|]() b"]);
  check(linked, ["[the pa|per](https://doi.org/10.1)", "[the paper](⟨https://doi.org/10.1⟩)"]);
  check(linked, ["[the paper](|)", "⟨the paper⟩"]);
});

test("lines become a list, another kind of list, and plain again", () => {
  check(bullets, ["a|", "- a|", "a|"]);
  check(bullets, ["|", "- |", "|"]);
  check(bullets, ["⟨a\n\nb\n⟩c", "⟨- a\n\n- b⟩\nc", "⟨a\n\nb⟩\nc"]);
  check(numbers, ["⟨a\n- b\n  * [ ] c⟩", "⟨1. a\n2. b\n  3. [ ] c⟩"]);
  check(bullets, ["⟨- a\nb⟩", "⟨- a\n- b⟩"]);
  check(bullets, ["> qu|oted", "> - qu|oted"]);
});

test("a new line goes on with the list, and an empty item ends it", () => {
  check(listGoneOnWith, ["- a|", "- a\n- |", "- a\n|", null]);
  check(listGoneOnWith, ["9. a|b", "9. a\n10. |b"]);
  check(listGoneOnWith, ["  * [x] done|", "  * [x] done\n  * [ ] |", "  * [x] done\n|"]);
  check(listGoneOnWith, ["> - a|", "> - a\n> - |"]);
  check(listGoneOnWith, ["- a ⟨b⟩", "- a \n- |"]);
  check(listGoneOnWith, ["- [ ]|", "|"]);
});

test("outside a list, and before an item's text, a new line is only that", () => {
  for (const written of ["a|", "|- a", "-| a", "-a|", "1.a|", "|", "2021 was|"]) check(listGoneOnWith, [written, null]);
});

test("text from other programs comes in as it reads", () => {
  for (const [given, expected] of [
    ["a\r\nb\rc\u2028d\u2029e\vf", "a\nb\nc\nd\ne\nf"],
    ["a\u0000\u0007b\u001bc\u007f\u009dd", "abcd"],
    ["ra\u00addio\u200blogy\ufeff", "radiology"],
    ["5\u00a0mg", "5 mg"],
    ["a  \nb\t\n\n\n\nc", "a\nb\n\nc"],
    ["a\n \n \n \nb", "a\n\nb"],
    ["one ", "one "],
    ["\tindented", "\tindented"],
    ["👩‍⚕️ می‌خواهم", "👩‍⚕️ می‌خواهم"],
  ]) assert.equal(plain(given), expected, JSON.stringify(given));
});

test("what needs no change is left to the webview", () => {
  const passage = passageOf("a ⟨b⟩ c");
  for (const given of ["", "plain", "two\nlines", "from Windows\r\ntoo", "x ".repeat(50_000)]) assert.equal(pasted(passage, given), null);
  assert.equal(writtenOf(after(passage, pasted(passage, "5\u00a0mg"))), "a 5 mg| c");
});

test("an address over words is their link", () => {
  const over = (written, given) => {
    const edit = pasted(passageOf(written), given);
    return edit && writtenOf(after(passageOf(written), edit));
  };
  assert.equal(over("see ⟨the paper⟩.", " https://doi.org/10.1/x\n"), "see [the paper](https://doi.org/10.1/x)|.");
  assert.equal(over("see⟨ [1] ⟩.", "https://a.org/b_(c)"), "see [\\[1\\]](<https://a.org/b_(c)>) |.");
  for (const [written, given] of [["see |", "https://a.org"], ["⟨https://b.org⟩", "https://a.org"], ["⟨a\nb⟩", "https://a.org"],
    ["⟨a⟩", "javascript:alert(1)"], ["⟨a⟩", "https://a.org and more"], ["⟨ ⟩", "https://a.org"]]) {
    assert.equal(over(written, given), null, `${given} over ${written}`);
  }
});

test("cleaning takes no longer than the text", () => {
  const began = performance.now();
  plain(`${" ".repeat(300_000)}x${" ".repeat(300_000)}`);
  assert.ok(performance.now() - began < 1_000);
});

const piece = fc.oneof(
  fc.constantFrom("*", "**", "_", "`", "```", "\n", " ", "- ", "1. ", "- [ ] ", "> ", "[", "](", ")", "\\", "#tag", "\u00a0", "\u00ad", "\r\n"),
  fc.string({ unit: "grapheme", maxLength: 8 }));
const someText = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(""));
const somePassage = fc.record({ text: someText, a: fc.nat(), b: fc.nat() }).map(({ text, a, b }) => {
  const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((one, other) => one - other);
  return { text, start, end };
});

/** Without what the key may put there and take away. */
const SIGNS = [
  ["bold", bold, /[*_]/g], ["italic", italic, /[*_]/g], ["code", code, /[` \n]/g], ["a link", linked, /[[\]()]/g],
  ["bullets", bullets, /[-*+\d.)\s[\]xX]/g], ["numbers", numbers, /[-*+\d.)\s[\]xX]/g], ["a new line", listGoneOnWith, /[-*+\d.)\s[\]xX>]/g],
];

for (const [name, key, signs] of SIGNS) {
  test(`${name}: whatever the text and whatever is selected, not a character of it is lost`, () => {
    fc.assert(fc.property(somePassage, (passage) => {
      const edit = key(passage);
      if (edit === null) return;
      const removed = name === "a new line" ? passage.text.slice(0, passage.start) + passage.text.slice(passage.end) : passage.text;
      const now = carriedOut(passage.text, edit);
      assert.equal(now.replace(signs, ""), removed.replace(signs, ""));
      assert.ok(edit.from >= 0 && edit.from <= edit.to && edit.to <= passage.text.length, "what is replaced stands in the text");
      assert.ok(edit.start >= 0 && edit.start <= edit.end && edit.end <= now.length, "what is selected stands in the new text");
    }), { numRuns: 2_000 });
  });
}

for (const [name, key] of [["bold", bold], ["italic", italic], ["code", code]]) {
  test(`${name}: twice on words that have no signs is nothing`, () => {
    const words = fc.stringMatching(/^[a-zé心ά]{1,6}( [a-z]{1,6}){0,4}$/u);
    fc.assert(fc.property(words, fc.nat(), fc.nat(), (text, a, b) => {
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((one, other) => one - other);
      const first = key({ text, start, end });
      if (first === null) return;
      const passage = after({ text }, first);
      const second = key(passage);
      assert.equal(carriedOut(passage.text, second), text);
    }));
  });
}

test("pasting: what is cleaned stays as it is when it is cleaned again, and keeps every letter in its order", () => {
  fc.assert(fc.property(someText, (text) => {
    const once = plain(text);
    assert.equal(plain(once), once);
    const letters = (of) => of.replace(/[\s\u00a0\u00ad\u200b\ufeff\p{Cc}]/gu, "");
    assert.equal(letters(once), letters(text));
  }), { numRuns: 2_000 });
});
