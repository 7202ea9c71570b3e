import { control, failure, fakeRust, settled, show, text } from "./support/dom.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { PlaybackCheck } from "../../ui/components/playback-check.js";
import { fakeClock } from "./support/clock.js";
import { settings } from "./support/course.js";
import { aSafety } from "./support/safety.js";

const ORIGIN = "http://127.0.0.1:4321";
const SYSTEM = {
  application: "Machine Learning for Healthcare 0.1.0", system: "Debian GNU/Linux 12 (bookworm)", webview: "WebKitGTK 2.50.6", linux: true,
  checkPage: `${ORIGIN}/5ec2e7/check`, hosts: ["www.youtube.com", "www.youtube-nocookie.com", "*.googlevideo.com", "i.ytimg.com"],
};
const TRIED = ["www.youtube.com", "www.youtube-nocookie.com", "redirector.googlevideo.com", "i.ytimg.com"];

let playable = () => "probably";
window.HTMLMediaElement.prototype.canPlayType = (type) => playable(type);
Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });

/** A check on its page; `press` starts it, `hear` is a message from its loopback page, `answers` all of them. */
async function aCheck(commands = {}) {
  const rust = fakeRust({ system: () => SYSTEM, ...commands });
  const clock = fakeClock();
  const element = show(new PlaybackCheck(), { clock });
  const asked = [];
  const page = { postMessage: (message, origin) => asked.push([message, origin]) };
  const frame = () => element.querySelector("iframe");
  const hear = (data, { origin = ORIGIN, source = page } = {}) => window.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
  const press = async () => {
    control(element, "Check playback").click();
    await settled();
    if (frame()) Object.defineProperty(frame(), "contentWindow", { value: page });
  };
  const answers = ({ blocked = [], sent = true } = {}) => {
    hear({ kind: "listening" });
    for (const host of TRIED) hear({ kind: "host", host, reachable: !blocked.includes(host), milliseconds: 80 });
    hear({ kind: "referer", sent });
    hear({ kind: "done" });
  };
  return { rust, clock, element, asked, frame, hear, press, answers, said: () => text(element.querySelector(".check-said")) };
}

const result = (element) => element.querySelector(".check-result");
const field = (element) => element.querySelector("textarea");

test("before the button is pressed, it is said what will be asked, and nothing is asked", async () => {
  const { rust, element, frame } = await aCheck();
  assert.match(text(element), /asks YouTube’s servers whether they can be reached, as pressing play would; nothing else is sent\./);
  assert.equal(control(element, "Stop").hidden, true);
  assert.equal(frame(), null);
  assert.deepEqual(rust.calls, []);
});

test("the loopback page is framed unseen, and asked with an exact origin once it listens", async () => {
  const { element, asked, frame, press, hear, said } = await aCheck();
  await press();
  assert.equal(said(), "Asking YouTube’s servers…");
  assert.equal(frame().src, SYSTEM.checkPage);
  assert.ok(frame().closest(".visually-hidden[aria-hidden=true]"));
  assert.equal(frame().getAttribute("tabindex"), "-1");
  assert.equal(control(element, "Stop").hidden, false);
  assert.deepEqual(asked, [], "not before it listens: it would be lost");
  hear({ kind: "listening" });
  assert.deepEqual(asked, [[{ kind: "check" }, ORIGIN]]);
});

test("the result has a conclusion first, then everything that was found", async () => {
  const { element, frame, press, answers, said } = await aCheck();
  await press();
  answers();
  assert.equal(said(), "YouTube can be reached and this computer can play it.");
  assert.ok(element.querySelector(".check-said.well"));
  const shown = text(result(element));
  for (const expected of ["www.youtube.comcan be reached", "*.googlevideo.comcan be reached", "Referersent", "MP4 with H.264 and AACcan be played", "WebKitGTK 2.50.6"]) {
    assert.ok(shown.includes(expected), `${expected} in: ${shown}`);
  }
  assert.equal(frame(), null, "the page that asked is gone");
  assert.equal(control(element, "Stop").hidden, true);
  assert.deepEqual([...element.querySelectorAll("h3")].map((heading) => heading.textContent),
    ["YouTube’s servers", "Referer", "What this computer can play", "Versions", "For your IT department"]);
});

test("a blocked host stands out", async () => {
  const { element, press, answers, said } = await aCheck();
  await press();
  answers({ blocked: ["www.youtube-nocookie.com"] });
  assert.match(said(), /^This network blocks a part of YouTube: www\.youtube-nocookie\.com/);
  assert.ok(element.querySelector(".check-said.unwell"));
  assert.deepEqual([...element.querySelectorAll("dd.unwell")].map((found) => text(found.parentElement)), ["www.youtube-nocookie.comcannot be reached"]);
});

test("what the webview can play is what it says itself", async (t) => {
  t.after(() => { playable = () => "probably"; });
  playable = (type) => (type.includes("avc1") ? "" : "maybe");
  const { element, press, answers } = await aCheck();
  await press();
  answers();
  assert.match(text(result(element)), /MP4 with H\.264 and AACcannot be played/);
  assert.match(text(result(element)), /install gstreamer1\.0-libav/);
});

test("nobody else is heard", async () => {
  const { asked, press, hear, answers, said } = await aCheck();
  await press();
  hear({ kind: "listening" }, { origin: "http://127.0.0.1:9999" });
  hear({ kind: "listening" }, { source: {} });
  hear({ kind: "listening" }, { source: null });
  hear({ kind: "done" }, { origin: "https://www.youtube.com" });
  hear("done");
  assert.deepEqual(asked, []);
  assert.equal(said(), "Asking YouTube’s servers…");
  answers();
  assert.match(said(), /^YouTube can be reached/);
});

