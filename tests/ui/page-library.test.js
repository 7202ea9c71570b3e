import { control, fakeRust, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { LibraryPage } from "../../ui/pages/library.js";
import { aCourse } from "./support/course.js";

test("every resource says what it is, where it leads, and that it leaves the window", () => {
  const page = show(new LibraryPage(), { course: aCourse() });
  assert.deepEqual([...page.querySelectorAll("h2")].map(text), ["From this course", "Support the author"]);
  assert.deepEqual([...page.querySelectorAll(".resource:first-child :is(p, h3)")].slice(0, 4).map(text),
    ["PDF", "PDF summary, opens in the browser", "A summary.", "drive.google.com"]);
});

test("a resource opens through Rust, by its id", () => {
  const rust = fakeRust({ open_resource: () => null });
  const page = show(new LibraryPage(), { course: aCourse() });
  control(page, "PDF summary, opens in the browser").click();
  assert.deepEqual(rust.called("open_resource"), [{ resource: "summary" }]);
  assert.equal(page.querySelectorAll("a[href]").length, 0, "no address stands in the page");
});
