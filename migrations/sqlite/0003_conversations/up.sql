CREATE TABLE conversations (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    public_id TEXT NOT NULL UNIQUE,
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    contact_id INTEGER NOT NULL REFERENCES contacts (id),
    status TEXT NOT NULL,
    snoozed_until INTEGER,
    group_id INTEGER REFERENCES groups (id),
    assignee_id INTEGER REFERENCES users (id),
    priority TEXT NOT NULL,
    unread INTEGER NOT NULL,
    marked_unread INTEGER NOT NULL,
    message_count INTEGER NOT NULL,
    preview_author TEXT,
    preview_text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_activity_at INTEGER NOT NULL,
    -- 9223372036854775807 when the customer does not wait: lists sort by it.
    waiting_since INTEGER NOT NULL,
    first_reply_at INTEGER,
    resolved_at INTEGER,
    outcome TEXT,
    customer_received_at INTEGER,
    customer_seen_at INTEGER,
    -- The measuring cycle: from the beginning or the last reopening.
    cycle_started_at INTEGER NOT NULL,
    -- The customer's first message of the cycle that no person has answered yet.
    cycle_asked_at INTEGER,
    -- A person has answered in this cycle.
    cycle_answered INTEGER NOT NULL
) STRICT;
CREATE INDEX conversations_by_status ON conversations (account_id, status, last_activity_at, id);
CREATE INDEX conversations_by_waiting ON conversations (account_id, status, waiting_since, id);
CREATE INDEX conversations_by_activity ON conversations (account_id, last_activity_at, id);
CREATE INDEX conversations_by_assignee ON conversations (account_id, assignee_id, status, last_activity_at, id);
CREATE INDEX conversations_by_group ON conversations (account_id, group_id, status, last_activity_at, id);
CREATE INDEX conversations_by_inbox ON conversations (account_id, inbox_id, status, last_activity_at, id);
CREATE INDEX conversations_by_contact ON conversations (contact_id, inbox_id, id);
CREATE INDEX conversations_by_creation ON conversations (account_id, created_at, id);
CREATE INDEX conversations_snoozed ON conversations (snoozed_until) WHERE status = 'snoozed';

CREATE TABLE conversation_labels (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    label_id INTEGER NOT NULL REFERENCES labels (id),
    PRIMARY KEY (conversation_id, label_id)
) STRICT;
CREATE INDEX conversation_labels_by_label ON conversation_labels (label_id, conversation_id);

CREATE TABLE messages (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    kind TEXT NOT NULL,
    -- JSON of the body; a kind this version does not know is kept whole.
    body TEXT NOT NULL,
    -- Stays inside the business.
    internal INTEGER NOT NULL,
    author_kind TEXT NOT NULL,
    author_id INTEGER,
    -- Given by the sender, once per message: a resend is the same message.
    client_id TEXT,
    -- The channel's name of it.
    external_id TEXT,
    delivery TEXT NOT NULL,
    delivery_reason TEXT,
    sent_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    UNIQUE (inbox_id, external_id),
    UNIQUE (conversation_id, client_id)
) STRICT;
CREATE INDEX messages_by_conversation ON messages (conversation_id, sent_at, id);
CREATE INDEX messages_by_time ON messages (account_id, received_at, id);

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    -- Whose upload it is until a message takes it: a conversation's (agents) or an address's (customers).
    conversation_id INTEGER REFERENCES conversations (id),
    address_id INTEGER REFERENCES addresses (id),
    message_id INTEGER REFERENCES messages (id),
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_by_message ON attachments (message_id);

CREATE TABLE drafts (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    text TEXT NOT NULL,
    audience TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, user_id)
) STRICT;
