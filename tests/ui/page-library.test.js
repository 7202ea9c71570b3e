import { control, failure, fakeRust, heard, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { LibraryPage } from "../../ui/pages/library.js";
import { aCourse, anOverview } from "./support/course.js";

const COPY = { resource: "summary", bytes: 1000, kept: 1, state: "ready" };

/** The page, with a Rust that holds `copies`, which a test may change. */
async function open(copies = [], commands = {}) {
  const kept = { copies };
  const rust = fakeRust({
    library_copies: () => kept.copies,
    attach_copy: () => { kept.copies = [COPY]; return COPY; },
    remove_copy: () => { kept.copies = []; return null; },
    open_copy: () => null, open_resource: () => null, ...commands,
  });
  const page = show(new LibraryPage(), { course: aCourse(), overview: anOverview() });
  await settled();
  return { page, rust, kept, place: () => text(page.querySelector("library-copy")), toasts: heard(page, "toast") };
}

test("every resource says what it is, where it leads, and that it leaves the window", async () => {
  const { page } = await open();
  assert.deepEqual([...page.querySelectorAll("h2")].map(text), ["From this course", "Support the author"]);
  assert.deepEqual([...page.querySelectorAll(".resource:first-child :is(p, h3)")].slice(0, 4).map(text),
    ["PDF", "PDF summary, opens in the browser", "A summary.", "drive.google.com"]);
});

test("a resource opens through Rust, by its id", async () => {
  const { page, rust } = await open();
  control(page, "PDF summary, opens in the browser").click();
  assert.deepEqual(rust.called("open_resource"), [{ resource: "summary" }]);
  assert.equal(page.querySelectorAll("a[href]").length, 0, "no address stands in the page");
});

test("only of a PDF can a copy be kept, and how is said", async () => {
  const { page, place } = await open();
  assert.equal(page.querySelectorAll("library-copy").length, 1);
  assert.match(place(), /download it in your browser, then choose the file here\. ?Keep a copy…$/);
});

test("nothing is said about a copy before it is known whether there is one", async () => {
  fakeRust({ library_copies: () => new Promise(() => {}) });
  const page = show(new LibraryPage(), { course: aCourse(), overview: anOverview() });
  await settled();
  assert.equal(text(page.querySelector("library-copy")), "");
});

test("a copy is kept by its resource, then said to be there, and the focus goes to opening it", async () => {
  const { page, rust, place } = await open();
  control(page, "Keep a copy… (PDF summary)").focus();
  control(page, "Keep a copy… (PDF summary)").click();
  await settled();
  assert.deepEqual(rust.called("attach_copy"), [{ resource: "summary" }]);
  assert.equal(place(), "Available offlineOpen copyRemove copy");
  assert.equal(document.activeElement, control(page, "Open copy (PDF summary)"));
  assert.ok(control(page, "PDF summary, opens in the browser"), "the website is still linked");
});

test("a cancelled dialog changes nothing, and a second press while it is open opens no other", async () => {
  let choose;
  const { page, rust, place } = await open([], { attach_copy: () => new Promise((resolve) => { choose = resolve; }) });
  control(page, "Keep a copy… (PDF summary)").click();
  control(page, "Keep a copy… (PDF summary)").click();
  choose(null);
  await settled();
  assert.deepEqual([rust.called("attach_copy").length, rust.called("library_copies").length], [1, 1]);
  assert.match(place(), /Keep a copy…$/);
});

test("a copy that is kept opens in the system's viewer", async () => {
  const { page, rust } = await open([COPY]);
  control(page, "Open copy (PDF summary)").click();
  await settled();
  assert.deepEqual(rust.called("open_copy"), [{ resource: "summary" }]);
});

test("a copy is removed, and it is said that the learner's file stays", async () => {
  const { page, rust, place, toasts } = await open([COPY]);
  control(page, "Remove copy (PDF summary)").click();
  await settled();
  assert.deepEqual(rust.called("remove_copy"), [{ resource: "summary" }]);
  assert.match(place(), /Keep a copy…$/);
  assert.match(toasts[0].message, /The file that you chose it from stays where it is\./);
});

test("a copy that is gone is said, and can be chosen again", async () => {
  const { page, place } = await open([{ ...COPY, state: "missing" }]);
  assert.match(place(), /Your copy is gone/);
  control(page, "Choose the file again… (PDF summary)").click();
  await settled();
  assert.match(place(), /^Available offline/);
});

test("a copy that turns out to be gone as it is opened is shown as gone", async () => {
  const { page, kept, place, toasts } = await open([COPY], { open_copy: failure("file-missing", "The copy is no longer there.") });
  kept.copies = [{ ...COPY, state: "missing" }];
  control(page, "Open copy (PDF summary)").click();
  await settled();
  assert.deepEqual(toasts, [{ message: "The copy is no longer there." }]);
  assert.match(place(), /Your copy is gone/);
});

test("a file that is no PDF is said, and nothing is kept", async () => {
  const { page, place, toasts } = await open([], { attach_copy: failure("not-a-pdf", "That file is not a PDF.") });
  control(page, "Keep a copy… (PDF summary)").click();
  await settled();
  assert.deepEqual(toasts, [{ message: "That file is not a PDF." }]);
  assert.match(place(), /Keep a copy…$/);
});

test("copies that cannot be asked for are said, and the library is there all the same", async () => {
  const toasts = [];
  const hear = (event) => toasts.push(event.detail);
  document.addEventListener("toast", hear);
  const { page } = await open([], { library_copies: failure("store-failed", "The copies could not be looked up.") });
  document.removeEventListener("toast", hear);
  assert.deepEqual(toasts, [{ message: "The copies could not be looked up." }]);
  assert.ok(control(page, "PDF summary, opens in the browser"));
});

test("a change in the store is shown, and what has the focus keeps it where nothing changed", async () => {
  const { page, kept, place } = await open([COPY]);
  const button = control(page, "Remove copy (PDF summary)");
  button.focus();
  page.overview = anOverview();
  await settled();
  assert.equal(document.activeElement, button);
  kept.copies = [];
  page.overview = anOverview();
  await settled();
  assert.match(place(), /Keep a copy…$/);
});
