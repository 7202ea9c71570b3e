-- Speed is the learner's and no longer a lesson's: the one that they used last becomes their choice.
INSERT OR IGNORE INTO setting
SELECT 'playback', json_object('rate', rate) FROM progress
WHERE rate <> 1 AND rate BETWEEN 0.25 AND 3 ORDER BY updated DESC LIMIT 1;

ALTER TABLE progress DROP COLUMN rate;

-- A note's number in the table, which the search below points to, gets a name: one that SQLite gives by itself is not
-- promised to last.
CREATE TABLE note_with_key (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, -- a UUID
    lesson TEXT NOT NULL REFERENCES lesson (id),
    second INTEGER CHECK (second >= 0), -- NULL: the whole lesson
    body TEXT NOT NULL, -- Markdown
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER
) STRICT;

INSERT INTO note_with_key (id, lesson, second, body, created, updated, deleted)
SELECT id, lesson, second, body, created, updated, deleted FROM note ORDER BY created, rowid;

DROP TABLE note;
ALTER TABLE note_with_key RENAME TO note;

CREATE INDEX note_by_lesson ON note (lesson, second, created) WHERE deleted IS NULL;

-- Captions of a lesson, from a file of the learner's. The file is not needed again.
CREATE TABLE transcript (
    lesson TEXT PRIMARY KEY REFERENCES lesson (id),
    name TEXT NOT NULL, -- the file's
    kept INTEGER NOT NULL,
    skipped INTEGER NOT NULL CHECK (skipped >= 0), -- cues that could not be read
    encoding TEXT NOT NULL
) STRICT;

CREATE TABLE cue (
    key INTEGER PRIMARY KEY,
    lesson TEXT NOT NULL REFERENCES transcript (lesson),
    start REAL NOT NULL CHECK (start >= 0),
    end REAL NOT NULL CHECK (end >= start),
    text TEXT NOT NULL
) STRICT;

CREATE INDEX cue_by_lesson ON cue (lesson, start);

-- Files in library/ of the data folder. No reference to resource, whose rows are replaced with the course.
CREATE TABLE copy (
    resource TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    kept INTEGER NOT NULL
) STRICT;

-- What can be searched. The words point to the tables above, which hold the text; triggers keep them in step.
CREATE VIEW live_note AS SELECT key, body FROM note WHERE deleted IS NULL;

CREATE VIRTUAL TABLE note_word USING fts5 (
    body, content = 'live_note', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE VIRTUAL TABLE cue_word USING fts5 (
    text, content = 'cue', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER note_written AFTER INSERT ON note WHEN new.deleted IS NULL BEGIN
    INSERT INTO note_word (rowid, body) VALUES (new.key, new.body);
END;

CREATE TRIGGER note_changed AFTER UPDATE OF body, deleted ON note
WHEN old.body <> new.body OR (old.deleted IS NULL) <> (new.deleted IS NULL) BEGIN
    INSERT INTO note_word (note_word, rowid, body) SELECT 'delete', old.key, old.body WHERE old.deleted IS NULL;
    INSERT INTO note_word (rowid, body) SELECT new.key, new.body WHERE new.deleted IS NULL;
END;

CREATE TRIGGER note_gone AFTER DELETE ON note WHEN old.deleted IS NULL BEGIN
    INSERT INTO note_word (note_word, rowid, body) VALUES ('delete', old.key, old.body);
END;

-- A cue is never changed.
CREATE TRIGGER cue_kept AFTER INSERT ON cue BEGIN
    INSERT INTO cue_word (rowid, text) VALUES (new.key, new.text);
END;

CREATE TRIGGER cue_gone AFTER DELETE ON cue BEGIN
    INSERT INTO cue_word (cue_word, rowid, text) VALUES ('delete', old.key, old.text);
END;

INSERT INTO note_word (note_word) VALUES ('rebuild');
