-- +goose Up
-- Nothing is posted into a closed month, whoever writes it.
-- +goose StatementBegin
CREATE FUNCTION refuse_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF COALESCE(NEW.posted_on, NEW.value_on) <= (SELECT max(last_day) FROM closed_months) THEN
        RAISE EXCEPTION 'the books of % are closed', COALESCE(NEW.posted_on, NEW.value_on) USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER closed_months_take_no_journals BEFORE INSERT ON journals
    FOR EACH ROW EXECUTE FUNCTION refuse_closed_month();

-- +goose Down
DROP TRIGGER closed_months_take_no_journals ON journals;
DROP FUNCTION refuse_closed_month();
