// The one door to Rust: a function for each command, and `on` for the events that Rust sends.
// No other file knows `__TAURI__`. Every command rejects with a `CommandError`.

/** @import * as t from "./types.js" */

/**
 * @typedef {object} Tauri
 * @property {{ invoke: (command: string, args?: Record<string, unknown>) => Promise<any> }} core
 * @property {{ listen: (event: string, fn: (event: { payload: any }) => void) => Promise<() => void> }} event
 */

/**
 * The events, and what each carries.
 * @typedef {{ "study-changed": null, "close-requested": null, "export-stage": t.ExportStage, "files-dropped": null,
 *   "watch-window-closed": null, "window-mode": t.WindowState, "backup-failed": null }} Events
 */

/** @returns {Tauri} */
const tauri = () => /** @type {any} */ (window).__TAURI__;

/**
 * @param {string} command
 * @param {Record<string, unknown>} [args]
 * @returns {Promise<any>}
 */
async function invoke(command, args) {
  return tauri().core.invoke(command, args);
}

/**
 * Calls `fn` at each `event` until the returned function is called.
 * @template {keyof Events} E
 * @param {E} event
 * @param {(payload: Events[E]) => void} fn
 * @returns {Promise<() => void>}
 */
export async function on(event, fn) {
  return tauri().event.listen(event, ({ payload }) => fn(payload));
}

// The course

/** @returns {Promise<t.Course>} */
export const course = () => invoke("course");

/** @returns {Promise<t.Overview>} */
export const overview = () => invoke("overview");

/**
 * @param {{ lesson: string }} args
 * @returns {Promise<t.LessonPage>}
 */
export const lesson = (args) => invoke("lesson", args);

// Progress

/**
 * @param {{ lesson: string, report: t.ProgressReport }} args
 * @returns {Promise<t.Progress>}
 */
export const saveProgress = (args) => invoke("save_progress", args);

/**
 * @param {{ lesson: string, completed: boolean }} args
 * @returns {Promise<t.Progress>}
 */
export const markLesson = (args) => invoke("mark_lesson", args);

// Notes

/**
 * The first of those that are looked for.
 * @param {{ filter: t.NoteFilter, limit: number }} args
 * @returns {Promise<t.NotesShown>}
 */
export const notes = (args) => invoke("notes", args);

/**
 * Makes the note or changes it; a deleted one comes back.
 * @param {{ draft: t.NoteDraft }} args
 * @returns {Promise<t.Note>}
 */
export const saveNote = (args) => invoke("save_note", args);

/**
 * @param {{ note: string }} args
 * @returns {Promise<null>}
 */
export const deleteNote = (args) => invoke("delete_note", args);

/**
 * @param {{ note: string }} args
 * @returns {Promise<t.Note>}
 */
export const restoreNote = (args) => invoke("restore_note", args);

/**
 * The address at which YouTube plays what the note is about.
 * @param {{ note: string }} args
 * @returns {Promise<string>}
 */
export const noteLink = (args) => invoke("note_link", args);

/** @returns {Promise<t.TrashedNote[]>} the last that was deleted first */
export const trash = () => invoke("trash");

/** @returns {Promise<number>} how many notes are gone */
export const emptyTrash = () => invoke("empty_trash");

/**
 * @param {{ note: string }} args
 * @returns {Promise<t.RevisionLabel[]>} the newest first
 */
export const noteHistory = (args) => invoke("note_history", args);

/**
 * @param {{ revision: number }} args
 * @returns {Promise<t.RevisionPage>}
 */
export const revision = (args) => invoke("revision", args);

/**
 * Makes the note what it was then; what it is now becomes a revision.
 * @param {{ revision: number }} args
 * @returns {Promise<t.Note>}
 */
export const restoreRevision = (args) => invoke("restore_revision", args);

// The learner's own video; null when the dialog was cancelled

/**
 * @param {{ lesson: string }} args
 * @returns {Promise<t.FileSource | null>}
 */
export const attachVideo = (args) => invoke("attach_video", args);

/**
 * @param {{ lesson: string }} args
 * @returns {Promise<null>}
 */
export const detachVideo = (args) => invoke("detach_video", args);

// Many of them at once: what was found is told by name and number, and kept by number

/** @returns {Promise<t.Match | null>} null when the dialog was cancelled */
export const chooseVideoFolder = () => invoke("choose_video_folder");

/** @returns {Promise<t.Match | null>} what was dropped on the window last */
export const droppedFiles = () => invoke("dropped_files");

/**
 * @param {{ choices: t.MatchChoice[] }} args
 * @returns {Promise<t.Kept>}
 */
export const keepMatches = (args) => invoke("keep_matches", args);

// Captions

/**
 * @param {{ lesson: string }} args
 * @returns {Promise<t.Transcript | null>}
 */
export const transcript = (args) => invoke("transcript", args);

/**
 * @param {{ lesson: string }} args
 * @returns {Promise<t.TranscriptSource | null>} null when the dialog was cancelled
 */
export const attachCaptions = (args) => invoke("attach_captions", args);

/**
 * @param {{ lesson: string }} args
 * @returns {Promise<null>}
 */
export const removeCaptions = (args) => invoke("remove_captions", args);

// Copies of the course's PDFs

/** @returns {Promise<t.KeptCopy[]>} */
export const libraryCopies = () => invoke("library_copies");

/**
 * @param {{ resource: string }} args
 * @returns {Promise<t.KeptCopy | null>} null when the dialog was cancelled
 */
