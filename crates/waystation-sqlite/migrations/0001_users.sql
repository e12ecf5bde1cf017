-- People, what the server noted about itself, and mails which wait.
-- Times are milliseconds since 1970. *_folded columns hold lower-case text for comparing without regard to case.

CREATE TABLE users (
    id                           TEXT    NOT NULL PRIMARY KEY,
    first_name                   TEXT    NOT NULL,
    first_name_folded            TEXT    NOT NULL,
    last_name                    TEXT    NOT NULL,
    last_name_folded             TEXT    NOT NULL,
    email                        TEXT    NOT NULL,
    email_folded                 TEXT    NOT NULL,
    role                         TEXT    NOT NULL,
    default_worker_tag           TEXT    NOT NULL,
    schedules_jobs               INTEGER NOT NULL,
    prioritizes_jobs             INTEGER NOT NULL,
    assigns_jobs                 INTEGER NOT NULL,
    creates_collections          INTEGER NOT NULL,
    manages_dcm                  INTEGER NOT NULL,
    shares_dcm_for_execution     INTEGER NOT NULL,
    shares_dcm_for_collaboration INTEGER NOT NULL,
    manages_dcm_vaults           INTEGER NOT NULL,
    is_api_enabled               INTEGER NOT NULL,
    default_credential_id        TEXT    NOT NULL,
    is_account_locked            INTEGER NOT NULL,
    is_active                    INTEGER NOT NULL,
    is_validated                 INTEGER NOT NULL,
    last_login_at                INTEGER,
    time_zone                    TEXT    NOT NULL,
    language                     TEXT    NOT NULL,
    created_at                   INTEGER NOT NULL,
    key_generation               INTEGER NOT NULL DEFAULT 1,
    api_key                      TEXT,
    sealed_secret                BLOB,
    password_hash                TEXT
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX users_by_email ON users (email_folded);
CREATE UNIQUE INDEX users_by_api_key ON users (api_key) WHERE api_key IS NOT NULL;
CREATE INDEX users_by_first_name ON users (first_name_folded);
CREATE INDEX users_by_last_name ON users (last_name_folded);
CREATE INDEX users_by_role ON users (role);
CREATE INDEX users_by_creation ON users (created_at);

CREATE TABLE facts (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    id         TEXT    NOT NULL PRIMARY KEY,
    user_id    TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_user ON outbox (user_id);
