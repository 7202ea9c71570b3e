-- For an hour, the step before this one made other tables for the search, and the step before that an index more. Whatever
-- form they have, they become the one that is meant; the program then fills them.
DROP TRIGGER IF EXISTS note_text_written;
DROP TRIGGER IF EXISTS note_text_changed;
DROP TRIGGER IF EXISTS note_text_gone;
DROP TRIGGER IF EXISTS note_gone;
DROP TABLE IF EXISTS note_word;
DROP TABLE IF EXISTS note_text;
DROP INDEX IF EXISTS revision_by_age;

-- The words of a note as they stand in the index, which can so be taken out of it again: half of what a save would
-- otherwise write to the index.
CREATE TABLE note_text (
    key INTEGER PRIMARY KEY,
    words TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE note_word USING fts5 (
    words, content = 'note_text', content_rowid = 'key', columnsize = 0, tokenize = 'ascii', prefix = '1 2 3'
);

CREATE TRIGGER note_text_written AFTER INSERT ON note_text BEGIN
    INSERT INTO note_word (rowid, words) VALUES (new.key, new.words);
END;

CREATE TRIGGER note_text_changed AFTER UPDATE OF words ON note_text BEGIN
    INSERT INTO note_word (note_word, rowid, words) VALUES ('delete', old.key, old.words);
    INSERT INTO note_word (rowid, words) VALUES (new.key, new.words);
END;

CREATE TRIGGER note_text_gone AFTER DELETE ON note_text BEGIN
    INSERT INTO note_word (note_word, rowid, words) VALUES ('delete', old.key, old.words);
END;

-- Whatever deletes a row, its words go with it: its number may be given to another.
CREATE TRIGGER note_gone AFTER DELETE ON note BEGIN
    DELETE FROM note_text WHERE key = old.key;
END;
