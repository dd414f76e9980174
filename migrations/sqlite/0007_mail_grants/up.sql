-- Since when nothing is sent or read until somebody has signed in at the mail provider.
ALTER TABLE inboxes ADD COLUMN held_at INTEGER;

-- What mail providers have given out for those who signed in.
CREATE TABLE mail_grants (
    inbox_id INTEGER PRIMARY KEY NOT NULL REFERENCES inboxes (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    -- Encrypted JSON: access token and refresh token; empty when they were forgotten.
    tokens TEXT NOT NULL,
    -- How long the access token is good.
    good_until INTEGER NOT NULL,
    -- Another one with each change: who renews what is not there any more has lost the race.
    version INTEGER NOT NULL,
    -- Until then somebody renews it; 0: nobody does.
    renewing_until INTEGER NOT NULL
) STRICT;
