// From the keyboard to the database and the journal: when a note is saved, in which order, and what a failure leaves.

import "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../ui/lib/drafts.js";
import { noteId } from "../../ui/lib/note-id.js";
import { NoteSaver } from "../../ui/lib/note-saver.js";
import { fakeClock } from "./support/clock.js";
import { fakeStore } from "./support/notes.js";

const BROKEN = { code: "store-failed", message: "The disk is full." };

function open(notes = []) {
  localStorage.clear();
  const clock = fakeClock();
  const store = fakeStore(notes);
  const drafts = new Drafts();
  const saver = new NoteSaver(store, drafts, clock);
  const draft = (body, id = "a", changes = {}) => ({ id, lesson: "models", second: 222, mark: null, body, ...changes });
  return {
    clock, store, drafts, saver, draft,
    write: (body, id, changes) => saver.edit(draft(body, id, changes), { stored: false }),
    /** Types a text letter by letter. */
    async types(text, every) {
      for (let end = 1; end <= text.length; end++) {
        saver.edit(draft(text.slice(0, end)), { stored: false });
        await clock.pass(every);
      }
    },
  };
}

test("the note exists from its first letter", async () => {
  const { store, clock, write } = open();
  write("L");
  await clock.pass(0);
  assert.deepEqual(store.saves(), [{ id: "a", lesson: "models", second: 222, mark: null, body: "L" }]);
});

test("it is saved within 500 ms of the last key", async () => {
  const { store, clock, write, types } = open();
  await types("Loss", 100);
  const last = clock.now();
  while (store.bodies()[0] !== "Loss" && clock.now() < last + 5_000) await clock.pass(10);
  assert.ok(clock.now() - last <= 500, `${clock.now() - last} ms`);
  write("Loss!");
  await clock.pass(500);
  assert.deepEqual(store.bodies(), ["Loss!"]);
});

test("typing that never stops is saved at least every two seconds, and not at every key", async () => {
  const { store, types } = open();
  await types("x".repeat(100), 100); // ten seconds
  const lengths = store.saves().map(({ body }) => body.length);
  assert.ok(lengths.length >= 5 && lengths.length <= 12, String(lengths));
  assert.ok(lengths.every((length, i) => i === 0 || length - lengths[i - 1] <= 21), String(lengths));
});

test("“saved” is said only after the commit returned", async () => {
  const { store, clock, saver, write } = open();
  const said = [];
  saver.on("status", ({ kind }) => said.push(kind));
  store.holds = true;
  write("Loss");
  await clock.pass(10_000);
  assert.deepEqual([...new Set(said)], ["saving"]);
  store.release();
  await clock.pass(0);
  assert.equal(saver.status.kind, "saved");
});

test("saves of one note never overlap, and the last text wins", async () => {
  const { store, clock, write } = open();
  store.holds = true;
  write("L");
  await clock.pass(300);
  write("Lo");
  await clock.pass(300);
  write("Los");
  await clock.pass(300);
  assert.equal(store.saves().length, 1, "the first has not returned");
  store.release();
  await clock.pass(0);
  assert.equal(store.saves().length, 2);
  store.release();
  await clock.pass(0);
  assert.deepEqual([store.saves().map(({ body }) => body), store.bodies()], [["L", "Los"], ["Los"]]);
});

test("at every letter the whole text is in the journal, and leaves it only when that text was committed", async () => {
  const { store, clock, drafts, write } = open();
  store.holds = true;
  write("Loss");
  assert.equal(drafts.all()[0].body, "Loss", "at once, before anything is awaited");
  await clock.pass(0);
  write("Loss is");
  store.holds = false;
  store.release();
  await clock.pass(0);
  assert.equal(drafts.all()[0].body, "Loss is", "what was committed is older");
  await clock.pass(300);
  assert.deepEqual(drafts.all(), []);
});

