-- The sequence starts past the seed, and never goes back: the id of a deleted user is not given to another one.
-- email_key is the address in lower case, written by the store: what lower() folds depends on the locale.
CREATE TABLE users (
    id        BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 3) PRIMARY KEY,
    name      TEXT NOT NULL,
    email     TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE
);

-- Seeded here, so once in the life of a database: a deleted user stays deleted.
INSERT INTO users (id, name, email, email_key) OVERRIDING SYSTEM VALUE VALUES
    (1, 'Alice', 'alice@example.com', 'alice@example.com'),
    (2, 'Bob', 'bob@example.com', 'bob@example.com');
