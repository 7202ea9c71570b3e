import { control, failure, fakeRust, later, onMac, press, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { CourseWindow } from "../../ui/components/course-window.js";
import { aCourse, anOverview, note, progress } from "./support/course.js";
import { aDamage, aPreview, aSafety } from "./support/safety.js";

const SETTINGS = { appearance: "system", learnerName: "", singleKeys: true, minutes: null, playback: { rate: 1, volume: 1, muted: false, captions: false, theatre: false } };
const MATCH = { files: [{ index: 0, name: "3.mp4", folder: "Videos", kind: "video", lesson: "papers", by: "number", replaces: null }], leftOut: 0, tooMany: false };

/** @type {{ rust: ReturnType<typeof fakeRust>, element: HTMLElement }} */
let open;

async function start(commands = {}, hash = "#/") {
  history.replaceState(null, "", hash);
  const rust = fakeRust({
    course: () => aCourse(), overview: () => anOverview(), notes: () => ({ lessons: [], total: 0, more: false, tags: [], trashed: 0 }), trash: () => [], settings: () => SETTINGS, library_copies: () => [],
    safety: () => aSafety(), backup_notice: () => null, about: () => ({ version: "0.1.0" }),
    save_settings: ({ change }) => ({ ...SETTINGS, ...change }), close_window: () => null, ...commands,
  });
  const element = show(new CourseWindow());
  await settled();
  open = { rust, element };
  return open;
}

async function go(hash) {
  location.hash = hash;
  await settled();
}

const page = () => open.element.querySelector("main").firstElementChild;
const heading = () => text(open.element.querySelector("h1"));

test("the course is fetched once, and the first page is shown", async () => {
  const { rust } = await start();
  assert.equal(heading(), "Course Overview");
  assert.equal(document.title, "Home · Machine Learning for Healthcare");
  await go("#/notes");
  await go("#/");
  assert.equal(rust.called("course").length, 1);
});

test("a page change moves the focus to the heading, the title and the mark in the rail", async () => {
  const { element } = await start();
  await go("#/library");
  assert.equal(document.activeElement, element.querySelector("h1"));
  assert.equal(document.title, "Library · Machine Learning for Healthcare");
  assert.equal(text(element.querySelector('course-rail .rail-places [aria-current="page"]')), "Library");
});

test("an unknown page and a lesson that is not in the course say so", async () => {
  await start({}, "#/nothing");
  assert.equal(heading(), "There is nothing here");
  await go("#/lesson/retired");
  assert.equal(heading(), "There is nothing here");
});

test("a page is left only after it was saved", async () => {
  await start({}, "#/settings");
  let saved;
  page().flush = () => new Promise((resolve) => { saved = resolve; });
  await go("#/notes");
  assert.equal(heading(), "Settings", "still there");
  saved();
  await settled();
  assert.equal(heading(), "Notes");
});

test("when the learner goes on while a page saves, the last address wins", async () => {
  await start({}, "#/settings");
  let saved;
  page().flush = () => new Promise((resolve) => { saved = resolve; });
  await go("#/notes");
  await go("#/library");
  saved();
  await settled();
  assert.equal(heading(), "Library");
});

test("a page that could not save is left, and that is said", async () => {
  const { element } = await start({}, "#/settings");
  page().flush = () => Promise.reject(new Error("no"));
  await go("#/notes");
  assert.equal(heading(), "Notes");
  assert.match(text(element.querySelector("toast-region")), /could not be saved/);
});

test("what changed in the store reaches the rail and the page, many changes by few requests", async () => {
  const { rust, element } = await start();
  rust.commands.overview = () => anOverview({ lessons: { overview: { completed: true, completedBy: "hand" } }, next: { lesson: "models", kind: "next" } });
  const before = rust.called("overview").length;
  for (let times = 0; times < 20; times++) rust.emit("study-changed");
  await settled();
  assert.ok(rust.called("overview").length - before <= 2, `${rust.called("overview").length - before} requests`);
  assert.equal(text(element.querySelector(".rail-number")), "✓");
  assert.ok(control(element, "Start lesson 2"));
});

test("the window closes after the page was saved", async () => {
  const { rust } = await start({}, "#/settings");
  const order = [];
  page().flush = async () => { order.push("flush"); };
  rust.commands.close_window = () => { order.push("close"); return null; };
  rust.emit("close-requested");
  await settled();
  assert.deepEqual(order, ["flush", "close"]);
});

test("a window whose page cannot be saved is not closed: Rust asks", async () => {
  const { rust } = await start({}, "#/settings");
  page().flush = () => Promise.reject(new Error("no"));
  rust.emit("close-requested");
  await settled();
  assert.deepEqual(rust.called("close_window"), []);
});

test("a page with nothing to save closes at once", async () => {
  const { rust } = await start();
  rust.emit("close-requested");
  await settled();
  assert.equal(rust.called("close_window").length, 1);
});

test("links out of the window go through Rust; links within it do not", async () => {
  const { rust, element } = await start({ open_link: () => null });
  const outwards = document.createElement("p");
  outwards.innerHTML = '<a href="https://doi.org/10.1161/x"><em>a paper</em></a>';
  element.querySelector("main").append(outwards);
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  outwards.querySelector("em").dispatchEvent(click);
  assert.equal(click.defaultPrevented, true);
  assert.deepEqual(rust.called("open_link"), [{ url: "https://doi.org/10.1161/x" }]);
  control(element, "Notes").click();
  await settled();
  assert.equal(heading(), "Notes");
  assert.equal(rust.called("open_link").length, 1);
});

/** As a page says that settings were saved. */
function changeSettings(change) {
  page().dispatchEvent(new CustomEvent("settings-changed", { bubbles: true, detail: { ...SETTINGS, ...change } }));
}

test("the appearance is applied at start and when it is changed", async () => {
  await start({ settings: () => ({ ...SETTINGS, appearance: "dark" }) });
  assert.equal(document.documentElement.dataset.theme, "dark");
  changeSettings({ appearance: "system" });
  assert.equal(document.documentElement.dataset.theme, undefined);
});

test("every page is given the settings as they are now, and hears of a change", async () => {
  const { rust } = await start({ settings: () => ({ ...SETTINGS, minutes: 20 }) });
  assert.equal(page().settings.minutes, 20);
  changeSettings({ minutes: 5 });
  assert.equal(page().settings.minutes, 5);
  await go("#/library");
  assert.equal(page().settings.minutes, 5);
  assert.equal(rust.called("settings").length, 1, "fetched once");
});

test("a course that cannot be opened is said in full", async () => {
  const { element } = await start({ course: failure("store-failed", "The database is from a newer version.") });
  assert.equal(heading(), "The course could not be opened");
  assert.match(text(element), /The database is from a newer version\./);
  assert.ok(control(element, "Try again"));
});

test("settings that cannot be read do not keep the course from being shown", async () => {
  await start({ settings: failure("store-failed", "no") });
  assert.deepEqual([heading(), page().settings], ["Course Overview", null]);
});

test("a failure of ours is not shown as its stack", async () => {
  const { element } = await start({ overview: () => { throw new TypeError("x is undefined"); } });
  assert.doesNotMatch(text(element), /undefined/);
});

test("the export opens with the lesson that asked, after its page was saved", async () => {
  const { element } = await start({}, "#/settings");
  let flushed = null;
  page().flush = async (how) => { flushed = how; };
  page().dispatchEvent(new CustomEvent("export", { bubbles: true, detail: { lesson: "papers" } }));
  await settled();
  assert.deepEqual(flushed, { leaving: false }, "the page stays");
  assert.equal(element.querySelector("export-dialog dialog").open, true);
  assert.equal(element.querySelector('export-dialog input[value="papers"]').checked, true);
});

test("the import opens with the lesson that asked, after its page was saved", async () => {
  const { element } = await start({}, "#/settings");
  let flushed = null;
  page().flush = async (how) => { flushed = how; };
  page().dispatchEvent(new CustomEvent("import", { bubbles: true, detail: { lesson: "papers" } }));
  await settled();
  assert.deepEqual([flushed, element.querySelector("import-dialog dialog").open, element.querySelector("import-dialog select").value], [{ leaving: false }, true, "papers"]);
});

test("what could not be saved before an export is told of, and not as if the page were left", async () => {
  const { element } = await start({}, "#/settings");
  page().flush = () => Promise.reject(new Error("no"));
  page().dispatchEvent(new CustomEvent("export", { bubbles: true, detail: { lesson: null } }));
  await settled();
  assert.match(text(element.querySelector("toast-region")), /not saved yet, so it is not taken into account here\. It is kept\./);
});

test("the trash is a page of its own, reached from the notes", async () => {
  const { element } = await start({}, "#/trash");
  assert.deepEqual([page().localName, document.title], ["trash-page", "Trash · Machine Learning for Healthcare"]);
  assert.equal(text(element.querySelector(".rail-places [aria-current]")), "Notes");
});

test("the notes open as their address filters them", async () => {
  await start({}, "#/notes?mark=todo");
  assert.deepEqual(page().filter, { lesson: null, mark: "todo", tag: null });
});

afterEach(() => onMac(false));

const palette = () => open.element.querySelector("command-palette");
const LESSON = { id: "models", keyIdeasHtml: "<p>Guess.</p>", progress: progress({ duration: 543 }), welcome: null, notes: [note("n1")], file: null, transcript: null,
  youtube: { page: "http://127.0.0.1:4321/token/youtube/models", watch: "https://youtu.be/x" } };
const saving = { save_note: ({ draft }) => ({ ...draft, html: "", tags: [], created: 1, updated: 1 }), save_progress: () => LESSON.progress };
const CTRL_K = { ctrlKey: true, on: document.body };

/** In the palette, types something and goes to what is found. */
async function goTo(query) {
  const field = palette().querySelector("input");
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  press("Enter", { on: field });
  await settled();
}

for (const [what, ask] of [
  ["Ctrl+K", () => press("k", CTRL_K)],
  ["Command+K on a Mac", () => { onMac(); press("k", { metaKey: true, on: document.body }); }],
  ["the rail’s button", ({ element }) => element.querySelector(".rail-search").click()],
  ["a page that asks for it", () => page().dispatchEvent(new CustomEvent("open-search", { bubbles: true, detail: { query: "" } }))],
]) {
  test(`the search is opened by ${what}`, async () => {
    const started = await start();
    ask(started);
    assert.equal(palette().isOpen, true);
    assert.equal(document.activeElement, palette().querySelector("input"));
  });
}

test("a page can ask for something to be searched for", async () => {
  const { rust } = await start({ search: () => ({ hits: [], more: false }) });
  page().dispatchEvent(new CustomEvent("open-search", { bubbles: true, detail: { query: "tag:sepsis" } }));
  await settled();
  assert.deepEqual(rust.called("search"), [{ query: "tag:sepsis" }]);
});

test("over another dialog, in an input method, and before there is a course, the search does not open", async () => {
  const { element } = await start();
  press("k", { ...CTRL_K, isComposing: true });
  assert.equal(palette().isOpen, false);
  page().dispatchEvent(new CustomEvent("keys", { bubbles: true }));
  assert.equal(press("k", CTRL_K), true, "the webview’s own search does not open either");
  page().dispatchEvent(new CustomEvent("open-search", { bubbles: true, detail: { query: "" } }));
  assert.equal(palette().isOpen, false);
  control(element.querySelector("shortcut-sheet"), "Close").click();
  press("k", CTRL_K);
  assert.equal(palette().isOpen, true);
  await start({ course: failure("store-failed", "no") });
  press("k", CTRL_K);
  assert.equal(palette().isOpen, false);
});

test("a window that is taken away hears no more keys", async () => {
  const { element } = await start();
  element.remove();
  press("k", CTRL_K);
  assert.equal(palette().isOpen, false);
});

test("while a note is written: Escape gives the focus back to the field, and the note is still being written", async () => {
  const { element } = await start({ lesson: () => structuredClone(LESSON), ...saving }, "#/lesson/models");
  const field = element.querySelector("note-composer textarea");
  field.focus();
  field.value = "Loss is";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.setSelectionRange(4, 4);
  assert.equal(press("k", { ctrlKey: true }), true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(palette().isOpen, true);
  press("Escape");
  assert.deepEqual([document.activeElement, field.isConnected, field.value, field.selectionStart], [field, true, "Loss is", 4]);
});

test("while a note in the list is changed, too", async () => {
  const { element } = await start({ lesson: () => structuredClone(LESSON), ...saving }, "#/lesson/models");
  element.querySelector("note-row").edit();
  const field = element.querySelector("note-row textarea");
  assert.equal(document.activeElement, field);
  press("k", { ctrlKey: true });
  await new Promise((resolve) => setTimeout(resolve, 20));
  press("Escape");
  await settled();
  assert.deepEqual([document.activeElement === field, field.isConnected], [true, true]);
});

const HIT = { kind: "cue", lesson: "models", second: 76, note: null, resource: null, mark: null, title: "How?", html: "loss" };
const finds = (hit) => ({ lesson: ({ lesson }) => ({ ...structuredClone(LESSON), id: lesson }), search: () => ({ hits: [{ ...HIT, ...hit }], more: false }), ...saving });

test("what was found in another lesson opens there, at its second", async () => {
  const { element } = await start(finds({}));
  press("k", CTRL_K);
  await goTo("loss");
  assert.deepEqual([location.hash, element.querySelector(".time-field").value], ["#/lesson/models?t=76", "1:16"]);
  assert.equal(document.activeElement, element.querySelector("h1"));
});

test("what was found in the lesson that is open is gone to there, as often as one likes, and the page stays", async () => {
  const { element, rust } = await start(finds({}), "#/lesson/models");
  const before = page();
  for (const second of [76, 120, 76]) {
    rust.commands.search = finds({ second }).search;
    press("k", CTRL_K);
    await goTo("loss");
    assert.equal(element.querySelector(".time-field").value, second === 76 ? "1:16" : "2:00");
  }
  assert.deepEqual([page() === before, element.querySelector("iframe")], [true, null], "and nothing is loaded for it");
});

for (const [where, hash] of [["another page", "#/"], ["the lesson itself", "#/lesson/models"]]) {
  test(`key ideas that were found are gone to from ${where}`, async () => {
    const { element } = await start(finds({ kind: "ideas", second: null }), hash);
    press("k", CTRL_K);
    await goTo("loss");
    assert.equal(location.hash, "#/lesson/models");
    assert.equal(document.activeElement, element.querySelector("#key-ideas"));
    await go("#/library");
    assert.equal(document.activeElement, element.querySelector("h1"), "and the next page begins at its heading");
  });
}

for (const [name, does] of [
  ["library", () => assert.deepEqual([location.hash, heading()], ["#/library", "Library"])],
  ["home", () => assert.deepEqual([location.hash, document.activeElement], ["#/", open.element.querySelector("h1")])],
  ["lesson 3", () => assert.equal(location.hash, "#/lesson/papers")],
  ["trash", () => assert.equal(page().localName, "trash-page")],
  ["export", () => assert.equal(open.element.querySelector("export-dialog dialog").open, true)],
  ["import", () => assert.equal(open.element.querySelector("import-dialog dialog").open, true)],
  ["keys", () => assert.equal(open.element.querySelector("shortcut-sheet dialog").open, true)],
]) {
  test(`the search leads to “${name}”`, async () => {
    await start({ search: () => ({ hits: [], more: false }), lesson: () => structuredClone(LESSON) });
    press("k", CTRL_K);
    await goTo(name);
    does();
  });
}

test("in a lesson it leads to the field for a note", async () => {
  const { element } = await start({ search: () => ({ hits: [], more: false }), lesson: () => structuredClone(LESSON), ...saving }, "#/lesson/models");
  press("k", CTRL_K);
  await goTo("write");
  assert.equal(document.activeElement, element.querySelector("note-composer textarea"));
});

test("the list of keys is the settings’ and the system’s", async () => {
  onMac();
  const { element } = await start({ settings: () => ({ ...SETTINGS, singleKeys: false }) });
  page().dispatchEvent(new CustomEvent("keys", { bubbles: true }));
  assert.match(text(element.querySelector("shortcut-sheet")), /Single letters are turned off.*Command\+K/);
});

test("what changed in the store is searched anew", async () => {
  const { rust } = await start({ search: () => ({ hits: [], more: false }) });
  press("k", CTRL_K);
  await goTo("loss");
  rust.emit("study-changed");
  await settled();
  assert.equal(rust.called("search").length, 2);
});

const matchDialog = () => open.element.querySelector("match-dialog dialog");
const toasts = () => text(open.element.querySelector("toast-region"));

test("dropped files are asked for and proposed for lessons", async () => {
  const { rust } = await start({ dropped_files: () => MATCH });
  rust.emit("files-dropped");
  await settled();
  assert.equal(matchDialog().open, true);
  assert.equal(matchDialog().querySelector("select").value, "papers");
});

test("a drop that holds nothing opens nothing", async () => {
  const { rust } = await start({ dropped_files: () => null });
  rust.emit("files-dropped");
  await settled();
  assert.deepEqual([Boolean(matchDialog().open), toasts()], [false, ""]);
});

test("a drop that could not be looked at is said", async () => {
  const { rust } = await start({ dropped_files: failure("unreadable", "The folder cannot be read.") });
  rust.emit("files-dropped");
  await settled();
  assert.match(toasts(), /The folder cannot be read\./);
});

test("a drop while a dialog is open is not looked at, so that what is proposed there stays what Rust knows", async () => {
  const { rust } = await start({ dropped_files: () => MATCH });
  rust.emit("files-dropped");
  rust.emit("files-dropped");
  await settled();
  assert.equal(rust.called("dropped_files").length, 1);
  assert.match(toasts(), /not looked at, because a dialog is open/);
  control(matchDialog(), "Cancel").click();
  rust.emit("files-dropped");
  await settled();
  assert.deepEqual([rust.called("dropped_files").length, matchDialog().open], [2, true]);
});

test("files of a folder that a page let the learner choose are proposed too, unless a dialog is open", async () => {
  const { element } = await start({}, "#/settings");
  const choose = () => page().dispatchEvent(new CustomEvent("match-files", { bubbles: true, detail: { match: MATCH } }));
  page().dispatchEvent(new CustomEvent("export", { bubbles: true, detail: { lesson: null } }));
  await settled();
  choose();
  assert.deepEqual([Boolean(matchDialog().open), /a dialog is open/.test(toasts())], [false, true]);
  control(element.querySelector("export-dialog"), "Cancel").click();
  choose();
  assert.equal(matchDialog().open, true);
  const later = { ...MATCH, files: [{ ...MATCH.files[0], name: "later.mp4" }] };
  page().dispatchEvent(new CustomEvent("match-files", { bubbles: true, detail: { match: later } }));
  assert.match(text(matchDialog()), /later\.mp4/, "a proposal that is open gives way to the one that Rust has now");
});

test("a window that is taken away hears no more drops", async () => {
  const { rust, element } = await start();
  assert.equal(rust.listening("files-dropped"), 1);
  element.remove();
  await settled();
  assert.equal(rust.listening("files-dropped"), 0);
});

test("after everything was deleted, nothing of it stays in the webview", async () => {
  await start({}, "#/settings");
  localStorage.setItem("draft", "words");
  page().dispatchEvent(new CustomEvent("everything-deleted", { bubbles: true }));
  assert.equal(localStorage.length, 0);
});

const OUTCOME = { recovered: { notes: 412, keptIn: "/home/reader/data/damaged/1" }, notes: 405, backup: "before-restore.db" };

test("a database that cannot be read is not a failure: the page that brings it back opens, and then the course", async () => {
  const { rust, element } = await start({ course: failure("damaged", "It is damaged."), settings: failure("damaged", "It is damaged."), damage: () => aDamage(), recover: () => OUTCOME.recovered }, "#/library");
  rust.emit("backup-failed");
  await settled();
  assert.deepEqual([page().localName, element.querySelector("course-rail").hidden, rust.called("backup_notice")], ["recovery-page", true, []]);
  Object.assign(rust.commands, { course: () => aCourse(), settings: () => ({ ...SETTINGS, appearance: "dark" }) });
  control(element, "Bring back the backup and the 7 newer notes").click();
  await settled();
  assert.deepEqual([heading(), element.querySelector("course-rail").hidden, document.activeElement], ["Library", false, element.querySelector("h1")]);
  assert.match(toasts(), /412 notes are back\. The damaged file is kept in \/home\/reader\/data\/damaged\/1\./);
  assert.equal(document.documentElement.dataset.theme, "dark", "and with the settings that came back");
  changeSettings({ appearance: "system" });
});

test("a database of a newer version is a failure that is only said", async () => {
  await start({ course: failure("study", "The database is from a newer version.") });
  assert.equal(page().localName, "div");
});

test("a backup that failed before is told once the course is there, with the way to Safety", async () => {
  const { element, rust } = await start({ backup_notice: () => "The disk is full, so no backup was made." });
  assert.match(toasts(), /^The disk is full, so no backup was made\./);
  assert.equal(rust.called("backup_notice").length, 1);
  control(element, "See Safety").click();
  await settled();
  assert.deepEqual([location.hash, document.activeElement], ["#/settings", element.querySelector("#safety")]);
});

test("a backup that fails now is told when it fails, if it was not told before", async () => {
  const { rust } = await start();
  const words = ["No backup was made.", null];
  rust.commands.backup_notice = () => words.shift();
  rust.emit("backup-failed");
  rust.emit("backup-failed");
  await settled();
  assert.equal(open.element.querySelectorAll(".toast").length, 1);
});

test("of backups that fail one after another, the newest failure is what stands there", async () => {
  const { rust } = await start();
  for (const words of ["No backup was made.", "No copy was made."]) {
    rust.commands.backup_notice = () => words;
    rust.emit("backup-failed");
    await settled();
  }
  assert.match(toasts(), /^No copy was made\. ?See Safety$/);
});

test("a failure that cannot be asked for disturbs nobody", async () => {
  await start({ backup_notice: failure("store-failed", "no") });
  assert.deepEqual([heading(), toasts()], ["Course Overview", ""]);
});

const restoring = {
  backup_list: () => [aPreview().backup], preview_restore: () => aPreview(), carry_out_restore: () => OUTCOME, undo_restore: () => ({ notes: 412, backup: "again.db" }),
};
const ask = () => page().dispatchEvent(new CustomEvent("restore-backup", { bubbles: true }));
const restoreDialog = () => open.element.querySelector("restore-dialog dialog");

async function restore() {
  ask();
  await settled();
  restoreDialog().querySelector("[data-backup]").click();
  await settled();
  control(restoreDialog(), "Restore this backup").click();
  await settled();
}

test("before backups are looked at, the page is saved, and what gone pages left in the journal", async () => {
  const { rust } = await start({ ...restoring, ...saving }, "#/settings");
  const draft = { id: "d1", lesson: "models", second: null, mark: null, body: "unsaved" };
  localStorage.setItem("ml-health.draft.d1", JSON.stringify(draft));
  let flushed = null;
  page().flush = async (how) => { flushed = how; };
  ask();
  await settled();
  assert.deepEqual([flushed, rust.called("save_note"), localStorage.length], [{ leaving: false }, [{ draft }], 0]);
  assert.equal(restoreDialog().open, true);
});

test("what cannot be saved is told, stays in the journal, and keeps nobody from restoring", async () => {
  await start({ ...restoring, save_note: failure("store-failed", "no") }, "#/settings");
  localStorage.setItem("ml-health.draft.d1", JSON.stringify({ id: "d1", lesson: "models", second: null, mark: null, body: "unsaved" }));
  ask();
  await settled();
  assert.match(toasts(), /not saved yet, so it is not taken into account here\. It is kept\./);
  assert.deepEqual([restoreDialog().open, localStorage.length], [true, 1]);
  localStorage.clear();
});

test("what was restored is shown, with its settings, and can be undone, which is told too", async () => {
  const { rust, element } = await start(restoring, "#/settings");
  const settingsPage = page();
  rust.commands.settings = () => ({ ...SETTINGS, appearance: "dark" });
  rust.commands.overview = () => anOverview({ notes: { models: 405 } });
  const asked = rust.called("safety").length;
  await restore();
  assert.match(toasts(), /^Restored: 405 notes as of 24 November, 11:05\./);
  assert.deepEqual([restoreDialog().open, document.documentElement.dataset.theme, page() === settingsPage], [false, "dark", true]);
  assert.ok(rust.called("safety").length > asked, "the page has what is new");
  rust.commands.settings = () => SETTINGS;
  control(element, "Undo").click();
  await settled();
  assert.equal(document.documentElement.dataset.theme, undefined);
  assert.match(toasts(), /^Undone: 412 notes, as before the restore\. What was here until now is in the backup again\.db\./);
});

test("a second restore takes the undo of the first away, which would undo the second", async () => {
  const { element } = await start(restoring, "#/settings");
  await restore();
  await restore();
  assert.equal([...element.querySelectorAll(".toast button")].filter((button) => text(button) === "Undo").length, 1);
});

test("an undo that fails says so, and can be tried again", async () => {
  const { rust, element } = await start({ ...restoring, undo_restore: failure("store-failed", "The disk is full. Nothing was changed.") }, "#/settings");
  await restore();
  control(element, "Undo").click();
  await settled();
  assert.match(toasts(), /^The restore was not undone\. The disk is full\. Nothing was changed\./);
  rust.commands.undo_restore = restoring.undo_restore;
  control(element, "Undo").click();
  await settled();
  assert.match(toasts(), /^Undone: 412 notes/);
});

test("an open lesson is saved and taken away before anything is replaced, writes nothing after it, and comes back as it is then", async () => {
  const { command, resolve } = later();
  const { rust, element } = await start({ ...restoring, lesson: () => structuredClone(LESSON), ...saving, undo_restore: command }, "#/settings");
  await restore();
  await go("#/lesson/models");
  const field = element.querySelector("note-composer textarea");
  field.focus();
  field.value = "written since";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.value = "written since, all of it";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  control(element, "Undo").click();
  await settled();
  const names = () => rust.calls.map(([name]) => name);
  assert.equal(rust.called("save_note").at(-1).draft.body, "written since, all of it");
  assert.ok(names().lastIndexOf("save_note") < names().indexOf("undo_restore"));
  assert.equal(element.querySelector("lesson-page"), null, "meanwhile there is no lesson");
  await go("#/lesson/papers");
  assert.equal(element.querySelector("lesson-page"), null, "nor another one");
  rust.commands.lesson = ({ lesson }) => ({ ...structuredClone(LESSON), id: lesson, notes: [] });
  const before = rust.calls.length;
  resolve({ notes: 412, backup: "again.db" });
  await settled();
  assert.deepEqual([heading(), element.querySelector("note-row"), document.activeElement], ["How to read a paper", null, element.querySelector("h1")]);
  assert.deepEqual(names().slice(before).filter((name) => name.startsWith("save")), []);
  assert.equal(localStorage.length, 0);
});

test("a lesson that was open comes back with the focus at its heading", async () => {
  const { element } = await start({ ...restoring, lesson: () => structuredClone(LESSON), ...saving }, "#/settings");
  await restore();
  await go("#/lesson/models");
  const before = page();
  control(element, "Undo").focus();
  control(element, "Undo").click();
  await settled();
  assert.notEqual(page(), before);
  assert.deepEqual([heading(), document.activeElement], ["How does a machine learning model learn?", element.querySelector("h1")]);
});

const DRAFT = { id: "d1", lesson: "models", second: null, mark: null, body: "unsaved" };

test("while the last of the notes is saved before a restore is undone, no lesson opens that would have to go again", async () => {
  const { command, resolve } = later();
  const { element, rust } = await start({ ...restoring, lesson: () => structuredClone(LESSON), save_note: command }, "#/settings");
  await restore();
  localStorage.setItem("ml-health.draft.d1", JSON.stringify(DRAFT));
  control(element, "Undo").click();
  await settled();
  await go("#/lesson/models");
  assert.deepEqual([element.querySelector("lesson-page"), rust.called("undo_restore")], [null, []]);
  resolve({ ...DRAFT, html: "", tags: [], created: 1, updated: 1 });
  await settled();
  assert.deepEqual([rust.called("undo_restore").length, page().localName, localStorage.length], [1, "lesson-page", 0]);
});

test("the window closes only when what replaces everything is through", async () => {
  const { command, resolve } = later();
  const { element, rust } = await start({ ...restoring, undo_restore: command }, "#/settings");
  await restore();
  control(element, "Undo").click();
  await settled();
  rust.emit("close-requested");
  await settled();
  assert.equal(rust.called("close_window").length, 0);
  resolve({ notes: 412, backup: "again.db" });
  await settled();
  assert.equal(rust.called("close_window").length, 1);
});

test("a backup that fails while a lesson comes back after a restore is told all the same", async () => {
  const { command, resolve } = later();
  const { element, rust } = await start({ ...restoring, lesson: () => structuredClone(LESSON), ...saving }, "#/settings");
  await restore();
  await go("#/lesson/models");
  rust.commands.settings = command;
  control(element, "Undo").click();
  await settled();
  rust.commands.backup_notice = () => "No backup was made.";
  rust.emit("backup-failed");
  await settled();
  assert.match(toasts(), /No backup was made\./);
  resolve(SETTINGS);
  await settled();
});

test("a text that is written in an open lesson is saved by the lesson alone, where no older one can come after it", async () => {
  const { element, rust } = await start({ lesson: () => structuredClone(LESSON), ...saving }, "#/lesson/models");
  // As it stands there between a letter and its save.
  localStorage.setItem("ml-health.draft.d1", JSON.stringify(DRAFT));
  element.dispatchEvent(new CustomEvent("import", { detail: { lesson: null } }));
  await settled();
  assert.deepEqual([rust.called("save_note"), localStorage.length, toasts()], [[], 1, ""]);
  localStorage.clear();
});