test("a failed save keeps the text, says so, and is tried again by itself, ever less often", async () => {
  const { store, clock, saver, drafts, write } = open();
  store.breaks(BROKEN);
  write("Loss");
  await clock.pass(0);
  assert.deepEqual(saver.status, { kind: "failed", error: BROKEN });
  assert.equal(drafts.all()[0].body, "Loss");
  await clock.pass(60_000);
  assert.ok(store.saves().length >= 5 && store.saves().length <= 8, `${store.saves().length} tries in a minute`);
  store.breaks(null);
  await clock.pass(30_000);
  assert.deepEqual([store.bodies(), drafts.all(), saver.status.kind], [["Loss"], [], "saved"]);
});

test("a refusal that would be the same again is tried again only when asked", async () => {
  const { store, clock, saver, drafts, write } = open();
  store.breaks({ code: "note-too-long", message: "A note may have one megabyte." });
  write("x");
  await clock.pass(120_000);
  assert.equal(store.saves().length, 1);
  assert.equal(drafts.all()[0].body, "x", "the text stays");
  store.breaks(null);
  saver.retry();
  await clock.pass(0);
  assert.deepEqual(store.bodies(), ["x"]);
});

test("a failed note that is emptied is no failure any more", async () => {
  const { store, clock, saver, write } = open();
  store.breaks({ code: "note-too-long", message: "no" });
  write("x");
  await clock.pass(0);
  write("");
  assert.notEqual(saver.status.kind, "failed");
});

test("flush saves what is written, now, and rejects if it cannot", async () => {
  const { store, clock, saver, write } = open();
  write("L");
  await clock.pass(0);
  write("Loss");
  await saver.flush();
  assert.deepEqual(store.bodies(), ["Loss"]);
  write("Loss is");
  store.breaks(BROKEN);
  await assert.rejects(saver.flush(), (error) => error === BROKEN);
});

test("flush waits for a commit that is under way, and for what was typed meanwhile", async () => {
  const { store, clock, saver, write } = open();
  store.holds = true;
  write("L");
  await clock.pass(0);
  write("Loss");
  let flushed = false;
  const flush = saver.flush().then(() => { flushed = true; });
  await clock.pass(0);
  assert.equal(flushed, false);
  store.holds = false;
  store.release();
  await flush;
  assert.deepEqual(store.bodies(), ["Loss"]);
});

test("an emptied note is not saved empty", async () => {
  const { store, clock, saver, write } = open();
  write("Loss");
  await clock.pass(0);
  write(" \n");
  await clock.pass(5_000);
  await saver.flush();
  assert.deepEqual(store.bodies(), ["Loss"]);
});

test("deleting saves what was written last, so that it comes back whole", async () => {
  const { store, clock, saver, drafts, draft, write } = open();
  write("L");
  await clock.pass(0);
  write("Loss");
  await saver.remove("a");
  assert.deepEqual([store.bodies(), drafts.all()], [[], []]);
  assert.equal((await saver.restore(draft("Loss"))).body, "Loss");
});

for (const [name, first] of [["an older text", ["L"]], ["nothing", []]]) {
  test(`what could not be saved before it was deleted comes back, where the database has ${name}`, async () => {
    const { store, clock, saver, drafts, draft, write } = open();
    for (const body of first) write(body);
    await clock.pass(0);
    const { saveNote, restoreNote } = store;
    store.saveNote = async () => { throw { code: "note-too-long", message: "no" }; };
    write("Loss");
    await clock.pass(1_000);
    if (first.length === 0) store.deleteNote = store.restoreNote = async () => { throw { code: "no-such-note", message: "no" }; };
    await saver.remove("a");
    assert.deepEqual(drafts.all(), []);
    assert.equal((await saver.restore(draft("Loss"))).body, "Loss");
    assert.deepEqual(drafts.all().map(({ body }) => body), ["Loss"], "in the journal again");
    Object.assign(store, { saveNote, restoreNote });
    await saver.flush();
    assert.deepEqual(store.bodies(), ["Loss"]);
  });
}

