// What the check of playback found, in words: for the learner as sections of rows, and for a hospital's IT department as
// one text. Pure: <playback-check> asks the webview and the loopback page, and everything that is concluded is here.
//
// Nothing of the learner's can come into the text, because nothing of theirs comes in here: no note, no name, no folder.

/** @import { System } from "../types.js" */

/**
 * What the loopback page says (src-tauri/media/check.js). It speaks first: "listening", and is answered with "check".
 * @typedef {{ kind: "listening" } | { kind: "host", host: string, reachable: boolean, milliseconds: number }
 *   | { kind: "referer", sent: boolean } | { kind: "done" }} FromCheckPage
 */

/**
 * `streams` is about Media Source Extensions, by which YouTube plays; null where the webview has none.
 * @typedef {{ plays: boolean, streams: boolean | null }} Support
 * @typedef {keyof typeof TYPES} Format
 */

/**
 * @typedef {object} Findings
 * @property {System} system
 * @property {boolean} online whether this computer says that it has a network
 * @property {boolean} asked whether the page that asks YouTube's servers opened
 * @property {Map<string, boolean>} answers by the host that was tried, whether it could be reached
 * @property {boolean | null} referer whether one is sent; null when that was not found out
 * @property {Record<Format, Support>} formats
 * @property {number} when milliseconds since 1970
 */

/** @typedef {{ what: string, found: string, well: boolean }} Row */
/** @typedef {{ heading: string, rows: Row[], notes: string[] }} Section */

const TYPES = {
  mp4: 'video/mp4; codecs="avc1.42E01E, mp4a.40.2"',
  webm: 'video/webm; codecs="vp9, opus"',
  av1: 'video/mp4; codecs="av01.0.05M.08"',
};

/** @type {Record<Format, string>} */
const NAMES = { mp4: "MP4 with H.264 and AAC", webm: "WebM with VP9 and Opus", av1: "MP4 with AV1" };

const LIBAV = "gstreamer1.0-libav";
const GOOD = "gstreamer1.0-plugins-good";
const BAD = "gstreamer1.0-plugins-bad";

/** The only host that has no part in playing: it has the still pictures. */
const PICTURES = "i.ytimg.com";

/**
 * The message in what was received, or null if it is none.
 * @param {unknown} data
 * @returns {FromCheckPage | null}
 */
export function fromCheckPage(data) {
  if (typeof data !== "object" || data === null) return null;
  const { kind, host, reachable, milliseconds, sent } = /** @type {any} */ (data);
  switch (kind) {
    case "listening":
    case "done":
      return { kind };
    case "host":
      return typeof host === "string" && typeof reachable === "boolean" && Number.isFinite(milliseconds) && milliseconds >= 0
        ? { kind, host, reachable, milliseconds } : null;
    case "referer":
      return typeof sent === "boolean" ? { kind, sent } : null;
    default:
      return null;
  }
}

/**
 * @param {(type: string) => boolean} plays
 * @param {((type: string) => boolean) | null} streams
 * @returns {Record<Format, Support>}
 */
export function formatsOf(plays, streams) {
  const of = (/** @type {Format} */ format) => ({ plays: plays(TYPES[format]), streams: streams && streams(TYPES[format]) });
  return { mp4: of("mp4"), webm: of("webm"), av1: of("av1") };
}

/**
 * The packages of Debian and Ubuntu that bring what is missing. Measured with WebKitGTK 2.50 and GStreamer 1.22, leaving
 * the packages out one by one; that MP4 needs the good plugins for its container is not visible in what it answers.
 * @param {Record<Format, Support>} formats
 * @returns {string[]}
 */
export function packagesFor({ mp4, webm, av1 }) {
  return [
    ...(mp4.plays ? [] : [LIBAV]),
    ...(!webm.plays || (mp4.plays && mp4.streams === false) ? [GOOD] : []),
    // The parser of Opus, without which WebM plays as a file and not as a stream, is among the bad ones.
    ...(!av1.plays || (webm.plays && webm.streams === false) ? [BAD] : []),
  ];
}

/**
 * One sentence or two, to stand first.
 * @param {Findings} findings
 * @returns {{ words: string, well: boolean }}
 */
export function conclusion(findings) {
  const { online, asked, referer, formats } = findings;
  const hosts = hostsOf(findings);
  const silent = hosts.filter(({ reachable }) => reachable !== true).map(({ host }) => host);
  const bad = (/** @type {string} */ words) => ({ words, well: false });

  if (!asked) return bad("Whether YouTube can be reached could not be found out, because the page that asks did not open. Start the application again, and try once more.");
  if (silent.length === hosts.length) {
    return bad(`${online ? "This network blocks YouTube, or has no way to the internet" : "There is no network"}: none of YouTube’s servers answered. `
      + "Videos that you have as files play without it.");
  }
  if (silent.length > 0) {
    return bad(`This network blocks a part of YouTube: ${listed(silent)} did not answer. ${silent.every((host) => host === PICTURES)
      ? "Only still pictures come from there, so videos may play all the same." : "Until that is allowed, lessons may not play from YouTube."}`);
  }
  if (![formats.mp4, formats.webm].some(({ plays, streams }) => streams ?? plays)) return bad("YouTube can be reached, but this computer cannot play its videos.");
  if (referer === false) return bad("YouTube can be reached, but no Referer is sent, and without it YouTube refuses to play (error 153).");
  return { words: "YouTube can be reached and this computer can play it.", well: true };
}

