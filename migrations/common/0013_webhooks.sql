-- +goose Up
-- Every event of Mono whose secret was right, raw, once by its key. Acting on it is a job's work.
CREATE TABLE webhooks (
    id          TEXT PRIMARY KEY,
    event_key   TEXT NOT NULL,
    name        TEXT NOT NULL,
    body        BYTEA NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    state       TEXT NOT NULL,
    said        TEXT NOT NULL,
    finished_at TIMESTAMPTZ,
    CONSTRAINT webhooks_are_kept_once UNIQUE (event_key),
    CONSTRAINT webhook_states_are_known CHECK (state IN ('received', 'done', 'unknown', 'not_ours', 'unreadable'))
);
CREATE INDEX webhooks_by_time ON webhooks (received_at);

-- +goose Down
DROP TABLE webhooks;
