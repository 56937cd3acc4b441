CREATE SCHEMA identity;

-- Users and tokens draw from one sequence, so an id in another module's row names exactly one of them (identity.v_actors).
CREATE SEQUENCE identity.actor_id AS bigint;

CREATE TABLE identity.users (
  id bigint PRIMARY KEY DEFAULT nextval('identity.actor_id'),
  username text NOT NULL CHECK (username ~ '^[^[:space:][:cntrl:]:]{1,100}$'),
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
  -- A directory keeps its people's passwords; we keep only those of our own.
  password_hash text,
  password_set_at timestamptz,
  source text NOT NULL DEFAULT 'local' CHECK (source IN ('local', 'directory')),
  language text CHECK (language IN ('es', 'en')),
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT password_is_of_local_users CHECK (source = 'local' OR password_hash IS NULL),
  -- The audit trail calls what nobody signed in for by these names.
  CONSTRAINT username_reserved CHECK (lower(username) NOT IN ('system', 'anonymous'))
);
-- JDoe and jdoe are one person.
CREATE UNIQUE INDEX username_taken ON identity.users (lower(username));
CALL audit.watch_without('identity.users', '{password_hash}');

-- A role is a set of permissions, words module.verb that stand on the routes. Both are base data (db/seed/base/identity_roles.sql).
CREATE TABLE identity.roles (
  name text PRIMARY KEY CHECK (name ~ '^[A-Za-z]{1,50}$')
);
CALL audit.watch('identity.roles', 'name');

CREATE TABLE identity.role_permissions (
  role text NOT NULL REFERENCES identity.roles,
  permission text NOT NULL CHECK (permission ~ '^[a-z]+\.[a-z_]+$'),
  PRIMARY KEY (role, permission)
);
CALL audit.watch('identity.role_permissions', 'role', 'permission');

CREATE TABLE identity.user_roles (
  user_id bigint NOT NULL REFERENCES identity.users,
  role text NOT NULL REFERENCES identity.roles,
  PRIMARY KEY (user_id, role)
);
CALL audit.watch('identity.user_roles', 'user_id', 'role');

-- Whoever has rows here may work at these sites only; whoever has none, at all of them. The sites belong to the catalog
-- module and come from a migration of its own: no foreign key crosses the two.
CREATE TABLE identity.user_sites (
  user_id bigint NOT NULL REFERENCES identity.users,
  site_id bigint NOT NULL,
  PRIMARY KEY (user_id, site_id)
);
CALL audit.watch('identity.user_sites', 'user_id', 'site_id');

-- The same for the catalog's facilities.
CREATE TABLE identity.user_facilities (
  user_id bigint NOT NULL REFERENCES identity.users,
  facility_id bigint NOT NULL,
  PRIMARY KEY (user_id, facility_id)
);
CALL audit.watch('identity.user_facilities', 'user_id', 'facility_id');

-- How a person likes their screens. Keyed by actor, since an integration may keep settings too.
CREATE TABLE identity.user_preference (
  user_id bigint NOT NULL,
  key text NOT NULL CHECK (key ~ '^[a-z0-9._-]{1,100}$'),
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, key)
);
