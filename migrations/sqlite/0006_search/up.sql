CREATE TABLE search_documents (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    -- NULL: the contact's name and addresses.
    message_id INTEGER UNIQUE REFERENCES messages (id),
    text TEXT NOT NULL
) STRICT;
CREATE INDEX search_documents_by_conversation ON search_documents (conversation_id);

CREATE VIRTUAL TABLE search_words USING fts5 (text, content = 'search_documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER search_documents_inserted AFTER INSERT ON search_documents BEGIN
    INSERT INTO search_words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER search_documents_deleted AFTER DELETE ON search_documents BEGIN
    INSERT INTO search_words (search_words, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER search_documents_updated AFTER UPDATE OF text ON search_documents BEGIN
    INSERT INTO search_words (search_words, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search_words (rowid, text) VALUES (new.id, new.text);
END;
