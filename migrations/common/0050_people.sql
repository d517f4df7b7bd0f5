-- +goose Up
-- Who proved which BVN. The digest is an HMAC under a key that is not in this table: who reads it
-- cannot try eleven digits out. Two borrowers under one digest are one person with two log-ins,
-- whose loans count together.
CREATE TABLE bvn_owners (
    digest      TEXT NOT NULL,
    borrower_id TEXT NOT NULL,
    at          TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (digest, borrower_id),
    CONSTRAINT bvn_digests_are_whole CHECK (length(digest) = 64)
);
CREATE INDEX bvn_owners_by_borrower ON bvn_owners (borrower_id);

-- A loan that waits for its mandate or its pay-out is owed as good as any: the next one comes after it.
CREATE UNIQUE INDEX one_loan_waits_for_a_borrower ON loans (borrower_id)
    WHERE state IN ('awaiting_mandate', 'disbursing');

-- +goose Down
DROP INDEX one_loan_waits_for_a_borrower;
DROP TABLE bvn_owners;
