-- +goose Up
-- Nothing is posted into a closed month, whoever writes it.
-- +goose StatementBegin
CREATE TRIGGER closed_months_take_no_journals BEFORE INSERT ON journals
WHEN COALESCE(NEW.posted_on, NEW.value_on) <= (SELECT max(last_day) FROM closed_months)
BEGIN SELECT RAISE(ABORT, 'the books of that day are closed'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER closed_months_take_no_journals;
