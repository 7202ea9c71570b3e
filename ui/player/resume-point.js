// Whether a player is really where the learner is, so that its position may be believed and remembered.
//
// A player that failed, or has not yet found the place at which it was to start, says 0:00; one that was just moved still
// says where it was before. Believing either would lose the learner's place. So a position counts only once the picture
// was seen near the place where it should be.

// YouTube starts at the nearest key frame, usually no more than two seconds before the second asked for.
const NEAR_BEFORE = 3;
const NEAR_AFTER = 5;

// A picture that has run somewhere else for as long as this is believed after all: no advert before a lesson is longer.
const BELIEVED_AFTER = 30_000;

export class ResumePoint {
  #second;
  #reached = false;
  /** @type {number | null} */
  #last = null;
  /** @type {number | null} */
  #elsewhereSince = null;

  /** @param {number} second */
  constructor(second) {
    this.#second = second;
  }

  get reached() {
    return this.#reached;
  }

  /**
   * The player says that the picture is at `position`.
   * @param {number} position
   * @param {number} now milliseconds
   */
  seen(position, now) {
    const advancing = this.#last !== null && position > this.#last;
    this.#last = position;
    if (position >= this.#second - NEAR_BEFORE && position <= this.#second + NEAR_AFTER) this.#reached = true;
    if (this.#reached) return;

    if (!advancing) this.#elsewhereSince = now;
    this.#reached = advancing && now - (this.#elsewhereSince ?? now) >= BELIEVED_AFTER;
  }
}