test("after 20 seconds it ends with what is known", async () => {
  const { clock, press, hear, said, frame, element } = await aCheck();
  await press();
  hear({ kind: "listening" });
  hear({ kind: "host", host: "www.youtube.com", reachable: true, milliseconds: 80 });
  await clock.pass(19_999);
  assert.equal(said(), "Asking YouTube’s servers…");
  await clock.pass(1);
  assert.match(said(), /^This network blocks a part of YouTube/);
  assert.match(text(result(element)), /i\.ytimg\.comhas not answered/);
  assert.equal(frame(), null);
});

test("a page that does not open is no verdict on the network", async () => {
  const { clock, press, said } = await aCheck();
  await press();
  await clock.pass(20_000);
  assert.match(said(), /^Whether YouTube can be reached could not be found out/);
});

test("it can be stopped, without losing the focus, and begun again", async () => {
  const { element, clock, frame, press, answers, said } = await aCheck();
  await press();
  control(element, "Stop").focus();
  control(element, "Stop").click();
  assert.equal(said(), "The check was stopped.");
  assert.equal(frame(), null);
  assert.equal(document.activeElement, control(element, "Check playback"));
  answers();
  await clock.pass(30_000);
  assert.equal(said(), "The check was stopped.", "what comes late is not heard");
  await press();
  answers();
  assert.match(said(), /^YouTube can be reached/);
});

test("stopped before the system has answered, it asks nobody", async () => {
  let answer;
  const { element, frame, press } = await aCheck({ system: () => new Promise((resolve) => { answer = () => resolve(SYSTEM); }) });
  await press();
  control(element, "Stop").click();
  answer();
  await settled();
  assert.equal(frame(), null);
});

test("pressed twice, it is one check", async () => {
  const { rust, element, press } = await aCheck();
  await press();
  await press();
  assert.equal(rust.called("system").length, 1);
  assert.equal(element.querySelectorAll("iframe").length, 1);
});

test("leaving the page ends it", async () => {
  const { element, clock, frame, press } = await aCheck();
  await press();
  element.remove();
  assert.equal(frame(), null);
  await clock.pass(30_000);
  assert.equal(result(element).hidden, true);
});

test("a failure is said, and it can be tried again", async () => {
  const { rust, press, said, frame } = await aCheck({ system: failure("internal", "The system could not be asked.") });
  await press();
  assert.equal(said(), "The system could not be asked.");
  rust.commands.system = () => SYSTEM;
  await press();
  assert.ok(frame());
});

test("the text for IT holds nothing of the learner’s", async () => {
  localStorage.setItem("ml-health.draft.1", JSON.stringify({ id: "1", lesson: "a", second: null, body: "Mrs Example, 74, chest pain" }));
  const { rust, element, press, answers } = await aCheck({
    settings: () => settings({ learnerName: "Dr A. Reader" }), safety: () => aSafety(),
    notes: () => [{ lesson: "a", title: "A", number: 1, notes: [{ id: "2", body: "bed 12" }] }],
  });
  await press();
  answers({ blocked: TRIED });
  localStorage.clear();
  assert.deepEqual(rust.calls, [["system", {}]], "it does not even ask for it");
  assert.match(field(element).value, /^To the IT department/);
  assert.doesNotMatch(field(element).value, /Example|Reader|reader|bed 12|home|4321|5ec2e7/);
});

/** The check with its result, and the text for IT. */
async function withText() {
  const check = await aCheck();
  await check.press();
  check.answers();
  const copy = async () => {
    control(check.element, "Copy text").focus();
    control(check.element, "Copy text").click();
    await settled();
    return text(result(check.element).querySelector("[role=status]"));
  };
  return { ...check, copy };
}

const withClipboard = (clipboard) => Object.defineProperty(globalThis, "navigator", { value: { onLine: true, clipboard }, configurable: true });

test("the text can be read as it will be sent, and is copied", async () => {
  const written = [];
  withClipboard({ writeText: async (text) => { written.push(text); } });
  const { element, copy } = await withText();
  assert.equal(field(element).readOnly, true);
  assert.equal(document.getElementById(field(element).getAttribute("aria-labelledby")).textContent, "For your IT department");
  assert.equal(await copy(), "Copied");
  assert.deepEqual(written, [field(element).value]);
});

test("“Copied” is said only when it was", async () => {
  let commit;
  withClipboard({ writeText: () => new Promise((resolve) => { commit = resolve; }) });
  const { element, copy } = await withText();
  assert.equal(await copy(), "");
  commit();
  await settled();
  assert.equal(text(result(element).querySelector("[role=status]")), "Copied");
});

test("where the clipboard is refused, the older way is tried", async (t) => {
  t.after(() => { delete document.execCommand; });
  withClipboard({ writeText: failure("NotAllowedError", "no") });
  const { element, copy } = await withText();
  let selected;
  document.execCommand = (command) => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    selected = [command, value.slice(selectionStart, selectionEnd)];
    return true;
  };
  assert.equal(await copy(), "Copied");
  assert.deepEqual(selected, ["copy", field(element).value]);
  assert.equal(document.querySelectorAll("textarea").length, 1, "nothing is left behind");
  assert.equal(document.activeElement, control(element, "Copy text"), "the focus is back");
});

test("where nothing copies, the text is selected and that is said", async () => {
  withClipboard(undefined);
  const { element, copy } = await withText();
  assert.match(await copy(), /^It could not be copied\. The text is selected/);
  assert.equal(document.activeElement, field(element));
  assert.equal(field(element).selectionEnd, field(element).value.length);
});
