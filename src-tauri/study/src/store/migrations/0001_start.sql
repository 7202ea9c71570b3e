-- 'MLHC': what tells this database from every other SQLite file.
PRAGMA application_id = 0x4D4C4843;

-- The course as it was last loaded from its files: one row.
CREATE TABLE course (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    digest TEXT NOT NULL,
    title TEXT NOT NULL,
    short_title TEXT NOT NULL,
    published TEXT NOT NULL,
    about TEXT NOT NULL,
    answers TEXT NOT NULL, -- a JSON array of strings
    key_ideas_notice TEXT NOT NULL,
    affiliation_notice TEXT NOT NULL,
    author_name TEXT NOT NULL,
    author_about TEXT NOT NULL,
    author_site TEXT NOT NULL
) STRICT;

-- Lessons are never deleted: one that left the course has no number and keeps what hangs on it.
CREATE TABLE lesson (
    id TEXT PRIMARY KEY,
    number INTEGER CHECK (number > 0),
    title TEXT NOT NULL, -- Markdown
    video TEXT NOT NULL,
    covers TEXT NOT NULL,
    key_ideas TEXT NOT NULL, -- Markdown
    illustration TEXT NOT NULL -- SVG
) STRICT;

CREATE TABLE shelf (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE resource (
    id TEXT PRIMARY KEY,
    shelf TEXT NOT NULL REFERENCES shelf (id),
    place INTEGER NOT NULL,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    kind TEXT NOT NULL,
    host TEXT NOT NULL,
    url TEXT NOT NULL
) STRICT;

-- Seconds of video are REAL; moments are milliseconds since 1970.
CREATE TABLE progress (
    lesson TEXT PRIMARY KEY REFERENCES lesson (id),
    position REAL NOT NULL CHECK (position >= 0),
    duration REAL CHECK (duration > 0),
    rate REAL NOT NULL CHECK (rate > 0),
    completed_by TEXT CHECK (completed_by IN ('watching', 'hand')),
    pass INTEGER NOT NULL CHECK (pass > 0),
    updated INTEGER NOT NULL
) STRICT;

-- Only the rows of a lesson's current pass count; earlier passes are kept.
CREATE TABLE watched (
    lesson TEXT NOT NULL REFERENCES progress (lesson),
    pass INTEGER NOT NULL,
    start REAL NOT NULL,
    end REAL NOT NULL CHECK (end > start),
    PRIMARY KEY (lesson, pass, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    id TEXT PRIMARY KEY, -- a UUID
    lesson TEXT NOT NULL REFERENCES lesson (id),
    second INTEGER CHECK (second >= 0), -- NULL: the whole lesson
    body TEXT NOT NULL, -- Markdown
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER
) STRICT;

CREATE INDEX note_by_lesson ON note (lesson, second, created) WHERE deleted IS NULL;

CREATE TABLE attachment (
    lesson TEXT PRIMARY KEY REFERENCES lesson (id),
    path TEXT NOT NULL,
    attached INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
