-- Whoever tries one PIN on many people is told by the device they hold.
ALTER TABLE identity.pin_failure ADD COLUMN station_id bigint REFERENCES identity.stations;
CREATE INDEX pin_failure_by_station ON identity.pin_failure (station_id, failed_at);
