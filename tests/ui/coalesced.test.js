import assert from "node:assert/strict";
import { test } from "node:test";
import { coalesced, doneWithin } from "../../ui/lib/coalesced.js";

test("asked many times while it runs, the work runs once more", async () => {
  let runs = 0;
  const ask = coalesced(async () => { runs += 1; await Promise.resolve(); });
  const first = ask();
  ask();
  ask();
  await first;
  assert.equal(runs, 2, "one for the first, one for all that came while it ran");
  await ask();
  assert.equal(runs, 3, "and it can run again later");
});

test("work that fails can be asked for again", async () => {
  let fails = true;
  const ask = coalesced(async () => { if (fails) throw new Error("no"); });
  await assert.rejects(ask());
  fails = false;
  await ask();
});

test("work is waited for, but not for ever", async () => {
  assert.equal(await doneWithin(Promise.resolve(), 50), true);
  assert.equal(await doneWithin(Promise.reject(new Error("no")), 50), false, "failed is not done");
  assert.equal(await doneWithin(new Promise(() => {}), 10), false, "late is not done");
});
