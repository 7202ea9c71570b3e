import { control, failure, fakeRust, heard, settled, show, text, type } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { SettingsPage } from "../../ui/pages/settings.js";
import { aCourse, anOverview, settings } from "./support/course.js";
import { aSafety } from "./support/safety.js";

const SAVED = settings({ learnerName: "Dr A. Reader" });

/** The page, and Rust with settings that keep what is changed. */
async function page(commands = {}, properties = {}) {
  let kept = SAVED;
  const rust = fakeRust({
    settings: () => kept, save_settings: ({ change }) => (kept = { ...kept, ...change }),
    safety: () => aSafety(), about: () => ({ version: "0.1.0" }),
    show_data_folder: () => null, forget_youtube: () => null, delete_everything: () => null, ...commands,
  });
  const element = show(new SettingsPage(), { course: aCourse(), ...properties });
  await settled();
  return { rust, element };
}

const nameField = (element) => element.querySelector("#learner-name");
const singleKeys = (element) => element.querySelector("#single-keys");
const remark = (element, id) => text(element.querySelector(`#${id}`));

test("the page shows what is set", async () => {
  const { element } = await page();
  assert.equal(element.querySelector("input[type=radio]:checked").value, "system");
  assert.equal(nameField(element).value, "Dr A. Reader");
  assert.equal(singleKeys(element).checked, true);
  assert.match(text(element), /version 0\.1\.0/);
  assert.match(text(element), /Not affiliated\./);
});

test("an appearance is saved, told to the window, and then said to be saved", async () => {
  const { rust, element } = await page();
  const changed = heard(element, "settings-changed");
  element.querySelector("input[value=dark]").click();
  await settled();
  assert.deepEqual(rust.called("save_settings"), [{ change: { appearance: "dark" } }]);
  assert.deepEqual(changed, [{ ...SAVED, appearance: "dark" }]);
  assert.equal(remark(element, "appearance-remark"), "Saved");
});

test("“Saved” is said only after the commit", async () => {
  let commit;
  const { element } = await page({ save_settings: ({ change }) => new Promise((resolve) => { commit = () => resolve({ ...SAVED, ...change }); }) });
  type(nameField(element), "Dr B. Writer");
  await settled();
  assert.equal(remark(element, "name-remark"), "");
  commit();
  await settled();
  assert.equal(remark(element, "name-remark"), "Saved");
});

test("two changes at once both stand, each saved alone", async () => {
  const { rust, element } = await page();
  const changed = heard(element, "settings-changed");
  element.querySelector("input[value=light]").click();
  type(nameField(element), "Dr B. Writer");
  await settled();
  assert.deepEqual(rust.called("save_settings"), [{ change: { appearance: "light" } }, { change: { learnerName: "Dr B. Writer" } }]);
  assert.deepEqual(changed.at(-1), { ...SAVED, appearance: "light", learnerName: "Dr B. Writer" });
});

test("settings that the window has are not fetched again, and followed", async () => {
  const { rust, element } = await page({}, { settings: settings({ appearance: "dark", learnerName: "Dr C. Given", singleKeys: false }) });
  assert.deepEqual(rust.called("settings"), []);
  assert.equal(element.querySelector("input[type=radio]:checked").value, "dark");
  assert.equal(nameField(element).value, "Dr C. Given");
  assert.equal(singleKeys(element).checked, false);
  element.settings = settings({ appearance: "light", learnerName: "Dr D. Changed" });
  assert.equal(element.querySelector("input[type=radio]:checked").value, "light");
  assert.equal(nameField(element).value, "Dr D. Changed");
  assert.equal(singleKeys(element).checked, true);
});

test("a name that is being typed is not taken away by settings that come", async () => {
  const { element } = await page();
  nameField(element).value = "Dr B. Wri";
  element.settings = { ...SAVED, appearance: "dark" };
  assert.equal(nameField(element).value, "Dr B. Wri");
});

test("single-letter shortcuts can be turned off and on", async () => {
  const { rust, element } = await page();
  const changed = heard(element, "settings-changed");
  assert.equal(singleKeys(element).labels[0].textContent, "Single-letter shortcuts");
  assert.match(text(document.getElementById(singleKeys(element).getAttribute("aria-describedby"))), /letters like K, M and N act when no text field has the focus/);
  singleKeys(element).click();
  await settled();
  assert.deepEqual(rust.called("save_settings"), [{ change: { singleKeys: false } }]);
  assert.equal(changed[0].singleKeys, false);
  assert.equal(remark(element, "keys-remark"), "Saved");
  singleKeys(element).click();
  await settled();
  assert.deepEqual(rust.called("save_settings").at(-1), { change: { singleKeys: true } });
});

test("notes can be taken away and brought back from here", async () => {
  const { element } = await page();
  const asked = [];
  for (const event of ["export", "import"]) document.addEventListener(event, ({ type, detail }) => asked.push([type, detail]), { once: true });
  control(element, "Export…").click();
  control(element, "Import…").click();
  assert.deepEqual(asked, [["export", { lesson: null }], ["import", { lesson: null }]]);
});

const MATCH = { files: [], leftOut: 2, tooMany: false };

test("a folder with videos is proposed to the window", async () => {
  const { rust, element } = await page({ choose_video_folder: () => MATCH });
  const proposed = [];
  document.addEventListener("match-files", ({ detail }) => proposed.push(detail), { once: true });
  control(element, "Choose a folder with videos…").click();
  await settled();
  assert.deepEqual(proposed, [{ match: MATCH }]);
  assert.equal(rust.called("choose_video_folder").length, 1);
});

