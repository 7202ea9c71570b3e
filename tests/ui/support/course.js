// A small course and a learner in it, as Rust tells them. Three lessons are enough for every rule of the window.

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450"><circle cx="4" cy="4" r="2"/></svg>';

/** @returns {import("../../../ui/types.js").Course} */
export function aCourse() {
  const lesson = (id, number, title, titleHtml = title) => ({ id, number, title, titleHtml, covers: `What ${id} covers.`, illustration: PICTURE });
  return {
    title: "Machine Learning for Healthcare – The Online Course",
    shortTitle: "Machine Learning for Healthcare",
    published: "2021-10-30",
    about: "A free course.",
    answers: ["What it is.", "What it does."],
    author: { name: "Dr Chris Lovejoy", about: "A doctor.", site: "https://chrislovejoy.me" },
    keyIdeasNotice: "Not Dr Lovejoy’s words.",
    affiliationNotice: "Not affiliated.",
    lessons: [
      lesson("overview", 1, "Course Overview"),
      lesson("models", 2, "How does a machine learning model learn?", "How does a machine learning model <em>learn</em>?"),
      lesson("papers", 3, "How to read a paper"),
    ],
    shelves: [
      { id: "from-this-course", title: "From this course", resources: [
        { id: "summary", title: "PDF summary", about: "A summary.", kind: "pdf", host: "drive.google.com" }] },
      { id: "support", title: "Support the author", resources: [
        { id: "coffee", title: "Buy a coffee", about: "Thanks.", kind: "support", host: "www.buymeacoffee.com" }] },
    ],
  };
}

/** @returns {import("../../../ui/types.js").Progress} */
export function progress(changes = {}) {
  return { position: 0, resumeAt: 0, duration: null, watched: [], watchedSeconds: 0, completed: false, completedBy: null, ...changes };
}

/** @returns {import("../../../ui/types.js").PlaybackChoices} */
export function choices(changes = {}) {
  return { rate: 1, volume: 1, muted: false, captions: false, theatre: false, ...changes };
}

/** @returns {import("../../../ui/types.js").Settings} */
export function settings({ playback = {}, ...changes } = {}) {
  return { appearance: "system", learnerName: "", singleKeys: true, minutes: null, playback: choices(playback), ...changes };
}

/**
 * A learner at the very start, with changes: `next`, and the progress of single lessons by id.
 * @returns {import("../../../ui/types.js").Overview}
 */
export function anOverview({ lessons = {}, next = {}, notes = {}, ...changes } = {}) {
  return {
    lessons: aCourse().lessons.map(({ id }) => ({ id, progress: progress(lessons[id]), notes: notes[id] ?? 0 })),
    next: { lesson: "overview", kind: "start", position: 0, lastNote: null, lastSeen: null, ...next },
    secondsLeft: 0,
    lessonsOfUnknownLength: 3,
    notes: Object.values(notes).reduce((sum, count) => sum + count, 0),
    ...changes,
  };
}

/** @returns {import("../../../ui/types.js").Note} */
export function note(id, changes = {}) {
  return { id, lesson: "models", second: 222, mark: null, body: id, html: `<p>${id}</p>`, tags: [], created: 1, updated: 1, ...changes };
}
