ALTER TABLE identity.users ADD COLUMN version bigint NOT NULL DEFAULT 1;

CALL kernel.count_versions('identity.users');
