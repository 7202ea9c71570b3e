// Which seconds count as watched, for any course of events: what happens is drawn at random, and a simulated picture knows
// what was really shown.

import fc from "fast-check";
import assert from "node:assert/strict";
import { test } from "node:test";
import { merged } from "../../ui/player/intervals.js";
import { WatchTracker } from "../../ui/player/watch-tracker.js";

/** @typedef {import("../../ui/player/intervals.js").Interval} Interval */

// How far a player's own reading of its place may be ahead of the clock or behind it, in seconds.
const ALLOWANCE = 1;
const ROUNDING = 1e-6;

// In thousandths: a number of any size, drawn as one, is mostly a very small one.
const between = (min, max) => fc.integer({ min: Math.ceil(min * 1000), max: Math.floor(max * 1000) }).map((n) => n / 1000);
const FASTEST = 3;
const rate = fc.constantFrom(0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, FASTEST);
const list = (of, most) => fc.array(of, { minLength: 1, maxLength: most, size: "max" });

/** Milliseconds from one sample to the next: four a second in front, one a second or a minute in the background. */
const gaps = fc.oneof(list(between(1, 400), 40), list(between(900, 1_100), 20), list(between(55_000, 61_000), 5));

/** What may happen while a lesson is open; `happens` below does it. */
const EVENTS = {
  play: { gaps, rate: fc.option(rate, { nil: null }) },
  // Somewhere between two samples, and nobody says when.
  changeSpeed: { before: fc.oneof(between(0, 300), between(0, 30_000)), after: fc.oneof(between(0, 300), between(0, 30_000)), rate },
  // With the window's own controls: the tracker is told.
  seek: { to: between(0, 900) },
  // With YouTube's own slider: nobody is told, and the next sample comes as soon as it does in front of one's eyes.
  skip: { by: fc.oneof(between(5, 600), between(-600, -0.01)), gap: between(1, 300) },
  // So little that a reading might be off by it.
  nudge: { by: between(-0.5, 1.5), gap: between(1, 300) },
  pause: { milliseconds: between(0, 100_000) },
  // The picture stands, and samples go on coming before anybody says that it waits.
  stall: { gaps: list(between(1, 400), 20) },
  buffering: { gap: between(1, 30_000) },
  // The laptop is closed while the picture plays, and nobody is told anything; perhaps the slider is moved before the first
  // sample after that.
  suspend: { minutes: between(1, 600), last: between(0, 300), by: fc.oneof(fc.constant(0), between(5, 10)) },
  setClockBack: { milliseconds: between(1, 7_200_000) },
};

const course = (without = []) => {
  const kinds = Object.entries(EVENTS).filter(([kind]) => !without.includes(kind));
  return list(fc.oneof(...kinds.map(([kind, about]) =>
    ({ weight: kind === "play" ? 4 : 1, arbitrary: fc.record({ kind: fc.constant(kind), ...about }) }))), 30);
};

class Picture {
  now = 1_000_000;
  position = 100;
  rate = 1;
  tracker = new WatchTracker({ now: () => this.now });

  /** How far the readings are off, one after another; they never run back while the picture does not. @type {number[]} */
  errors = [0];
  reading = 0;
  /** What was on the screen. @type {Interval[]} */
  shown = [];
  /** Stretches in which nothing else happened, from their first reading to their last. @type {Interval[]} */
  undisturbed = [];
  /** Seconds of the lesson that went by on the screen. */
  played = 0;
  /** Seconds by which the picture fell behind what the clock allowed, each time no more than the allowance. */
  fellBehind = 0;
  /** Seconds that the tracker gave out as watched. */
  watched = 0;

  tell() {
    const error = this.errors.shift() ?? 0;
    this.errors.push(error);
    this.reading = Math.max(this.reading, this.position + error);
    this.tracker.sample(this.reading, this.rate);
    return this.reading;
  }

  advance(milliseconds) {
    const from = this.position;
    this.now += milliseconds;
    this.position += (milliseconds / 1000) * this.rate;
    this.played += this.position - from;
    this.shown.push([from, this.position]);
  }

  stand(milliseconds) {
    this.now += milliseconds;
    this.fallBehind((milliseconds / 1000) * FASTEST);
  }

  fallBehind(seconds) {
    this.fellBehind += Math.min(ALLOWANCE, seconds);
  }

  move(to) {
    this.position = Math.max(0, to);
    this.reading = 0;
  }

