-- +goose Up
-- Interest accrues day by day: the schedule is truth on due days, the days between are a spread of it.
-- from_on is the day after which the row accrues, accrued_to the last day that is in the books;
-- accrued and earned are what the books hold of its interest and of its share in the upfront fee
-- (the nightly check holds them against the entries); the bases are what they held at from_on.
ALTER TABLE instalments ADD COLUMN from_on DATE NOT NULL DEFAULT '1970-01-01';
ALTER TABLE instalments ADD COLUMN accrued_to DATE NOT NULL DEFAULT '1970-01-01';
ALTER TABLE instalments ADD COLUMN accrued BIGINT NOT NULL DEFAULT 0;
ALTER TABLE instalments ADD COLUMN accrued_base BIGINT NOT NULL DEFAULT 0;
ALTER TABLE instalments ADD COLUMN earns BIGINT NOT NULL DEFAULT 0;
ALTER TABLE instalments ADD COLUMN earned BIGINT NOT NULL DEFAULT 0;
ALTER TABLE instalments ADD COLUMN earned_base BIGINT NOT NULL DEFAULT 0;

UPDATE instalments SET from_on = COALESCE(
    (SELECT MAX(p.due_on) FROM instalments p WHERE p.loan_id = instalments.loan_id AND p.n < instalments.n),
    (SELECT l.disbursed_on FROM loans l WHERE l.id = instalments.loan_id), due_on);
UPDATE instalments SET accrued_to = CASE WHEN accrued_on IS NULL THEN from_on ELSE due_on END,
    accrued = CASE WHEN accrued_on IS NULL THEN 0 ELSE interest END;

-- What is not in the books through a day: the range below a day holds nothing that is done and no
-- row whose period has not begun, so that the cost of a day grows with what accrues and not with what is stored.
DROP INDEX instalments_to_accrue;
CREATE INDEX instalments_to_accrue ON instalments (accrued_to, loan_id, n) WHERE accrued_on IS NULL;

-- +goose Down
DROP INDEX instalments_to_accrue;
CREATE INDEX instalments_to_accrue ON instalments (due_on, loan_id) WHERE accrued_on IS NULL;
ALTER TABLE instalments DROP COLUMN earned_base;
ALTER TABLE instalments DROP COLUMN earned;
ALTER TABLE instalments DROP COLUMN earns;
ALTER TABLE instalments DROP COLUMN accrued_base;
ALTER TABLE instalments DROP COLUMN accrued;
ALTER TABLE instalments DROP COLUMN accrued_to;
ALTER TABLE instalments DROP COLUMN from_on;
