// The page of all notes: what is shown of them, which of them, and what can be done with each.

import { control, failure, fakeRust, heard, press, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { NotesPage } from "../../ui/pages/notes.js";
import { aCourse, anOverview, note } from "./support/course.js";
import { choose } from "./support/stream.js";

const MODELS = { lesson: "models", title: "How models learn", number: 2, notes: [note("first", { second: 76 }), note("second")] };
const PAPERS = { lesson: "papers", title: "How to read a paper", number: 3, notes: [note("third", { lesson: "papers", second: null })] };
const RETIRED = { lesson: "gone", title: "A lesson of old", number: null, notes: [note("fourth", { lesson: "gone" })] };

const ALL = { lesson: null, mark: null, tag: null };

/** What Rust answers when these are the notes. */
function shown(lessons, changes = {}) {
  return { lessons, total: lessons.reduce((sum, { notes }) => sum + notes.length, 0), more: false, tags: [], trashed: 0, ...changes };
}

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "#/notes");
});

/** The page with these notes, or with what `commands.notes` answers. */
async function page(groups, commands = {}, { filter = ALL } = {}) {
  const rust = fakeRust({ notes: () => shown(groups), ...commands });
  const element = show(new NotesPage(), { course: aCourse(), overview: anOverview(), filter });
  await settled();
  const entries = () => [...element.querySelectorAll("note-entry")];
  return { rust, element, entries, count: () => text(element.querySelector(".page-head [role=status]")) };
}

/** A page whose notes can be changed, as a database does it. */
async function changeable(notes, commands = {}) {
  const kept = new Map(notes.map((each) => [each.id, each]));
  const opened = await page(null, {
    notes: () => shown([{ ...MODELS, notes: [...kept.values()].filter(({ lesson }) => lesson === "models") }]),
    save_note: ({ draft }) => {
      const saved = { ...kept.get(draft.id), ...draft };
      kept.set(draft.id, saved);
      return saved;
    },
    ...commands,
  });
  return { ...opened, kept, toasts: heard(opened.element, "toast") };
}

test("the notes stand under their lessons, and those of retired lessons apart", async () => {
  const { element, count } = await page([MODELS, PAPERS, RETIRED]);
  const headings = [...element.querySelectorAll("h1, section h2, section h3")].map((heading) => `${heading.tagName} ${text(heading)}`);
  assert.deepEqual(headings, ["H1 Notes", "H2 2. How models learn", "H2 3. How to read a paper", "H2 No longer in the course", "H3 A lesson of old"]);
  assert.equal(count(), "4 notes");
});

test("a stamp leads to its second; a note without one, and one of a retired lesson, lead nowhere false", async () => {
  const { element } = await page([MODELS, PAPERS, RETIRED]);
  const stamps = [...element.querySelectorAll(".kept-stamp")];
  assert.equal(stamps[0].querySelector("a").getAttribute("href"), "#/lesson/models?t=76");
  assert.match(text(stamps[0]), /1:16.*1 minute 16 seconds/);
  assert.equal(text(stamps[2]), "");
  assert.equal(stamps[3].querySelector("a"), null);
  assert.equal(element.querySelectorAll('a[href*="gone"]').length, 0);
});

test("what Rust rendered is shown as it is", async () => {
  const { element } = await page([{ ...MODELS, notes: [note("x", { html: "<p><strong>bold</strong></p>" })] }]);
  assert.equal(element.querySelector(".kept-text strong").textContent, "bold");
});

test("without notes the page says how to make one, and offers no export", async () => {
  const { element } = await page([]);
  assert.match(text(element), /You have not written a note yet/);
  assert.equal(control(element, "Go to the lesson").getAttribute("href"), "#/lesson/overview");
  assert.equal(element.querySelector("export-button").hidden, true);
});

test("lessons without notes are not listed", async () => {
  const { element } = await page([{ ...PAPERS, notes: [] }, MODELS]);
  assert.equal(element.querySelectorAll("section h2").length, 1);
  assert.equal(element.querySelector("export-button").hidden, false);
});

