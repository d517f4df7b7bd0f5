-- +goose Up
-- What the bank took where it was not what was asked (0: it was), and since when Mono does not know a mandate.
ALTER TABLE debits ADD COLUMN taken BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mandates ADD COLUMN missing_since TIMESTAMPTZ;

-- +goose Down
ALTER TABLE mandates DROP COLUMN missing_since;
ALTER TABLE debits DROP COLUMN taken;
