-- What can be searched, now in all scripts: the program reads the words and writes them here with each note and cue, and
-- the tokeniser only parts them. The numbers of the rows are those of note and cue.
DROP TRIGGER note_written;
DROP TRIGGER note_changed;
DROP TRIGGER note_gone;
DROP TRIGGER cue_kept;
DROP TRIGGER cue_gone;
DROP TABLE note_word;
DROP TABLE cue_word;
DROP VIEW live_note;

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

CREATE VIRTUAL TABLE cue_word USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
);

-- Whatever deletes a row, its words go with it: its number may be given to another.
CREATE TRIGGER note_gone AFTER DELETE ON note BEGIN
    DELETE FROM note_text WHERE key = old.key;
END;

CREATE TRIGGER cue_gone AFTER DELETE ON cue BEGIN
    DELETE FROM cue_word WHERE rowid = old.key;
END;