test("a note is deleted at once, and undo brings it back", async () => {
  let notes = MODELS.notes;
  const { rust, element, count } = await page(null, {
    notes: () => shown([{ ...MODELS, notes }]),
    delete_note: ({ note: id }) => { notes = notes.filter((each) => each.id !== id); return null; },
    restore_note: () => { notes = MODELS.notes; return notes[0]; },
  });
  const toasts = heard(element, "toast");
  control(element, "Delete the note at 1:16").click();
  await settled();
  assert.deepEqual(rust.called("delete_note"), [{ note: "first" }]);
  assert.equal(count(), "1 note");
  assert.equal(document.activeElement.getAttribute("aria-label"), "Delete the note at 3:42", "the focus goes to the neighbour");

  assert.equal(toasts[0].message, "Note deleted.");
  await toasts[0].action.run();
  await settled();
  assert.deepEqual(rust.called("restore_note"), [{ note: "first" }]);
  assert.equal(count(), "2 notes");
});

test("a note that cannot be deleted stays, and the reason is said", async () => {
  const { element, count } = await page([MODELS], { delete_note: failure("store-failed", "The note could not be deleted. It is kept.") });
  const toasts = heard(element, "toast");
  control(element, "Delete the note at 1:16").click();
  await settled();
  assert.deepEqual(toasts, [{ message: "The note could not be deleted. It is kept." }]);
  assert.equal(count(), "2 notes");
});

test("a change from outside is shown, and the focus stays where it was", async () => {
  let groups = [MODELS];
  const { element, count } = await page(null, { notes: () => shown(groups) });
  control(element, "Delete the note at 3:42").focus();
  groups = [MODELS, PAPERS];
  element.overview = anOverview();
  await settled();
  assert.equal(count(), "3 notes");
  assert.equal(document.activeElement.getAttribute("aria-label"), "Delete the note at 3:42");
});

test("notes that cannot be read are not shown as none", async () => {
  const { element } = await page(null, { notes: failure("store-failed", "The notes could not be read.") });
  assert.match(text(element), /The notes could not be read\./);
  assert.doesNotMatch(text(element), /not written a note/);
});

test("what the journal still has of a deleted note does not bring it back, and comes back with Undo", async () => {
  const { rust, element } = await page([MODELS], { delete_note: () => null, save_note: ({ draft }) => draft });
  const draft = { id: MODELS.notes[0].id, lesson: "models", second: 76, mark: null, body: "first, and more" };
  localStorage.setItem(`ml-health.draft.${draft.id}`, JSON.stringify(draft));
  element.querySelector("[aria-label^='Delete']").click();
  await settled();
  assert.deepEqual(rust.called("save_note").map((args) => args.draft.body), ["first, and more"]);
  assert.equal(rust.called("delete_note").length, 1);
  assert.equal(localStorage.length, 0);
});

test("only the first notes are asked for, and more when they are wanted; the focus goes to the first of those", async () => {
  const all = Array.from({ length: 60 }, (_, at) => note(`n${at}`, { second: at }));
  const { rust, element, entries, count } = await page(null, {
    notes: ({ limit }) => shown([{ ...MODELS, notes: all.slice(0, limit) }], { total: 60, more: limit < 60 }) });
  assert.deepEqual(rust.called("notes"), [{ filter: ALL, limit: 50 }]);
  assert.deepEqual([entries().length, count()], [50, "60 notes"]);
  const more = control(element, "Show more");
  more.focus();
  more.click();
  await settled();
  assert.deepEqual(rust.called("notes").at(-1), { filter: ALL, limit: 150 });
  assert.deepEqual([entries().length, more.hidden, document.activeElement], [60, true, entries()[50].querySelector(".kept-text")]);
});

test("another choice begins with the first notes again, and an answer to the one before is not shown", async () => {
  const answers = [];
  const { rust, element, entries } = await page(null, { notes: () => new Promise((resolve) => answers.push(resolve)) });
  answers.shift()(shown([MODELS], { more: true }));
  await settled();
  control(element, "Show more").click();
  await settled();
  const mark = element.querySelectorAll("note-filters select")[1];
  mark.value = "todo";
  mark.dispatchEvent(new Event("change", { bubbles: true }));
  answers.shift()(shown([MODELS, PAPERS]));
  await settled();
  assert.equal(entries().length, 2, "the answer for all notes came after others were asked for");
  answers.shift()(shown([PAPERS]));
  await settled();
  assert.deepEqual([entries().length, rust.called("notes").map(({ limit }) => limit)], [1, [50, 150, 50]]);
});

