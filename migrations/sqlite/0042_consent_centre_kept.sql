-- +goose Up
-- What was taken back and who looked is never changed.
-- +goose StatementBegin
CREATE TRIGGER consent_withdrawals_are_never_changed BEFORE UPDATE ON consent_withdrawals
BEGIN SELECT RAISE(ABORT, 'consent_withdrawals are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER consent_withdrawals_are_never_deleted BEFORE DELETE ON consent_withdrawals
BEGIN SELECT RAISE(ABORT, 'consent_withdrawals are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER data_reads_are_never_changed BEFORE UPDATE ON data_reads
BEGIN SELECT RAISE(ABORT, 'data_reads are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER data_reads_are_never_deleted BEFORE DELETE ON data_reads
BEGIN SELECT RAISE(ABORT, 'data_reads are kept as they were written'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER data_reads_are_never_deleted;
DROP TRIGGER data_reads_are_never_changed;
DROP TRIGGER consent_withdrawals_are_never_deleted;
DROP TRIGGER consent_withdrawals_are_never_changed;
