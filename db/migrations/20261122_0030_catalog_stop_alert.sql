-- A stop that still runs after so many minutes is worth a supervisor's way to the line; 0: never said.
ALTER TABLE catalog.facility ADD COLUMN stop_alert_minutes smallint NOT NULL DEFAULT 15 CHECK (stop_alert_minutes BETWEEN 0 AND 1440);
