-- +goose Up
-- From an application to an accepted offer. Times are UTC in microseconds, money whole minor units.
CREATE TABLE numbers (
    series  TEXT PRIMARY KEY,
    last    BIGINT NOT NULL,
    CONSTRAINT numbers_count_up CHECK (last > 0)
);

-- One application of a borrower may be open at a time. The BVN is here because look-ups need it
-- until the decision; people see bvn_last4 only.
CREATE TABLE applications (
    id              TEXT PRIMARY KEY,
    number          TEXT NOT NULL,
    borrower_id     TEXT NOT NULL,
    name            TEXT NOT NULL,
    email           TEXT NOT NULL,
    phone           TEXT NOT NULL,
    born_on         DATE NOT NULL,
    employment      TEXT NOT NULL,
    employer        TEXT NOT NULL,
    currency        TEXT NOT NULL,
    stated_income   BIGINT NOT NULL,
    principal       BIGINT NOT NULL,
    term_months     BIGINT NOT NULL,
    purpose         TEXT NOT NULL,
    state           TEXT NOT NULL,
    submitted_at    TIMESTAMPTZ NOT NULL,
    gather_by       TIMESTAMPTZ,
    bvn             TEXT NOT NULL,
    bvn_session     TEXT NOT NULL,
    bvn_methods     TEXT NOT NULL,
    bvn_method      TEXT NOT NULL,
    bvn_starts      BIGINT NOT NULL,
    bvn_last4       TEXT NOT NULL,
    changed_at      TIMESTAMPTZ NOT NULL,
    CONSTRAINT applications_have_a_number_each UNIQUE (number),
    CONSTRAINT application_states_are_known CHECK (state IN ('submitted', 'gathering', 'referred', 'offered', 'accepted', 'declined', 'lapsed', 'withdrawn')),
    CONSTRAINT applications_ask_for_something CHECK (principal > 0 AND term_months > 0),
    CONSTRAINT gathering_has_a_deadline CHECK (state <> 'gathering' OR gather_by IS NOT NULL),
    CONSTRAINT a_proven_bvn_is_kept CHECK (bvn_last4 = '' OR length(bvn) = 11)
);
CREATE UNIQUE INDEX one_open_application_per_borrower ON applications (borrower_id)
    WHERE state IN ('submitted', 'gathering', 'referred', 'offered');
CREATE INDEX applications_by_borrower ON applications (borrower_id, submitted_at);
CREATE INDEX applications_by_state ON applications (state, changed_at);
CREATE INDEX applications_to_close ON applications (gather_by) WHERE state = 'gathering';

CREATE TABLE consents (
    application_id TEXT NOT NULL REFERENCES applications (id),
    purpose        TEXT NOT NULL,
    text_version   TEXT NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (application_id, purpose),
    CONSTRAINT consents_name_their_text CHECK (text_version <> '')
);

-- Visits to Mono's Connect Link. The url is empty until Mono gave it, the code until the browser came back.
CREATE TABLE links (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    ref            TEXT NOT NULL,
    url            TEXT NOT NULL,
    code           TEXT NOT NULL,
    opened_at      TIMESTAMPTZ NOT NULL,
    CONSTRAINT links_have_a_ref_each UNIQUE (ref)
);
CREATE INDEX links_by_application ON links (application_id, opened_at);

CREATE TABLE linked_accounts (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    mono_id        TEXT NOT NULL,
    institution    TEXT NOT NULL,
    bank_code      TEXT NOT NULL,
    number         TEXT NOT NULL,
    name           TEXT NOT NULL,
    currency       TEXT NOT NULL,
    bvn_last4      TEXT NOT NULL,
    data_status    TEXT NOT NULL,
    link_ref       TEXT NOT NULL,
    refused        TEXT NOT NULL,
    linked_at      TIMESTAMPTZ NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL,
    CONSTRAINT linked_accounts_stand_once_in_an_application UNIQUE (application_id, mono_id)
);
CREATE INDEX linked_accounts_by_mono_id ON linked_accounts (mono_id);
CREATE INDEX linked_accounts_processing ON linked_accounts (updated_at) WHERE data_status = 'PROCESSING';

-- The borrower who linked a bank account first. Nobody else may borrow on it.
CREATE TABLE account_owners (
    bank_code   TEXT NOT NULL,
    number      TEXT NOT NULL,
    borrower_id TEXT NOT NULL,
    at          TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (bank_code, number)
);

-- What Mono said, raw, with its SHA-256. account_id is empty for sources of the person.
CREATE TABLE evidence (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    account_id     TEXT NOT NULL,
    source         TEXT NOT NULL,
    state          TEXT NOT NULL,
    attempts       BIGINT NOT NULL,
    asked_at       TIMESTAMPTZ,
    doubtful       BOOLEAN NOT NULL,
    checked_at     TIMESTAMPTZ,
    arrived_at     TIMESTAMPTZ,
    job_ref        TEXT NOT NULL,
    why            TEXT NOT NULL,
    raw            BYTEA,
    digest         TEXT NOT NULL,
    CONSTRAINT evidence_stands_once UNIQUE (application_id, account_id, source),
    CONSTRAINT evidence_states_are_known CHECK (state IN ('waiting', 'asking', 'asked', 'arrived', 'missing')),
    CONSTRAINT arrived_evidence_is_kept CHECK (state <> 'arrived' OR (raw IS NOT NULL AND length(digest) = 64 AND arrived_at IS NOT NULL)),
    CONSTRAINT missing_evidence_says_why CHECK (state <> 'missing' OR why <> '')
);
CREATE INDEX evidence_asked ON evidence (source, checked_at) WHERE state = 'asked';

-- +goose Down
DROP TABLE evidence;
DROP TABLE account_owners;
DROP TABLE linked_accounts;
DROP TABLE links;
DROP TABLE consents;
DROP TABLE applications;
DROP TABLE numbers;
