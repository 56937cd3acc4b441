-- The cookie holds a random token; only its hash is here, so a copy of this table signs nobody in.
CREATE TABLE identity.sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  user_id bigint NOT NULL REFERENCES identity.users,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ip text NOT NULL,
  user_agent text NOT NULL,
  ended_at timestamptz,
  end_reason text CHECK (end_reason IN ('signed_out', 'superseded', 'expired', 'replaced', 'disabled', 'password_reset')),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
-- A person is signed in at one place at a time.
CREATE UNIQUE INDEX one_open_session ON identity.sessions (user_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_user ON identity.sessions (user_id, created_at);

-- What an integration signs in with. Revoked, never deleted: its name stands in other rows' history.
CREATE TABLE identity.tokens (
  id bigint PRIMARY KEY DEFAULT nextval('identity.actor_id'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX token_name_taken ON identity.tokens (lower(name)) WHERE revoked_at IS NULL;
CALL audit.watch_without('identity.tokens', '{token_hash,last_used_at}');

CREATE TABLE identity.token_roles (
  token_id bigint NOT NULL REFERENCES identity.tokens,
  role text NOT NULL REFERENCES identity.roles,
  PRIMARY KEY (token_id, role)
);
CALL audit.watch('identity.token_roles', 'token_id', 'role');

-- Every successful sign-in, with what the directory said of the person then.
CREATE TABLE identity.user_logins (
  login_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username text NOT NULL,
  display_name text NOT NULL,
  email text,
  ad_groups text,
  is_admin boolean NOT NULL,
  login_date timestamptz NOT NULL,
  ip_address text NOT NULL,
  user_agent text NOT NULL
);
CREATE INDEX user_logins_by_user ON identity.user_logins (username, login_date);

-- The wrong passwords of the last minutes, by the name tried (existing or not) and by address: what throttling counts.
CREATE TABLE identity.sign_in_failure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  ip text NOT NULL,
  failed_at timestamptz NOT NULL
);
CREATE INDEX sign_in_failure_by_name ON identity.sign_in_failure (name, failed_at);
CREATE INDEX sign_in_failure_by_ip ON identity.sign_in_failure (ip, failed_at);
CREATE INDEX sign_in_failure_by_age ON identity.sign_in_failure (failed_at);
