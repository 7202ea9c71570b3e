import { control, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ToastRegion } from "../../ui/components/toast-region.js";

const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
let waiting = new Map();

/** Time stands still until the test lets it run out. */
function holdTime() {
  let next = 1;
  waiting = new Map();
  globalThis.setTimeout = (fn, after) => { waiting.set(next, { fn, after }); return next++; };
  globalThis.clearTimeout = (id) => waiting.delete(id);
}

function runOut() {
  for (const [id, { fn }] of [...waiting]) { waiting.delete(id); fn(); }
}

afterEach(() => Object.assign(globalThis, { setTimeout: realSet, clearTimeout: realClear }));

test("a message is said politely, stays eight seconds and goes", () => {
  const region = show(new ToastRegion());
  assert.equal(region.getAttribute("aria-live"), "polite");
  holdTime();
  region.show({ message: "Note deleted." });
  assert.equal(text(region), "Note deleted.");
  assert.deepEqual([...waiting.values()].map(({ after }) => after), [8000]);
  runOut();
  assert.equal(text(region), "");
});

test("one that must not be missed stays until it is dismissed, by the learner or by who showed it", () => {
  const region = show(new ToastRegion());
  holdTime();
  const dismiss = region.show({ message: "The last backup failed.", stays: true });
  region.show({ message: "Restored.", stays: true });
  region.firstChild.dispatchEvent(new Event("pointerenter"));
  region.firstChild.dispatchEvent(new Event("pointerleave"));
  runOut();
  assert.equal(region.childElementCount, 2);
  dismiss();
  assert.equal(text(region), "Restored.");
  control(region, "Dismiss message").click();
  assert.equal(text(region), "");
});

test("it stays while the pointer or the focus is on it", () => {
  const region = show(new ToastRegion());
  holdTime();
  region.show({ message: "Note deleted." });
  const toast = region.firstChild;
  for (const [enter, leave] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
    toast.dispatchEvent(new Event(enter));
    runOut();
    assert.equal(region.childElementCount, 1, `${enter} holds it`);
    toast.dispatchEvent(new Event(leave));
    assert.equal(waiting.size, 1, `${leave} lets it go on`);
  }
});

test("its action runs once and takes it away", () => {
  const region = show(new ToastRegion());
  let runs = 0;
  region.show({ message: "Note deleted.", action: { label: "Undo", run: () => { runs += 1; } } });
  control(region, "Undo").click();
  assert.equal(runs, 1);
  assert.equal(region.childElementCount, 0);
});

test("an action that fails says why", async () => {
  const region = show(new ToastRegion());
  region.show({ message: "Note deleted.", action: { label: "Undo", run: () => Promise.reject({ code: "store-failed", message: "The note could not be brought back." }) } });
  control(region, "Undo").click();
  await settled();
  assert.match(text(region), /could not be brought back/);
  control(region, "Dismiss message").click();
});

test("the focus does not fall out of the window with the message", () => {
  const region = show(new ToastRegion());
  const main = document.createElement("main");
  main.tabIndex = -1;
  document.body.append(main);
  region.show({ message: "Note deleted." });
  control(region, "Dismiss message").focus();
  control(region, "Dismiss message").click();
  assert.equal(document.activeElement, main);
});
