DROP TABLE api_tokens;
DROP TABLE canned_replies;
DROP TABLE labels;
DROP TABLE addresses;
DROP TABLE contacts;
DROP TABLE inboxes;
