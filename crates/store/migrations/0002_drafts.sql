-- Edits that were not saved yet. `base` is what the file said when they began.

CREATE TABLE drafts (
    number        INTEGER PRIMARY KEY,
    collection_id TEXT    NOT NULL,
    item_path     TEXT    NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    base          TEXT    NOT NULL,
    content       TEXT    NOT NULL,
    UNIQUE (collection_id, item_path)
) STRICT;