  happens({ kind, ...event }) {
    switch (kind) {
      case "play": {
        this.rate = event.rate ?? this.rate;
        const from = this.tell();
        for (const gap of event.gaps) {
          this.advance(gap);
          this.tell();
        }
        this.undisturbed.push([from, this.reading]);
        break;
      }
      case "changeSpeed": {
        const from = this.tell();
        this.advance(event.before);
        this.fallBehind(((event.before + event.after) / 1000) * Math.abs(event.rate - this.rate));
        this.rate = event.rate;
        this.advance(event.after);
        this.undisturbed.push([from, this.tell()]);
        break;
      }
      case "seek":
        this.tracker.interrupt();
        this.move(event.to);
        break;
      case "skip":
      case "nudge":
        this.tell();
        this.move(this.position + event.by);
        this.advance(event.gap);
        this.tell();
        break;
      case "pause":
        this.tell();
        this.tracker.interrupt();
        this.stand(event.milliseconds);
        break;
      case "stall":
        for (const gap of event.gaps) {
          this.tell();
          this.stand(gap);
        }
        this.tell();
        break;
      case "buffering":
        this.tell();
        this.stand(event.gap);
        this.tracker.interrupt();
        this.tell();
        break;
      case "suspend":
        this.tell();
        this.advance(event.last);
        this.stand(event.minutes * 60_000);
        if (event.by > 0) this.move(this.position + event.by);
        this.tell();
        break;
      case "setClockBack":
        this.now -= event.milliseconds;
        break;
    }
    this.watched += seconds(this.tracker.take());
  }
}

/** @param {Interval[]} intervals */
const seconds = (intervals) => intervals.reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * How many seconds of `intervals` lie in none of `others`.
 * @param {Interval[]} intervals
 * @param {Interval[]} others
 */
const outside = (intervals, others) => seconds(merged([...intervals, ...others])) - seconds(merged(others));

function after(events, errors = [0]) {
  const picture = new Picture();
  picture.errors = [...errors];
  for (const event of events) picture.happens(event);
  return picture;
}

/** Holds for every course of events that leaves out `without`. */
const always = (without, holds) => fc.assert(fc.property(course(without), (events) => holds(after(events))), { numRuns: 500 });

test("no more is watched than was played, but for one allowance and what the picture fell behind", () => {
  always([], ({ watched, played, fellBehind }) => {
    assert.ok(watched <= played + ALLOWANCE + fellBehind + ROUNDING, `${watched} s watched, ${played} s played, ${fellBehind} s behind`);
  });
});

test("where the picture never falls behind, one allowance is all that jumps can win, however many they are", () => {
  always(["pause", "stall", "buffering", "suspend", "changeSpeed"], ({ watched, played }) => {
    assert.ok(watched <= played + ALLOWANCE + ROUNDING, `${watched} s watched, ${played} s played`);
  });
});

test("what was skipped does not count, whoever skipped it", () => {
  always(["nudge"], ({ tracker, shown }) => {
    const skipped = outside(tracker.seen, shown);
    assert.ok(skipped <= ROUNDING, `${skipped} s that were never on the screen`);
  });
});

test("what played undisturbed counts in full, from its first reading to its last", () => {
  always(["nudge"], ({ tracker, undisturbed }) => {
    const lost = outside(undisturbed, tracker.seen);
    assert.ok(lost <= ROUNDING, `${lost} s are lost`);
  });
});

test("readings that are off, all within the allowance, lose no more than a second a stretch", () => {
  const errors = list(between(-0.499 * ALLOWANCE, 0.499 * ALLOWANCE), 50);
  fc.assert(fc.property(course(), errors, (events, errors) => {
    const { tracker, undisturbed } = after(events, errors);
    for (const stretch of undisturbed) {
      const lost = outside([stretch], tracker.seen);
      assert.ok(lost <= 1 + ROUNDING, `${lost} s of ${stretch} are lost`);
    }
  }), { numRuns: 500 });
});

test("what is taken and given back, in any order, is neither lost nor doubled", () => {
  const steps = fc.oneof(
    fc.record({ kind: fc.constant("play"), gap: between(1, 400), rate }),
    fc.record({ kind: fc.constantFrom("take", "saved", "failed", "pause", "skip") }));
  fc.assert(fc.property(list(steps, 80), (steps) => {
    const picture = new Picture();
    const { tracker } = picture;
    /** Taken, and on its way to the database. @type {Interval[][]} */
    const underWay = [];
    /** @type {Interval[]} */
    const kept = [];
    for (const { kind, gap, rate } of steps) {
      switch (kind) {
        case "play":
          picture.rate = rate;
          picture.tell();
          picture.advance(gap);
          picture.tell();
          break;
        case "take":
          underWay.push(tracker.take());
          break;
        case "saved":
          kept.push(...(underWay.shift() ?? []));
          break;
        case "failed":
          // The last first: they come back in another order than they went.
          tracker.giveBack(underWay.pop() ?? []);
          break;
        case "pause":
          tracker.interrupt();
          break;
        case "skip":
          picture.move(picture.position + 20);
          break;
      }
    }
    const seen = tracker.seen;
    kept.push(...underWay.flat(), ...tracker.take());
    assert.ok(outside(seen, kept) < ROUNDING, "nothing is lost");
    assert.ok(outside(kept, seen) < ROUNDING, "nothing is made up");
    assert.ok(Math.abs(seconds(kept) - seconds(seen)) < ROUNDING, "the picture only went forward, so every second is there once");
    assert.deepEqual(tracker.take(), [], "and nothing is left");
    assert.deepEqual(tracker.seen, seen, "taking changes nothing of what was seen");
  }), { numRuns: 500 });
});
