ALTER TABLE downtime.reason ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE downtime.quick_note ADD COLUMN version bigint NOT NULL DEFAULT 1;

CALL kernel.count_versions('downtime.event');
CALL kernel.count_versions('downtime.reason');
CALL kernel.count_versions('downtime.quick_note');
