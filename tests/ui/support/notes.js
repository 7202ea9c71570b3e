// A database of notes that answers when it is told to.
//
//   const store = fakeStore();
//   store.holds = true;            // commits wait
//   store.release();               // … and return
//   store.breaks({ code, message });

export function fakeStore(notes = []) {
  const kept = new Map(notes.map((note) => [note.id, note]));
  const log = [];
  let waiting = [];
  let failure = null;
  const noSuchNote = { code: "no-such-note", message: "There is no such note." };
  const store = {
    kept, log, holds: false,
    bodies: () => [...kept.values()].filter(({ deleted }) => !deleted).map(({ body }) => body),
    saves: () => log.filter(([what]) => what === "save").map(([, draft]) => draft),
    breaks(error) { failure = error; },
    release() {
      for (const go of waiting) go();
      waiting = [];
    },
    async answer(work) {
      if (store.holds) await new Promise((resolve) => waiting.push(resolve));
      if (failure) throw failure;
      return work();
    },
    saveNote({ draft }) {
      log.push(["save", draft]);
      return store.answer(() => {
        const note = { ...draft, html: `<p>${draft.body}</p>`, created: 1, updated: 2 };
        kept.set(draft.id, note);
        return note;
      });
    },
    deleteNote({ note }) {
      log.push(["delete", note]);
      return store.answer(() => {
        if (!kept.has(note)) throw noSuchNote;
        kept.set(note, { ...kept.get(note), deleted: true });
        return null;
      });
    },
    restoreNote({ note }) {
      log.push(["restore", note]);
      return store.answer(() => {
        const { deleted, ...restored } = kept.get(note);
        kept.set(note, restored);
        return restored;
      });
    },
  };
  return store;
}
