-- Conversations by place; 0 stands for no group and nobody.
CREATE TABLE tallies (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    inbox_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    assignee_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    conversations INTEGER NOT NULL,
    PRIMARY KEY (account_id, inbox_id, group_id, assignee_id, status)
) STRICT;

-- Each time something was measured, for the lists behind the numbers.
CREATE TABLE facts (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    at INTEGER NOT NULL,
    metric TEXT NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    inbox_id INTEGER NOT NULL,
    -- 0 stands for nobody.
    agent_id INTEGER NOT NULL,
    seconds INTEGER NOT NULL
) STRICT;
CREATE INDEX facts_by_metric ON facts (account_id, metric, at, id);
CREATE INDEX facts_by_conversation ON facts (conversation_id, at, id);

-- Sums of facts and messages by quarter of an hour; durations by steps of a tenth.
CREATE TABLE measures (
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    metric TEXT NOT NULL,
    slot INTEGER NOT NULL,
    inbox_id INTEGER NOT NULL,
    agent_id INTEGER NOT NULL,
    step INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (account_id, metric, slot, inbox_id, agent_id, step)
) STRICT;
CREATE INDEX measures_by_slot ON measures (account_id, slot);
