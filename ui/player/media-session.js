// What the system shows of the lesson, and its keys for playing: on a keyboard, a headset, a locked screen. Only where the
// webview has a Media Session. YouTube's frame has one of its own, so this is for the other players.

/** @import { Playback } from "./playback.js" */

const SKIP = 10;

/**
 * @param {Playback} playback
 * @param {{ title: string, artist: string, album: string }} lesson
 * @param {{ previous: (() => void) | null, next: (() => void) | null }} neighbours
 * @returns {() => void} ends it
 */
export function joinMediaSession(playback, lesson, neighbours) {
  const session = navigator.mediaSession;
  if (!session || typeof MediaMetadata === "undefined") return () => {};

  /** @type {[MediaSessionAction, MediaSessionActionHandler | null][]} */
  const actions = [
    ["play", () => playback.play()],
    ["pause", () => playback.pause()],
    ["seekbackward", ({ seekOffset }) => playback.seek(playback.view.position - (seekOffset ?? SKIP))],
    ["seekforward", ({ seekOffset }) => playback.seek(playback.view.position + (seekOffset ?? SKIP))],
    ["seekto", ({ seekTime }) => { if (seekTime !== undefined) playback.seek(seekTime); }],
    ["previoustrack", neighbours.previous],
    ["nexttrack", neighbours.next],
  ];
  let shown = false;

  const set = (/** @type {boolean} */ show) => {
    for (const [action, run] of actions) {
      try {
        session.setActionHandler(action, show ? run : null);
      } catch {
        // A webview need not know every action.
      }
    }
    session.metadata = show ? new MediaMetadata(lesson) : null;
    session.playbackState = "none";
    shown = show;
  };
  const follow = () => {
    const { source, phase, wanted } = playback.view;
    const show = phase === "ready" && source !== "youtube";
    if (show !== shown) set(show);
    if (show) session.playbackState = wanted ? "playing" : "paused";
  };
  playback.on("view", follow);
  return () => { if (shown) set(false); };
}
