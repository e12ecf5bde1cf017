-- Answers that are too long for their row, or no text, lie as files in `bodies/`, named by the row's number. `kept_bytes` is
-- the length of that file; `is_body_gone` says that there was one and that it made room for others.

ALTER TABLE history ADD COLUMN kept_bytes INTEGER;
ALTER TABLE history ADD COLUMN is_body_gone INTEGER NOT NULL DEFAULT 0;
CREATE INDEX history_bodies ON history (id, kept_bytes) WHERE kept_bytes IS NOT NULL;
