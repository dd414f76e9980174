DROP TABLE provider_calls;
DROP TABLE dead_letters;
DROP TABLE pending_effects;
DROP TABLE outbox;
DROP TABLE events;
