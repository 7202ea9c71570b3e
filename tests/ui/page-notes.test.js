import { control, failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { NotesPage } from "../../ui/pages/notes.js";
import { aCourse, anOverview, note } from "./support/course.js";

const MODELS = { lesson: "models", title: "How models learn", number: 2, notes: [note("first", { second: 76 }), note("second")] };
const PAPERS = { lesson: "papers", title: "How to read a paper", number: 3, notes: [note("third", { lesson: "papers", second: null })] };
const RETIRED = { lesson: "gone", title: "A lesson of old", number: null, notes: [note("fourth", { lesson: "gone" })] };

async function page(groups, commands = {}) {
  const rust = fakeRust({ notes: () => groups, ...commands });
  const element = show(new NotesPage(), { course: aCourse(), overview: anOverview() });
  await settled();
  return { rust, element };
}

test("the notes stand under their lessons, and those of retired lessons apart", async () => {
  const { element } = await page([MODELS, PAPERS, RETIRED]);
  const headings = [...element.querySelectorAll("h1, h2, h3")].map((heading) => `${heading.tagName} ${text(heading)}`);
  assert.deepEqual(headings, ["H1 Notes", "H2 2. How models learn", "H2 3. How to read a paper", "H2 No longer in the course", "H3 A lesson of old"]);
  assert.match(text(element), /4 notes in 3 lessons/);
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
  assert.equal(element.querySelectorAll("h2").length, 1);
  assert.equal(element.querySelector("export-button").hidden, false);
});

test("a note is deleted at once, and undo brings it back", async () => {
  let notes = MODELS.notes;
  const { rust, element } = await page(null, {
    notes: () => [{ ...MODELS, notes }],
    delete_note: ({ note: id }) => { notes = notes.filter((each) => each.id !== id); return null; },
    restore_note: () => { notes = MODELS.notes; return notes[0]; },
  });
  const toasts = heard(element, "toast");
  control(element, "Delete the note at 1:16").click();
  await settled();
  assert.deepEqual(rust.called("delete_note"), [{ note: "first" }]);
  assert.match(text(element), /1 note in 1 lesson/);
  assert.equal(document.activeElement.getAttribute("aria-label"), "Delete the note at 3:42", "the focus goes to the neighbour");

  assert.equal(toasts[0].message, "Note deleted.");
  await toasts[0].action.run();
  await settled();
  assert.deepEqual(rust.called("restore_note"), [{ note: "first" }]);
  assert.match(text(element), /2 notes in 1 lesson/);
});

test("a note that cannot be deleted stays, and the reason is said", async () => {
  const { element } = await page([MODELS], { delete_note: failure("store-failed", "The note could not be deleted. It is kept.") });
  const toasts = heard(element, "toast");
  control(element, "Delete the note at 1:16").click();
  await settled();
  assert.deepEqual(toasts, [{ message: "The note could not be deleted. It is kept." }]);
  assert.match(text(element), /2 notes/);
});

test("a change from outside is shown, and the focus stays where it was", async () => {
  let groups = [MODELS];
  const { element } = await page(null, { notes: () => groups });
  control(element, "Delete the note at 3:42").focus();
  groups = [MODELS, PAPERS];
  element.overview = anOverview();
  await settled();
  assert.match(text(element), /3 notes in 2 lessons/);
  assert.equal(document.activeElement.getAttribute("aria-label"), "Delete the note at 3:42");
});

test("notes that cannot be read are not shown as none", async () => {
  const { element } = await page(null, { notes: failure("store-failed", "The notes could not be read.") });
  assert.match(text(element), /The notes could not be read\./);
  assert.doesNotMatch(text(element), /not written a note/);
});

test("what the journal still has of a deleted note does not bring it back, and comes back with Undo", async () => {
  const { rust, element } = await page([MODELS], { delete_note: () => null, save_note: ({ draft }) => draft });
  const draft = { id: MODELS.notes[0].id, lesson: "models", second: 76, body: "first, and more" };
  localStorage.setItem(`ml-health.draft.${draft.id}`, JSON.stringify(draft));
  element.querySelector("[aria-label^='Delete']").click();
  await settled();
  assert.deepEqual(rust.called("save_note").map((args) => args.draft.body), ["first, and more"]);
  assert.equal(rust.called("delete_note").length, 1);
  assert.equal(localStorage.length, 0);
});

test("while something is searched for, what is found stands in place of the notes", async () => {
  const found = { kind: "note", lesson: "models", second: 76, note: "first", html: "<mark>first</mark>" };
  const { rust, element } = await page([MODELS], { search: () => ({ hits: [found], more: false }) });
  const field = element.querySelector("study-search input");
  const notesAreShown = () => !element.querySelector(".notes-content").hidden;
  const press = (key) => field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  assert.equal(notesAreShown(), true);
  field.value = "first";
  press("Enter");
  await settled();
  assert.deepEqual([rust.called("search"), notesAreShown()], [[{ query: "first" }], false]);
  assert.equal(element.querySelector("a.hit").getAttribute("href"), "#/lesson/models?t=76");
  element.overview = anOverview();
  await settled();
  assert.equal(rust.called("search").length, 2, "a change in the store is searched as well");
  press("Escape");
  assert.equal(notesAreShown(), true);
});

test("transcripts can be searched before there is a note", async () => {
  const { element } = await page([]);
  assert.ok(element.querySelector("study-search input"));
});
