-- +goose Up
-- Loans can be written off: out of the books, the claim goes on.
ALTER TABLE loans DROP CONSTRAINT loan_states_are_known;
ALTER TABLE loans ADD CONSTRAINT loan_states_are_known CHECK (state IN ('awaiting_mandate', 'disbursing', 'active', 'closed', 'cancelled', 'written_off'));
ALTER TABLE loans DROP CONSTRAINT loans_paid_out_have_a_day;
ALTER TABLE loans ADD CONSTRAINT loans_paid_out_have_a_day CHECK ((state IN ('active', 'closed', 'written_off')) = (disbursed_on IS NOT NULL));

-- +goose Down
ALTER TABLE loans DROP CONSTRAINT loans_paid_out_have_a_day;
ALTER TABLE loans ADD CONSTRAINT loans_paid_out_have_a_day CHECK ((state IN ('active', 'closed')) = (disbursed_on IS NOT NULL));
ALTER TABLE loans DROP CONSTRAINT loan_states_are_known;
ALTER TABLE loans ADD CONSTRAINT loan_states_are_known CHECK (state IN ('awaiting_mandate', 'disbursing', 'active', 'closed', 'cancelled'));