test("deleting a note that never came as far as the database leaves nothing behind", async () => {
  const { store, clock, saver, drafts, write } = open();
  store.breaks({ code: "note-too-long", message: "no" });
  write("Loss");
  await clock.pass(0);
  store.breaks(null);
  store.deleteNote = async () => { throw { code: "no-such-note", message: "no" }; };
  store.saveNote = async () => { throw { code: "note-too-long", message: "no" }; };
  await saver.remove("a");
  assert.deepEqual([drafts.all(), saver.status.kind], [[], "nothing"]);
});

test("what a crashed page left in the journal is saved, and an emptied note is deleted", async () => {
  const { store, clock, drafts, saver } = open([{ id: "b", body: "old", html: "", lesson: "models", second: 1 }]);
  drafts.keep({ id: "a", lesson: "papers", second: null, body: "written before the crash" });
  drafts.keep({ id: "b", lesson: "models", second: 1, body: "  " });
  localStorage.setItem("ml-health.draft.c", "{ not a draft");
  localStorage.setItem("another", "thing");
  assert.deepEqual(saver.recover().map(({ id }) => id), ["a"]);
  await clock.pass(500);
  assert.deepEqual([store.bodies(), drafts.all()], [["written before the crash"], []]);
  assert.equal(localStorage.getItem("another"), "thing");
});

test("a full journal does not stop the saving", async () => {
  const { store, clock } = open();
  const full = /** @type {any} */ ({ setItem() { throw new Error("QuotaExceededError"); }, getItem: () => null, removeItem() {}, length: 0, key: () => null });
  new NoteSaver(store, new Drafts(full), clock).edit({ id: "a", lesson: "models", second: 1, body: "Loss" }, { stored: false });
  await clock.pass(0);
  assert.deepEqual(store.bodies(), ["Loss"]);
});

test("after the end nothing is tried by itself", async () => {
  const { store, clock, saver, write } = open();
  store.breaks(BROKEN);
  write("Loss");
  await clock.pass(0);
  saver.end();
  await clock.pass(60_000);
  assert.equal(store.saves().length, 1);
});

test("after the end a save under way is the last: what failed then is not tried again over a newer text", async () => {
  const { store, clock, saver, write } = open();
  write("a");
  await clock.pass(0);
  store.holds = true;
  write("ab");
  await clock.pass(250);
  saver.end();
  store.breaks(BROKEN);
  store.release();
  await clock.pass(0);
  store.holds = false;
  store.breaks(null);
  await clock.pass(60_000);
  assert.deepEqual(store.bodies(), ["a"], "“ab” is the journal's and the next page's");
});

test("typed back to what is committed, nothing of it stays in the journal", async () => {
  const { drafts, clock, write } = open();
  write("a");
  await clock.pass(1_000);
  write("ab");
  await clock.pass(100);
  write("a");
  await clock.pass(10_000);
  assert.deepEqual(drafts.all(), [], "a draft left there would bring the note back after it was deleted");
});

test("typed back to what was committed while a newer text is saved, the last text wins", async () => {
  const { store, clock, saver, write } = open();
  write("a");
  await clock.pass(1_000);
  store.holds = true;
  write("ab");
  await clock.pass(250);
  write("a");
  store.holds = false;
  store.release();
  await clock.pass(10_000);
  assert.deepEqual(store.bodies(), ["a"]);
  assert.equal(saver.status.kind, "saved");
});

test("what is typed while the note is deleted is a note again, whole", async () => {
  const { store, clock, saver, write } = open();
  write("a");
  await clock.pass(1_000);
  store.holds = true;
  const removed = saver.remove("a");
  await clock.pass(0);
  write("x");
  store.holds = false;
  store.release();
  await removed;
  write("xy");
  await clock.pass(10_000);
  assert.deepEqual(store.bodies(), ["xy"]);
});

