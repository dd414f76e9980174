CREATE TABLE events (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    conversation_id INTEGER,
    -- JSON of the change.
    change TEXT NOT NULL,
    PRIMARY KEY (account_id, seq)
) STRICT;
CREATE INDEX events_by_time ON events (at);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    message_id INTEGER NOT NULL REFERENCES messages (id),
    -- message: the message itself; reaction: a reaction to it.
    task TEXT NOT NULL,
    -- The emoji of a reaction; empty takes it away.
    detail TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_due ON outbox (due_at, id);
CREATE INDEX outbox_by_conversation ON outbox (conversation_id, id);
CREATE INDEX outbox_by_message ON outbox (message_id);
CREATE INDEX outbox_by_inbox ON outbox (inbox_id, id);

CREATE TABLE pending_effects (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    external_id TEXT NOT NULL,
    effect TEXT NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pending_effects_by_time ON pending_effects (received_at);
CREATE INDEX pending_effects_by_message ON pending_effects (inbox_id, external_id);

CREATE TABLE dead_letters (
    id INTEGER PRIMARY KEY NOT NULL,
    -- Unknown when nothing in the payload names an inbox of ours.
    account_id INTEGER REFERENCES accounts (id),
    inbox_id INTEGER REFERENCES inboxes (id),
    channel TEXT NOT NULL,
    payload BLOB NOT NULL,
    reason TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    replayed_at INTEGER
) STRICT;
CREATE INDEX dead_letters_by_account ON dead_letters (account_id, id);

-- Calls of providers as they came in, for a while.
CREATE TABLE provider_calls (
    -- A UUID given when it came in.
    id TEXT PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    received_at INTEGER NOT NULL,
    verified_at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX provider_calls_by_time ON provider_calls (received_at);
CREATE INDEX provider_calls_by_inbox ON provider_calls (inbox_id, received_at);