test("notes are filtered by lesson, mark and tag; the address says so, and the page stays", async () => {
  const changes = [];
  window.addEventListener("hashchange", () => changes.push(location.hash));
  const { rust, element, entries, count } = await page(null, {
    notes: ({ filter }) => shown(filter.mark ? [{ ...MODELS, notes: [MODELS.notes[0]] }] : [MODELS, PAPERS], { total: 3, tags: ["ECG", "triage"] }) });
  const [lesson, mark, tag] = element.querySelectorAll("note-filters select");
  assert.deepEqual([lesson, mark, tag].map((select) => [...select.options].map((option) => text(option))), [
    ["All lessons", "1. Course Overview", "2. How does a machine learning model learn?", "3. How to read a paper"],
    ["All marks", "Important", "Questions", "To do", "Done"], ["All tags", "#ECG", "#triage"]]);
  const select = async (field, value) => {
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await settled();
  };
  await select(mark, "todo");
  assert.deepEqual([rust.called("notes").at(-1), location.hash], [{ filter: { ...ALL, mark: "todo" }, limit: 50 }, "#/notes?mark=todo"]);
  assert.deepEqual([entries().length, count(), document.activeElement], [1, "1 of 3 notes", mark]);
  await select(lesson, "papers");
  await select(tag, "triage");
  assert.equal(location.hash, "#/notes?lesson=papers&mark=todo&tag=triage");
  assert.deepEqual(rust.called("notes").at(-1).filter, { lesson: "papers", mark: "todo", tag: "triage" });
  assert.deepEqual(changes, []);
});

test("the page opens with what the address asks for, in whatever capitals", async () => {
  const { rust, element } = await page(null, { notes: () => shown([MODELS], { total: 9, more: true, tags: ["ECG"] }) }, { filter: { ...ALL, tag: "ecg" } });
  assert.deepEqual(rust.called("notes"), [{ filter: { ...ALL, tag: "ecg" }, limit: 50 }]);
  assert.equal(element.querySelectorAll("note-filters select")[2].value, "ECG");
  assert.match(text(element), /More than 2 of 9 notes/);
});

test("a tag, or a lesson, that is no more can be seen to be chosen, and be left", async () => {
  const { element } = await page(null, { notes: () => shown([], { total: 3 }) }, { filter: { lesson: "gone", mark: null, tag: "old" } });
  const [lesson, , tag] = element.querySelectorAll("note-filters select");
  assert.deepEqual([lesson.value, tag.value, text(tag.selectedOptions[0]), tag.hidden], ["gone", "old", "#old", false]);
  assert.match(text(element), /No note matches what you chose\./);
  assert.doesNotMatch(text(element), /not written a note/);
  control(element, "Show all notes").click();
  await settled();
  assert.deepEqual([location.hash, lesson.value, tag.value, document.activeElement], ["#/notes", "", "", element.querySelector("h1")]);
});

test("without a note there is nothing to filter, and without a tag none to choose", async () => {
  const none = await page([]);
  assert.equal(none.element.querySelector("note-filters").hidden, true);
  const { element } = await page([MODELS]);
  assert.deepEqual([...element.querySelectorAll("note-filters select")].map(({ hidden }) => hidden), [false, false, true]);
});

test("the trash is linked while something is in it", async () => {
  const { element } = await page(null, { notes: () => shown([MODELS], { trashed: 3 }) });
  assert.equal(control(element, "Trash (3)").getAttribute("href"), "#/trash");
  const { element: empty } = await page([MODELS]);
  assert.equal(control(empty, "Trash (0)").hidden, true);
});

test("the search is asked for, before there is a note as well", async () => {
  const { element } = await page([]);
  const asked = heard(element, "open-search");
  element.querySelector(".notes-search").click();
  assert.deepEqual(asked, [{ query: "" }]);
  assert.match(text(element.querySelector(".notes-search")), /^Search notes, key ideas, transcripts ?Ctrl\+K$/);
});

