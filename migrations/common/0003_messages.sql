-- +goose Up
-- Every message that we sent or have to send to a person: the outbox.
CREATE TABLE messages (
    id         TEXT PRIMARY KEY,
    recipient  TEXT NOT NULL,
    subject    TEXT NOT NULL,
    body       TEXT NOT NULL,
    about      TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at    TIMESTAMPTZ,
    CONSTRAINT messages_have_a_recipient CHECK (recipient <> '')
);
CREATE INDEX messages_by_time ON messages (created_at);
CREATE INDEX messages_by_recipient ON messages (recipient, created_at);

-- +goose Down
DROP TABLE messages;
