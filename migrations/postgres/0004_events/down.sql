DROP TABLE dead_letters;
DROP TABLE pending_effects;
DROP TABLE outbox;
DROP TABLE events;
