DROP TABLE mail_grants;
ALTER TABLE inboxes DROP COLUMN held_at;
