-- +goose Up
-- What was agreed, decided and said is never changed: a mistake gets a record of its own.
-- +goose StatementBegin
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
-- +goose StatementEnd
CREATE TRIGGER consents_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON consents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER verdicts_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON verdicts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER acceptances_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON acceptances
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER timeline_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON timeline
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

-- +goose Down
DROP TRIGGER timeline_are_never_changed ON timeline;
DROP TRIGGER acceptances_are_never_changed ON acceptances;
DROP TRIGGER verdicts_are_never_changed ON verdicts;
DROP TRIGGER decisions_are_never_changed ON decisions;
DROP TRIGGER consents_are_never_changed ON consents;
DROP FUNCTION refuse_rewriting();
