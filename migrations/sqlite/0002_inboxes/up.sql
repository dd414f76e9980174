CREATE TABLE inboxes (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    channel TEXT NOT NULL,
    -- Names the inbox on foreign pages; not a secret.
    key TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    -- Encrypted JSON; empty when there are none.
    secrets TEXT NOT NULL,
    -- The account's id at the provider, by which calls for several inboxes are told apart; empty when there is none.
    route TEXT NOT NULL,
    -- Paused: nothing is sent. Removed: nothing is taken in either, and only its conversations remain.
    paused_at INTEGER,
    removed_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX inboxes_by_account ON inboxes (account_id);
CREATE INDEX inboxes_by_route ON inboxes (channel, route);

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_by_account ON contacts (account_id);

CREATE TABLE addresses (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    contact_id INTEGER NOT NULL REFERENCES contacts (id),
    external_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (inbox_id, external_id)
) STRICT;
CREATE INDEX addresses_by_contact ON addresses (contact_id);

CREATE TABLE labels (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    -- The name in lower case: labels are unique ignoring case.
    folded_name TEXT NOT NULL,
    color TEXT NOT NULL,
    UNIQUE (account_id, folded_name)
) STRICT;

CREATE TABLE canned_replies (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    shortcut TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (account_id, shortcut)
) STRICT;

CREATE TABLE api_tokens (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    name TEXT NOT NULL,
    -- SHA-256 of the token, hexadecimal.
    token_hash TEXT NOT NULL UNIQUE,
    -- Words separated by commas: read, write, agent.
    permissions TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE mailboxes (
    inbox_id INTEGER PRIMARY KEY NOT NULL REFERENCES inboxes (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    -- JSON: how far the mailbox has been read.
    state TEXT NOT NULL
) STRICT;

CREATE TABLE templates (
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    -- JSON of all of it.
    template TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (inbox_id, name, language)
) STRICT;

CREATE TABLE notices (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    at INTEGER NOT NULL,
    severity TEXT NOT NULL,
    sentence TEXT NOT NULL,
    -- What the provider said, as JSON.
    details TEXT NOT NULL,
    -- Somebody has dealt with it.
    settled_at INTEGER
) STRICT;
CREATE INDEX notices_by_inbox ON notices (inbox_id, id);
