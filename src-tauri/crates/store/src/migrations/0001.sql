-- Identities are never reused: a decision or a saved assessment may still name a removed source.
CREATE TABLE targets (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE sources (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    target      INTEGER NOT NULL REFERENCES targets (id),
    file        TEXT    NOT NULL,
    sha256      TEXT    NOT NULL,
    bytes       INTEGER NOT NULL,
    imported_at INTEGER NOT NULL, -- seconds since 1970-01-01 UTC
    format      TEXT    NOT NULL
) STRICT;
CREATE INDEX sources_of_target ON sources (target, sha256);

-- One row for each table found on a sheet; a sheet may hold more than one.
CREATE TABLE sheets (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    sheet    INTEGER NOT NULL, -- 0-based position in the workbook
    name     TEXT    NOT NULL,
    kind     TEXT,             -- NULL: none of the evidence tables
    mapping  TEXT    NOT NULL, -- JSON
    read     INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    blank     INTEGER NOT NULL,
    footer    INTEGER NOT NULL,
    cancelled INTEGER NOT NULL
) STRICT;
CREATE INDEX sheets_of_source ON sheets (source);

CREATE TABLE problems (
    id         INTEGER PRIMARY KEY,
    target     INTEGER NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    source     INTEGER REFERENCES sources (id) ON DELETE CASCADE, -- NULL: file not taken in
    code       TEXT    NOT NULL,
    severity   INTEGER NOT NULL, -- 0 info, 1 warning, 2 critical
    file       TEXT    NOT NULL,
    sheet      TEXT,
    row_number INTEGER,
    col        TEXT,
    args       TEXT    NOT NULL, -- JSON object
    rejected   TEXT              -- JSON array: the row as it was read
) STRICT;
CREATE INDEX problems_of_target ON problems (target);
CREATE INDEX problems_of_source ON problems (source);

-- Append only: undoing sets revoked_at, so the audit trail stays.
CREATE TABLE decisions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    target     INTEGER NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    body       TEXT    NOT NULL, -- JSON
    reason     TEXT    NOT NULL,
    decided_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX decisions_of_target ON decisions (target);

CREATE TABLE answers (
    target    INTEGER NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    framework TEXT    NOT NULL,
    question  TEXT    NOT NULL,
    choice    TEXT    NOT NULL,
    evidence  TEXT    NOT NULL,
    remark    TEXT    NOT NULL,
    PRIMARY KEY (target, framework, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE assessments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    target     INTEGER NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    framework  TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    body       TEXT    NOT NULL -- JSON
) STRICT;
CREATE INDEX assessments_of_target ON assessments (target);

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
