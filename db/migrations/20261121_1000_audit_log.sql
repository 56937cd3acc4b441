-- The role the application works as: it may write every module's tables, but never change or erase the audit log.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'faena_app') THEN
    CREATE ROLE faena_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was migrated at the same moment
END $$;
DO $$ BEGIN EXECUTE format('GRANT faena_app TO %I', current_user); END $$;

CREATE SCHEMA audit;

-- One row per changed row: who, when, what it was, what it became. Written by the trigger in the transaction of the change itself.
CREATE TABLE audit.audit_log (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_date timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL,
  action_type text NOT NULL,
  table_name text NOT NULL,
  record_id text NOT NULL,
  before jsonb,
  after jsonb,
  request_id text NOT NULL DEFAULT '',
  user_ip text NOT NULL DEFAULT ''
);
CREATE INDEX audit_log_by_record ON audit.audit_log (table_name, record_id);
CREATE INDEX audit_log_by_user ON audit.audit_log (changed_by, changed_date);
CREATE INDEX audit_log_by_date ON audit.audit_log USING brin (changed_date);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is only appended to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- The one generic trigger. Its arguments: the columns to leave out, then the key columns. Set-based, so that a save of thousands
-- of cells costs one statement more, not thousands. SECURITY DEFINER: the application itself needs no right to the log's sequence.
-- A slice may name what it does (faena.action, in place of CREATE, UPDATE, DELETE) and what its change really replaced
-- (faena.before, where the value people saw did not stand in the table).
CREATE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  left_out text[] := TG_ARGV[0]::text[];
  k1 text := TG_ARGV[1];
  k2 text := coalesce(TG_ARGV[2], '');
  k3 text := coalesce(TG_ARGV[3], '');
  who text := coalesce(nullif(current_setting('faena.user', true), ''), session_user);
  request text := coalesce(current_setting('faena.request', true), '');
  ip text := coalesce(current_setting('faena.ip', true), '');
  named text := nullif(current_setting('faena.action', true), '');
  replaced jsonb := nullif(current_setting('faena.before', true), '')::jsonb;
  entity text := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, after, request_id, user_ip)
    SELECT who, coalesce(named, 'CREATE'), entity, concat_ws('/', n.j ->> k1, n.j ->> k2, n.j ->> k3), replaced, n.j, request, ip
    FROM (SELECT to_jsonb(r) - left_out AS j FROM new_rows r) n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, request_id, user_ip)
    SELECT who, coalesce(named, 'DELETE'), entity, concat_ws('/', o.j ->> k1, o.j ->> k2, o.j ->> k3), coalesce(replaced, o.j), request, ip
    FROM (SELECT to_jsonb(r) - left_out AS j FROM old_rows r) o;
  ELSE
    -- A row written again as it was is no change. A row whose key itself changed is two entries: what went and what came.
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, after, request_id, user_ip)
    SELECT who, coalesce(named, 'UPDATE'), entity, coalesce(n.key, o.key), coalesce(replaced, o.j), n.j, request, ip
    FROM (SELECT concat_ws('/', j ->> k1, j ->> k2, j ->> k3) AS key, j FROM (SELECT to_jsonb(r) - left_out AS j FROM new_rows r) x) n
    FULL JOIN (SELECT concat_ws('/', j ->> k1, j ->> k2, j ->> k3) AS key, j FROM (SELECT to_jsonb(r) - left_out AS j FROM old_rows r) x) o
      ON o.key = n.key
    WHERE o.j IS DISTINCT FROM n.j;
  END IF;
  RETURN NULL;
END $$;

-- Puts the trigger on a table whose left_out columns are secrets or mere traces of use: they never reach the log, and a change
-- of nothing else is no entry.
CREATE PROCEDURE audit.watch_without(watched regclass, left_out text[], VARIADIC keys text[] DEFAULT '{id}') LANGUAGE plpgsql AS $$
DECLARE
  args text := (SELECT string_agg(quote_literal(a), ', ') FROM unnest(left_out::text || keys) a);
BEGIN
  EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record(%s)', watched, args);
  EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record(%s)', watched, args);
  EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record(%s)', watched, args);
END $$;

-- Puts the trigger on a table: one call beside each CREATE TABLE. The names of the key columns follow the table.
CREATE PROCEDURE audit.watch(watched regclass, VARIADIC keys text[] DEFAULT '{id}') LANGUAGE plpgsql AS $$
BEGIN
  CALL audit.watch_without(watched, '{}', VARIADIC keys);
END $$;
