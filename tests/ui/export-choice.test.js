// How the last export was set, kept for the next.

import "./support/dom.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { rememberSetting, rememberedSetting } from "../../ui/lib/export-choice.js";

const FIRST = { format: "pdf", paper: "a4", keyIdeas: false, largePrint: false, studySheet: false };

beforeEach(() => localStorage.clear());

for (const [language, paper] of [["en-US", "letter"], ["en-CA", "letter"], ["es-MX", "letter"], ["en-GB", "a4"], ["de-DE", "a4"], ["en", "a4"], ["en-Latn-US", "letter"], ["", "a4"], ["C", "a4"]]) {
  test(`at first the paper is that of the system’s region: “${language}” has ${paper}`, () => {
    assert.deepEqual(rememberedSetting(language), { ...FIRST, paper });
  });
}

test("what was chosen is chosen again, whatever the region", () => {
  const setting = { format: "anki", paper: "letter", keyIdeas: true, largePrint: true, studySheet: true };
  rememberSetting({ ...setting, lessons: ["papers"], marks: ["todo"], tags: ["sepsis"] });
  assert.deepEqual(rememberedSetting("en-GB"), setting, "and nothing of what was left out");
});

for (const kept of ["", "{", "null", "[]", "7", '{"format":"docx","paper":"a3","keyIdeas":"yes","largePrint":1}']) {
  test(`what is no setting is passed over: ${kept || "nothing"}`, () => {
    localStorage.setItem("ml-health.export", kept);
    assert.deepEqual(rememberedSetting("en-GB"), FIRST);
  });
}

test("a storage that refuses keeps nobody from exporting", () => {
  const { localStorage: storage } = globalThis;
  const refuses = () => { throw new Error("refused"); };
  globalThis.localStorage = { getItem: refuses, setItem: refuses };
  try {
    rememberSetting({ ...FIRST, format: "json" });
    assert.deepEqual(rememberedSetting("en-GB"), FIRST);
  } finally {
    globalThis.localStorage = storage;
  }
});
