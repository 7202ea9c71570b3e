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

CREATE VIRTUAL TABLE note_word USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
);

CREATE VIRTUAL TABLE cue_word USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
);

-- Whatever deletes a row, its words go with it: its number may be given to another.
CREATE TRIGGER note_gone AFTER DELETE ON note BEGIN
    DELETE FROM note_word WHERE rowid = old.key;
END;

CREATE TRIGGER cue_gone AFTER DELETE ON cue BEGIN
    DELETE FROM cue_word WHERE rowid = old.key;
END;
