// What jsdom lacks of playing: text tracks and their cues, and the system's Media Session. Import it after dom.js.
//
//   videosHaveTextTracks();                          // video.textTracks, video.addTextTrack
//   const { session, press } = fakeMediaSession();   // press("play")

/** A cue as a webview has it: its text and its time, and no more of it is used. */
globalThis.VTTCue = class {
  constructor(startTime, endTime, text) {
    Object.assign(this, { startTime, endTime, text });
  }
};

/** A text track. As in a webview, the cues of one that is off cannot be reached, and a cue that is not there cannot be removed. */
export class FakeTextTrack {
  mode = "disabled";
  #cues = [];

  constructor(kind, label, cues = []) {
    Object.assign(this, { kind, label });
    this.#cues = cues;
  }

  get cues() {
    return this.mode === "disabled" ? null : [...this.#cues];
  }

  addCue(cue) {
    this.#cues.push(cue);
  }

  removeCue(cue) {
    if (!this.#cues.includes(cue)) throw new Error("NotFoundError: the cue is not in this track");
    this.#cues.splice(this.#cues.indexOf(cue), 1);
  }
}

/**
 * Videos have text tracks from now on: each its own list, which is a list and tells when one is added.
 * @returns {() => void} takes them away again
 */
export function videosHaveTextTracks() {
  const { prototype } = window.HTMLMediaElement;
  const before = Object.getOwnPropertyDescriptors(prototype);
  const lists = new WeakMap();
  const listOf = (video) => {
    if (!lists.has(video)) lists.set(video, Object.assign(new window.EventTarget(), { tracks: [], [Symbol.iterator]() { return this.tracks[Symbol.iterator](); } }));
    return lists.get(video);
  };
  Object.defineProperties(prototype, {
    textTracks: { configurable: true, get() { return listOf(this); } },
    addTextTrack: { configurable: true, value(kind, label) {
      const track = new FakeTextTrack(kind, label);
      track.mode = "hidden";
      listOf(this).tracks.push(track);
      queueMicrotask(() => listOf(this).dispatchEvent(new Event("addtrack")));
      return track;
    } },
  });
  return () => Object.defineProperties(prototype, { textTracks: before.textTracks, addTextTrack: before.addTextTrack });
}

/** A Media Session that knows the actions it is told to know, and refuses others as a webview does. */
export function fakeMediaSession({ unknown = [] } = {}) {
  const handlers = new Map();
  const log = [];
  const session = {
    metadata: null, playbackState: "none",
    setActionHandler(action, run) {
      if (unknown.includes(action)) throw new TypeError(`${action} is no action`);
      log.push([action, run !== null]);
      if (run) handlers.set(action, run);
      else handlers.delete(action);
    },
  };
  globalThis.MediaMetadata = class { constructor(given) { Object.assign(this, given); } };
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { mediaSession: session } });
  return {
    session, log,
    actions: () => [...handlers.keys()],
    /** The system asks for something. */
    press: (action, details = {}) => handlers.get(action)({ action, ...details }),
  };
}
