-- +goose Up
-- The engine's decision, once for each application, with the frozen case; nothing here is updated.
CREATE TABLE decisions (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    outcome        TEXT NOT NULL,
    decision       JSONB NOT NULL,
    score_parts    JSONB NOT NULL,
    case_text      BYTEA NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    CONSTRAINT one_decision_per_application UNIQUE (application_id),
    CONSTRAINT decision_outcomes_are_known CHECK (outcome IN ('approve', 'refer', 'decline'))
);

-- An officer's word on a referred application: a second record beside the engine's.
CREATE TABLE verdicts (
    application_id TEXT PRIMARY KEY REFERENCES applications (id),
    by_id          TEXT NOT NULL,
    by_name        TEXT NOT NULL,
    approve        BOOLEAN NOT NULL,
    reason         TEXT NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    CONSTRAINT verdicts_have_a_reason CHECK (reason <> '')
);

CREATE TABLE offers (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    position       BIGINT NOT NULL,
    offer          JSONB NOT NULL,
    terms          JSONB NOT NULL,
    schedule       JSONB NOT NULL,
    digest         TEXT NOT NULL,
    open           BOOLEAN NOT NULL,
    lapses_at      TIMESTAMPTZ,
    CONSTRAINT offers_have_a_place_each UNIQUE (application_id, position),
    CONSTRAINT offers_are_digested CHECK (length(digest) = 64),
    CONSTRAINT open_offers_lapse CHECK (NOT open OR lapses_at IS NOT NULL)
);

CREATE TABLE acceptances (
    application_id TEXT PRIMARY KEY REFERENCES applications (id),
    offer_id       TEXT NOT NULL REFERENCES offers (id),
    borrower_id    TEXT NOT NULL,
    loan_id        TEXT NOT NULL,
    terms_digest   TEXT NOT NULL,
    text_version   TEXT NOT NULL,
    signed_name    TEXT NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    CONSTRAINT acceptances_make_a_loan_each UNIQUE (loan_id),
    CONSTRAINT acceptances_are_signed CHECK (signed_name <> '')
);

-- +goose Down
DROP TABLE acceptances;
DROP TABLE offers;
DROP TABLE verdicts;
DROP TABLE decisions;
