-- AUTOINCREMENT: the id of a deleted user is never given to another one.
-- email_key is the address in lower case, written by the store: SQLite itself folds ASCII only.
CREATE TABLE users (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL,
    email     TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE
) STRICT;

-- Seeded here, so once in the life of a database: a deleted user stays deleted.
INSERT INTO users (id, name, email, email_key) VALUES
    (1, 'Alice', 'alice@example.com', 'alice@example.com'),
    (2, 'Bob', 'bob@example.com', 'bob@example.com');
