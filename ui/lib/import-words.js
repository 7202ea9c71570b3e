// What an import would change, and what it changed, in words.

/** @import { ImportCounts, Imported } from "../types.js" */

import { counted } from "./time.js";

/** What may become of notes, for one and for several: before, and after. */
const NOTES = /** @type {const} */ ([
  ["added", ["is new", "are new"], ["was added", "were added"]],
  ["changed",
    ["is newer in the file; yours is kept as an earlier version", "are newer in the file; yours are kept as earlier versions"],
    ["was brought up to date; yours is kept as an earlier version", "were brought up to date; yours are kept as earlier versions"]],
  ["kept",
    ["is newer here and stays; the file’s is kept as an earlier version", "are newer here and stay; the file’s are kept as earlier versions"],
    ["was newer here and stayed; the file’s is kept as an earlier version", "were newer here and stayed; the file’s are kept as earlier versions"]],
  ["same", ["is the same", "are the same"], ["was the same", "were the same"]],
  ["trashed",
    ["comes into the trash, as in the file", "come into the trash, as in the file"],
    ["came into the trash, as in the file", "came into the trash, as in the file"]],
]);

/**
 * A sentence each.
 * @param {ImportCounts} counts
 */
export function previewWords(counts) {
  const { revisions, lessons, settings } = counts;
  return [
    ...noteWords(counts, 1),
    revisions > 0 && `${counted(revisions, "earlier version")} ${revisions === 1 ? "comes" : "come"} with them.`,
    lessons > 0 && `How far you are is taken from the file for ${counted(lessons, "lesson")}.`,
    settings && "The settings are taken from the file.",
  ].filter((words) => typeof words === "string");
}

/**
 * A sentence each.
 * @param {Imported} imported
 */
export function importedWords({ counts, backup }) {
  const { revisions, lessons, settings } = counts;
  return [
    ...noteWords(counts, 2),
    revisions > 0 && `${counted(revisions, "earlier version")} came with them.`,
    lessons > 0 && `How far you are was taken from the file for ${counted(lessons, "lesson")}.`,
    settings && "The settings were taken from the file.",
    backup !== null && `The backup that was made before is ${backup}.`,
  ].filter((words) => typeof words === "string");
}

/** @param {ImportCounts} counts */
export function changesNothing({ added, changed, kept, trashed, revisions, lessons, settings }) {
  return added + changed + kept + trashed + revisions + lessons === 0 && !settings;
}

/**
 * The first says that they are notes: "12 notes are new.", "3 are newer in the file; …"
 * @param {ImportCounts} counts
 * @param {1 | 2} tense where in `NOTES` the words stand
 */
function noteWords(counts, tense) {
  return NOTES.filter(([name]) => counts[name] > 0).map((row, index) => {
    const count = counts[row[0]];
    return `${index === 0 ? counted(count, "note") : count} ${row[tense][count === 1 ? 0 : 1]}.`;
  });
}
