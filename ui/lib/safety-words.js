// How safe the notes are, in words: the proof in the settings, and what a restore, its undoing and a recovery came to.

/** @import { BackupEntry, NoteGroup, Recovered, Restored, Safety } from "../types.js" */

import { ago, dated, moment, onDay } from "./dates.js";
import { counted } from "./time.js";

/** Why a backup was made; one that is made by the clock needs no reason. @type {Record<BackupEntry["occasion"], string>} */
export const OCCASIONS = {
  hourly: "", asked: "when you asked for it", migration: "before an update", import: "before an import of notes", restore: "before a restore",
};

/**
 * "412 notes. Last backup 3 minutes ago, opened and verified. Restore tested today."
 * @param {Safety} safety
 * @param {number} now
 */
export function proof({ notes, last, changedSince, restoreTested }, now) {
  const counting = notes === 0 ? "No notes yet." : `${counted(notes, "note")}.`;
  if (last === null) return `${counting} No backup yet: one is made in every hour in which something changes.`;
  const tested = restoreTested === null ? "Restoring has not been tested yet." : `Restore tested ${onDay(restoreTested, now)}.`;
  return `${counting} ${backupWords(last, changedSince, now)} ${tested}`;
}

/**
 * @param {BackupEntry} last
 * @param {boolean} changedSince
 * @param {number} now
 */
function backupWords({ made, notes }, changedSince, now) {
  if (notes === null) return `The last backup, made ${dated(made, now)}, can no longer be read.`;
  return `Last backup ${ago(made, now)}, opened and verified${changedSince ? "." : "; nothing has changed since."}`;
}

/**
 * @param {NonNullable<Safety["second"]>} second
 * @param {number} now
 */
export function secondWords({ lastCopy }, now) {
  return lastCopy === null ? "No copy is there yet; the next backup brings one." : `Last copy ${ago(lastCopy, now)}.`;
}

/**
 * @param {NoteGroup} group
 * @param {string} one
 * @param {string} many
 */
export function groupWords({ count }, one, many) {
  return `${counted(count, "note")} ${count === 1 ? one : many}`;
}

/**
 * @param {Restored} restored
 * @param {number} made when the backup was made
 * @param {number} now
 */
export function restoredWords({ notes }, made, now) {
  return `Restored: ${counted(notes, "note")} as of ${moment(made, now)}.`;
}

/** @param {Restored} undone */
export function undoneWords({ notes, backup }) {
  return `Undone: ${counted(notes, "note")}, as before the restore. What was here until now is in the backup ${backup}.`;
}

/** @param {Recovered} recovered */
export function recoveredWords({ notes, keptIn }) {
  const back = notes === 0 ? "You start empty." : notes === 1 ? "1 note is back." : `${notes} notes are back.`;
  return keptIn === null ? back : `${back} The damaged file is kept in ${keptIn}.`;
}
