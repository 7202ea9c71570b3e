// Backups, and what is made of them, as Rust tells it.

/** @returns {import("../../../ui/types.js").BackupEntry} */
export function aBackup(changes = {}) {
  return { id: "b1", made: new Date(2026, 10, 24, 11, 5).getTime(), occasion: "hourly", notes: 405, lessonsDone: 4, ...changes };
}

/** @returns {import("../../../ui/types.js").Safety} */
export function aSafety(changes = {}) {
  return { notes: 412, folder: "/home/reader/data", backups: 37, last: aBackup({ made: Date.now() - 3 * 60_000 }), changedSince: true,
    restoreTested: Date.now(), second: null, problem: null, ...changes };
}

/** @returns {import("../../../ui/types.js").RestorePreview} */
export function aPreview(changes = {}) {
  const none = { count: 0, examples: [] };
  return { backup: aBackup({ id: "ml-health-20261124T110500.000Z.db" }), notesNow: 412, lessonsDoneNow: 5, returning: none, leaving: none, different: none, ...changes };
}

/** @returns {import("../../../ui/types.js").Damage} */
export function aDamage(changes = {}) {
  return { file: "/home/reader/data/ml-health.db", finding: "damaged", readable: 410, newest: aBackup(), newer: 7, keptIn: "/home/reader/data/damaged/20261125T090000.000Z", ...changes };
}
