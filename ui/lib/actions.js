// What can be done and where one can go from anywhere, as the palette offers it, and which of it somebody means who types
// some letters.

/** @import { Course } from "../types.js" */

import { toLesson } from "./route.js";

/**
 * @typedef {object} Action
 * @property {string} id
 * @property {string} name
 * @property {string} [title] what it is about, shown after the name
 * @property {string} [words] by which it is found as well
 * @property {string} event which asks for it
 * @property {object} [detail]
 */

/** @type {[href: string, name: string, words: string][]} */
const PLACES = [
  ["#/", "Home", "start continue"],
  ["#/notes", "Notes", "all my"],
  ["#/library", "Library", "resources pdf summary books code support"],
  ["#/settings", "Settings", "preferences appearance dark light safety backup restore privacy"],
  ["#/trash", "Trash", "deleted notes restore bin"],
];

/**
 * @param {string | null} lesson the one that is open
 * @returns {Action[]}
 */
export function actions(lesson) {
  return [
    ...(lesson === null ? [] : [{ id: "write", name: "Write a note", words: "new", event: "write-note" }]),
    ...PLACES.map(([href, name, words]) => ({ id: `go-${href}`, name, words: `${words} go to`, event: "go", detail: { href } })),
    { id: "export", name: "Export…", words: "notes pdf markdown obsidian json anki cards save print", event: "export", detail: { lesson: null } },
    { id: "import", name: "Import…", words: "notes json markdown bring back", event: "import", detail: { lesson } },
    { id: "keys", name: "Keys", words: "keyboard shortcuts help", event: "keys" },
  ];
}

/**
 * @param {Course} course
 * @returns {Action[]}
 */
export function lessonActions({ lessons }) {
  return lessons.map(({ id, number, title }) =>
    ({ id: `lesson-${id}`, name: `Go to lesson ${number}`, title, event: "go", detail: { href: toLesson(id) } }));
}

/**
 * The actions of which every word typed begins a word. Nothing typed means all of them.
 * @param {Action[]} actions
 * @param {string} typed
 */
export function meant(actions, typed) {
  const sought = plain(typed).split(/\s+/).filter(Boolean);
  return actions.filter(({ name, title = "", words = "" }) => {
    const offered = plain(`${name} ${title} ${words}`).split(/[^\p{L}\p{N}]+/u);
    return sought.every((word) => offered.some((each) => each.startsWith(word)));
  });
}

/**
 * Without case and marks, so that “resume” finds “résumé”.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
