-- +goose Up
-- A consent that was taken back: a record of its own, the consent itself stays as it was given.
CREATE TABLE consent_withdrawals (
    application_id TEXT NOT NULL,
    purpose        TEXT NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (application_id, purpose),
    CONSTRAINT withdrawals_name_a_consent FOREIGN KEY (application_id, purpose) REFERENCES consents (application_id, purpose)
);

-- Which person on our side looked at a borrower's data, and why. Once a day for each of them and
-- each thing: the log says who looked, not how often a page was loaded.
CREATE TABLE data_reads (
    application_id TEXT NOT NULL REFERENCES applications (id),
    by_id          TEXT NOT NULL,
    what           TEXT NOT NULL,
    on_day         DATE NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    by_name        TEXT NOT NULL,
    why            TEXT NOT NULL,
    PRIMARY KEY (application_id, by_id, what, on_day),
    CONSTRAINT reads_say_who_and_why CHECK (by_name <> '' AND what <> '' AND why <> '')
);

-- +goose Down
DROP TABLE data_reads;
DROP TABLE consent_withdrawals;
