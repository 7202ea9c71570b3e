import { control, failure, fakeRust, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { CourseWindow } from "../../ui/components/course-window.js";
import { aCourse, anOverview } from "./support/course.js";

const SETTINGS = { appearance: "system", learnerName: "", singleKeys: true, minutes: null, playback: { rate: 1, volume: 1, muted: false, captions: false, theatre: false } };
const MATCH = { files: [{ index: 0, name: "3.mp4", folder: "Videos", kind: "video", lesson: "papers", by: "number", replaces: null }], leftOut: 0, tooMany: false };

/** @type {{ rust: ReturnType<typeof fakeRust>, element: HTMLElement }} */
let open;

async function start(commands = {}, hash = "#/") {
  history.replaceState(null, "", hash);
  const rust = fakeRust({
    course: () => aCourse(), overview: () => anOverview(), notes: () => [], settings: () => SETTINGS, library_copies: () => [],
    data_location: () => ({ folder: "/d", backups: 0, lastBackup: null }), about: () => ({ version: "0.1.0" }),
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
  let flushed = false;
  page().flush = async () => { flushed = true; };
  page().dispatchEvent(new CustomEvent("export", { bubbles: true, detail: { lesson: "papers" } }));
  await settled();
  assert.equal(flushed, true);
  assert.equal(element.querySelector("export-dialog dialog").open, true);
  assert.equal(element.querySelector("export-dialog select").value, "papers");
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
