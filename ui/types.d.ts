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
export type LessonPage = { id: LessonId, keyIdeasHtml: string, progress: Progress, 
/**
 * For whoever was away from this lesson for more than an hour.
 */
welcome: Welcome | null, notes: Array<Note>, youtube: YouTubeSource, file: FileSource | null, transcript: TranscriptSource | null, };
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
export type TranscriptSource = { 
/**
 * The file's name without its folder.
 */
name: string, kept: Timestamp, 
/**
 * How many cues there are.
 */
cues: number, 
/**
 * How many cues of the file could not be read and were left out.
 */
skipped: number, 
/**
 * The file's character encoding, such as `UTF-8` or `windows-1252`.
 */
encoding: string, };
export type Transcript = { kept: Timestamp, cues: Array<Cue>, };
export type Cue = { 
/**
 * In seconds of video.
 */
start: number, 
/**
 * In seconds of video, not before `start`.
 */
end: number, 
/**
 * Plain text, its lines parted by `\n`.
 */
text: string, };
export type Match = { files: Array<MatchedFile>, 
/**
 * Files that are neither video nor captions.
 */
leftOut: number, 
/**
 * Whether there was more than is looked at.
 */
tooMany: boolean, };
export type MatchedFile = { 
/**
 * Its place in the proposal, by which the window names it.
 */
index: number, 
/**
 * Without its folder.
 */
name: string, 
/**
 * The folder, as a person reads it.
 */
folder: string, kind: MatchedKind, 
/**
 * `None` when no lesson can be told, or when another file belongs there rather.
 */
lesson: LessonId | null, by: MatchedBy | null, 
/**
 * The name of the file that the lesson has now.
 */
replaces: string | null, };
export type MatchedKind = "video" | "captions";
export type MatchedBy = "id" | "number" | "title";
export type MatchChoice = { index: number, lesson: LessonId | null, };
export type Kept = { videos: number, captions: number, failed: Array<NotKept>, };
export type NotKept = { name: string, message: string, };
export type KeptCopy = { resource: ResourceId, bytes: number, kept: Timestamp, state: CopyState, };
export type CopyState = "ready" | "missing";
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
 * Where the lesson opens: the position, ten seconds before it after more than an hour away, or 0 for a completed
 * lesson.
 */
resumeAt: number, 
/**
 * As learnt from a player; `None` until one said it.
 */
