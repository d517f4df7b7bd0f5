-- +goose Up
-- What officers record. A payment is known by the bank's reference, so that it is recorded once.
CREATE TABLE payments (
    id          TEXT PRIMARY KEY,
    loan_id     TEXT NOT NULL REFERENCES loans (id),
    kind        TEXT NOT NULL,
    currency    TEXT NOT NULL,
    amount      BIGINT NOT NULL,
    value_on    DATE NOT NULL,
    reference   TEXT NOT NULL,
    beyond      TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    reversed_at TIMESTAMPTZ,
    reversed_by TEXT NOT NULL,
    reversed_why TEXT NOT NULL,
    CONSTRAINT payment_kinds_are_known CHECK (kind IN ('transfer', 'credit', 'refund', 'recovery')),
    CONSTRAINT payments_move_something CHECK (amount > 0),
    CONSTRAINT payments_are_recorded_once UNIQUE (kind, reference),
    CONSTRAINT reversed_payments_say_why CHECK ((reversed_at IS NOT NULL) = (reversed_why <> ''))
);
CREATE INDEX payments_by_loan ON payments (loan_id, recorded_at);

CREATE TABLE waivers (
    id        TEXT PRIMARY KEY,
    loan_id   TEXT NOT NULL REFERENCES loans (id),
    currency  TEXT NOT NULL,
    amount    BIGINT NOT NULL,
    claim     TEXT NOT NULL,
    why       TEXT NOT NULL,
    waived_by TEXT NOT NULL,
    waived_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT waivers_forgive_something CHECK (amount > 0 AND why <> '')
);
CREATE INDEX waivers_by_loan ON waivers (loan_id, waived_at);

-- Four eyes: who asks for a write-off does not approve it.
CREATE TABLE write_offs (
    loan_id     TEXT PRIMARY KEY REFERENCES loans (id),
    why         TEXT NOT NULL,
    asked_by    TEXT NOT NULL,
    asked_at    TIMESTAMPTZ NOT NULL,
    approved_by TEXT NOT NULL,
    approved_on DATE,
    currency    TEXT NOT NULL,
    claim       BIGINT NOT NULL,
    CONSTRAINT write_offs_have_a_reason CHECK (why <> ''),
    CONSTRAINT write_offs_take_two CHECK (approved_on IS NULL OR (approved_by <> '' AND approved_by <> asked_by))
);

-- The earlier versions of a schedule that was changed, and why; version 1 is the signed one.
CREATE TABLE schedule_versions (
    loan_id  TEXT NOT NULL REFERENCES loans (id),
    version  BIGINT NOT NULL,
    schedule JSONB NOT NULL,
    why      TEXT NOT NULL,
    made_by  TEXT NOT NULL,
    made_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (loan_id, version)
);

-- +goose Down
DROP TABLE schedule_versions;
DROP TABLE write_offs;
DROP TABLE waivers;
DROP TABLE payments;
