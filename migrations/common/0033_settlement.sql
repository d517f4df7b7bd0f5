-- +goose Up
-- What becomes of a debit's money after the borrower's bank has paid: it is paid out to us a day
-- later (payouts), or taken back weeks later.
ALTER TABLE debits ADD COLUMN paid_out_on DATE;
ALTER TABLE debits ADD COLUMN payout_id TEXT NOT NULL DEFAULT '';
ALTER TABLE debits ADD COLUMN disputed_at TIMESTAMPTZ;
ALTER TABLE debits ADD COLUMN reversed_on DATE;
CREATE INDEX debits_to_be_paid_out ON debits (finished_at, id) WHERE state = 'settled' AND paid_out_on IS NULL AND reversed_on IS NULL;

-- Mono's payouts of what it collected that were read and matched with our debits.
CREATE TABLE payouts (
    mono_id   TEXT PRIMARY KEY,
    on_day    DATE NOT NULL,
    currency  TEXT NOT NULL,
    amount    BIGINT NOT NULL,
    fee       BIGINT NOT NULL,
    settled   BIGINT NOT NULL,
    matched   BIGINT NOT NULL,
    read_at   TIMESTAMPTZ NOT NULL,
    CONSTRAINT payouts_pay_something CHECK (amount >= 0)
);

-- Differences that a person has to look at. One fact makes one row, however often it is seen.
CREATE TABLE breaks (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    about       TEXT NOT NULL,
    loan_id     TEXT REFERENCES loans (id),
    currency    TEXT NOT NULL,
    amount      BIGINT NOT NULL,
    said        TEXT NOT NULL,
    found_at    TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ,
    resolved_by TEXT NOT NULL,
    resolution  TEXT NOT NULL,
    CONSTRAINT breaks_are_found_once UNIQUE (kind, about),
    CONSTRAINT resolved_breaks_say_how CHECK ((resolved_at IS NOT NULL) = (resolution <> ''))
);
CREATE INDEX breaks_that_are_open ON breaks (found_at) WHERE resolved_at IS NULL;

-- +goose Down
DROP TABLE breaks;
DROP TABLE payouts;
DROP INDEX debits_to_be_paid_out;
ALTER TABLE debits DROP COLUMN reversed_on;
ALTER TABLE debits DROP COLUMN disputed_at;
ALTER TABLE debits DROP COLUMN payout_id;
ALTER TABLE debits DROP COLUMN paid_out_on;