duration: number | null, watched: Intervals, watchedSeconds: number, completed: boolean, completedBy: CompletedBy | null, };
export type CompletedBy = "watching" | "hand";
export type ProgressReport = { 
/**
 * `None` leaves the kept position alone: so says a player that never got as far as to have one.
 */
position: number | null, duration: number | null, 
/**
 * Seconds of video played since the last report, as `[from, to]`.
 */
watched: Array<[number, number]>, };
export type Welcome = { 
/**
 * When the learner was last in this lesson.
 */
lastSeen: Timestamp, 
/**
 * The beginning of the note written last in it, in plain words.
 */
lastNote: string | null, };
export type Fit = { kind: FitKind, lesson: LessonId, 
/**
 * How long it takes at `rate`, in seconds; `None` when no player has told the lesson's length yet.
 */
seconds: number | null, 
/**
 * The learner's playback rate.
 */
rate: number, };
export type FitKind = "rest" | "whole" | "part" | "unknown";
export type Mark = "important" | "question" | "todo" | "done";
export type Note = { id: NoteId, lesson: LessonId, 
/**
 * The second of the video that it belongs to; `None` for the whole lesson.
 */
second: number | null, mark: Mark | null, 
/**
 * Markdown, as written.
 */
body: string, 
/**
 * The body as sanitised HTML.
 */
html: string, 
/**
 * The tags in the body, without their sign.
 */
tags: Array<string>, created: Timestamp, 
/**
 * When text, place or mark was changed last.
 */
updated: Timestamp, };
export type NoteDraft = { id: NoteId, lesson: LessonId, second: number | null, mark: Mark | null, body: string, };
export type NoteFilter = { lesson: LessonId | null, mark: Mark | null, 
/**
 * Without its sign, whatever its capitals.
 */
tag: string | null, };
export type NotesShown = { lessons: Array<LessonNotes>, 
/**
 * How many notes there are in all, whatever was looked for.
 */
total: number, 
/**
 * Whether more were found than are shown.
 */
more: boolean, 
/**
 * The tags that there are.
 */
tags: Array<string>, 
/**
 * How many notes are in the trash.
 */
trashed: number, };
export type LessonNotes = { lesson: LessonId, 
/**
 * In plain words.
 */
title: string, 
/**
 * `None` when the lesson is no longer in the course.
 */
number: number | null, notes: Array<Note>, };
export type TrashedNote = { note: Note, 
/**
 * In plain words.
 */
lessonTitle: string, 
/**
 * `None` when the lesson is no longer in the course.
 */
lessonNumber: number | null, deleted: Timestamp, };
export type RevisionId = number;
export type RevisionLabel = { revision: RevisionId, written: Timestamp, lessonTitle: string, second: number | null, mark: Mark | null, 
/**
 * Its first words.
 */
beginning: string, };
export type RevisionPage = { revision: RevisionId, 
/**
 * The body as sanitised HTML.
 */
html: string, 
/**
 * From the revision to the note as it is now.
 */
difference: Array<Piece>, };
export type Piece = { kind: PieceKind, text: string, };
export type PieceKind = "same" | "added" | "removed";
export type Search = { 
/**
 * Notes, the best first; then key ideas, cues and resources in the order of course, video and library.
 */
hits: Array<SearchHit>, 
/**
 * Whether there are more notes or cues than are given.
 */
more: boolean, };
export type SearchHit = { kind: HitKind, 
/**
 * `None` for a resource.
 */
lesson: LessonId | null, 
/**
 * The second of the video, of a cue and of a note that has one.
 */
second: number | null, 
/**
 * Of a note.
 */
note: NoteId | null, 
/**
 * Of a resource.
 */
resource: ResourceId | null, 
/**
 * Of a note that has one.
 */
mark: Mark | null, 
/**
 * The title of the lesson or of the resource, in plain words.
 */
title: string, 
/**
 * The words around, on one line, sanitised, with what was found in `<mark>`.
 */
html: string, };
export type HitKind = "note" | "ideas" | "cue" | "resource";
export type ExportChoice = { format: ExportFormat, 
/**
 * `None`: all.
 */
lessons: Array<LessonId> | null, 
/**
 * None of them: all notes, whatever their mark.
 */
marks: Array<Mark>, 
/**
 * None of them: all notes, whatever their tags.
 */
tags: Array<string>, 
/**
 * For PDF and Markdown: the course's key ideas before the notes of each lesson.
 */
keyIdeas: boolean, paper: Paper, largePrint: boolean, 
/**
 * Questions first, without their answers.
 */
studySheet: boolean, };
export type ExportFormat = "pdf" | "markdown" | "markdown-folder" | "json" | "anki";
export type Paper = "a4" | "letter";
export type Exported = { 
/**
 * The name of the file, or of a folder of files.
 */
file: string, folder: string, notes: number, 
/**
 * Of a PDF.
 */
pages: number | null, 
/**
 * Characters that no typeface of this computer has; each is shown as a mark.
 */
replaced: number, 
/**
 * Of Anki.
 */
cards: number | null, };
export type ExportStage = "collecting" | "setting" | "writing";
export type ImportKind = "json" | "markdown";
export type ImportCounts = { 
/**
 * Notes that were not here.
 */
added: number, 
/**
 * Notes that are newer in the file: what they were here becomes a revision.
 */
changed: number, 
/**
 * Notes that are newer here: what the file says becomes a revision.
 */
kept: number, 
/**
 * Notes that are the same.
 */
same: number, 
/**
 * Notes that are in the trash now, and were not before.
 */
trashed: number, 
/**
 * Revisions that were not here.
 */
revisions: number, 
/**
 * Lessons whose progress becomes another.
 */
lessons: number, 
/**
 * Whether a choice was taken.
 */
settings: boolean, };
export type ImportPreview = { 
/**
 * The file's name.
 */
file: string, kind: ImportKind, counts: ImportCounts, };
export type Imported = { counts: ImportCounts, 
/**
 * The name of the backup that was made before.
 */
backup: string | null, };
export type Settings = { appearance: Appearance, 
/**
 * Stands on the title page of the PDF; empty when not given. At most [`NAME_LIMIT`] characters are kept.
 */
learnerName: string, 
/**
 * Whether single letters control the video while no text field has the focus (WCAG 2.1.4).
 */
singleKeys: boolean, 
/**
 * The time that the learner said last on Home that they have.
 */
minutes: number | null, playback: PlaybackChoices, };
export type SettingsChange = { appearance?: Appearance, learnerName?: string, singleKeys?: boolean, 
/**
 * 1 to 1,440.
 */
minutes?: number, playback?: PlaybackChoices, };
export type PlaybackChoices = { 
/**
 * Playback rate, 0.25 to 3; 1 is normal.
 */
rate: number, 
/**
 * 0 to 1.
 */
volume: number, muted: boolean, captions: boolean, 
/**
 * Whether the picture takes the width of the window.
 */
theatre: boolean, };
export type Appearance = "system" | "light" | "dark";
export type Safety = { notes: number, 
/**
 * The data folder.
 */
folder: string, 
/**
 * How many backups there are.
 */
backups: number, last: BackupEntry | null, 
/**
 * Whether anything may have changed since the last backup.
 */
changedSince: boolean, 
/**
 * When a backup was last put back on trial, and held what it should.
 */
restoreTested: Timestamp | null, second: SecondFolder | null, 
/**
 * Why the last backup failed, in words.
 */
problem: string | null, };
export type BackupEntry = { 
/**
 * The file's name.
 */
id: string, made: Timestamp, occasion: Occasion, 
/**
 * Those in the trash left out; `None` when the file cannot be read.
 */
notes: number | null, lessonsDone: number, };
export type Occasion = "hourly" | "asked" | "migration" | "import" | "restore";
export type SecondFolder = { path: string, 
/**
 * When the copies there were last what they should be.
 */
lastCopy: Timestamp | null, };
export type RestorePreview = { backup: BackupEntry, notesNow: number, lessonsDoneNow: number, 
/**
 * Notes that are only in the backup.
 */
returning: NoteGroup, 
/**
 * Notes that are only here now.
 */
leaving: NoteGroup, 
/**
 * Notes that are in both, and not the same.
 */
different: NoteGroup, };
export type NoteGroup = { count: number, 
/**
 * The first of them: the lesson, the time, the first words.
 */
examples: Array<string>, };
export type Restored = { notes: number, 
/**
 * The name of the backup of what was there before.
 */
backup: string, };
export type Damage = { file: string, finding: Finding, 
/**
 * How many notes can be read; `None` when nothing can.
 */
readable: number | null, 
/**
 * The newest good backup, here or in the second folder.
 */
newest: BackupEntry | null, 
/**
 * How many of the readable notes the backup lacks, or has in an older state.
 */
newer: number, 
/**
 * The folder in which the damaged file will be kept.
 */
keptIn: string, };
export type Finding = "missing" | "damaged" | "not-a-database";
export type Recovery = "backup" | "readable" | "empty";
export type Recovered = { notes: number, 
/**
 * Where the damaged files are; `None` when there were none.
 */
keptIn: string | null, };
export type About = { version: string, };
export type System = { 
/**
 * Name and version.
 */
application: string, 
/**
 * Name and version, as far as they can be told.
 */
system: string, 
/**
 * Name and version, as far as they can be told.
 */
webview: string, linux: boolean, 
/**
 * The loopback page that tries to reach YouTube's hosts.
 */
checkPage: string, 
/**
 * What has to be allowed in a network for YouTube to play.
 */
hosts: Array<string>, };
export type WindowMode = "normal" | "compact" | "fullscreen";
export type WindowState = { mode: WindowMode, 
/**
 * Whether the window is kept in front of the others.
 */
onTop: boolean, };
export type CommandError = { code: string, message: string, };