test("an import is asked for, before there is a note as well", async () => {
  const { element } = await page([]);
  const asked = heard(element, "import");
  control(element, "Import…").click();
  assert.deepEqual(asked, [{ lesson: null }]);
});

test("a note is marked by its menu, by a key on it, and by ticking its box", async () => {
  const { entries, kept } = await changeable(MODELS.notes);
  choose(entries()[0], "todo");
  await settled();
  assert.equal(kept.get("first").mark, "todo");
  const box = entries()[0].querySelector("note-mark input");
  box.focus();
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
  assert.deepEqual([kept.get("first").mark, document.activeElement], ["done", box]);
  entries()[1].querySelector(".note-more").focus();
  press("i");
  await settled();
  assert.equal(kept.get("second").mark, "important");
  assert.equal(entries()[1].querySelector(".kept-text").getAttribute("aria-label"), "Note at 3 minutes 42 seconds, important");
});

test("a mark that could not be saved is not shown", async () => {
  const { entries, toasts } = await changeable([note("first", { mark: "todo" })], { save_note: failure("store-failed", "The disk is full.") });
  const box = entries()[0].querySelector("note-mark input");
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
  assert.deepEqual([box.checked, toasts[0].message], [false, "The note was not changed. The disk is full."]);
});

test("the time is changed here too, without the video, and taken back", async () => {
  const { element, entries, kept, toasts } = await changeable(MODELS.notes);
  choose(entries()[0], "time");
  assert.throws(() => control(element, "Now"), /there is no button/);
  document.activeElement.value = "2:14";
  press("Enter");
  await settled();
  assert.deepEqual([kept.get("first").second, toasts[0].message], [134, "The note is at 2:14 now."]);
  assert.equal(entries()[0].querySelector(".kept-stamp a").getAttribute("href"), "#/lesson/models?t=134");
  kept.set("first", { ...kept.get("first"), body: "written on elsewhere" });
  element.overview = anOverview();
  await settled();
  await toasts[0].action.run();
  await settled();
  assert.deepEqual([kept.get("first").second, kept.get("first").body], [76, "written on elsewhere"]);
});

test("while a time is typed, a change from outside leaves it alone", async () => {
  const { element, entries } = await changeable(MODELS.notes);
  choose(entries()[0], "time");
  const field = document.activeElement;
  field.value = "2:1";
  element.overview = anOverview();
  await settled();
  assert.deepEqual([entries()[0].contains(field), field.value, document.activeElement], [true, "2:1", field]);
});

