-- +goose Up
-- When it changes, every session that was begun before is over.
ALTER TABLE users ADD COLUMN session_epoch BIGINT NOT NULL DEFAULT 0;

-- One-time links that let a person who lost the password choose another one. Only digests are kept.
CREATE TABLE password_resets (
    digest     TEXT PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ,
    CONSTRAINT password_resets_expire CHECK (expires_at > created_at)
);
CREATE INDEX password_resets_by_user ON password_resets (user_id);

-- Letters that the queue gave up are looked for again.
CREATE INDEX messages_unsent ON messages (created_at) WHERE sent_at IS NULL;

-- What this database was begun as. The key is the sandbox's own, for play data; the key of a live
-- system is configured, and only a check value of it is here, so that another one is refused.
CREATE TABLE installation (
    id          BIGINT PRIMARY KEY,
    mode        TEXT NOT NULL,
    sandbox_key TEXT NOT NULL,
    key_check   TEXT NOT NULL,
    begun_at    TIMESTAMPTZ NOT NULL,
    CONSTRAINT there_is_one_installation CHECK (id = 1),
    CONSTRAINT installation_modes_are_known CHECK (mode IN ('sandbox', 'test', 'live')),
    CONSTRAINT only_sandboxes_keep_their_key CHECK (mode = 'sandbox' OR sandbox_key = '')
);
-- A database from before this table that has the sandbox's staff is a sandbox's.
INSERT INTO installation (id, mode, sandbox_key, key_check, begun_at)
    SELECT 1, 'sandbox', '', '', created_at FROM users WHERE email = 'officer@lendwright.example';

-- A BVN is needed until the application ends; after that its last four digits stay.
UPDATE applications SET bvn = CASE WHEN bvn_last4 = '' THEN '' ELSE '*******' || bvn_last4 END
    WHERE state IN ('declined', 'lapsed', 'withdrawn');

-- +goose Down
DROP TABLE installation;
DROP INDEX messages_unsent;
DROP TABLE password_resets;
ALTER TABLE users DROP COLUMN session_epoch;
