-- Few tables: each costs about 5 µs at every start, when SQLite reads the schema.

CREATE TABLE history (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms           INTEGER NOT NULL,
    workspace       TEXT    NOT NULL,
    collection_id   TEXT,
    collection_name TEXT,
    item_path       TEXT,
    method          TEXT    NOT NULL,
    url             TEXT    NOT NULL,
    status          INTEGER,
    reason          TEXT,
    duration_us     INTEGER NOT NULL,
    body_bytes      INTEGER NOT NULL,
    failure         TEXT,
    is_trimmed      INTEGER NOT NULL,
    -- Large columns stand last, so that a list never reads the pages they overflow to.
    request         TEXT,
    exchange        TEXT
) STRICT;

CREATE TABLE tokens (
    number          INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    collection_id   TEXT,
    collection_name TEXT,
    environment     TEXT,
    config_key      TEXT    NOT NULL,
    token_type      TEXT    NOT NULL,
    scope           TEXT,
    received_at_ms  INTEGER NOT NULL,
    expires_at_ms   INTEGER,
    -- Access token, further members of the answer and the configuration that fetched it, encrypted.
    sealed          BLOB    NOT NULL
) STRICT;

CREATE TABLE cookies (
    workspace     TEXT    NOT NULL,
    domain        TEXT    NOT NULL,
    path          TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    is_host_only  INTEGER NOT NULL,
    is_secure     INTEGER NOT NULL,
    is_http_only  INTEGER NOT NULL,
    same_site     TEXT,
    expires_at    INTEGER,
    set_at_ms     INTEGER NOT NULL,
    sealed        BLOB    NOT NULL,
    PRIMARY KEY (workspace, domain, path, name)
) STRICT, WITHOUT ROWID;

-- Everything small: settings, active environments, current values, chosen tokens, collections opened by path.
CREATE TABLE remembered (
    topic  TEXT NOT NULL,
    owner  TEXT NOT NULL,
    part   TEXT NOT NULL,
    name   TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (topic, owner, part, name)
) STRICT, WITHOUT ROWID;
