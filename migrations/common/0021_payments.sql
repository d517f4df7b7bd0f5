-- +goose Up
-- Borrowers as Mono knows them.
CREATE TABLE mono_customers (
    borrower_id TEXT PRIMARY KEY,
    mono_id     TEXT NOT NULL,
    CONSTRAINT mono_customers_have_an_id CHECK (mono_id <> '')
);

CREATE TABLE mandates (
    id             TEXT PRIMARY KEY,
    loan_id        TEXT NOT NULL REFERENCES loans (id),
    borrower_id    TEXT NOT NULL,
    reference      TEXT NOT NULL,
    mono_id        TEXT NOT NULL,
    state          TEXT NOT NULL,
    currency       TEXT NOT NULL,
    ceiling        BIGINT NOT NULL,
    collected      BIGINT NOT NULL,
    starts_on      DATE NOT NULL,
    ends_on        DATE NOT NULL,
    authorise_url  TEXT NOT NULL,
    bank           TEXT NOT NULL,
    bank_code      TEXT NOT NULL,
    account_number TEXT NOT NULL,
    account_name   TEXT NOT NULL,
    planned_at     TIMESTAMPTZ NOT NULL,
    approved_at    TIMESTAMPTZ,
    ready_at       TIMESTAMPTZ,
    checked_at     TIMESTAMPTZ NOT NULL,
    CONSTRAINT mandates_have_a_reference_each UNIQUE (reference),
    CONSTRAINT mandate_references_fit_mono CHECK (length(reference) BETWEEN 10 AND 24),
    CONSTRAINT mandate_states_are_known CHECK (state IN ('planned', 'initiated', 'approved', 'ready', 'paused', 'rejected', 'cancelled', 'expired')),
    CONSTRAINT mandates_in_use_are_known_to_mono CHECK (state IN ('planned', 'cancelled') OR mono_id <> ''),
    CONSTRAINT mandates_allow_something CHECK (ceiling > 0 AND collected >= 0),
    CONSTRAINT mandates_end_after_they_start CHECK (ends_on >= starts_on)
);
CREATE UNIQUE INDEX one_live_mandate_per_loan ON mandates (loan_id) WHERE state NOT IN ('rejected', 'cancelled', 'expired');
CREATE UNIQUE INDEX mandates_by_mono_id ON mandates (mono_id) WHERE mono_id <> '';
CREATE INDEX mandates_by_loan ON mandates (loan_id, planned_at);
CREATE INDEX mandates_by_borrower ON mandates (borrower_id, starts_on);
CREATE INDEX mandates_to_check ON mandates (checked_at) WHERE state NOT IN ('rejected', 'cancelled', 'expired');

-- The transfer that pays a loan out. Its key is the loan: there is never a second row.
CREATE TABLE disbursements (
    loan_id        TEXT PRIMARY KEY REFERENCES loans (id),
    attempt        BIGINT NOT NULL,
    reference      TEXT NOT NULL,
    mono_id        TEXT NOT NULL,
    currency       TEXT NOT NULL,
    amount         BIGINT NOT NULL,
    account_number TEXT NOT NULL,
    bank_code      TEXT NOT NULL,
    account_name   TEXT NOT NULL,
    state          TEXT NOT NULL,
    planned_at     TIMESTAMPTZ NOT NULL,
    submitted_at   TIMESTAMPTZ,
    finished_at    TIMESTAMPTZ,
    said           TEXT NOT NULL,
    looks          BIGINT NOT NULL,
    look_at        TIMESTAMPTZ,
    CONSTRAINT disbursements_have_a_reference_each UNIQUE (reference),
    CONSTRAINT disbursement_states_are_known CHECK (state IN ('planned', 'submitted', 'unknown', 'settled', 'failed')),
    CONSTRAINT disbursements_pay_something CHECK (amount > 0 AND attempt > 0),
    CONSTRAINT open_transfers_are_looked_up CHECK (state NOT IN ('submitted', 'unknown') OR look_at IS NOT NULL)
);
CREATE INDEX disbursements_to_check ON disbursements (state, look_at, planned_at) WHERE state IN ('planned', 'submitted', 'unknown');

CREATE TABLE collection_runs (
    id          TEXT PRIMARY KEY,
    on_day      DATE NOT NULL,
    started_by  TEXT NOT NULL,
    started_at  TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    due         BIGINT NOT NULL,
    currency    TEXT NOT NULL,
    CONSTRAINT runs_count_up CHECK (due >= 0)
);
CREATE INDEX collection_runs_by_time ON collection_runs (started_at);

-- Attempts to collect. A debit that was never sent (too little money, withdrawn, never heard of)
-- leaves its attempt number and its reference free for the next one.
CREATE TABLE debits (
    id             TEXT PRIMARY KEY,
    loan_id        TEXT NOT NULL REFERENCES loans (id),
    mandate_id     TEXT NOT NULL REFERENCES mandates (id),
    run_id         TEXT REFERENCES collection_runs (id),
    instalment     BIGINT NOT NULL,
    attempt        BIGINT NOT NULL,
    currency       TEXT NOT NULL,
    amount         BIGINT NOT NULL,
    fee            BIGINT NOT NULL,
    reference      TEXT NOT NULL,
    state          TEXT NOT NULL,
    on_day         DATE NOT NULL,
    planned_at     TIMESTAMPTZ NOT NULL,
    submitted_at   TIMESTAMPTZ,
    finished_at    TIMESTAMPTZ,
    response_code  TEXT NOT NULL,
    bank_reference TEXT NOT NULL,
    said           TEXT NOT NULL,
    looks          BIGINT NOT NULL,
    look_at        TIMESTAMPTZ,
    CONSTRAINT debit_states_are_known CHECK (state IN ('planned', 'not_covered', 'not_sent', 'submitted', 'unknown', 'settled', 'failed')),
    CONSTRAINT debits_ask_for_something CHECK (amount > 0 AND attempt > 0 AND instalment >= 0 AND fee >= 0),
    CONSTRAINT debit_references_fit_mono CHECK (length(reference) BETWEEN 10 AND 24),
    CONSTRAINT ended_debits_have_a_time CHECK ((state IN ('not_covered', 'not_sent', 'settled', 'failed')) = (finished_at IS NOT NULL)),
    CONSTRAINT open_debits_are_looked_up CHECK (state NOT IN ('submitted', 'unknown') OR (submitted_at IS NOT NULL AND look_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_debit_in_flight_per_loan ON debits (loan_id) WHERE state IN ('planned', 'submitted', 'unknown');
CREATE UNIQUE INDEX one_debit_per_attempt ON debits (loan_id, instalment, attempt) WHERE state IN ('submitted', 'unknown', 'settled', 'failed');
CREATE UNIQUE INDEX one_debit_per_reference ON debits (reference) WHERE state IN ('submitted', 'unknown', 'settled', 'failed');
CREATE INDEX debits_by_loan ON debits (loan_id, planned_at);
CREATE INDEX debits_by_reference ON debits (reference);
CREATE INDEX debits_by_run ON debits (run_id);
CREATE INDEX debits_to_check ON debits (state, look_at, planned_at) WHERE state IN ('planned', 'submitted', 'unknown');

-- +goose Down
DROP TABLE debits;
DROP TABLE collection_runs;
DROP TABLE disbursements;
DROP TABLE mandates;
DROP TABLE mono_customers;
