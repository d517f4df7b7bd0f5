-- +goose Up
-- People with a login. A borrower's id is the same text wherever a borrower is named.
CREATE TABLE users (
    id            TEXT PRIMARY KEY,
    email         TEXT NOT NULL,
    name          TEXT NOT NULL,
    phone         TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role          TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    confirmed_at  TIMESTAMPTZ,
    CONSTRAINT users_have_one_email_each UNIQUE (email),
    CONSTRAINT user_emails_are_lower_case CHECK (email = lower(email) AND email <> ''),
    CONSTRAINT user_roles_are_known CHECK (role IN ('borrower', 'officer', 'administrator')),
    CONSTRAINT user_passwords_are_hashed CHECK (password_hash LIKE '$argon2id$%')
);

-- Links that confirm an address. Only the digest is kept: who reads this table cannot use a link.
-- A link carries what was typed in the form that asked for it, so that opening it confirms one's
-- own name and password and never those that a stranger typed for one's address before.
CREATE TABLE confirmations (
    digest        TEXT PRIMARY KEY,
    user_id       TEXT NOT NULL REFERENCES users (id),
    name          TEXT NOT NULL,
    phone         TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    expires_at    TIMESTAMPTZ NOT NULL,
    used_at       TIMESTAMPTZ,
    CONSTRAINT confirmations_expire CHECK (expires_at > created_at)
);
CREATE INDEX confirmations_by_user ON confirmations (user_id);

-- Failed log-ins by address, known or not: every process of the program counts here.
CREATE TABLE login_failures (
    email        TEXT PRIMARY KEY,
    failures     BIGINT NOT NULL,
    last_at      TIMESTAMPTZ NOT NULL,
    locked_until TIMESTAMPTZ NOT NULL,
    CONSTRAINT login_failures_count_up CHECK (failures > 0)
);

-- +goose Down
DROP TABLE login_failures;
DROP TABLE confirmations;
DROP TABLE users;
