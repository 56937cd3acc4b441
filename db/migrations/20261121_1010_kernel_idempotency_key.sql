-- What a request with an Idempotency-Key answered, so that the same request again gets the same answer and does nothing twice.
-- Written in the transaction of the request's own work. The actor is a user or a token (identity.actor_id names both).
CREATE TABLE kernel.idempotency_key (
  actor_id bigint NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  -- Method, address and body together: the same key with anything else is another request.
  request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
  status int,
  content_type text,
  location text,
  body bytea,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_key_by_age ON kernel.idempotency_key (created_at);
