// The notes of a lesson beside its video, in an otherwise empty window. Import it after dom.js.
//
//   const { stream, store, field, rows, rest } = await openStream([note("a")]);
//   choose(rows()[0], "todo");
//   await rest();   // what waits for half a second has come

import { fakeRust, heard, settled, show, text } from "./dom.js";
import { NoteStream } from "../../../ui/components/note-stream.js";
import { Drafts } from "../../../ui/lib/drafts.js";
import { fakeClock } from "./clock.js";
import { aCourse } from "./course.js";
import { fakeStore } from "./notes.js";

/** A stream with these notes; the picture is at 3:42. */
export async function openStream(notes = [], { keepJournal = false, commands = {} } = {}) {
  if (!keepJournal) localStorage.clear();
  const clock = fakeClock();
  const store = fakeStore(notes);
  const rust = fakeRust({ save_note: store.saveNote, delete_note: store.deleteNote, restore_note: store.restoreNote,
    note_link: ({ note }) => `https://youtu.be/x?t=${store.kept.get(note).second}`, ...commands });
  const stream = new NoteStream({ clock, drafts: new Drafts() });
  const toasts = heard(stream, "toast");
  show(stream, { lesson: "models", lessons: aCourse().lessons, notes, second: 222 });
  await settled();
  const field = () => stream.querySelector("note-composer textarea");
  const rest = async (milliseconds = 500) => { await clock.pass(milliseconds); await settled(); };
  const rows = () => [...stream.querySelectorAll("note-row")];
  return { stream, store, clock, rust, toasts, field, rest, rows, status: () => text(stream.querySelector(".notes-status")) };
}

/** The text of a row, or of the field that it is. */
export const read = (row) => text(row.querySelector(".note-text") ?? row.querySelector("textarea"));
export const reads = (rows) => rows.map(read);

/** What stands in a row beside its text: its stamp and its mark. */
export const about = (row) => [text(row.querySelector(".note-stamp .figures") ?? row.querySelector(".note-stamp")), text(row.querySelector("note-mark"))];

export function types(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Opens the menu of a note and chooses. */
export function choose(note, choice) {
  note.querySelector(".note-more").click();
  note.querySelector(`[role=menu] [data-choice=${choice}]`).click();
}
