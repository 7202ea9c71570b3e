// A clock that stands still until it is told otherwise.
//
//   const clock = fakeClock();
//   await clock.pass(250);   // whatever is due within 250 ms runs, in order, and what it awaits comes to rest

/** @returns {import("../../../ui/lib/clock.js").Clock & { pass: (milliseconds: number) => Promise<void>, jump: (milliseconds: number) => void }} */
export function fakeClock() {
  let now = 1_000_000;
  let timers = [];
  const rest = async () => { for (let turn = 0; turn < 20; turn++) await null; };
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { due: now + milliseconds, run };
      timers.push(timer);
      return () => { timers = timers.filter((each) => each !== timer); };
    },
    /** The time changes and no timer runs, as when a computer sleeps. */
    jump: (milliseconds) => { now += milliseconds; },
    async pass(milliseconds) {
      const end = now + milliseconds;
      await rest();
      for (;;) {
        const next = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        now = Math.max(now, next.due);
        next.run();
        await rest();
      }
      now = end;
    },
  };
}