/**
 * @param {Findings} findings
 * @returns {Section[]}
 */
export function sections(findings) {
  const { system, online, referer, formats } = findings;
  return [
    {
      heading: "YouTube’s servers",
      rows: [
        ...hostsOf(findings).map(({ host, reachable }) => row(host, reachable, "can be reached", "cannot be reached", "has not answered")),
        row("This computer says", online, "there is a network", "there is no network"),
      ],
      notes: ["A filter that answers with a page of its own looks like an answer here."],
    },
    {
      heading: "Referer",
      rows: [row("Referer", referer, "sent", "not sent", "not found out")],
      notes: ["By the Referer, YouTube knows which page asks: here the address 127.0.0.1, which is this computer itself. Without it, YouTube answers with error 153. "
        + "Whether the network passes it on cannot be seen from here."],
    },
    {
      heading: "What this computer can play",
      rows: /** @type {Format[]} */ (["mp4", "webm", "av1"]).map((format) => formatRow(format, formats[format])),
      notes: remedies(findings),
    },
    {
      heading: "Versions",
      rows: [["Application", system.application], ["System", system.system], ["Web view", system.webview]]
        .map(([what, found]) => ({ what, found, well: true })),
      notes: [],
    },
  ];
}

/**
 * A text for whoever looks after the network, to be read without having seen the application.
 * @param {Findings} findings
 */
export function textForIt(findings) {
  const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }).format(findings.when);
  const points = (/** @type {string[]} */ lines) => lines.map((line) => `- ${line}`).join("\n");
  return [
    "To the IT department: playing YouTube videos in a desktop application",
    "Purpose: a clinician wishes to watch the free online course “Machine Learning for Healthcare” for their professional learning; a desktop application plays its lessons from YouTube.",
    `Found on ${when}: ${conclusion(findings).words}`,
    `Please allow, by HTTPS on port 443:\n${points(findings.system.hosts)}`,
    "Please let the Referer header of these requests through as it is. YouTube refuses to play a video without it (error 153). "
      + "Some proxies, privacy filters and extensions remove it. The application sends http://127.0.0.1 with a port number and nothing else.",
    ...sections(findings).map(({ heading, rows, notes }) => [heading, points(rows.map(({ what, found }) => `${what}: ${found}`)), ...notes].join("\n")),
    "This text was made by the application. It holds no notes, no names and nothing about patients.",
  ].join("\n\n") + "\n";
}

/**
 * The hosts to allow, each with whether it could be reached; null: no answer came. Of a name with a star, one is tried.
 * @param {Findings} findings
 */
function hostsOf({ system, answers }) {
  return system.hosts.map((host) => {
    const tried = [...answers].find(([tried]) => tried === host || (host.startsWith("*.") && tried.endsWith(host.slice(1))));
    return { host, reachable: tried ? tried[1] : null };
  });
}

/**
 * @param {string} what
 * @param {boolean | null} state
 * @param {string} yes
 * @param {string} no
 * @param {string} [unknown]
 * @returns {Row}
 */
function row(what, state, yes, no, unknown = "") {
  if (state === null) return { what, found: unknown, well: false };
  return { what, found: state ? yes : no, well: state };
}

/**
 * @param {Format} format
 * @param {Support} support
 * @returns {Row}
 */
function formatRow(format, { plays, streams }) {
  const what = NAMES[format];
  // YouTube has every video in one of the others as well.
  const well = format === "av1";
  if (!plays) return { what, found: well ? "cannot be played; YouTube then sends another format" : "cannot be played", well };
  return streams === false ? { what, found: "can be played from a file, not from YouTube", well } : { what, found: "can be played", well: true };
}

/**
 * What to do about the formats that are missing; nothing if all is well.
 * @param {Findings} findings
 * @returns {string[]}
 */
function remedies({ system, formats }) {
  if (system.linux) {
    const packages = packagesFor(formats);
    return packages.length === 0 ? []
      : [`On Debian and Ubuntu, install ${listed(packages)} and start the application again. Other systems have the same parts of GStreamer under similar names.`];
  }
  if (formats.mp4.plays && formats.webm.plays) return [];
  if (/^windows/i.test(system.system)) {
    return ["If this is an N edition of Windows, install the Media Feature Pack in Windows’ settings, under Optional features, and restart the computer."];
  }
  return ["An update of the system may bring what is missing."];
}

/**
 * "a", "a and b", "a, b and c".
 * @param {string[]} words
 */
function listed(words) {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}