test("a full journal keeps no older text that could come back over a newer one", () => {
  const stored = new Map();
  let full = false;
  const storage = {
    get length() { return stored.size; },
    key: (i) => [...stored.keys()][i],
    getItem: (key) => stored.get(key) ?? null,
    setItem(key, value) {
      if (full) throw new DOMException("full", "QuotaExceededError");
      stored.set(key, value);
    },
    removeItem: (key) => stored.delete(key),
  };
  const drafts = new Drafts(storage);
  const draft = (body) => ({ id: "a", lesson: "models", second: null, mark: null, body });
  drafts.keep(draft("old"));
  full = true;
  drafts.keep(draft("new"));
  drafts.committed(draft("new"));
  assert.deepEqual(drafts.all(), []);
});

for (const [what, change] of [["the time", { second: 230 }], ["the lesson", { lesson: "papers" }], ["the mark", { mark: "todo" }]]) {
  test(`${what} alone is a change: journal, database, and back again by changing it back`, async () => {
    const { store, clock, drafts, saver, draft, write } = open();
    write("Loss");
    await clock.pass(1_000);
    assert.deepEqual(drafts.all(), []);
    write("Loss", "a", change);
    assert.deepEqual(drafts.all(), [draft("Loss", "a", change)], "in the journal at once");
    assert.equal(saver.isBusy("a"), true);
    await clock.pass(1_000);
    assert.deepEqual([store.saves().at(-1), drafts.all(), saver.isBusy("a")], [draft("Loss", "a", change), [], false]);
    write("Loss");
    await clock.pass(1_000);
    assert.deepEqual(store.saves().at(-1), draft("Loss"));
    assert.equal(store.saves().length, 3);
  });

  test(`${what} that is changed while a save is under way has the last word`, async () => {
    const { store, clock, drafts, draft, write } = open();
    store.holds = true;
    write("Loss");
    await clock.pass(0);
    write("Loss", "a", change);
    store.release();
    await clock.pass(1_000);
    assert.deepEqual(drafts.all(), [draft("Loss", "a", change)], "what was committed is older");
    store.holds = false;
    store.release();
    await clock.pass(1_000);
    assert.deepEqual([store.saves().at(-1), drafts.all()], [draft("Loss", "a", change), []]);
  });
}

test("a draft from before there were marks is saved without one", async () => {
  const { store, clock, drafts, saver } = open();
  localStorage.setItem("ml-health.draft.a", JSON.stringify({ id: "a", lesson: "models", second: 1, body: "from before" }));
  localStorage.setItem("ml-health.draft.b", JSON.stringify({ id: "b", lesson: "models", second: 1, mark: "shiny", body: "unknown" }));
  saver.recover();
  await clock.pass(500);
  assert.deepEqual([store.saves().map(({ mark }) => mark), drafts.all()], [[null, null], []]);
});

test("a note that somebody else changed can be written back to what it was here", async () => {
  const { store, clock, saver, write } = open();
  write("Loss");
  await clock.pass(1_000);
  saver.forget("a"); // the command line wrote "Rate"
  saver.edit({ id: "a", lesson: "models", second: 222, mark: null, body: "Loss" }, { stored: true });
  await clock.pass(1_000);
  assert.equal(store.saves().length, 2);
});

test("what is not saved yet is not forgotten", async () => {
  const { store, clock, saver, write } = open();
  store.breaks(BROKEN);
  write("Loss");
  await clock.pass(0);
  saver.forget("a");
  store.breaks(null);
  await saver.flush();
  assert.deepEqual(store.bodies(), ["Loss"]);
});

test("one note is saved now, or why not", async () => {
  const { store, saver, write } = open();
  await saver.saved("never written");
  write("L");
  write("Loss");
  await saver.saved("a");
  assert.deepEqual(store.bodies(), ["Loss"]);
  store.breaks(BROKEN);
  write("Loss is");
  await assert.rejects(saver.saved("a"), (error) => error === BROKEN);
});

test("an id is a UUID of version 7, in the order of making, and never twice", () => {
  const ids = Array.from({ length: 500 }, (_, i) => noteId(1_700_000_000_000 + i));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(Array.from({ length: 500 }, () => noteId(5))).size, 500);
  assert.equal(noteId(0x0123456789ab).slice(0, 13), "01234567-89ab");
});
