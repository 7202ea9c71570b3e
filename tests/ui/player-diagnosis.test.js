// What follows from what the check of playback found.

import assert from "node:assert/strict";
import { test } from "node:test";
import { conclusion, formatsOf, fromCheckPage, packagesFor, sections, textForIt } from "../../ui/player/diagnosis.js";

const HOSTS = ["www.youtube.com", "www.youtube-nocookie.com", "*.googlevideo.com", "i.ytimg.com"];
const TRIED = ["www.youtube.com", "www.youtube-nocookie.com", "redirector.googlevideo.com", "i.ytimg.com"];

const yes = { plays: true, streams: true };
const fileOnly = { plays: true, streams: false };
const no = { plays: false, streams: false };

/** All is well, with changes: `blocked` are hosts that could not be reached, `unanswered` such that nothing is known of. */
function found({ blocked = [], unanswered = [], formats = {}, system = {}, ...changes } = {}) {
  return {
    system: { application: "Machine Learning for Healthcare 0.1.0", system: "Debian GNU/Linux 12 (bookworm)", webview: "WebKitGTK 2.50.6", linux: true,
      checkPage: "http://127.0.0.1:4321/5ec2e7/check", hosts: HOSTS, ...system },
    online: true, asked: true, referer: true, when: new Date(2026, 2, 12, 15, 30).getTime(),
    answers: new Map(TRIED.filter((host) => !unanswered.includes(host)).map((host) => [host, !blocked.includes(host)])),
    formats: { mp4: yes, webm: yes, av1: yes, ...formats },
    ...changes,
  };
}

const WINDOWS = { system: "windows", linux: false };
const MAC = { system: "macos", linux: false };

/** @type {[string, object, RegExp][]} */
const CONCLUSIONS = [
  ["all is well", {}, /^YouTube can be reached and this computer can play it\.$/],
  ["there is no network", { blocked: TRIED, online: false }, /^There is no network: none of YouTube’s servers answered\./],
  ["everything is blocked", { blocked: TRIED }, /^This network blocks YouTube, .*none of YouTube’s servers answered\. Videos that you have as files play/],
  ["nothing has answered in time", { unanswered: TRIED }, /^This network blocks YouTube, /],
  ["the computer says that there is no network, and there is one", { online: false }, /^YouTube can be reached and/],
  ["one host is blocked", { blocked: ["www.youtube-nocookie.com"] }, /^This network blocks a part of YouTube: www\.youtube-nocookie\.com did not answer\. Until that is allowed/],
  ["the pictures’ host is named by what has to be allowed", { blocked: ["redirector.googlevideo.com"] }, /: \*\.googlevideo\.com did not answer/],
  ["two are blocked", { blocked: ["www.youtube.com", "i.ytimg.com"] }, /: www\.youtube\.com and i\.ytimg\.com did not answer\. Until/],
  ["only the still pictures are blocked", { blocked: ["i.ytimg.com"] }, /may play all the same/],
  ["the page that asks did not open", { asked: false, unanswered: TRIED }, /^Whether YouTube can be reached could not be found out/],
  ["no format of YouTube’s is there", { formats: { mp4: no, webm: fileOnly } }, /^YouTube can be reached, but this computer cannot play its videos\.$/],
  ["one of YouTube’s formats is enough", { formats: { mp4: no, av1: no } }, /this computer can play it/],
  ["a webview without streams plays what it plays", { formats: { mp4: { plays: true, streams: null } } }, /this computer can play it/],
  ["no Referer", { referer: false }, /no Referer is sent, .*error 153/],
];

for (const [name, changes, words] of CONCLUSIONS) {
  test(`conclusion: ${name}`, () => {
    const concluded = conclusion(found(changes));
    assert.match(concluded.words, words);
    assert.equal(concluded.well, concluded.words.startsWith("YouTube can be reached and"));
  });
}

// Measured in WebKitGTK 2.50 with GStreamer 1.22: what it says with these packages left out, and what is to be installed.
const [LIBAV, GOOD, BAD] = ["gstreamer1.0-libav", "gstreamer1.0-plugins-good", "gstreamer1.0-plugins-bad"];
/** @type {[string, object, string[]][]} */
const MEASURED = [
  ["nothing", { mp4: yes, webm: yes, av1: yes }, []],
  ["bad", { mp4: yes, webm: fileOnly, av1: no }, [BAD]],
  ["good", { mp4: yes, webm: no, av1: yes }, [GOOD]],
  ["good and bad", { mp4: yes, webm: no, av1: no }, [GOOD, BAD]],
  ["libav and bad", { mp4: no, webm: fileOnly, av1: no }, [LIBAV, BAD]],
  ["libav, good and bad", { mp4: no, webm: no, av1: no }, [LIBAV, GOOD, BAD]],
];

for (const [missing, formats, packages] of MEASURED) {
  test(`packages when there is missing: ${missing}`, () => assert.deepEqual(packagesFor(/** @type {any} */ (formats)), packages));
}

test("MP4 that plays only as a file wants the good plugins", () => {
  assert.deepEqual(packagesFor({ mp4: fileOnly, webm: yes, av1: yes }), [GOOD]);
  assert.deepEqual(packagesFor({ mp4: { plays: true, streams: null }, webm: { plays: true, streams: null }, av1: yes }), [], "no package brings streams to a webview without");
});

