-- Since when nothing is sent or read until somebody has signed in at the mail provider.
ALTER TABLE inboxes ADD COLUMN held_at BIGINT;

-- What mail providers have given out for those who signed in.
CREATE TABLE mail_grants (
    inbox_id BIGINT PRIMARY KEY NOT NULL REFERENCES inboxes (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    -- Encrypted JSON: access token and refresh token; empty when they were forgotten.
    tokens TEXT NOT NULL,
    -- How long the access token is good.
    good_until BIGINT NOT NULL,
    -- Another one with each change: who renews what is not there any more has lost the race.
    version BIGINT NOT NULL,
    -- Until then somebody renews it; 0: nobody does.
    renewing_until BIGINT NOT NULL
);
