// Keeps what the learner chose for playing: not at every step of a volume slider, but within half a second of the last.
// One that could not be kept is tried again by itself.

/** @import { PlaybackChoices, Settings } from "../types.js" */
/** @import { Clock } from "../lib/clock.js" */

const PAUSE = 500; // milliseconds
const AGAIN = 5_000;

export class ChoiceKeeper {
  #save;
  #clock;
  #cancel = () => {};
  /** @type {PlaybackChoices | null} */
  #unsaved = null;
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /**
   * @param {(choices: PlaybackChoices) => Promise<Settings>} save
   * @param {Clock} clock
   */
  constructor(save, clock) {
    this.#save = save;
    this.#clock = clock;
  }

  /** @param {PlaybackChoices} choices */
  keep(choices) {
    this.#unsaved = choices;
    this.#saveIn(PAUSE);
  }

  /** @param {number} milliseconds */
  #saveIn(milliseconds) {
    this.#cancel();
    this.#cancel = this.#clock.after(milliseconds, () => void this.flush().catch(() => this.#saveIn(AGAIN)));
  }

  /** Rejects if the last choice could not be saved. */
  flush() {
    this.#cancel();
    const sent = this.#last.then(() => this.#send());
    this.#last = sent.catch(() => {});
    return sent;
  }

  async #send() {
    const choices = this.#unsaved;
    if (choices === null) return;
    await this.#save(choices);
    if (this.#unsaved === choices) this.#unsaved = null;
  }
}
