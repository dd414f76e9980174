CREATE TABLE conversations (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    public_id TEXT NOT NULL UNIQUE,
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    contact_id INTEGER NOT NULL REFERENCES contacts (id),
    -- Where the customer last wrote from, and so where answers go.
    address_id INTEGER REFERENCES addresses (id),
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
    -- The customer's last message: reply windows are counted from it.
    customer_wrote_at INTEGER,
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
    -- The provider's code of a failure.
    delivery_code TEXT,
    reply_to_id INTEGER REFERENCES messages (id),
    -- JSON of what the message answers, as it read at that time.
    quote TEXT,
    -- JSON list; empty when there are none.
    reactions TEXT NOT NULL,
    edited_at INTEGER,
    -- The how-many-eth edit it is, where the provider counts; else the time of the last one.
    edit_version INTEGER NOT NULL,
    -- live, automatic (a program said it) or imported (said before the channel was connected): the last does not count.
    origin TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    UNIQUE (inbox_id, external_id),
    UNIQUE (conversation_id, client_id)
) STRICT;
CREATE INDEX messages_by_conversation ON messages (conversation_id, sent_at, id);
CREATE INDEX messages_by_time ON messages (account_id, received_at, id);
CREATE INDEX messages_by_inbox ON messages (inbox_id, received_at);
CREATE INDEX messages_by_reply ON messages (reply_to_id);

-- Further names a provider has for a message.
CREATE TABLE message_names (
    inbox_id INTEGER NOT NULL REFERENCES inboxes (id),
    external_id TEXT NOT NULL,
    message_id INTEGER NOT NULL REFERENCES messages (id),
    PRIMARY KEY (inbox_id, external_id)
) STRICT;
CREATE INDEX message_names_by_message ON message_names (message_id);

-- What happened to a message on its way, for people who ask why.
CREATE TABLE message_steps (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    message_id INTEGER NOT NULL REFERENCES messages (id),
    at INTEGER NOT NULL,
    step TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX message_steps_by_message ON message_steps (message_id, id);

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
    -- ready, pending or failed.
    state TEXT NOT NULL,
    -- Why it failed.
    failure TEXT,
    -- JSON: where its bytes are to be fetched, while it is pending.
    source TEXT,
    due_at INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_by_message ON attachments (message_id);
CREATE INDEX attachments_pending ON attachments (due_at) WHERE state = 'pending';

CREATE TABLE drafts (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    text TEXT NOT NULL,
    audience TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, user_id)
) STRICT;
