-- +goose Up
-- What was agreed, decided and said is never changed: a mistake gets a record of its own.
-- +goose StatementBegin
CREATE TRIGGER consents_are_never_changed BEFORE UPDATE ON consents
BEGIN SELECT RAISE(ABORT, 'consents are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER consents_are_never_deleted BEFORE DELETE ON consents
BEGIN SELECT RAISE(ABORT, 'consents are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER verdicts_are_never_changed BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER verdicts_are_never_deleted BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER acceptances_are_never_changed BEFORE UPDATE ON acceptances
BEGIN SELECT RAISE(ABORT, 'acceptances are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER acceptances_are_never_deleted BEFORE DELETE ON acceptances
BEGIN SELECT RAISE(ABORT, 'acceptances are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER timeline_are_never_changed BEFORE UPDATE ON timeline
BEGIN SELECT RAISE(ABORT, 'timeline are kept as they were written'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER timeline_are_never_deleted BEFORE DELETE ON timeline
BEGIN SELECT RAISE(ABORT, 'timeline are kept as they were written'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER timeline_are_never_deleted;
DROP TRIGGER timeline_are_never_changed;
DROP TRIGGER acceptances_are_never_deleted;
DROP TRIGGER acceptances_are_never_changed;
DROP TRIGGER verdicts_are_never_deleted;
DROP TRIGGER verdicts_are_never_changed;
DROP TRIGGER decisions_are_never_deleted;
DROP TRIGGER decisions_are_never_changed;
DROP TRIGGER consents_are_never_deleted;
DROP TRIGGER consents_are_never_changed;