test("a note is moved to another lesson, and back", async () => {
  const { element, entries, kept, toasts } = await changeable(MODELS.notes);
  choose(entries()[0], "move");
  element.querySelector("note-move select").value = "papers";
  element.querySelector("note-move form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await settled();
  assert.deepEqual([kept.get("first").lesson, entries().length, toasts[0].message], ["papers", 1, "Moved to lesson 3."]);
  await toasts[0].action.run();
  await settled();
  assert.deepEqual([kept.get("first").lesson, entries().length], ["models", 2]);
});

test("what the journal still has of a note is saved with the change, and does not take it back later", async () => {
  const { entries, kept } = await changeable(MODELS.notes);
  localStorage.setItem("ml-health.draft.first", JSON.stringify({ id: "first", lesson: "models", second: 76, mark: null, body: "first, and more" }));
  choose(entries()[0], "important");
  await settled();
  assert.deepEqual([kept.get("first").body, kept.get("first").mark, localStorage.length], ["first, and more", "important", 0]);
});

test("an earlier version is restored, and the note as it was comes back with Undo", async () => {
  const { element, entries, kept, toasts, rust } = await changeable(MODELS.notes, {
    note_history: () => [{ revision: 4, written: 1, lessonTitle: "How models learn", second: 76, mark: null, beginning: "fir" }],
    revision: () => ({ revision: 4, html: "", difference: [{ kind: "added", text: "st" }] }),
    restore_revision: () => {
      kept.set("first", { ...kept.get("first"), body: "fir" });
      return kept.get("first");
    },
  });
  choose(entries()[0], "history");
  await settled();
  element.querySelector(".history-version").click();
  await settled();
  control(element, "Restore this version").click();
  await settled();
  assert.deepEqual([rust.called("restore_revision"), kept.get("first").body], [[{ revision: 4 }], "fir"]);
  await toasts[0].action.run();
  await settled();
  assert.equal(kept.get("first").body, "first");
});

test("a note of a retired lesson has no way to a place that is gone", async () => {
  const { entries } = await page([RETIRED]);
  assert.equal(entries()[0].querySelector(".kept-actions a").hidden, true);
});

test("a tag leads to its notes", async () => {
  const { entries } = await page([{ ...MODELS, notes: [note("x", { html: '<p><span class="tag">#ECG</span></p>' })] }]);
  entries()[0].querySelector(".tag").click();
  assert.equal(location.hash, "#/notes?tag=ECG");
});

test("changes in quick succession do not take each other back", async () => {
  const { entries, kept } = await changeable(MODELS.notes);
  choose(entries()[0], "time");
  document.activeElement.value = "2:14";
  press("Enter");
  press("i", { on: entries()[0].querySelector(".kept-text") });
  await settled();
  await settled();
  assert.deepEqual([kept.get("first").second, kept.get("first").mark], [134, "important"]);
});

test("taken back from the next page, only that is taken back", async () => {
  const { element, entries, kept, toasts } = await changeable(MODELS.notes);
  choose(entries()[0], "time");
  document.activeElement.value = "2:14";
  press("Enter");
  await settled();
  element.remove();
  kept.set("first", { ...kept.get("first"), body: "written on beside its video" });
  await toasts[0].action.run();
  assert.deepEqual([kept.get("first").second, kept.get("first").body], [76, "written on beside its video"]);
});

test("a note that is no longer among those shown leaves the focus to its neighbour, the last one to the heading", async () => {
  const notes = [note("first", { mark: "todo" }), note("second", { mark: "todo" })];
  const { element, entries, rust, kept } = await changeable(notes);
  rust.commands.notes = () => shown([{ ...MODELS, notes: [...kept.values()].filter(({ mark }) => mark === "todo") }], { total: 2 });
  for (const next of [() => entries()[0].querySelector(".kept-text"), () => element.querySelector("h1")]) {
    const box = entries()[0].querySelector("note-mark input");
    box.focus();
    box.click();
    await settled();
    assert.equal(document.activeElement, next());
  }
});

test("what the journal has of a note is saved before an earlier version is looked for", async () => {
  const { entries, kept, rust } = await changeable(MODELS.notes, { note_history: () => [] });
  localStorage.setItem("ml-health.draft.first", JSON.stringify({ id: "first", lesson: "models", second: 76, mark: null, body: "first, and more" }));
  choose(entries()[0], "history");
  await settled();
  assert.deepEqual([kept.get("first").body, localStorage.length, rust.called("note_history").length], ["first, and more", 0, 1]);
});

test("a stamp that has the focus keeps it when something changes", async () => {
  const { element, entries } = await changeable(MODELS.notes);
  const link = entries()[0].querySelector(".kept-stamp a");
  link.focus();
  element.overview = anOverview();
  await settled();
  assert.equal(document.activeElement, link);
});

test("the page is left when its last change is saved", async () => {
  let save;
  const { element, entries } = await changeable(MODELS.notes, { save_note: () => new Promise((resolve) => { save = resolve; }) });
  const order = [];
  choose(entries()[0], "important");
  const flushed = element.flush().then(() => order.push("left"));
  await settled();
  order.push("saved");
  save(note("first", { mark: "important" }));
  await flushed;
  assert.deepEqual(order, ["saved", "left"]);
});

test("Edit leads to the note itself in its lesson", async () => {
  const { element } = await page([MODELS]);
  const went = heard(element, "go");
  control(element, "Edit the note at 1:16 in its lesson").click();
  assert.deepEqual(went, [{ href: "#/lesson/models?t=76", part: "note-first" }]);
});
