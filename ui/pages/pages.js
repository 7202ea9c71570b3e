// Which page an address shows, what the window is called meanwhile, and which entry of the rail is marked.

/** @import { Course, Overview, Settings } from "../types.js" */
/** @import { Route } from "../lib/route.js" */

import { HomePage } from "./home.js";
import { LessonPage } from "./lesson.js";
import { LibraryPage } from "./library.js";
import { NotesPage } from "./notes.js";
import { NowherePage } from "./nowhere.js";
import { SettingsPage } from "./settings.js";
import { TrashPage } from "./trash.js";

/**
 * @typedef {HTMLElement & { course?: Course | null, overview?: Overview | null, settings?: Settings | null,
 *   flush?: (how: { leaving: boolean }) => Promise<unknown> }} Page
 */

const TITLES = { home: "Home", notes: "Notes", trash: "Trash", library: "Library", settings: "Settings", nowhere: "Nothing here" };

/**
 * @param {Route} route
 * @param {Course} course
 * @returns {Page}
 */
export function pageOf(route, course) {
  switch (route.page) {
    case "home": return new HomePage();
    case "notes": return Object.assign(new NotesPage(), { filter: route.filter });
    case "trash": return new TrashPage();
    case "library": return new LibraryPage();
    case "settings": return new SettingsPage();
    case "nowhere": return new NowherePage();
    case "lesson": {
      if (!course.lessons.some(({ id }) => id === route.lesson)) return new NowherePage();
      return Object.assign(new LessonPage(), { lessonId: route.lesson, startAt: route.startAt });
    }
  }
}

/**
 * @param {Route} route
 * @param {Course} course
 */
export function titleOf(route, course) {
  if (route.page !== "lesson") return TITLES[route.page];
  const lesson = course.lessons.find(({ id }) => id === route.lesson);
  return lesson ? `${lesson.number}. ${lesson.title}` : TITLES.nowhere;
}

/** @param {string} hash */
export function railEntryOf(hash) {
  const place = (hash || "#/").split("?")[0];
  // The trash is reached from the notes.
  return place === "#/trash" ? "#/notes" : place;
}
