ALTER TABLE note ADD COLUMN mark TEXT CHECK (mark IN ('important', 'question', 'todo', 'done'));

-- The numbers of the rows come last in an index by themselves: notes of one second stand in the order of their writing.
CREATE INDEX note_by_mark ON note (mark, lesson, second, created) WHERE deleted IS NULL AND mark IS NOT NULL;
CREATE INDEX note_by_deletion ON note (deleted) WHERE deleted IS NOT NULL;

-- What a note was before it was changed.
CREATE TABLE revision (
    key INTEGER PRIMARY KEY,
    note INTEGER NOT NULL REFERENCES note (key) ON DELETE CASCADE,
    lesson TEXT NOT NULL REFERENCES lesson (id),
    second INTEGER CHECK (second >= 0),
    mark TEXT CHECK (mark IN ('important', 'question', 'todo', 'done')),
    body TEXT NOT NULL,
    written INTEGER NOT NULL, -- when the note became this
    taken INTEGER NOT NULL -- when it ceased to be this
) STRICT;

CREATE INDEX revision_by_note ON revision (note, taken);

-- The tags of the notes that are not in the trash, written by the program with each note.
CREATE TABLE note_tag (
    tag TEXT NOT NULL, -- as it is compared
    note INTEGER NOT NULL REFERENCES note (key) ON DELETE CASCADE,
    shown TEXT NOT NULL, -- as it was typed
    PRIMARY KEY (tag, note)
) STRICT, WITHOUT ROWID;

CREATE INDEX note_tag_by_note ON note_tag (note);

-- How many notes a lesson has, those in the trash left out: told without counting them each time.
CREATE TABLE note_count (
    lesson TEXT PRIMARY KEY REFERENCES lesson (id),
    notes INTEGER NOT NULL CHECK (notes >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO note_count SELECT lesson, count(*) FROM note WHERE deleted IS NULL GROUP BY lesson;

CREATE TRIGGER note_counted AFTER INSERT ON note WHEN new.deleted IS NULL BEGIN
    INSERT INTO note_count VALUES (new.lesson, 1) ON CONFLICT (lesson) DO UPDATE SET notes = notes + 1;
END;

CREATE TRIGGER note_recounted AFTER UPDATE OF lesson, deleted ON note
WHEN old.lesson <> new.lesson OR (old.deleted IS NULL) <> (new.deleted IS NULL) BEGIN
    UPDATE note_count SET notes = notes - 1 WHERE lesson = old.lesson AND old.deleted IS NULL;
    INSERT INTO note_count SELECT new.lesson, 1 WHERE new.deleted IS NULL
    ON CONFLICT (lesson) DO UPDATE SET notes = notes + 1;
END;

CREATE TRIGGER note_uncounted AFTER DELETE ON note WHEN old.deleted IS NULL BEGIN
    UPDATE note_count SET notes = notes - 1 WHERE lesson = old.lesson;
END;
