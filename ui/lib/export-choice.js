// How the last export was set, kept for the next: the format and the pages. What was left out of it is not kept: a choice
// of lessons that one no longer sees would leave notes out unasked.

/** @import { ExportChoice, ExportFormat, Paper } from "../types.js" */

/** @typedef {Pick<ExportChoice, "format" | "keyIdeas" | "paper" | "largePrint" | "studySheet">} Setting */

const KEY = "ml-health.export";

/** @type {ExportFormat[]} */
const FORMATS = ["pdf", "markdown", "markdown-folder", "json", "anki"];
/** @type {Paper[]} */
const PAPERS = ["a4", "letter"];
/** Where paper is Letter, by the Unicode CLDR's `paperSize`. */
const LETTER_REGIONS = ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

/**
 * @param {string} language of the system, such as "en-US"
 * @returns {Setting}
 */
export function rememberedSetting(language) {
  const kept = read();
  const flag = (/** @type {unknown} */ value, /** @type {boolean} */ otherwise) => (typeof value === "boolean" ? value : otherwise);
  return {
    format: FORMATS.find((format) => format === kept.format) ?? "pdf",
    paper: PAPERS.find((paper) => paper === kept.paper) ?? paperOf(language),
    keyIdeas: flag(kept.keyIdeas, false),
    largePrint: flag(kept.largePrint, false),
    studySheet: flag(kept.studySheet, false),
  };
}

/** @param {Setting} setting */
export function rememberSetting({ format, paper, keyIdeas, largePrint, studySheet }) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ format, paper, keyIdeas, largePrint, studySheet }));
  } catch {
    // The storage is full or refused: the next export begins as the first did.
  }
}

/** @returns {Record<string, unknown>} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/**
 * @param {string} language
 * @returns {Paper}
 */
function paperOf(language) {
  try {
    return LETTER_REGIONS.includes(new Intl.Locale(language).region ?? "") ? "letter" : "a4";
  } catch {
    return "a4";
  }
}
