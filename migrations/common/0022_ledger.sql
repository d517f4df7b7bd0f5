-- +goose Up
-- Double entry. A journal is one event; its lines' sides sum to the same. Both tables are
-- append-only (0023): a mistake is reversed by a mirror journal.
CREATE TABLE journals (
    id        TEXT PRIMARY KEY,
    event     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    loan_id   TEXT NOT NULL REFERENCES loans (id),
    value_on  DATE NOT NULL,
    booked_at TIMESTAMPTZ NOT NULL,
    booked_by TEXT NOT NULL,
    reverses  TEXT REFERENCES journals (id),
    CONSTRAINT events_are_booked_once UNIQUE (event),
    CONSTRAINT journals_are_reversed_once UNIQUE (reverses),
    CONSTRAINT reversals_name_what_they_reverse CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
);
CREATE INDEX journals_by_loan ON journals (loan_id, booked_at);
CREATE INDEX journals_by_day ON journals (value_on);

CREATE TABLE journal_lines (
    journal_id TEXT NOT NULL REFERENCES journals (id),
    line       BIGINT NOT NULL,
    loan_id    TEXT NOT NULL REFERENCES loans (id),
    account    TEXT NOT NULL,
    side       TEXT NOT NULL,
    currency   TEXT NOT NULL,
    amount     BIGINT NOT NULL,
    instalment BIGINT NOT NULL,
    PRIMARY KEY (journal_id, line),
    CONSTRAINT lines_have_a_side CHECK (side IN ('debit', 'credit')),
    CONSTRAINT lines_are_above_zero CHECK (amount > 0)
);
CREATE INDEX journal_lines_by_loan ON journal_lines (loan_id, account);

-- +goose Down
DROP TABLE journal_lines;
DROP TABLE journals;