const said = (findings) => JSON.stringify(sections(findings));

test("what is missing is named with what to do about it, on each system", () => {
  assert.match(said(found({ formats: { mp4: no } })), /install gstreamer1\.0-libav and start the application again/);
  assert.match(said(found({ formats: { mp4: no, webm: no, av1: no } })), /install gstreamer1\.0-libav, gstreamer1\.0-plugins-good and gstreamer1\.0-plugins-bad/);
  assert.match(said(found({ system: WINDOWS, formats: { mp4: no } })), /Media Feature Pack/);
  assert.match(said(found({ system: MAC, formats: { mp4: no } })), /An update of the system/);
  for (const system of [WINDOWS, MAC]) assert.doesNotMatch(said(found({ system, formats: { mp4: no } })), /gstreamer|install gst/);
  for (const system of [{}, WINDOWS, MAC]) assert.doesNotMatch(said(found({ system })), /install|update/, "nothing is missing");
  assert.doesNotMatch(said(found({ system: MAC, formats: { av1: no } })), /update/, "AV1 is not needed");
});

test("each thing that was looked at has its row, and says whether it is well", () => {
  const rows = sections(found({ blocked: ["www.youtube.com"], unanswered: ["i.ytimg.com"], referer: null, online: false, formats: { mp4: no, webm: fileOnly, av1: no } }))
    .flatMap(({ rows }) => rows).map(({ what, found, well }) => [what, found, well]);
  assert.deepEqual(rows, [
    ["www.youtube.com", "cannot be reached", false],
    ["www.youtube-nocookie.com", "can be reached", true],
    ["*.googlevideo.com", "can be reached", true],
    ["i.ytimg.com", "has not answered", false],
    ["This computer says", "there is no network", false],
    ["Referer", "not found out", false],
    ["MP4 with H.264 and AAC", "cannot be played", false],
    ["WebM with VP9 and Opus", "can be played from a file, not from YouTube", false],
    ["MP4 with AV1", "cannot be played; YouTube then sends another format", true],
    ["Application", "Machine Learning for Healthcare 0.1.0", true],
    ["System", "Debian GNU/Linux 12 (bookworm)", true],
    ["Web view", "WebKitGTK 2.50.6", true],
  ]);
});

test("a host that only ends like one of ours is not one of ours", () => {
  const findings = found({ unanswered: ["redirector.googlevideo.com"] });
  findings.answers.set("notgooglevideo.com", true);
  assert.match(conclusion(findings).words, /\*\.googlevideo\.com did not answer/);
});

test("the text for IT says what it is for, what was found, and what to allow", () => {
  const text = textForIt(found({ blocked: ["redirector.googlevideo.com"], formats: { av1: no } }));
  for (const expected of [
    /^To the IT department: /, /\nPurpose: a clinician wishes to watch/, /\nFound on 12 March 2026 at 15:30: This network blocks a part of YouTube: \*\.googlevideo\.com/,
    /HTTPS on port 443:\n- www\.youtube\.com\n- www\.youtube-nocookie\.com\n- \*\.googlevideo\.com\n- i\.ytimg\.com\n/,
    /Referer header .* through as it is\. .*error 153/, /\n- \*\.googlevideo\.com: cannot be reached\n/, /\n- Referer: sent\n/,
    /gstreamer1\.0-plugins-bad/, /\n- Application: Machine Learning for Healthcare 0\.1\.0\n- System: Debian GNU\/Linux 12 \(bookworm\)\n- Web view: WebKitGTK 2\.50\.6\n/,
  ]) assert.match(text, expected);
});

test("the text for IT does not give away where the loopback page is", () => {
  assert.doesNotMatch(textForIt(found()), /4321|5ec2e7/);
});

test("the webview is asked for each format as a file and as a stream", () => {
  const asked = [];
  const formats = formatsOf((type) => { asked.push(type); return type.includes("webm"); }, (type) => type.includes("avc1"));
  assert.deepEqual(formats, { mp4: { plays: false, streams: true }, webm: { plays: true, streams: false }, av1: { plays: false, streams: false } });
  assert.match(asked.join(" "), /avc1\.42E01E, mp4a\.40\.2.*vp9, opus.*av01/);
  assert.equal(formatsOf(() => true, null).mp4.streams, null);
});

test("what is no message of the page is none", () => {
  const host = { kind: "host", host: "www.youtube.com", reachable: true, milliseconds: 12 };
  for (const message of [{ kind: "listening" }, { kind: "done" }, { kind: "referer", sent: false }, host]) assert.deepEqual(fromCheckPage(message), message);
  assert.deepEqual(fromCheckPage({ ...host, extra: "x" }), host, "and nothing else comes in with it");
  for (const nothing of [null, undefined, "done", 7, [], {}, { kind: "host" }, { ...host, host: 7 }, { ...host, reachable: "yes" }, { ...host, milliseconds: -1 },
    { ...host, milliseconds: NaN }, { kind: "referer", sent: 1 }, { kind: "check" }]) {
    assert.equal(fromCheckPage(nothing), null, JSON.stringify(nothing));
  }
});