export const attachCopy = (args) => invoke("attach_copy", args);

/**
 * @param {{ resource: string }} args
 * @returns {Promise<null>}
 */
export const openCopy = (args) => invoke("open_copy", args);

/**
 * @param {{ resource: string }} args
 * @returns {Promise<null>}
 */
export const removeCopy = (args) => invoke("remove_copy", args);

// Finding, and what fits into the time there is

/**
 * @param {{ query: string }} args
 * @returns {Promise<t.Search>}
 */
export const search = (args) => invoke("search", args);

/**
 * @param {{ minutes: number }} args
 * @returns {Promise<t.Fit | null>} null when every lesson is done
 */
export const whatFits = (args) => invoke("what_fits", args);

// The window, and a second one with YouTube's own page

/**
 * @param {{ mode: t.WindowMode }} args
 * @returns {Promise<t.WindowState>}
 */
export const setWindowMode = (args) => invoke("set_window_mode", args);

/**
 * @param {{ lesson: string, second: number }} args
 * @returns {Promise<null>}
 */
export const openWatchWindow = (args) => invoke("open_watch_window", args);

/** @returns {Promise<null>} */
export const closeWatchWindow = () => invoke("close_watch_window");

// What opens in the browser

/**
 * @param {{ resource: string }} args
 * @returns {Promise<null>}
 */
export const openResource = (args) => invoke("open_resource", args);

/**
 * @param {{ url: string }} args
 * @returns {Promise<null>}
 */
export const openLink = (args) => invoke("open_link", args);

/**
 * @param {{ lesson: string, second: number }} args
 * @returns {Promise<null>}
 */
export const openOnYoutube = (args) => invoke("open_on_youtube", args);

// What is taken away, and what is brought back; null when the system's dialog was cancelled

/**
 * @param {{ choice: t.ExportChoice }} args
 * @returns {Promise<t.Exported | null>}
 */
export const exportNotes = (args) => invoke("export_notes", args);

/** @returns {Promise<null>} */
export const cancelExport = () => invoke("cancel_export");

/** @returns {Promise<null>} */
export const openExported = () => invoke("open_exported");

/** @returns {Promise<null>} */
export const showExported = () => invoke("show_exported");

/**
 * Reads a file and changes nothing yet.
 * @param {{ lesson: string | null }} args where notes of a Markdown file go that name no lesson
 * @returns {Promise<t.ImportPreview | null>}
 */
export const chooseImport = (args) => invoke("choose_import", args);

/**
 * What was looked at last, all of it or nothing.
 * @returns {Promise<t.Imported>}
 */
export const carryOutImport = () => invoke("carry_out_import");

// Backups, and the proof of them; null when the system's dialog was cancelled

/** @returns {Promise<t.Safety>} */
export const safety = () => invoke("safety");

/**
 * Makes a backup, and tests restoring from it.
 * @returns {Promise<t.Safety>}
 */
export const backUpNow = () => invoke("back_up_now");

/**
 * Why a backup failed, if that was not told yet: whoever asks tells it.
 * @returns {Promise<string | null>}
 */
export const backupNotice = () => invoke("backup_notice");

/** @returns {Promise<t.Safety | null>} */
export const chooseSecondFolder = () => invoke("choose_second_folder");

/** @returns {Promise<t.Safety>} */
export const forgetSecondFolder = () => invoke("forget_second_folder");

/** @returns {Promise<t.BackupEntry[]>} the newest first */
export const backupList = () => invoke("backup_list");

/**
 * Looks at a backup and changes nothing yet.
 * @param {{ backup: string }} args
 * @returns {Promise<t.RestorePreview>}
 */
export const previewRestore = (args) => invoke("preview_restore", args);

/** @returns {Promise<t.RestorePreview | null>} */
export const chooseBackupFile = () => invoke("choose_backup_file");

/**
 * Restores what was looked at last, if that is this backup; what was there before is backed up first.
 * @param {{ backup: string }} args
 * @returns {Promise<t.Restored>}
 */
export const carryOutRestore = (args) => invoke("carry_out_restore", args);

/** @returns {Promise<t.Restored>} */
export const undoRestore = () => invoke("undo_restore");

// A database that cannot be read

/** @returns {Promise<t.Damage>} */
export const damage = () => invoke("damage");

/**
 * @param {{ how: t.Recovery }} args
 * @returns {Promise<t.Recovered>}
 */
export const recover = (args) => invoke("recover", args);

// Settings, and where everything lies

/** @returns {Promise<t.Settings>} */
export const settings = () => invoke("settings");

/**
 * What the change does not name stays as it is.
 * @param {{ change: t.SettingsChange }} args
 * @returns {Promise<t.Settings>}
 */
export const saveSettings = (args) => invoke("save_settings", args);

/** @returns {Promise<null>} */
export const showDataFolder = () => invoke("show_data_folder");

/** @returns {Promise<null>} */
export const forgetYoutube = () => invoke("forget_youtube");

/**
 * @param {{ confirmation: string }} args must be exactly "delete everything"
 * @returns {Promise<null>}
 */
export const deleteEverything = (args) => invoke("delete_everything", args);

/** @returns {Promise<t.System>} */
export const system = () => invoke("system");

/** @returns {Promise<t.About>} */
export const about = () => invoke("about");

/**
 * Says that everything is saved and the window may go.
 * @returns {Promise<null>}
 */
export const closeWindow = () => invoke("close_window");
