-- +goose Up
-- The books are append-only. That each journal is balanced is checked by the program in the
-- transaction that appends it: SQLite has no deferred triggers.
-- +goose StatementBegin
CREATE TRIGGER journals_are_never_changed BEFORE UPDATE ON journals
BEGIN SELECT RAISE(ABORT, 'journals are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journals_are_never_deleted BEFORE DELETE ON journals
BEGIN SELECT RAISE(ABORT, 'journals are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_lines_are_never_changed BEFORE UPDATE ON journal_lines
BEGIN SELECT RAISE(ABORT, 'journal lines are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_lines_are_never_deleted BEFORE DELETE ON journal_lines
BEGIN SELECT RAISE(ABORT, 'journal lines are append-only'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER journal_lines_are_never_deleted;
DROP TRIGGER journal_lines_are_never_changed;
DROP TRIGGER journals_are_never_deleted;
DROP TRIGGER journals_are_never_changed;
