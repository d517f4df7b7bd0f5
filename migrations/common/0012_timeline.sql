-- +goose Up
-- What happened to an application or a loan, for people. Append only.
CREATE TABLE timeline (
    id    TEXT PRIMARY KEY,
    about TEXT NOT NULL,
    at    TIMESTAMPTZ NOT NULL,
    who   TEXT NOT NULL,
    what  TEXT NOT NULL,
    CONSTRAINT events_say_something CHECK (about <> '' AND who <> '' AND what <> '')
);
CREATE INDEX timeline_by_about ON timeline (about, at, id);

-- +goose Down
DROP TABLE timeline;
