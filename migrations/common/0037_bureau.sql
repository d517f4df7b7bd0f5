-- +goose Up
-- What was submitted to the credit bureaux for a month, by digest, so that a correction holds only
-- what differs from it.
CREATE TABLE bureau_lines (
    last_day DATE NOT NULL,
    loan_id  TEXT NOT NULL REFERENCES loans (id),
    digest   TEXT NOT NULL,
    made_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (last_day, loan_id)
);

-- +goose Down
DROP TABLE bureau_lines;
