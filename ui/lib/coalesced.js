// One run at a time: for work that is asked for more often than it needs doing.

/**
 * A function that runs `job`; asked again while it runs, it runs once more afterwards, however often it was asked.
 * What it returns resolves when nothing is left to run.
 * @param {() => Promise<unknown>} job
 * @returns {() => Promise<void>}
 */
export function coalesced(job) {
  /** @type {Promise<void> | null} */
  let running = null;
  let again = false;

  async function run() {
    try {
      do {
        again = false;
        await job();
      } while (again);
    } finally {
      running = null;
    }
  }

  return () => {
    again = true;
    running ??= run();
    return running;
  };
}

/**
 * Whether `work` was done within `milliseconds`. Work that fails was not done.
 * @param {Promise<unknown>} work
 * @param {number} milliseconds
 * @returns {Promise<boolean>}
 */
export function doneWithin(work, milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    work.then(() => resolve(true), () => resolve(false)).finally(() => clearTimeout(timer));
  });
}
