-- +goose Up
-- Browser sessions. The token here is a digest of the cookie's. Expiry is by the real clock.
CREATE TABLE sessions (
    token  TEXT PRIMARY KEY,
    data   BYTEA NOT NULL,
    expiry TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expiry);

-- +goose Down
DROP TABLE sessions;
