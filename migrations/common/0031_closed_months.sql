-- +goose Up
-- Books that are closed. What is learned later of a closed month is posted on the first open day,
-- with the day from which it counts shown beside (value_on): interest and days past due go by the
-- value day, the trial balance by the day of posting, which is value_on where posted_on is NULL.
ALTER TABLE journals ADD COLUMN posted_on DATE;
CREATE TABLE closed_months (
    last_day  DATE PRIMARY KEY,
    closed_at TIMESTAMPTZ NOT NULL,
    closed_by TEXT NOT NULL
);
CREATE TABLE month_balances (
    last_day DATE NOT NULL REFERENCES closed_months (last_day),
    account  TEXT NOT NULL,
    currency TEXT NOT NULL,
    debits   BIGINT NOT NULL,
    credits  BIGINT NOT NULL,
    PRIMARY KEY (last_day, account, currency)
);

-- +goose Down
DROP TABLE month_balances;
DROP TABLE closed_months;
ALTER TABLE journals DROP COLUMN posted_on;
