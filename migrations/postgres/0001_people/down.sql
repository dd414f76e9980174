DROP TABLE group_members;
DROP TABLE groups;
DROP TABLE sessions;
DROP TABLE memberships;
DROP TABLE users;
DROP TABLE accounts;