test("a cancelled dialog proposes nothing, and a second one is not opened over the first", async () => {
  let close;
  const { rust, element } = await page({ choose_video_folder: () => new Promise((resolve) => { close = () => resolve(null); }) });
  const proposed = heard(element, "match-files");
  const choose = control(element, "Choose a folder with videos…");
  choose.click();
  choose.click();
  await settled();
  assert.equal(rust.called("choose_video_folder").length, 1);
  close();
  await settled();
  assert.deepEqual(proposed, []);
  choose.click();
  await settled();
  assert.equal(rust.called("choose_video_folder").length, 2);
});

test("a folder that cannot be read is said", async () => {
  const { element } = await page({ choose_video_folder: failure("unreadable", "The folder could not be read.") });
  control(element, "Choose a folder with videos…").click();
  await settled();
  assert.equal(remark(element, "folder-remark"), "The folder could not be read.");
});

test("playback can be checked, and nothing of it begins by itself", async () => {
  const { rust, element } = await page();
  assert.ok(control(element.querySelector("playback-check"), "Check playback"));
  assert.deepEqual(rust.called("system"), []);
});

test("a name that was typed and not left is saved when the page goes", async () => {
  const { rust, element } = await page();
  nameField(element).value = "  Dr B. Writer ";
  await element.flush();
  assert.deepEqual(rust.called("save_settings"), [{ change: { learnerName: "Dr B. Writer" } }]);
  await element.flush();
  assert.equal(rust.called("save_settings").length, 1, "and not again");
});

test("what could not be saved is said where it was changed", async () => {
  const { element } = await page({ save_settings: failure("store-failed", "The disk is full.") });
  type(nameField(element), "Dr B. Writer");
  await settled();
  assert.equal(remark(element, "name-remark"), "The disk is full.");
});

test("settings that could not be read are not overwritten: only what is chosen is sent", async () => {
  const { rust, element } = await page({ settings: failure("store-failed", "The settings could not be read.") });
  assert.equal(remark(element, "appearance-remark"), "The settings could not be read.");
  await element.flush();
  assert.deepEqual(rust.called("save_settings"), [], "an empty field is no choice");
  element.querySelector("input[value=dark]").click();
  await element.flush();
  assert.deepEqual(rust.called("save_settings"), [{ change: { appearance: "dark" } }]);
});

test("the proof is on the page, and follows what changes", async () => {
  const { rust, element } = await page();
  assert.match(text(element.querySelector("safety-panel")), /412 notes\./);
  rust.commands.safety = () => aSafety({ notes: 413 });
  element.overview = anOverview();
  await settled();
  assert.match(text(element.querySelector("safety-panel")), /413 notes\./);
  assert.equal(element.querySelector("#safety").textContent, "Safety", "where the window leads when a backup failed");
});

test("forgetting YouTube is confirmed after it was done", async () => {
  const { rust, element } = await page();
  control(element, "Forget what YouTube stored").click();
  await settled();
  assert.equal(rust.called("forget_youtube").length, 1);
  assert.equal(remark(element, "youtube-remark"), "What YouTube stored here is being removed.");
});

test("nothing is forgotten while a note is not saved yet", async () => {
  const { rust, element } = await page();
  localStorage.setItem("ml-health.draft.1", JSON.stringify({ id: "1", lesson: "a", second: null, body: "unsaved" }));
  control(element, "Forget what YouTube stored").click();
  await settled();
  localStorage.clear();
  assert.equal(rust.called("forget_youtube").length, 0);
  assert.match(remark(element, "youtube-remark"), /a note is not saved yet/);
});

async function askToDelete(commands) {
  const { rust, element } = await page(commands);
  const deleted = heard(element, "everything-deleted");
  control(element, "Delete everything…").click();
  const dialog = element.querySelector("dialog");
  const confirm = async (words) => {
    dialog.querySelector("#confirm-phrase").value = words;
    control(dialog, "Delete everything").click();
    await settled();
  };
  return { rust, dialog, deleted, confirm };
}

test("everything is deleted only when the words were typed", async () => {
  const { rust, dialog, deleted, confirm } = await askToDelete();
  assert.match(text(dialog), /Files that you exported, copies of backups in a second folder, and video files of your own stay/);
  await confirm("delete");
  assert.deepEqual(rust.called("delete_everything"), []);
  assert.match(text(dialog), /Nothing was deleted\./);
  await confirm(" Delete everything ");
  assert.deepEqual(rust.called("delete_everything"), [{ confirmation: "delete everything" }]);
  assert.equal(deleted.length, 1);
});

test("a deletion that fails says so and keeps the dialog", async () => {
  const { dialog, deleted, confirm } = await askToDelete({ delete_everything: failure("store-failed", "The data could not be deleted.") });
  await confirm("delete everything");
  assert.equal(dialog.open, true);
  assert.match(text(dialog), /The data could not be deleted\./);
  assert.deepEqual(deleted, []);
});

test("cancelling deletes nothing", async () => {
  const { rust, dialog } = await askToDelete();
  control(dialog, "Cancel").click();
  assert.equal(dialog.open, false);
  assert.deepEqual(rust.called("delete_everything"), []);
});
