CREATE SCHEMA downtime;

-- Why a line stands, as a tree of at most four levels.
CREATE TABLE downtime.reason (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint,
  depth smallint NOT NULL CHECK (depth BETWEEN 1 AND 4),
  parent_depth smallint GENERATED ALWAYS AS (CASE WHEN parent_id IS NOT NULL THEN depth - 1 END) STORED,
  code text NOT NULL CHECK (code = btrim(code) AND code <> '' AND length(code) <= 20),
  name_es text NOT NULL CHECK (name_es = btrim(name_es) AND name_es <> '' AND length(name_es) <= 100),
  name_en text NOT NULL CHECK (name_en = btrim(name_en) AND name_en <> '' AND length(name_en) <= 100),
  loss_type text NOT NULL CHECK (loss_type IN ('UNPLANNED_STOP', 'PLANNED_STOP', 'CHANGEOVER', 'MINOR_STOP', 'NOT_SCHEDULED')),
  counts_as_failure boolean NOT NULL DEFAULT false, -- for the mean time between failures
  requires_note boolean NOT NULL DEFAULT false,
  color text NOT NULL DEFAULT '#54565a' CHECK (color ~ '^#[0-9a-f]{6}$'),
  icon text NOT NULL DEFAULT 'tool' CHECK (icon ~ '^[a-z0-9-]{1,40}$'),
  sort_order integer NOT NULL DEFAULT 0,
  active boolean NOT NULL DEFAULT true,
  UNIQUE (id, depth),
  CONSTRAINT reason_below_its_parent FOREIGN KEY (parent_id, parent_depth) REFERENCES downtime.reason (id, depth),
  CONSTRAINT reason_root_is_first CHECK ((parent_id IS NULL) = (depth = 1))
);
CREATE UNIQUE INDEX reason_code_taken ON downtime.reason (lower(code));
CREATE INDEX reason_by_parent ON downtime.reason (parent_id, sort_order);

-- The lines a reason is for; a reason without any is for all of them.
CREATE TABLE downtime.reason_line (
  reason_id bigint NOT NULL REFERENCES downtime.reason ON DELETE CASCADE,
  line_id bigint NOT NULL REFERENCES catalog.line,
  PRIMARY KEY (reason_id, line_id)
);
CREATE INDEX reason_line_by_line ON downtime.reason_line (line_id);

-- A stop of a line. While it runs it has no end and takes all time to come: no second one can begin.
CREATE TABLE downtime.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  client_id uuid, -- given by the device, so that a stop sent twice is one stop
  line_id bigint NOT NULL,
  facility_id bigint NOT NULL,
  reason_id bigint REFERENCES downtime.reason, -- null until somebody explains it
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  shift_occurrence_id bigint REFERENCES catalog.shift_occurrence, -- null in a gap between shifts
  production_date date NOT NULL, -- of its shift, else the local date of its start
  shift_source text NOT NULL DEFAULT 'auto' CHECK (shift_source IN ('auto', 'manual')),
  crew smallint NOT NULL CHECK (crew BETWEEN 0 AND 50),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  job_number text CHECK (job_number = btrim(job_number) AND job_number <> '' AND length(job_number) <= 50),
  job_verified boolean NOT NULL DEFAULT false, -- whether the ERP knew the job when it was written
  entered_by bigint NOT NULL, -- identity.users
  entered_by_name text NOT NULL,
  entered_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  deleted_at timestamptz,
  change_reason text NOT NULL DEFAULT '' CHECK (length(change_reason) <= 500), -- why somebody else last changed or took it away
  FOREIGN KEY (line_id, facility_id) REFERENCES catalog.line (id, facility_id),
  CONSTRAINT event_sent_already UNIQUE (client_id),
  CONSTRAINT end_not_after_start CHECK (ended_at > started_at),
  -- A range of one number stands for the equality of lines: it needs no extension.
  CONSTRAINT overlap EXCLUDE USING gist (int8range(line_id, line_id, '[]') WITH &&, tstzrange(started_at, ended_at) WITH &&)
    WHERE (deleted_at IS NULL)
);
CREATE INDEX event_by_production_date ON downtime.event (line_id, production_date);
CREATE INDEX event_by_shift ON downtime.event (shift_occurrence_id);
CREATE INDEX event_by_reason ON downtime.event (reason_id);

-- A supervisor stands for what a line's shift says; after it its authors change it no more.
CREATE TABLE downtime.sign_off (
  line_id bigint NOT NULL REFERENCES catalog.line,
  shift_occurrence_id bigint NOT NULL REFERENCES catalog.shift_occurrence,
  signed_by text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (line_id, shift_occurrence_id)
);
CREATE INDEX sign_off_by_shift ON downtime.sign_off (shift_occurrence_id);

CALL audit.watch('downtime.reason');
CALL audit.watch('downtime.reason_line', 'reason_id', 'line_id');
CALL audit.watch('downtime.event');
CALL audit.watch('downtime.sign_off', 'line_id', 'shift_occurrence_id');
