-- +goose Up
-- Loans can be written off: out of the books, the claim goes on. SQLite changes a CHECK in the text
-- of the table, as its documentation has it (https://www.sqlite.org/lang_altertable.html, 7): nothing
-- of what is stored changes. The table that comes and goes makes every connection read the schema again.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
    '''closed'', ''cancelled''))', '''closed'', ''cancelled'', ''written_off''))'),
    '(''active'', ''closed''))', '(''active'', ''closed'', ''written_off''))')
    WHERE type = 'table' AND name = 'loans';
PRAGMA writable_schema = RESET;
CREATE TABLE schema_nudge (n BIGINT);
DROP TABLE schema_nudge;

-- +goose Down
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ', ''written_off''', '') WHERE type = 'table' AND name = 'loans';
PRAGMA writable_schema = RESET;
CREATE TABLE schema_nudge (n BIGINT);
DROP TABLE schema_nudge;
