-- +goose Up
-- Contracts and what falls due on them. There is no balance here: balances are sums of journal_lines.
CREATE TABLE loans (
    id              TEXT PRIMARY KEY,
    number          TEXT NOT NULL,
    application_id  TEXT NOT NULL,
    borrower_id     TEXT NOT NULL,
    currency        TEXT NOT NULL,
    principal       BIGINT NOT NULL,
    total_due       BIGINT NOT NULL,
    terms           JSONB NOT NULL,
    schedule        JSONB NOT NULL,
    state           TEXT NOT NULL,
    opened_at       TIMESTAMPTZ NOT NULL,
    disbursed_on    DATE,
    closed_on       DATE,
    next_attempt_on DATE NOT NULL,
    stopped_why     TEXT NOT NULL,
    resumed_at      TIMESTAMPTZ,
    CONSTRAINT loans_have_a_number_each UNIQUE (number),
    CONSTRAINT one_loan_per_application UNIQUE (application_id),
    CONSTRAINT loan_states_are_known CHECK (state IN ('awaiting_mandate', 'disbursing', 'active', 'closed', 'cancelled')),
    CONSTRAINT loans_lend_something CHECK (principal > 0 AND total_due > 0),
    CONSTRAINT loans_paid_out_have_a_day CHECK ((state IN ('active', 'closed')) = (disbursed_on IS NOT NULL)),
    CONSTRAINT closed_loans_have_a_day CHECK ((state = 'closed') = (closed_on IS NOT NULL))
);
CREATE INDEX loans_by_borrower ON loans (borrower_id, opened_at);
CREATE INDEX loans_by_state ON loans (state, opened_at);

-- One row for each due date. accrued_on and paid_on say that nothing more has to be looked for; the
-- partial indexes hold only what is open, so that a run's cost grows with what is due.
CREATE TABLE instalments (
    loan_id    TEXT NOT NULL REFERENCES loans (id),
    n          BIGINT NOT NULL,
    due_on     DATE NOT NULL,
    principal  BIGINT NOT NULL,
    interest   BIGINT NOT NULL,
    fees       BIGINT NOT NULL,
    accrued_on DATE,
    paid_on    DATE,
    PRIMARY KEY (loan_id, n),
    CONSTRAINT instalments_are_not_negative CHECK (principal >= 0 AND interest >= 0 AND fees >= 0),
    CONSTRAINT paid_instalments_were_in_the_books CHECK (paid_on IS NULL OR accrued_on IS NOT NULL)
);
CREATE INDEX instalments_to_pay ON instalments (due_on, loan_id) WHERE paid_on IS NULL;
CREATE INDEX instalments_to_accrue ON instalments (due_on, loan_id) WHERE accrued_on IS NULL;

-- +goose Down
DROP TABLE instalments;
DROP TABLE loans;
