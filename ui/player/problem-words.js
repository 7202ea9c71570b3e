// What the learner reads when a video does not play: what happened, and what can be done. What was kept is said by the
// panel itself, since it is always the same: everything.

/** @import { ProblemCode } from "./problems.js" */

/** @typedef {"retry" | "own-window" | "open-on-youtube" | "attach" | "choose-again" | "play-from-youtube"} Remedy */

/**
 * @typedef {object} Words
 * @property {string} heading
 * @property {string} text
 * @property {Remedy[]} remedies in the order in which they are offered
 */

/** @type {Remedy[]} */
const YOUTUBE_REMEDIES = ["retry", "own-window", "attach", "open-on-youtube"];
/** @type {Remedy[]} */
const FILE_REMEDIES = ["choose-again", "retry", "play-from-youtube"];

/** @type {Record<string, [heading: string, text: string]>} */
const YOUTUBE = {
  "no-network": ["YouTube cannot be reached", "There is no network, or this network blocks YouTube."],
  "no-ready": ["YouTube has not answered", "Nothing has come for eight seconds. The network may be slow, or it may block YouTube. If the video arrives after all, it plays."],
  "not-started": ["The video has not started", "If the picture shows an advert, a question about cookies or a button to play, answer it there. The video goes on by itself."],
  "stalled": ["The video has stopped", "No more of it has come for fifteen seconds. If the network comes back, it goes on by itself."],
  "youtube-2": ["YouTube did not understand the request", "It refused the address of this lesson’s video (error 2). That is a fault in this application, not yours."],
  "youtube-5": ["YouTube’s player failed", "It could not play the video in this window (error 5). A second try often helps."],
  "youtube-100": ["The video is no longer on YouTube", "It was removed or made private (error 100)."],
  "youtube-101": ["The video may not be played here", "Its owner does not allow it outside YouTube (error 101). It may still play on YouTube itself."],
  "youtube-150": ["The video may not be played here", "Its owner does not allow it outside YouTube (error 150). It may still play on YouTube itself."],
  "youtube-153": ["YouTube refused this player", "It was not told who is asking (error 153). A network or a privacy tool may have removed that. The video may still play on YouTube itself."],
  "youtube-other": ["YouTube reported a problem", "It gave no reason that this application knows."],
};

/**
 * @param {ProblemCode} code
 * @param {{ file: string | null, linux: boolean }} circumstances the file's name, if a file was to be played
 * @returns {Words}
 */
export function wordsFor(code, { file, linux }) {
  if (file !== null) {
    const [heading, text] = aboutFile(code, file, linux);
    return { heading, text, remedies: FILE_REMEDIES };
  }
  const [heading, text] = YOUTUBE[code] ?? YOUTUBE["youtube-other"];
  return { heading, text, remedies: YOUTUBE_REMEDIES };
}

/**
 * @param {ProblemCode} code
 * @param {string} file
 * @param {boolean} linux
 * @returns {[heading: string, text: string]}
 */
function aboutFile(code, file, linux) {
  switch (code) {
    case "file-missing":
      return ["Your video file is not there", `“${file}” is no longer where it was when you attached it. It may have been moved or renamed, or its drive is not connected.`];
    case "file-unreadable":
      return ["Your video file cannot be read", `“${file}” is there, but this application is not allowed to read it, or its drive has a fault.`];
    case "file-codec":
      return ["Your video file cannot be played", `“${file}” is damaged, or its format is one that this computer cannot play. ${linux
        ? "On Debian and Ubuntu, install the package gstreamer1.0-libav and start the application again."
        : "A copy as MP4 with H.264 and AAC plays on every computer."}`];
    case "not-started":
    case "no-ready":
      return ["Your video file has not started", `“${file}” is slow to open. If it lies on a network drive, the drive may be slow. It plays as soon as it can.`];
    default:
      return ["Your video file has stopped", `Reading “${file}” was interrupted. If it lies on a network or removable drive, look whether that is still connected.`];
  }
}
