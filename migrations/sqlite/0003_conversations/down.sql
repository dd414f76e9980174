DROP TABLE drafts;
DROP TABLE attachments;
DROP TABLE messages;
DROP TABLE conversation_labels;
DROP TABLE conversations;
