import { control, failure, fakeRust, heard, settled, show, text, type } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { SettingsPage } from "../../ui/pages/settings.js";
import { aCourse } from "./support/course.js";

const SAVED = { appearance: "system", learnerName: "Dr A. Reader" };

async function page(commands = {}) {
  const rust = fakeRust({
    settings: () => SAVED, save_settings: ({ settings }) => settings,
    data_location: () => ({ folder: "/home/reader/data", backups: 0, lastBackup: null }), about: () => ({ version: "0.1.0" }),
    show_data_folder: () => null, forget_youtube: () => null, delete_everything: () => null, ...commands,
  });
  const element = show(new SettingsPage(), { course: aCourse() });
  await settled();
  return { rust, element };
}

const nameField = (element) => element.querySelector("#learner-name");
const remark = (element, id) => text(element.querySelector(`#${id}`));

test("the page shows what is set", async () => {
  const { element } = await page();
  assert.equal(element.querySelector("input[type=radio]:checked").value, "system");
  assert.equal(nameField(element).value, "Dr A. Reader");
  assert.match(text(element), /version 0\.1\.0/);
  assert.match(text(element), /Not affiliated\./);
});

test("an appearance is saved, told to the window, and then said to be saved", async () => {
  const { rust, element } = await page();
  const changed = heard(element, "settings-changed");
  element.querySelector("input[value=dark]").click();
  await settled();
  assert.deepEqual(rust.called("save_settings"), [{ settings: { ...SAVED, appearance: "dark" } }]);
  assert.deepEqual(changed, [{ ...SAVED, appearance: "dark" }]);
  assert.equal(remark(element, "appearance-remark"), "Saved");
});

test("“Saved” is said only after the commit", async () => {
  let commit;
  const { element } = await page({ save_settings: ({ settings }) => new Promise((resolve) => { commit = () => resolve(settings); }) });
  type(nameField(element), "Dr B. Writer");
  await settled();
  assert.equal(remark(element, "name-remark"), "");
  commit();
  await settled();
  assert.equal(remark(element, "name-remark"), "Saved");
});

test("two changes at once both stand", async () => {
  const { rust, element } = await page();
  element.querySelector("input[value=light]").click();
  type(nameField(element), "Dr B. Writer");
  await settled();
  assert.deepEqual(rust.called("save_settings").at(-1), { settings: { appearance: "light", learnerName: "Dr B. Writer" } });
});

test("a name that was typed and not left is saved when the page goes", async () => {
  const { rust, element } = await page();
  nameField(element).value = "  Dr B. Writer ";
  await element.flush();
  assert.deepEqual(rust.called("save_settings"), [{ settings: { ...SAVED, learnerName: "Dr B. Writer" } }]);
  await element.flush();
  assert.equal(rust.called("save_settings").length, 1, "and not again");
});

test("what could not be saved is said where it was changed", async () => {
  const { element } = await page({ save_settings: failure("store-failed", "The disk is full.") });
  type(nameField(element), "Dr B. Writer");
  await settled();
  assert.equal(remark(element, "name-remark"), "The disk is full.");
});

test("settings that could not be read are not overwritten", async () => {
  const { rust, element } = await page({ settings: failure("store-failed", "The settings could not be read.") });
  assert.equal(remark(element, "appearance-remark"), "The settings could not be read.");
  element.querySelector("input[value=dark]").click();
  await element.flush();
  assert.deepEqual(rust.called("save_settings"), []);
});

test("the folder and the backups are said in words", async () => {
  assert.match(text((await page()).element), /are in \/home\/reader\/data\. ?No backup has been made yet/);
  const one = await page({ data_location: () => ({ folder: "/d", backups: 1, lastBackup: Date.now() }) });
  assert.match(text(one.element), /1 backup is kept beside them, the last one made today at \d\d:\d\d\./);
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
  assert.match(text(dialog), /Files that you exported and video files of your own stay/);
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
