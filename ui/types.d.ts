// Generated from the Rust types by `cargo xtask types`; a test fails when it is out of date.

export type LessonId = string;
export type NoteId = string;
export type ResourceId = string;
export type Timestamp = number;
export type Intervals = [number, number][];
export type Course = { title: string, shortTitle: string, 
/**
 * `YYYY-MM-DD`.
 */
published: string, about: string, 
/**
 * What the course answers, in its order.
 */
answers: Array<string>, author: Author, keyIdeasNotice: string, affiliationNotice: string, lessons: Array<Lesson>, shelves: Array<Shelf>, };
export type Author = { name: string, about: string, site: string, };
export type Lesson = { id: LessonId, 
/**
 * Its place in the course, from 1.
 */
number: number, 
/**
 * The title in plain words.
 */
title: string, 
/**
 * The title with its emphasis, sanitised.
 */
titleHtml: string, covers: string, 
/**
 * The text of an SVG drawing in the colours of the design tokens.
 */
illustration: string, };
export type Shelf = { id: string, title: string, resources: Array<Resource>, };
export type Resource = { id: ResourceId, title: string, about: string, kind: ResourceKind, 
/**
 * Where the link leads, as a person reads it.
 */
host: string, };
export type ResourceKind = "pdf" | "website" | "book" | "video" | "code" | "support";
export type LessonPage = { id: LessonId, keyIdeasHtml: string, progress: Progress, notes: Array<Note>, youtube: YouTubeSource, file: FileSource | null, };
export type YouTubeSource = { 
/**
 * The loopback page that holds the player.
 */
page: string, 
/**
 * YouTube's own page, to be shown, not to be loaded.
 */
watch: string, };
export type FileSource = { 
/**
 * At the loopback server.
 */
url: string, 
/**
 * The file's name without its folder.
 */
name: string, state: FileState, };
export type FileState = "ready" | "missing" | "unreadable";
export type Overview = { 
/**
 * In the order of the course.
 */
lessons: Array<LessonOverview>, next: Next, 
/**
 * Seconds not yet watched of the lessons that are not done and whose length is known.
 */
secondsLeft: number, 
/**
 * Lessons not done whose length no player has told yet.
 */
lessonsOfUnknownLength: number, notes: number, };
export type LessonOverview = { id: LessonId, progress: Progress, notes: number, };
export type Next = { lesson: LessonId, kind: NextKind, 
/**
 * Where that lesson opens, in seconds.
 */
position: number, 
/**
 * The beginning of the note written last in that lesson, in plain words.
 */
lastNote: string | null, 
/**
 * When the learner last watched anything.
 */
lastSeen: Timestamp | null, };
export type NextKind = "start" | "resume" | "next" | "finished";
export type Progress = { 
/**
 * Where the learner was last.
 */
position: number, 
/**
 * Where the lesson opens: the position, or 0 for a completed lesson.
 */
resumeAt: number, 
/**
 * As learnt from a player; `None` until one said it.
 */
duration: number | null, 
/**
 * Playback rate, 1 is normal.
 */
rate: number, watched: Intervals, watchedSeconds: number, completed: boolean, completedBy: CompletedBy | null, };
export type CompletedBy = "watching" | "hand";
export type ProgressReport = { 
/**
 * `None` leaves the kept position alone: so says a player that never got as far as to have one.
 */
position: number | null, duration: number | null, rate: number | null, 
/**
 * Seconds of video played since the last report, as `[from, to]`.
 */
watched: Array<[number, number]>, };
export type Note = { id: NoteId, lesson: LessonId, 
/**
 * The second of the video that it belongs to; `None` for the whole lesson.
 */
second: number | null, 
/**
 * Markdown, as written.
 */
body: string, 
/**
 * The body as sanitised HTML.
 */
html: string, created: Timestamp, updated: Timestamp, };
export type NoteDraft = { id: NoteId, lesson: LessonId, second: number | null, body: string, };
export type LessonNotes = { lesson: LessonId, 
/**
 * In plain words.
 */
title: string, 
/**
 * `None` when the lesson is no longer in the course.
 */
number: number | null, notes: Array<Note>, };
export type Exported = { 
/**
 * The file's name.
 */
file: string, folder: string, pages: number, 
/**
 * Characters that no typeface of this computer has; each is shown as a mark.
 */
replaced: number, };
export type ExportStage = "collecting" | "setting" | "writing";
export type Settings = { appearance: Appearance, 
/**
 * Stands on the title page of the PDF; empty when not given. At most [`NAME_LIMIT`] characters are kept.
 */
learnerName: string, };
export type Appearance = "system" | "light" | "dark";
export type DataLocation = { folder: string, backups: number, lastBackup: Timestamp | null, };
export type About = { version: string, };
export type CommandError = { code: string, message: string, };
