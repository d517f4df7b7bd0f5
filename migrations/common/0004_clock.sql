-- +goose Up
-- The sandbox's clock: how far it is ahead of the real one. One row, which only grows.
CREATE TABLE clock (
    id                  BIGINT PRIMARY KEY,
    offset_microseconds BIGINT NOT NULL,
    CONSTRAINT clock_is_one CHECK (id = 1),
    CONSTRAINT clock_is_never_behind CHECK (offset_microseconds >= 0)
);
INSERT INTO clock (id, offset_microseconds) VALUES (1, 0);

-- Journeys of the time machine.
CREATE TABLE journeys (
    id          TEXT PRIMARY KEY,
    from_at     TIMESTAMPTZ NOT NULL,
    to_at       TIMESTAMPTZ NOT NULL,
    reached_at  TIMESTAMPTZ NOT NULL,
    state       TEXT NOT NULL,
    steps       BIGINT NOT NULL,
    asked_by    TEXT NOT NULL,
    said        TEXT NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    CONSTRAINT journey_states_are_known CHECK (state IN ('running', 'arrived', 'stopped')),
    CONSTRAINT journeys_go_forward CHECK (to_at > from_at),
    CONSTRAINT finished_journeys_have_a_time CHECK ((state = 'running') = (finished_at IS NULL))
);
CREATE UNIQUE INDEX one_journey_at_a_time ON journeys (state) WHERE state = 'running';

-- +goose Down
DROP TABLE journeys;
DROP TABLE clock;
