-- A plant with a clock of its own.
CREATE TABLE catalog.facility (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CHECK (code = btrim(code) AND code <> '' AND length(code) <= 20),
  name text NOT NULL CHECK (name = btrim(name) AND name <> '' AND length(name) <= 100),
  time_zone text NOT NULL, -- an IANA name
  active boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX facility_code_taken ON catalog.facility (lower(code));
CREATE UNIQUE INDEX facility_name_taken ON catalog.facility (lower(name));

CREATE TABLE catalog.line (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  facility_id bigint NOT NULL REFERENCES catalog.facility,
  code text NOT NULL CHECK (code = btrim(code) AND code <> '' AND length(code) <= 40),
  name text NOT NULL CHECK (name = btrim(name) AND name <> '' AND length(name) <= 100),
  crew smallint NOT NULL DEFAULT 1 CHECK (crew BETWEEN 0 AND 50), -- people who usually stand at it
  active boolean NOT NULL DEFAULT true,
  UNIQUE (id, facility_id)
);
CREATE UNIQUE INDEX line_code_taken ON catalog.line (facility_id, lower(code));
CREATE UNIQUE INDEX line_name_taken ON catalog.line (facility_id, lower(name));

-- A shift repeats on some weekdays at the facility's wall clock; one that ends when or before it starts ends the next day.
CREATE TABLE catalog.shift (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  facility_id bigint NOT NULL REFERENCES catalog.facility,
  code text NOT NULL CHECK (code = btrim(code) AND code <> '' AND length(code) <= 10),
  name_es text NOT NULL CHECK (name_es = btrim(name_es) AND name_es <> '' AND length(name_es) <= 100),
  name_en text NOT NULL CHECK (name_en = btrim(name_en) AND name_en <> '' AND length(name_en) <= 100),
  starts time NOT NULL,
  ends time NOT NULL,
  weekdays smallint[] NOT NULL DEFAULT '{1,2,3,4,5,6,7}'
    CHECK (weekdays <> '{}' AND weekdays <@ '{1,2,3,4,5,6,7}'), -- Monday is 1
  validity daterange NOT NULL DEFAULT '[,)' CHECK (NOT isempty(validity)),
  week int4multirange NOT NULL, -- the minutes of a week that it takes, Monday 00:00 being 0
  active boolean NOT NULL DEFAULT true,
  CONSTRAINT shift_minutes_of_a_week CHECK (week <@ int4multirange(int4range(0, 10080))),
  -- Ranges stand for the equality of ids: they need no extension.
  CONSTRAINT shift_overlap EXCLUDE USING gist (int8range(facility_id, facility_id, '[]') WITH &&, week WITH &&, validity WITH &&)
    WHERE (active)
);
CREATE UNIQUE INDEX shift_code_taken ON catalog.shift (facility_id, lower(code)) WHERE active;

CREATE TABLE catalog.shift_break (
  shift_id bigint NOT NULL REFERENCES catalog.shift ON DELETE CASCADE,
  position smallint NOT NULL CHECK (position > 0),
  starts time NOT NULL,
  minutes smallint NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  PRIMARY KEY (shift_id, position)
);

-- A shift as it really was on one day: instants, so that neither a change of the clock nor a later change of the shift moves it.
CREATE TABLE catalog.shift_occurrence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  facility_id bigint NOT NULL REFERENCES catalog.facility,
  shift_id bigint NOT NULL REFERENCES catalog.shift,
  shift_code text NOT NULL,
  name_es text NOT NULL,
  name_en text NOT NULL,
  production_date date NOT NULL, -- the local date on which it starts
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  breaks tstzmultirange NOT NULL DEFAULT '{}',
  CHECK (ends_at > starts_at),
  UNIQUE (facility_id, shift_id, production_date),
  CONSTRAINT occurrence_overlap
    EXCLUDE USING gist (int8range(facility_id, facility_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX shift_occurrence_by_shift ON catalog.shift_occurrence (shift_id);

CALL audit.watch('catalog.facility');
CALL audit.watch('catalog.line');
CALL audit.watch('catalog.shift');
CALL audit.watch('catalog.shift_break', 'shift_id', 'position');
