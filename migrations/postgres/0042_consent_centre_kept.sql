-- +goose Up
-- What was taken back and who looked is never changed.
CREATE TRIGGER consent_withdrawals_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_withdrawals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER data_reads_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON data_reads
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

-- +goose Down
DROP TRIGGER data_reads_are_never_changed ON data_reads;
DROP TRIGGER consent_withdrawals_are_never_changed ON consent_withdrawals;
