-- What the pages of the server need: first steps, sessions, settings, and who changed what.

ALTER TABLE users ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN first_step TEXT NOT NULL DEFAULT 'none';
ALTER TABLE users ADD COLUMN password_set_at INTEGER;
ALTER TABLE users ADD COLUMN key_made_at INTEGER;
ALTER TABLE users ADD COLUMN last_token_at INTEGER;

-- Holds all that a sorted and filtered list looks at, so that it never reads the wide rows it leaves out.
CREATE INDEX users_listed ON users (
    first_name_folded, last_name_folded, email_folded, role, is_active, is_account_locked, is_api_enabled, last_login_at,
    created_at
);
-- Small, for counting all.
CREATE INDEX users_counted ON users (is_active, is_api_enabled);
-- The first of these two begins with it.
DROP INDEX users_by_first_name;

CREATE TABLE sessions (
    hash    BLOB    NOT NULL PRIMARY KEY,
    user_id TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    address TEXT    NOT NULL,
    agent   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_age ON sessions (made_at);

CREATE TABLE settings (
    name   TEXT    NOT NULL PRIMARY KEY,
    value  TEXT    NOT NULL,
    set_by TEXT    NOT NULL,
    set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Names are those of the time; searched is all text of an entry in lower case. People leave, their entries stay.
CREATE TABLE audit (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         INTEGER NOT NULL,
    who_id     TEXT,
    who        TEXT    NOT NULL,
    via        TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    subject_id TEXT,
    subject    TEXT    NOT NULL,
    field      TEXT    NOT NULL,
    from_value TEXT    NOT NULL,
    to_value   TEXT    NOT NULL,
    searched   TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_kind ON audit (kind);
CREATE INDEX audit_by_who ON audit (who_id);
CREATE INDEX audit_by_subject ON audit (subject_id);

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit list never changes');
END;

CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit list is never deleted');
END;
