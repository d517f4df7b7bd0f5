-- +goose Up
-- Complaints and requests to a person, each with its clock (FCCPC 2025: acknowledged in 24 hours,
-- resolved in 48). The application that it is about may be absent.
CREATE TABLE complaints (
    id              TEXT PRIMARY KEY,
    number          TEXT NOT NULL,
    borrower_id     TEXT NOT NULL,
    name            TEXT NOT NULL,
    email           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    about           TEXT NOT NULL,
    text            TEXT NOT NULL,
    state           TEXT NOT NULL,
    made_at         TIMESTAMPTZ NOT NULL,
    acknowledge_by  TIMESTAMPTZ NOT NULL,
    resolve_by      TIMESTAMPTZ NOT NULL,
    acknowledged_at TIMESTAMPTZ,
    resolved_at     TIMESTAMPTZ,
    handled_by      TEXT NOT NULL,
    answer          TEXT NOT NULL,
    CONSTRAINT complaints_have_a_number_each UNIQUE (number),
    CONSTRAINT complaint_kinds_are_known CHECK (kind IN ('complaint', 'review', 'correction', 'erasure', 'more_time', 'payday', 'pay_early', 'cancel')),
    CONSTRAINT complaint_states_are_known CHECK (state IN ('open', 'acknowledged', 'resolved')),
    CONSTRAINT complaints_say_something CHECK (text <> ''),
    CONSTRAINT acknowledged_complaints_have_a_person CHECK (state = 'open' OR (acknowledged_at IS NOT NULL AND handled_by <> '')),
    CONSTRAINT resolved_complaints_have_an_answer CHECK (state <> 'resolved' OR (resolved_at IS NOT NULL AND answer <> ''))
);
CREATE INDEX complaints_by_borrower ON complaints (borrower_id, made_at);
CREATE INDEX complaints_by_clock ON complaints (state, resolve_by);
-- One open review of one decision, one open request to delete: a second press finds the first.
CREATE UNIQUE INDEX one_open_request_of_a_kind ON complaints (borrower_id, kind, about)
    WHERE state <> 'resolved' AND kind <> 'complaint';

-- +goose Down
DROP TABLE complaints;
