-- A tablet that stands on a floor and serves whoever is there. Its cookie holds a random token; only its hash is here. By itself it
-- reads; what people do at it they sign with their PIN. Revoked, never deleted: its name stands in other rows' history.
CREATE TABLE identity.stations (
  id bigint PRIMARY KEY DEFAULT nextval('identity.actor_id'),
  name text NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 100 AND name !~ '[[:cntrl:]]'),
  -- The catalog's facility in which it stands; none: it serves all of them.
  facility_id bigint,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  last_seen_at timestamptz,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX station_name_taken ON identity.stations (lower(name)) WHERE revoked_at IS NULL;
CALL audit.watch_without('identity.stations', '{token_hash,last_seen_at}');

-- What a person signs an act at a station with. It opens nothing else.
CREATE TABLE identity.pins (
  user_id bigint PRIMARY KEY REFERENCES identity.users,
  pin_hash text NOT NULL,
  set_at timestamptz NOT NULL
);
CALL audit.watch_without('identity.pins', '{pin_hash}', 'user_id');

-- The wrong PINs of the last minutes. Counted apart from wrong passwords: who guesses PINs closes nobody's desktop.
CREATE TABLE identity.pin_failure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES identity.users,
  failed_at timestamptz NOT NULL
);
CREATE INDEX pin_failure_by_user ON identity.pin_failure (user_id, failed_at);
CREATE INDEX pin_failure_by_age ON identity.pin_failure (failed_at);

-- The key pair that PINs are sealed with on their way and while they wait on a device. Made once, by whichever node is first.
CREATE TABLE identity.station_key (
  id smallint PRIMARY KEY DEFAULT 1 CONSTRAINT one_station_key CHECK (id = 1),
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);
