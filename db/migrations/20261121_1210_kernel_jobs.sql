-- Work that outlives its request. A node takes a job under a lease and a token of its own; only the holder of the token may end it,
-- in the transaction of the job's effect. When a node dies its lease runs out and another one takes the job over.
CREATE TABLE kernel.job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+\.[a-z_]+$'),
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  run_after timestamptz NOT NULL,
  lease_until timestamptz,
  token uuid,
  progress smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  result jsonb,
  error text, -- the code of a text; what really happened is in the log of the node
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT running_job_has_a_lease CHECK ((state = 'running') = (token IS NOT NULL AND lease_until IS NOT NULL)),
  CONSTRAINT ended_job_has_an_end CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL))
);
CREATE INDEX job_to_do ON kernel.job (run_after, id) WHERE state IN ('waiting', 'running');
CREATE INDEX job_by_age ON kernel.job (finished_at) WHERE finished_at IS NOT NULL;

-- When each recurring job was last put into the queue, by whichever node noticed first.
CREATE TABLE kernel.recurring_job (
  kind text PRIMARY KEY,
  queued_at timestamptz NOT NULL
);
