-- When a tablet last stood by a line: without one, nobody can say that it runs.
CREATE TABLE downtime.line_watch (
  line_id bigint PRIMARY KEY REFERENCES catalog.line,
  seen_at timestamptz NOT NULL
);

-- What a tablet asks all day long: which stops still run, which nobody has explained.
CREATE INDEX event_running ON downtime.event (line_id) WHERE ended_at IS NULL AND deleted_at IS NULL;
CREATE INDEX event_unexplained ON downtime.event (line_id, started_at) WHERE reason_id IS NULL AND deleted_at IS NULL;

-- Whoever explained a stop may still correct that, though another person wrote the stop.
ALTER TABLE downtime.event ADD explained_by bigint; -- identity.users
