DROP TABLE drafts;
DROP TABLE attachments;
DROP TABLE message_steps;
DROP TABLE message_names;
DROP TABLE messages;
DROP TABLE conversation_labels;
DROP TABLE conversations;
